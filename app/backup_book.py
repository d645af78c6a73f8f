"""The book of backups: one JSON line for each one made, given up, or accepted although it shrank (``manifest.jsonl`` in the folder).

Lines are only ever appended, each synced. A line that a crash cut short is passed over; a file that the book does not know still counts
as a backup, only an unverified one.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from app.clock import day_of
from app.thinning import Dated

BOOK = "manifest.jsonl"
SHRUNK = 3  # A backup that lost more than one part in three stops the rotation.


class Backup(msgspec.Struct, frozen=True, tag="made", kw_only=True):
    """A backup as the book knows it: when (milliseconds UTC), why, what is in it, and the SHA-256 that the file must have."""

    name: str
    at_ms: int
    reason: str
    sha256: str = ""
    size: int = 0
    schema: int = 0
    program: str = ""
    office: str = ""
    total: int = 0
    rows: dict[str, int] = msgspec.field(default_factory=dict)
    files: int = 0
    files_missing: int = 0
    last_change: int = 0
    last_change_hash: str = ""
    last_change_ms: int | None = None
    verified: bool = False
    shrank: bool = False


class Removed(msgspec.Struct, frozen=True, tag="removed", kw_only=True):
    """A backup was given up by thinning, or by a person, on a day (ISO)."""

    name: str
    on: str


class Accepted(msgspec.Struct, frozen=True, tag="accepted", kw_only=True):
    """A person said that a backup is right although it shrank."""

    name: str
    at_ms: int


Line = Backup | Removed | Accepted


def append(folder: Path, line: Line) -> None:
    """Write one line, durably, after whatever a crash may have left of the last one."""
    book = folder / BOOK
    cut = book.exists() and book.read_bytes()[-1:] not in (b"", b"\n")
    with book.open("ab") as stream:
        stream.write((b"\n" if cut else b"") + msgspec.json.encode(line) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


def read(folder: Path) -> tuple[Backup, ...]:
    """The backups that are there, oldest first."""
    made: dict[str, Backup] = {}
    for line in _lines(folder / BOOK):
        if isinstance(line, Backup):
            made[line.name] = line
        elif isinstance(line, Accepted) and line.name in made:
            made[line.name] = msgspec.structs.replace(made[line.name], shrank=False)
        else:
            made.pop(line.name, None)
    there = {path.name: path for path in folder.glob("*.tdb")} if folder.is_dir() else {}
    known = [_as_it_lies(backup, there[name]) for name, backup in made.items() if name in there]
    strangers = [_stranger(path) for name, path in there.items() if name not in made]
    return tuple(sorted(known + strangers, key=lambda backup: backup.at_ms))


def dated(backup: Backup) -> Dated:
    """A backup as thinning sees it: what a person asked for stays until a person deletes it."""
    return Dated(backup.name, day_of(backup.at_ms), backup.verified, backup.reason == "manual", backup.shrank)


def shrank(total: int, files: int, before: Backup | None) -> bool:
    """Whether a new backup holds a third less rows or files than the one before it."""
    if before is None:
        return False
    return total * SHRUNK < before.total * (SHRUNK - 1) or files * SHRUNK < before.files * (SHRUNK - 1)


def _as_it_lies(backup: Backup, path: Path) -> Backup:
    """A file of another length than the book says is not the file that was verified."""
    return backup if path.stat().st_size == backup.size else msgspec.structs.replace(backup, verified=False)


def _stranger(path: Path) -> Backup:
    found = path.stat()
    return Backup(name=path.name, at_ms=int(found.st_mtime * 1000), reason="unknown", size=found.st_size)


def _lines(book: Path) -> Iterator[Line]:
    if not book.exists():
        return
    for text in book.read_bytes().splitlines():
        try:
            yield msgspec.json.decode(text, type=Line)
        except msgspec.DecodeError:
            continue
