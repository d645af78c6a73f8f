"""A file of every schema that was ever released opens, is brought up to date, passes the check, and can be worked with."""

import lzma
from pathlib import Path

import pytest

from app import backup, checking, workspace
from app.checking import Severity
from app.clock import FrozenClock
from app.session import Actor, Session
from db import migrations
from db.connection import schema_version
from tests.helpers import storage

STORED = sorted(Path(__file__).parent.glob("schema-*.tdb.xz"))


@pytest.fixture(params=STORED, ids=lambda stored: stored.name.split(".")[0])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a stored file."""
    path = tmp_path / "so.tdb"
    path.write_bytes(lzma.decompress(request.param.read_bytes()))
    return path


def opened(path: Path) -> Session:
    return workspace.open_workspace(path, clock=FrozenClock("2027-01-05T08:00:00"), actor=Actor("Trần Văn Bình"))


def test_every_schema_has_its_file() -> None:
    assert [stored.name for stored in STORED] == [f"schema-{n}.tdb.xz" for n in range(1, migrations.LATEST + 1)]


def test_an_old_file_opens_is_migrated_with_a_backup_and_passes_the_check(old: Path) -> None:
    reader = storage.raw(old)
    before = schema_version(reader)
    reader.close()
    session = opened(old)
    assert schema_version(session.conn) == migrations.LATEST
    session.close()
    reasons = [made.reason for made in backup.list_backups(old)]
    assert reasons == (["before-migration"] if before < migrations.LATEST else [])
    wrong = [f for f in checking.check(old).findings if f.severity is not Severity.NOTE]
    assert wrong == [], "after a change of a schema that is not yet released: python -m tests.old_files.make"


def test_what_was_done_in_an_old_file_can_still_be_undone_and_read(old: Path) -> None:
    session = opened(old)
    text = "Thành lập công đoàn cơ sở"
    assert session.conn.execute("SELECT text FROM task").fetchone()[0] == text
    session.redo()
    assert session.conn.execute("SELECT text FROM task").fetchone()[0] == f"{text} mới"
    session.undo()
    session.close()
    assert checking.check(old).ok
