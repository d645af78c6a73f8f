"""Measures with rules that follow from what they are, targets on them, allotments."""

from decimal import Decimal

import pytest

from app.errors import BadInput, NotFound, Refused
from app.i18n import msg
from app.plan import targets
from app.session import Session
from db.queries import plan
from tests.builders.office import Known, small_office
from tests.helpers.rows import rows_of


@pytest.fixture
def known(office_session: Session) -> Known:
    return small_office(office_session)


@pytest.mark.parametrize(
    ("form", "entry", "over_time", "over_units"),
    [
        ("ratio", "to_date_year", "latest", "ratio_of_sums"),
        ("ratio", "increment", "sum", "ratio_of_sums"),
        ("ratio", "snapshot", "latest", "ratio_of_sums"),
        ("count", "increment", "sum", "sum"),
        ("money", "to_date_span", "latest", "sum"),
        ("yesno", "snapshot", "latest", "count_meeting"),
        ("words", "snapshot", "none", "none"),
    ],
)
def test_the_rules_over_time_and_units_follow_from_form_and_entry(
    office_session: Session, known: Known, form: str, entry: str, over_time: str, over_units: str
) -> None:
    measure = targets.add_measure(office_session, programme_id=known.p1, text="X", form=form, entry=entry)
    row = plan.measure(office_session.conn, measure)
    assert row is not None
    assert (row["over_time"], row["over_units"]) == (over_time, over_units)


def test_one_measure_serves_several_horizons_exactly(office_session: Session, known: Known) -> None:
    measure = targets.add_measure(office_session, programme_id=known.p1, text="Tỷ lệ", decimals=1, den_label="tổng số")
    for year, value in ((2023, "65"), (2025, "68"), (2030, "75.5")):
        targets.add_target(
            office_session, measure, text=f"Đến {year}", comparator="ge", value=Decimal(value), horizon="by", h_to=year
        )
    lines = [line for line in targets.target_lines(office_session, known.p1) if line.measure_id == measure]
    assert [(line.h_to, line.value) for line in lines] == [(2023, 65), (2025, 68), (2030, Decimal("75.5"))]
    assert [row["value"] for row in rows_of(office_session, "target") if row["measure_id"] == measure] == [
        650,
        680,
        755,
    ]


def test_a_measure_with_a_target_is_asked_of_the_units_in_its_scope(office_session: Session, known: Known) -> None:
    measure = targets.add_measure(office_session, programme_id=known.p2, text="TƯLĐTT", scope_sector="non_state")
    assert [row for row in rows_of(office_session, "expectation") if row["what_id"] == measure] == []
    target = targets.add_target(
        office_session, measure, text="80 %", comparator="ge", value=80, horizon="by", h_to=2028
    )
    asked = [row["unit_id"] for row in rows_of(office_session, "expectation") if row["what_id"] == measure]
    assert sorted(asked) == [known.d, known.e]
    targets.close_target(office_session, target, reason="Bỏ")
    assert [row for row in rows_of(office_session, "expectation") if row["what_id"] == measure] == []


def test_how_it_is_measured_is_fixed_once_values_are_there(office_session: Session, known: Known) -> None:
    targets.edit_measure(office_session, known.m1, decimals=2)
    assert targets.target_lines(office_session)[0].value == Decimal("85.00")
    office = office_session.office
    with office_session.change(msg("Ghi số liệu")) as change:
        keys = {"measure_id": known.m1, "unit_id": known.a, "period": "2026-Q3"}
        change.insert("target_value", seat_id=office.seat_id, head_rev=1, **keys)
    with pytest.raises(Refused, match="Lập chỉ số mới"):
        targets.edit_measure(office_session, known.m1, form="count")
    with pytest.raises(Refused, match="Lập chỉ số mới"):
        targets.edit_measure(office_session, known.m1, decimals=0)
    targets.edit_measure(office_session, known.m1, text="Tên khác", den_label="đoàn viên")


def test_a_unit_gets_loses_and_gets_back_its_share(office_session: Session, known: Known) -> None:
    for value in (90, None, 92):
        targets.allot(office_session, known.g1, known.a, period="2026", value=value)
    assert [(line.unit, line.period, line.value) for line in targets.allotments(office_session, known.g1)] == [
        ("THPT Mẫu A", "2026", Decimal(92))
    ]
    with pytest.raises(BadInput, match="Mã kỳ"):
        targets.allot(office_session, known.g1, known.a, period="2026-Q9", value=1)
    with pytest.raises(NotFound, match="đơn vị số 99999"):
        targets.allot(office_session, known.g1, 99999, period="2026", value=1)


def test_a_target_without_a_figure_is_yes_or_words(office_session: Session, known: Known) -> None:
    with pytest.raises(BadInput, match="thiếu mức giao"):
        targets.add_target(office_session, known.m1, text="Nhiều", comparator="ge", horizon="yearly")
    yes = targets.add_target(office_session, known.m1, text="Có quy chế", comparator="yes", value=5, horizon="none")
    assert plan.target(office_session.conn, yes)["value"] is None  # type: ignore[index]  # it exists
    targets.edit_target(office_session, known.g1, comparator="words")
    with pytest.raises(BadInput, match="thiếu mức giao"):
        targets.edit_target(office_session, known.g1, comparator="ge")


@pytest.mark.parametrize(
    "horizon",
    [
        {"horizon": "by"},
        {"horizon": "span", "h_to": 2030},
        {"horizon": "by", "h_to": 30},
        {"horizon": "span", "h_from": 2031, "h_to": 2030},
    ],
)
def test_a_horizon_has_its_years_in_order(office_session: Session, known: Known, horizon: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        targets.add_target(office_session, known.m1, text="X", comparator="ge", value=1, **horizon)  # type: ignore[arg-type]  # the table of cases mixes types


def test_words_outside_the_lists_and_unknown_rows_are_refused(office_session: Session, known: Known) -> None:
    with pytest.raises(BadInput, match="Dạng chỉ số"):
        targets.add_measure(office_session, programme_id=known.p1, text="X", form="percent")
    with pytest.raises(BadInput, match="phần lẻ"):
        targets.add_measure(office_session, programme_id=known.p1, text="X", decimals=7)
    with pytest.raises(BadInput, match="Cách so sánh"):
        targets.edit_target(office_session, known.g1, comparator="about")
    with pytest.raises(NotFound, match="chỉ số số 99999"):
        targets.add_target(office_session, 99999, text="X", comparator="yes", horizon="none")
    with pytest.raises(BadInput, match="phần lẻ mà chỉ số cho phép"):
        targets.edit_target(office_session, known.g1, value=Decimal("85.5"))
