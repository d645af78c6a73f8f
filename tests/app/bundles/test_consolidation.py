"""Figures of the units put together: totals with their base, units by quarter, as then and as now, down to the entry."""

from decimal import Decimal
from fractions import Fraction

import pytest

from app.bundles import consolidation, drill
from app.bundles.drill import RelayedAnswer
from app.errors import BadInput, Refused
from app.people import units
from app.plan import closing, figures, targets
from app.plan.verdicts import Comparator, Verdict
from app.session import Session
from tests.app.bundles.arriving import BEFORE, LATER, NOW, widened
from tests.app.plan.conftest import logged, logged_template
from tests.app.plan.quarter_fixture import Quarter

__all__ = ["logged", "logged_template"]


@pytest.fixture
def wide(logged: Quarter) -> Quarter:
    widened(logged)
    return logged


def names(found: consolidation.Matrix) -> dict[str, consolidation.UnitLine]:
    return {line.name: line for line in found.units}


def test_totals_are_those_of_the_kept_sums_with_their_base(wide: Quarter) -> None:
    found = consolidation.totals(wide.session, NOW)
    assert found.periods == (BEFORE, NOW)
    lines = {line.measure_id: line for line in found.measures}
    m1 = lines[wide.measures["M1"]].figures[NOW]
    assert (m1.text, m1.base, m1.text_percent) == ("90/125", "4/5", "72,0%")
    for name, measure in wide.measures.items():
        figure = lines[measure].figures.get(NOW)
        assert figure == figures.measure_figure(wide.session, measure, NOW), name


def test_each_unit_stands_in_each_quarter_with_its_own_figure_and_verdict(wide: Quarter) -> None:
    found = consolidation.matrix(wide.session, wide.measures["M1"], NOW, count=1)
    rows = names(found)
    assert [figure.text for line in found.units if (figure := found.figure(line, NOW))] == [
        "40/50",
        "27/30",
        "18/20",
        "5/25",
        "",
    ]
    assert [line.verdict for line in found.units] == [
        Verdict.not_met,
        Verdict.met,
        Verdict.met,
        Verdict.not_met,
        Verdict.unknown,
    ]
    assert found.distance(rows["THPT Mẫu A"], NOW) == Fraction(80, 85)
    assert found.distance(rows["Trường tư thục E"], NOW) is None
    assert found.totals[NOW].base == "4/5"


def test_a_unit_that_was_not_asked_has_no_cell_and_what_does_not_apply_leaves_the_base(wide: Quarter) -> None:
    found = consolidation.matrix(wide.session, wide.measures["M3"], NOW, count=1)
    assert [line.name for line in found.units] == ["Mầm non D", "Trường tư thục E"]
    m2 = consolidation.matrix(wide.session, wide.measures["M2"], NOW, count=1)
    cell = names(m2)["Tiểu học Mẫu C"].cells[NOW]
    assert (cell["given"], cell["n"], cell["none_n"], cell["m"]) == ("none_occurred", 1, 1, 1)


def test_the_best_stand_first_and_equals_share_a_place(wide: Quarter) -> None:
    found = consolidation.matrix(wide.session, wide.measures["M1"], NOW)
    assert [(place, line.name) for place, line in consolidation.ranked(found, NOW)] == [
        (1, "THPT Mẫu B"),
        (1, "Tiểu học Mẫu C"),
        (3, "THPT Mẫu A"),
        (4, "Mầm non D"),
    ]


def test_a_share_is_per_cent_of_the_allotment_and_a_part_of_the_total(wide: Quarter) -> None:
    targets.allot(wide.session, wide.targets["M2"], wide.units["A"], period="2026", value=Decimal(6))
    found = consolidation.matrix(wide.session, wide.measures["M2"], NOW, count=1)
    a, b = names(found)["THPT Mẫu A"], names(found)["THPT Mẫu B"]
    assert found.share(a) == 50
    assert found.share(b) is None
    assert found.part(a, NOW) == 60
    assert (a.verdict, b.verdict) == (Verdict.not_met, Verdict.unknown)


def test_the_closed_view_holds_closed_quarters_only(wide: Quarter) -> None:
    wide.value("M1", "A", num=50, den=50, period=LATER)
    closing.close_period(wide.session, NOW)
    assert consolidation.totals(wide.session, as_of="closed").periods == (BEFORE, NOW)
    found = consolidation.matrix(wide.session, wide.measures["M1"], as_of="closed")
    assert found.totals[NOW].text == "90/125"


def test_nothing_closed_and_nothing_opened_are_said(logged: Quarter, office_session: Session) -> None:
    with pytest.raises(Refused, match="Chưa khóa quý nào"):
        consolidation.totals(logged.session, as_of="closed")
    with pytest.raises(Refused, match="Chưa mở quý nào"):
        consolidation.totals(office_session)
    with pytest.raises(BadInput, match="theo quý"):
        consolidation.quarters(logged.session, "2026")
    with pytest.raises(BadInput, match="ngoài khoảng"):
        consolidation.quarters(logged.session, NOW, 0)


def test_as_now_a_merged_units_figures_stand_with_its_heir_and_the_totals_stay(wide: Quarter) -> None:
    units.merge_units(wide.session, [wide.units["A"]], wide.units["B"], on="2026-10-01")
    then = consolidation.matrix(wide.session, wide.measures["M1"], NOW, view="then")
    now = consolidation.matrix(wide.session, wide.measures["M1"], NOW, view="now")
    assert "THPT Mẫu A" in names(then)
    assert "THPT Mẫu A" not in names(now)
    heir = names(now)["THPT Mẫu B"]
    figure = now.figure(heir, NOW)
    assert figure is not None
    assert (figure.text, figure.base) == ("67/80", "2/2")
    assert set(heir.parts) == {wide.units["A"], wide.units["B"]}
    assert now.totals == then.totals
    sums = [now.figure(line, NOW) for line in now.units]
    assert sum(each.num or 0 for each in sums if each) == then.totals[NOW].num
    assert now.line(wide.units["A"]) is heir


def test_what_nobody_adds_up_is_not_shown_as_now(wide: Quarter) -> None:
    units.merge_units(wide.session, [wide.units["A"]], wide.units["B"], on="2026-10-01")
    with pytest.raises(Refused, match="như khi đó"):
        consolidation.matrix(wide.session, wide.measures["N"], NOW, view="now")


def test_an_entry_says_who_wrote_which_revision_and_what_counts(wide: Quarter) -> None:
    wide.value("M1", "A", num=45, den=50, note="Bổ sung")
    wide.submit()
    found = drill.entries(wide.session, wide.measures["M1"], wide.units["A"], NOW)
    assert [(entry.rev, entry.num, entry.counts, entry.note, entry.own) for entry in found] == [
        (2, 45, True, "Bổ sung", True),
        (1, 40, False, "", True),
    ]
    assert {entry.person for entry in found} == {"Người thử"}
    assert found[0].writer == "Liên đoàn Lao động tỉnh Mẫu"
    assert not drill.entries(wide.session, wide.measures["M1"], wide.units["E"], NOW)


def test_units_below_a_unit_are_added_up_and_held_against_its_word(wide: Quarter) -> None:
    def relayed(*_asked: object) -> list[RelayedAnswer]:
        return [
            RelayedAnswer("Tổ 1", NOW, "value", 30, 35),
            RelayedAnswer("Tổ 2", NOW, "value", 10, 15),
            RelayedAnswer("Tổ 3", NOW, None),
            RelayedAnswer("Tổ 4", NOW, "not_applicable"),
        ]

    (found,) = drill.below(wide.session, wide.measures["M1"], wide.units["A"], [NOW], relayed)
    assert (found.total.text, found.total.base, found.agrees) == ("40/50", "2/3", True)
    (other,) = drill.below(wide.session, wide.measures["M1"], wide.units["B"], [NOW], relayed)
    assert not other.agrees


@pytest.mark.parametrize(
    ("comparator", "value", "threshold", "there"),
    [
        ("ge", Fraction(80), Fraction(85), Fraction(80, 85)),
        ("le", Fraction(4), Fraction(5), Fraction(1)),
        ("le", Fraction(10), Fraction(5), Fraction(1, 2)),
        ("lt", Fraction(3), Fraction(0), Fraction(0)),
        ("yes", Fraction(1), None, Fraction(1)),
        ("words", Fraction(1), Fraction(1), None),
        ("ge", None, Fraction(1), None),
        ("ge", Fraction(1), None, None),
        ("ge", Fraction(0), Fraction(0), Fraction(1)),
    ],
)
def test_how_far_a_value_has_come(
    comparator: str, value: Fraction | None, threshold: Fraction | None, there: Fraction | None
) -> None:
    assert consolidation.towards(Comparator(comparator), value, threshold) == there
