"""The daily care: it does its part once, says what a person should know, and never fails the work."""

import shutil
from pathlib import Path

import pytest

from app import backup, ballast, upkeep, workspace
from app.clock import FrozenClock
from tests.helpers import storage


def test_opening_leaves_a_backup_and_a_ballast_once_a_day(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so")
    assert upkeep.look_after(session) == ()
    assert upkeep.look_after(session) == ()
    session.close()
    assert [b.reason for b in backup.list_backups(session.path)] == ["daily"]
    assert ballast.path_of(session.path).exists()


def test_a_failed_daily_backup_is_said_and_the_work_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = storage.make(tmp_path / "so")
    usage = type("Usage", (), {"free": 0})
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    (message,) = upkeep.look_after(session)
    assert "đã đầy" in str(message)
    storage.put(session, "a", "1")
    session.close()


def test_who_only_looks_leaves_nothing_behind(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so")
    session.close()
    viewer = workspace.open_workspace(session.path, clock=FrozenClock(storage.NOW), read_only=True)
    assert upkeep.look_after(viewer) == ()
    viewer.close()
    assert not backup.folder(session.path).exists()
