"""A private copy of a foreign file: what is checked is what is read, even when the stick is pulled or the file changes meanwhile."""

import hashlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import BadInput, NotFound
from app.i18n import msg

LARGEST_FILE = 20_000_000
"""Bytes; a plan of 200 pages with pictures is below 5 MB."""

PREFIX = "tiendo-spool-"
CHUNK = 1 << 18
_A_DAY = 24 * 3600.0
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Spooled:
    """The copy (``path``, under a name of ours), the name it came with, its bytes and the SHA-256 of its content."""

    path: Path
    name: str
    size: int
    sha256: str

    @property
    def folder(self) -> Path:
        """The private folder of the copy, gone when the reading is over."""
        return self.path.parent

    def head(self, size: int = 4096) -> bytes:
        """The first bytes."""
        with self.path.open("rb") as stream:
            return stream.read(size)


@contextmanager
def spooled(source: Path, *, largest: int = LARGEST_FILE) -> Iterator[Spooled]:
    """Copy a foreign file into a private folder that is removed afterwards.

    Raises NotFound, or BadInput for what is no plain file, is larger than ``largest`` bytes or cannot be read.
    """
    name = shown_name(source)
    _check(source, name)
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        copy = folder / "file"
        try:
            size, sha256 = _copy(source, copy, name, largest)
        except OSError as trouble:
            raise BadInput(
                msg(
                    "Không đọc được tệp {name}: {reason}. Chép tệp vào ổ máy rồi thử lại.",
                    name=name,
                    reason=trouble.strerror or str(trouble),
                ),
                name,
            ) from trouble
        yield Spooled(copy, name, size, sha256)
    finally:
        # A virus scanner may still hold the copy: what is left is swept another day.
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def spooled_bytes(data: bytes, name: str) -> Iterator[Spooled]:
    """Put content that is kept already (an attachment, a part of a bundle) where a reader of foreign files finds it."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        copy = folder / "file"
        copy.write_bytes(data)
        yield Spooled(copy, shown_name(Path(name)), len(data), hashlib.sha256(data).hexdigest())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def shown_name(path: Path) -> str:
    """The name of a file as it may stand in a sentence: nothing unseen, no turned direction, not endless."""
    seen = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in path.name or str(path))
    return seen if len(seen) <= _LONGEST_NAME else f"{seen[: _LONGEST_NAME - 20]}…{seen[-19:]}"


def _check(source: Path, name: str) -> None:
    """Only plain files are opened: a pipe or a device would never end."""
    try:
        mode = source.stat().st_mode
    except FileNotFoundError as missing:
        raise NotFound(msg("Không thấy tệp {path}. Kiểm tra tên và thư mục.", path=name)) from missing
    except (OSError, ValueError) as trouble:
        raise BadInput(
            msg("Không mở được tệp {name}. Kiểm tra ổ đĩa và quyền đọc rồi thử lại.", name=name), name
        ) from trouble
    if not stat.S_ISREG(mode):
        raise BadInput(msg("{path} không phải là tệp. Chọn một tệp.", path=name), name)


def _copy(source: Path, copy: Path, name: str, largest: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with source.open("rb") as reading, _written(copy) as writing:
        while chunk := reading.read(CHUNK):
            size += len(chunk)
            if size > largest:
                raise BadInput(
                    msg(
                        "Tệp {name} lớn quá {limit} MB nên không đọc. Bỏ bớt ảnh hoặc tách tệp rồi thử lại.",
                        name=name,
                        limit=largest // 1_000_000,
                    ),
                    name,
                )
            digest.update(chunk)
            writing(chunk)
    return size, digest.hexdigest()


@contextmanager
def _written(copy: Path) -> Iterator[Callable[[bytes], None]]:
    with copy.open("xb") as stream:

        def write(chunk: bytes) -> None:
            try:
                stream.write(chunk)
            except OSError as full:
                raise BadInput(
                    msg(
                        "Ổ đĩa chứa thư mục tạm {folder} đã đầy. Dọn chỗ trống rồi làm lại.",
                        folder=str(copy.parent.parent),
                    ),
                    str(copy),
                ) from full

        yield write


def _sweep(place: Path) -> None:
    """Remove what a killed program left, once it is a day old."""
    with suppress(OSError):
        old = time.time() - _A_DAY
        for left in place.glob(f"{PREFIX}*"):
            with suppress(OSError):
                if left.lstat().st_mtime < old and (os.name == "nt" or left.lstat().st_uid == os.getuid()):
                    shutil.rmtree(left, ignore_errors=True)
