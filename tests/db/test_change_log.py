"""Reading the log: what undo and redo would take, the history of a row, a chain that shows tampering."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import change_log
from db.store import Store
from tests.helpers.stores import header, open_store, unguarded


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path / "so.tdb", deriving=False)
    yield made
    made.connection.close()


def put(store: Store, name: str, value: str, label: str = "đặt") -> int:
    """One change of a setting; its id in the log."""
    row = store.connection.execute("SELECT id FROM setting WHERE name = ?", [name]).fetchone()
    with store.change(header(label)) as change:
        if row is None:
            change.insert("setting", name=name, value=value)
        else:
            change.update("setting", row[0], value=value)
    return change.id


def undo(store: Store) -> None:
    step = change_log.undo_step(store.connection)
    assert step is not None
    store.undo(step.id, header(step.label, kind="undo", undoes=step.id))


def redo(store: Store) -> None:
    step = change_log.redo_step(store.connection)
    assert step is not None
    store.undo(step.id, header(step.label, kind="redo", undoes=step.id))


def value(store: Store) -> str | None:
    row = store.connection.execute("SELECT value FROM setting WHERE name = 'a'").fetchone()
    return None if row is None else str(row[0])


def test_undo_walks_back_and_redo_walks_forward(store: Store) -> None:
    for number in range(4):
        put(store, "a", str(number))
    seen = []
    for _ in range(4):
        undo(store)
        seen.append(value(store))
    assert seen == ["2", "1", "0", None]
    assert change_log.undo_step(store.connection) is None
    seen = []
    for _ in range(4):
        redo(store)
        seen.append(value(store))
    assert seen == ["0", "1", "2", "3"]
    assert change_log.redo_step(store.connection) is None


def test_new_work_ends_what_could_be_redone(store: Store) -> None:
    put(store, "a", "1")
    put(store, "a", "2")
    undo(store)
    assert change_log.redo_step(store.connection) is not None
    put(store, "a", "3")
    assert change_log.redo_step(store.connection) is None


def test_undo_after_redo_takes_back_the_same_again(store: Store) -> None:
    put(store, "a", "1")
    put(store, "a", "2")
    for _ in range(3):
        undo(store)
        assert value(store) == "1"
        redo(store)
        assert value(store) == "2"


def test_the_history_of_a_row_is_newest_first_and_whole(store: Store) -> None:
    for number in range(3):
        put(store, "a", str(number), f"lần {number}")
    history = change_log.history_of_row(store.connection, "setting", 1)
    assert [row["label"] for row in history] == ["lần 2", "lần 1", "lần 0"]
    assert history[-1]["before"] is None


def test_changes_come_by_the_page(store: Store) -> None:
    ids = [put(store, f"n{number}", "x") for number in range(10)]
    first = change_log.changes(store.connection, 4)
    assert [row["id"] for row in first] == ids[:-5:-1]
    second = change_log.changes(store.connection, 4, before_id=first[-1]["id"])
    assert [row["id"] for row in second] == ids[-5:-9:-1]


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE change SET label = 'khác' WHERE id = 3",
        "UPDATE change SET at_ms = at_ms + 1 WHERE id = 3",
        "UPDATE change SET person_text = 'Bình' WHERE id = 3",
        "UPDATE change SET person_id = 7 WHERE id = 3",
        "UPDATE change SET counter_action = 'recall' WHERE id = 3",
        "UPDATE change SET program = '9.9' WHERE id = 3",
        "UPDATE change_row SET after_digest = 'x' WHERE change_id = 3",
        "UPDATE change_row SET row_id = 99 WHERE change_id = 3",
        "DELETE FROM change_row WHERE change_id = 3",
        "INSERT INTO change_bulk VALUES (3, 'setting', 1, 'x')",
    ],
)
def test_tampering_with_an_entry_breaks_the_chain_there(store: Store, tampering: str) -> None:
    for number in range(5):
        put(store, "a", str(number))
    assert list(change_log.broken_links(store.connection)) == []
    store.connection.execute("PRAGMA foreign_keys = OFF")
    with unguarded(store.connection):
        store.connection.execute(tampering)
    assert list(change_log.broken_links(store.connection)) == [3]


def test_a_removed_entry_breaks_the_chain_after_it(store: Store) -> None:
    for number in range(5):
        put(store, "a", str(number))
    store.connection.execute("PRAGMA foreign_keys = OFF")
    with unguarded(store.connection):
        store.connection.execute("DELETE FROM change WHERE id = 3")
    assert list(change_log.broken_links(store.connection)) == [4]


def test_redacting_a_text_leaves_the_chain_whole(store: Store) -> None:
    put(store, "a", "số điện thoại")
    store.connection.execute("UPDATE change_row SET after = NULL")
    assert list(change_log.broken_links(store.connection)) == []


def test_the_newest_instant_is_known(store: Store) -> None:
    assert change_log.last_at(store.connection) is None
    put(store, "a", "1")
    assert change_log.last_at(store.connection) == 1
