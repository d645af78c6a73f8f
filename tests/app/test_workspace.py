"""Making and opening a workspace: nothing foreign is touched, nothing newer is written, everything stays after closing."""

import sqlite3
from pathlib import Path

import pytest

from app import backup, workspace
from app.clock import FrozenClock
from app.errors import NotFound, Refused, WorkspaceTrouble
from app.i18n import msg
from app.session import Actor, Session
from db import migrations
from db.connection import open_reader, open_writer, schema_version

NOW = "2026-09-30T16:41:00"


def make(path: Path) -> Session:
    return workspace.create(path, clock=FrozenClock(NOW), actor=Actor("Nguyễn Thị Lan"), seed=1)


def set_something(session: Session, name: str, value: str) -> None:
    with session.change(msg("Đặt {name}", name=name)) as change:
        change.insert("setting", name=name, value=value)


def setting(session: Session, name: str) -> str | None:
    row = session.conn.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
    return None if row is None else str(row[0])


def test_what_was_written_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    session = make(tmp_path / "so")
    set_something(session, "a", "một")
    session.close()
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix != ".lock") == ["so.tdb"], (
        "one file, its log folded in"
    )
    again = workspace.open_workspace(tmp_path / "so.tdb", clock=FrozenClock(NOW))
    assert setting(again, "a") == "một"
    again.close()


def test_creating_over_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "so.tdb").write_text("của người khác")
    with pytest.raises(Refused, match="Đã có tệp"):
        make(tmp_path / "so")
    assert (tmp_path / "so.tdb").read_text() == "của người khác"


def test_a_missing_workspace_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Không thấy sổ làm việc"):
        workspace.open_workspace(tmp_path / "so.tdb")


@pytest.mark.parametrize("content", [b"", b"xin chao" * 1000, b"SQLite format 3\0" + b"\1" * 5000])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_foreign_file_is_refused_and_not_touched(tmp_path: Path, content: bytes, read_only: bool) -> None:
    path = tmp_path / "so.tdb"
    path.write_bytes(content)
    with pytest.raises(WorkspaceTrouble, match=r"so\.tdb"):
        workspace.open_workspace(path, read_only=read_only)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "so.tdb"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE a(b)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(WorkspaceTrouble, match="không phải sổ làm việc"):
        workspace.open_workspace(path)
    assert path.read_bytes() == before


def test_a_newer_version_is_refused_politely_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "so.tdb"
    make(path).close()
    writer = open_writer(path)
    writer.execute("PRAGMA user_version = 99")
    writer.close()
    before = path.read_bytes()
    with pytest.raises(WorkspaceTrouble, match="bản Tiến Độ mới hơn"):
        workspace.open_workspace(path)
    assert path.read_bytes() == before


def test_a_workspace_opened_to_look_at_refuses_to_write(tmp_path: Path) -> None:
    session = make(tmp_path / "so")
    set_something(session, "a", "một")
    viewer = workspace.open_workspace(tmp_path / "so.tdb", read_only=True)
    assert viewer.read_only
    assert setting(viewer, "a") == "một"
    with pytest.raises(WorkspaceTrouble, match="chỉ đọc"):
        set_something(viewer, "b", "hai")
    viewer.close()
    session.close()


def with_one_more_step(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The program of tomorrow: one more step, which makes a table."""
    coming = f"{migrations.LATEST + 1:04}"
    step = folder / "steps" / coming
    step.mkdir(parents=True)
    (step / "01.sql").write_text("CREATE TABLE of_tomorrow(id INTEGER PRIMARY KEY) STRICT;\n")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, coming))
    monkeypatch.setattr(migrations, "LATEST", migrations.LATEST + 1)
    monkeypatch.setattr(migrations, "files", lambda name: folder / "steps")


def test_a_migration_leaves_a_verified_backup_of_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = make(tmp_path / "so")
    set_something(session, "a", "một")
    session.close()
    with_one_more_step(monkeypatch, tmp_path)
    session = workspace.open_workspace(tmp_path / "so.tdb", clock=FrozenClock(NOW))
    assert setting(session, "a") == "một"
    assert schema_version(session.conn) == migrations.LATEST
    session.close()
    (kept,) = backup.list_backups(tmp_path / "so.tdb")
    assert (kept.reason, kept.verified, kept.schema) == ("before-migration", True, migrations.LATEST - 1)


def test_without_a_backup_nothing_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "so").close()
    (tmp_path / "so.backups").write_text("không phải thư mục")
    with_one_more_step(monkeypatch, tmp_path)
    with pytest.raises(WorkspaceTrouble, match="Chưa sao lưu được"):
        workspace.open_workspace(tmp_path / "so.tdb", clock=FrozenClock(NOW))
    reader = open_reader(tmp_path / "so.tdb")
    assert schema_version(reader) == migrations.LATEST - 1
    reader.close()


def test_an_old_workspace_is_not_migrated_by_looking_at_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "so").close()
    with_one_more_step(monkeypatch, tmp_path)
    with pytest.raises(WorkspaceTrouble, match="thuộc bản cũ"):
        workspace.open_workspace(tmp_path / "so.tdb", read_only=True)


def test_a_failed_start_leaves_neither_file_nor_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(writer: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "migrate", fails)
        with pytest.raises(WorkspaceTrouble, match="Input/output error"):
            make(tmp_path / "so")
    assert not (tmp_path / "so.tdb").exists()
    make(tmp_path / "so").close()
