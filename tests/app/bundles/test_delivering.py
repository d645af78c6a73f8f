"""A finished file lies where a person wants it, whole and read back, or nothing of it does; each failure is a sentence."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app import attachments, places
from app.bundles import delivering
from app.bundles.delivering import NotDelivered, Parcel, deliver
from app.errors import Cancelled, NotFound, WorkspaceTrouble
from app.jobs import Progress

DATA = b"age-encryption.org/v1\n" + bytes(range(256)) * 40


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    place = tmp_path / "usb"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine does not let us mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the medium refuse to keep what is written, with this error of the system."""

    def fail(number: int) -> None:
        def refuse(_handle: int) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, "fsync", refuse)

    return fail


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_lies_in_the_folder_with_its_name_and_hash(tmp_path: Path) -> None:
    (done,) = deliver(tmp_path, [Parcel("ldld-2026q3-v14.tiendo", DATA)])
    assert done.path == tmp_path / "ldld-2026q3-v14.tiendo"
    assert done.path.read_bytes() == DATA
    assert (done.stored.sha256, done.stored.size) == (hashlib.sha256(DATA).hexdigest(), len(DATA))
    assert names(tmp_path) == ["ldld-2026q3-v14.tiendo"]


def test_a_kept_file_is_copied_as_it_is(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(DATA)
    stick = tmp_path / "usb"
    stick.mkdir()
    (done,) = deliver(stick, [Parcel("a.tiendo", kept)])
    assert done.path.read_bytes() == DATA


def test_several_peers_get_a_file_each(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    parcels = [Parcel(f"don-vi-{number}.tiendo", DATA + bytes([number])) for number in range(3)]
    done = deliver(tmp_path, parcels, Progress(lambda *step: told.append(step)))
    assert [one.path.name for one in done] == names(tmp_path) == [parcel.name for parcel in parcels]
    assert told == [(0, 3, "don-vi-0.tiendo"), (1, 3, "don-vi-1.tiendo"), (2, 3, "don-vi-2.tiendo")]


def test_a_name_that_another_content_has_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.tiendo").write_bytes(b"of somebody else")
    (tmp_path / "a-2.tiendo").mkdir()
    (done,) = deliver(tmp_path, [Parcel("a.tiendo", DATA)])
    assert done.path.name == "a-3.tiendo"
    assert (tmp_path / "a.tiendo").read_bytes() == b"of somebody else"


def test_the_same_content_is_not_written_twice(tmp_path: Path) -> None:
    deliver(tmp_path, [Parcel("a.tiendo", DATA)])
    written = (tmp_path / "a.tiendo").stat().st_mtime_ns
    (done,) = deliver(tmp_path, [Parcel("a.tiendo", DATA)])
    assert done.already
    assert names(tmp_path) == ["a.tiendo"]
    assert (tmp_path / "a.tiendo").stat().st_mtime_ns == written


def test_what_else_lies_there_is_not_touched(tmp_path: Path) -> None:
    for name in (".hidden", "autorun.inf", "Ảnh.lnk", "x.part"):
        (tmp_path / name).write_bytes(name.encode())
    deliver(tmp_path, [Parcel("a.tiendo", DATA)])
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path) if name != "a.tiendo"} == {
        name: name.encode() for name in (".hidden", "autorun.inf", "Ảnh.lnk", "x.part")
    }


def test_a_name_with_a_path_stays_in_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "usb"
    inside.mkdir()
    (done,) = deliver(inside, [Parcel("../../a.tiendo", DATA)])
    assert done.path == inside / "a.tiendo"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"Không thấy .*usb\. Cắm lại USB"):
        deliver(tmp_path / "usb", [Parcel("a.tiendo", DATA)])


def test_room_is_looked_at_for_all_files_before_the_first_is_written(small_disk: Path) -> None:
    parcels = [Parcel(f"{number}.tiendo", bytes(100_000)) for number in range(3)]
    with pytest.raises(WorkspaceTrouble, match=r"còn trống \d+ kB, cần 485 kB"):
        deliver(small_disk, parcels)
    assert names(small_disk) == []


def test_a_disk_that_fills_up_on_the_way_keeps_the_whole_files_and_nothing_else(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Somebody else fills the disk between looking and writing.
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(1 << 30, 0, 1 << 30))
    parcels = [Parcel(f"{number}.tiendo", bytes([number]) * 100_000) for number in range(3)]
    with pytest.raises(NotDelivered, match="đã đầy") as failed:
        deliver(small_disk, parcels)
    assert [one.path.name for one in failed.value.done] == names(small_disk) == ["0.tiendo", "1.tiendo"]
    assert failed.value.parcel.name == "2.tiendo"


def test_a_medium_that_cannot_be_written_says_so(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(NotDelivered, match="chỉ đọc được"):
        deliver(small_disk, [Parcel("a.tiendo", DATA)])


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EIO, "không còn trả lời"),
        (errno.EFBIG, "FAT32"),
        (errno.ENOSPC, "đã đầy"),
        (errno.EBUSY, "Không chép được"),
    ],
)
def test_each_trouble_of_the_medium_has_its_sentence_and_leaves_nothing(
    tmp_path: Path, failing: Callable[[int], None], number: int, said: str
) -> None:
    failing(number)
    with pytest.raises(NotDelivered, match=said):
        deliver(tmp_path, [Parcel("a.tiendo", DATA)])
    assert names(tmp_path) == []


def test_a_stick_that_is_drawn_while_it_is_written_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()

    def drawn(_handle: int) -> None:
        shutil.rmtree(stick)
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(os, "fsync", drawn)
    with pytest.raises(NotDelivered, match="Không thấy"):
        deliver(stick, [Parcel("a.tiendo", DATA)])


def test_a_medium_that_gives_back_other_bytes_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering, "_read_back", lambda _path: "0" * 64)
    with pytest.raises(NotDelivered, match="đọc lại khác với khi ghi"):
        deliver(tmp_path, [Parcel("a.tiendo", DATA)])
    assert names(tmp_path) == []


def test_a_file_of_four_gigabytes_is_kept_from_a_stick_that_cannot_hold_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large"
    with large.open("wb") as stream:
        stream.truncate(delivering.FOUR_GIGABYTES)
    monkeypatch.setattr(places, "place_of", lambda _path: places.Place(removable=True, file_system="vfat"))
    with pytest.raises(WorkspaceTrouble, match="FAT32"):
        deliver(tmp_path, [Parcel("a.tiendo", large)])
    assert names(tmp_path) == ["large"]


def test_a_person_can_stop_between_two_files(tmp_path: Path) -> None:
    progress = Progress()
    progress.on_report = lambda done, _total, _text: progress.cancel() if done == 1 else None
    with pytest.raises(Cancelled):
        deliver(tmp_path, [Parcel(f"{number}.tiendo", DATA) for number in range(4)], progress)
    assert all((tmp_path / name).read_bytes() == DATA for name in names(tmp_path))
    assert len(names(tmp_path)) == 2


def test_a_kept_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceTrouble):
        deliver(tmp_path, [Parcel("a.tiendo", tmp_path / "gone")])


def test_what_is_written_is_durable_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    synced, renamed = os.fsync, Path.replace

    def sync(handle: int) -> None:
        told.append("fsync")
        synced(handle)

    monkeypatch.setattr(os, "fsync", sync)

    def rename(self: Path, target: Any) -> Path:
        told.append("rename")
        return renamed(self, target)

    monkeypatch.setattr(Path, "replace", rename)
    deliver(tmp_path, [Parcel("a.tiendo", DATA)])
    assert told == ["fsync", "rename", "fsync"]
    assert attachments.digest(tmp_path / "a.tiendo") == hashlib.sha256(DATA).hexdigest()
