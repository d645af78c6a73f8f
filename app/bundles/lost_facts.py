"""Submitted revisions of ours that a restore lost, written again under their own numbers (MODEL 9, 23)."""

from collections.abc import Mapping
from typing import Any

from app.bundles.amounts import kept
from app.bundles.shapes import ProgressRow, Revision, Row, ValueRow
from app.ids import uid_from_text
from app.plan import calendar
from app.session import Session
from db import exchange_store, projection
from db.projection import Place
from db.queries import exchange_counting, exchange_rows, quarter
from db.queries.quarter import PROGRESS, VALUES, Ledger
from db.store import Change

Shaped = Mapping[str, Mapping[str, Row]]


def write_lost_facts(session: Session, change: Change, shaped: Shaped) -> tuple[int, int]:
    """Write the revisions that are not here; return how many, and how many facts found no place: figures of measures that are not here."""
    works = [(_Lost(session, change, of), shaped.get(of.kind, {})) for of in (PROGRESS, VALUES)]
    return sum(work.write(rows) for work, rows in works), sum(work.homeless for work, _ in works)


class _Lost:
    """The lost revisions of one ledger."""

    def __init__(self, session: Session, change: Change, of: Ledger) -> None:
        self._session = session
        self._change = change
        self._of = of
        self._places: set[Place] = set()
        self.homeless = 0

    def write(self, rows: Mapping[str, Row]) -> int:
        """Write them; return how many."""
        facts = [row for row in rows.values() if isinstance(row, ProgressRow | ValueRow) and row.gone is None]
        table = "task" if self._of is PROGRESS else "measure"
        named = [uid_from_text(uid) for row in facts for uid in (_what(row), row.unit)]
        items = exchange_rows.known_items(self._change.connection, named)
        whats = {found[0] for uid, found in items.items() if found[1] == table}
        decimals = projection.existing(self._change.connection, table, whats, stubs=True)
        count = 0
        for row in facts:
            what, unit = self._task_or_measure(items, row, decimals), items.get(uid_from_text(row.unit))
            if what is None or unit is None:
                self.homeless += 1
            else:
                count += self._fact((what, unit[0], row.period), row, decimals.get(what, 0))
        exchange_counting.recount(self._change, self._of, self._places)
        return count

    def _task_or_measure(
        self, items: Mapping[bytes, tuple[int, str]], row: ProgressRow | ValueRow, decimals: Mapping[int, int]
    ) -> int | None:
        """What a fact is about. A task that is not here again is mentioned by it; of a measure that is not, nobody knows the decimals."""
        uid = uid_from_text(_what(row))
        known = items.get(uid)
        if known is None and isinstance(row, ProgressRow):
            return exchange_store.put(self._change, "item", {"uid": uid}, kind="task")
        if known is None or (isinstance(row, ValueRow) and known[0] not in decimals):
            return None
        return known[0]

    def _fact(self, place: Place, row: ProgressRow | ValueRow, decimals: int) -> int:
        of, conn = self._of, self._change.connection
        what, unit, period = place
        head = quarter.fact(conn, of, what, unit, period, self._session.office.seat_id)
        written = {} if head is None else {rev["rev"]: rev for rev in quarter.revisions(conn, of, head["id"])}
        missing = [rev for rev in row.revs if rev.rev not in written or self._is_draft(written[rev.rev])]
        if not missing:
            return 0
        head_id = self._begin(place, row.submitted) if head is None else int(head["id"])
        for rev in missing:
            if rev.rev in written:
                self._move_draft(head_id, written, rev.rev, row)
            content = self._content(rev, decimals)
            self._change.insert(of.revs, **{of.owner: head_id}, rev=rev.rev, phase="submitted", **content)
        newest = quarter.revisions(conn, of, head_id)
        submitted = max(rev["rev"] for rev in newest if rev["phase"] == "submitted")
        self._change.update(of.heads, head_id, head_rev=newest[-1]["rev"], submitted_rev=submitted)
        self._places.add(place)
        return len(missing)

    def _begin(self, place: Place, submitted: int) -> int:
        what, unit, period = place
        calendar.know_period(self._session, self._change, period)
        return self._change.insert(
            self._of.heads,
            seat_id=self._session.office.seat_id,
            **{self._of.what: what},
            unit_id=unit,
            period=period,
            head_rev=submitted,
        )

    def _move_draft(self, head_id: int, written: Mapping[int, Any], number: int, row: ProgressRow | ValueRow) -> None:
        """A draft of before the restore stands where the lost revision belongs: it becomes the newest, still a draft."""
        beyond = max(*written, *(rev.rev for rev in row.revs)) + 1
        self._change.update(self._of.revs, written[number]["id"], rev=beyond)
        self._change.update(self._of.heads, head_id, head_rev=beyond)

    def _is_draft(self, revision: Any) -> bool:
        return bool(revision["phase"] == "draft")

    def _content(self, rev: Revision, decimals: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in projection.revision_columns(self._of):
            if name == "slip_id":
                slip = None if rev.slip is None else uid_from_text(rev.slip)
                known = exchange_rows.known_items(self._change.connection, [slip] if slip is not None else [])
                found[name] = known[slip][0] if slip in known and known[slip][1] == "slip" else None
            elif name in {"num", "den", "val"}:
                found[name] = kept(getattr(rev, name), decimals)
            else:
                found[name] = getattr(rev, name)
        return found


def _what(row: ProgressRow | ValueRow) -> str:
    return row.task if isinstance(row, ProgressRow) else row.measure
