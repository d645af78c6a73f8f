"""Looking a whole file over: its structure, its change log, what is derived (DESIGN § 9).

Reading only; the derived data is rebuilt in a copy.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from db import derived, migrations, snapshot
from db.connection import BULK_CACHE_KIB, Connection, Row, open_writer, schema_version
from db.store import current, digest, from_json

MOST_LINES = 100


def complaints(reader: Connection) -> list[str]:
    """What SQLite's own full check says, line by line; empty when it finds nothing. It notices 77 % of flipped bits."""
    lines = [str(row[0]) for row in reader.execute(f"PRAGMA integrity_check({MOST_LINES})")]
    return [] if lines == ["ok"] else lines


def loose_references(reader: Connection) -> list[tuple[str, int]]:
    """(table, row id) of rows whose foreign key points at nothing."""
    return [(row[0], row[1] or 0) for row in reader.execute("PRAGMA foreign_key_check")]


def application_id(reader: Connection) -> int:
    """The mark by which a file is known as ours."""
    return int(reader.execute("PRAGMA application_id").fetchone()[0])


def schema_differences(reader: Connection) -> list[str]:
    """Names of tables and indexes that are not as the migrations make them. Only for a file of the newest version."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    fresh.row_factory = sqlite3.Row
    try:
        migrations.migrate(fresh)
        wanted, found = _schema(fresh), _schema(reader)
    finally:
        fresh.close()
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def is_newest(reader: Connection) -> bool:
    """Whether the tables are those of this program's version."""
    return schema_version(reader) == migrations.LATEST


def altered_log_rows(reader: Connection) -> Iterator[int]:
    """Changes with a row whose text no longer has the digest it had. A redacted text is null and keeps its digest: that is right."""
    rows = reader.execute(
        "SELECT change_id, before, after, before_digest, after_digest FROM change_row ORDER BY change_id"
    )
    for change_id, before, after, before_digest, after_digest in rows:
        for text, wanted in ((before, before_digest), (after, after_digest)):
            if text is not None and digest(text) != wanted:
                yield change_id


def rows_unlike_the_log(reader: Connection) -> Iterator[tuple[str, int]]:
    """(table, id) of rows that are not as the last change of them left them: changed behind the program's back, or rotten.

    Rows written in bulk are logged as counts only; tables that ever were are left out.
    """
    bulk = {row[0] for row in reader.execute("SELECT DISTINCT tbl FROM change_bulk")}
    known = set(snapshot.tables(reader))
    rows = reader.execute(
        """SELECT tbl, row_id, before, after, after_digest, schema FROM change_row JOIN change ON change.id = change_row.change_id
           ORDER BY tbl, row_id, change_id DESC, seq DESC"""
    )
    for (table, row_id), log in groupby(rows, key=lambda row: (row["tbl"], row["row_id"])):
        if table in known and table not in bulk and not _as_logged(reader, table, row_id, list(log)):
            yield table, row_id


def sealed(reader: Connection, revs: str) -> Iterator[Row]:
    """The submitted revisions of a table that carry the hash of their content."""
    yield from reader.execute(f"SELECT * FROM {revs} WHERE phase = 'submitted' AND hash IS NOT NULL")


def attachments(reader: Connection) -> list[tuple[str, int, str]]:
    """(SHA-256, size, presence) of every attachment that the workspace knows."""
    return [tuple(row) for row in reader.execute("SELECT sha256, size, presence FROM file ORDER BY sha256")]


def waiting(reader: Connection) -> int:
    """How many things are mentioned and not here yet ("đang chờ"), such as the definition behind a received entry."""
    kinds = [row[0] for row in reader.execute("SELECT DISTINCT kind FROM item")]
    known = set(snapshot.tables(reader))
    total = 0
    for kind in kinds:
        here = f"AND id NOT IN (SELECT id FROM {kind})" if kind in known else ""
        total += reader.execute(f"SELECT count(*) FROM item WHERE kind = ? {here}", [kind]).fetchone()[0]
    return total


def derived_differences(reader: Connection, scratch: Path) -> dict[str, int]:
    """Rebuild in a copy at ``scratch`` what is derived, and count the rows per table that come out otherwise."""
    snapshot.copy(reader, scratch)
    copy = open_writer(scratch)
    try:
        copy.execute("PRAGMA synchronous = OFF")  # a copy that nobody needs tomorrow
        copy.execute(f"PRAGMA cache_size = -{BULK_CACHE_KIB}")
        for table, columns in _DERIVED.items():
            copy.execute(f"CREATE TEMP TABLE old_{table} AS SELECT {columns} FROM {table}")
        copy.execute("BEGIN IMMEDIATE")
        derived.rebuild(copy)
        copy.execute("COMMIT")
        found = {table: _unlike(copy, table, columns) for table, columns in _DERIVED.items()}
        found["search_index"] = _index_damage(copy)
        return found
    finally:
        copy.close()


_DERIVED = {
    "expectation": "period, what_id, unit_id, exempt, frozen",
    "rollup": "what_id, period, group_unit, as_of, num, den, val, n, m, none_n",
    "unit_rollup": "period, as_of, unit_id, tasks, tasks_reported, tasks_done, figures, figures_reported, reported_ms",
    "search_doc": "kind, ref_id, folded",
}


def _unlike(copy: Connection, table: str, columns: str) -> int:
    both = (f"SELECT {columns} FROM {table}", f"SELECT {columns} FROM old_{table}")
    return sum(
        int(copy.execute(f"SELECT count(*) FROM ({one} EXCEPT {other})").fetchone()[0])
        for one, other in (both, both[::-1])
    )


def _index_damage(copy: Connection) -> int:
    """1 when the rebuilt search index does not agree with its documents."""
    try:
        copy.execute("INSERT INTO search_index(search_index) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        return 1
    return 0


def _schema(reader: Connection) -> dict[str, str]:
    rows = reader.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {f"{row['type']} {row['name']}": " ".join((row["sql"] or "").split()) for row in rows}


def _as_logged(reader: Connection, table: str, row_id: int, log: list[Row]) -> bool:
    """Whether the row holds what its changes, newest first, say that it holds."""
    row = current(reader, table, row_id)
    newest = log[0]
    if newest["after_digest"] is None:
        return row is None
    if row is None:
        return False
    seen: set[str] = set()
    version = schema_version(reader)
    for entry in log:
        after = from_json(entry["after"]) or {}
        if any(row[name] != value for name, value in after.items() if name not in seen):
            return False
        seen |= after.keys()
        if (
            entry["before"] is None
        ):  # it was made here, and had nothing else; columns that came later have their defaults
            return entry["schema"] < version or all(row[name] is None for name in row.keys() - seen)
    return True
