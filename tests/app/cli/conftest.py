"""A small office to type commands at."""

import shutil
from pathlib import Path

import pytest

from tests.helpers.command_line import Desk
from tests.helpers.scenario_story import desk, logged_office


@pytest.fixture(scope="session")
def _logged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return logged_office(tmp_path_factory.mktemp("logged") / "so.tdb")


@pytest.fixture
def at(_logged: Path, tmp_path: Path) -> Desk:
    """A desk at the office of SCENARIO.md on 01/10/2026: everything logged, nothing submitted."""
    shutil.copytree(_logged.parent, tmp_path / "so")
    return desk(tmp_path / "so" / "so.tdb", "01/10/2026")
