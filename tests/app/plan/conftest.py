"""The office of SCENARIO.md for the tests of the quarter."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import FrozenClock
from tests.app.plan.quarter_fixture import Quarter, Template, make_template


@pytest.fixture(scope="session")
def plan_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The office with its plan, closed."""
    return make_template(tmp_path_factory.mktemp("plan") / "so.tdb", logged=False)


@pytest.fixture(scope="session")
def logged_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The office with everything logged and submitted, closed."""
    return make_template(tmp_path_factory.mktemp("logged") / "so.tdb", logged=True)


def _clock() -> FrozenClock:
    return FrozenClock("2026-10-01T09:00:00", step_ms=1)


@pytest.fixture
def quarter(plan_template: Template, tmp_path: Path) -> Iterator[Quarter]:
    """The office of SCENARIO.md with its plan; nothing logged."""
    quarter = plan_template.copy(tmp_path / "quy.tdb", _clock())
    yield quarter
    quarter.session.close()


@pytest.fixture
def logged(logged_template: Template, tmp_path: Path) -> Iterator[Quarter]:
    """The same with everything logged and submitted."""
    quarter = logged_template.copy(tmp_path / "quy.tdb", _clock())
    yield quarter
    quarter.session.close()
