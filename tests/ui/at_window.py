"""Somebody before the whole window: keys and clicks that go where a person's would, and what is shown."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QEventLoop, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QCheckBox, QWidget

from app.clock import Clock
from app.session import Session
from app.settings import Settings
from ui.pages.overview.waits import WaitingList
from ui.program import Program
from ui.start import StartWindow
from ui.widgets.cells import cell_of
from ui.widgets.fields import ComboBox
from ui.widgets.label import Label
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet
from ui.workspace_window import WorkspaceWindow

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
DIGITS = {
    key: Qt.Key(Qt.Key.Key_1 + place)
    for place, key in enumerate(
        ("overview", "programmes", "quarter", "targets", "closing", "units", "directives", "reports", "history")
    )
}


class AtWindow:
    """A person at the program. ``settle`` waits until every job has ended and every screen has heard of it."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.saved: list[Settings] = []
        self._clock = clock
        self.program = Program(self._app(), Settings(person="Trần Thị Lan", theme="light"), self.saved.append, clock)

    @staticmethod
    def _app() -> QApplication:
        return cast(QApplication, QApplication.instance())

    # --- windows

    @property
    def window(self) -> WorkspaceWindow:
        """The window on the workspace."""
        window = self.program.window
        assert window is not None, "no workspace is open"
        return window

    @property
    def start(self) -> StartWindow:
        """The first-start screen."""
        start = self.program.start_window
        assert start is not None
        return start

    @property
    def session(self) -> Session:
        """The open workspace."""
        return self.window.session

    def open(self, path: Path) -> None:
        """Start the program on a workspace."""
        self.program.start(path)
        self._wake(self.window)

    def show(self, session: Session) -> None:
        """Show the window on a workspace that is open already."""
        self.program.open_session(session)
        self._wake(self.window)

    def first_start(self) -> None:
        """Start the program where there is no workspace."""
        self.program.start(None)
        self._wake(self.start)

    def made(self) -> None:
        """Wait until the first-start screen has made the workspace and the window is there."""
        self.start.jobs.wait_idle(60)
        QApplication.processEvents()
        self._wake(self.window)

    def restart(self, path: Path) -> None:
        """Close the window and open the workspace again."""
        self.close()
        self.open(path)

    def close(self) -> None:
        """Close what is open."""
        for window in (self.program.window, self.program.start_window):
            if window is not None:
                window.close()
        QApplication.processEvents()

    def _wake(self, window: QWidget) -> None:
        QApplication.processEvents()
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        if self.program.window is not None:
            self.settle()

    def settle(self) -> None:
        """Let every job end and every screen hear of it."""
        for _ in range(5):
            self.window.jobs.wait_idle(30)
            QApplication.processEvents()

    def wait_until(self, true: Callable[[], bool]) -> None:
        """Let the program go on until something is so."""
        end = time.monotonic() + 10
        while not true():
            assert time.monotonic() < end, "it does not come true"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    # --- keys and clicks

    def focus(self) -> QWidget:
        """What the keys go to."""
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key; shortcuts of the window hear it too."""
        for _ in range(times):
            QTest.keyClick(self.focus(), key, held)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type letters one by one; Vietnamese ones too."""
        for letter in text:
            QApplication.sendEvent(self.focus(), QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter))

    def retype(self, text: str) -> None:
        """Type over what stands in a field."""
        self.press(Key.Key_A, CTRL)
        self.type(text)

    def click(self, words: str, within: QWidget | None = None) -> None:
        """Click the button with these words."""
        button = self.button(words, within)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def button(self, words: str, within: QWidget | None = None) -> QAbstractButton:
        """The button with these words that can be seen."""
        host = within or self.program.window or self.start
        seen = [one for one in host.findChildren(QAbstractButton) if one.isVisible()]
        found = [one for one in seen if words in (one.text(), one.accessibleName())]
        assert found, f"no button “{words}” among {sorted(one.text() or one.accessibleName() for one in seen)}"
        return found[0]

    @staticmethod
    def buttons(host: QWidget) -> list[QAbstractButton]:
        """The buttons within a widget that can be seen."""
        return [one for one in host.findChildren(QAbstractButton) if one.isVisible()]

    def waiting_lines(self, page: QWidget) -> list[str]:
        """What the overview lists as waiting."""
        waits = page.findChild(WaitingList)
        return [button.accessibleName() for button in self.buttons(waits)] if waits is not None else []

    def has_button(self, words: str) -> bool:
        """Whether such a button can be seen."""
        return any(one.isVisible() and one.text() == words for one in self.window.findChildren(QAbstractButton))

    # --- pages

    def go(self, key: str) -> Any:
        """Go to a page by its keys."""
        if key == "settings":
            self.press(Key.Key_Comma, CTRL)
        else:
            self.press(DIGITS[key], CTRL)
        self.settle()
        assert self.window.current_key() == key
        return self.page

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = self.window.current_page()
        assert page is not None
        return page

    @property
    def sheet(self) -> Sheet:
        """The sheet that is open."""
        open_ones = [sheet for sheet in self.window.findChildren(Sheet) if sheet.isVisible()]
        assert open_ones, "no sheet is open"
        return open_ones[-1]

    def sheet_is_open(self) -> bool:
        """Whether a sheet is open."""
        return any(sheet.isVisible() for sheet in self.window.findChildren(Sheet))

    def fill(self, **given: object) -> None:
        """Fill the open sheet by keyboard from its first field on, with Tab between fields, and save with Ctrl+Enter.

        Each field is reached by Tab from the one before; those not given are passed.
        """
        form = self.sheet.form
        assert form is not None
        left = dict(given)
        for key in form.values():
            if not left:
                break
            editor = form.row(key).editor
            assert editor is self.focus() or editor.isAncestorOf(self.focus()), f"Tab does not come to {key}"
            if key in left:
                self._enter(editor, left.pop(key))
            self._tab_out(editor)
        assert not left, f"the sheet does not ask for {sorted(left)}"
        self.press(Key.Key_Return, CTRL)
        self.settle()

    def save(self, **given: object) -> None:
        """Fill the sheet and see it close: what was given is saved."""
        self.fill(**given)
        assert not self.sheet_is_open(), self.sheet_says()

    def sheet_says(self) -> str:
        """What the open sheet says is wrong."""
        form = self.sheet.form
        problems = [form.row(key).problem() for key in form.values()] if form else []
        return " ".join([*filter(None, problems), self.sheet.message.text()]).strip()

    def _enter(self, editor: QWidget, value: object) -> None:
        if isinstance(editor, ComboBox):
            self._choose(editor, str(value))
        elif isinstance(editor, QCheckBox):
            if editor.isChecked() != bool(value):
                self.press(Key.Key_Space)
        else:
            self.retype(str(value))

    def _choose(self, box: ComboBox, words: str) -> None:
        self.press(Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText().strip() == words:
                return
            self.press(Key.Key_Down)
        offered = [box.itemText(place) for place in range(box.count())]
        raise AssertionError(f"“{words}” is not offered: {offered}")

    def _tab_out(self, editor: QWidget) -> None:
        for _ in range(4):
            self.press(Key.Key_Tab)
            if editor is not self.focus() and not editor.isAncestorOf(self.focus()):
                return

    # --- what is shown

    def toast(self) -> str:
        """What the toast says."""
        return self.window.toast_text()

    def texts(self, widget: QWidget) -> list[str]:
        """Every label's words that can be seen within a widget, from the top."""
        labels = [label for label in widget.findChildren(Label) if label.isVisible() and label.full_text()]
        return [label.full_text() for label in labels]

    def details(self) -> list[str]:
        """What the details panel says."""
        panel = self.page.details()
        assert panel is not None
        return self.texts(panel)

    @staticmethod
    def table(view: QAbstractItemView) -> list[list[str]]:
        """The rows of a list or tree as people read them."""
        model = view.model()
        return [[_words(index) for index in row] for row in _walk(model)]

    @staticmethod
    def stand(view: QAbstractItemView, wanted: str) -> None:
        """Go to the row that has these words, by the arrow keys."""
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Home, CTRL)
        for _ in range(400):
            row = view.currentIndex()
            cells = [row.siblingAtColumn(column) for column in range(view.model().columnCount(row.parent()))]
            if any(wanted in _words(cell) for cell in cells):
                QApplication.processEvents()
                return
            before = view.currentIndex()
            QTest.keyClick(view, Qt.Key.Key_Down)
            if view.currentIndex() == before:
                break
        raise AssertionError(f"no row with “{wanted}” in {AtWindow.table(view)}")


def _words(index: QModelIndex) -> str:
    cell = cell_of(index)
    return " · ".join(filter(None, (cell.spoken(), cell.second)))


def _walk(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[list[QModelIndex]]:
    above = parent or QModelIndex()
    rows = []
    for row in range(model.rowCount(above)):
        rows.append([model.index(row, column, above) for column in range(model.columnCount(above))])
        rows += _walk(model, model.index(row, 0, above))
    return rows
