"""Reading the change log: what can be undone or redone, the history of a row, the hash chain."""

from collections.abc import Iterator
from dataclasses import dataclass

from db.connection import Connection, Row
from db.store import GENESIS, chain_hash

FORWARD = "kind <> 'undo'"


@dataclass(frozen=True)
class Step:
    """A change as the undo list sees it."""

    id: int
    label: str
    counter_action: str | None


def undo_step(reader: Connection) -> Step | None:
    """The change that Ctrl+Z would take back: the newest that stands. Its ``counter_action`` says when it cannot be."""
    return _step(reader, f"{FORWARD} AND undone_by IS NULL")


def redo_step(reader: Connection) -> Step | None:
    """The undo that would be taken back by a redo: the newest one that stands, unless new work came after it."""
    newest_work = reader.execute(f"SELECT max(id) FROM change WHERE undoes IS NULL AND {FORWARD}").fetchone()[0] or 0
    return _step(reader, f"kind = 'undo' AND undone_by IS NULL AND id > {int(newest_work)}")


def _step(reader: Connection, condition: str) -> Step | None:
    row = reader.execute(
        f"SELECT id, label, counter_action FROM change WHERE {condition} ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return None if row is None else Step(*row)


def changes(reader: Connection, limit: int, before_id: int | None = None) -> list[Row]:
    """The newest changes first, ``limit`` at a time, older than ``before_id``."""
    return reader.execute(
        """SELECT id, at_ms, person_text, label, kind, counter_action, undoes, undone_by FROM change
           WHERE id < coalesce(?, id + 1) ORDER BY id DESC LIMIT ?""",
        [before_id, limit],
    ).fetchall()


def last_at(reader: Connection) -> int | None:
    """When the newest change was made, in milliseconds UTC; None for a log without entries."""
    row = reader.execute("SELECT at_ms FROM change ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else int(row[0])


def rows_of_change(reader: Connection, change_id: int) -> list[Row]:
    """The rows that a change wrote, in order, and its bulk counts as rows with an id of 0."""
    return reader.execute(
        """SELECT seq, tbl, row_id, before, after, NULL AS rows FROM change_row WHERE change_id = :id
           UNION ALL SELECT 0, tbl, 0, NULL, NULL, rows FROM change_bulk WHERE change_id = :id ORDER BY seq""",
        {"id": change_id},
    ).fetchall()


def history_of_row(reader: Connection, table: str, row_id: int) -> list[Row]:
    """Each change of a row, newest first: when, who, the change's label, the columns before and after."""
    return reader.execute(
        """SELECT change.id, change.at_ms, change.person_text, change.label, change.kind,
                  change_row.before, change_row.after
           FROM change_row JOIN change ON change.id = change_row.change_id
           WHERE change_row.tbl = ? AND change_row.row_id = ? ORDER BY change.id DESC, change_row.seq DESC""",
        [table, row_id],
    ).fetchall()


def broken_links(reader: Connection) -> Iterator[int]:
    """The ids of log entries whose hash does not follow from their content and the entry before."""
    expected = GENESIS
    for entry in reader.execute("SELECT * FROM change ORDER BY id").fetchall():
        if entry["prev_hash"] != expected or entry["hash"] != chain_hash(reader, entry):
            yield entry["id"]
        expected = entry["hash"]
