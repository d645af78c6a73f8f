"""The reminders: a panel over the page, at the bottom right above the bell. A child of the window, never a window of its own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import tr
from app.plan.reminders import TITLES, Group, Kind, Reminder
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.marks import paint_mark
from ui.tokens import STATUS, hairline, tokens
from ui.widgets.buttons import Button, IconButton
from ui.widgets.label import Label

WIDTH, ROW, HEADING, HEAD, FOOT = 460, 44, 30, 44, 36
_MARKS: dict[Kind, str] = {"overdue": "overdue", "in1": "due_soon", "in3": "due_soon", "in7": "due_soon"}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
_ICONS: dict[Kind, str] = {
    "returned": "corner-up-left",
    "closing": "lock",
    "approval": "hourglass",
    "exchange": "arrows-exchange",
}


class _Line(QAbstractButton):
    """What is to be done, in two lines; a click or Enter leads to it."""

    def __init__(self, kind: Kind, reminder: Reminder) -> None:
        super().__init__()
        self.kind, self.reminder = kind, reminder
        self.setAccessibleName(f"{reminder.words}, {reminder.beside}")
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(200, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), t.alt)
        if self.kind in _MARKS:
            paint_mark(painter, _MARKS[self.kind], 16, 10)
        else:
            paint_icon(painter, _ICONS[self.kind], 14, 8, 16, t.bad if self.kind == "returned" else t.text2)
        room = self.width() - 38 - 4
        whole = self._write(painter, Role.BODY, "text", 5, self.reminder.words, room)
        whole &= self._write(painter, Role.SMALL, "text2", 23, self.reminder.beside, room)
        self.setToolTip("" if whole else f"{self.reminder.words}\n{self.reminder.beside}")
        if self.hasFocus():
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _write(self, painter: QPainter, role: Role, tone: str, top: int, words: str, room: int) -> bool:
        shown = metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font(role))
        painter.setPen(tokens().named(tone))
        painter.drawText(QRect(38, top, room, 18), Qt.AlignmentFlag.AlignVCenter, shown)
        return shown == words


class _Row(QWidget):
    """A line with its two ways to set it aside."""

    def __init__(self, kind: Kind, reminder: Reminder) -> None:
        super().__init__()
        self.line = _Line(kind, reminder)
        self.later = IconButton("clock", tr("Nhắc lại sau: {what}", what=reminder.words), size=28, flat=True)
        self.known = IconButton("check", tr("Đã biết: {what}", what=reminder.words), size=28, flat=True)
        self.later.setToolTip(tr("Nhắc lại sau, vào ngày mai"))
        self.known.setToolTip(tr("Đã biết, thôi nhắc việc này"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(2)
        for part in (self.line, self.later, self.known):
            row.addWidget(part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(hairline(tokens().line))
        painter.drawLine(16, self.height() - 1, self.width() - 16, self.height() - 1)


class RemindersPanel(QWidget):
    """``went`` asks to be led to a line, ``put_off`` to be told tomorrow again, ``known`` never again, ``listed`` for all of a group.

    Up and down go along the lines, right and left to what can be done with one and back; Esc closes.
    """

    went = Signal(object)
    put_off = Signal(object)
    known = Signal(object)
    listed = Signal(str)
    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._rows: list[_Row] = []
        self._undo: Callable[[], object] | None = None
        self.setAccessibleName(tr("Nhắc việc"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._area, 1)
        column.addLayout(self._foot())
        host.installEventFilter(self)
        self.hide()

    def show_groups(self, groups: Sequence[Group], day: str) -> None:
        """Show these lines; the focus stays where it was in the order."""
        place = self._place_of_focus()
        self._day.setText(day)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        self._rows = []
        for group in groups:
            column.addWidget(_heading(group))
            for reminder in group.lines:
                column.addWidget(self._row(group.kind, reminder))
            if group.more:
                column.addWidget(self._more(group), 0, Qt.AlignmentFlag.AlignLeft)
        if not groups:
            nothing = Label(tr("Không có việc nào cần nhắc."), tone="text2")
            nothing.setContentsMargins(16, 12, 16, 12)
            column.addWidget(nothing)
        column.addStretch(1)
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self._lie_down()
        if place is not None:
            self._focus(min(place, len(self._rows) - 1))

    def open(self) -> None:
        """Show the panel with the focus on its first line."""
        self.say("")
        self._lie_down()
        self.show()
        self.raise_()
        self._focus(0)

    def close_panel(self) -> None:
        """Hide the panel."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say at the foot what was done, with the way back; blank: the keys."""
        self._undo = undo
        self._said.setText(text or tr("↑ ↓ chọn   ·   Enter mở   ·   → nhắc lại sau, đã biết   ·   Esc đóng"))
        self._back.setVisible(undo is not None)

    def lines(self) -> list[Reminder]:
        """What is shown."""
        return [row.line.reminder for row in self._rows]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._lie_down()
        if watched is not self._host and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            # Buttons would take the arrow keys for a walk of their own.
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        place, focused, key = self._place_of_focus(), self.focusWidget(), event.key()
        if key == Qt.Key.Key_Escape:
            self.close_panel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        elif place is not None and key in _STEPS:
            self._focus(min(max(place + _STEPS[Qt.Key(key)], 0), len(self._rows) - 1))
        elif place is not None and key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._go_aside(self._rows[place], 1 if key == Qt.Key.Key_Right else -1)
        else:
            return False
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), t.base)
        painter.fillRect(0, self.height() - FOOT, self.width(), FOOT, t.alt)
        painter.setPen(hairline(t.line))
        painter.drawLine(0, HEAD, self.width(), HEAD)
        painter.drawLine(0, self.height() - FOOT, self.width(), self.height() - FOOT)
        painter.setPen(hairline(t.line2))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    # --- the parts

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(10)
        self._day = Label(role=Role.SMALL, tone="text2")
        row.addWidget(Label(tr("Nhắc việc"), Role.SECTION))
        row.addWidget(self._day)
        row.addStretch(1)
        row.addWidget(IconButton("x", tr("Đóng nhắc việc"), self.close_panel, size=28, flat=True))
        row.addStrut(HEAD - 1)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        self._said = Label(role=Role.SMALL, tone="text2", elide=True)
        self._back = Button(tr("Hoàn tác"), self._take_back, kind="link")
        row.addWidget(self._said, 1)
        row.addWidget(self._back)
        row.addStrut(FOOT - 1)
        return row

    def _row(self, kind: Kind, reminder: Reminder) -> _Row:
        row = _Row(kind, reminder)
        row.line.clicked.connect(lambda: self.went.emit(reminder))
        row.later.clicked.connect(lambda: self.put_off.emit(reminder))
        row.known.clicked.connect(lambda: self.known.emit(reminder))
        for part in (row.line, row.later, row.known):
            part.installEventFilter(self)
        self._rows.append(row)
        return row

    def _more(self, group: Group) -> Button:
        return Button(tr("Xem cả {n} việc", n=group.count), lambda: self.listed.emit(group.kind), kind="link")

    def _take_back(self) -> None:
        undo = self._undo
        self.say("")
        if undo is not None:
            undo()

    def _lie_down(self) -> None:
        """At the bottom right, as high as the lines need, at most three quarters of the room."""
        inner = self._area.widget()
        needed = HEAD + FOOT + 4 + (inner.sizeHint().height() if inner else 0)
        room = self._host.height() - STATUS
        height = max(min(needed, round(room * 0.75)), min(220, room))
        width = min(WIDTH, self._host.width() - 16)
        self.setGeometry(self._host.width() - width - 8, room - height - 8, width, height)

    def _place_of_focus(self) -> int | None:
        focused = self.focusWidget() if self.isVisible() else None
        return next(
            (place for place, row in enumerate(self._rows) if focused in (row.line, row.later, row.known)), None
        )

    def _focus(self, place: int) -> None:
        if not self._rows:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        line = self._rows[max(place, 0)].line
        line.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(line, 0, HEADING)

    @staticmethod
    def _go_aside(row: _Row, step: int) -> None:
        parts = (row.line, row.later, row.known)
        here = next((place for place, part in enumerate(parts) if part.hasFocus()), 0)
        parts[min(max(here + step, 0), 2)].setFocus(Qt.FocusReason.TabFocusReason)


def _heading(group: Group) -> Label:
    words = f"{TITLES[group.kind]}   {group.count}"
    label = Label(words, Role.SMALL_STRONG, "bad" if group.kind in {"overdue", "returned"} else "text2")
    label.setContentsMargins(16, 10, 16, 4)
    return label
