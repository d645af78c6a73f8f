"""The office of SCENARIO.md for the tests of the quarter."""

import pytest

from app.clock import FrozenClock
from app.session import Session
from tests.app.plan.quarter_fixture import Quarter, build


@pytest.fixture
def quarter(office_session: Session, frozen: FrozenClock) -> Quarter:
    """The office of SCENARIO.md with its plan; nothing logged."""
    return build(office_session, frozen)


@pytest.fixture
def logged(quarter: Quarter) -> Quarter:
    """The same with everything logged and submitted."""
    quarter.log_everything()
    quarter.submit()
    return quarter
