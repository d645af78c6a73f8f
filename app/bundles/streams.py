"""Small streams for bundles: hashing on the way, with a cap, out of pieces, out of and into files with errors for people."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import IO

from app.bundles.faults import Damaged, Fault
from app.errors import BadInput, NotFound, WorkspaceTrouble
from app.i18n import msg
from app.safe_files import put_in_place


class Hashing:
    """Passes bytes through, in either direction, and knows their number and SHA-256."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._digest, self.size = stream, hashlib.sha256(), 0

    @property
    def sha256(self) -> str:
        """Of what passed until now, in hex."""
        return self._digest.hexdigest()

    def read(self, size: int = -1) -> bytes:
        """The next bytes of the stream."""
        return self._passed(self._stream.read(size))

    def write(self, data: bytes) -> int:
        """Give the bytes on."""
        self._stream.write(self._passed(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here."""
        self._stream.flush()

    def _passed(self, data: bytes) -> bytes:
        self._digest.update(data)
        self.size += len(data)
        return data


class Capped:
    """Takes at most ``most`` bytes; Damaged (``TOO_LARGE``) beyond, WorkspaceTrouble where the disk is full."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most

    def write(self, data: bytes) -> int:
        """Take the bytes."""
        self._left -= len(data)
        if self._left < 0:
            raise Damaged(Fault.too_large)
        try:
            return self._stream.write(data)
        except OSError as trouble:
            raise WorkspaceTrouble(
                msg(
                    "Không ghi được tệp tạm khi mở gói: {reason}. Dọn chỗ trống trên ổ đĩa rồi làm lại.",
                    reason=trouble.strerror or str(trouble),
                )
            ) from trouble

    def flush(self) -> None:
        """The spool is read by the same process: nothing need reach the disk."""


class Chunks:
    """Pieces as something to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes, everything where it is negative; empty at the end."""
        if size < 0:
            return self._rest + b"".join(self._pieces)
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = piece
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


@contextmanager
def opened_file(source: Path | bytes, name: str) -> Iterator[IO[bytes]]:
    """A file to read from, or bytes as one. NotFound, or BadInput for what is no plain file or cannot be read."""
    if isinstance(source, bytes):
        yield BytesIO(source)
        return
    try:
        # Looked at before it is opened: opening a pipe waits until somebody writes into it.
        if not stat.S_ISREG(source.stat().st_mode):
            raise BadInput(msg("{path} không phải là tệp. Chọn một tệp.", path=name), name)
        with source.open("rb") as stream:
            yield stream
    except FileNotFoundError as missing:
        raise NotFound(msg("Không thấy tệp {path}. Kiểm tra tên và thư mục.", path=name)) from missing
    except OSError as trouble:
        raise BadInput(
            msg(
                "Không đọc được tệp {name}: {reason}. Chép tệp vào ổ máy rồi thử lại.",
                name=name,
                reason=trouble.strerror or str(trouble),
            ),
            name,
        ) from trouble


@contextmanager
def written_file(path: Path) -> Iterator[IO[bytes]]:
    """A file beside ``path`` that takes its place once everything is written and durable; nothing is left of it otherwise."""
    temporary = path.parent / f".{path.name[:40]}.{os.urandom(6).hex()}.tmp"
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as trouble:
        _forget(temporary)
        raise WorkspaceTrouble(
            msg(
                "Không ghi được {path}: {reason}. Hãy chọn thư mục khác hoặc giải phóng ổ đĩa",
                path=str(path),
                reason=trouble.strerror or str(trouble),
            )
        ) from trouble
    except BaseException:
        _forget(temporary)
        raise
    put_in_place(temporary, path)


def _forget(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink(missing_ok=True)
