"""The read side of lists: ids in order, rows by the page, counts. What screens and the command line ask."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from app.columns import ListSpec
from app.errors import Cancelled
from app.i18n import Message
from app.jobs import Progress
from app.plan import periods
from app.plan.timeliness import SOON_DAYS, judged_on
from app.search import match_expression
from app.session import Session
from db import listing
from db.listing import Where

if TYPE_CHECKING:
    from array import array

    from db.connection import Connection

__all__ = ["ListQuery", "Reader", "Where", "match_expression"]


@dataclass(frozen=True)
class ListQuery:
    """What of a list is wanted: its period, conditions, text to search for, and order (column key, descending).

    ``filters`` are conditions of a person's own choosing, on any column.
    """

    period: str = ""
    where: tuple[Where, ...] = ()
    search: str = ""
    sort: tuple[str, bool] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    filters: tuple[Where, ...] = ()

    @property
    def scans(self) -> bool:
        """Whether even the first rows may take a look at every row: no index knows of a person's own filter or order."""
        return bool(self.filters) or self.sort is not None


class Reader:
    """Reads lists of a workspace; every thread may use it, each through its own connection."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ids(
        self, spec: ListSpec, query: ListQuery, limit: int | None = None, progress: Progress | None = None
    ) -> "array[int]":
        """The ids in order; the first ``limit`` of them for a first screen. Raises Cancelled once ``progress`` is asked to stop."""
        with _stopped_by(self._session.conn, progress):
            return listing.ids(self._session.conn, self._plan(spec, query), self._params(query), limit)

    def count(self, spec: ListSpec, query: ListQuery) -> int:
        """How many rows there are."""
        return listing.count(self._session.conn, self._plan(spec, query), self._params(query))

    def rows(self, spec: ListSpec, query: ListQuery, wanted: Sequence[int]) -> dict[int, Mapping[str, Any]]:
        """The rows of one page by id; rows that are gone are absent."""
        return listing.rows(self._session.conn, spec.view, wanted, self._params(query))

    def choices(
        self, spec: ListSpec, query: ListQuery, column: str, most: int, progress: Progress | None = None
    ) -> list[tuple[Any, int]] | None:
        """What stands in a column of the rows wanted and how often, the most frequent first; None where there is more than ``most``.

        Raises Cancelled once ``progress`` is asked to stop.
        """
        conn = self._session.conn
        with _stopped_by(conn, progress):
            found = listing.choices(conn, self._plan(spec, query), column, self._params(query), most + 1)
        return None if len(found) > most else found

    def _plan(self, spec: ListSpec, query: ListQuery) -> listing.Query:
        order, settled = spec.order_by, spec.settled
        if query.sort is not None:
            key, down = query.sort
            column = spec.sort_keys.get(key, key)
            if column == order[0][0]:  # the list's own order, or all of it backwards
                order = tuple((name, below if down == order[0][1] else not below) for name, below in order)
            else:
                order, settled = ((column, down),), False
        match = match_expression(query.search) if spec.search_kind else ""
        if match and query.sort is None:
            order = ()
        where = (*query.where, *query.filters)
        return listing.Query(spec.view, order, where, match, spec.search_kind, settled, _speak)

    def _params(self, query: ListQuery) -> dict[str, Any]:
        office, today = self._session.office, self._session.clock.today()
        period = query.period or periods.quarter_of(today)
        cutoff = judged_on(self._cutoff(period), today)
        return {
            "period": period,
            "cutoff": cutoff.isoformat(),
            "soon": SOON_DAYS,
            "own_unit": office.unit_id,
            "own_seat": office.seat_id,
            "on": min(self._cutoff(period), today).isoformat(),
            **query.extra,
        }

    def _cutoff(self, period: str) -> date:
        found = listing.cutoff(self._session.conn, self._session.office.seat_id, period)
        return date.fromisoformat(found) if found else periods.default_cutoff(period)


@contextmanager
def _stopped_by(conn: "Connection", progress: Progress | None) -> Iterator[None]:
    """Inside, reading ends with Cancelled soon after the person asked to stop."""
    if progress is None:
        yield
        return
    try:
        with listing.stoppable(conn, lambda: progress.stopping):
            yield
    except listing.Stopped as stopped:
        raise Cancelled from stopped


def _speak(stored: str) -> str:
    """What a stored message says."""
    return str(Message.restored(stored))
