"""Bullet charts and shares: bars that say how far, always beside their numbers (LOOK 5)."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.tokens import hairline, tokens

WIDTH, HEIGHT = 114, 22


def paint_bullet(
    painter: QPainter,
    rect: QRect,
    done: float,
    outlook: float | None = None,
    threshold: float = 1.0,
    *,
    at_most: bool = False,
) -> None:
    """Paint a bar whose full width is 1.0: done, where it is heading, and the tick of the threshold.

    ``at_most`` is for targets that must not be passed: what lies beyond the tick is bad.
    """
    t = tokens()
    middle, full = rect.center().y(), rect.width()

    def x(part: float) -> int:
        return rect.left() + round(full * min(max(part, 0.0), 1.0))

    painter.setPen(hairline(t.line2))
    painter.drawLine(rect.left(), middle, rect.right(), middle)
    if outlook is not None and outlook > done:
        painter.setPen(hairline(t.accent))
        painter.setBrush(t.base)
        painter.drawRect(QRect(rect.left(), middle - 4, x(outlook) - rect.left(), 7))
    painter.fillRect(QRect(rect.left(), middle - 4, x(done) - rect.left(), 8), t.accent)
    if at_most and done > threshold:
        painter.fillRect(QRect(x(threshold), middle - 4, x(done) - x(threshold), 8), t.bad)
    painter.fillRect(QRect(min(x(threshold), rect.right() - 1), middle - 8, 2, 16), t.text)


def paint_share(painter: QPainter, rect: QRect, done: int, total: int, bad: int = 0) -> None:
    """Paint ``done`` of ``total`` as the filled part of a bar 8 px high, the last ``bad`` of the rest in red."""
    t = tokens()
    bar = QRectF(rect.left(), rect.center().y() - 4, rect.width(), 8)
    painter.fillRect(bar, t.bar)
    if total <= 0:
        return
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * min(done / total, 1.0), 8), t.accent)
    if bad:
        part = bar.width() * min(bad / total, 1.0)
        painter.fillRect(QRectF(bar.right() - part, bar.top(), part, 8), t.bad)


class BulletBar(QWidget):
    """A bullet chart as a widget; its name is given by the row it stands in."""

    def __init__(
        self, done: float, outlook: float | None = None, threshold: float = 1.0, *, at_most: bool = False
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(WIDTH, HEIGHT)
        self.set(done, outlook, threshold, at_most=at_most)

    def set(self, done: float, outlook: float | None = None, threshold: float = 1.0, *, at_most: bool = False) -> None:
        """Show other values, as fractions of the full width."""
        self._values = (done, outlook, threshold)
        self._at_most = at_most
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        done, outlook, threshold = self._values
        paint_bullet(QPainter(self), self.rect(), done, outlook, threshold, at_most=self._at_most)


class ShareBar(QWidget):
    """How much of a whole is done, beside its numbers."""

    def __init__(self, done: int = 0, total: int = 0, width: int = 120) -> None:
        super().__init__()
        self.setFixedSize(width, HEIGHT)
        self._done, self._total = done, total

    def set(self, done: int, total: int) -> None:
        """Show other values."""
        self._done, self._total = done, total
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_share(QPainter(self), self.rect(), self._done, self._total)
