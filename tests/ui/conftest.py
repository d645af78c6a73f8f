"""The application the tests of the window run in: dressed, with the bundled font, speaking Vietnamese; and workspaces to look at."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import backup, start, workspace
from app.clock import FrozenClock
from app.sample import province
from app.session import Actor
from tests.ui.at_window import AtWindow
from ui.application import make_application
from ui.theme import wear

TODAY = "2026-10-02T08:00:00"
NAME = "so.tdb"


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
        app = cast(QApplication, QApplication.instance())
        # Dressing anew restyles every widget the test has left: only when it is needed.
        if app.property("theme_choice") != "light":
            wear(app, "light")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample workspace; copy it before you open it."""
    folder = tmp_path_factory.mktemp("sample")
    session = workspace.create(folder / NAME, clock=FrozenClock(TODAY), actor=Actor("Thu Hằng"), seed=1)
    province.write_sample(session)
    backup.back_up(session)  # so that no window makes one of the day when it closes
    session.close()
    return folder


@pytest.fixture
def sample(sample_folder: Path, tmp_path: Path) -> Path:
    """The path of a sample workspace of one's own."""
    shutil.copytree(sample_folder, tmp_path / "sample")
    return tmp_path / "sample" / NAME


@pytest.fixture
def me(qtbot: QtBot) -> Iterator[AtWindow]:
    """Somebody at the program on 2 October 2026; nothing is open yet."""
    me = AtWindow(FrozenClock(TODAY, step_ms=1))
    yield me
    me.close()


@pytest.fixture
def at_sample(me: AtWindow, sample: Path) -> AtWindow:
    """Somebody before the window on the sample."""
    me.open(sample)
    return me


@pytest.fixture
def at_new(me: AtWindow, tmp_path: Path) -> AtWindow:
    """Somebody before the window on an office that has nothing in it yet."""
    answers = start.Answers("Liên đoàn Lao động tỉnh Mẫu", "calendar", tmp_path / NAME)
    me.show(start.make_workspace(answers, clock=FrozenClock(TODAY, step_ms=1), actor=Actor("Thu Hằng")))
    return me
