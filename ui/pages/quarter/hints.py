"""The strip under the grid: the keys that make it quick, and where one stands."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
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
        # Where one stands changes with each key; the keys beside it need no new paint as long as none comes or goes.
        shown, before = self._shown(), self._place
        self._place = text
        if self._shown() != shown:
            self.update()
        else:
            wide = max(map(metrics(Role.SMALL).horizontalAdvance, (before, text))) + PAD_GRID + 1
            self.update(self.width() - wide, 0, wide, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self)
        painter.fillRect(self.rect(), t.alt)
        painter.setPen(hairline(t.line))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setFont(font(Role.SMALL))
        painter.setPen(t.text2)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect().adjusted(0, 0, -PAD_GRID, 0), middle, self._place)
        x = float(PAD_GRID)
        for keys, words in self._hints[: self._shown()]:
            width = self._wide(keys, words)
            if x < event.rect().right() and x + width > event.rect().left():
                self._paint(painter, x, keys, words)
            x += width + _GAP

    def _shown(self) -> int:
        """How many of the keys there is room for, left of the place."""
        room = self.width() - 2 * PAD_GRID - metrics(Role.SMALL).horizontalAdvance(self._place)
        for at, (keys, words) in enumerate(self._hints):
            room -= self._wide(keys, words) + _GAP
            if room < 0:
                return at
        return len(self._hints)

    def _wide(self, keys: str, words: str) -> int:
        return self._cap_width(keys) + 8 + metrics(Role.SMALL).horizontalAdvance(words)

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
