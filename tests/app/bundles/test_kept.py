"""Files made and received stay beside the workspace, whole, under what they hold."""

import hashlib
import os
from pathlib import Path

import pytest

from app import workspace
from app.bundles import kept
from app.clock import FrozenClock
from app.errors import NotFound, WorkspaceTrouble
from app.session import Session

DATA = b"age-encryption.org/v1\nso"


def test_a_file_is_found_again_with_the_same_bytes(session: Session) -> None:
    sha256 = kept.keep(session, "out", DATA)
    assert sha256 == hashlib.sha256(DATA).hexdigest()
    path = kept.find(session, "out", sha256)
    assert path == session.path.with_suffix(".bundles") / "out" / f"{sha256}.tiendo"
    assert path.read_bytes() == DATA


def test_the_two_ways_are_kept_apart(session: Session) -> None:
    sha256 = kept.keep(session, "in", DATA)
    assert kept.find(session, "in", sha256).parent.name == "in"
    with pytest.raises(NotFound, match="Lập gói mới"):
        kept.find(session, "out", sha256)


def test_the_same_content_is_kept_once_whatever_it_came_from(session: Session, tmp_path: Path) -> None:
    source = tmp_path / "a.tiendo"
    source.write_bytes(DATA)
    assert kept.keep(session, "in", DATA) == kept.keep(session, "in", source)
    assert len(list(kept.folder(session.path, "in").iterdir())) == 1


def test_a_damaged_file_is_not_handed_out_and_is_replaced_when_it_comes_again(session: Session) -> None:
    sha256 = kept.keep(session, "in", DATA)
    path = kept.find(session, "in", sha256)
    path.write_bytes(b"rotten")
    with pytest.raises(NotFound, match="không còn nguyên"):
        kept.find(session, "in", sha256)
    kept.keep(session, "in", DATA)
    assert path.read_bytes() == DATA


def test_a_disk_that_refuses_is_told_and_nothing_half_written_is_left(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", refuse)
        with pytest.raises(WorkspaceTrouble, match="Chưa giữ được gói"):
            kept.keep(session, "out", DATA)
    assert list(kept.folder(session.path, "out").iterdir()) == []


def test_a_file_that_cannot_be_read_is_told(session: Session, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceTrouble):
        kept.keep(session, "in", tmp_path / "gone")


def test_what_a_crash_left_is_swept_when_the_workspace_is_opened(tmp_path: Path) -> None:
    made = workspace.create(tmp_path / "so", clock=FrozenClock("2026-07-01T08:00:00"), seed=1)
    sha256 = kept.keep(made, "out", DATA)
    made.close()
    (kept.folder(made.path, "out") / "half.part").write_bytes(b"h")
    again = workspace.open_workspace(made.path, clock=FrozenClock("2026-07-01T09:00:00"))
    assert [path.name for path in kept.folder(made.path, "out").iterdir()] == [f"{sha256}.tiendo"]
    again.close()
