"""The reports page over the office of SCENARIO.md, everything logged and submitted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import workspace
from app.clock import FrozenClock
from app.people import offices, persons
from app.plan import closing
from app.session import Actor, Session
from tests.app.conftest import START
from tests.app.plan.quarter_fixture import Q3, Quarter, build
from tests.ui.pages.reports.desk import Desk


@pytest.fixture
def frozen() -> FrozenClock:
    """The clock of the session; each reading steps a millisecond."""
    return FrozenClock(START, step_ms=1)


@pytest.fixture
def session(tmp_path: Path, frozen: FrozenClock) -> Iterator[Session]:
    """A workspace with an office and its deputy chairwoman."""
    session = workspace.create(tmp_path / "so", clock=frozen, actor=Actor("Người thử"), seed=7)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
    persons.add_person(session, name="Trần Thị Lan", post="Trưởng ban")
    persons.add_person(session, name="Nguyễn Thị Hằng", post="Phó Chủ tịch")
    yield session
    session.close()


@pytest.fixture
def quarter(session: Session, frozen: FrozenClock) -> Quarter:
    """Everything logged and submitted; the quarter is open."""
    quarter = build(session, frozen)
    quarter.log_everything()
    quarter.submit()
    return quarter


@pytest.fixture
def desk(quarter: Quarter, qtbot: QtBot) -> Iterator[Desk]:
    """Somebody before the page while the quarter is open."""
    desk = Desk(quarter)
    qtbot.addWidget(desk.page)
    desk.open()
    yield desk
    desk.close()


@pytest.fixture
def closed(desk: Desk) -> Desk:
    """The same after the lock."""
    closing.close_period(desk.quarter.session, Q3)
    desk.settle()
    return desk
