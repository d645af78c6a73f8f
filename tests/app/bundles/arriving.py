"""Facts that arrive in the office of SCENARIO.md: read what counts, write what comes, as an import would."""

from dataclasses import asdict
from typing import Any

from app.bundles.facts import Content, FactMove
from app.i18n import msg
from app.plan import calendar, closing
from db.queries.quarter import PROGRESS, VALUES
from tests.app.plan.quarter_fixture import Quarter

BEFORE, NOW, LATER = "2026-Q2", "2026-Q3", "2026-Q4"
PERIODS = (BEFORE, NOW, LATER)
_VALUE = ("given", "num", "den", "val")
_STATE = ("given", "state", "done_on", "percent")


def widened(quarter: Quarter) -> None:
    """Three quarters, the first of them locked; two more tasks for the units, measures that meet and that nobody adds up."""
    calendar.open_period(quarter.session, BEFORE)
    calendar.open_period(quarter.session, LATER)
    quarter.task("T9", 1, scope="passed_down", due="2026-12-31")
    quarter.task("T10", 1, scope="passed_down", continuous=True)
    quarter.measure("Y", form="yesno", entry="snapshot", over_units="count_meeting")
    quarter.target("Y", "Y", 80, horizon="yearly")
    quarter.measure("N", form="count", entry="snapshot", over_units="none")
    quarter.target("N", "N", 1, horizon="yearly")
    closing.close_period(quarter.session, BEFORE)


def move(quarter: Quarter, kind: str, what: str, unit: str, period: str, after: Content | None) -> FactMove:
    """A move of one fact from what counts of it now."""
    of = PROGRESS if kind == "progress" else VALUES
    what_id = (quarter.tasks if kind == "progress" else quarter.measures)[what]
    unit_id = quarter.units[unit]
    row: Any = quarter.session.conn.execute(
        f"""SELECT rev.* FROM {of.heads} AS head JOIN {of.revs} AS rev ON rev.{of.owner} = head.id AND rev.rev = head.submitted_rev
            WHERE head.{of.what} = ? AND head.unit_id = ? AND head.period = ? AND head.counted = 1""",
        [what_id, unit_id, period],
    ).fetchone()
    columns = _STATE if kind == "progress" else _VALUE
    before = None if row is None else Content(**{name: row[name] for name in columns})
    return FactMove(
        kind="progress" if kind == "progress" else "value",
        what_id=what_id,
        unit_id=unit_id,
        period=period,
        before=before,
        after=after,
        closed=period == BEFORE,
    )


def write(quarter: Quarter, moves: list[FactMove]) -> None:
    """Let the facts count as the moves say: one change, what is derived follows."""
    with quarter.session.change(msg("Nhận gói thử")) as change:
        for each in moves:
            of = PROGRESS if each.kind == "progress" else VALUES
            head: Any = change.connection.execute(
                f"SELECT * FROM {of.heads} WHERE {of.what} = ? AND unit_id = ? AND period = ?",
                [each.what_id, each.unit_id, each.period],
            ).fetchone()
            if each.after is None:
                if head is not None:
                    change.update(of.heads, head["id"], submitted_rev=None)
                continue
            rev = 1 if head is None else head["head_rev"] + 1
            place = {of.what: each.what_id, "unit_id": each.unit_id, "period": each.period}
            if head is None:
                seat = quarter.session.office.seat_id
                head_id = change.insert(of.heads, seat_id=seat, **place, head_rev=1, submitted_rev=1)
            else:
                head_id = head["id"]
            columns = _STATE if each.kind == "progress" else _VALUE
            content = {name: value for name, value in asdict(each.after).items() if name in columns}
            change.insert(of.revs, **{of.owner: head_id}, rev=rev, phase="submitted", at_ms=rev, hash="0", **content)
            change.update(of.heads, head_id, head_rev=rev, submitted_rev=rev)
