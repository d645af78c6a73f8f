"""The fingerprint of what people entered: sensitive to every row, blind to what can be rebuilt and to how it came about."""

from pathlib import Path

from db.state import state_hash
from tests.helpers.stores import header, open_store


def test_every_entered_row_counts(tmp_path: Path) -> None:
    store = open_store(tmp_path / "so.tdb", deriving=False)
    hashes = [state_hash(store.connection)]
    for name in ("a", "b"):
        with store.change(header()) as change:
            change.insert("setting", name=name, value="1")
        hashes.append(state_hash(store.connection))
    with store.change(header()) as change:
        change.update("setting", 1, value="2")
    hashes.append(state_hash(store.connection))
    assert len(set(hashes)) == len(hashes)
    store.connection.close()


def test_the_log_and_derived_rows_do_not_count(tmp_path: Path) -> None:
    store = open_store(tmp_path / "so.tdb", deriving=False)
    with store.change(header()) as change:
        change.insert("setting", name="a", value="1")
    before = state_hash(store.connection)
    store.connection.execute("INSERT INTO rollup VALUES (1, '2026-Q3', 1, 'current', 1, 1, 1, 1, 1, 0)")
    store.connection.execute("INSERT INTO expectation VALUES ('2026-Q3', 1, 1, NULL, 0)")
    store.connection.execute("INSERT INTO search_doc(kind, ref_id, folded) VALUES ('task', 1, 'x')")
    store.connection.execute("UPDATE change_row SET after = NULL")
    assert state_hash(store.connection) == before
    store.connection.execute("INSERT INTO expectation VALUES ('2026-Q2', 1, 1, NULL, 1)")
    assert state_hash(store.connection) != before, "frozen at the close"
    store.connection.close()
