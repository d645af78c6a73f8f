"""Restoring: read first, then whole or not at all; what stood there is kept; the books go on in a new epoch."""

import sqlite3
from pathlib import Path

import pytest

from app import attachments, backup, restore, workspace
from app.clock import FrozenClock
from app.errors import NotFound, Refused, WorkspaceTrouble
from app.session import Actor
from db import change_log, migrations, snapshot
from tests.helpers import storage

LAN = Actor("Nguyễn Thị Lan")


def backed_up(tmp_path: Path) -> tuple[Path, Path]:
    """A workspace with one setting more than its backup, closed: (workspace, backup)."""
    session = storage.make(tmp_path / "so")
    storage.put(session, "a", "một")
    made = backup.back_up(session)
    storage.put(session, "b", "hai")
    session.close()
    return session.path, made


def test_the_plan_says_what_would_be_lost_and_changes_nothing(tmp_path: Path) -> None:
    path, made = backed_up(tmp_path)
    before = path.read_bytes()
    plan = restore.plan_restore(made)
    assert plan.into == path
    assert plan.found.office == "Liên đoàn Lao động tỉnh Mẫu"
    assert plan.lost_changes == 1
    assert plan.rows["setting"] == (3, 4)
    assert plan.warnings == ()
    assert path.read_bytes() == before


def test_restoring_brings_back_what_was_and_keeps_what_is(tmp_path: Path) -> None:
    path, made = backed_up(tmp_path)
    restore.restore(restore.plan_restore(made), clock=FrozenClock(storage.NOW), actor=LAN)
    session = workspace.open_workspace(path, clock=FrozenClock(storage.NOW))
    assert (storage.get(session, "a"), storage.get(session, "b")) == ("một", None)
    session.close()
    kept = backup.list_backups(path)[-1]
    assert kept.reason == "before-restore"
    again = restore.restore(restore.plan_restore(path.parent / "so.backups" / kept.name), actor=LAN)
    session = workspace.open_workspace(again)
    assert storage.get(session, "b") == "hai"
    session.close()


def test_the_restored_books_go_on_in_a_new_epoch_branched_from_the_old(tmp_path: Path) -> None:
    path, made = backed_up(tmp_path)
    restore.restore(restore.plan_restore(made), clock=FrozenClock(storage.NOW), actor=LAN)
    session = workspace.open_workspace(path)
    first = session.conn.execute("SELECT uid, ordinal, from_epoch FROM epoch").fetchone()
    assert (first["ordinal"], first["from_epoch"]) == (1, None)
    with pytest.raises(Refused, match="Không hoàn tác được"):
        session.undo()
    again = backup.back_up(session)
    session.close()
    restore.restore(restore.plan_restore(again), clock=FrozenClock(storage.NOW), actor=LAN)
    session = workspace.open_workspace(path)
    second = session.conn.execute("SELECT ordinal, from_epoch FROM epoch WHERE ordinal = 2").fetchone()
    assert second["from_epoch"] == first["uid"]
    assert list(change_log.broken_links(session.conn)) == []
    session.close()


def test_attachments_come_back_with_the_rows_that_name_them(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so")
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF" * 100)
    stored = attachments.add(session.path, paper)
    storage.put_file(session, stored.sha256, stored.size)
    storage.put_file(session, "e" * 64, 1)
    made = backup.back_up(session)
    session.close()
    attachments.path_of(session.path, stored.sha256).unlink()
    plan = restore.plan_restore(made)
    assert plan.missing_files == ("e" * 64,)
    restore.restore(plan, actor=LAN)
    assert attachments.presence(attachments.folder(session.path), stored.sha256) is attachments.Presence.PRESENT


def test_a_backup_can_be_restored_elsewhere_with_its_attachments(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so")
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF" * 100)
    stored = attachments.add(session.path, paper)
    storage.put_file(session, stored.sha256, stored.size)
    made = backup.back_up(session)
    session.close()
    other = tmp_path / "máy mới" / "so.tdb"
    restore.restore(restore.plan_restore(made, into=other), actor=LAN)
    workspace.open_workspace(other).close()
    assert attachments.path_of(other, stored.sha256).exists()
    assert not (other.parent / "so.backups").exists()


def test_an_open_workspace_is_not_replaced(tmp_path: Path) -> None:
    path, made = backed_up(tmp_path)
    session = workspace.open_workspace(path)
    with pytest.raises(WorkspaceTrouble, match="đang mở"):
        restore.restore(restore.plan_restore(made), actor=LAN)
    assert storage.get(session, "b") == "hai"
    session.close()


def test_a_backup_altered_since_it_was_made_is_refused(tmp_path: Path) -> None:
    _, made = backed_up(tmp_path)
    data = bytearray(made.read_bytes())
    data[-100] ^= 1
    made.write_bytes(data)
    with pytest.raises(WorkspaceTrouble, match="không còn như lúc"):
        restore.plan_restore(made)


@pytest.mark.parametrize(("content", "words"), [(b"", "không phải"), (b"abc" * 999, "không phải")])
def test_a_foreign_file_is_no_backup(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.tdb"
    path.write_bytes(content)
    with pytest.raises(WorkspaceTrouble, match=words):
        restore.plan_restore(path)
    with pytest.raises(NotFound):
        restore.plan_restore(tmp_path / "không có.tdb")


def test_a_backup_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    _, made = backed_up(tmp_path)
    copy = tmp_path / "chép.tdb"
    copy.write_bytes(made.read_bytes())
    other = sqlite3.connect(copy)
    other.execute(f"PRAGMA user_version = {migrations.LATEST + 1}")
    other.close()
    with pytest.raises(WorkspaceTrouble, match="bản Tiến Độ mới hơn"):
        restore.plan_restore(copy)


def test_a_damaged_workspace_is_put_aside_as_it_is(tmp_path: Path) -> None:
    path, made = backed_up(tmp_path)
    broken = path.read_bytes()[:5000]
    path.write_bytes(broken)
    plan = restore.plan_restore(made)
    assert plan.damaged
    assert any("bị hỏng" in str(warning) for warning in plan.warnings)
    restore.restore(plan, clock=FrozenClock(storage.NOW), actor=LAN)
    (aside,) = tmp_path.glob("so.damaged-*.tdb")
    assert aside.read_bytes() == broken
    assert snapshot.facts(path).damage == ()


def test_the_backup_of_another_workspace_is_told_from_ours(tmp_path: Path) -> None:
    path, _ = backed_up(tmp_path)
    other = storage.make(tmp_path / "khac", FrozenClock("2026-01-01T00:00:00"))
    theirs = backup.back_up(other)
    other.close()
    assert restore.plan_restore(theirs, into=path).lost_changes is None


def test_a_failure_half_way_leaves_the_old_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object, **named: object) -> None:
        raise OSError(5, "Input/output error")

    path, made = backed_up(tmp_path)
    plan = restore.plan_restore(made)
    with monkeypatch.context() as patch:
        patch.setattr(restore, "put_in_place", fails)
        with pytest.raises(WorkspaceTrouble, match="Sổ làm việc cũ vẫn nguyên"):
            restore.restore(plan, actor=LAN)
    session = workspace.open_workspace(path)
    assert storage.get(session, "b") == "hai"
    session.close()
    assert not list(tmp_path.glob("*restoring*"))


def test_one_backup_restored_twice_begins_two_epochs_of_different_ordinals(tmp_path: Path) -> None:
    path, made = backed_up(tmp_path)
    restore.restore(restore.plan_restore(made), clock=FrozenClock(storage.NOW), actor=LAN)
    session = workspace.open_workspace(path)
    reached = max(row[0] for row in session.conn.execute("SELECT ordinal FROM epoch"))
    session.close()
    restore.restore(restore.plan_restore(made), clock=FrozenClock(storage.NOW), actor=LAN)
    session = workspace.open_workspace(path)
    assert max(row[0] for row in session.conn.execute("SELECT ordinal FROM epoch")) == reached + 1
    session.close()
