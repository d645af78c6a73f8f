"""The files beside a workspace: each stored once under its SHA-256 in ``<name>.files/ab/<sha256>``.

Copy to a ``.part`` file → fsync → rename; a file is therefore there whole or not at all, and what a crash left is swept at the next start.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, cast

from app.errors import BadInput, NotFound, WorkspaceTrouble
from app.i18n import msg
from app.safe_files import put_in_place, replace_file
from app.troubles import volume

PART = ".part"
CHUNK = 1 << 20


class Presence(StrEnum):
    """How an attachment lies in the folder."""

    PRESENT = "present"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Stored:
    """An attachment in the folder: its SHA-256 in hex and its size in bytes."""

    sha256: str
    size: int


def folder(workspace: Path) -> Path:
    """The attachments folder of a workspace."""
    return workspace.with_suffix(".files")


def path_of(workspace: Path, sha256: str) -> Path:
    """Where an attachment lies (or would)."""
    return inside(folder(workspace), sha256)


def inside(store: Path, sha256: str) -> Path:
    """Where an attachment lies in a folder of attachments."""
    return store / sha256[:2] / sha256


def add(workspace: Path, source: Path) -> Stored:
    """Take a copy of a person's file; the same content is kept once. Raises NotFound, BadInput, WorkspaceTrouble (disk full)."""
    if not source.exists():
        raise NotFound(msg("Không thấy tệp {path}. Kiểm tra tên và thư mục.", path=str(source)))
    if not source.is_file():
        raise BadInput(msg("{path} không phải là tệp. Chọn một tệp.", path=str(source)), where=str(source))
    return take(folder(workspace), source)


def keep(workspace: Path, data: bytes) -> Stored:
    """Store what the program made itself, such as a signed paper. Raises WorkspaceTrouble when the disk refuses."""
    stored = Stored(hashlib.sha256(data).hexdigest(), len(data))
    store = folder(workspace)
    if presence(store, stored.sha256) is not Presence.PRESENT:
        target = inside(store, stored.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, data)
    return stored


def take(store: Path, source: Path) -> Stored:
    """Copy a file into a folder of attachments under its SHA-256. A damaged copy of the same content is replaced by the good one."""
    part = store / f"{secrets.token_hex(8)}{PART}"
    try:
        store.mkdir(parents=True, exist_ok=True)
        stored = copy_synced(source, part)
        target = inside(store, stored.sha256)
        if presence(store, stored.sha256) is Presence.PRESENT:
            part.unlink()
            return stored
        target.parent.mkdir(exist_ok=True)
        put_in_place(part, target)
    except OSError as trouble:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        reason = trouble.strerror or str(trouble)
        raise WorkspaceTrouble(
            msg(
                "Chưa chép được tệp {name} vào ổ {disk}: {reason}. Dọn chỗ trống hoặc đóng tệp rồi chép lại.",
                name=source.name,
                disk=volume(store),
                reason=reason,
            )
        ) from trouble
    return stored


def presence(store: Path, sha256: str) -> Presence:
    """Whether an attachment is in a folder and still holds what its name says."""
    path = inside(store, sha256)
    try:
        return Presence.PRESENT if digest(path) == sha256 else Presence.DAMAGED
    except FileNotFoundError:
        return Presence.MISSING
    except OSError:
        return Presence.DAMAGED


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def copy_missing(source: Path, target: Path, hashes: Iterable[str]) -> list[str]:
    """Bring attachments from one folder into another where they lack: linked on the same disk, else copied. Return what was not there."""
    absent = []
    for sha256 in hashes:
        origin, wanted = inside(source, sha256), inside(target, sha256)
        if wanted.is_file():
            continue
        if not origin.is_file():
            absent.append(sha256)
            continue
        wanted.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(origin, wanted)
        except OSError:  # another disk, or a file system without links
            take(target, origin)
    return absent


def sweep(store: Path) -> int:
    """Remove what a crash left half-copied; return how many."""
    left = [*store.glob(f"*{PART}"), *store.glob("*/.*.tmp")]
    for part in left:
        part.unlink(missing_ok=True)
    return len(left)


def copy_synced(source: Path, part: Path) -> Stored:
    """Copy a file, durably under its new name's content; what was copied, by hash and size. Raises OSError."""
    with source.open("rb") as reading, part.open("wb") as writing:
        hashing = _Hashing(writing)
        copyfileobj(reading, cast(BinaryIO, hashing), CHUNK)
        writing.flush()
        os.fsync(writing.fileno())
    return Stored(hashing.hash.hexdigest(), hashing.size)


def write_synced(source: bytes | Path, part: Path) -> Stored:
    """Write a content, given or in a file, durably under a new name; what was written. Raises OSError, FileExistsError among them."""
    if isinstance(source, Path):
        return copy_synced(source, part)
    with part.open("xb") as writing:
        writing.write(source)
        writing.flush()
        os.fsync(writing.fileno())
    return Stored(hashlib.sha256(source).hexdigest(), len(source))


class _Hashing:
    """A file to write to that counts and hashes what passes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Write, count and hash."""
        self.hash.update(data)
        self.size += len(data)
        return self._stream.write(data)
