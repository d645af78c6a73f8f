"""The disk as a power cut may leave it, out of a record of what a program did (``recorder.c``).

The model is harsher than most disks. Of each file the writes since its last sync may all be there, all be lost, end anywhere, be there
in part, or be torn at 512 bytes. Names (create, rename, link, unlink) done since the last sync of anything may not have happened. What
one sync confirms is there for good. A file called ``ACK`` is the witness outside the disk: all of it always survives.
"""

import random
import struct
from dataclasses import dataclass, field
from pathlib import Path

WITNESS = "ACK"
SECTOR = 512
_HEAD = struct.Struct("<cIIQQ")


@dataclass(frozen=True)
class Operation:
    """One thing the program did: ``kind`` as in recorder.c, the names, where, how much, the bytes of a write."""

    kind: str
    name: str
    other: str
    offset: int
    data: bytes


@dataclass
class Content:
    """A file: what is safe, and what was written since."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[Operation] = field(default_factory=list)

    def sync(self) -> None:
        """All that was written is safe."""
        for operation in self.pending:
            apply(self.safe, operation)
        self.pending.clear()


def read_record(path: Path) -> list[Operation]:
    """The operations of a record, in order; one that was cut short at the end is left out."""
    raw, at, found = path.read_bytes(), 0, []
    while at + _HEAD.size <= len(raw):
        kind, first, second, offset, size = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        name, at = raw[at : at + first].decode(), at + first
        other, at = raw[at : at + second].decode(), at + second
        length = size if kind == b"W" else 0
        found.append(Operation(kind.decode(), name, other, offset, raw[at : at + length]))
        at += length
    return found


def apply(content: bytearray, operation: Operation) -> None:
    """Do a write or a change of size to the bytes of a file."""
    if operation.kind == "S":
        del content[operation.offset :]
        content.extend(bytes(operation.offset - len(content)))
        return
    content.extend(bytes(max(0, operation.offset - len(content))))
    content[operation.offset : operation.offset + len(operation.data)] = operation.data


def disk_after(operations: list[Operation], count: int, rng: random.Random) -> dict[str, bytes]:
    """One disk as it may look when the power goes right after ``count`` operations: content by name."""
    names: dict[str, Content] = {}
    unsure: list[dict[str, Content]] = []
    for operation in operations[:count]:
        if operation.name.endswith("-shm"):
            continue
        if operation.kind == "F":
            if operation.name in names:  # else a folder: its names are safe from now on
                names[operation.name].sync()
            unsure.clear()
        elif operation.kind in "WS":
            names.setdefault(operation.name, Content()).pending.append(operation)
        else:
            unsure.append(dict(names))
            _rename(names, operation)
    directory = rng.choice([*unsure, names])
    policy = rng.choice(["none", "all", "prefix", "some", "some"])
    left = {name: _survivors(content, policy, rng) for name, content in directory.items()}
    return left | {name: _survivors(content, "all", rng) for name, content in names.items() if name.endswith(WITNESS)}


def _rename(names: dict[str, Content], operation: Operation) -> None:
    if operation.kind == "C":
        names.setdefault(operation.name, Content())
    elif operation.kind == "U":
        names.pop(operation.name, None)
    elif operation.name in names:
        names[operation.other] = names[operation.name]
        if operation.kind == "R":
            del names[operation.name]


def _survivors(content: Content, policy: str, rng: random.Random) -> bytes:
    left, pending = bytearray(content.safe), content.pending
    if policy == "none":
        pending = []
    elif policy == "prefix":
        pending = pending[: rng.randrange(len(pending) + 1)]
    elif policy == "some":
        pending = [operation for operation in pending if rng.random() < 0.6]
    for operation in pending:
        data = operation.data
        if policy in ("prefix", "some") and len(data) > SECTOR and rng.random() < 0.15:
            data = data[: SECTOR * rng.randrange(len(data) // SECTOR)]
        apply(left, Operation(operation.kind, operation.name, "", operation.offset, data))
    return bytes(left)


def lay_out(disk: dict[str, bytes], original: Path, target: Path) -> None:
    """Write a disk's files below ``target``, which stands for the folder ``original`` of the record."""
    for name, content in disk.items():
        path = target / Path(name).relative_to(original)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
