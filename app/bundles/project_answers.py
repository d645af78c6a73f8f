"""The rest of what peers say: evidence and feedback from below; slips, reviews, answers, shares and moved dates from above."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from app.bundles.amounts import kept
from app.bundles.resolving import Resolver
from app.bundles.shapes import (
    AllotmentRow,
    AnswerRow,
    Definition,
    DueRow,
    EvidenceRow,
    FactRef,
    FeedbackRow,
    ReviewRow,
    SlipRow,
)
from app.bundles.standing_state import State
from app.errors import BadInput
from app.ids import uid_text
from app.session import Session
from db import projection
from db.connection import Row as TableRow
from db.queries import exchange_counting, exchange_rows, quarter
from db.store import Change

Columns = dict[str, Any]
_UNIQUE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"slip": ("no",), "allotment": ("target_id", "unit_id", "period")}
)
"""Columns of which no two rows may say the same."""

Waits = Callable[[str], None]


def write_said_by_them(
    session: Session, change: Change, peer: TableRow, state: State, resolver: Resolver, waits: Waits
) -> None:
    """What a unit below or a ban's workstation says besides its facts: evidence on them, feedback. Our slips learn of answers."""
    writer = _Writer(session, change, peer, state, resolver, waits)
    writer.know_files()
    writer.write("evidence", writer.evidence)
    writer.write("feedback", writer.feedback)
    exchange_counting.settle_received(change, peer["seat_id"], session.office.seat_id)


def write_said_to_us(
    session: Session, change: Change, peer: TableRow, state: State, resolver: Resolver, waits: Waits
) -> None:
    """What the office above says to us alone."""
    writer = _Writer(session, change, peer, state, resolver, waits)
    writer.write("slip", writer.slip)
    writer.write("review", writer.review)
    writer.write("feedback_answer", writer.answer)
    writer.write("allotment", writer.share)
    writer.write("due_change", writer.moved_due)


class _Writer:
    """Writes one peer's rows table by table: each kind says its columns, or None where what it is about is not here."""

    def __init__(
        self, session: Session, change: Change, peer: TableRow, state: State, resolver: Resolver, waits: Waits
    ) -> None:
        self._session = session
        self._change = change
        self._peer = peer
        self._state = state
        self._resolver = resolver
        self._waits = waits

    def write(self, table: str, columns_of: Callable[[Any], Columns | None]) -> None:
        """Make the peer's rows of a table those that it says now."""
        change, seat_id = self._change, self._peer["seat_id"]
        standing = {row["id"]: row for row in exchange_rows.owned(change.connection, table, [seat_id])}
        uids = exchange_rows.uids(change.connection, standing)
        by_uid = {uid_text(uids[row_id]): row for row_id, row in standing.items()}
        wanted: dict[str, Columns] = {}
        for row in self._live(table):
            columns = columns_of(row)
            if columns is None:
                self._waits(table)
            else:
                wanted[row.uid] = columns
        for uid in by_uid.keys() - wanted.keys():
            self._let_go(table, uid, by_uid[uid])
        self._resolver.learn(wanted)
        self._resolver.refuse_foreign(table, wanted.keys() - by_uid.keys())
        self._make_room(table, wanted, by_uid)
        for uid, columns in wanted.items():
            item_id = self._resolver.item(uid, table)
            if uid in by_uid:
                change.update(table, item_id, gone=None, **columns)
            else:
                change.insert(table, id=item_id, seat_id=seat_id, **columns)

    def _live(self, table: str) -> list[Any]:
        return [row for row in self._state.live(table) if isinstance(row, Definition)]

    def _let_go(self, table: str, uid: str, row: TableRow) -> None:
        """A row that they took back stays as a stub, so that taking that back brings the same row; one they never spoke of goes."""
        stub = self._state.of(table).get(uid)
        if stub is not None and stub.gone is not None:
            self._change.update(table, row["id"], gone=stub.gone, **_aside(table, row["id"]))
            return
        self._change.delete(table, row["id"])
        if projection.can_go(self._change.connection, "item", row["id"], ()):
            self._change.delete("item", row["id"])
            self._resolver.forget(uid)

    def _make_room(self, table: str, wanted: Mapping[str, Columns], standing: Mapping[str, TableRow]) -> None:
        """Rows whose number or place another row of theirs takes over step aside first."""
        unique = _UNIQUE.get(table, ())
        for uid in wanted.keys() & standing.keys():
            if any(wanted[uid][name] != standing[uid][name] for name in unique):
                self._change.update(table, standing[uid]["id"], **_aside(table, standing[uid]["id"]))

    def know_files(self) -> None:
        """Files that evidence names; their content comes later, or came with the same file."""
        rows = self._live("evidence")
        known = exchange_rows.known_files(self._change.connection, [row.sha256 for row in rows])
        for row in rows:
            if row.sha256 not in known:
                known.add(row.sha256)
                self._change.insert("file", sha256=row.sha256, size=row.size, mime=row.mime, presence="later")

    def evidence(self, row: EvidenceRow) -> Columns | None:
        """The columns of evidence on a fact of the peer's."""
        head = self._fact(row.on, self._peer["seat_id"])
        if head is None:
            return None
        return {
            "on_kind": row.on.kind, "on_id": head, "rev": row.rev, "sha256": row.sha256, "name": row.name, "note": row.note,
        }  # fmt: skip

    def feedback(self, row: FeedbackRow) -> Columns | None:
        """The columns of feedback on something of ours."""
        about = self._resolver.known(row.what, row.what_kind)
        if about is None:
            return None
        return {
            "on_kind": row.what_kind, "on_id": about, "kind": row.kind, "text": row.text, "new_due": row.new_due,
            "at_ms": row.at_ms, "person_text": row.person_text,
        }  # fmt: skip

    def slip(self, row: SlipRow) -> Columns:
        """The columns of a slip to us."""
        office = self._session.office
        to = {"to_seat_id": office.seat_id, "to_unit_id": office.unit_id}
        return {"no": row.no, "period": row.period, "reason": row.reason, "state": row.state, **to}

    def review(self, row: ReviewRow) -> Columns | None:
        """The columns of what was thought of a fact of ours."""
        head = self._fact(row.on, self._session.office.seat_id)
        if head is None:
            return None
        return {
            "on_kind": row.on.kind, "on_id": head, "rev": row.rev, "rev_hash": row.rev_hash, "verdict": row.verdict,
            "reason": row.reason, "cells": row.cells, "slip_id": self._resolver.known(row.slip, "slip"),
            "person_text": row.person_text, "at_ms": row.at_ms,
        }  # fmt: skip

    def answer(self, row: AnswerRow) -> Columns | None:
        """The columns of an answer to feedback of ours."""
        about = self._resolver.known(row.feedback, "feedback")
        if about is None:
            return None
        columns = {name: getattr(row, name) for name in ("verdict", "text", "new_due", "at_ms", "person_text")}
        return {"feedback_id": about, **columns}

    def share(self, row: AllotmentRow) -> Columns | None:
        """The columns of our share of a target."""
        target, unit = self._resolver.known(row.target, "target"), self._resolver.unit(row.unit)
        decimals = None if target is None else exchange_rows.decimals_of_target(self._change.connection, target)
        if target is None or unit != self._session.office.unit_id or decimals is None:
            return None
        if exchange_rows.has_share(self._change.connection, target, unit, row.period, besides=self._peer["seat_id"]):
            return None
        try:
            value = kept(row.value, decimals)
        except BadInput:  # judged before the target was here: it waits for the issuer to mend it
            return None
        return {"target_id": target, "unit_id": unit, "period": row.period, "value": value}

    def moved_due(self, row: DueRow) -> Columns | None:
        """The columns of a due date that was moved for us."""
        task, unit = self._resolver.known(row.task, "task"), self._resolver.unit(row.unit)
        if task is None or unit != self._session.office.unit_id:
            return None
        columns = {name: getattr(row, name) for name in ("old_due", "new_due", "reason", "at_ms")}
        return {"task_id": task, "unit_id": unit, **columns}

    def _fact(self, about: FactRef, seat_id: int) -> int | None:
        of = quarter.ledger(about.kind)
        what = self._resolver.known(about.what, "task" if about.kind == "progress" else "measure")
        unit = self._resolver.unit(about.unit)
        if what is None or unit is None:
            return None
        place = (what, unit, about.period)
        return projection.own_facts(self._change.connection, of, seat_id, [place]).get(place)


def _aside(table: str, row_id: int) -> Columns:
    """The number or place of a row that gives its own up: one that nobody else has."""
    unique = _UNIQUE.get(table)
    return {} if unique is None else {unique[-1]: -row_id if table == "slip" else str(-row_id)}
