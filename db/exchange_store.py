"""Writing what is kept of an exchange: seals and slices as they came, the book of files (MODEL 20, 21)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from db.projection import next_id
from db.store import Change


@dataclass(frozen=True)
class KeptSlice:
    """A slice to keep: its name in the seal, both hashes, its bytes as stored."""

    name: str
    sha256: str
    plain_sha256: str
    data: bytes
    plain_size: int
    rows: int


def keep_seal(change: Change, columns: Mapping[str, Any], slices: Iterable[KeptSlice]) -> int:
    """Keep a seal with its slices; return its row id. Contents that are kept already are not kept twice."""
    seal_id = next_id(change.connection, "seal")
    change.bulk("seal", ("id", *columns), [(seal_id, *columns.values())], rebuild=False)
    keep_slices(change, seal_id, slices)
    return seal_id


def keep_slices(change: Change, seal_id: int, slices: Iterable[KeptSlice]) -> None:
    """Keep the slices of a seal that has none here yet."""
    kept = list(slices)
    known = {
        row[0]
        for line in kept
        for row in change.connection.execute("SELECT sha256 FROM slice WHERE sha256 = ?", [line.sha256])
    }
    fresh = {line.sha256: line for line in kept if line.sha256 not in known}
    rows = [(line.sha256, line.plain_sha256, line.data, line.plain_size, line.rows) for line in fresh.values()]
    change.bulk("slice", ("sha256", "plain_sha256", "bytes", "plain_size", "rows"), rows, rebuild=False)
    places = [(seal_id, place, line.name, line.sha256) for place, line in enumerate(kept)]
    change.bulk("seal_slice", ("seal_id", "position", "name", "sha256"), places, rebuild=False)


def stream_id(change: Change, seat_id: int, audience: str, epoch_id: int) -> int:
    """The stream of a seat for an audience, made on first mention."""
    row = change.connection.execute(
        "SELECT id FROM stream WHERE seat_id = ? AND audience = ?", [seat_id, audience]
    ).fetchone()
    if row is not None:
        return int(row[0])
    return change.insert("stream", seat_id=seat_id, audience=audience, epoch_id=epoch_id)


def epoch_id(change: Change, seat_id: int, uid: bytes, ordinal: int) -> int:
    """The epoch of a seat by its identity, made on first mention."""
    row = change.connection.execute("SELECT id FROM epoch WHERE uid = ?", [uid]).fetchone()
    if row is not None:
        return int(row[0])
    return change.insert("epoch", uid=uid, seat_id=seat_id, ordinal=ordinal)


def put(change: Change, table: str, key: Mapping[str, Any], **columns: Any) -> int:
    """Write a row of the book that is told by ``key``: a new one, or the one that is there; return its id."""
    where = " AND ".join(f"{name} IS ?" for name in key)
    row = change.connection.execute(f"SELECT id FROM {table} WHERE {where}", list(key.values())).fetchone()
    if row is None:
        return change.insert(table, **key, **columns)
    change.update(table, row[0], **columns)
    return int(row[0])
