"""Where a workspace may live: shares are refused, sticks and copied folders are warned of, a fixed disk is silent."""

from pathlib import Path

import pytest

from app import places, workspace
from app.errors import WorkspaceTrouble
from app.places import Place, PlaceKind, advise, linux_place

MOUNTS = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 27 0:40 / /mnt/chung rw,relatime shared:7 - cifs //may-chu/chung rw
31 27 0:41 / /mnt/ban\040tuyen\040giao rw,relatime - fuse.sshfs x@y: rw
32 27 8:17 / /media/lan/USB rw,relatime - vfat /dev/sdb1 rw
33 30 254:3 / /mnt/chung/trong rw,relatime - ext4 /dev/vdb rw
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/srv/so.tdb", Place()),
        ("/mnt/chung/so.tdb", Place(network=True)),
        ("/mnt/chungcu/so.tdb", Place()),
        ("/mnt/ban tuyen giao/2026/so.tdb", Place(network=True)),
        ("/media/lan/USB/so.tdb", Place(removable=True)),
        ("/mnt/chung/trong/so.tdb", Place()),
    ],
)
def test_the_mount_nearest_to_the_file_decides(path: str, expected: Place) -> None:
    assert linux_place(Path(path), MOUNTS) == expected


def test_a_fixed_local_disk_needs_no_advice(tmp_path: Path) -> None:
    assert advise(tmp_path / "so.tdb", Place()) == ()


def test_a_share_is_refused_in_the_words_of_the_design() -> None:
    (advice,) = advise(Path("/mnt/chung/so.tdb"), Place(network=True))
    assert advice.kind is PlaceKind.NETWORK
    assert advice.refused
    assert str(advice.message) == "Thư mục này nằm trên ổ mạng nên không an toàn cho sổ làm việc. Chọn ổ D: hoặc C:."


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        (r"\\may-chu\chung\so.tdb", True),
        (r"\\?\UNC\may-chu\chung\so.tdb", True),
        (r"\\?\D:\so\so.tdb", False),
    ],
)
def test_a_server_name_at_the_start_of_a_path_is_a_share(text: str, refused: bool) -> None:
    assert [a.refused for a in advise(Path(text), Place())] == [True] * refused


def test_a_stick_is_warned_of_and_allowed() -> None:
    (advice,) = advise(Path("/media/lan/USB/so.tdb"), Place(removable=True))
    assert (advice.kind, advice.refused) == (PlaceKind.REMOVABLE, False)


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive",
        "OneDrive - Lien doan Lao dong",
        "Dropbox",
        "Google Drive",
        "GoogleDrive",
        "My Drive",
        "Zalo Received Files",
        "ZaloPC",
    ],
)
def test_a_folder_that_a_service_copies_is_warned_of_and_allowed(folder: str) -> None:
    (advice,) = advise(Path("/srv/lan") / folder / "2026" / "so.tdb", Place())
    assert (advice.kind, advice.refused) == (PlaceKind.SYNCHRONISED, False)
    assert folder in str(advice.message)


@pytest.mark.parametrize("folder", ["Onedriver", "Chuyen drive", "dropboxes", "Zalopa"])
def test_a_folder_with_a_similar_name_is_not(folder: str) -> None:
    assert advise(Path("/srv/lan") / folder / "so.tdb", Place()) == ()


def test_the_folder_that_windows_says_is_copied_counts_under_any_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDrive", "/srv/lan/Dam may")
    assert [a.kind for a in advise(Path("/srv/lan/Dam may/so.tdb"), Place())] == [PlaceKind.SYNCHRONISED]


def test_no_workspace_is_made_or_opened_on_a_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.create(tmp_path / "so").close()
    monkeypatch.setattr(places, "place_of", lambda path: Place(network=True))
    with pytest.raises(WorkspaceTrouble, match="ổ mạng"):
        workspace.create(tmp_path / "moi")
    assert not (tmp_path / "moi.tdb").exists()
    for read_only in (False, True):
        with pytest.raises(WorkspaceTrouble, match="ổ mạng"):
            workspace.open_workspace(tmp_path / "so.tdb", read_only=read_only)


@pytest.mark.parametrize(
    ("name", "small"), [("vfat", True), ("FAT32", True), ("exfat", False), ("ntfs3", False), ("", False)]
)
def test_sticks_that_hold_no_file_of_four_gigabytes_are_known(name: str, small: bool) -> None:
    assert Place(file_system=name).four_gigabytes_at_most is small


def test_the_file_system_of_a_stick_is_read_from_the_mount_table() -> None:
    mounts = "30 1 8:17 / /media/lan/USB rw - vfat /dev/sdb1 rw"
    assert linux_place(Path("/media/lan/USB/goi.tiendo"), mounts).four_gigabytes_at_most
