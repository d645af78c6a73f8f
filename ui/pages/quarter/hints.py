"""The strip under the grid: the keys that make it quick, and where one stands."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from ui.fonts import Role, font, metrics
from ui.tokens import PAD_GRID, hairline, tokens

HEIGHT = 30
_GAP = 18


class HintStrip(QWidget):
    """Painted: keys as caps with their words, as many as fit; the place at the right."""

    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._hints = list(hints)
        self._place = ""
        self.setAccessibleName(tr("Phím tắt của lưới"))
        self.setAccessibleDescription(", ".join(f"{keys}: {words}" for keys, words in hints))

    def say_place(self, text: str) -> None:
        """Where the cursor stands."""
        self._place = text
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self)
        painter.fillRect(self.rect(), t.alt)
        painter.setPen(hairline(t.line))
        painter.drawLine(0, 0, self.width(), 0)
        small = metrics(Role.SMALL)
        place_width = small.horizontalAdvance(self._place)
        painter.setFont(font(Role.SMALL))
        painter.setPen(t.text2)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect().adjusted(0, 0, -PAD_GRID, 0), middle, self._place)
        x, limit = float(PAD_GRID), self.width() - PAD_GRID - place_width - _GAP
        for keys, words in self._hints:
            width = self._cap_width(keys) + 8 + small.horizontalAdvance(words)
            if x + width > limit:
                break
            self._paint(painter, x, keys, words)
            x += width + _GAP

    def _cap_width(self, keys: str) -> int:
        return metrics(Role.CAPTION_MEDIUM).horizontalAdvance(keys) + 10

    def _paint(self, painter: QPainter, x: float, keys: str, words: str) -> None:
        t = tokens()
        cap = QRectF(x + 0.5, (HEIGHT - 18) / 2 + 0.5, self._cap_width(keys), 17)
        painter.setPen(hairline(t.line2))
        painter.setBrush(t.base)
        painter.drawRoundedRect(cap, 3, 3)
        painter.setPen(t.text2)
        painter.setFont(font(Role.CAPTION_MEDIUM))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
        painter.setFont(font(Role.SMALL))
        at = QRectF(cap.right() + 8, 0, 400, HEIGHT)
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
