"""A fingerprint of everything that people have entered: equal before a change and after its undo (MODEL 17)."""

import hashlib

from db.connection import Connection

# The log of how things came about, and what can be rebuilt, are not part of the state.
_OUTSIDE = {
    "change",
    "change_row",
    "change_bulk",
    "rollup",
    "unit_rollup",
    "search_doc",
    "node",
    "epoch",
    "sqlite_sequence",
    # What was exchanged with whom, and the sealed states that rows are projected from; whom we trust and what they call our units stays in.
    *("stream", "slice", "seal", "seal_slice", "bundle", "bundle_seal", "receipt", "file_at"),
}


def state_hash(reader: Connection) -> str:
    """SHA-256 over every row of every primary table. ``expectation`` counts only where frozen, since it is derived until then."""
    digest = hashlib.sha256()
    for table in _tables(reader):
        where, order = ("WHERE frozen = 1", "1, 2, 3") if table == "expectation" else ("", "1")
        digest.update(table.encode())
        for row in reader.execute(f"SELECT * FROM {table} {where} ORDER BY {order}"):
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def _tables(reader: Connection) -> list[str]:
    rows = reader.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index%' ORDER BY name"
    )
    return [row[0] for row in rows if row[0] not in _OUTSIDE]
