"""The quarter of SCENARIO.md, logged and submitted, for the papers that tell it."""

import pytest

from app.clock import FrozenClock
from app.plan import closing
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Quarter, build


@pytest.fixture
def submitted(office_session: Session, frozen: FrozenClock) -> Quarter:
    """Everything logged and submitted; the quarter is open."""
    quarter = build(office_session, frozen)
    quarter.log_everything()
    quarter.submit()
    return quarter


@pytest.fixture
def closed(submitted: Quarter) -> Quarter:
    """The quarter is locked."""
    closing.close_period(submitted.session, Q3)
    return submitted
