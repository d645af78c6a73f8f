"""The checks below the words: differences of schema, rows against the log, derived data against its rebuilding."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import checks, rules
from db.store import Store
from tests.helpers.stores import header, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path / "so.tdb")
    with made.change(header()) as change:
        seat = change.insert("item", uid=change.new_uid(), kind="seat")
        unit = change.define("unit", seat_id=seat, code="A")
        change.insert("seat", id=seat, unit_id=unit)
        change.insert("unit_name", unit_id=unit, name="Liên đoàn Lao động tỉnh Mẫu")
        change.insert("setting", name="own_unit", value=str(unit))
        change.insert("setting", name="own_seat", value=str(seat))
    yield made
    made.connection.close()


def test_a_sound_file_has_no_complaint(store: Store, tmp_path: Path) -> None:
    assert checks.complaints(store.connection) == []
    assert checks.loose_references(store.connection) == []
    assert checks.schema_differences(store.connection) == []
    assert list(rules.broken(store.connection)) == []
    assert list(checks.altered_log_rows(store.connection)) == []
    assert list(checks.rows_unlike_the_log(store.connection)) == []
    assert set(checks.derived_differences(store.connection, tmp_path / "copy.tdb").values()) == {0}


def test_every_rule_can_be_asked_of_an_empty_file(tmp_path: Path) -> None:
    empty = open_store(tmp_path / "trống.tdb")
    assert list(rules.broken(empty.connection)) == []
    empty.connection.close()


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DROP INDEX task_due", "index task_due"),
        ("ALTER TABLE setting ADD COLUMN colour TEXT", "table setting"),
        ("CREATE TABLE stranger(a INTEGER)", "table stranger"),
        ("CREATE TRIGGER spy AFTER INSERT ON setting BEGIN SELECT 1; END", "trigger spy"),
    ],
)
def test_a_schema_of_another_make_is_named(store: Store, statement: str, name: str) -> None:
    store.connection.execute(statement)
    assert checks.schema_differences(store.connection) == [name]


def test_a_row_changed_behind_the_log_is_found_whatever_column(store: Store) -> None:
    store.connection.execute("UPDATE unit SET valid_from = '2020-01-01'")
    assert list(checks.rows_unlike_the_log(store.connection)) == [("unit", 2)]


def test_a_row_removed_behind_the_log_is_found(store: Store) -> None:
    store.connection.execute("DELETE FROM unit_name")
    assert list(checks.rows_unlike_the_log(store.connection)) == [("unit_name", 1)]


def test_rows_written_in_bulk_are_not_mistaken_for_tampering(store: Store) -> None:
    with store.change(header(kind="bulk")) as change:
        change.bulk("setting", ("name", "value"), [(f"n{n}", "x") for n in range(10)])
    store.connection.execute("UPDATE setting SET value = 'y' WHERE name = 'n1'")
    assert list(checks.rows_unlike_the_log(store.connection)) == []


def test_what_is_mentioned_and_not_here_is_counted(store: Store) -> None:
    with store.change(header()) as change:
        change.insert("item", uid=change.new_uid(), kind="task")
        change.insert("item", uid=change.new_uid(), kind="something of tomorrow")
    assert checks.waiting(store.connection) == 2


def test_rebuilding_leaves_the_file_itself_alone(store: Store, tmp_path: Path) -> None:
    store.connection.execute("DELETE FROM search_doc")
    before = store.connection.total_changes
    found = checks.derived_differences(store.connection, tmp_path / "copy.tdb")
    assert found["search_doc"] == 1
    assert store.connection.total_changes == before
    assert store.connection.execute("SELECT count(*) FROM search_doc").fetchone()[0] == 0
