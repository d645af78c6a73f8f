"""Where a workspace may live (DESIGN § 9): not on a network share, better not on a stick or in a folder that a cloud service copies.

A write-ahead log needs memory shared by the processes of one machine, which a share does not give; a service that copies files one by one
copies them in the middle of a commit. What the system knows of a place is read once into ``Place``; the judgement is a pure function of it.
"""

import ctypes
import os
import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from app.errors import WorkspaceTrouble
from app.i18n import Message, msg

MOUNT_TABLE = Path("/proc/self/mountinfo")
DEVICES = Path("/sys/dev/block")

# fmt: off
NETWORK_FILE_SYSTEMS = frozenset((
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda",
    "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.smbnetfs", "fuse.sshfs",
    "fuse.vmhgfs-fuse", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs",
    "smb3", "smbfs", "vboxsf", "vmhgfs", "webdav",
))
# fmt: on
# Folder names that the services make, folded: "OneDrive - Liên đoàn Lao động", "Zalo Received Files".
SYNCHRONISED = re.compile(
    r"(onedrive|dropbox|google ?drive|my drive|drive của tôi|icloud ?drive|box sync|nextcloud|owncloud|pcloud ?drive|"
    r"mega ?sync|yandex\.?disk|zalo|zalo ?pc|zalo received files)( [-(].*)?"
)
FAT_FILE_SYSTEMS = frozenset({"vfat", "msdos", "fat", "fat12", "fat16", "fat32"})
WINDOWS_REMOVABLE, WINDOWS_REMOTE, WINDOWS_CD = 2, 4, 5
LONGEST_NAME = 32
"""Letters that Windows needs for the name of a file system."""


class PlaceKind(StrEnum):
    """What is remarkable about a place."""

    NETWORK = "network"
    REMOVABLE = "removable"
    SYNCHRONISED = "synchronised"


@dataclass(frozen=True)
class PlaceAdvice:
    """One thing to say about a place. ``refused``: a workspace must not be opened there; else it is a warning."""

    kind: PlaceKind
    refused: bool
    message: Message


@dataclass(frozen=True)
class Place:
    """What the system says about the disk under a path; ``file_system`` is empty where it does not say."""

    network: bool = False
    removable: bool = False
    file_system: str = field(default="", compare=False)

    @property
    def four_gigabytes_at_most(self) -> bool:
        """Whether a file there must be smaller than 4 GB, as on most sticks."""
        return self.file_system.casefold() in FAT_FILE_SYSTEMS


def advise(path: Path, place: Place | None = None) -> tuple[PlaceAdvice, ...]:
    """What a person should know before keeping a workspace at ``path``; nothing for a fixed local disk."""
    place = place or place_of(path)
    found = []
    if place.network or _is_unc(str(path)):
        found.append(PlaceAdvice(PlaceKind.NETWORK, True, _network()))
    elif place.removable:
        found.append(PlaceAdvice(PlaceKind.REMOVABLE, False, _removable()))
    service = synchronised_by(path)
    if service:
        found.append(PlaceAdvice(PlaceKind.SYNCHRONISED, False, _synchronised(service)))
    return tuple(found)


def refuse_unsuitable(path: Path) -> None:
    """Raise WorkspaceTrouble where a workspace must not be opened (LOOK § 6, message 10)."""
    for advice in advise(path):
        if advice.refused:
            raise WorkspaceTrouble(advice.message)


def place_of(path: Path) -> Place:
    """Ask the system about the disk under ``path``, which need not exist yet."""
    if os.name == "nt":
        return _windows_place(path)
    if MOUNT_TABLE.exists():
        return linux_place(path.absolute(), MOUNT_TABLE.read_text(encoding="utf-8", errors="surrogateescape"))
    return Place()


def synchronised_by(path: Path) -> str:
    """The name of the folder on the way to ``path`` that a cloud service copies; empty when there is none."""
    known = {os.environ[name].casefold() for name in ("OneDrive", "OneDriveCommercial") if os.environ.get(name)}
    for folder in path.absolute().parents:
        if SYNCHRONISED.fullmatch(folder.name.casefold()) or str(folder).casefold() in known:
            return folder.name
    return ""


def linux_place(path: Path, mounts: str) -> Place:
    """The place of an absolute path after the kernel's mount table (``/proc/self/mountinfo``)."""
    real = Path(os.path.realpath(path))
    best, found = -1, Place()
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 7 or "-" not in fields[6:]:
            continue
        device, point = fields[2], Path(_unescaped(fields[4]))
        if real.is_relative_to(point) and len(point.parts) >= best:
            file_system = fields[fields.index("-", 6) + 1]
            best = len(point.parts)
            removable = _removable_device(device) or _under_media(point)
            found = Place(file_system in NETWORK_FILE_SYSTEMS, removable, file_system)
    return found


def _under_media(point: Path) -> bool:
    return point.parts[1:2] == ("media",) or point.parts[1:3] == ("run", "media")


def _removable_device(device: str) -> bool:
    """Whether the kernel calls the disk (or the disk of this partition) removable."""
    link = DEVICES / device
    if not link.exists():
        return False
    folder = link.resolve()
    for flag in (folder / "removable", folder.parent / "removable"):
        if flag.is_file():
            return flag.read_text(encoding="ascii").strip() == "1"
    return False


def _unescaped(text: str) -> str:
    """A path of the mount table: blanks and the like stand there as three octal digits."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _is_unc(text: str) -> bool:
    r"""``\\server\share`` in its spellings, but not ``\\?\C:\`` and ``\\.\``, which are local."""
    return text.startswith("\\\\") and (text[2:4] not in ("?\\", ".\\") or text[4:8].upper() == "UNC\\")


def _windows_place(path: Path) -> Place:
    drive = path.absolute().drive
    if drive.startswith("\\\\"):
        return Place(network=_is_unc(drive))
    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return Place()
    kind = windows.kernel32.GetDriveTypeW(drive + "\\")
    name = ctypes.create_unicode_buffer(LONGEST_NAME)
    windows.kernel32.GetVolumeInformationW(drive + "\\", None, 0, None, None, None, name, LONGEST_NAME)
    return Place(kind == WINDOWS_REMOTE, kind in (WINDOWS_REMOVABLE, WINDOWS_CD), name.value)


def _network() -> Message:
    return msg("Thư mục này nằm trên ổ mạng nên không an toàn cho sổ làm việc. Chọn ổ D: hoặc C:.")


def _removable() -> Message:
    return msg(
        "Sổ làm việc nằm trên ổ tháo rời: rút ổ khi đang ghi có thể làm hỏng ổ. Nên để sổ ở ổ D: hoặc C: và chỉ sao lưu ra ổ này."
    )


def _synchronised(service: str) -> Message:
    return msg(
        "Thư mục “{folder}” được đồng bộ lên mạng: bản chép giữa chừng có thể hỏng, số liệu rời khỏi cơ quan. Nên để sổ ở ổ D: hoặc C:.",
        folder=service,
    )
