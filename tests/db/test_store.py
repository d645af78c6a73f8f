"""The one writer: a change is one transaction, one log entry, and can be taken back exactly."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import change_log
from db.state import state_hash
from db.store import StaleChange, Store, from_json
from tests.helpers.stores import header, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path / "so.tdb", deriving=False)
    yield made
    made.connection.close()


def log(store: Store) -> list[tuple[str, int, str | None, str | None]]:
    rows = store.connection.execute("SELECT tbl, row_id, before, after FROM change_row ORDER BY change_id, seq")
    return [tuple(row) for row in rows]


def unit(store: Store) -> int:
    """A unit with its seat, made in one change."""
    with store.change(header()) as change:
        seat = change.insert("item", uid=change.new_uid(), kind="seat")
        made = change.define("unit", seat_id=seat, code="A")
        change.insert("seat", id=seat, unit_id=made)
    return made


def test_a_change_keeps_only_the_columns_that_changed(store: Store) -> None:
    made = unit(store)
    with store.change(header("sửa")) as change:
        assert change.update("unit", made, code="B", valid_from=None)
    table, row, before, after = log(store)[-1]
    assert (table, row, from_json(before), from_json(after)) == ("unit", made, {"code": "A"}, {"code": "B"})


def test_a_change_that_writes_nothing_leaves_no_step(store: Store) -> None:
    made = unit(store)
    with store.change(header("không đổi")) as change:
        assert not change.update("unit", made, code="A")
    assert len(change_log.changes(store.connection, 10)) == 1


def write_and_fail(store: Store) -> None:
    with store.change(header()) as change:
        change.insert("setting", name="a", value="b")
        raise ZeroDivisionError


def test_a_use_case_that_fails_leaves_neither_rows_nor_log(store: Store) -> None:
    before = state_hash(store.connection)
    with pytest.raises(ZeroDivisionError):
        write_and_fail(store)
    assert state_hash(store.connection) == before
    assert log(store) == []


def test_derived_data_that_cannot_be_made_takes_the_change_back(tmp_path: Path) -> None:
    def fails(connection: object, change: object) -> None:
        raise ZeroDivisionError

    made = open_store(tmp_path / "so.tdb")
    failing = Store(made.connection, lambda: bytes(16), fails)
    with pytest.raises(ZeroDivisionError), failing.change(header()) as change:
        change.insert("setting", name="a", value="b")
    assert log(made) == []
    made.connection.close()


def test_what_is_not_there_can_be_neither_changed_nor_deleted(store: Store) -> None:
    with pytest.raises(KeyError), store.change(header()) as change:
        change.update("setting", 99, value="b")
    with pytest.raises(KeyError), store.change(header()) as change:
        change.delete("setting", 99)


def test_bytes_pass_through_the_log_unchanged(store: Store) -> None:
    with store.change(header()) as change:
        item = change.insert("item", uid=bytes(range(16)), kind="unit")
    (after,) = [from_json(row[3]) for row in log(store)]
    assert after == {"id": item, "uid": bytes(range(16)), "kind": "unit"}


def test_undo_puts_back_inserts_updates_and_deletes(store: Store) -> None:
    made = unit(store)
    with store.change(header()) as change:
        name = change.insert("unit_name", unit_id=made, name="Công đoàn A")
    before = state_hash(store.connection)
    with store.change(header("nhiều việc")) as change:
        change.update("unit", made, code="B")
        change.delete("unit_name", name)
        change.insert("unit_name", unit_id=made, name="Công đoàn B")
        number = change.id
    undone = store.undo(number, header("hoàn tác", kind="undo"))
    assert state_hash(store.connection) == before
    store.undo(undone.id, header("làm lại", kind="redo"))
    assert state_hash(store.connection) != before


def test_undo_of_a_row_that_was_changed_since_is_refused_and_writes_nothing(store: Store) -> None:
    made = unit(store)
    with store.change(header()) as change:
        change.update("unit", made, code="B")
        number = change.id
    with store.change(header()) as change:
        change.update("unit", made, code="C")
    before = log(store)
    with pytest.raises(StaleChange) as stale:
        store.undo(number, header(kind="undo"))
    assert (stale.value.table, stale.value.row_id) == ("unit", made)
    assert log(store) == before


def test_undo_leaves_columns_alone_that_the_change_did_not_touch(store: Store) -> None:
    made = unit(store)
    with store.change(header()) as change:
        change.update("unit", made, code="B")
        number = change.id
    with store.change(header()) as change:
        change.update("unit", made, position=7)
    store.undo(number, header(kind="undo"))
    row = store.connection.execute("SELECT code, position FROM unit WHERE id = ?", [made]).fetchone()
    assert tuple(row) == ("A", 7)


def test_an_id_that_was_undone_is_never_given_out_again(store: Store) -> None:
    with store.change(header()) as change:
        first = change.insert("item", uid=change.new_uid(), kind="unit")
        number = change.id
    store.undo(number, header(kind="undo"))
    with store.change(header()) as change:
        assert change.insert("item", uid=change.new_uid(), kind="unit") > first


def test_bulk_rows_are_logged_as_a_count_and_a_digest(store: Store) -> None:
    with store.change(header(kind="bulk", counter_action="restore")) as change:
        rows = [(f"n{number}", "x") for number in range(25_000)]
        assert change.bulk("setting", ("name", "value"), rows) == 25_000
    (row,) = store.connection.execute("SELECT tbl, rows, length(digest) FROM change_bulk").fetchall()
    assert tuple(row) == ("setting", 25_000, 64)
    assert log(store) == []
    assert ("setting", 0) in change.touched


def test_the_log_is_readable_text(store: Store) -> None:
    with store.change(header("Đổi tên ban")) as change:
        change.insert("setting", name="tên", value="Liên đoàn Lao động")
    after = log(store)[-1][3]
    assert after is not None
    assert json.loads(after)["value"] == "Liên đoàn Lao động"
    assert "\\u" not in after


def test_a_wrong_column_is_an_error_of_ours_and_leaves_no_trace(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError), store.change(header()) as change:
        change.insert("setting", name="a", value="b", colour="red")
    assert log(store) == []
