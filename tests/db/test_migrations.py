"""Migrations: all or nothing, once, never over a newer file, and tables as strict as they were written."""

import sqlite3
from pathlib import Path

import pytest

from db import migrations
from db.connection import APPLICATION_ID, Connection, open_writer, schema_version


def blank() -> Connection:
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.row_factory = sqlite3.Row
    return made


def tables(connection: Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_new_file_gets_every_table_its_mark_and_its_version(tmp_path: Path) -> None:
    writer = open_writer(tmp_path / "so.tdb")
    assert migrations.migrate(writer) == migrations.LATEST
    assert schema_version(writer) == migrations.LATEST
    assert writer.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert {"item", "task", "progress_rev", "change", "rollup"} <= tables(writer)
    assert migrations.migrate(writer) == 0, "once"
    writer.close()


def test_every_table_of_ours_is_strict() -> None:
    connection = blank()
    migrations.migrate(connection)
    loose = [
        row["name"]
        for row in connection.execute("PRAGMA table_list")
        if row["schema"] == "main"
        and row["type"] == "table"
        and not row["strict"]
        and not row["name"].startswith("sqlite_")
    ]
    assert loose == []
    connection.close()


def test_every_reference_has_a_parent_table() -> None:
    connection = blank()
    migrations.migrate(connection)
    known = tables(connection)
    for table in known:
        for row in connection.execute(f"PRAGMA foreign_key_list({table})"):
            assert row["table"] in known, table
    connection.close()


def with_one_more_step(monkeypatch: pytest.MonkeyPatch, folder: Path) -> int:
    """The program of tomorrow, whose newest step lies in ``folder/next``; returns the schema of today."""
    today = migrations.LATEST
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, "next"))
    monkeypatch.setattr(migrations, "LATEST", today + 1)
    monkeypatch.setattr(migrations, "files", lambda name: folder)
    return today


def test_a_step_that_fails_leaves_the_file_before_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    writer = open_writer(tmp_path / "so.tdb")
    migrations.migrate(writer)
    bad = tmp_path / "next"
    bad.mkdir()
    (bad / "01.sql").write_text("CREATE TABLE new_thing(a INTEGER) STRICT;\nCREATE TABLE item(again INTEGER) STRICT;\n")
    before = with_one_more_step(monkeypatch, tmp_path)
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrations.migrate(writer)
    assert schema_version(writer) == before
    assert "new_thing" not in tables(writer)
    writer.close()


def test_what_stands_is_backed_up_once_before_the_first_step_that_changes_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    called: list[int] = []
    writer = open_writer(tmp_path / "so.tdb")
    migrations.migrate(writer, lambda: called.append(schema_version(writer)))
    assert called == [], "a new file has nothing to back up"
    step = tmp_path / "next"
    step.mkdir()
    (step / "01.sql").write_text("CREATE TABLE new_thing(a INTEGER) STRICT;\n")
    before = with_one_more_step(monkeypatch, tmp_path)
    migrations.migrate(writer, lambda: called.append(schema_version(writer)))
    assert called == [before]
    assert "new_thing" in tables(writer)
    writer.close()


def test_a_backup_that_fails_stops_the_migration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fails() -> None:
        raise OSError(28, "No space left on device")

    writer = open_writer(tmp_path / "so.tdb")
    migrations.migrate(writer)
    before = with_one_more_step(monkeypatch, tmp_path)
    with pytest.raises(OSError, match="No space"):
        migrations.migrate(writer, fails)
    assert schema_version(writer) == before
    writer.close()


def test_a_newer_file_is_not_touched() -> None:
    connection = blank()
    migrations.migrate(connection)
    connection.execute("PRAGMA user_version = 99")
    with pytest.raises(migrations.NewerSchema) as refused:
        migrations.migrate(connection)
    assert refused.value.found == 99
    connection.close()


def test_an_index_with_one_value_for_all_rows_is_no_way_to_find_a_quarter(tmp_path: Path) -> None:
    writer = open_writer(tmp_path / "so.tdb")
    migrations.migrate(writer)
    for heads, revs, owner in (
        ("progress_entry", "progress_rev", "entry_id"),
        ("target_value", "value_rev", "value_id"),
    ):
        plan = writer.execute(
            f"""EXPLAIN QUERY PLAN SELECT 1 FROM {revs} AS rev JOIN {heads} AS head ON head.id = rev.{owner}
                WHERE rev.phase = 'draft' AND head.period = ? AND head.seat_id = ?""",
            ["2026-Q3", 1],
        ).fetchall()
        assert not any("_seat" in step["detail"] for step in plan)
    writer.close()
