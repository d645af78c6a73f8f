"""Where files are dropped, with the buttons that do the same."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.fonts import Role
from ui.icons import paint_icon
from ui.tokens import dashed, tokens
from ui.widgets.buttons import Button
from ui.widgets.label import Label


class DropField(QWidget):
    """A dashed sheet: what may be dropped here, what becomes of it, and the buttons for those who do not drag."""

    def __init__(self, title: str, why: str, buttons: Sequence[Button], *, icon: str) -> None:
        super().__init__()
        self._icon = icon
        column = QVBoxLayout(self)
        column.setContentsMargins(56, 18, 20, 18)
        column.setSpacing(4)
        column.addWidget(Label(title, Role.SECTION, wrap=True))
        column.addWidget(Label(why, tone="text2", wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(dashed(t.ctl))
        painter.setBrush(t.alt)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        paint_icon(painter, self._icon, 20, 21, 20, t.text2)
