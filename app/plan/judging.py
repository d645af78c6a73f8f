"""What was submitted and waits for a judgement, one line each: to be approved or returned in bulk while a quarter is closed."""

from dataclasses import dataclass
from typing import Literal

from app.i18n import tr
from app.numbers import format_stored
from app.people import seats
from app.plan.timeliness import STATE_WORDS, TaskState
from app.session import Session
from app.words import GIVEN
from db.connection import Row
from db.queries import closing as queries
from db.queries import quarter

MOST = 2000
"""How many lines are shown at once; approving all takes the rest too."""


@dataclass(frozen=True, slots=True)
class ToJudge:
    """A submitted entry or figure that nobody has judged: what, of which unit, and what it says ("Hoàn thành 100%", "61/68").

    ``unit`` is the ban where a ban's workstation wrote it.
    """

    kind: Literal["progress", "value"]
    fact_id: int
    what_id: int
    unit_id: int
    title: str
    unit: str
    said: str


def waiting(session: Session, period: str, most: int = MOST) -> tuple[ToJudge, ...]:
    """What waits in a period: entries before figures, in the order of the plan, at most so many."""
    conn = session.conn
    rows = queries.to_judge_progress(conn, period, most)
    figures = queries.to_judge_values(conn, period, max(0, most - len(rows)))
    units = sorted({row["unit_id"] for row in (*rows, *figures)})
    names = quarter.unit_names(conn, units, session.clock.today().isoformat())
    own = session.office.unit_id
    names[own] = tr("cơ quan")
    bans = {} if not (rows or figures) else seats.names(session)

    def whose(row: Row) -> str:
        written = bans.get(row["seat_id"], "") if row["unit_id"] == own else ""
        return written or names.get(row["unit_id"], "")

    entries = (_line("progress", row, whose(row), _entry(row)) for row in rows)
    return (*entries, *(_line("value", row, whose(row), _figure(row)) for row in figures))


def _line(kind: Literal["progress", "value"], row: Row, unit: str, said: str) -> ToJudge:
    return ToJudge(kind, row["id"], row["what_id"], row["unit_id"], row["title"], unit, said)


def _entry(row: Row) -> str:
    if row["given"] != "value":
        return str(GIVEN[row["given"]])
    words = str(STATE_WORDS[TaskState(row["state"])])
    return words if row["percent"] is None else f"{words} {row['percent']}%"


def _figure(row: Row) -> str:
    if row["given"] != "value":
        return str(GIVEN[row["given"]])
    if row["den"] is not None:
        return f"{format_stored(row['num'] or 0, row['decimals'])}/{format_stored(row['den'], row['decimals'])}"
    return "" if row["val"] is None else format_stored(row["val"], row["decimals"])
