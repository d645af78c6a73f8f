"""Backups: one instant, verified before it counts, with its attachments, never given up blindly."""

import os
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from app import attachments, backup, backup_book, workspace
from app.clock import FrozenClock
from app.errors import NotFound, WorkspaceTrouble
from app.i18n import msg
from app.sample.bulk import write_bulk
from db import snapshot
from db.connection import open_reader
from tests.helpers import storage
from tests.helpers.stores import unguarded


def test_a_backup_holds_what_was_committed_and_says_so_in_the_book(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so")
    storage.put(session, "a", "một")
    path = backup.back_up(session, reason="manual")
    storage.put(session, "b", "hai")
    session.close()
    assert path == tmp_path / "so.backups" / "so-20260930-164100-manual.tdb"
    found = snapshot.facts(path)
    assert found.damage == ()
    assert (found.office, found.last_change) == ("Liên đoàn Lao động tỉnh Mẫu", 2)
    (line,) = backup.list_backups(session.path)
    assert line.verified
    assert line.sha256 == attachments.digest(path)
    assert line.rows["setting"] == 3
    assert sorted(p.name for p in path.parent.iterdir()) == ["manifest.jsonl", path.name], "one file, no log beside it"


def test_a_backup_inside_a_change_holds_only_what_is_committed(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so")
    with session.change(msg("Nhận gói")) as change:
        change.insert("setting", name="giữa chừng", value="1")
        path = backup.back_up(session, reason="before-import")
    session.close()
    reader = open_reader(path, immutable=True)
    assert reader.execute("SELECT count(*) FROM setting WHERE name = 'giữa chừng'").fetchone()[0] == 0
    reader.close()


def test_attachments_are_backed_up_once_for_all_backups(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so")
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF" * 999)
    stored = attachments.add(session.path, paper)
    storage.put_file(session, stored.sha256, stored.size)
    storage.put_file(session, "e" * 64, 1)
    backup.back_up(session)
    backup.back_up(session)
    session.close()
    store = tmp_path / "so.backups" / backup.FILES
    assert [p.name for p in store.rglob("*") if p.is_file()] == [stored.sha256]
    assert [(b.files, b.files_missing) for b in backup.list_backups(session.path)] == [(1, 1), (1, 1)]


def test_the_daily_backup_is_made_once_a_day_and_only_after_a_change(tmp_path: Path) -> None:
    clock = FrozenClock(storage.NOW)
    session = storage.make(tmp_path / "so", clock)
    assert backup.back_up_if_due(session) is not None
    assert backup.back_up_if_due(session) is None
    storage.put(session, "a", "1")
    assert backup.back_up_if_due(session) is None, "one a day"
    clock.set("2026-10-01T08:00:00")
    assert backup.back_up_if_due(session) is not None
    clock.set("2026-10-02T08:00:00")
    assert backup.back_up_if_due(session) is None, "nothing changed since"
    session.close()


def test_a_damaged_workspace_is_not_backed_up_as_if_it_were_whole(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so")
    for number in range(200):
        storage.put(session, f"n{number}", "x" * 200)
    session.close()
    data = bytearray(session.path.read_bytes())
    page = 4096
    rows = next(n for n in range(page, len(data), page) if b"x" * 200 in data[n : n + page])
    data[rows : rows + page] = bytes(page)
    session.path.write_bytes(data)
    damaged = workspace.open_workspace(session.path, clock=FrozenClock(storage.NOW))
    with pytest.raises(WorkspaceTrouble, match=r"không đạt kiểm tra|bị hỏng"):
        backup.back_up(damaged)
    damaged.close()
    assert backup.list_backups(session.path) == ()
    assert list((tmp_path / "so.backups").glob("*.tdb*")) == []


def test_a_failing_disk_leaves_no_backup_that_looks_like_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    session = storage.make(tmp_path / "so")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        with pytest.raises(WorkspaceTrouble, match="Chưa sao lưu được"):
            backup.back_up(session)
    assert list((tmp_path / "so.backups").iterdir()) == []
    session.close()


def test_a_backup_without_room_is_refused_before_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = storage.make(tmp_path / "so")
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    with pytest.raises(WorkspaceTrouble, match="đã đầy"):
        backup.back_up(session)
    session.close()


def test_a_backup_that_lost_a_third_stops_the_rotation_until_a_person_accepts_it(tmp_path: Path) -> None:
    clock = FrozenClock(storage.NOW)
    session = storage.make(tmp_path / "so", clock)
    for number in range(60):
        storage.put(session, f"n{number}", "x")
    backup.back_up(session, reason="daily")
    session.close()
    other = sqlite3.connect(session.path, isolation_level=None)
    with unguarded(other):
        for table in ("setting", "change_row"):
            other.execute(f"DELETE FROM {table}")
    other.close()
    session = workspace.open_workspace(session.path, clock=clock)
    clock.advance(1000)
    shrunk = backup.back_up(session, reason="daily")
    assert shrunk.name in str(backup.rotation_stopped(session.path))
    assert backup.thin(shrunk.parent, date(2030, 1, 1)) == ()
    backup.accept_shrunk(session.path, shrunk.name, clock)
    assert backup.rotation_stopped(session.path) is None
    with pytest.raises(NotFound):
        backup.accept_shrunk(session.path, "không có.tdb", clock)
    session.close()


def test_thinning_deletes_files_and_says_so_in_the_book(tmp_path: Path) -> None:
    clock = FrozenClock("2026-01-01T08:00:00")
    session = storage.make(tmp_path / "so", clock)
    for day in range(1, 10):
        clock.set(f"2026-01-{day:02}T08:00:00")
        backup.back_up(session, reason="daily")
    gone = backup.thin(tmp_path / "so.backups", date(2026, 4, 1))
    session.close()
    left = [b.name for b in backup.list_backups(session.path)]
    assert left == [f"so-202601{day:02}-080000-daily.tdb" for day in (7, 8, 9)]
    assert len(gone) == 6
    assert not set(gone) & {p.name for p in (tmp_path / "so.backups").iterdir()}


def test_a_torn_line_in_the_book_loses_no_other_and_an_unknown_file_is_listed_unverified(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so")
    path = backup.back_up(session)
    book = path.parent / backup_book.BOOK
    book.write_bytes(book.read_bytes() + b'{"type": "made", "na')
    second = backup.back_up(session)
    (path.parent / "chép tay.tdb").write_bytes(path.read_bytes())
    session.close()
    listed = {b.name: b.verified for b in backup.list_backups(session.path)}
    assert listed == {path.name: True, second.name: True, "chép tay.tdb": False}


def test_a_backup_of_another_length_than_it_had_no_longer_counts_as_verified(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so")
    path = backup.back_up(session)
    session.close()
    with path.open("ab") as stream:
        stream.write(b"x")
    (line,) = backup.list_backups(session.path)
    assert not line.verified


def test_bulk_writing_into_a_workspace_in_use_begins_with_a_backup(tmp_path: Path) -> None:
    fresh = workspace.create(tmp_path / "moi", clock=FrozenClock(storage.NOW))
    write_bulk(fresh, units=2, tasks=2, targets=2, quarters=1)
    fresh.close()
    assert backup.list_backups(fresh.path) == (), "nothing was there to lose"
    used = workspace.create(tmp_path / "so", clock=FrozenClock(storage.NOW))
    storage.put(used, "a", "1")
    write_bulk(used, units=2, tasks=2, targets=2, quarters=1)
    used.close()
    (kept,) = backup.list_backups(used.path)
    assert (kept.reason, kept.last_change) == ("bulk", 1)
