"""The only code that writes rows (MODEL 16).

Every use case is one *change*: one transaction, one entry in the log, one undo step, one notification. The log keeps the changed columns
of each row as they were and as they became; audit, history, undo and redo all read the same record. Its hash chain runs over digests, so
that personal data in a row can be redacted later without breaking the chain.
"""

import hashlib
import json
import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from db.connection import Connection, bulk_cache, schema_version, transaction
from db.ownership import PARTS, Ownership

Values = Mapping[str, Any]
Key = tuple[str, int]
Touched = frozenset[Key]

GENESIS = "0" * 64
BULK_CHUNK = 10_000


@dataclass(frozen=True)
class Header:
    """What the log says of a change besides its rows. ``label`` is a stored message, ``at_ms`` milliseconds UTC.

    ``counter_action`` is the word for what to do instead of undoing it (MODEL 17); None means it can be undone.
    """

    label: str
    at_ms: int
    person_text: str = ""
    person_id: int | None = None
    kind: str = "edit"
    counter_action: str | None = None
    undoes: int | None = None
    program: str = ""
    node_id: int | None = None
    epoch_id: int | None = None


@dataclass
class Change:
    """One change in progress. ``connection`` sees its own uncommitted rows.

    Every write of a row that another seat owns raises ``db.ownership.NotOwned``, except in an exchange.
    """

    id: int
    connection: Connection
    new_uid: Callable[[], bytes]
    ownership: Ownership
    touched: set[Key] = field(default_factory=set)
    rebuild_derived: bool = False
    moved: set[tuple[str, int, int, bool]] = field(default_factory=set)
    """Facts written in bulk whose counted revision moved: (period, task or measure, unit, whether it is a task)."""
    worded: set[int] = field(default_factory=set)
    """Progress entries written in bulk whose words changed."""
    _seq: int = 0

    def define(self, table: str, **values: Any) -> int:
        """Insert a definition: its identity in ``item`` and its row under the same id, which is returned."""
        item = self.insert("item", uid=self.new_uid(), kind=table)
        return self.insert(table, id=item, **values)

    def insert(self, table: str, **values: Any) -> int:
        """Insert a row and return its id."""
        if table in PARTS:
            self.ownership.require(table, {"id": 0, **values})
        given = {name: value for name, value in values.items() if value is not None}
        names, marks = ", ".join(given), ", ".join("?" * len(given))
        cursor = self.connection.execute(f"INSERT INTO {table}({names}) VALUES ({marks})", list(given.values()))
        row_id = values.get("id") or cursor.lastrowid
        after = current(self.connection, table, int(row_id or 0))
        self._log(table, int(row_id or 0), None, _present(after or {}))
        return int(row_id or 0)

    def update(self, table: str, row_id: int, **values: Any) -> bool:
        """Write the columns that differ; say whether any did. Raises KeyError when the row is not there."""
        row = current(self.connection, table, row_id)
        if row is None:
            raise KeyError((table, row_id))
        after = {name: value for name, value in values.items() if row[name] != value}
        if not after:
            return False
        self.ownership.require(table, row, after)
        assignments = ", ".join(f"{name} = ?" for name in after)
        self.connection.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", [*after.values(), row_id])
        self._log(table, row_id, {name: row[name] for name in after}, after)
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row that has never left the house. Raises KeyError when it is not there."""
        row = current(self.connection, table, row_id)
        if row is None:
            raise KeyError((table, row_id))
        self.ownership.require(table, row)
        self.connection.execute(f"DELETE FROM {table} WHERE id = ?", [row_id])
        self._log(table, row_id, _present(row), None)

    def bulk(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, rebuild: bool = True) -> int:
        """Insert many rows logged as a count and a digest; return how many.

        Derived data is rebuilt at the end of the change, unless the caller says in ``moved`` and ``worded`` what is concerned.
        """
        sql = f"INSERT INTO {table}({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        digest, count, source = hashlib.sha256(), 0, iter(rows)
        with bulk_cache(self.connection):
            while chunk := list(islice(source, BULK_CHUNK)):
                self.connection.executemany(sql, chunk)
                digest.update(marshal.dumps(chunk, 2))  # a third of the time of repr, and the same bytes everywhere
                count += len(chunk)
        if count:
            self._note_bulk(table, count, digest.hexdigest(), rebuild=rebuild)
        return count

    def bulk_replace(self, sql: str, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for many rows of a table that were received, logged as a count and a digest.

        For what is projected from sealed states, which are its history (MODEL 21); the caller says what is concerned.
        """
        if rows:
            self.connection.executemany(sql, rows)
            said = hashlib.sha256(sql.encode() + marshal.dumps(list(rows), 2)).hexdigest()
            self._note_bulk(table, len(rows), said, rebuild=False)

    def in_bulk(self) -> AbstractContextManager[None]:
        """One large page cache for several bulk steps that follow each other."""
        return bulk_cache(self.connection)

    def bulk_update(self, table: str, assignments: str, where: str, values: Sequence[Any]) -> int:
        """Update rows by rule, logged as a count and a digest of the rule; return how many. For steps that cannot be undone."""
        self.ownership.require_all(table, assignments, where, values)
        cursor = self.connection.execute(f"UPDATE {table} SET {assignments} WHERE {where}", values)
        rule = hashlib.sha256(repr((assignments, where, list(values))).encode()).hexdigest()
        self._note_bulk(table, cursor.rowcount, rule)
        return cursor.rowcount

    def _note_bulk(self, table: str, count: int, digest: str, *, rebuild: bool = True) -> None:
        self.connection.execute(
            """INSERT INTO change_bulk(change_id, tbl, rows, digest) VALUES (?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET rows = rows + excluded.rows, digest = digest || ':' || excluded.digest""",
            [self.id, table, count, digest],
        )
        self.touched.add((table, 0))
        self.rebuild_derived = self.rebuild_derived or rebuild

    def _log(self, table: str, row_id: int, before: Values | None, after: Values | None) -> None:
        self._seq += 1
        texts = as_json(before), as_json(after)
        digests = digest(texts[0]), digest(texts[1])
        self.connection.execute(
            "INSERT INTO change_row VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [self.id, self._seq, table, row_id, *texts, *digests],
        )
        self.touched.add((table, row_id))


class StaleChange(Exception):
    """The row is no longer as the change left it, so undoing would lose later work."""

    def __init__(self, table: str, row_id: int) -> None:
        super().__init__(f"{table} {row_id}")
        self.table = table
        self.row_id = row_id


class Store:
    """The writer. ``derive`` is called with each change before it commits, to bring derived data up to date."""

    def __init__(
        self, connection: Connection, new_uid: Callable[[], bytes], derive: Callable[[Connection, Change], None]
    ) -> None:
        self.connection = connection
        self._new_uid = new_uid
        self._derive = derive

    @contextmanager
    def change(self, header: Header) -> Iterator[Change]:
        """Open a change; it commits when the block ends and leaves no trace when the block raises or wrote nothing."""
        try:
            with transaction(self.connection):
                change = self._open(header)
                yield change
                if not change.touched:
                    raise _NothingWritten
                self._derive(self.connection, change)
                self._seal(change)
        except _NothingWritten:
            return

    def undo(self, change_id: int, header: Header) -> Change:
        """Put every row back to what it was before a change, as a new change. Undoing an undo is a redo.

        Raises StaleChange when a row no longer holds what the change left; then nothing is written.
        """
        rows = self.connection.execute(
            "SELECT tbl, row_id, before, after FROM change_row WHERE change_id = ? ORDER BY seq DESC", [change_id]
        ).fetchall()
        with self.change(header) as change:
            for table, row_id, before, after in rows:
                self._put_back(change, table, row_id, from_json(before), from_json(after))
            self.connection.execute("UPDATE change SET undone_by = ? WHERE id = ?", [change.id, change_id])
        return change

    def _put_back(self, change: Change, table: str, row_id: int, before: Values | None, after: Values | None) -> None:
        row = current(self.connection, table, row_id)
        if after is None:
            if row is not None or before is None:
                raise StaleChange(table, row_id)
            change.insert(table, **before)
            return
        if row is None or any(row[name] != value for name, value in after.items()):
            raise StaleChange(table, row_id)
        if before is None:
            change.delete(table, row_id)
        else:
            change.update(table, row_id, **before)

    def _open(self, header: Header) -> Change:
        cursor = self.connection.execute(
            """INSERT INTO change(at_ms, person_id, person_text, node_id, epoch_id, label, kind, counter_action, undoes,
                                  schema, program, prev_hash, hash)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')""",
            [
                *(header.at_ms, header.person_id, header.person_text, header.node_id, header.epoch_id, header.label),
                *(header.kind, header.counter_action, header.undoes),
                *(schema_version(self.connection), header.program, self._last_hash()),
            ],
        )
        ownership = Ownership(self.connection, header.kind)
        return Change(int(cursor.lastrowid or 0), self.connection, self._new_uid, ownership)

    def _last_hash(self) -> str:
        row = self.connection.execute("SELECT hash FROM change ORDER BY id DESC LIMIT 1").fetchone()
        return str(row[0]) if row else GENESIS

    def _seal(self, change: Change) -> None:
        entry = self.connection.execute("SELECT * FROM change WHERE id = ?", [change.id]).fetchone()
        self.connection.execute(
            "UPDATE change SET hash = ? WHERE id = ?", [chain_hash(self.connection, entry), change.id]
        )


_CHAINED = (
    *("prev_hash", "id", "at_ms", "person_id", "person_text", "node_id", "epoch_id"),
    *("label", "kind", "counter_action", "undoes", "schema", "program"),
)
"""What of an entry the chain holds fast: all of it but ``undone_by``, which comes later and follows from ``undoes``."""


class _NothingWritten(Exception):
    """Leaves the transaction of a change that wrote nothing, so that it leaves no empty step."""


def chain_hash(reader: Connection, entry: Values) -> str:
    """The hash of a log entry: its own words, the digests of its rows, and the hash of the entry before."""
    words = [entry[name] for name in _CHAINED]
    rows = reader.execute(
        "SELECT seq, tbl, row_id, before_digest, after_digest FROM change_row WHERE change_id = ? ORDER BY seq",
        [entry["id"]],
    )
    bulks = reader.execute("SELECT tbl, rows, digest FROM change_bulk WHERE change_id = ? ORDER BY tbl", [entry["id"]])
    whole = json.dumps([words, [tuple(row) for row in rows], [tuple(bulk) for bulk in bulks]], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def current(connection: Connection, table: str, row_id: int) -> dict[str, Any] | None:
    """A row as it is now, or None."""
    row = connection.execute(f"SELECT * FROM {table} WHERE id = ?", [row_id]).fetchone()
    return None if row is None else dict(row)


def as_json(values: Values | None) -> str | None:
    """Values as one line of JSON, None staying None."""
    if values is None:
        return None
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_blob)


def from_json(line: str | None) -> dict[str, Any] | None:
    """Read back what ``as_json`` wrote."""
    if line is None:
        return None
    return {
        name: bytes.fromhex(value["b"]) if isinstance(value, dict) else value
        for name, value in json.loads(line).items()
    }


def _blob(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"b": value.hex()}
    raise TypeError(type(value).__name__)


def digest(text: str | None) -> str | None:
    """What the hash chain keeps of a row's text, so that the text can be redacted later; None of nothing."""
    return None if text is None else hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _present(row: Values) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}
