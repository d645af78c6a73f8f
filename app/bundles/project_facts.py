"""What a unit below, or a ban's workstation, reported about our tasks and measures, as rows (MODEL 2, 8, 9).

Revision numbers, words and hashes stay as the author gave them. What is about something of the author's own stays in the sealed state.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.bundles.amounts import kept
from app.bundles.resolving import Resolver
from app.bundles.shapes import ProgressRow, Revision, ValueRow
from app.bundles.standing_state import State
from app.errors import Refused
from app.i18n import msg
from app.plan import calendar, periods
from app.session import Session
from db import projection
from db.connection import Row as TableRow
from db.projection import Batch, Place
from db.queries import exchange_counting
from db.queries.quarter import PROGRESS, VALUES, Ledger
from db.store import Change

Fact = ProgressRow | ValueRow
Waits = Callable[[str], None]


def write(session: Session, change: Change, peer: TableRow, state: State, resolver: Resolver, waits: Waits) -> None:
    """Write the facts of a peer; what they are about and is not here is counted by ``waits``."""
    about = session.office.unit_id if peer["role"] == "ban" else peer["unit_id"]
    for of, shape in ((PROGRESS, ProgressRow), (VALUES, ValueRow)):
        rows = [row for row in state.of(of.kind).values() if isinstance(row, shape)]
        resolver.learn(uid for row in rows for uid in (_what(row), *(rev.slip for rev in row.revs)) if uid is not None)
        writer = _Writer(session, change, of, peer["seat_id"], resolver)
        writer.write(_placed(rows, of, about, resolver, change, waits))


def _what(row: Fact) -> str:
    return row.task if isinstance(row, ProgressRow) else row.measure


def _placed(
    rows: Iterable[Fact], of: Ledger, about: int | None, resolver: Resolver, change: Change, waits: Waits
) -> dict[Place, tuple[Fact, int]]:
    """The facts that stand somewhere here, and those that were taken back there, by place, with the decimals of their measure."""
    table = "task" if of is PROGRESS else "measure"
    known = [(row, resolver.known(_what(row), table)) for row in rows]
    whats = [found for _, found in known if found is not None]
    standing = projection.existing(change.connection, table, whats, stubs=True)
    placed: dict[Place, tuple[Fact, int]] = {}
    for row, what in known:
        unit = resolver.unit(row.unit)
        if what not in standing or unit is None or unit != about:
            if row.gone is None:
                waits(of.kind)
        else:
            placed[what, unit, row.period] = (row, standing[what])
    return placed


class _Writer:
    """One seat's facts in one ledger: compares what is wanted with what stands, and writes the difference in bulk."""

    def __init__(self, session: Session, change: Change, of: Ledger, seat_id: int, resolver: Resolver) -> None:
        self._session = session
        self._change = change
        self._of = of
        self._seat = seat_id
        self._resolver = resolver
        self._batch = Batch()
        self._columns = projection.revision_columns(of)
        self._next = projection.next_id(change.connection, of.heads)
        self._touched: set[Place] = set()

    def write(self, placed: Mapping[Place, tuple[Fact, int]]) -> None:
        """Write it, say what moved, and settle which answers count."""
        wanted = {place: said for place, said in placed.items() if said[0].gone is None}
        standing = projection.heads(self._change.connection, self._of, self._seat)
        written = projection.revisions(self._change.connection, self._of, [row["id"] for row in standing.values()])
        for period in sorted({place[2] for place in wanted} - {place[2] for place in standing}):
            calendar.know_period(self._session, self._change, period)
        for place, (fact, decimals) in wanted.items():
            if place in standing:
                self._update(place, standing[place], written.get(standing[place]["id"], {}), fact, decimals)
            else:
                self._begin(place, fact, decimals)
        for place in standing.keys() - wanted.keys():
            if place in placed:
                self._take_back(place, standing[place])
            else:
                self._drop(place, standing[place], written.get(standing[place]["id"], {}))
        projection.write(self._change, self._of, self._batch)
        exchange_counting.recount(self._change, self._of, self._touched)

    def _begin(self, place: Place, fact: Fact, decimals: int) -> None:
        head, newest = self._next, max(rev.rev for rev in fact.revs)
        self._next += 1
        self._batch.new_heads.append((head, self._seat, *place, newest, fact.submitted, 1))
        self._batch.new_revisions.extend(
            (head, rev.rev, "submitted", *self._content(rev, decimals).values()) for rev in fact.revs
        )
        self._moved(place, head)

    def _update(self, place: Place, head: TableRow, written: Mapping[int, TableRow], fact: Fact, decimals: int) -> None:
        differs = False
        for rev in fact.revs:
            content = self._content(rev, decimals)
            row = written.get(rev.rev)
            if row is None:
                self._batch.new_revisions.append((head["id"], rev.rev, "submitted", *content.values()))
                differs = True
            elif any(row[name] != value for name, value in content.items()):
                if _only_slip(row, content) and _is_closed(head, rev.rev):
                    continue  # which slip it answers was learnt after the close: what counted then is not touched for that
                self._refuse_closed(head, rev.rev)
                self._batch.changed_revisions.append((*content.values(), row["id"]))
                differs = True
        spoken = {rev.rev for rev in fact.revs}
        for number, row in written.items():
            if number not in spoken:
                self._refuse_closed(head, number)
                self._batch.dropped_revisions.append((row["id"],))
                differs = True
        newest = max(spoken)
        if (head["head_rev"], head["submitted_rev"]) != (newest, fact.submitted):
            self._batch.changed_heads.append((newest, fact.submitted, head["id"]))
            differs = True
        if differs:
            self._moved(place, head["id"])

    def _refuse_closed(self, head: TableRow, number: int) -> None:
        """What counted when the period was closed here stays (MODEL 10)."""
        if _is_closed(head, number):
            raise Refused(
                msg(
                    "{period} đã khóa với số liệu này nên không rút hay thay được.",
                    period=periods.label(head["period"]),
                )
            )

    def _drop(self, place: Place, head: TableRow, written: Mapping[int, TableRow]) -> None:
        self._refuse_closed(head, 0)
        self._batch.dropped_revisions.extend((row["id"],) for row in written.values())
        self._batch.dropped_heads.append((head["id"],))
        self._moved(place, head["id"])

    def _take_back(self, place: Place, head: TableRow) -> None:
        """The author takes the answer back: it answers nothing any more, but stays, with what we said of it, for as long as he says so."""
        self._refuse_closed(head, 0)
        if head["submitted_rev"] is not None:
            self._batch.changed_heads.append((head["head_rev"], None, head["id"]))
            self._moved(place, head["id"])

    def _moved(self, place: Place, head_id: int) -> None:
        what, unit, period = place
        self._touched.add(place)
        self._change.moved.add((period, what, unit, self._of is PROGRESS))
        if self._of is PROGRESS:
            self._change.worded.add(head_id)

    def _content(self, rev: Revision, decimals: int) -> dict[str, Any]:
        """A revision's columns in the order of the batch."""
        return content(rev, self._columns, decimals, self._resolver.known(rev.slip, "slip"))


def _is_closed(head: TableRow, number: int) -> bool:
    return head["closed_rev"] is not None and number <= head["closed_rev"]


def _only_slip(row: TableRow, said: Mapping[str, Any]) -> bool:
    return all(row[name] == value for name, value in said.items() if name != "slip_id")


def content(rev: Revision, columns: Iterable[str], decimals: int, slip_id: int | None = None) -> dict[str, Any]:
    """Columns of a revision as they are kept, in that order. Raises BadInput for figures that the measure has no room for."""
    found: dict[str, Any] = {}
    for name in columns:
        if name == "slip_id":
            found[name] = slip_id
        elif name in {"num", "den", "val"}:
            found[name] = kept(getattr(rev, name), decimals)
        else:
            found[name] = getattr(rev, name)
    return found
