"""What a seat says in one of its streams: its own rows as slices, complete each time (MODEL 19).

Nothing here knows what was sent before; ``sealing.py`` adds the stubs of what is no longer said.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from app.bundles import shapes
from app.bundles.amounts import written
from app.bundles.records import KINDS, PLAN, audience_word, key_of, kind_of
from app.ids import uid_from_text, uid_text
from app.session import Session
from db.connection import Row
from db.queries import exchange_rows, peers
from db.queries.quarter import PROGRESS, VALUES, Ledger

Slices = dict[str, list[dict[str, Any]]]
"""The rows of a state by slice name, each slice in the order of its keys."""


def gather(session: Session, audience: str) -> Slices:
    """The rows of one of this workspace's streams as they are now. Empty slices are left out."""
    return _Gatherer(session).slices(audience)


class _Gatherer:
    """Reads once, and turns local ids into identities at the end."""

    def __init__(self, session: Session) -> None:
        self._conn = session.conn
        self._office = session.office
        self._uids: dict[int, str] = {}

    def slices(self, audience: str) -> Slices:
        word = audience_word(audience)
        if word == "to":
            found = self._to(audience.partition(":")[2])
        elif word == "above":
            found = self._above()
        else:
            found = self._down(everything=word == "inside")
        return in_order(found)

    def _down(self, *, everything: bool) -> Slices:
        seat, unit = self._office.seat_id, self._office.unit_id
        rows = {table: exchange_rows.definitions(self._conn, table, seat) for table in PLAN}
        if not everything:
            rows = _needed(
                rows, _passed_down(rows["task"]), [row for row in rows["measure"] if row["reported_by"] == "units"]
            )
        given = exchange_rows.given_to(self._conn, seat)
        slices = self._plan(rows, given)
        slices["unit"] = self._units(unit)
        slices["calendar"] = [
            _builtins(
                shapes.CalendarRow(
                    **{name: row[name] for name in ("period", "starts", "ends", "cutoff", "due", "label")}
                )
            )
            for row in exchange_rows.calendar(self._conn, seat)
        ]
        if everything:
            slices["ban"] = self._bans(seat)
            slices["assignment"] = self._assignments(seat)
        return slices

    def _above(self) -> Slices:
        seat, unit = self._office.seat_id, self._office.unit_id
        slices = self._plan({table: exchange_rows.definitions(self._conn, table, seat) for table in PLAN}, {})
        slices["unit"] = self._units(unit)
        slices.update(self._facts(PROGRESS, seat, unit))
        slices.update(self._facts(VALUES, seat, unit))
        slices["evidence"] = self._evidence(seat)
        slices["feedback"] = self._feedback(seat)
        return slices

    def _to(self, seat_text: str) -> Slices:
        item = peers.item(self._conn, uid_from_text(seat_text))
        peer = None if item is None else peers.peer_of_seat(self._conn, item["id"])
        if peer is None:
            return {}
        own, other = self._office.seat_id, peer["seat_id"]
        slices = {
            "slip": self._slips(own, other),
            "review": self._reviews(own, other),
            "feedback_answer": self._answers(own, other),
        }
        if peer["unit_id"] is not None and peer["role"] == "child":
            slices["allotment"] = self._allotments(own, peer["unit_id"])
            slices["due_change"] = self._due_changes(own, peer["unit_id"])
        return slices

    def _plan(self, rows: Mapping[str, list[Row]], given: Mapping[int, list[Row]]) -> Slices:
        self._learn(_refs(rows))
        self._learn(
            line[column]
            for lines in given.values()
            for line in lines
            for column in ("unit_id", "unit_kind_id")
            if line[column]
        )
        decimals = {row["id"]: row["decimals"] for row in rows["measure"]}
        return {
            table: [self._definition(table, row, given.get(row["id"], ()), decimals) for row in found]
            for table, found in rows.items()
        }

    def _definition(self, table: str, row: Row, given: Iterable[Row], decimals: Mapping[int, int]) -> dict[str, Any]:
        if row["gone"] is not None:
            return self._stub(row)
        kind = KINDS[table]
        fields: dict[str, Any] = {name: row[name] for name in kind.columns}
        fields.update({name: self._uid(row[f"{name}_id"]) for name in kind.refs})
        if table == "task":
            fields["given"] = tuple(self._addressee(line) for line in given)
        if table == "target":
            places = decimals.get(row["measure_id"], 0)
            fields.update({name: written(row[name], places) for name in ("value", "baseline")})
        return _builtins(msgspec.convert({"uid": self._named(row["id"]), **fields}, kind.shape))

    def _addressee(self, line: Row) -> shapes.Addressee:
        return shapes.Addressee(
            unit=self._uid(line["unit_id"]),
            kind=self._uid(line["unit_kind_id"]),
            sector=line["sector"],
            due=line["due"],
            since=line["valid_from"],
            until=line["valid_until"],
        )

    def _units(self, unit_id: int) -> list[dict[str, Any]]:
        rows = exchange_rows.units_below(self._conn, unit_id)
        self._learn(row[name] for row in rows for name in ("id", "kind_id", "parent_id") if row[name] is not None)
        return [
            _builtins(
                shapes.UnitRow(
                    uid=self._named(row["id"]),
                    name=row["name"] or "",
                    code=row["code"],
                    kind=self._uid(row["kind_id"]),
                    kind_name=row["kind_name"] or "",
                    sector=row["sector"],
                    parent=self._uid(row["parent_id"]) if row["id"] != unit_id else None,
                )
            )
            for row in rows
        ]

    def _bans(self, seat: int) -> list[dict[str, Any]]:
        columns = ("code", "temporary", "position", "valid_from", "valid_until")

        def shape(row: Row) -> msgspec.Struct:
            return shapes.BanRow(uid=self._named(row["id"]), name=row["name"] or "", **_columns(row, columns))

        return self._said(exchange_rows.bans(self._conn, seat), ("id",), shape)

    def _assignments(self, seat: int) -> list[dict[str, Any]]:
        rows = [row for row in exchange_rows.definitions(self._conn, "assignment", seat) if row["ban_id"] is not None]
        kinds = exchange_rows.kinds(self._conn, [row["what_id"] for row in rows])
        columns = ("role", "due", "valid_from", "valid_until", "reason")

        def shape(row: Row) -> msgspec.Struct:
            return msgspec.convert(
                {
                    "uid": self._named(row["id"]),
                    "what": self._named(row["what_id"]),
                    "what_kind": kinds[row["what_id"]],
                    "ban": self._named(row["ban_id"]),
                    **_columns(row, columns),
                },
                shapes.AssignmentRow,
            )

        return self._said(rows, ("id", "what_id", "ban_id"), shape)

    def _facts(self, of: Ledger, seat: int, unit: int) -> Slices:
        rows = exchange_rows.submitted(self._conn, of, seat, unit)
        self._learn(row[name] for row in rows for name in ("what_id", "unit_id", "slip_id") if row[name] is not None)
        slices: Slices = {}
        place: tuple[int, str] | None = None
        for row in rows:
            if (row["what_id"], row["period"]) != place:
                place = row["what_id"], row["period"]
                head = {
                    of.what.removesuffix("_id"): self._uid(row["what_id"]),
                    "unit": self._uid(row["unit_id"]),
                    "period": row["period"],
                    "submitted": row["submitted_rev"],
                    "revs": [],
                }
                slices.setdefault(f"{of.kind}:{row['period']}", []).append(head)
            slices[f"{of.kind}:{row['period']}"][-1]["revs"].append(self._revision(of, row))
        return slices

    def _revision(self, of: Ledger, row: Row) -> dict[str, Any]:
        said: dict[str, Any] = {name: row[name] for name in of.fields}
        said.update(
            {name: row[name] for name in ("rev", "kind", "reason", "authority_text", "person_text", "at_ms", "hash")}
        )
        said["slip"] = self._uid(row["slip_id"])
        if of is VALUES:
            said.update({name: written(row[name], row["decimals"]) for name in ("num", "den", "val")})
            return _builtins(shapes.ValueRevision(**said))
        return _builtins(shapes.ProgressRevision(**said))

    def _evidence(self, seat: int) -> list[dict[str, Any]]:
        columns = ("rev", "sha256", "size", "mime", "name", "note")

        def shape(row: Row) -> msgspec.Struct:
            return shapes.EvidenceRow(uid=self._named(row["id"]), on=self._fact(row), **_columns(row, columns))

        return self._said(exchange_rows.evidence_of(self._conn, seat), ("id", "what_id", "unit_id"), shape)

    def _feedback(self, seat: int) -> list[dict[str, Any]]:
        columns = ("kind", "text", "new_due", "at_ms", "person_text")

        def shape(row: Row) -> msgspec.Struct:
            what = {"uid": self._named(row["id"]), "what": self._named(row["on_id"]), "what_kind": row["on_kind"]}
            return shapes.FeedbackRow(**what, **_columns(row, columns))

        return self._said(exchange_rows.definitions(self._conn, "feedback", seat), ("id", "on_id"), shape)

    def _slips(self, own: int, other: int) -> list[dict[str, Any]]:
        rows = [row for row in exchange_rows.definitions(self._conn, "slip", own) if row["to_seat_id"] == other]

        def shape(row: Row) -> msgspec.Struct:
            return shapes.SlipRow(uid=self._named(row["id"]), **_columns(row, ("no", "period", "reason", "state")))

        return self._said(rows, ("id",), shape)

    def _reviews(self, own: int, other: int) -> list[dict[str, Any]]:
        rows = [row for row in exchange_rows.reviews_on(self._conn, own, other) if row["rev_hash"]]
        columns = ("rev", "rev_hash", "verdict", "reason", "cells", "person_text", "at_ms")

        def shape(row: Row) -> msgspec.Struct:
            said = _columns(row, columns)
            return shapes.ReviewRow(
                uid=self._named(row["id"]), on=self._fact(row), slip=self._uid(row["slip_id"]), **said
            )

        return self._said(rows, ("id", "what_id", "unit_id", "slip_id"), shape)

    def _answers(self, own: int, other: int) -> list[dict[str, Any]]:
        columns = ("verdict", "text", "new_due", "at_ms", "person_text")

        def shape(row: Row) -> msgspec.Struct:
            said = _columns(row, columns)
            return shapes.AnswerRow(uid=self._named(row["id"]), feedback=self._named(row["feedback_id"]), **said)

        return self._said(exchange_rows.answers_to(self._conn, own, other), ("id", "feedback_id"), shape)

    def _allotments(self, own: int, unit: int) -> list[dict[str, Any]]:
        def shape(row: Row) -> msgspec.Struct:
            return shapes.AllotmentRow(
                uid=self._named(row["id"]),
                target=self._named(row["target_id"]),
                unit=self._named(row["unit_id"]),
                period=row["period"],
                value=written(row["value"], row["decimals"]) or "0",
            )

        return self._said(exchange_rows.allotments_of(self._conn, own, unit), ("id", "target_id", "unit_id"), shape)

    def _due_changes(self, own: int, unit: int) -> list[dict[str, Any]]:
        rows = [row for row in exchange_rows.definitions(self._conn, "due_change", own) if row["unit_id"] == unit]

        def shape(row: Row) -> msgspec.Struct:
            said = _columns(row, ("old_due", "new_due", "reason", "at_ms"))
            task, unit = self._named(row["task_id"]), self._named(row["unit_id"])
            return shapes.DueRow(uid=self._named(row["id"]), task=task, unit=unit, **said)

        return self._said(rows, ("id", "task_id", "unit_id"), shape)

    def _said(
        self, rows: Iterable[Row], ids: Iterable[str], shape: Callable[[Row], msgspec.Struct]
    ) -> list[dict[str, Any]]:
        """Rows as they travel, those that are gone as stubs; ``ids`` are the columns that hold local ids."""
        rows, columns = list(rows), list(ids)
        self._learn(row[name] for row in rows for name in columns if row[name] is not None)
        return [self._stub(row) if row["gone"] is not None else _builtins(shape(row)) for row in rows]

    def _fact(self, row: Row) -> shapes.FactRef:
        return shapes.FactRef(
            kind=row["on_kind"],
            what=self._named(row["what_id"]),
            unit=self._named(row["unit_id"]),
            period=row["period"],
        )

    def _stub(self, row: Row) -> dict[str, Any]:
        return {"uid": self._uid(row["id"]), "gone": row["gone"]}

    def _learn(self, ids: Iterable[int]) -> None:
        missing = {found for found in ids if found not in self._uids}
        if missing:
            self._uids.update({key: uid_text(uid) for key, uid in exchange_rows.uids(self._conn, missing).items()})

    def _named(self, item_id: int) -> str:
        return self._uids[item_id]

    def _uid(self, item_id: int | None) -> str | None:
        return None if item_id is None else self._uids[item_id]


def _builtins(row: msgspec.Struct) -> dict[str, Any]:
    """The fields that differ from their defaults, as JSON has them."""
    found: dict[str, Any] = msgspec.to_builtins(row)
    return {name: value for name, value in found.items() if value is not None}


def _columns(row: Row, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def in_order(slices: Slices) -> Slices:
    """Slices by name, their rows by key, empty ones left out: one state has one text."""
    ordered: Slices = {}
    for name in sorted(slices):
        kind = kind_of(name)
        if slices[name]:
            ordered[name] = [row for _, row in sorted(((key_of(kind, row), row) for row in slices[name]), key=_first)]
    return ordered


def _first(pair: tuple[str, object]) -> str:
    return pair[0]


def _passed_down(tasks: Iterable[Row]) -> list[Row]:
    return [row for row in tasks if row["scope"] == "passed_down"]


def _needed(rows: Mapping[str, list[Row]], tasks: list[Row], measures: list[Row]) -> dict[str, list[Row]]:
    """The chosen tasks and measures with everything they hang on."""
    chosen = {row["id"] for row in measures}
    targets = [row for row in rows["target"] if row["measure_id"] in chosen]
    programmes = _named(rows["programme"], tasks, "programme_id") + [
        row
        for row in _named(rows["programme"], measures, "programme_id")
        if row["id"] not in {task["programme_id"] for task in tasks}
    ]
    held = {row["id"] for row in programmes}
    clauses = _named(rows["clause"], [*tasks, *targets], "clause_id")
    return {
        "directive": _named(rows["directive"], [*programmes, *tasks, *clauses], "directive_id"),
        "clause": clauses,
        "programme": programmes,
        "section": _named(rows["section"], tasks, "section_id"),
        "milestone": [row for row in rows["milestone"] if row["programme_id"] in held],
        "task": tasks,
        "measure": measures,
        "target": targets,
    }


def _named(rows: Iterable[Row], by: Iterable[Row], column: str) -> list[Row]:
    wanted = {row[column] for row in by}
    return [row for row in rows if row["id"] in wanted]


def _refs(rows: Mapping[str, list[Row]]) -> Iterable[int]:
    for table, found in rows.items():
        columns = ("id", *(f"{name}_id" for name in KINDS[table].refs))
        for row in found:
            yield from (row[column] for column in columns if row[column] is not None)
