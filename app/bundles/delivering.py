"""Finished files put where a person wants them: a folder or a stick. Each is there whole and read back, or not at all.

Room and the limit of the file system are looked at first; then temporary name → write → fsync → rename → read back and compare by hash.
A name that another content has is left alone: the file gets the next free one. What else lies in the folder is not touched.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app import attachments, places
from app.attachments import Stored
from app.errors import NotFound, PlanError, WorkspaceTrouble
from app.i18n import Message, msg
from app.jobs import Progress
from app.numbers import format_number
from app.safe_files import put_in_place
from app.troubles import volume

FOUR_GIGABYTES = 1 << 32
MARGIN = 64 * 1024
"""Bytes that must be left over: directories and the clusters of a stick take room as well."""

_GONE = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ENOTCONN, errno.ENOTDIR, errno.ESTALE})
_CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@dataclass(frozen=True)
class Parcel:
    """A finished file and the name it is to have; ``content`` is the bytes, or the file that holds them."""

    name: str
    content: bytes | Path

    @property
    def size(self) -> int:
        """How many bytes. Raises OSError where its file is gone."""
        return self.content.stat().st_size if isinstance(self.content, Path) else len(self.content)


@dataclass(frozen=True)
class Delivered:
    """A file that lies where it should and holds what it should. ``already``: it lay there before, with this content."""

    path: Path
    stored: Stored
    already: bool = False


class NotDelivered(WorkspaceTrouble):
    """A file could not be put there. ``done`` are those before it, which lie there whole; ``parcel`` is the one that failed."""

    def __init__(self, message: Message, parcel: Parcel, done: tuple[Delivered, ...]) -> None:
        super().__init__(message)
        self.parcel = parcel
        self.done = done


def deliver(folder: Path, parcels: Sequence[Parcel], progress: Progress | None = None) -> tuple[Delivered, ...]:
    """Put files into a folder, in their order: one for each peer, or one for all of them.

    Raises NotFound where the folder is not there, WorkspaceTrouble where all of them together have no room or one is too large for the
    disk (nothing is written then), NotDelivered where one failed on the way, and Cancelled between two files.
    """
    _refuse_unsuitable(folder, parcels)
    done: list[Delivered] = []
    for parcel in parcels:
        if progress is not None:
            progress.report(len(done), len(parcels), parcel.name)
        try:
            done.append(_put(folder, parcel))
        except PlanError as trouble:
            raise NotDelivered(trouble.message, parcel, tuple(done)) from trouble
    return tuple(done)


def _refuse_unsuitable(folder: Path, parcels: Sequence[Parcel]) -> None:
    """Everything that can be known before anything is written."""
    if not folder.is_dir():
        raise NotFound(_no_folder(folder))
    try:
        sizes = [parcel.size for parcel in parcels]
        free = shutil.disk_usage(folder).free
    except OSError as trouble:
        raise _trouble(folder, trouble) from trouble
    for parcel, size in zip(parcels, sizes, strict=True):
        if size >= FOUR_GIGABYTES and places.place_of(folder).four_gigabytes_at_most:
            raise WorkspaceTrouble(_too_large(folder, parcel.name))
    needed = sum(sizes) + MARGIN * len(sizes)
    if free < needed:
        raise WorkspaceTrouble(
            msg(
                "{disk} còn trống {free} kB, cần {needed} kB. Dọn bớt hoặc chọn nơi khác rồi chép lại.",
                disk=_called(folder),
                free=format_number(free // 1024),
                needed=format_number(-(-needed // 1024)),
            )
        )


def _put(folder: Path, parcel: Parcel) -> Delivered:
    part = folder / f"tiendo-{secrets.token_hex(4)}{attachments.PART}"
    try:
        stored = attachments.write_synced(parcel.content, part)
        target = _name_for(folder, parcel.name, stored.sha256)
        if target.exists():
            part.unlink()
            return Delivered(target, stored, already=True)
        put_in_place(part, target)
        if _read_back(target) != stored.sha256:
            target.unlink()
            raise WorkspaceTrouble(
                msg(
                    "{disk} không giữ đúng tệp {name}: đọc lại khác với khi ghi. Thẻ nhớ có thể đã hỏng; dùng thẻ khác.",
                    disk=_called(folder),
                    name=target.name,
                )
            )
    except OSError as trouble:
        raise _trouble(folder, trouble, parcel.name) from trouble
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Delivered(target, stored)


def _name_for(folder: Path, name: str, sha256: str) -> Path:
    """The name as it was asked for, or with a number where another content has it."""
    wanted = Path(name).name
    path, number = folder / wanted, 1
    while path.exists() and not _holds(path, sha256):
        number += 1
        path = folder / f"{Path(wanted).stem}-{number}{Path(wanted).suffix}"
    return path


def _holds(path: Path, sha256: str) -> bool:
    """Whether a file holds this content; one that cannot be read holds another."""
    try:
        return path.is_file() and attachments.digest(path) == sha256
    except OSError:
        return False


def _read_back(path: Path) -> str:
    """The hash of what the medium gives back, not of what the system still remembers, where it can be told to forget."""
    with path.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return attachments.digest(path)


def _trouble(folder: Path, trouble: OSError, name: str = "") -> PlanError:
    """What the disk said, as a sentence."""
    if not folder.is_dir():
        return NotFound(_no_folder(folder))
    if trouble.errno in _GONE:
        return WorkspaceTrouble(msg("{disk} không còn trả lời. Cắm lại thẻ nhớ rồi chép lại.", disk=_called(folder)))
    if trouble.errno in _CLOSED:
        return WorkspaceTrouble(
            msg(
                "{disk} chỉ đọc được, không ghi được. Gạt chốt khóa của thẻ nhớ hoặc chọn nơi khác.",
                disk=_called(folder),
            )
        )
    if trouble.errno == errno.EFBIG:
        return WorkspaceTrouble(_too_large(folder, name))
    if trouble.errno == errno.ENOSPC:
        return WorkspaceTrouble(msg("{disk} đã đầy. Dọn bớt hoặc chọn nơi khác rồi chép lại.", disk=_called(folder)))
    return WorkspaceTrouble(
        msg(
            "Không chép được {name} vào {disk}: {reason}. Cắm lại thẻ nhớ hoặc chọn nơi khác.",
            name=name,
            disk=_called(folder),
            reason=trouble.strerror or str(trouble),
        )
    )


def _no_folder(folder: Path) -> Message:
    return msg("Không thấy {folder}. Cắm lại USB hoặc chọn thư mục khác rồi chép lại.", folder=str(folder))


def _too_large(folder: Path, name: str) -> Message:
    return msg(
        "{name} từ 4 GB trở lên, {disk} định dạng FAT32 không chứa được. Chọn ổ khác hoặc bớt tệp đính kèm.",
        name=name,
        disk=_called(folder),
    )


def _called(folder: Path) -> str:
    return str(msg("Ổ {disk}", disk=volume(folder / "x")))
