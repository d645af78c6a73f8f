"""A whole copy of a workspace file at one instant, and what a file says of itself (DESIGN § 9)."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db.connection import Connection, UnsuitableFile, open_reader, refuse_foreign, schema_version, troubles_named

# Rebuilt from the rest at any time, so their number of rows says nothing about what people entered.
DERIVED = frozenset({"rollup", "unit_rollup", "search_doc", "expectation"})
MOST_DAMAGE = 10


@dataclass(frozen=True)
class Facts:
    """What a file holds. ``rows`` per table, ``files`` the SHA-256 of the attachments that it names, ``damage`` SQLite's complaints.

    ``ordinal`` is that of the newest epoch of its own seat.
    """

    schema: int
    rows: Mapping[str, int]
    files: tuple[str, ...]
    office: str
    last_change: int
    last_change_hash: str
    last_change_ms: int | None
    last_change_label: str
    last_change_person: str
    damage: tuple[str, ...]
    ordinal: int

    @property
    def total(self) -> int:
        """All rows that people entered, and their history."""
        return sum(count for table, count in self.rows.items() if table not in DERIVED)


def copy(source: Connection, target: Path) -> None:
    """Write the committed state that ``source`` sees to a new file, as one instant, without a log beside it.

    The writer may go on meanwhile. Raises StorageTrouble when the disk fails.
    """
    with troubles_named():
        into = sqlite3.connect(target, isolation_level=None)
        try:
            source.backup(into, pages=-1)
            into.execute("PRAGMA journal_mode = DELETE")
        finally:
            into.close()


def facts(path: Path) -> Facts:
    """Read a file that nobody writes. Raises UnsuitableFile for a foreign one, StorageTrouble for one too damaged to read."""
    with troubles_named():
        reader = open_reader(path, immutable=True)
        try:
            return facts_of(reader)
        finally:
            reader.close()


def facts_now(path: Path) -> Facts:
    """Read a workspace that is perhaps open here: its last commits in the log included."""
    with troubles_named():
        reader = open_reader(path)
        try:
            return facts_of(reader)
        finally:
            reader.close()


def last_change(reader: Connection) -> tuple[int, str]:
    """The id and hash of the newest log entry; (0, "") for an empty log."""
    row = reader.execute("SELECT id, hash FROM change ORDER BY id DESC LIMIT 1").fetchone()
    return (0, "") if row is None else (row[0], row[1])


def hash_at(path: Path, change_id: int) -> str | None:
    """The hash of a log entry of a workspace, or None when it has no such entry."""
    with troubles_named():
        reader = open_reader(path)
        try:
            row = reader.execute("SELECT hash FROM change WHERE id = ?", [change_id]).fetchone()
        finally:
            reader.close()
    return None if row is None else str(row[0])


def own_seat(reader: Connection) -> int | None:
    """The seat that writes in a workspace, or None before it is set up."""
    row = reader.execute("SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_seat'").fetchone()
    return None if row is None else int(row[0])


def tables(reader: Connection) -> list[str]:
    """Our tables by name, those inside the search index left out."""
    rows = reader.execute(
        """SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%'
           ORDER BY name"""
    )
    return [row[0] for row in rows]


def facts_of(reader: Connection, *, quick_check: bool = True) -> Facts:
    """What the file behind a connection holds; without the check ``damage`` stays empty. UnsuitableFile for a foreign one."""
    refuse_foreign(reader)
    if schema_version(reader) == 0:
        raise UnsuitableFile("not_ours")
    look = f"PRAGMA quick_check({MOST_DAMAGE})" if quick_check else "SELECT 'ok'"
    damage = [row[0] for row in reader.execute(look)]
    rows = {name: int(reader.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in tables(reader)}
    change = reader.execute(
        "SELECT id, hash, at_ms, label, person_text FROM change ORDER BY id DESC LIMIT 1"
    ).fetchone()
    office = reader.execute(
        """SELECT unit_name.name FROM unit_name JOIN setting ON setting.name = 'own_unit'
           AND unit_name.unit_id = CAST(setting.value AS INTEGER)
           ORDER BY unit_name.valid_from DESC LIMIT 1"""
    ).fetchone()
    ordinal = reader.execute("SELECT max(ordinal) FROM epoch WHERE seat_id = ?", [own_seat(reader)]).fetchone()[0]
    files = reader.execute("SELECT sha256 FROM file WHERE presence = 'here' ORDER BY sha256").fetchall()
    return Facts(
        schema=schema_version(reader),
        rows=rows,
        files=tuple(row[0] for row in files),
        office=str(office[0]) if office else "",
        last_change=change[0] if change else 0,
        last_change_hash=change[1] if change else "",
        last_change_ms=change[2] if change else None,
        last_change_label=change[3] if change else "",
        last_change_person=change[4] if change else "",
        damage=() if damage == ["ok"] else tuple(damage),
        ordinal=ordinal or 0,
    )
