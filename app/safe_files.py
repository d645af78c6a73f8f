"""Files that are either the old one or the new one, whole, whatever happens in between.

Temporary name beside the target → write → fsync → rename → fsync of the folder (DESIGN § 9). On Windows a virus
scanner or an open viewer refuses the rename for a moment (sharing violation): it is tried again for a little
while, then the person is told.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.errors import Refused, WorkspaceTrouble
from app.i18n import msg

RETRY_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the attempts to rename: scanners let go within a second, a person's open viewer does not."""


def replace_file(path: Path, data: bytes, *, pause: Callable[[float], None] = time.sleep) -> None:
    """Make ``path`` hold exactly ``data``.

    Raises Refused when another program holds the file open, WorkspaceTrouble when the disk is full or the folder
    is missing or read-only; the old file is then untouched and no temporary file is left.
    """
    # Not a NamedTemporaryFile: only its maker may read that one, and a paper saved to a shared folder is for others too.
    temporary = path.parent / f".{path.name[:40]}.{os.urandom(6).hex()}.tmp"
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as trouble:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise _not_written(path, trouble) from trouble
    put_in_place(temporary, path, pause=pause)


def sync(path: Path) -> None:
    """Make the content of a file durable."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def put_in_place(temporary: Path, path: Path, *, pause: Callable[[float], None] = time.sleep) -> None:
    """Give a file that is written and synced its name, durably; the same errors as ``replace_file``."""
    _rename(temporary, path, pause)
    _sync_folder(path.parent)


def _rename(temporary: Path, path: Path, pause: Callable[[float], None]) -> None:
    """Put ``temporary`` in the place of ``path``, trying again while another program holds it."""
    for wait in (*RETRY_PAUSES, None):
        try:
            temporary.replace(path)
            return
        except PermissionError as held:
            if wait is None:
                temporary.unlink(missing_ok=True)
                raise Refused(
                    msg(
                        "Chưa ghi được {path}: tệp đang mở ở chương trình khác. Hãy đóng tệp đó rồi ghi lại",
                        path=str(path),
                    )
                ) from held
            pause(wait)
        except OSError as trouble:
            temporary.unlink(missing_ok=True)
            raise _not_written(path, trouble) from trouble


def _held(path: Path) -> Refused:
    """What to tell the person whose other program keeps the file."""
    return Refused(
        msg("Chưa ghi được {path}: tệp đang mở ở chương trình khác. Hãy đóng tệp rồi ghi lại", path=str(path))
    )


def _not_written(path: Path, trouble: OSError) -> WorkspaceTrouble:
    """What to tell the person: which file, and why the system refused."""
    reason = trouble.strerror or str(trouble)
    return WorkspaceTrouble(
        msg(
            "Không ghi được {path}: {reason}. Hãy chọn thư mục khác hoặc giải phóng ổ đĩa",
            path=str(path),
            reason=reason,
        )
    )


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows has no such call for folders and does not need it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
