"""Files that are whole, whatever happens while they are written."""

from pathlib import Path

import pytest

from app.errors import Refused, WorkspaceTrouble
from app.safe_files import RETRY_PAUSES, replace_file


def leftovers(folder: Path) -> list[str]:
    return [found.name for found in folder.iterdir() if found.name.endswith(".tmp")]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "báo cáo.pdf"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert leftovers(tmp_path) == []


def test_a_file_held_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, tries = Path.replace, []

    def held_twice(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) < 3:
            raise PermissionError(13, "sharing violation")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held_twice)
    waits: list[float] = []
    replace_file(tmp_path / "x", b"new", pause=waits.append)
    assert waits == list(RETRY_PAUSES[:2])
    assert (tmp_path / "x").read_bytes() == b"new"


def test_a_file_held_for_good_is_told_and_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"old")

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "sharing violation")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Refused, match="đang mở ở chương trình khác"):
        replace_file(path, b"new", pause=lambda _seconds: None)
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(WorkspaceTrouble, match="No space left"):
        replace_file(tmp_path / "x", b"new")
    assert list(tmp_path.iterdir()) == []
