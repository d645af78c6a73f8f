"""The schema, as the numbered steps that build it. A step is never edited once released.

Each step is a folder of plain DDL (``0001/01_identity.sql`` ...), run in one transaction with its ``user_version``: the file is either
before the step or after it. sqlite-utils gives the transaction (``db.atomic()``); its ``table.transform()`` is not used, because it drops
triggers, generated columns and WITHOUT ROWID without a word (DESIGN § 11).
"""

import sqlite3
from collections.abc import Callable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from db.connection import APPLICATION_ID, Connection, schema_version

STEPS = ("0001", "0002", "0003")
LATEST = len(STEPS)


class NewerSchema(Exception):
    """The file was written by a newer version of the program. Nothing was touched."""

    def __init__(self, found: int) -> None:
        super().__init__(f"schema {found}, this program knows {LATEST}")
        self.found = found


def pending(connection: Connection) -> int:
    """How many steps the file lacks. Raises NewerSchema for a file from a newer program."""
    found = schema_version(connection)
    if found > LATEST:
        raise NewerSchema(found)
    return LATEST - found


def migrate(connection: Connection, before_first: Callable[[], None] | None = None) -> int:
    """Bring the file up to date; return how many steps ran.

    ``before_first`` runs once when an existing file is about to change (the backup before a migration).
    """
    missing = pending(connection)
    if not missing:
        return 0
    from sqlite_utils import Database  # 72 ms of import, needed only when there is something to migrate

    start = schema_version(connection)
    if start and before_first is not None:
        before_first()
    database = Database(connection)
    for version, step in enumerate(STEPS[start:], start=start + 1):
        with database.atomic():
            for statement in _statements(files(__name__) / step):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version}")
    return missing


def _statements(folder: Traversable) -> Iterator[str]:
    """The statements of a step in order: files by name, one statement at a time."""
    for script in sorted(folder.iterdir(), key=lambda entry: entry.name):
        gathered = ""
        for line in script.read_text(encoding="utf-8").splitlines(keepends=True):
            gathered += line
            if sqlite3.complete_statement(gathered):
                yield gathered
                gathered = ""
