"""The application the tests of the window run in: dressed, with the bundled font, speaking Vietnamese."""

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from ui.application import make_application
from ui.theme import wear


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """In place of pytest-qt's bare one: what is tested is what people see."""
    there = QApplication.instance()
    return there if isinstance(there, QApplication) else make_application(["tiendo"], theme="light")


@pytest.fixture(autouse=True)
def _light(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test begins in the light theme, whatever the last one wore."""
    yield
    if {"qtbot", "qapp"} & set(request.fixturenames):
        wear(cast(QApplication, QApplication.instance()), "light")
