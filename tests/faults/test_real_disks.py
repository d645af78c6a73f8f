"""Real small disks (needs root on Linux): full, and not to be written at all."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import ballast, checking, workspace
from app.clock import FrozenClock
from app.errors import WorkspaceTrouble
from app.session import Session
from tests.helpers import storage


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 48 MB."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("this machine does not let us mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(place: Path) -> None:
    """Leave not a page of room."""
    with (place / "filler").open("wb", buffering=0) as stream:
        for size in (1 << 20, 4096, 1):
            try:
                while stream.write(bytes(size)):
                    pass
            except OSError:
                continue


def write_until_full(session: Session) -> None:
    for number in range(500):
        storage.put(session, f"n{number}", "x" * 50_000)


def test_on_a_full_disk_the_ballast_lets_a_person_save_what_they_were_typing(small_disk: Path) -> None:
    session = storage.make(small_disk / "so")
    assert ballast.keep(session.path)
    storage.put(session, "trước", "đã lưu")
    fill(small_disk)
    with pytest.raises(WorkspaceTrouble, match=r"đã đầy\. Đã lưu được đến 16:41; dọn chỗ trống rồi ghi tiếp") as full:
        write_until_full(session)
    assert str(small_disk) in str(full.value)
    assert not ballast.path_of(session.path).exists()
    storage.put(session, "sau", "vừa gõ")
    session.close()
    again = workspace.open_workspace(session.path, clock=FrozenClock(storage.NOW))
    assert (storage.get(again, "trước"), storage.get(again, "sau")) == ("đã lưu", "vừa gõ")
    again.close()
    (small_disk / "filler").unlink()
    assert checking.check(session.path).ok


def test_a_medium_that_cannot_be_written_opens_to_look_at_and_stays_as_it_is(small_disk: Path) -> None:
    session = storage.make(small_disk / "so")
    session.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    viewer = workspace.open_workspace(session.path, clock=FrozenClock(storage.NOW))
    assert viewer.read_only
    assert storage.get(viewer, "own_unit") is not None
    with pytest.raises(WorkspaceTrouble, match="chỉ đọc"):
        storage.put(viewer, "a", "b")
    viewer.close()
    assert checking.check(session.path).ok


def test_a_copy_taken_from_an_open_workspace_is_not_shown_without_its_newest_part(small_disk: Path) -> None:
    session = storage.make(small_disk / "so")
    for end in (".tdb", ".tdb-wal"):
        (small_disk / f"chép{end}").write_bytes((small_disk / f"so{end}").read_bytes())
    session.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(WorkspaceTrouble, match="được chép khi đang mở"):
        workspace.open_workspace(small_disk / "chép.tdb")
