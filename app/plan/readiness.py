"""How far a quarter has come, in numbers: what the overview and the guide to closing show first.

Apart from the closing itself, so that the overview stands soon after the window.
"""

from dataclasses import dataclass

from app.errors import NotFound
from app.i18n import msg
from app.plan import periods
from app.session import Session
from db.queries import closing as queries
from db.queries import overview, quarter
from db.queries.quarter import PROGRESS, VALUES


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a quarter has come: tasks and figures together. ``waiting`` is submitted and judged by nobody."""

    expected: int
    reported: int
    drafts: int
    waiting: int
    approved: int
    returned: int
    closed_at_ms: int | None

    @property
    def missing(self) -> int:
        """Expected and not even drafted."""
        return self.expected - self.reported


def readiness(session: Session, period: str) -> Readiness:
    """The numbers beside the guide. Raises NotFound for a period that was never opened."""
    locked_at = closed_at(session, period)
    seat = session.office.seat_id
    known = queries.answered(session.conn, period)
    parts = [queries.counts(session.conn, ledger, period, seat) for ledger in (PROGRESS, VALUES)]
    submitted, drafts, new, approved, returned = (
        sum(part[name] for part in parts) for name in ("submitted", "drafts", "new", "approved", "returned")
    )
    return Readiness(
        expected=known["expected"],
        reported=known["reported"] + new,
        drafts=drafts,
        waiting=submitted - approved - returned,
        approved=approved,
        returned=returned,
        closed_at_ms=locked_at,
    )


def waiting(session: Session, period: str) -> int:
    """How many submitted facts of a period nobody has judged: what ``readiness`` tells too, without counting all the rest."""
    return sum(overview.unjudged(session.conn, ledger, period) for ledger in (PROGRESS, VALUES))


def closed_at(session: Session, period: str) -> int | None:
    """When the period was locked. Raises NotFound when it was never opened."""
    office = session.office
    opened, locked_at = quarter.standing(session.conn, period, office.seat_id, office.unit_id)
    if not opened:
        raise NotFound(msg("{period} chưa mở. Mở kỳ này trong lịch trước.", period=periods.label(period)))
    return locked_at
