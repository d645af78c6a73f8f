"""Looking at widgets as pictures, and typing into them as people do."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

CAPITALS = "ẪỔẾ Ặ"
"""The tallest and deepest letters of Vietnamese: two marks above, one below."""


def picture(widget: QWidget) -> QImage:
    """What the widget looks like now."""
    return widget.grab().toImage()


def ink_rows(image: QImage, ground: QColor | None = None) -> list[int]:
    """The rows of the picture that differ from its ground (the colour of its top left pixel when not given)."""
    plain = (ground or image.pixelColor(0, 0)).rgb()
    return [y for y in range(image.height()) if any(image.pixel(x, y) != plain for x in range(image.width()))]


def colors_in(image: QImage) -> set[str]:
    """Every colour of the picture by its name."""
    return {image.pixelColor(x, y).name().upper() for y in range(image.height()) for x in range(image.width())}


def type_text(widget: QWidget, text: str) -> None:
    """Type letters. (QTest.keyClicks aborts the process on Vietnamese ones.)"""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press and release one key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))


def pixel(image: QImage, place: QPoint) -> str:
    """The colour at a place by its name."""
    return image.pixelColor(place).name().upper()
