"""Setting up the office: once, whole, and its settings checked."""

import pytest

from app.errors import BadInput, Refused, WorkspaceTrouble
from app.people import offices, units
from app.session import Session
from db.queries import people, workspace
from tests.helpers.rows import rows_of


def test_setting_up_makes_the_seat_this_machine_writes_for_and_its_streams(session: Session) -> None:
    with pytest.raises(WorkspaceTrouble):
        _ = session.office
    unit_id = offices.set_up_office(session, name="LĐLĐ tỉnh Mẫu", short="LĐLĐ", parent_name="Tổng Liên đoàn")
    assert session.office.unit_id == unit_id
    assert [row["own"] for row in rows_of(session, "node")] == [1]
    assert [(row["seat_id"], row["until_ver"]) for row in rows_of(session, "seat_node")] == [
        (session.office.seat_id, None)
    ]
    assert [row["ordinal"] for row in rows_of(session, "epoch")] == [1]
    assert sorted(row["audience"] for row in rows_of(session, "stream")) == ["above", "below"]
    assert [kind.sector for kind in units.unit_kinds(session)] == [None, None, "state", "non_state"]
    line = people.parent_row(session.conn, unit_id)
    assert line is not None
    assert people.unit_name(session.conn, line["parent_id"]) == "Tổng Liên đoàn"
    settings = workspace.settings(session.conn)
    assert (settings["soon_days"], settings["heat_warn"], settings["heat_bad"]) == ("7", "90", "70")


def test_an_office_is_set_up_once_and_the_set_up_is_not_undone(office_session: Session) -> None:
    with pytest.raises(Refused, match="đã khai đơn vị"):
        offices.set_up_office(office_session, name="Khác", short="K")
    with pytest.raises(Refused, match="khôi phục bản sao lưu"):
        office_session.undo()


def test_the_office_is_edited_in_place_and_gets_or_loses_a_parent(office_session: Session) -> None:
    office = office_session.office.unit_id
    offices.edit_office(office_session, name="LĐLĐ tỉnh Mới", year_type="school", parent_name="Tổng Liên đoàn")
    assert people.unit_name(office_session.conn, office) == "LĐLĐ tỉnh Mới"
    assert office_session.office.year_type == "school"
    assert len(people.ancestors(office_session.conn, office)) == 1
    offices.edit_office(office_session, parent_name="")
    assert people.ancestors(office_session.conn, office) == []


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("soon_days", "-3", "số nguyên"),
        ("year_type", "lunar", "không có trong danh mục"),
        ("own_unit", "5", "Không đổi được"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(
    office_session: Session, name: str, value: str, sentence: str
) -> None:
    with pytest.raises((BadInput, Refused), match=sentence):
        offices.set_setting(office_session, name, value)


def test_a_symbol_template_that_cannot_be_filled_is_refused(office_session: Session) -> None:
    with pytest.raises(BadInput, match="Mẫu ký hiệu"):
        offices.edit_office(office_session, symbol_template="{số}/BC")
