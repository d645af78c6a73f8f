"""The short message after a change, with its undo: "Đã lưu · Hoàn tác" (LOOK 5). Never for errors."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QPushButton, QWidget

from app.i18n import tr
from ui.fonts import Role, font
from ui.tokens import tokens
from ui.widgets.label import Label

SECONDS = 8
HEIGHT = 36
FADE_MS = 120


class Toast(QWidget):
    """One at a time, at the bottom right of its parent; it waits while the mouse or the focus is on it."""

    def __init__(self, parent: QWidget, *, bottom: int = 38) -> None:
        super().__init__(parent)
        self._host, self._bottom = parent, bottom
        self._undo: Callable[[], object] | None = None
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(14)
        self._label = Label(tone="base")
        row.addWidget(self._label)
        self._button = _ToastLink(tr("Hoàn tác"), self)
        self._button.clicked.connect(self._take_back)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_over)
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setEnabled(False)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(FADE_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        # An effect costs a pixmap at each paint; it is only on while fading.
        self._fade.finished.connect(lambda: self._effect.setEnabled(False))
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None, words: str = "") -> None:
        """Show ``text`` for 8 seconds; ``undo`` gives it a button that takes the change back, called ``words`` where that is no undo."""
        way = words or tr("Hoàn tác")
        again = self.text() == text and (self._undo is None) == (undo is None) and self._button.text() == way
        self._undo = undo
        self._timer.start(SECONDS * 1000)
        if again:
            # Cell after cell is saved: nothing is to be seen anew, and a fade would cost the keys that follow.
            return
        self._label.setText(text)
        self._button.setText(way)
        self._button.setVisible(undo is not None)
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self._effect.setEnabled(True)
        self._fade.start()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """What it says now; empty when it is gone."""
        return "" if self.isHidden() else self._label.full_text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().text)
        painter.drawRoundedRect(self.rect(), 4, 4)

    def _time_over(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start(1000)
        else:
            self.hide()

    def _take_back(self) -> None:
        undo = self._undo
        self.hide()
        if undo is not None:
            undo()

    def _place(self) -> None:
        self.move(self._host.width() - self.width() - 16, self._host.height() - self.height() - self._bottom)


class _ToastLink(QPushButton):
    """The underlined words in the toast, in its inverted colours."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        underlined = QFont(font(Role.STRONG))
        underlined.setUnderline(True)
        self.setFont(underlined)
        self.setProperty("kind", "flat")
        # A click leaves the keys where they were: whoever takes a cell back goes on typing there.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(24)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(tokens().base)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
