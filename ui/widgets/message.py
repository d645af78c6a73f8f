"""A message at the place it concerns: one sentence on a soft ground, with at most two things to do."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import PlanError
from app.i18n import tr
from ui.icons import paint_icon
from ui.marks import paint_mark
from ui.tokens import PAD, tokens
from ui.widgets.buttons import Button, IconButton
from ui.widgets.label import Label

Kind = Literal["info", "warn", "bad"]
_GROUNDS = {"info": "sel", "warn": "warn_soft", "bad": "bad_soft"}


class MessageBar(QWidget):
    """Hidden until it has something to say; the full width of what it concerns. What is not ``closable`` stays until it is settled."""

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self._kind: Kind = "info"
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(PAD + 26, 4, 12, 4)
        self._row.setSpacing(8)
        self._label = Label(wrap=True)
        self._row.addWidget(self._label, 1)
        self._buttons: list[Button] = []
        self._close = IconButton("x", tr("Đóng thông báo"), self.clear, size=24, flat=True)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._close.setVisible(closable)
        self.setMinimumHeight(34)
        self.hide()

    def say(self, text: str, kind: Kind = "info", actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show one sentence and what can be done about it."""
        self._kind = kind
        self._label.setText(text)
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [Button(words, on, kind="small") for words, on in actions[:2]]
        for place, button in enumerate(self._buttons):
            self._row.insertWidget(1 + place, button)
        self.setAccessibleName(text)
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def say_error(self, error: PlanError) -> None:
        """Show what a person can act on."""
        self.say(str(error), "bad")

    def text(self) -> str:
        """What it says now; empty when hidden."""
        return "" if self.isHidden() else self._label.full_text()

    def clear(self) -> None:
        """Say nothing any more."""
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), t.named(_GROUNDS[self._kind]))
        middle = min(self.height(), 40) / 2
        if self._kind == "info":
            paint_icon(painter, "info-circle", PAD, middle - 8, 16, t.accent)
        else:
            paint_mark(painter, "due_soon" if self._kind == "warn" else "overdue", PAD + 2, middle - 6)
