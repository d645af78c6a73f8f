"""A workspace of one's own for each test: empty, or with an office set up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import FrozenClock
from app.ids import IdMaker
from app.people import offices
from app.session import Actor, Session
from db import migrations
from db.connection import open_writer

START = "2026-07-01T08:00:00"
"""A Wednesday at the start of the third quarter of 2026, Vietnamese time."""


@pytest.fixture
def frozen() -> FrozenClock:
    """The clock of ``session``; each reading steps a millisecond."""
    return FrozenClock(START, step_ms=1)


@pytest.fixture
def session(tmp_path: Path, frozen: FrozenClock) -> Iterator[Session]:
    """An empty workspace, its tables made, nothing in it."""
    path = tmp_path / "so.tdb"
    writer = open_writer(path)
    migrations.migrate(writer)
    session = Session(path, writer, frozen, IdMaker(frozen, seed=7), Actor("Người thử"))
    yield session
    session.close()


@pytest.fixture
def office_session(session: Session) -> Session:
    """A workspace whose office is LĐLĐ tỉnh Mẫu, a calendar-year office."""
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
    return session
