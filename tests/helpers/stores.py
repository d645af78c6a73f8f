"""A store over a file, without the program around it."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from db.connection import Connection, open_writer
from db.derived import derive
from db.migrations import migrate
from db.store import Change, Header, Store


def seeded_uids(seed: int) -> Callable[[], bytes]:
    """Identities that repeat from run to run."""
    return partial(random.Random(seed).randbytes, 16)


def nothing_derived(connection: Connection, change: Change) -> None:
    """For tests of the log alone."""


def open_store(path: Path, *, seed: int = 1, deriving: bool = True) -> Store:
    """A store with its tables made, at ``path``."""
    writer = open_writer(path)
    migrate(writer)
    return Store(writer, seeded_uids(seed), derive if deriving else nothing_derived)


def header(
    label: str = "x", at_ms: int = 1, kind: str = "edit", counter_action: str | None = None, undoes: int | None = None
) -> Header:
    """A header of a change."""
    return Header(label=label, at_ms=at_ms, person_text="Lan", kind=kind, counter_action=counter_action, undoes=undoes)


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Lift the triggers that keep the log and submitted rows, as somebody with the file and an SQLite shell could; they come back."""
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in guards:
        connection.execute(sql)
