"""The page itself: its picture, and over it the paragraphs that can be edited, marked where the office wrote or must still write."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.marks import paint_mark
from ui.tokens import hairline, tokens

PAPER = QColor("white")
"""Paper is white in either theme: one sees what will be printed."""

INK = QColor("#1D4E89")
WASH = QColor(29, 78, 137, 22)
_BAR = 3
_OUT = 10
"""How far left of the text a mark stands, in logical pixels."""


@dataclass(frozen=True)
class Spot:
    """A paragraph on the page that is shown: where it is, as shares of the page's width and height, and how it stands.

    ``state`` is "" as composed, "own" where the office wrote, "moved" where what lies under its text changed, "by_hand" where somebody
    still has to write.
    """

    key: str
    rect: QRectF
    state: str = ""


class PaperSheet(QWidget):
    """``picked`` tells which paragraph was clicked, ``opened`` which was double-clicked."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self._spots: tuple[Spot, ...] = ()
        self._current = ""
        self._under = ""
        self.setMouseTracking(True)

    def set_spots(self, spots: tuple[Spot, ...]) -> None:
        """The paragraphs of the page that is shown."""
        self._spots = spots
        self.update()

    def set_current(self, key: str) -> None:
        """The paragraph that is looked at."""
        self._current = key
        self.update()

    def place_of(self, key: str) -> QRect | None:
        """Where a paragraph stands on this page, in logical pixels; None where it does not."""
        return next((self._in_pixels(spot.rect) for spot in self._spots if spot.key == key), None)

    def _in_pixels(self, rect: QRectF) -> QRect:
        return QRectF(
            rect.x() * self.width(),
            rect.y() * self.height(),
            rect.width() * self.width(),
            rect.height() * self.height(),
        ).toAlignedRect()

    def _at(self, place: QPoint) -> str:
        return next((spot.key for spot in self._spots if self._in_pixels(spot.rect).contains(place)), "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), PAPER)
        if not self.image.isNull():
            # At its own size: stretching it by the pixel that rounding leaves would drop a row of every letter.
            painter.drawImage(0, 0, self.image)
        for spot in self._spots:
            self._paint_spot(painter, spot)
        painter.setPen(hairline(tokens().line2))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_spot(self, painter: QPainter, spot: Spot) -> None:
        place = self._in_pixels(spot.rect)
        if spot.key in {self._current, self._under}:
            painter.fillRect(place.adjusted(-4, -1, 4, 1), WASH)
        if spot.state == "own":
            painter.fillRect(QRect(place.x() - _OUT, place.y(), _BAR, place.height()), INK)
        elif spot.state in {"moved", "by_hand"}:
            mark = "due_soon" if spot.state == "moved" else "not_logged"
            paint_mark(painter, mark, place.x() - _OUT - 8, place.y() + 2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._at(event.position().toPoint())
        if under != self._under:
            self._under = under
            self.setCursor(Qt.CursorShape.IBeamCursor if under else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self._at(event.position().toPoint())
        if key and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(key)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = self._at(event.position().toPoint())
        if key:
            self.opened.emit(key)
