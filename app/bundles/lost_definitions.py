"""Definitions and answers of ours that a restore lost, written again from the states that others held (MODEL 23).

What is here and was written since the restore stays as it is; what is here and was not comes to what it had become; what is not here comes
back. Rows that a state does not hold in full (a unit's dated names, a period's label) come back as far as it says them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from app.bundles.amounts import kept
from app.bundles.parts import Seal
from app.bundles.records import KINDS, PLAN, audience_word
from app.bundles.sealing import TAKEN_BACK
from app.bundles.shapes import (
    Addressee,
    AllotmentRow,
    AnswerRow,
    BanRow,
    CalendarRow,
    Definition,
    DueRow,
    EvidenceRow,
    FactRef,
    FeedbackRow,
    MeasureRow,
    ReviewRow,
    Row,
    SlipRow,
    TargetRow,
    TaskRow,
    UnitRow,
)
from app.ids import uid_from_text
from app.plan import calendar as periods_kept
from app.session import Session
from app.text import sort_key
from db import exchange_store, projection
from db.connection import Row as TableRow
from db.queries import calendar, exchange_files, exchange_rows, exchange_uses, peers, quarter, reviews
from db.store import Change, current

Columns = dict[str, Any]
Shaped = Mapping[str, Mapping[str, Row]]


class LostDefinitions:
    """Writes lost rows of one state kind by kind, each after what it refers to.

    ``spoken``: (kind, key) of rows of which a state that was made later speaks. ``homeless`` counts what refers to something not here.
    """

    def __init__(
        self, session: Session, change: Change, shaped: Shaped, seal: Seal, spoken: Collection[tuple[str, str]]
    ) -> None:
        self._session = session
        self._change = change
        self._conn = change.connection
        self._shaped = shaped
        self._spoken = spoken
        self._audience = seal.audience
        self._made_ms = seal.made_ms
        self._seat = session.office.seat_id
        self._since = exchange_uses.last_branch(change.connection, self._seat)
        self.homeless = 0

    def write(self) -> int:
        """Write what was lost of periods, units, bans and the plan; return how many rows came back or became what they had been."""
        return self._periods() + self._units() + self._bans() + self._plan() + self._assigned()

    def write_rest(self) -> int:
        """Write what was lost of what hangs on facts and of what was said to single peers, once facts are here; as ``write``."""
        kinds: tuple[tuple[str, Callable[[Any], Columns | None]], ...] = (
            ("evidence", self._evidence),
            ("feedback", self._feedback),
            ("slip", self._slip),
            ("review", self._review),
            ("feedback_answer", self._answer),
            ("allotment", self._share),
            ("due_change", self._moved_due),
        )
        return sum(self._write(table, columns) for table, columns in kinds)

    def _periods(self) -> int:
        """Opened periods."""
        count = 0
        for row in self._rows("calendar"):
            if isinstance(row, CalendarRow) and calendar.info(self._conn, self._seat, row.period) is None:
                periods_kept.know_period(self._session, self._change, row.period, row.starts, row.ends)
                days = {name: getattr(row, name) for name in ("period", "starts", "ends", "cutoff", "due", "label")}
                self._change.insert("calendar", seat_id=self._seat, **days)
                count += 1
        return count

    def _units(self) -> int:
        """Units right below us, with the name they had; their kind where it is here."""
        count = 0
        for row in self._rows("unit"):
            if not isinstance(row, UnitRow) or self._known(row.uid, "unit") is not None:
                continue
            unit_id = self._item(row.uid, "unit")
            self._change.insert(
                "unit", id=unit_id, seat_id=self._seat, code=row.code, kind_id=self._known(row.kind, "unit_kind")
            )
            self._change.insert("unit_name", unit_id=unit_id, name=row.name, name_key=sort_key(row.name))
            parent = self._known(row.parent, "unit")
            if parent is not None:
                self._change.insert("unit_parent", unit_id=unit_id, parent_id=parent, purpose="org")
            count += 1
        return count

    def _bans(self) -> int:
        """Bans, with the name they had."""
        count = 0
        for row in self._rows("ban"):
            if isinstance(row, BanRow) and self._known(row.uid, "ban") is None:
                ban_id = self._item(row.uid, "ban")
                columns = {
                    name: getattr(row, name) for name in ("code", "temporary", "position", "valid_from", "valid_until")
                }
                self._change.insert(
                    "ban", id=ban_id, seat_id=self._seat, unit_id=self._session.office.unit_id, **columns
                )
                self._change.insert("ban_name", ban_id=ban_id, name=row.name)
                count += 1
        return count

    def _plan(self) -> int:
        """Programmes, tasks, measures, targets and what they hang on."""
        return sum(self._write(table, self._plan_columns(table)) for table in PLAN)

    def _assigned(self) -> int:
        """To whom tasks were given, and which ban leads."""
        given = {} if audience_word(self._audience) == "above" else exchange_rows.given_to(self._conn, self._seat)
        count = 0
        for row in self._shaped.get("task", {}).values():
            task = self._known(row.uid, "task") if isinstance(row, TaskRow) else None
            told = audience_word(self._audience) != "above" and ("given", getattr(row, "uid", "")) not in self._spoken
            if isinstance(row, TaskRow) and task is not None and told:
                count += self._give(task, row.given, given.get(task, []))

        def columns(row: Any) -> Columns | None:
            what, ban = self._known(row.what, row.what_kind), self._known(row.ban, "ban")
            if what is None or ban is None:
                return None
            said = {name: getattr(row, name) for name in ("role", "due", "valid_from", "valid_until", "reason")}
            return {"what_id": what, "ban_id": ban, **said}

        return count + self._write("assignment", columns)

    def _write(self, table: str, columns_of: Callable[[Any], Columns | None]) -> int:
        count = 0
        for row in self._shaped.get(table, {}).values():
            if not isinstance(row, Definition) or (table, row.uid) in self._spoken:
                continue
            known = self._known(row.uid, table)
            standing = None if known is None else current(self._conn, table, known)
            if standing is not None:
                count += self._bring_up(table, standing, row, columns_of)
            elif row.gone is None:
                columns = columns_of(row)
                if columns is None:
                    self.homeless += 1
                elif not self._taken(table, columns):
                    self._change.insert(table, id=self._item(row.uid, table), seat_id=self._seat, **columns)
                    count += 1
        return count

    def _bring_up(
        self, table: str, standing: Columns, row: Definition, columns_of: Callable[[Any], Columns | None]
    ) -> int:
        if self._touched(table, standing["id"]):
            return 0
        columns: Columns | None = {"gone": row.gone} if row.gone is not None else columns_of(row)
        return int(columns is not None and self._change.update(table, standing["id"], **columns))

    def _plan_columns(self, table: str) -> Callable[[Any], Columns]:
        kind = KINDS[table]

        def columns(row: Any) -> Columns:
            found = {name: getattr(row, name) for name in kind.columns}
            for name, other in kind.refs.items():
                uid = getattr(row, name)
                found[f"{name}_id"] = None if uid is None else self._item(uid, other)
            if isinstance(row, TargetRow):
                measure = self._shaped.get("measure", {}).get(row.measure)
                places = measure.decimals if isinstance(measure, MeasureRow) else 0
                found.update(value=kept(row.value, places), baseline=kept(row.baseline, places))
            return found

        return columns

    def _give(self, task: int, lines: Iterable[Addressee], standing: Iterable[TableRow]) -> int:
        """Bring the lines that give a task to units to what they had been; those that people wrote since stay."""
        here = {(line["unit_id"], line["unit_kind_id"], line["sector"], line["valid_from"]): line for line in standing}
        count = 0
        for line in lines:
            unit, kind = self._known(line.unit, "unit"), self._known(line.kind, "unit_kind")
            if unit is None and kind is None and line.sector is None:
                continue
            days = {"due": line.due, "valid_from": line.since, "valid_until": line.until}
            known = here.pop((unit, kind, line.sector, line.since), None)
            if known is None:
                to = {"unit_id": unit, "unit_kind_id": kind, "sector": line.sector}
                self._change.define("assignment", seat_id=self._seat, what_id=task, role="lead", **to, **days)
                count += 1
            elif not self._touched("assignment", known["id"]):
                count += self._change.update("assignment", known["id"], **days)
        for left in here.values():
            if not self._touched("assignment", left["id"]):
                count += self._change.update("assignment", left["id"], gone=str(TAKEN_BACK))
        return count

    def _touched(self, table: str, row_id: int) -> bool:
        """Whether people wrote a row after the restore, or after the state that came back was made."""
        return exchange_uses.touched_since(self._conn, table, row_id, self._since, self._made_ms)

    def _taken(self, table: str, columns: Columns) -> bool:
        """Whether the place of a share is taken by one that was given since: that stands."""
        if table != "allotment":
            return False
        return exchange_rows.has_share(self._conn, columns["target_id"], columns["unit_id"], columns["period"])

    def _evidence(self, row: EvidenceRow) -> Columns | None:
        head = self._fact(row.on, self._seat)
        if head is None:
            return None
        if exchange_files.presence(self._conn, row.sha256) is None:
            self._change.insert("file", sha256=row.sha256, size=row.size, mime=row.mime, presence="later")
        columns = {name: getattr(row, name) for name in ("rev", "sha256", "name", "note")}
        return {"on_kind": row.on.kind, "on_id": head, **columns}

    def _feedback(self, row: FeedbackRow) -> Columns | None:
        columns = {name: getattr(row, name) for name in ("kind", "text", "new_due", "at_ms", "person_text")}
        return {"on_kind": row.what_kind, "on_id": self._item(row.what, row.what_kind), **columns}

    def _slip(self, row: SlipRow) -> Columns | None:
        """A slip with its number, unless one that was given since has it."""
        peer = self._addressed()
        if peer is None:
            return None
        known = self._known(row.uid, "slip")
        other = exchange_rows.slip_with_number(self._conn, self._seat, row.no)
        no = row.no if other in {None, known} else reviews.next_slip_no(self._conn, self._seat)
        columns = {name: getattr(row, name) for name in ("period", "reason", "state")}
        return {"no": no, "to_seat_id": peer["seat_id"], "to_unit_id": peer["unit_id"], **columns}

    def _review(self, row: ReviewRow) -> Columns | None:
        peer = self._addressed()
        head = None if peer is None else self._fact(row.on, peer["seat_id"])
        if head is None:
            return None
        columns = {
            name: getattr(row, name)
            for name in ("rev", "rev_hash", "verdict", "reason", "cells", "person_text", "at_ms")
        }
        return {"on_kind": row.on.kind, "on_id": head, "slip_id": self._known(row.slip, "slip"), **columns}

    def _answer(self, row: AnswerRow) -> Columns | None:
        about = self._known(row.feedback, "feedback")
        columns = {name: getattr(row, name) for name in ("verdict", "text", "new_due", "at_ms", "person_text")}
        return None if about is None else {"feedback_id": about, **columns}

    def _share(self, row: AllotmentRow) -> Columns | None:
        target, unit = self._known(row.target, "target"), self._known(row.unit, "unit")
        decimals = None if target is None else exchange_rows.decimals_of_target(self._conn, target)
        if target is None or unit is None or decimals is None:
            return None
        return {"target_id": target, "unit_id": unit, "period": row.period, "value": kept(row.value, decimals)}

    def _moved_due(self, row: DueRow) -> Columns | None:
        task, unit = self._known(row.task, "task"), self._known(row.unit, "unit")
        columns = {name: getattr(row, name) for name in ("old_due", "new_due", "reason", "at_ms")}
        return None if task is None or unit is None else {"task_id": task, "unit_id": unit, **columns}

    def _addressed(self) -> TableRow | None:
        """The peer that the state was for alone."""
        seat = self._known(self._audience.partition(":")[2] or None, "seat")
        return None if seat is None else peers.peer_of_seat(self._conn, seat)

    def _fact(self, about: FactRef, seat_id: int) -> int | None:
        """The head of a fact of a seat."""
        of = quarter.ledger(about.kind)
        what = self._known(about.what, "task" if about.kind == "progress" else "measure")
        unit = self._known(about.unit, "unit")
        if what is None or unit is None:
            return None
        return projection.own_facts(self._conn, of, seat_id, [(what, unit, about.period)]).get(
            (what, unit, about.period)
        )

    def _rows(self, kind: str) -> list[Row]:
        """Live rows of which no later state speaks."""
        found = self._shaped.get(kind, {}).items()
        return [row for key, row in found if row.gone is None and (kind, key) not in self._spoken]

    def _known(self, uid: str | None, kind: str) -> int | None:
        if uid is None:
            return None
        found = exchange_rows.known_items(self._conn, [uid_from_text(uid)]).get(uid_from_text(uid))
        return found[0] if found is not None and found[1] == kind else None

    def _item(self, uid: str, kind: str) -> int:
        known = self._known(uid, kind)
        return (
            exchange_store.put(self._change, "item", {"uid": uid_from_text(uid)}, kind=kind) if known is None else known
        )
