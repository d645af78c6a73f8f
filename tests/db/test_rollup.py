"""The kept sums: what enters them, and that they say the same as the rules in app."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.i18n import msg
from app.plan import figures
from app.plan.timeliness import TaskState, Timeliness, judge
from db import own_tasks
from db.connection import Row, open_writer
from tests.app.plan.conftest import plan_template, quarter
from tests.app.plan.quarter_fixture import Q3, Quarter

__all__ = ["plan_template", "quarter"]

CUTOFF = "2026-09-30"
DAYS = st.dates(date(2026, 9, 27), date(2026, 10, 3))


@pytest.fixture(scope="module")
def calculator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sql") / "empty.tdb"


def row(quarter: Quarter, what: int) -> Row:
    found: Row = quarter.session.conn.execute(
        "SELECT * FROM rollup WHERE what_id = ? AND period = ? AND as_of = 'current'", [what, Q3]
    ).fetchone()
    return found


def test_sums_hold_what_was_submitted_and_their_base(quarter: Quarter) -> None:
    quarter.log_everything()
    assert tuple(row(quarter, quarter.measures["M1"]))[4:] == (None, None, None, 0, 5, 0)
    quarter.submit()
    assert tuple(row(quarter, quarter.measures["M1"]))[4:] == (90, 125, None, 4, 5, 0)
    assert tuple(row(quarter, quarter.measures["M2"]))[4:] == (None, None, 5, 4, 5, 1)
    assert tuple(row(quarter, quarter.tasks["T8"]))[4:] == (1, None, None, 1, 2, 0)


def test_a_programme_counts_its_own_tasks_on_schedule_and_overdue_and_the_logged_of_the_expected(
    quarter: Quarter,
) -> None:
    quarter.log_everything()
    quarter.submit()
    assert tuple(row(quarter, quarter.programmes[1]))[4:] == (4, None, 0, 4, 4, 0)
    assert tuple(row(quarter, quarter.programmes[2]))[4:] == (2, None, 1, 3, 3, 0)


def test_a_draft_touches_no_roll_up(quarter: Quarter) -> None:
    quarter.log_everything()
    quarter.submit()
    written: list[str] = []
    quarter.session._writer.set_trace_callback(written.append)
    quarter.log("T5", result="Thêm một dòng")
    quarter.session._writer.set_trace_callback(None)
    assert not [sql for sql in written if "rollup" in sql or "expectation" in sql]


def test_units_that_meet_something_are_counted_and_what_nobody_can_add_stays_empty(quarter: Quarter) -> None:
    quarter.measure("Y", form="yesno", entry="snapshot", over_units="count_meeting")
    quarter.target("Y", "Y", 80, horizon="yearly")
    quarter.measure("N", form="count", entry="snapshot", over_units="none")
    quarter.target("N", "N", 1, horizon="yearly")
    for unit, answer in {"A": "có", "B": "có", "C": "không"}.items():
        quarter.value("Y", unit, val=answer)
    quarter.value("N", "A", val=7)
    quarter.submit()
    assert tuple(row(quarter, quarter.measures["Y"]))[4:9] == (2, 3, 2, 3, 5)
    found = figures.target_figure(quarter.session, quarter.targets["Y"], Q3)
    assert found.value == Fraction(200, 3)
    assert row(quarter, quarter.measures["N"])["val"] == 7
    quarter.value("N", "B", val=8)
    quarter.submit()
    assert row(quarter, quarter.measures["N"])["val"] is None


@given(
    state=st.sampled_from([None, *TaskState]),
    due=st.none() | DAYS,
    done_on=st.none() | DAYS,
    continuous=st.booleans(),
)
def test_overdue_means_the_same_in_the_storage_and_in_the_rules(
    calculator: Path, state: TaskState | None, due: date | None, done_on: date | None, continuous: bool
) -> None:
    if continuous:
        due = None
    writer = open_writer(calculator)
    answer = writer.execute(
        f"""SELECT {own_tasks.OVERDUE} FROM (
            SELECT ? AS state, ? AS due, ? AS done_on, ? AS continuous, '{CUTOFF}' AS cutoff) AS own_task""",
        [state, due and due.isoformat(), done_on and done_on.isoformat(), int(continuous)],
    ).fetchone()[0]
    writer.close()
    judged = judge(state or TaskState.not_started, due, continuous, done_on, date.fromisoformat(CUTOFF))
    assert bool(answer) == (judged is Timeliness.overdue)


def test_the_copied_view_of_a_close_without_amendments_is_the_computed_one(quarter: Quarter) -> None:
    quarter.log_everything()
    quarter.submit()
    figures_then = {what: tuple(row(quarter, what))[4:] for what in quarter.measures.values()}
    with quarter.session.change(msg("Khóa")) as change:
        change.define(
            "period_close",
            seat_id=quarter.session.office.seat_id,
            unit_id=quarter.session.office.unit_id,
            period=Q3,
            at_ms=0,
            person_text="",
        )
        change.bulk_update("progress_entry", "closed_rev = submitted_rev", "period = ?", [Q3])
        change.bulk_update("target_value", "closed_rev = submitted_rev", "period = ?", [Q3])
    rows = quarter.session.conn.execute("SELECT * FROM rollup WHERE as_of = 'closed' ORDER BY what_id").fetchall()
    assert {found["what_id"]: tuple(found)[4:] for found in rows if found["what_id"] in figures_then} == figures_then
    assert {found["what_id"] for found in rows} >= set(quarter.programmes.values())
