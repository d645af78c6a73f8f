"""Units: names as of a day, succession with shares, and lines of parents."""

from fractions import Fraction

import pytest

from app.errors import BadInput, NotFound, Refused
from app.i18n import msg
from app.people import units
from app.plan import calendar, targets
from app.session import Session
from db.queries import people
from tests.helpers.rows import rows_of


def kind(session: Session, sector: str) -> int:
    return next(line.id for line in units.unit_kinds(session) if line.sector == sector)


def unit(session: Session, name: str, **given: str) -> int:
    return units.add_unit(session, name=name, kind_id=kind(session, "state"), **given)  # type: ignore[arg-type]  # texts only


def names(session: Session, on: str) -> list[str]:
    return [line.name for line in units.unit_lines(session, on=on)]


def test_a_unit_prints_under_the_name_it_had_on_the_day(office_session: Session) -> None:
    session = office_session
    a = unit(session, "CĐCS Trường A")
    units.rename_unit(session, a, name="CĐCS Trường A mới", short="A mới", from_day="2026-09-01")
    units.rename_unit(session, a, name="CĐCS Trường A sau cùng", from_day="2026-11-01")
    printed = [
        people.unit_name(session.conn, a, day) for day in ("2026-08-31", "2026-09-01", "2026-10-31", "2026-11-01")
    ]
    assert printed == ["CĐCS Trường A", "CĐCS Trường A mới", "CĐCS Trường A mới", "CĐCS Trường A sau cùng"]
    assert names(session, "2026-08-31") == ["CĐCS Trường A"]
    assert names(session, "2026-12-01") == ["CĐCS Trường A sau cùng"]
    assert people.unit_name(session.conn, a) == "CĐCS Trường A sau cùng"


def test_a_paper_older_than_the_first_name_prints_that_first_name(office_session: Session) -> None:
    a = unit(office_session, "CĐCS mới lập", from_day="2026-08-01")
    units.rename_unit(office_session, a, name="CĐCS đổi tên", from_day="2026-10-01")
    assert people.unit_name(office_session.conn, a, "2020-01-01") == "CĐCS mới lập"


def test_a_name_cannot_begin_before_the_one_it_follows(office_session: Session) -> None:
    a = unit(office_session, "A", from_day="2026-08-01")
    with pytest.raises(Refused, match="01/08/2026"):
        units.rename_unit(office_session, a, name="B", from_day="2026-08-01")


def test_a_merged_unit_ends_and_lives_on_in_the_other(office_session: Session) -> None:
    session = office_session
    d, e = unit(session, "Mầm non D"), unit(session, "Trường tư thục E")
    units.merge_units(session, [e], d, on="2026-11-01")
    assert people.unit(session.conn, e)["valid_until"] == "2026-11-01"  # type: ignore[index]  # it exists
    assert names(session, "2026-10-31") == ["Mầm non D", "Trường tư thục E"]
    assert names(session, "2026-11-01") == ["Mầm non D"]
    assert units.successors(session) == {e: [(d, Fraction(1))]}
    assert [(row["kind"], row["happened_on"]) for row in people.unit_events(session.conn, e)] == [
        ("merge", "2026-11-01")
    ]


def test_a_split_names_the_share_of_each_and_later_mergers_are_followed(office_session: Session) -> None:
    session = office_session
    a, b, c, d = (unit(session, name) for name in "ABCD")
    units.split_unit(session, a, [(b, Fraction(1, 3)), (c, Fraction(2, 3))], on="2026-09-01")
    units.merge_units(session, [b], d, on="2026-10-01")
    assert units.successors(session) == {a: [(c, Fraction(2, 3)), (d, Fraction(1, 3))], b: [(d, Fraction(1))]}


def test_shares_that_are_not_the_whole_are_refused(office_session: Session) -> None:
    a, b, c = (unit(office_session, name) for name in "ABC")
    with pytest.raises(BadInput, match="cộng lại bằng 1"):
        units.split_unit(office_session, a, [(b, Fraction(1, 3)), (c, Fraction(1, 3))], on="2026-09-01")
    with pytest.raises(BadInput, match="ít nhất hai"):
        units.split_unit(office_session, a, [(b, Fraction(1))], on="2026-09-01")


def test_what_has_ended_cannot_end_again_or_receive(office_session: Session) -> None:
    session = office_session
    a, b = unit(session, "A"), unit(session, "B")
    units.dissolve_unit(session, a, on="2026-09-01", reason="Không đủ đoàn viên")
    with pytest.raises(Refused, match="đã kết thúc"):
        units.merge_units(session, [a], b, on="2026-10-01")
    with pytest.raises(Refused, match="đã kết thúc"):
        units.merge_units(session, [b], a, on="2026-10-01")
    with pytest.raises(Refused, match="chính đơn vị"):
        units.dissolve_unit(session, session.office.unit_id, on="2026-10-01", reason="Hết")
    assert "Không đủ đoàn viên" in str(session.undo())


def test_a_transferred_unit_is_listed_under_its_parent_of_the_day(office_session: Session) -> None:
    session = office_session
    cluster, a = unit(session, "Cụm 1"), unit(session, "A")
    units.transfer_unit(session, a, parent_id=cluster, on="2026-09-01")
    assert names(session, "2026-08-31") == ["A", "Cụm 1"]
    assert names(session, "2026-09-01") == ["Cụm 1"]
    assert [line.name for line in units.unit_lines(session, on="2026-09-01", parent_id=cluster)] == ["A"]
    with pytest.raises(Refused, match="nằm dưới"):
        units.transfer_unit(session, cluster, parent_id=a, on="2026-10-01")


def test_the_same_name_or_code_twice_is_refused(office_session: Session) -> None:
    unit(office_session, "A", code="A1")
    with pytest.raises(BadInput, match="Đã có đơn vị"):
        unit(office_session, " A ")
    with pytest.raises(BadInput, match="Mã A1"):
        unit(office_session, "B", code="A1")
    with pytest.raises(BadInput, match="đang để trống"):
        unit(office_session, "  ")
    with pytest.raises(NotFound, match="loại đơn vị số 999"):
        units.add_unit(office_session, name="C", kind_id=999)


def test_a_row_of_another_seat_is_not_changed_here(office_session: Session) -> None:
    session = office_session
    a = unit(session, "A")
    with session.change(msg("Giả lập dữ liệu nhận")) as change:
        other = change.insert("item", uid=change.new_uid(), kind="seat")
        change.update("unit", a, seat_id=other)
    with pytest.raises(Refused, match="cấp khác ban hành"):
        units.edit_unit(session, a, name="B")


def test_units_stand_in_vietnamese_order(office_session: Session) -> None:
    for name in ("Ấp Bắc", "An Hòa", "Âu Cơ", "Ánh Dương", "Tổ 10", "Tổ 2"):
        unit(office_session, name)
    assert names(office_session, "2026-08-01") == ["An Hòa", "Ánh Dương", "Ấp Bắc", "Âu Cơ", "Tổ 2", "Tổ 10"]


def test_editing_corrects_without_a_new_name_and_counts_stay_right(office_session: Session) -> None:
    a = unit(office_session, "A")
    units.edit_unit(office_session, a, name="B", short="b", code="7", kind_id=kind(office_session, "non_state"))
    line = units.unit_lines(office_session)[0]
    assert (line.name, line.short, line.code, line.sector) == ("B", "b", "7", "non_state")
    assert len([row for row in rows_of(office_session, "unit_name") if row["unit_id"] == a]) == 1


def test_the_quarter_before_a_merger_still_asks_five_and_the_one_after_asks_four(office_session: Session) -> None:
    session = office_session
    for code in ("2026-Q3", "2026-Q4"):
        calendar.open_period(session, code)
    a, b, c, d, e = (unit(session, name) for name in "ABCDE")
    measure = targets.add_measure(session, programme_id=None, text="Đoàn viên học nghị quyết")
    targets.add_target(session, measure, text="85 %", comparator="ge", value=85, horizon="yearly")
    units.merge_units(session, [e], d, on="2026-11-01")
    asked: dict[str, list[int]] = {}
    for row in rows_of(session, "expectation"):
        asked.setdefault(row["period"], []).append(row["unit_id"])
    assert {period: sorted(ids) for period, ids in asked.items()} == {
        "2026-Q3": [a, b, c, d, e],
        "2026-Q4": [a, b, c, d],
    }
