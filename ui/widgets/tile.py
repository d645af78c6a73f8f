"""Key figures: a label, the figure with its base, one comparison; the whole tile leads to its list (LOOK 5)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.fonts import Role, font, metrics
from ui.marks import paint_mark
from ui.tokens import hairline, tokens

HEIGHT = 68
_LEFT = 16
_FIRST = 8
LEAST_NOTE = 80


class Tile(QAbstractButton):
    """``tone`` colours figure and mark, red only for what must be handled."""

    def __init__(
        self,
        label: str,
        figure: str = "",
        base: str = "",
        note: str = "",
        *,
        mark: str = "",
        tone: str = "text",
        on: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self.first = False
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if on is not None:
            self.clicked.connect(lambda _checked=False: on())
        self.set(figure, base, note, mark=mark, tone=tone)

    def set(self, figure: str, base: str = "", note: str = "", *, mark: str = "", tone: str = "text") -> None:
        """Show other figures. ``base`` is the n of "68/78", ``note`` the one comparison."""
        self._figure, self._base, self._note, self._mark, self._tone = figure, base, note, mark, tone
        ratio = f"{figure}/{base}" if base else figure
        self.setAccessibleName(" ".join(part for part in (self._label, ratio, note) if part))
        self.setToolTip(note if self.sizeHint().width() > self.width() else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_LEFT + self._note_at() + metrics(Role.SMALL).horizontalAdvance(self._note) + 8, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(1, 1, 0, -1), t.alt)
        left = _FIRST if self.first else _LEFT
        x = left
        if self._mark:
            paint_mark(painter, self._mark, x, 11)
            x += 18
        label = metrics(Role.SMALL).elidedText(self._label, Qt.TextElideMode.ElideRight, self.width() - x - 4)
        self._write(painter, x, 21, label, Role.SMALL, "text2")
        self._write(painter, left, 49, self._figure, Role.FIGURE, self._tone)
        at = left + metrics(Role.FIGURE).horizontalAdvance(self._figure)
        if self._base:
            self._write(painter, at + 1, 49, f"/{self._base}", Role.FIGURE_BASE, "text2")
        note_at = left + self._note_at()
        room = self.width() - note_at - 4
        # A few letters of a comparison say nothing; all of it stands in the tooltip.
        if room >= min(LEAST_NOTE, metrics(Role.SMALL).horizontalAdvance(self._note)):
            shown = metrics(Role.SMALL).elidedText(self._note, Qt.TextElideMode.ElideRight, room)
            self._write(painter, note_at, 49, shown, Role.SMALL, "text2")
        if not self.first:
            painter.setPen(hairline(t.line))
            painter.drawLine(0, 0, 0, self.height())
        if self.hasFocus():
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _note_at(self) -> int:
        base = metrics(Role.FIGURE_BASE).horizontalAdvance(f"/{self._base}") + 1 if self._base else 0
        return metrics(Role.FIGURE).horizontalAdvance(self._figure) + base + 9

    @staticmethod
    def _write(painter: QPainter, x: int, baseline: int, text: str, role: Role, tone: str) -> None:
        painter.setFont(font(role))
        painter.setPen(tokens().named(tone))
        painter.drawText(QPointF(x, baseline), text)


class TileStrip(QWidget):
    """At most five tiles side by side between two hairlines."""

    def __init__(self, tiles: Sequence[Tile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(0)
        self.tiles = list(tiles)
        for place, tile in enumerate(tiles):
            tile.first = place == 0
            row.addWidget(tile, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(hairline(tokens().line))
        painter.drawLine(0, 0, self.width(), 0)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
