"""How a period stands for figures: its quarters, the day it is judged on, and whether it is closed (DESIGN 5, MODEL 3, 10)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.errors import Refused
from app.i18n import msg
from app.plan import periods
from app.plan.periods import PeriodKind
from app.plan.timeliness import judged_on
from app.session import Session
from db.connection import Row
from db.queries import figures as queries

AsOf = Literal["current", "closed"]
"""Figures as they are now, or as they were when the period was locked."""


@dataclass(frozen=True)
class Standing:
    """A period as figures see it. ``quarter`` is the last opened quarter in it, ``judged`` the day timeliness is judged on."""

    period: str
    quarter: str
    quarters: tuple[str, ...]
    cutoff: date
    judged: date
    closed: bool


def of(session: Session, period: str, as_of: AsOf = "current") -> Standing:
    """How a period stands. Raises BadInput for no code, Refused for the closed view of a period that is still open."""
    office = session.office
    row = queries.calendar(session.conn, period, office.seat_id, office.unit_id)
    quarters = _quarters(period, row)
    quarter = queries.newest_opened(session.conn, quarters, office.seat_id) or (quarters[-1] if quarters else period)
    last = row if quarter == period else queries.calendar(session.conn, quarter, office.seat_id, office.unit_id)
    closed = last is not None and last["closed_ms"] is not None
    if as_of == "closed" and not closed:
        raise Refused(
            msg("{period} chưa khóa nên chưa có số liệu khóa. Xem số liệu hiện tại.", period=periods.label(period))
        )
    cutoff = _cutoff(period, row or last)
    judged = cutoff if closed else judged_on(cutoff, session.clock.today())
    return Standing(period, quarter, quarters, cutoff, judged, closed)


def _quarters(period: str, row: Row | None) -> tuple[str, ...]:
    """The quarters a period sums up: itself, those inside, or the one that a month lies in."""
    found = periods.parse(period)
    if found.kind is PeriodKind.quarter:
        return (period,)
    if found.first_month is None:
        if row is None:
            return ()
        first, last = (
            periods.quarter_of(date.fromisoformat(row["starts"])),
            periods.quarter_of(date.fromisoformat(row["ends"])),
        )
        return tuple(_from_to(first, last))
    return periods.quarters_in(found) or (periods.quarter_of(periods.span(period)[1]),)


def _from_to(first: str, last: str) -> list[str]:
    codes = [first]
    while codes[-1] < last:
        codes.append(periods.following(codes[-1]))
    return codes


def _cutoff(period: str, row: Row | None) -> date:
    return date.fromisoformat(row["cutoff"]) if row is not None else periods.default_cutoff(period)
