"""Every state has a shape of its own; icons take the colours worn."""

from importlib.resources import files

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.pictures import colors_in
from ui import icons
from ui.marks import MARKS, NOTHING, MarkLabel, mark_pixmap, mark_word, nothing_word, paint_nothing
from ui.theme import wear
from ui.tokens import DARK, LIGHT

STATES = {
    "done", "done_late", "in_progress", "due_soon", "overdue", "not_started", "continuous", "paused", "cancelled",
    "not_logged",
}  # fmt: skip


def shape(name: str) -> bytes:
    """The mark without its colour: which pixels it covers."""
    image = mark_pixmap(name, 24).toImage().convertToFormat(QImage.Format.Format_Alpha8)
    return bytes(image.constBits())


def test_every_state_has_a_mark_and_a_word(qtbot: QtBot) -> None:
    assert set(MARKS) == STATES
    assert len({mark_word(name) for name in MARKS}) == len(MARKS)


def test_marks_differ_in_shape_not_only_in_colour(qtbot: QtBot) -> None:
    assert len({shape(name) for name in MARKS}) == len(MARKS)


def test_the_four_kinds_of_nothing_look_different(qtbot: QtBot) -> None:
    pictures = set()
    for kind in NOTHING:
        image = QImage(80, 28, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_nothing(painter, QRectF(0, 0, 80, 28), kind)
        painter.end()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 3
    assert "0" not in {nothing_word(kind) for kind in NOTHING}


def test_a_mark_label_says_its_state(qtbot: QtBot) -> None:
    label = MarkLabel("overdue")
    qtbot.addWidget(label)
    assert label.accessibleName() == "Quá hạn"
    label.set_mark("due_soon", "Khó đạt")
    assert label.accessibleName() == "Khó đạt"


@pytest.mark.parametrize(
    "name", sorted(p.name.removesuffix(".svg") for p in (files("resources") / "icons").iterdir() if "svg" in p.name)
)
def test_every_icon_can_be_drawn(qtbot: QtBot, name: str) -> None:
    assert len(colors_in(icons.pixmap(name, 16, LIGHT.text2, 2.0).toImage())) > 1


def test_an_icon_follows_the_theme_without_being_made_anew(qtbot: QtBot, qapp: QApplication) -> None:
    made = icons.icon("printer", "accent")
    assert LIGHT.accent.name().upper() in colors_in(made.pixmap(QSize(32, 32)).toImage())
    wear(qapp, "dark")
    assert DARK.accent.name().upper() in colors_in(made.pixmap(QSize(32, 32)).toImage())
    disabled = made.pixmap(QSize(32, 32), QIcon.Mode.Disabled)
    assert DARK.text3.name().upper() in colors_in(disabled.toImage())


def test_an_icon_is_drawn_once_for_each_size_and_colour(qtbot: QtBot) -> None:
    first = icons.pixmap("search", 16, LIGHT.text2, 1.0)
    assert icons.pixmap("search", 16, LIGHT.text2, 1.0).cacheKey() == first.cacheKey()
    assert icons.pixmap("search", 16, LIGHT.text2, 2.0).width() == 32


def test_the_program_has_an_icon_of_its_own(qtbot: QtBot) -> None:
    assert {size.width() for size in icons.app_icon().availableSizes()} >= {16, 32, 256}
