"""What the office above gave, as rows: for us a task that was passed down is our own duty (MODEL 6, 7; DESIGN § 6).

What is given to others is not written; it stays in the sealed state. A row that is no longer given, and on which something of ours hangs,
becomes a stub; one on which nothing hangs goes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import structs

from app.bundles.amounts import kept
from app.bundles.records import KINDS, PLAN
from app.bundles.resolving import Resolver
from app.bundles.shapes import (
    Addressee,
    AssignmentRow,
    BanRow,
    ClauseRow,
    Definition,
    DueRow,
    MeasureRow,
    MilestoneRow,
    ProgrammeRow,
    Row,
    TargetRow,
    TaskRow,
    UnitRow,
)
from app.bundles.standing_state import State
from app.i18n import msg
from app.ids import uid_text
from db import projection
from db.connection import Row as TableRow
from db.queries import exchange_rows
from db.store import Change

Columns = dict[str, Any]
Wanted = dict[str, Columns]

NO_LONGER_GIVEN = msg("không còn giao cho đơn vị")


def write(change: Change, peer: TableRow, state: State, resolver: Resolver, ban: "OurBan | None" = None) -> None:
    """Write the definitions of a peer above, or of the office whose ban's workstation this is: of them what ``ban`` takes part in."""
    everything = peer["role"] == "office"
    state = _with_pinned(change, state)
    wanted = _given(_for_ban(state, ban), _as_they_know_us(peer, state), everything=everything)
    tables = (*PLAN, "ban", "assignment") if everything else PLAN
    mentioned = _mentions(change, peer["seat_id"], tables)
    _drop_old(change, peer["seat_id"], tables, wanted, state)
    for table in tables:
        _write_table(change, table, peer["seat_id"], wanted.get(table, {}), resolver)
    _forget(change, resolver, mentioned - _mentions(change, peer["seat_id"], tables))


def _mentions(change: Change, seat_id: int, tables: Iterable[str]) -> set[int]:
    """What the peer's rows refer to."""
    columns = {table: (*_REFS[table], *(("what_id",) if table == "assignment" else ())) for table in tables}
    rows = (
        (row, columns[table]) for table in tables for row in exchange_rows.owned(change.connection, table, [seat_id])
    )
    return {row[column] for row, names in rows for column in names if row[column] is not None}


def _forget(change: Change, resolver: Resolver, ids: Iterable[int]) -> None:
    """What was mentioned only, and is mentioned no more, goes: a file that is withdrawn leaves nothing behind."""
    uids = exchange_rows.uids(change.connection, ids)
    for item_id, uid in uids.items():
        if projection.can_go(change.connection, "item", item_id, ()):
            change.delete("item", item_id)
            resolver.forget(uid_text(uid))


def _with_pinned(change: Change, state: State) -> State:
    """The state, but for the decimals of measures on which figures hang here: those are kept as whole numbers of them."""
    pinned = {uid_text(uid): decimals for uid, decimals in exchange_rows.pinned_decimals(change.connection).items()}
    measures = {
        uid: structs.replace(row, decimals=pinned.get(uid, row.decimals)) if isinstance(row, MeasureRow) else row
        for uid, row in state.of("measure").items()
    }
    return State({**state.rows, "measure": measures})


@dataclass(frozen=True)
class OurBan:
    """The ban whose workstation this is, and what the office gave it: tasks and programmes that it leads or works on."""

    uid: str
    takes_part: frozenset[str]

    @classmethod
    def of(cls, uid: str, office: State) -> "OurBan":
        """What the office's assignments say; one that ended gives nothing any more."""
        lines = [row for row in office.live("assignment") if isinstance(row, AssignmentRow)]
        return cls(uid, frozenset(row.what for row in lines if row.ban == uid and row.valid_until is None))


def _for_ban(state: State, ban: OurBan | None) -> State:
    """The tasks that a ban takes part in, those they hang under, and the figures of its programmes."""
    if ban is None:
        return state
    tasks = {uid: row for uid, row in state.of("task").items() if isinstance(row, TaskRow)}
    led = {row.what for row in state.live("assignment") if isinstance(row, AssignmentRow) and row.role == "lead"}
    chosen = {
        uid
        for uid, row in tasks.items()
        if uid in ban.takes_part or (row.programme in ban.takes_part and uid not in led)
    }
    above = {tasks[uid].parent for uid in chosen} - {None}
    kept = {uid: row for uid, row in state.of("task").items() if uid in chosen | above or uid not in tasks}
    measures = {
        uid: row
        for uid, row in state.of("measure").items()
        if not isinstance(row, MeasureRow) or row.programme in ban.takes_part
    }
    targets = {
        uid: row for uid, row in state.of("target").items() if not isinstance(row, TargetRow) or row.measure in measures
    }
    return State({**state.rows, "task": kept, "measure": measures, "target": targets})


def _as_they_know_us(peer: TableRow, state: State) -> UnitRow | None:
    if peer["known_as"] is None:
        return None
    row = state.of("unit").get(uid_text(bytes(peer["known_as"])))
    return row if isinstance(row, UnitRow) else None


def _given(state: State, us: UnitRow | None, *, everything: bool) -> dict[str, Wanted]:
    """The rows to write by table and identity, references still as identities."""
    chosen = {table: _live(state, table) for table in PLAN} if everything else _needed(state, us)
    found: dict[str, Wanted] = {}
    for table, rows in chosen.items():
        found[table] = {uid: _columns(table, row, state, us, everything=everything) for uid, row in rows.items()}
    if everything:
        found["ban"] = {row.uid: _ban(row) for row in state.live("ban") if isinstance(row, BanRow)}
        found["assignment"] = {
            row.uid: _assignment(row) for row in state.live("assignment") if isinstance(row, AssignmentRow)
        }
    return found


def _needed(state: State, us: UnitRow | None) -> dict[str, dict[str, Row]]:
    """The tasks and measures given to us, with what they hang on."""
    tasks = {row.uid: row for row in state.live("task") if isinstance(row, TaskRow) and _is_ours(row, us)}
    measures = {row.uid: row for row in state.live("measure") if isinstance(row, MeasureRow) and _we_report(row, us)}
    targets = {row.uid: row for row in state.live("target") if isinstance(row, TargetRow) and row.measure in measures}
    named = [*(row.programme for row in tasks.values()), *(row.programme for row in measures.values())]
    programmes = _named(state, "programme", named)
    cited = [*(row.clause for row in tasks.values()), *(row.clause for row in targets.values())]
    clauses = _named(state, "clause", cited)
    resting = [*programmes.values(), *tasks.values(), *clauses.values()]
    directives = [row.directive for row in resting if isinstance(row, ProgrammeRow | TaskRow | ClauseRow)]
    return {
        "directive": _named(state, "directive", directives),
        "clause": clauses,
        "programme": programmes,
        "section": _named(state, "section", (row.section for row in tasks.values())),
        "milestone": {
            row.uid: row
            for row in state.live("milestone")
            if isinstance(row, MilestoneRow) and row.programme in programmes
        },
        "task": dict(tasks),
        "measure": dict(measures),
        "target": dict(targets),
    }


def _live(state: State, kind: str) -> dict[str, Row]:
    return {row.uid: row for row in state.live(kind) if isinstance(row, Definition)}


def _named(state: State, kind: str, uids: Iterable[str | None]) -> dict[str, Row]:
    rows = state.of(kind)
    return {uid: rows[uid] for uid in uids if uid is not None and uid in rows and rows[uid].gone is None}


def _is_ours(task: TaskRow, us: UnitRow | None) -> bool:
    if us is None or task.scope != "passed_down":
        return False
    standing = [line for line in task.given if line.until is None]
    return not task.given or any(_names_us(line, us) for line in standing)


def _names_us(line: Addressee, us: UnitRow) -> bool:
    if line.unit is not None:
        return line.unit == us.uid
    if line.kind is not None:
        return line.kind == us.kind
    return line.sector is not None and line.sector == us.sector


def _we_report(measure: MeasureRow, us: UnitRow | None) -> bool:
    if us is None or measure.reported_by != "units":
        return False
    return measure.scope_kind in {None, us.kind} and measure.scope_sector in {None, us.sector}


def _columns(table: str, row: Row, state: State, us: UnitRow | None, *, everything: bool) -> Columns:
    kind = KINDS[table]
    columns = {name: getattr(row, name) for name in kind.columns}
    columns.update({f"{name}_id": getattr(row, name) for name in kind.refs})
    if isinstance(row, TargetRow):
        measure = state.of("measure").get(row.measure)
        places = measure.decimals if isinstance(measure, MeasureRow) else 0
        columns.update(value=kept(row.value, places), baseline=kept(row.baseline, places))
    if isinstance(row, MeasureRow):
        columns.update(scope_kind_id=None)
        if not everything:
            columns.update(reported_by="office", scope_sector=None)
    if isinstance(row, TaskRow) and not everything and us is not None:
        columns.update(scope="own", due=_due(row, us, state))
    return columns


def _due(task: TaskRow, us: UnitRow, state: State) -> str | None:
    """When we must have done it: the day the issuer moved it to for us, else that of the assignment, else the task's."""
    if task.continuous:
        return None
    moved = [
        row
        for row in state.live("due_change")
        if isinstance(row, DueRow) and row.task == task.uid and row.unit == us.uid
    ]
    if moved:
        return max(moved, key=lambda row: (row.at_ms, row.uid)).new_due
    own = [line.due for line in task.given if line.until is None and _names_us(line, us) and line.due is not None]
    return min(own) if own else task.due


def _ban(row: BanRow) -> Columns:
    columns = {name: getattr(row, name) for name in ("code", "temporary", "position", "valid_from", "valid_until")}
    return {**columns, "name": row.name}


def _assignment(row: AssignmentRow) -> Columns:
    columns = {name: getattr(row, name) for name in ("role", "due", "valid_from", "valid_until", "reason")}
    return {**columns, "what_id": row.what, "what_kind": row.what_kind, "ban_id": row.ban}


_REFS: Mapping[str, Mapping[str, str]] = {
    **{table: {f"{name}_id": kind for name, kind in KINDS[table].refs.items()} for table in PLAN},
    "ban": {},
    "assignment": {"ban_id": "ban"},
}


def _drop_old(change: Change, seat_id: int, tables: Iterable[str], wanted: Mapping[str, Wanted], state: State) -> None:
    """Rows of the peer that it no longer gives us, what hangs on others first."""
    for table in reversed(tuple(tables)):
        for row in _standing(change, table, seat_id).values():
            if row["uid"] not in wanted.get(table, {}):
                _let_go(change, table, row, state)


def _standing(change: Change, table: str, seat_id: int) -> dict[str, dict[str, Any]]:
    rows = [dict(row) for row in exchange_rows.owned(change.connection, table, [seat_id])]
    uids = exchange_rows.uids(change.connection, (row["id"] for row in rows))
    return {uid_text(uids[row["id"]]): {**row, "uid": uid_text(uids[row["id"]])} for row in rows}


def _let_go(change: Change, table: str, row: Mapping[str, Any], state: State) -> None:
    stub = state.of(table).get(row["uid"])
    reason = stub.gone if stub is not None and stub.gone is not None else str(NO_LONGER_GIVEN)
    if stub is None and row["gone"] is None and _take_away(change, table, row["id"]):
        return
    change.update(table, row["id"], gone=reason)


def _take_away(change: Change, table: str, row_id: int) -> bool:
    """Delete a row with its identity, unless something here refers to it."""
    names = [row["id"] for row in exchange_rows.ban_names(change.connection, row_id)] if table == "ban" else []
    if not projection.can_go(change.connection, table, row_id, [("ban_name", name) for name in names]):
        return False
    for name_id in names:
        change.delete("ban_name", name_id)
    change.delete(table, row_id)
    change.delete("item", row_id)
    return True


def _write_table(change: Change, table: str, seat_id: int, wanted: Wanted, resolver: Resolver) -> None:
    standing = _standing(change, table, seat_id)
    resolver.learn(wanted)
    resolver.refuse_foreign(table, wanted.keys() - standing.keys())
    for uid, columns in wanted.items():
        row = {**columns}
        for column, kind in _REFS[table].items():
            row[column] = None if row[column] is None else resolver.item(row[column], kind)
        if table == "assignment":
            row["what_id"] = resolver.item(row["what_id"], row.pop("what_kind"))
        name = row.pop("name") if table == "ban" else None
        item_id = resolver.item(uid, table)
        if uid in standing:
            change.update(table, item_id, gone=None, **row)
        else:
            more = {"unit_id": exchange_rows.unit_of_seat(change.connection, seat_id)} if table == "ban" else {}
            change.insert(table, id=item_id, seat_id=seat_id, **row, **more)
        if name is not None:
            _name_ban(change, item_id, name)


def _name_ban(change: Change, ban_id: int, name: str) -> None:
    known = exchange_rows.ban_names(change.connection, ban_id)
    if not known:
        change.insert("ban_name", ban_id=ban_id, name=name)
    elif known[-1]["name"] != name:
        change.update("ban_name", known[-1]["id"], name=name)
