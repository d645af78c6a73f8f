"""The quarter page over the office of SCENARIO.md, and somebody who works in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import workspace
from app.clock import FrozenClock
from app.people import offices
from app.session import Actor, Session
from tests.app.conftest import START
from tests.app.plan.quarter_fixture import Quarter, build
from tests.ui.pages.quarter.clerk import Clerk


@pytest.fixture
def frozen() -> FrozenClock:
    """The clock of the session; each reading steps a millisecond."""
    return FrozenClock(START, step_ms=1)


@pytest.fixture
def session(tmp_path: Path, frozen: FrozenClock) -> Iterator[Session]:
    """A workspace with an office."""
    session = workspace.create(tmp_path / "so", clock=frozen, actor=Actor("Người thử"), seed=7)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
    yield session
    session.close()


@pytest.fixture
def quarter(session: Session, frozen: FrozenClock) -> Quarter:
    """The office of SCENARIO.md with its plan; nothing logged."""
    return build(session, frozen)


@pytest.fixture
def clerk(quarter: Quarter, qtbot: QtBot) -> Iterator[Clerk]:
    """A clerk before the grid of own tasks."""
    clerk = Clerk(quarter)
    qtbot.addWidget(clerk.page)
    clerk.open()
    yield clerk
    clerk.close()
