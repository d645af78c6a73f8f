"""Reading any list: ids first in their order, rows by the page (NOTES-QT § 3: OFFSET and proxies lose by factors of hundreds)."""

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from db.connection import Connection
from db.folding import fold
from db.views import VIEWS

Params = Mapping[str, Any]
Speak = Callable[[str], str]

_TESTS = {
    "eq": "{column} = ?",
    "ne": "{column} <> ?",
    "le": "{column} <= ?",
    "ge": "{column} >= ?",
    "is": "{column} IS ?",
    "is_not": "{column} IS NOT ?",
    "in": "{column} IN ({marks})",
    # What a person filters by: nothing and an empty text are the same to him.
    "among": "coalesce({column}, '') IN ({marks})",
    "empty": "coalesce({column}, '') = ''",
    "filled": "coalesce({column}, '') <> ''",
    "has": "instr(folded({column}), ?) > 0",
    "says": "instr(spoken({column}), ?) > 0",
}
_MANY = frozenset({"in", "among"})
_ALONE = frozenset({"empty", "filled"})
_STEPS = 20_000
_FOLDED_KEPT = 16_384


class Stopped(Exception):
    """Whoever asked did not want to wait for the answer any longer."""


@contextmanager
def stoppable(reader: Connection, stopping: Callable[[], bool]) -> Iterator[None]:
    """Inside, what is asked of ``reader`` ends with Stopped soon after ``stopping`` says so."""
    reader.set_progress_handler(stopping, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        raise Stopped from error
    finally:
        reader.set_progress_handler(None, 0)


@dataclass(frozen=True)
class Where:
    """A condition on one column of a list: eq, ne, le, ge, is, is_not, in (with a tuple), among (the same, "" for nothing), empty and
    filled (without a value), has (folded text within the column's), says (the same, within what a stored message says).
    """

    column: str
    test: str
    value: Any


@dataclass(frozen=True)
class Query:
    """Which rows of a list, in which order. ``order_by``: (column, descending) pairs. ``match``: an FTS5 expression over ``kind``.

    Ties are broken by the id, unless ``settled`` says that there are none worth a sort. ``speak`` makes words of a stored message, for the
    condition ``says``.
    """

    view: str
    order_by: tuple[tuple[str, bool], ...]
    where: tuple[Where, ...] = ()
    match: str = ""
    kind: str = ""
    settled: bool = False
    speak: Speak = str


def ids(reader: Connection, query: Query, params: Params, limit: int | None = None) -> "array[int]":
    """The ids of the list in order, all of them or the first ``limit``; 8 bytes each.

    A text search orders by newest first (rank by recency: bm25 costs 0.2-0.6 s at a million rows).
    """
    where, values = _where(reader, query)
    source, order = _source(reader, query)
    ending = "" if limit is None else f" LIMIT {int(limit)}"
    sql = f"SELECT list.id FROM {source} {where} ORDER BY {order}{ending}"
    found = _run(reader, sql, values, query, params)
    found.row_factory = None  # Plain tuples: a Row for each of a million ids takes as long as reading them.
    return array("q", chain.from_iterable(found))


def count(reader: Connection, query: Query, params: Params) -> int:
    """How many rows the list has."""
    where, values = _where(reader, query)
    source, _ = _source(reader, query)
    # Only a plain SELECT drops the LEFT JOINs that it does not ask for, and LIMIT keeps it one: a million rows in 0.1 s, not in 0.9.
    sql = f"SELECT count(*) FROM (SELECT list.id FROM {source} {where} LIMIT -1)"
    return int(_run(reader, sql, values, query, params).fetchone()[0])


def choices(reader: Connection, query: Query, column: str, params: Params, limit: int) -> list[tuple[Any, int]]:
    """What stands in a column and how often, the most frequent first; the first ``limit`` of them. Nothing and "" are None."""
    where, values = _where(reader, query)
    source, _ = _source(reader, query)
    sql = f"""SELECT nullif(list.{_known(reader, query, column)}, '') AS what, count(*) FROM {source} {where}
        GROUP BY what ORDER BY 2 DESC, 1 LIMIT {int(limit)}"""
    return [(row[0], int(row[1])) for row in _run(reader, sql, values, query, params)]


def rows(reader: Connection, view: str, wanted: Sequence[int], params: Params) -> dict[int, Mapping[str, Any]]:
    """The rows of one page by id. Rows that are gone are simply absent."""
    marks = ",".join(str(int(row_id)) for row_id in wanted)
    # With the condition outside, SQLite pushes it down to the primary key.
    found = reader.execute(
        f"SELECT * FROM ({VIEWS[view]}) AS list WHERE list.id IN ({marks})", _named(VIEWS[view], params)
    )
    return {row["id"]: row for row in found}


def columns(reader: Connection, view: str) -> frozenset[str]:
    """The names that a list's columns, conditions and order may use."""
    cursor = reader.execute(f"SELECT * FROM ({VIEWS[view]}) LIMIT 0", _named(VIEWS[view], {}))
    return frozenset(column[0] for column in cursor.description)


def _source(reader: Connection, query: Query) -> tuple[str, str]:
    order = ", ".join(
        f"list.{_known(reader, query, name)} {'DESC' if down else 'ASC'}" for name, down in query.order_by
    )
    base = f"({VIEWS[query.view]}) AS list"
    if not query.match:
        ties = "" if query.settled and order else "list.id"
        return base, ", ".join(part for part in (order, ties) if part)
    # CROSS JOIN keeps the order: asking the index anew for each of a million rows takes half a minute.
    joined = f"""search_index CROSS JOIN search_doc ON search_doc.id = search_index.rowid
        CROSS JOIN {base} ON list.id = search_doc.ref_id"""
    return joined, order or "search_index.rowid DESC"


def _where(reader: Connection, query: Query) -> tuple[str, list[Any]]:
    parts, values = [], []
    if query.match:
        parts.append("search_index MATCH ? AND search_doc.kind = ?")
        values += [query.match, query.kind]
    for condition in query.where:
        many = condition.test in _MANY
        marks = ",".join("?" * len(condition.value)) if many else ""
        column = f"list.{_known(reader, query, condition.column)}"
        parts.append(_TESTS[condition.test].format(column=column, marks=marks))
        if condition.test not in _ALONE:
            values += list(condition.value) if many else [condition.value]
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), values


def _known(reader: Connection, query: Query, name: str) -> str:
    if name not in columns(reader, query.view):
        raise ValueError(f"the list {query.view} has no column {name!r}")
    return name


def _run(reader: Connection, sql: str, values: list[Any], query: Query, params: Params) -> Any:
    named = _named(VIEWS[query.view], params)
    for place, value in enumerate(values):
        sql = sql.replace("?", f":v{place}", 1)
        named[f"v{place}"] = value
    _teach(reader, query)
    cursor = reader.cursor()
    cursor.row_factory = None  # plain tuples: a third of the time over a million ids
    return cursor.execute(sql, named)


def _teach(reader: Connection, query: Query) -> None:
    """Give the connection the functions that the conditions ask for; what is stored folded is of other texts than these."""
    tests = {condition.test for condition in query.where}
    if "has" in tests:
        _teach_one(reader, "folded", fold)
    if "says" in tests:
        speak = query.speak
        _teach_one(reader, "spoken", lambda text: fold(speak(text)))


def _teach_one(reader: Connection, name: str, words: Speak) -> None:
    # The same name or phrase stands in thousands of rows.
    known = lru_cache(maxsize=_FOLDED_KEPT)(words)
    reader.create_function(name, 1, lambda text: "" if text is None else known(str(text)), deterministic=True)


def _named(sql: str, params: Params) -> dict[str, Any]:
    names = ("period", "cutoff", "soon", "own_unit", "own_seat", "on")
    return {name: params.get(name) for name in names if f":{name}" in sql}


def cutoff(reader: Connection, seat_id: int, period: str) -> str | None:
    """The cut-off day of an opened period, or None."""
    row = reader.execute("SELECT cutoff FROM calendar WHERE seat_id = ? AND period = ?", [seat_id, period]).fetchone()
    return None if row is None else str(row[0])
