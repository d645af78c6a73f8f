"""Readers that misbehave, for the process that reads foreign files."""

import os
import time
from pathlib import Path

from app.errors import BadInput
from app.i18n import language, msg


def content(path: Path, name: str, options: bytes) -> bytes:
    """An honest one: name, options and content."""
    return name.encode() + b"|" + options + b"|" + path.read_bytes()


def speaks(path: Path, name: str, options: bytes) -> bytes:
    """The language it speaks."""
    return language().encode()


def refuses(path: Path, name: str, options: bytes) -> bytes:
    """Says why not."""
    raise BadInput(msg("{name} có {count} lỗi.", name=name, count=3), "dòng 2")


def hangs(path: Path, name: str, options: bytes) -> bytes:
    """Waits for ever, in a process of its own as well."""
    if os.fork() == 0:
        time.sleep(600)
    (Path(os.fsdecode(options)) / "started").touch()
    time.sleep(600)
    return b""


def spins(path: Path, name: str, options: bytes) -> bytes:
    """Uses the processor for ever."""
    while True:
        pass


def grows(path: Path, name: str, options: bytes) -> bytes:
    """Takes all memory."""
    return b"".join(bytes(50_000_000) for _ in range(1000))


def floods(path: Path, name: str, options: bytes) -> bytes:
    """Answers with too much."""
    return bytes(3_000_000)


def crashes(path: Path, name: str, options: bytes) -> bytes:
    """Dies as a broken library does."""
    os.abort()


def slips(path: Path, name: str, options: bytes) -> bytes:
    """Has a mistake."""
    return bytes(str(1 // len(options)), "ascii")


def chatters(path: Path, name: str, options: bytes) -> bytes:
    """Writes where nobody reads."""
    for stream in (1, 2):
        os.write(stream, b"x" * 1_000_000)
    return b"done"
