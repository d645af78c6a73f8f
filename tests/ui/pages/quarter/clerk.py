"""Somebody who works in the grid by keyboard alone."""

from typing import Any, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.plan import grid
from app.plan.grid_rows import Row, TaskRow, ValueRow
from app.reading import Reader
from tests.app.plan.quarter_fixture import Q3, Quarter
from ui.changes import ChangeSignal
from ui.context import PageContext
from ui.jobs import JobRunner
from ui.pages.quarter.page import QuarterPage

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


class Clerk:
    """The page over a real workspace, and the keys that go to whatever has the focus."""

    def __init__(self, quarter: Quarter) -> None:
        self.quarter = quarter
        self.jobs = JobRunner()
        self.changes = ChangeSignal(quarter.session)
        context = PageContext(quarter.session, self.jobs, Reader(quarter.session), self.changes, cast(Any, None))
        self.page = QuarterPage(context)
        self.changes.changed.connect(self.page.on_changed)
        self.toasts: list[str] = []
        self.page.said.connect(lambda text, _undo: self.toasts.append(text))

    def open(self, period: str = Q3, part: str = grid.OWN) -> None:
        """Show a period."""
        self.page.resize(1318, 616)
        self.page.show()
        self.page.activateWindow()
        self.page.on_period(period)
        self.settle()
        if part != grid.OWN:
            self.page.filters.part_chosen.emit(part)
            self.settle()
        self.page.focus_first()

    def settle(self) -> None:
        """Let every job end and every screen hear of it."""
        for _ in range(4):
            self.jobs.wait_idle()
            QApplication.processEvents()
        for timer in (self.page.count_soon, self.page.details_soon):
            if timer.isActive():
                timer.stop()
                timer.timeout.emit()

    def close(self) -> None:
        """Put the page away."""
        self.settle()
        self.page.close()
        self.jobs.close()

    def focus(self) -> QWidget:
        """What the keys go to."""
        return QApplication.focusWidget() or self.page.view

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key."""
        text = {Key.Key_Space: " "}.get(key, "")
        for _ in range(times):
            target = self.focus()
            QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, held, text))
            if target is self.focus():
                QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyRelease, key, held, text))

    def type(self, text: str) -> None:
        """Type letters one by one; Vietnamese ones too."""
        for letter in text:
            QApplication.sendEvent(self.focus(), QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter))

    def compose(self, text: str) -> None:
        """Let an input method put a finished word in."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.focus(), event)

    def enter(self, *texts: str) -> None:
        """Type into cells one below the other."""
        for text in texts:
            self.type(text)
            self.press(Key.Key_Return)

    def stand(self, what: str, column: str, unit: str | None = None) -> None:
        """Stand on a cell."""
        key = self.key(what, unit)
        line, place = self.page.model.reveal(key), self.page.model.column_at(column)
        assert line is not None
        assert place is not None
        self.page.view.setFocus()
        self.page.view.go(line, place)

    def key(self, what: str, unit: str | None = None) -> tuple[int, int]:
        """The key of a row by the names of SCENARIO.md."""
        ids = self.quarter.tasks if what.startswith("T") else self.quarter.measures
        return ids[what], self.quarter.session.office.unit_id if unit is None else self.quarter.units[unit]

    def row(self, what: str, unit: str | None = None) -> Row:
        """A row as the grid holds it."""
        row = self.page.model.row_of(self.key(what, unit))
        assert row is not None
        return row

    def task(self, what: str, unit: str | None = None) -> TaskRow:
        """A task's row."""
        row = self.row(what, unit)
        assert isinstance(row, TaskRow)
        return row

    def value(self, what: str, unit: str) -> ValueRow:
        """A value's row."""
        row = self.row(what, unit)
        assert isinstance(row, ValueRow)
        return row

    def shown(self, what: str, column: str, unit: str | None = None) -> str:
        """What a cell shows."""
        line, place = self.page.model.line_of(self.key(what, unit)), self.page.model.column_at(column)
        assert line is not None
        assert place is not None
        cell = self.page.model.cell(line, place)
        return cell.nothing or cell.missing or cell.text

    def standing(self) -> tuple[str, str]:
        """Number of the row and key of the column one stands on."""
        index = self.page.view.currentIndex()
        row = self.page.model.row_at(index.row())
        return "" if row is None else row.number, self.page.model.columns[index.column()].key

    def clip(self, text: str) -> None:
        """Put a block onto the clipboard, as a spreadsheet does."""
        QGuiApplication.clipboard().setText(text)
