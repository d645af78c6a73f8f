"""Keeps what is derived in step with what is written: search index, expectations, roll-ups.

Called with each change before it commits, undo and redo included, so no use case has to remember it. ``tiendo check`` rebuilds all of it
and compares.
"""

import json
from collections import defaultdict
from typing import Any

from db import expectations, rollup, text_index
from db.connection import Connection
from db.store import Change

# A change in one of these moves who is expected for everything in the open periods.
_SHAPE = {"unit", "unit_parent", "unit_kind", "calendar", "period_close", "setting", "programme"}
# table -> its column that names the task or measure whose expectations may move.
_WHAT = {
    "task": "id",
    "measure": "id",
    "target": "measure_id",
    "assignment": "what_id",
    "exemption": "what_id",
}
# table -> (column naming the task or measure, kind of roll-up)
_FACTS = {"progress_entry": "task_id", "target_value": "measure_id"}
_COUNTING = {"submitted_rev", "closed_rev"}


def derive(writer: Connection, change: Change) -> None:
    """Bring derived data up to date for one change."""
    if change.rebuild_derived:
        rebuild(writer)
        return
    tables = {table for table, _ in change.touched}
    _search(writer, change, tables)
    _figures(writer, change, tables)


def rebuild(writer: Connection) -> None:
    """Derive everything anew."""
    for period in expectations.open_periods(writer):
        expectations.refresh(writer, period)
    rollup.rebuild(writer)
    text_index.rebuild(writer)


def _search(writer: Connection, change: Change, tables: set[str]) -> None:
    documents: dict[str, set[int]] = defaultdict(set)
    for table in tables & text_index.TABLES.keys():
        kind, column = text_index.TABLES[table]
        documents[kind] |= _named(writer, change, table, column)
    for kind, ref_ids in documents.items():
        text_index.refresh(writer, kind, sorted(ref_ids))


def _figures(writer: Connection, change: Change, tables: set[str]) -> None:
    if tables & _SHAPE:
        opened = expectations.open_periods(writer)
        for period in opened:
            expectations.refresh(writer, period)
        rollup.rebuild(writer, opened)
    moved: dict[str, set[int]] = defaultdict(set)
    what_ids = {what for table in tables & _WHAT.keys() for what in _named(writer, change, table, _WHAT[table])}
    if what_ids and not tables & _SHAPE:
        for period in expectations.open_periods(writer):
            expectations.refresh(writer, period, sorted(what_ids))
            moved[period] |= what_ids
    for table in tables & _FACTS.keys():
        for period, what in _counting_facts(writer, change, table):
            moved[period].add(what)
    for period, ids in moved.items():
        _roll(writer, period, ids)


def _roll(writer: Connection, period: str, what_ids: set[int]) -> None:
    """Recompute the measures, passed-down tasks and, for own tasks, the programmes concerned."""
    marks = ",".join(str(what) for what in what_ids)
    rollup.refresh(writer, "measure", period, _ids(writer, f"SELECT id FROM measure WHERE id IN ({marks})"))
    passed = _ids(writer, f"SELECT id FROM task WHERE scope = 'passed_down' AND id IN ({marks})")
    rollup.refresh(writer, "task", period, passed)
    programmes = f"SELECT DISTINCT coalesce(programme_id, 0) FROM task WHERE scope = 'own' AND id IN ({marks})"
    rollup.refresh(writer, "programme", period, _ids(writer, programmes))


def _ids(writer: Connection, sql: str) -> list[int]:
    return [row[0] for row in writer.execute(sql)]


def _named(writer: Connection, change: Change, table: str, column: str) -> set[int]:
    """The values of a column in the rows that the change touched, also of rows that it removed."""
    if column == "id":
        return {row_id for touched, row_id in change.touched if touched == table}
    found: set[int] = set()
    for row_id, before, after in _logged(writer, change, table):
        row = writer.execute(f"SELECT {column} FROM {table} WHERE id = ?", [row_id]).fetchone()
        known = [row[0] if row else None, before.get(column), after.get(column)]
        found |= {value for value in known if value is not None}
    return found


def _counting_facts(writer: Connection, change: Change, table: str) -> set[tuple[str, int]]:
    """(period, task or measure) of the facts whose counted revision moved; drafts move nothing."""
    column, found = _FACTS[table], set()
    for row_id, before, after in _logged(writer, change, table):
        if not _COUNTING & (before.keys() | after.keys()) and "counted" not in before:
            continue
        row = writer.execute(f"SELECT period, {column} FROM {table} WHERE id = ?", [row_id]).fetchone()
        whole = before if "period" in before else after
        found.add((row[0], row[1]) if row else (whole["period"], whole[column]))
    return found


def _logged(writer: Connection, change: Change, table: str) -> list[tuple[int, dict[str, Any], dict[str, Any]]]:
    rows = writer.execute(
        "SELECT row_id, before, after FROM change_row WHERE change_id = ? AND tbl = ?", [change.id, table]
    )
    return [(row_id, json.loads(before or "{}"), json.loads(after or "{}")) for row_id, before, after in rows]
