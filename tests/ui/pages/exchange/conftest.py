"""Somebody before the window of a province that exchanges files with three schools."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.at_window import AtWindow
from tests.ui.pages.exchange.offices import Offices, offices


@pytest.fixture
def below(tmp_path: Path) -> Iterator[Offices]:
    """The province and the schools; no window is open yet."""
    made = offices(tmp_path, Path(os.environ["TIENDO_KEYS"]))
    yield made
    made.close()


@pytest.fixture
def at_province(me: AtWindow, below: Offices) -> AtWindow:
    """Somebody before the province's window; reports of schools may still be made."""
    below.province.session.close()
    me.open(below.path)
    return me
