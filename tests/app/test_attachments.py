"""Attachments: whole or not there, kept once, known when damaged."""

import hashlib
import os
from pathlib import Path

import pytest

from app import attachments, workspace
from app.attachments import Presence
from app.errors import BadInput, NotFound, WorkspaceTrouble
from tests.helpers import storage


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "Biên bản.pdf"
    path.write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 5000)
    return path


def test_a_file_lies_under_its_hash_and_holds_what_was_given(tmp_path: Path, paper: Path) -> None:
    stored = attachments.add(tmp_path / "so.tdb", paper)
    assert stored.sha256 == hashlib.sha256(paper.read_bytes()).hexdigest()
    assert stored.size == paper.stat().st_size
    path = attachments.path_of(tmp_path / "so.tdb", stored.sha256)
    assert path == tmp_path / "so.files" / stored.sha256[:2] / stored.sha256
    assert path.read_bytes() == paper.read_bytes()


def test_the_same_content_is_kept_once(tmp_path: Path, paper: Path) -> None:
    first = attachments.add(tmp_path / "so.tdb", paper)
    other = tmp_path / "Bản khác.pdf"
    other.write_bytes(paper.read_bytes())
    assert attachments.add(tmp_path / "so.tdb", other) == first
    assert len([p for p in (tmp_path / "so.files").rglob("*") if p.is_file()]) == 1


def test_a_damaged_attachment_is_noticed_and_healed_by_the_same_file(tmp_path: Path, paper: Path) -> None:
    store = attachments.folder(tmp_path / "so.tdb")
    stored = attachments.add(tmp_path / "so.tdb", paper)
    path = attachments.inside(store, stored.sha256)
    data = bytearray(path.read_bytes())
    data[700] ^= 1
    path.write_bytes(data)
    assert attachments.presence(store, stored.sha256) is Presence.DAMAGED
    attachments.add(tmp_path / "so.tdb", paper)
    assert attachments.presence(store, stored.sha256) is Presence.PRESENT
    path.unlink()
    assert attachments.presence(store, stored.sha256) is Presence.MISSING


def test_what_a_crash_left_half_copied_is_swept_at_the_next_start(tmp_path: Path, paper: Path) -> None:
    session = storage.make(tmp_path / "so")
    stored = attachments.add(session.path, paper)
    session.close()
    left = attachments.folder(session.path) / f"abc{attachments.PART}"
    left.write_bytes(b"half")
    workspace.open_workspace(session.path).close()
    assert not left.exists()
    assert attachments.path_of(session.path, stored.sha256).exists()


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        attachments.add(tmp_path / "so.tdb", tmp_path / "không có.pdf")
    with pytest.raises(BadInput):
        attachments.add(tmp_path / "so.tdb", tmp_path)


def test_a_failing_disk_leaves_nothing_half_made(tmp_path: Path, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceTrouble, match=r"Biên bản\.pdf"):
        attachments.add(tmp_path / "so.tdb", paper)
    assert [p for p in (tmp_path / "so.files").rglob("*") if p.is_file()] == []


def test_only_what_lacks_is_brought_along(tmp_path: Path, paper: Path) -> None:
    stored = attachments.add(tmp_path / "so.tdb", paper)
    here, there = tmp_path / "so.files", tmp_path / "other"
    assert attachments.copy_missing(here, there, [stored.sha256, "f" * 64]) == ["f" * 64]
    assert attachments.presence(there, stored.sha256) is Presence.PRESENT
    before = attachments.inside(there, stored.sha256).stat().st_mtime_ns
    attachments.copy_missing(here, there, [stored.sha256])
    assert attachments.inside(there, stored.sha256).stat().st_mtime_ns == before


def test_where_the_disk_knows_no_links_files_are_copied(
    tmp_path: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(source: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    stored = attachments.add(tmp_path / "so.tdb", paper)
    monkeypatch.setattr(os, "link", unknown)
    attachments.copy_missing(tmp_path / "so.files", tmp_path / "other", [stored.sha256])
    assert attachments.presence(tmp_path / "other", stored.sha256) is Presence.PRESENT
