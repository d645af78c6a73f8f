"""The connection: the settings that durability rests on, readers that cannot write, troubles with names."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import connection
from db.connection import Connection, StorageTrouble, UnsuitableFile, open_reader, open_writer, transaction
from db.migrations import migrate


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Connection]:
    made = open_writer(tmp_path / "so.tdb")
    migrate(made)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("wal_autocheckpoint", 1000),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
    ],
)
def test_the_writer_has_the_settings_that_were_measured(writer: Connection, pragma: str, value: object) -> None:
    assert writer.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_a_reader_cannot_write(writer: Connection, tmp_path: Path) -> None:
    reader = open_reader(tmp_path / "so.tdb")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("INSERT INTO setting(name, value) VALUES ('a', 'b')")
    reader.close()


def test_a_reader_sees_commits_and_nothing_else(writer: Connection, tmp_path: Path) -> None:
    reader = open_reader(tmp_path / "so.tdb")
    with transaction(writer):
        writer.execute("INSERT INTO setting(name, value) VALUES ('a', 'b')")
        assert reader.execute("SELECT count(*) FROM setting").fetchone()[0] == 0
    assert reader.execute("SELECT count(*) FROM setting").fetchone()[0] == 1
    reader.close()


def write_and_fail(writer: Connection) -> None:
    with transaction(writer):
        writer.execute("INSERT INTO setting(name, value) VALUES ('a', 'b')")
        raise ZeroDivisionError


def test_an_error_inside_a_transaction_leaves_no_trace(writer: Connection) -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail(writer)
    assert not writer.in_transaction
    assert writer.execute("SELECT count(*) FROM setting").fetchone()[0] == 0


def test_a_second_writer_is_told_that_the_file_is_busy(
    writer: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 10)
    other = open_writer(tmp_path / "so.tdb")
    with transaction(writer), pytest.raises(StorageTrouble, match="busy"), transaction(other):
        pass
    other.close()


def test_a_full_file_is_a_trouble_with_a_name_and_the_connection_lives_on(writer: Connection) -> None:
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(StorageTrouble, match="disk_full"), transaction(writer):
        writer.execute("INSERT INTO setting(name, value) VALUES ('a', ?)", ["x" * 100_000])
    writer.execute(f"PRAGMA max_page_count = {pages + 500}")
    with transaction(writer):
        writer.execute("INSERT INTO setting(name, value) VALUES ('a', ?)", ["x" * 100_000])


def test_a_broken_rule_stays_what_it_is(writer: Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError), transaction(writer):
        writer.execute("INSERT INTO seat(id, unit_id) VALUES (1, 2)")


def test_a_file_system_without_shared_memory_is_refused() -> None:
    with pytest.raises(UnsuitableFile, match="no_wal"):
        open_writer(Path(":memory:"))


def test_bulk_work_gives_its_cache_back(writer: Connection) -> None:
    before = writer.execute("PRAGMA cache_size").fetchone()[0]
    with connection.bulk_cache(writer):
        assert writer.execute("PRAGMA cache_size").fetchone()[0] == -connection.BULK_CACHE_KIB
    assert writer.execute("PRAGMA cache_size").fetchone()[0] == before


def test_after_a_checkpoint_the_file_alone_holds_everything(writer: Connection, tmp_path: Path) -> None:
    with transaction(writer):
        writer.execute("INSERT INTO setting(name, value) VALUES ('a', 'b')")
    connection.checkpoint(writer)
    copy = tmp_path / "chép.tdb"
    copy.write_bytes((tmp_path / "so.tdb").read_bytes())
    reader = open_reader(copy, immutable=True)
    assert reader.execute("SELECT value FROM setting").fetchone()[0] == "b"
    reader.close()


def test_the_library_is_new_enough_for_our_tables() -> None:
    assert connection.sqlite_version() >= connection.OLDEST_SQLITE


def test_a_reader_of_a_medium_that_cannot_be_written_leaves_nothing_beside_the_file(
    writer: Connection, tmp_path: Path
) -> None:
    writer.close()
    folder = tmp_path / "đĩa"
    folder.mkdir()
    (folder / "so.tdb").write_bytes((tmp_path / "so.tdb").read_bytes())
    reader = open_reader(folder / "so.tdb", immutable=True)
    reader.execute("SELECT * FROM setting").fetchall()
    reader.close()
    assert [p.name for p in folder.iterdir()] == ["so.tdb"]
