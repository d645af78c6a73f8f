"""Keeps what is derived in step with what is written: search index, expectations, roll-ups.

Called with each change before it commits, undo and redo included, so no use case has to remember it. ``tiendo check`` rebuilds all of it
and compares. A draft edit touches no roll-up; submitting touches only those of its tasks and measures.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from db import expectations, rollup, text_index, unit_rollup
from db.connection import Connection
from db.store import Change

_ANY = frozenset[str]()
# A change of one of these columns moves who is expected for everything in the open quarters (no columns: any of them).
_SHAPE = {
    "unit": frozenset({"kind_id", "valid_from", "valid_until", "gone"}),
    "unit_parent": _ANY,
    "setting": _ANY,
}
# table -> (column that names the task or measure, columns that move its expectations or roll-ups)
_WHAT = {
    "task": (
        "id",
        frozenset(
            {"scope", "starts", "due", "continuous", "frequency", "lifecycle", "lifecycle_on", "programme_id", "gone"}
        ),
    ),
    "measure": (
        "id",
        frozenset(
            {"form", "frequency", "reported_by", "scope_sector", "scope_kind_id", "programme_id", "over_units", "gone"}
        ),
    ),
    "target": ("measure_id", frozenset({"measure_id", "horizon", "h_from", "h_to", "lifecycle", "gone"})),
    "assignment": (
        "what_id",
        frozenset({"what_id", "role", "unit_id", "unit_kind_id", "sector", "valid_from", "valid_until", "gone"}),
    ),
    "exemption": ("what_id", _ANY),
    "due_change": ("task_id", _ANY),
}
_PROGRAMME = frozenset({"starts", "ends", "closed", "gone"})
_FACTS = {"progress_entry": "task_id", "target_value": "measure_id"}
_COUNTING = frozenset({"submitted_rev", "closed_rev", "counted"})
# Only these columns of the facts hold words that people search for.
_WORDS = {
    "progress_entry": frozenset({"head_rev"}),
    "progress_rev": frozenset({"result", "difficulty", "cause", "proposal"}),
}
_CLOSING = {"progress_entry", "target_value", "expectation"}


class _Touch(NamedTuple):
    """One row of a change: what changed in it; ``before`` is empty for a new row, ``after`` for a removed one."""

    row_id: int
    before: dict[str, Any]
    after: dict[str, Any]

    def moved(self, columns: frozenset[str]) -> bool:
        """Whether one of the columns changed, or any where none are named."""
        return not columns or bool(columns & (self.before.keys() | self.after.keys()))

    @property
    def kept(self) -> bool:
        """Whether the row was there before and still is."""
        return bool(self.before) and bool(self.after)


_Rows = dict[str, list[_Touch]]


def derive(writer: Connection, change: Change) -> None:
    """Bring derived data up to date for one change."""
    rows = _rows(writer, change)
    if change.rebuild_derived and not ("period_close" in rows and _bulk_tables(writer, change) <= _CLOSING):
        rebuild(writer)
        return
    _search(writer, rows)
    text_index.refresh_many(writer, "progress", sorted(change.worded))
    _figures(writer, rows, {_Fact(*moved) for moved in change.moved})


def rebuild(writer: Connection) -> None:
    """Derive everything anew."""
    expectations.refresh_all(writer)
    rollup.rebuild(writer)
    unit_rollup.rebuild(writer)
    text_index.rebuild(writer)


def _rows(writer: Connection, change: Change) -> _Rows:
    rows: _Rows = defaultdict(list)
    logged = writer.execute(
        "SELECT tbl, row_id, before, after FROM change_row WHERE change_id = ? ORDER BY seq", [change.id]
    )
    for table, row_id, before, after in logged:
        rows[table].append(_Touch(row_id, json.loads(before or "{}"), json.loads(after or "{}")))
    return rows


def _bulk_tables(writer: Connection, change: Change) -> set[str]:
    return {row[0] for row in writer.execute("SELECT tbl FROM change_bulk WHERE change_id = ?", [change.id])}


def _search(writer: Connection, rows: _Rows) -> None:
    documents: dict[str, set[int]] = defaultdict(set)
    for table in rows.keys() & text_index.TABLES.keys():
        kind, column = text_index.TABLES[table]
        touched = [touch for touch in rows[table] if touch.moved(_WORDS.get(table, _ANY))]
        documents[kind] |= _named(writer, touched, table, column)
    for kind, ref_ids in documents.items():
        text_index.refresh(writer, kind, sorted(ref_ids))


def _figures(writer: Connection, rows: _Rows, in_bulk: set["_Fact"]) -> None:
    concerned = rows.keys() & (_SHAPE.keys() | _WHAT.keys() | _FACTS.keys() | _OTHER)
    if not concerned and not in_bulk:
        return
    if "calendar" in rows:
        expectations.drop_unopened(writer)
    opened, ever = expectations.open_periods(writer), expectations.all_periods(writer)
    whole = _whole(writer, rows, opened)
    for period in whole & set(opened):
        expectations.refresh(writer, period)
    rollup.rebuild(writer, sorted(whole))
    unit_rollup.rebuild(writer, sorted(whole))
    moved: dict[str, set[int]] = defaultdict(set)
    asked: dict[str, set[int]] = defaultdict(set)
    answered: dict[str, set[int]] = defaultdict(set)
    defined = _defined(writer, rows)
    for period in ever if defined else ():
        moved[period] |= defined
        asked[period] |= defined
    for fact in (*_counting(writer, rows), *sorted(in_bulk)):
        moved[fact.period].add(fact.what_id)
        answered[fact.period].add(fact.unit_id)
        for later in (found for found in ever if fact.is_task and found > fact.period):
            moved[later].add(fact.what_id)
            asked[later].add(fact.what_id)
    for period in asked.keys() & set(opened) - whole:
        answered[period] |= _ask_again(writer, period, asked[period])
    left = _programmes_left(rows)
    for period in moved.keys() - whole:
        _roll(writer, period, moved[period], left)
    for period in answered.keys() - whole:
        unit_rollup.refresh(writer, period, answered[period])


def _ask_again(writer: Connection, period: str, what_ids: set[int]) -> set[int]:
    """Write the expectations of some tasks and measures anew; return the units for which that made a difference."""
    marks = ",".join(str(what) for what in what_ids)
    sql = f"SELECT what_id, unit_id, exempt FROM expectation WHERE period = ? AND what_id IN ({marks})"
    before = {tuple(row) for row in writer.execute(sql, [period])}
    expectations.refresh(writer, period, sorted(what_ids))
    after = {tuple(row) for row in writer.execute(sql, [period])}
    return {unit for _, unit, _ in before ^ after}


_OTHER = {"calendar", "period_close", "programme", "unit_kind"}


def _whole(writer: Connection, rows: _Rows, opened: list[str]) -> set[str]:
    """The quarters of which everything must be derived anew."""
    shaped = any(touch.moved(columns) for table, columns in _SHAPE.items() for touch in rows.get(table, ()))
    shaped = shaped or any(touch.kept and "sector" in touch.after for touch in rows.get("unit_kind", ()))
    whole = set(opened) if shaped else set()
    whole |= _named(writer, rows.get("calendar", ()), "calendar", "period") & set(opened)
    return whole | _named(writer, rows.get("period_close", ()), "period_close", "period")


def _defined(writer: Connection, rows: _Rows) -> set[int]:
    """The tasks and measures whose definition moved in a way that counts."""
    found: set[int] = set()
    for table, (column, columns) in _WHAT.items():
        touched = [touch for touch in rows.get(table, ()) if touch.moved(columns)]
        found |= _named(writer, touched, table, column)
    programmes = [touch.row_id for touch in rows.get("programme", ()) if touch.kept and touch.moved(_PROGRAMME)]
    marks = ",".join(map(str, programmes))
    for table in ("task", "measure") if programmes else ():
        found |= set(_ids(writer, f"SELECT id FROM {table} WHERE programme_id IN ({marks})"))
    return found


class _Fact(NamedTuple):
    """Where a fact stands whose counted revision moved."""

    period: str
    what_id: int
    unit_id: int
    is_task: bool


def _counting(writer: Connection, rows: _Rows) -> list[_Fact]:
    """The facts whose counted revision moved; drafts move nothing."""
    found: set[_Fact] = set()
    for table, column in _FACTS.items():
        for touch in rows.get(table, ()):
            whole = touch.before if "period" in touch.before else touch.after
            if touch.moved(_COUNTING) if touch.kept else "submitted_rev" in whole:
                sql = f"SELECT period, {column}, unit_id FROM {table} WHERE id = ?"
                row = writer.execute(sql, [touch.row_id]).fetchone()
                period, what, unit = row or (whole["period"], whole[column], whole["unit_id"])
                found.add(_Fact(period, what, unit, table == "progress_entry"))
    return sorted(found)


def _programmes_left(rows: _Rows) -> set[int]:
    """The programmes that tasks of the change were in before or are in now, as far as that changed."""
    states = [state for touch in rows.get("task", ()) for state in (touch.before, touch.after) if state]
    return {state.get("programme_id") or 0 for state in states if "programme_id" in state or "text" in state}


def _roll(writer: Connection, period: str, what_ids: set[int], programmes: set[int]) -> None:
    """Recompute the measures, the passed-down tasks, and the programmes of all tasks (a task may just have changed sides)."""
    marks = ",".join(str(what) for what in what_ids)
    writer.execute(f"DELETE FROM rollup WHERE period = ? AND what_id IN ({marks})", [period])
    theirs = f"SELECT DISTINCT coalesce(programme_id, 0) FROM task WHERE id IN ({marks})"
    rollup.refresh(
        writer,
        period,
        measures=_ids(writer, f"SELECT id FROM measure WHERE id IN ({marks})"),
        tasks=_ids(writer, f"SELECT id FROM task WHERE scope = 'passed_down' AND id IN ({marks})"),
        programmes=sorted(programmes | set(_ids(writer, theirs))),
    )


def _ids(writer: Connection, sql: str) -> list[int]:
    return [row[0] for row in writer.execute(sql)]


def _named(writer: Connection, touched: Iterable[_Touch], table: str, column: str) -> set[Any]:
    """The values of a column in the touched rows, also of rows that were removed."""
    if column == "id":
        return {touch.row_id for touch in touched}
    found: set[Any] = set()
    for touch in touched:
        row = writer.execute(f"SELECT {column} FROM {table} WHERE id = ?", [touch.row_id]).fetchone()
        known = (row[0] if row else None, touch.before.get(column), touch.after.get(column))
        found |= {value for value in known if value is not None}
    return found
