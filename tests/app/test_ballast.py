"""The ballast: real room on the disk, given back when it is needed."""

import shutil
from pathlib import Path

import pytest

from app import ballast


def test_the_ballast_takes_up_real_room_and_gives_it_back(tmp_path: Path) -> None:
    workspace = tmp_path / "so.tdb"
    assert ballast.keep(workspace)
    found = ballast.path_of(workspace).stat()
    assert found.st_size == ballast.SIZE
    if hasattr(found, "st_blocks"):
        assert found.st_blocks * 512 >= ballast.SIZE, "no holes"
    assert ballast.free(workspace)
    assert not ballast.path_of(workspace).exists()
    assert not ballast.free(workspace)


def test_on_a_disk_with_little_room_there_is_no_ballast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": ballast.ROOM_FOR_IT - 1})
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    assert not ballast.keep(tmp_path / "so.tdb")
    assert not ballast.path_of(tmp_path / "so.tdb").exists()
