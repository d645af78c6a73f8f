"""Who is expected to answer what: scope, frequency, the life of units, what is finished."""

from typing import Any

import pytest

from app.i18n import msg
from app.people import units
from app.plan import assignments, calendar, closing
from db import expectations
from tests.app.plan.conftest import plan_template, quarter
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter

__all__ = ["plan_template", "quarter"]


def expected(quarter: Quarter, name: str, period: str = Q3) -> str:
    """The names of the units of which it is expected, "-" for the office."""
    what = (quarter.tasks | quarter.measures)[name]
    names = {unit: letter for letter, unit in quarter.units.items()} | {quarter.session.office.unit_id: "-"}
    rows = quarter.session.conn.execute(
        "SELECT unit_id FROM expectation WHERE period = ? AND what_id = ? AND exempt IS NULL", [period, what]
    )
    return "".join(sorted(names[row[0]] for row in rows))


def edit(quarter: Quarter, table: str, row_id: int, **columns: Any) -> None:
    with quarter.session.change(msg("Sửa")) as change:
        change.update(table, row_id, **columns)


def test_own_tasks_are_expected_of_the_office_and_passed_down_ones_of_the_units_in_their_scope(
    quarter: Quarter,
) -> None:
    assert {name: expected(quarter, name) for name in ("T1", "T2", "T8")} == {"T1": "-", "T2": "-", "T8": "DE"}
    assert {name: expected(quarter, name) for name in ("M1", "M2", "M3")} == {"M1": "ABCDE", "M2": "ABCDE", "M3": "DE"}


def test_a_passed_down_task_given_to_nobody_in_particular_is_expected_of_all(quarter: Quarter) -> None:
    quarter.task("T9", 1, scope="passed_down")
    assert expected(quarter, "T9") == "ABCDE"
    assignments.assign(quarter.session, quarter.tasks["T9"], role="lead", unit_id=quarter.units["B"])
    assert expected(quarter, "T9") == "B"
    quarter.session.undo()
    assert expected(quarter, "T9") == "ABCDE"


def test_what_is_handed_over_after_the_cut_off_was_still_the_old_units_duty(quarter: Quarter) -> None:
    quarter.clock.set("2026-09-01T08:00:00")
    quarter.task("T9", 1, scope="passed_down")
    old = assignments.assign(quarter.session, quarter.tasks["T9"], role="lead", unit_id=quarter.units["B"])
    quarter.clock.set("2026-10-03T08:00:00")
    with quarter.session.change(msg("Bàn giao")) as change:
        change.update("assignment", old, valid_until="2026-10-03")
        change.define(
            "assignment",
            seat_id=quarter.session.office.seat_id,
            what_id=quarter.tasks["T9"],
            role="lead",
            unit_id=quarter.units["C"],
            valid_from="2026-10-03",
        )
    assert expected(quarter, "T9") == "B"
    calendar.open_period(quarter.session, Q4)
    assert expected(quarter, "T9", Q4) == "C"


@pytest.mark.parametrize(
    ("frequency", "quarters"),
    [("month", "1234"), ("quarter", "1234"), ("semester", "24"), ("year", "4"), ("once", "4")],
)
def test_a_measure_falls_due_by_its_frequency(quarter: Quarter, frequency: str, quarters: str) -> None:
    quarter.measure("M4", form="count", entry="increment", frequency=frequency)
    quarter.target("M4", "M4", 1, horizon="none")
    for number in "1234":
        calendar.open_period(quarter.session, f"2027-Q{number}")
    assert "".join(n for n in "1234" if expected(quarter, "M4", f"2027-Q{n}")) == quarters


def test_by_school_year_the_year_ends_with_the_second_quarter(quarter: Quarter) -> None:
    session = quarter.session
    quarter.measure("M4", form="count", entry="increment", frequency="year")
    quarter.target("M4", "M4", 1, horizon="school_year", h_from=2026, h_to=2026)
    row = session.conn.execute("SELECT id FROM setting WHERE name = 'year_type'").fetchone()[0]
    edit(quarter, "setting", row, value="school")
    for code in (Q4, "2027-Q2", "2028-Q2"):
        calendar.open_period(session, code)
    assert [expected(quarter, "M4", code) for code in (Q4, "2027-Q2", "2028-Q2")] == ["", "ABCDE", ""]


def test_a_measure_is_expected_only_while_a_target_runs(quarter: Quarter) -> None:
    quarter.measure("M4", form="count", entry="increment")
    assert expected(quarter, "M4") == ""
    target = quarter.target("M4", "M4", 1, horizon="by", h_to=2025)
    assert expected(quarter, "M4") == ""
    edit(quarter, "target", target, h_to=2026)
    assert expected(quarter, "M4") == "ABCDE"
    edit(quarter, "target", target, lifecycle="cancelled")
    assert expected(quarter, "M4") == ""


def test_a_finished_task_is_not_asked_for_again_and_undoing_nothing_else_brings_it_back(quarter: Quarter) -> None:
    calendar.open_period(quarter.session, Q4)
    quarter.log("T1", state="done", done_on="2026-09-28")
    quarter.log("T2", state="in_progress")
    quarter.log("T8", "D", state="done", done_on="2026-09-28")
    assert expected(quarter, "T1", Q4) == "-"
    quarter.submit()
    assert {name: expected(quarter, name, Q4) for name in ("T1", "T2", "T8")} == {"T1": "", "T2": "-", "T8": "E"}
    assert expected(quarter, "T1") == "-"


def test_a_closed_programme_and_an_ended_task_ask_for_nothing(quarter: Quarter) -> None:
    edit(quarter, "programme", quarter.programmes[1], closed="2026-09-01", close_reason="Xong")
    edit(quarter, "task", quarter.tasks["T5"], lifecycle="ended", lifecycle_on="2026-09-01", lifecycle_reason="Xong")
    assert {name: expected(quarter, name) for name in ("T1", "M1", "T5", "T6")} == {
        "T1": "",
        "M1": "",
        "T5": "",
        "T6": "-",
    }
    quarter.session.undo()
    quarter.session.undo()
    assert {name: expected(quarter, name) for name in ("T1", "M1", "T5")} == {"T1": "-", "M1": "ABCDE", "T5": "-"}


def test_a_unit_is_expected_while_it_exists(quarter: Quarter) -> None:
    units.merge_units(quarter.session, [quarter.units["E"]], quarter.units["D"], on="2026-11-01")
    calendar.open_period(quarter.session, Q4)
    assert (expected(quarter, "M1"), expected(quarter, "M1", Q4)) == ("ABCDE", "ABCD")


def test_an_exempted_unit_leaves_the_base_with_its_reason(quarter: Quarter) -> None:
    with quarter.session.change(msg("Miễn")) as change:
        change.define(
            "exemption",
            seat_id=quarter.session.office.seat_id,
            what_id=quarter.measures["M1"],
            unit_id=quarter.units["E"],
            period=Q3,
            reason="Mới thành lập",
        )
    assert expected(quarter, "M1") == "ABCD"


def test_a_longer_period_has_dates_but_asks_for_nothing(quarter: Quarter) -> None:
    calendar.open_period(quarter.session, "2026-H2")
    assert expected(quarter, "M1", "2026-H2") == ""
    assert expectations.open_periods(quarter.session.conn) == [Q3]


def test_an_opening_that_is_undone_leaves_nothing_expected(quarter: Quarter) -> None:
    calendar.open_period(quarter.session, Q4)
    assert expected(quarter, "M1", Q4)
    quarter.session.undo()
    for table in ("expectation", "rollup", "unit_rollup"):
        assert quarter.session.conn.execute(f"SELECT count(*) FROM {table} WHERE period = ?", [Q4]).fetchone()[0] == 0


def test_after_the_close_nothing_moves(quarter: Quarter) -> None:
    closing.close_period(quarter.session, Q3)
    quarter.task("T9", 1, scope="passed_down")
    edit(quarter, "unit", quarter.units["A"], gone="nhầm")
    assert (expected(quarter, "T9"), expected(quarter, "M1")) == ("", "ABCDE")
