"""Received facts written in bulk, and definitions taken away: what the projection of sealed states does to the tables (MODEL 21)."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.connection import Connection, Row
from db.queries.quarter import Ledger
from db.store import Change

Place = tuple[int, int, str]
"""(task or measure, unit, period)."""

REVISION = ("kind", "reason", "authority_text", "slip_id", "person_text", "at_ms", "hash")
"""The columns of a received revision besides its number, its phase and the fields of its ledger."""


@dataclass
class Batch:
    """What to write of one seat's facts in one ledger."""

    new_heads: list[tuple[Any, ...]] = field(default_factory=list)
    new_revisions: list[tuple[Any, ...]] = field(default_factory=list)
    changed_heads: list[tuple[Any, ...]] = field(default_factory=list)
    changed_revisions: list[tuple[Any, ...]] = field(default_factory=list)
    dropped_revisions: list[tuple[int]] = field(default_factory=list)
    dropped_heads: list[tuple[int]] = field(default_factory=list)


def revision_columns(of: Ledger) -> tuple[str, ...]:
    """The columns of a revision after its head and its number, in the order in which a batch gives them."""
    return (*of.fields, *REVISION)


def heads(reader: Connection, of: Ledger, seat_id: int) -> dict[Place, Row]:
    """The facts of a seat by place: id, head_rev, submitted_rev, closed_rev.

    By the index on the seat, which the planner is told not to use (of most workspaces it holds every row).
    """
    rows = reader.execute(
        f"""SELECT id, {of.what} AS what_id, unit_id, period, head_rev, submitted_rev, closed_rev
            FROM {of.heads} INDEXED BY {of.heads}_seat WHERE seat_id = ?""",
        [seat_id],
    )
    return {(row["what_id"], row["unit_id"], row["period"]): row for row in rows}


def revisions(reader: Connection, of: Ledger, head_ids: Iterable[int]) -> dict[int, dict[int, Row]]:
    """The revisions of facts by head and number, with all their columns."""
    found: dict[int, dict[int, Row]] = {}
    rows = reader.execute(
        f"SELECT * FROM {of.revs} WHERE {of.owner} IN (SELECT value FROM json_each(?))", [json.dumps(list(head_ids))]
    )
    for row in rows:
        found.setdefault(row[of.owner], {})[row["rev"]] = row
    return found


def next_id(reader: Connection, table: str) -> int:
    """The next row id of a table whose ids are never used twice."""
    row = reader.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
    return 1 if row is None else int(row[0]) + 1


def existing(reader: Connection, table: str, ids: Iterable[int], *, stubs: bool = False) -> dict[int, int]:
    """Of these ids those of definitions that are there and stand (with ``stubs`` those that are gone, too), with the decimals of measures
    (0 for others)."""
    decimals = "decimals" if table == "measure" else "0"
    standing = "" if stubs else "gone IS NULL AND"
    rows = reader.execute(
        f"SELECT id, {decimals} FROM {table} WHERE {standing} id IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(set(ids)))],
    )
    return {row[0]: row[1] for row in rows}


def write(change: Change, of: Ledger, batch: Batch) -> None:
    """Put a batch into the tables of its ledger. Which of several answers counts is not decided here."""
    columns = revision_columns(of)
    head = ("id", "seat_id", of.what, "unit_id", "period", "head_rev", "submitted_rev", "counted")
    change.bulk_replace(f"DELETE FROM {of.revs} WHERE id = ?", of.revs, batch.dropped_revisions)
    change.bulk_replace(f"DELETE FROM {of.heads} WHERE id = ?", of.heads, batch.dropped_heads)
    change.bulk(of.heads, head, batch.new_heads, rebuild=False)
    change.bulk(of.revs, (of.owner, "rev", "phase", *columns), batch.new_revisions, rebuild=False)
    settings = ", ".join(f"{name} = ?" for name in columns)
    change.bulk_replace(f"UPDATE {of.revs} SET {settings} WHERE id = ?", of.revs, batch.changed_revisions)
    change.bulk_replace(
        f"UPDATE {of.heads} SET head_rev = ?, submitted_rev = ? WHERE id = ?", of.heads, batch.changed_heads
    )


def own_facts(reader: Connection, of: Ledger, seat_id: int, places: Sequence[Place]) -> dict[Place, int]:
    """The heads of a seat's facts at these places."""
    found: dict[Place, int] = {}
    for place in places:
        row = reader.execute(
            f"SELECT id FROM {of.heads} WHERE {of.what} = ? AND unit_id = ? AND period = ? AND seat_id = ?",
            [*place, seat_id],
        ).fetchone()
        if row is not None:
            found[place] = row[0]
    return found


def can_go(writer: Connection, table: str, row_id: int, parts: Sequence[tuple[str, int]]) -> bool:
    """Whether a definition can be taken away with its identity: whether nothing here refers to it. Nothing is written."""
    writer.execute("SAVEPOINT looking")
    try:
        for part, part_id in parts:
            writer.execute(f"DELETE FROM {part} WHERE id = ?", [part_id])
        writer.execute(f"DELETE FROM {table} WHERE id = ?", [row_id])
        writer.execute("DELETE FROM item WHERE id = ?", [row_id])
        spoken = writer.execute("SELECT 1 FROM feedback WHERE on_id = ? LIMIT 1", [row_id]).fetchone()
    except sqlite3.IntegrityError:
        return False
    else:
        return spoken is None
    finally:
        writer.execute("ROLLBACK TO looking")
        writer.execute("RELEASE looking")
