"""Definitions and answers of ours that a restore lost, written again from the states that others held (MODEL 23).

What is here and was written since the restore stays as it is; what is here and was not comes to what it had become; what is not here comes
back. Rows that a state does not hold in full (a unit's dated names, a period's label) come back as far as it says them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.bundles.amounts import kept
from app.bundles.records import KINDS, PLAN
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
from db.queries import calendar, exchange_files, exchange_rows, exchange_uses, quarter
from db.store import Change, current

Columns = dict[str, Any]
Shaped = Mapping[str, Mapping[str, Row]]


def write_lost(session: Session, change: Change, shaped: Shaped) -> int:
    """Write what was lost of everything but facts; return how many rows came back or became what they had been."""
    work = _Lost(session, change, shaped)
    return work.periods() + work.units() + work.bans() + work.plan() + work.assigned() + work.rest()


class _Lost:
    """Writes lost rows kind by kind, each after what it refers to."""

    def __init__(self, session: Session, change: Change, shaped: Shaped) -> None:
        self._session = session
        self._change = change
        self._conn = change.connection
        self._shaped = shaped
        self._seat = session.office.seat_id
        self._since = exchange_uses.last_branch(change.connection)
        self._fresh: set[str] = set()

    def periods(self) -> int:
        """Opened periods."""
        count = 0
        for row in self._rows("calendar"):
            if isinstance(row, CalendarRow) and calendar.info(self._conn, self._seat, row.period) is None:
                periods_kept.know_period(self._session, self._change, row.period, row.starts, row.ends)
                days = {name: getattr(row, name) for name in ("period", "starts", "ends", "cutoff", "due", "label")}
                self._change.insert("calendar", seat_id=self._seat, **days)
                count += 1
        return count

    def units(self) -> int:
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

    def bans(self) -> int:
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

    def plan(self) -> int:
        """Programmes, tasks, measures, targets and what they hang on."""
        return sum(self._write(table, self._plan_columns(table)) for table in PLAN)

    def assigned(self) -> int:
        """To whom lost tasks were given, and which ban leads."""
        count = 0
        for row in self._rows("task"):
            if isinstance(row, TaskRow) and row.uid in self._fresh:
                for line in row.given:
                    count += self._give(row.uid, line)

        def columns(row: Any) -> Columns | None:
            what, ban = self._known(row.what, row.what_kind), self._known(row.ban, "ban")
            if what is None or ban is None:
                return None
            said = {name: getattr(row, name) for name in ("role", "due", "valid_from", "valid_until", "reason")}
            return {"what_id": what, "ban_id": ban, **said}

        return count + self._write("assignment", columns)

    def rest(self) -> int:
        """Evidence and feedback, slips, reviews, answers, shares and moved dates."""
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

    def _write(self, table: str, columns_of: Callable[[Any], Columns | None]) -> int:
        count = 0
        for row in self._shaped.get(table, {}).values():
            if not isinstance(row, Definition):
                continue
            known = self._known(row.uid, table)
            standing = None if known is None else current(self._conn, table, known)
            if standing is not None:
                count += self._bring_up(table, standing, row, columns_of)
            elif row.gone is None:
                columns = columns_of(row)
                if columns is not None:
                    self._change.insert(table, id=self._item(row.uid, table), seat_id=self._seat, **columns)
                    self._fresh.add(row.uid)
                    count += 1
        return count

    def _bring_up(
        self, table: str, standing: Columns, row: Definition, columns_of: Callable[[Any], Columns | None]
    ) -> int:
        if exchange_uses.touched_since(self._conn, table, standing["id"], self._since):
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

    def _give(self, task: str, line: Addressee) -> int:
        unit, kind = self._known(line.unit, "unit"), self._known(line.kind, "unit_kind")
        if unit is None and kind is None and line.sector is None:
            return 0
        self._change.define(
            "assignment",
            seat_id=self._seat,
            what_id=self._item(task, "task"),
            role="lead",
            unit_id=unit,
            unit_kind_id=kind,
            sector=line.sector,
            due=line.due,
            valid_from=line.since,
            valid_until=line.until,
        )
        return 1

    def _evidence(self, row: EvidenceRow) -> Columns | None:
        head = self._fact(row.on, self._seat)
        if head is None:
            return None
        if exchange_files.presence(self._conn, row.sha256) is None:
            self._change.insert("file", sha256=row.sha256, size=row.size, mime=row.mime, presence="later")
        columns = {name: getattr(row, name) for name in ("rev", "sha256", "name", "note")}
        return {"on_kind": row.on.kind, "on_id": head, **columns}

    def _feedback(self, row: FeedbackRow) -> Columns | None:
        about = self._known(row.what, row.what_kind)
        columns = {name: getattr(row, name) for name in ("kind", "text", "new_due", "at_ms", "person_text")}
        return None if about is None else {"on_kind": row.what_kind, "on_id": about, **columns}

    def _slip(self, row: SlipRow) -> Columns:
        return {name: getattr(row, name) for name in ("no", "period", "reason", "state")}

    def _review(self, row: ReviewRow) -> Columns | None:
        head = self._fact(row.on, None)
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

    def _fact(self, about: FactRef, seat_id: int | None) -> int | None:
        """The head of a fact; of a seat, or of whichever other seat's there is (our reviews are about those)."""
        of = quarter.ledger(about.kind)
        what = self._known(about.what, "task" if about.kind == "progress" else "measure")
        unit = self._known(about.unit, "unit")
        if what is None or unit is None:
            return None
        place = (what, unit, about.period)
        if seat_id is not None:
            return projection.own_facts(self._conn, of, seat_id, [place]).get(place)
        return exchange_rows.fact_of_others(self._conn, of, place, self._seat)

    def _rows(self, kind: str) -> list[Row]:
        return [row for row in self._shaped.get(kind, {}).values() if row.gone is None]

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
