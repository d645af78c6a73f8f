"""What the file itself refuses: rewriting the log, a submitted revision, a close, a signed figure (MODEL 9, 10, 12, 16)."""

import sqlite3
from collections.abc import Iterator

import pytest

from app import workspace
from app.clock import FrozenClock
from app.plan import closing
from tests.helpers import small_office, storage

PERIOD = "2026-Q3"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The file of an office with a closed quarter, open to somebody who writes behind the program's back."""
    path = tmp_path_factory.mktemp("guards") / "so.tdb"
    small_office.write(path)
    session = workspace.open_workspace(path, clock=FrozenClock(storage.NOW, step_ms=1000))
    closing.close_period(session, PERIOD)
    session.close()
    file = sqlite3.connect(path, isolation_level=None)
    yield file
    file.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM change",
        "UPDATE change SET label = 'khác'",
        "UPDATE change SET undone_by = 1 WHERE undone_by IS NOT NULL",
        "DELETE FROM change_row",
        "UPDATE change_row SET after = '{}'",
        "UPDATE change_row SET after_digest = 'x'",
        "INSERT INTO change_row VALUES (1, 999, 'task', 1, NULL, NULL, NULL, NULL)",
        "INSERT INTO change_bulk VALUES (1, 'task', 1, 'x')",
        "UPDATE change_bulk SET rows = 9",
        "DELETE FROM change_bulk",
        "DELETE FROM progress_rev WHERE phase = 'submitted'",
        "UPDATE progress_rev SET result = 'khác' WHERE phase = 'submitted'",
        "UPDATE progress_rev SET phase = 'draft' WHERE phase = 'submitted'",
        "UPDATE progress_entry SET closed_rev = NULL",
        "DELETE FROM value_rev WHERE phase = 'submitted'",
        "UPDATE value_rev SET num = 1 WHERE phase = 'submitted'",
        "UPDATE value_rev SET hash = 'x' WHERE phase = 'submitted'",
        "UPDATE target_value SET closed_rev = NULL",
        "DELETE FROM period_close",
        "UPDATE period_close SET gone = 'mở lại'",
    ],
)
def test_the_file_itself_refuses(closed: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        closed.execute(statement)


def test_the_text_of_a_log_row_can_be_redacted(closed: sqlite3.Connection) -> None:
    closed.execute("BEGIN")
    closed.execute("UPDATE change_row SET before = NULL, after = NULL")
    closed.execute("ROLLBACK")
