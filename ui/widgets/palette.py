"""Ctrl+K: one box that finds anything and runs any command; a child of the window over a flat dim (LOOK 5)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.i18n import tr
from ui.fonts import Role, font
from ui.icons import paint_icon
from ui.tokens import hairline, tokens
from ui.widgets.palette_rows import ResultRows

WIDTH, FIELD, FOOT, TOP = 720, 46, 32, 48
_WAIT_MS = 2
"""So long a letter waits for the next: what is pasted, or repeats while a key is held, is asked for once."""

_PAGE = 8


@dataclass(frozen=True)
class Result:
    """Something found. ``matches`` are (start, length) in ``title`` to show in the accent; ``run`` opens or does it.

    ``stays``: Ctrl+Enter opens it and leaves the box open for the next one.
    """

    title: str
    run: Callable[[], object]
    context: str = ""
    icon: str = ""
    mark: str = ""
    matches: Sequence[tuple[int, int]] = ()
    keys: str = ""
    stays: bool = False


@dataclass(frozen=True)
class ResultGroup:
    """Results of one kind under a heading; ``first``: before all other groups."""

    title: str
    results: Sequence[Result]
    first: bool = False


Provider = Callable[[str], Sequence[ResultGroup]]
Run = Callable[[Callable[[], Any], Callable[[Any], None]], object]


def run_here(work: Callable[[], Any], done: Callable[[Any], None]) -> None:
    """Search on the calling thread: for tests and small providers."""
    done(work())


class Palette(QWidget):
    """Covers its parent while open.

    ``commands`` answers here at once; a provider is asked through ``run(work, done)``, which may work on another thread.
    Late answers are dropped; what begins with ">" asks for commands only.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, commands: Provider) -> None:
        super().__init__(parent)
        self._host, self._commands = parent, commands
        self._provider: Provider | None = None
        self._run: Run = run_here
        self._asked = self._told = 0
        self._waits: Callable[[], object] | None = None
        self._before: QWidget | None = None
        self._panel = _Panel(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self._panel.field.textChanged.connect(lambda _text: self._timer.start())
        self._panel.rows.chosen.connect(self._choose)
        self._panel.field.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def set_provider(self, provider: Provider, run: Run) -> None:
        """Whom to ask for everything that is no command."""
        self._provider, self._run = provider, run

    def open(self, text: str = "") -> None:
        """Open over the parent with the focus in the field."""
        self._before = QApplication.focusWidget()
        self.setGeometry(self._host.rect())
        self._panel.field.setText(text)
        self._ask()
        self.show()
        self.raise_()
        self._panel.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Close, and give the focus back to where it was."""
        if self.isHidden():
            return
        self.hide()
        self._asked += 1
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.closed.emit()

    @property
    def asking(self) -> bool:
        """Whether an answer to what was typed is still to come."""
        return self._timer.isActive() or self._told != self._asked

    def results(self) -> list[Result]:
        """What is shown now."""
        return self._panel.rows.results()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        if watched is self._panel.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 71))

    def _on_key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}
        if event.key() in step:
            self._panel.rows.move_by(step[Qt.Key(event.key())])
            self._speak()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(stays=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def _enter(self, *, stays: bool) -> None:
        # What was typed last may still wait for its answer.
        if self._timer.isActive():
            self._ask()
        if self._told != self._asked:
            self._waits = lambda: self._choose(self._panel.rows.current(), stays=stays)
        else:
            self._choose(self._panel.rows.current(), stays=stays)

    def _ask(self) -> None:
        self._timer.stop()
        self._asked += 1
        self._waits = None
        number, text = self._asked, self._panel.field.text().strip()
        provider = self._provider
        if provider is None or text.startswith(">"):
            self._answered(number, text, ())
        else:
            self._run(lambda: provider(text), lambda groups: self._answered(number, text, groups))

    def _answered(self, number: int, text: str, groups: Sequence[ResultGroup]) -> None:
        if number != self._asked:
            return
        self._told = number
        every = [*groups, *self._commands(text)]
        self._panel.rows.set_groups(sorted(every, key=lambda group: not group.first))
        self._place()
        self._panel.update()
        self._speak()
        waits, self._waits = self._waits, None
        if waits is not None:
            waits()

    def _choose(self, result: Result | None, *, stays: bool = False) -> None:
        if result is None:
            return
        if stays and result.stays:
            result.run()
            self.raise_()
            self._panel.field.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.close_palette()
            result.run()

    def _place(self) -> None:
        width = min(WIDTH, self.width() - 24)
        room = self.height() - 2 * TOP if self.height() > 480 else self.height() - 24
        height = min(FIELD + FOOT + self._panel.rows.height() + 14, max(room, FIELD + FOOT + 60))
        top = TOP if self.height() > 480 else 12
        self._panel.setGeometry((self.width() - width) // 2, top, width, height)

    def _speak(self) -> None:
        """Screen readers hear the chosen result while the focus stays in the field."""
        current = self._panel.rows.current()
        self._panel.field.setAccessibleDescription(f"{current.title}, {current.context}" if current else "")
        event = QAccessibleEvent(self._panel.field, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)


class _Panel(QWidget):
    """Field, results, and the keys that help."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, FOOT)
        layout.setSpacing(0)
        self.field = QLineEdit()
        self.field.setFixedHeight(FIELD)
        self.field.setFont(font(Role.INPUT_LARGE))
        self.field.setFrame(False)
        self.field.setStyleSheet("QLineEdit, QLineEdit:focus { border: 0; background: transparent; padding: 0; }")
        self.field.setTextMargins(45, 0, 110, 0)
        self.field.setPlaceholderText(tr("Tìm hoặc ra lệnh"))
        self.field.setAccessibleName(tr("Tìm hoặc ra lệnh"))
        layout.addWidget(self.field)
        layout.addSpacing(7)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Where nothing was found there are no rows to make room for.
        area.setMinimumHeight(1)
        area.viewport().setAutoFillBackground(False)
        self.rows = ResultRows(area)
        area.setWidget(self.rows)
        # Being set into the area made it paint the window's colour.
        self.rows.setAutoFillBackground(False)
        layout.addWidget(area, 1)
        layout.addSpacing(5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), t.base)
        foot = QRect(0, self.height() - FOOT, self.width(), FOOT)
        painter.fillRect(foot, t.alt)
        painter.setPen(hairline(t.line2))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.drawLine(0, FIELD, self.width(), FIELD)
        painter.drawLine(foot.topLeft(), foot.topRight())
        paint_icon(painter, "search", 16, 15, 18, t.text2)
        count = len(self.rows.results())
        painter.setFont(font(Role.SMALL))
        painter.setPen(t.text2)
        inner = self.rect().adjusted(16, 0, -16, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        found = tr("{n} kết quả", n=count) if count else tr("không thấy gì")
        painter.drawText(QRect(inner.left(), 0, inner.width(), FIELD), right, found)
        self._paint_foot(painter, foot.adjusted(16, 0, -16, 0))

    def _paint_foot(self, painter: QPainter, foot: QRect) -> None:
        words = tr("↑ ↓ chọn   ·   Enter mở   ·   Ctrl+Enter mở, giữ hộp này   ·   Esc đóng   ·   > chỉ tìm lệnh")
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(foot, left, words)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(foot, right, tr("Gõ không cần dấu"))
