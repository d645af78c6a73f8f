"""Reading a foreign file in a process of its own: a crash, an endless loop or a flood of memory there becomes one sentence here.

Works from a worker thread of the window, from the command line, in tests and in a frozen program (there the program itself is started
again with ``CHILD_OPTION``; its entry points hand such a start to ``entry.serve``).
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import msgspec

from app.errors import BadInput, Cancelled
from app.foreign import CHILD_OPTION, child
from app.foreign.child import ANSWER, JOB, OUT_OF_MEMORY, Answer, Died, Done, Job
from app.foreign.limits import Limits
from app.foreign.spool import Spooled
from app.i18n import Message, language, msg
from app.jobs import Progress

_GRACE = 0.1
"""Seconds between two looks at the clock and at the wish to stop."""

_log = logging.getLogger(__name__)
_CHECKOUT = Path(__file__).resolve().parent.parent.parent


def read_apart(
    reader: str, file: Spooled, *, options: bytes = b"", limits: Limits | None = None, progress: Progress | None = None
) -> bytes:
    """What ``reader`` ("package.module:function", called with path, name and options) gives for a spooled file.

    Raises BadInput with a sentence when the reader refuses, crashes, or goes beyond its limits, and Cancelled when the person stops.
    """
    held = limits or Limits()
    job = Job(reader, str(file.path), file.name, options, held, language())
    (file.folder / JOB).write_bytes(msgspec.msgpack.encode(job))
    code, ended = _run(file.folder, held, progress)
    if ended == "cancelled":
        raise Cancelled
    answer = _answer(file.folder / ANSWER, held) if code == 0 and not ended else None
    if isinstance(answer, Done):
        return answer.data
    if isinstance(answer, child.Said):
        raise BadInput(Message(answer.text, answer.values), answer.where)
    if isinstance(answer, Died):
        _log.warning("reader %s died: %s", reader, answer.trace)
    raise BadInput(_sentence(file.name, code, ended, held), file.name)


def _command(folder: Path) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_OPTION, str(folder)]
    # -P: nothing is imported from the folder of the foreign file, which is where the child stands.
    return [sys.executable, "-P", "-X", "utf8", "-m", "app.foreign.child", str(folder)]


def _environment() -> dict[str, str]:
    """Ours, so that the child finds the program whatever the current folder, and nothing that turns on tracing or Qt."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "COVERAGE", "PYTEST"))}
    paths = [str(_CHECKOUT), *filter(None, [kept.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(paths)}


def _run(folder: Path, limits: Limits, progress: Progress | None) -> tuple[int, str]:
    """Exit code of the child, and "time" or "cancelled" where it was ended."""
    process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
        _command(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(),
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    watch = _Watch(process, limits.seconds, progress)
    watch.start()
    try:
        return process.wait(), watch.finish()
    finally:
        # What the child started (LibreOffice) ends with it.
        _end(process)


class _Watch(threading.Thread):
    """Ends the child when its time is over or the person asked to stop; the other thread only waits."""

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float, progress: Progress | None) -> None:
        super().__init__(name="foreign-file-watch", daemon=True)
        self._process, self._progress = process, progress
        self._until = time.monotonic() + seconds
        self._over = threading.Event()
        self._ended = ""

    def run(self) -> None:
        """Look every now and then until the child is gone."""
        while not self._over.wait(min(_GRACE, max(0.0, self._until - time.monotonic()))):
            self._ended = self._why()
            if self._ended:
                _end(self._process)
                return

    def finish(self) -> str:
        """The child is gone: why it was ended, empty where it ended by itself."""
        self._over.set()
        self.join()
        return self._ended

    def _why(self) -> str:
        if time.monotonic() >= self._until:
            return "time"
        return "cancelled" if self._progress is not None and self._progress.stopping else ""


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a child and, on Unix, everything it started; on Windows its job object does that."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        with suppress(OSError):
            process.kill()


def _answer(path: Path, limits: Limits) -> Answer | None:
    """What the child wrote, None where that is nothing, too much or nonsense."""
    try:
        if path.stat().st_size > limits.answer:
            return None
        answer: Answer = msgspec.msgpack.decode(path.read_bytes(), type=Answer)
    except (OSError, msgspec.DecodeError):
        return None
    return answer


def _sentence(name: str, code: int, ended: str, limits: Limits) -> Message:
    if ended == "time" or code == -getattr(signal, "SIGXCPU", 0):
        return msg(
            "Đọc tệp {name} quá {seconds} giây nên đã dừng. Mở tệp bằng Word, lưu lại thành .docx rồi thử lại.",
            name=name,
            seconds=round(limits.seconds),
        )
    if code == OUT_OF_MEMORY:
        return msg(
            "Tệp {name} chiếm quá nhiều bộ nhớ khi đọc nên đã dừng. Bỏ bớt ảnh và bảng hoặc tách tệp rồi thử lại.",
            name=name,
        )
    return msg(
        "Không đọc được tệp {name}: nội dung hỏng hoặc không theo chuẩn. Mở tệp bằng Word, lưu lại thành .docx rồi thử lại.",
        name=name,
    )
