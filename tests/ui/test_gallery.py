"""The components as pictures: nothing cut, in both themes, at 100 and 200 %."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.pictures import CAPITALS, colors_in, ink_rows, picture
from tests.ui.gallery import Gallery, TaskRows
from ui.fonts import Role, font, metrics
from ui.shell.navigation import NavItem
from ui.theme import Choice, wear
from ui.tokens import DARK, LIGHT
from ui.widgets.chips import Chip
from ui.widgets.list_view import ListView
from ui.widgets.page import Page, PageSpec
from ui.widgets.tile import Tile


def ink_height(role: Role, text: str = CAPITALS) -> int:
    """How many rows the text covers when nothing cuts it."""
    box = metrics(role).tightBoundingRect(text)
    return box.height() - 1  # the box is rounded outwards


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_gallery_can_be_drawn_in_both_themes(qtbot: QtBot, qapp: QApplication, theme: Choice) -> None:
    wear(qapp, theme)
    gallery = Gallery()
    qtbot.addWidget(gallery)
    tokens = LIGHT if theme == "light" else DARK
    seen = colors_in(picture(gallery).scaled(683, 500))
    for name in ("base", "sel", "warn_soft", "bad_soft"):
        assert tokens.named(name).name().upper() in seen
    other = DARK if theme == "light" else LIGHT
    assert other.base.name().upper() not in seen


@pytest.mark.parametrize("scale", [1, 2])
def test_stacked_capitals_are_whole_at_every_scaling(tmp_path: Path, checkout: Path, scale: int) -> None:
    code = (
        "from tests.helpers.pictures import *; from ui.application import make_application; from ui.fonts import Role;"
        "from ui.widgets.label import Label; app = make_application(['x'], theme='light')\n"
        "for role in Role:\n"
        "    label, roomy = Label(CAPITALS, role), Label(CAPITALS, role); roomy.setContentsMargins(0, 20, 0, 20)\n"
        "    for one in (label, roomy): one.resize(one.sizeHint())\n"
        "    print(role.name, len(ink_rows(picture(label))), len(ink_rows(picture(roomy))))"
    )
    environment = {**os.environ, "QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, env=environment, capture_output=True, text=True, check=True
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    assert len(lines) == len(Role)
    assert [name for name, cut, whole in lines if cut != whole] == []


def rows_of_text(image: QImage, left: int, right: int) -> int:
    return len(ink_rows(image.copy(left, 1, right - left, image.height() - 2)))


def widgets() -> list[tuple[QWidget, Role, int, int]]:
    """Painted widgets that show the capitals, the role they use, and between which columns the text stands."""
    item = NavItem(PageSpec("x", CAPITALS, "table", Page))
    item.resize(176, 34)
    chip = Chip(CAPITALS)
    chip.resize(chip.sizeHint())
    return [(item, Role.BODY, 42, 120), (chip, Role.SMALL_MEDIUM, 11, chip.width() - 11)]


@pytest.mark.parametrize("number", [0, 1], ids=["navigation", "chip"])
def test_stacked_capitals_are_whole_in_painted_widgets(qtbot: QtBot, number: int) -> None:
    widget, role, left, right = widgets()[number]
    qtbot.addWidget(widget)
    assert rows_of_text(picture(widget), left, right) >= ink_height(role)


def test_stacked_capitals_are_whole_in_rows_of_lists(qtbot: QtBot) -> None:
    rows = ListView(name="Nhiệm vụ")
    rows.setModel(TaskRows())
    rows.set_widths([0, 0, 600, 0, 0, 0])
    qtbot.addWidget(rows)
    rows.resize(700, 300)
    # The second row: not selected, not hovered, without a tail.
    row = picture(rows).copy(10, 26 + 28 + 1, 500, 26)
    assert len(ink_rows(row)) >= ink_height(Role.BODY)


def test_a_tile_shows_figure_base_and_note_without_overlap(qtbot: QtBot) -> None:
    tile = Tile("Đúng tiến độ", "68", "78", "87,2% · quý II 93,1%")
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "Đúng tiến độ 68/78 87,2% · quý II 93,1%"
    widths = metrics(Role.FIGURE).horizontalAdvance("68") + metrics(Role.FIGURE_BASE).horizontalAdvance("/78")
    assert tile.sizeHint().width() > widths + metrics(Role.SMALL).horizontalAdvance("87,2% · quý II 93,1%")
    assert font(Role.FIGURE).pixelSize() == 24
