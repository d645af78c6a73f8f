"""One process per workspace (DESIGN § 9): who holds it, and how a lock left by a crash goes away by itself.

The lock itself is the operating system's (it ends with the process that held it, however that ended); beside it lies a small JSON file that
says who has the workspace open, so that the person who is refused knows whom to ask. That file alone locks nothing.
"""

import getpass
import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from app.clock import Clock, local
from app.errors import WorkspaceTrouble
from app.i18n import Message, msg


class Holder(msgspec.Struct, frozen=True):
    """Who has a workspace open: the person, the machine, since when (milliseconds UTC), the process there."""

    person: str
    host: str
    since_ms: int
    pid: int


@dataclass(frozen=True)
class WorkspaceLock:
    """A held lock. ``release`` it when the workspace is closed."""

    path: Path
    _lock: FileLock

    def release(self) -> None:
        """Let the next one in."""
        with suppress(OSError):
            holder_file(self.path).unlink(missing_ok=True)
        self._lock.release()


def lock_file(path: Path) -> Path:
    """The file the operating system locks for a workspace."""
    return path.with_name(path.name + ".lock")


def holder_file(path: Path) -> Path:
    """The file that says who holds the lock."""
    return path.with_name(path.name + ".who")


def acquire(path: Path, person: str, clock: Clock) -> WorkspaceLock:
    """Take the workspace for this process. Raises WorkspaceTrouble with the holder's name when another has it."""
    lock = FileLock(lock_file(path), thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise WorkspaceTrouble(_taken(path)) from None
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise WorkspaceTrouble(
            msg("Không giữ được khóa của {path}: {reason}. Chọn thư mục khác.", path=str(path), reason=reason)
        ) from trouble
    try:
        holder = Holder(person or current_person(), platform.node(), clock.now_ms(), os.getpid())
        holder_file(path).write_bytes(msgspec.json.encode(holder))
    except OSError:
        # Locked all the same; the next one in line only learns less. A full disk must not keep a person out.
        holder_file(path).unlink(missing_ok=True)
    return WorkspaceLock(path, lock)


def holder(path: Path) -> Holder | None:
    """Who said last that they hold the workspace, or None when nobody did or it cannot be read."""
    try:
        return msgspec.json.decode(holder_file(path).read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return None


def current_person() -> str:
    """The name under which the person is logged in at this machine; empty where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _taken(path: Path) -> Message:
    found = holder(path)
    if found is None:
        return msg("Sổ làm việc {name} đang mở ở cửa sổ khác. Đóng ở đó rồi mở lại.", name=path.name)
    return msg(
        "Sổ làm việc {name} đang mở bởi {person} trên máy {host} từ {time}. Đóng ở đó rồi mở lại.",
        name=path.name,
        person=found.person,
        host=found.host,
        time=f"{local(found.since_ms):%H:%M %d/%m/%Y}",
    )
