"""The grid as a person works in it: the keys of a spreadsheet, group rows across, TT and task standing still."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QStyledItemDelegate, QWidget

from app.i18n import tr
from ui.pages.quarter.columns import FROZEN
from ui.pages.quarter.delegate import GridDelegate
from ui.pages.quarter.gaps import lacks
from ui.pages.quarter.model import GridModel, Index
from ui.pages.quarter.painting import CellPainter
from ui.pages.quarter.pane import GridPane

_EDITING = QAbstractItemView.State.EditingState
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


class GridView(GridPane):
    """The grid. Signals tell what was asked for by a key; the page does it."""

    moved = Signal(QModelIndex)
    paste_asked = Signal()
    copy_asked = Signal()
    clear_asked = Signal()
    today_asked = Signal()
    locked_asked = Signal(QModelIndex)
    files_asked = Signal()
    left_editor = Signal()
    onward_asked = Signal()
    """Ctrl+Enter: what has been logged shall go on its way."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(model, CellPainter(), parent)
        self.setAccessibleName(tr("Lưới nhật ký quý"))
        self.editing = GridDelegate(model, self)
        self.setItemDelegate(self.editing)
        self.editing.left.connect(self._left_by_key)
        # Tab and Shift+Tab then come to keyPressEvent; F6 leaves the grid.
        self.setTabKeyNavigation(True)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.frozen_width = 0
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self.recall)
        self._kept: tuple[object, str] | None = None

    # -- moving -----------------------------------------------------------------------------------------------

    def step(self, rows: int, columns: int) -> None:
        """Go a row down or up in the same column, or to the next cell that can be written; into the next row at its end."""
        current = self.currentIndex()
        if not current.isValid():
            self.go_first()
            return
        line, place = current.row(), current.column()
        if rows:
            line = self._next_line(line, rows)
        elif columns:
            line, place = self._next_entry(line, place, columns)
        self.go(line, place)

    def _left_by_key(self, rows: int, columns: int) -> None:
        """Go on from a cell that was typed into, and show it before the saving that has just begun takes its time."""
        self.step(rows, columns)
        QApplication.sendEvent(self.window(), QEvent(QEvent.Type.UpdateRequest))

    def go(self, line: int, place: int) -> None:
        """Stand on a cell, and on it alone."""
        index = self.rows_model.index(line, place)
        self.selectionModel().setCurrentIndex(index, _SELECT)
        self.scrollTo(index)

    def go_first(self) -> None:
        """Stand where work starts: the first cell that can be written."""
        model = self.rows_model
        for line in range(model.rowCount()):
            if not model.is_group(line):
                entries = [place for place, column in enumerate(model.columns) if column.entry]
                self.go(line, entries[0])
                return

    def next_gap(self) -> bool:
        """Go to the next cell that still lacks something: down the column, then the columns after it from the top. False where none is."""
        model, here = self.rows_model, self.currentIndex()
        entries = [at for at, column in enumerate(model.columns) if column.entry and not self.isColumnHidden(at)]
        start = here.column() if here.isValid() else entries[0]
        later = [at for at in entries if at > start]
        spans = [(start, here.row() + 1, model.rowCount()), *((at, 0, model.rowCount()) for at in later)]
        spans += [(at, 0, model.rowCount()) for at in entries if at < start] + [(start, 0, here.row() + 1)]
        for place, first, end in spans:
            key = model.columns[place].key
            for line in range(first, end):
                row = model.row_at(line)
                if row is None or not lacks(row, key) or not model.may_edit(row, model.columns[place]):
                    continue
                if model.typed(row.key, key) is None:
                    self.go(line, place)
                    return True
        return False

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        ups = (QAbstractItemView.CursorAction.MoveUp, QAbstractItemView.CursorAction.MovePageUp)
        if found.isValid() and self._skipped(found.row()):
            line = self._next_line(found.row(), -1 if action in ups else 1)
            return self.rows_model.index(line, found.column())
        return found

    def _skipped(self, line: int) -> bool:
        """Open groups are passed over; a collapsed one is a place to stand, so that the keyboard can open it."""
        group = self.rows_model.group_of(line)
        return self.rows_model.is_group(line) and (group is None or group.id not in self.rows_model.collapsed)

    def _next_line(self, line: int, by: int) -> int:
        last = self.rows_model.rowCount() - 1
        at = line + by
        while 0 <= at <= last and self._skipped(at):
            at += by
        if 0 <= at <= last:
            return at
        return line if not self._skipped(line) else min(line + 1, last)

    def _next_entry(self, line: int, place: int, by: int) -> tuple[int, int]:
        columns = self.rows_model.columns
        entries = [at for at, column in enumerate(columns) if column.entry and not self.isColumnHidden(at)]
        ahead = [at for at in entries if (at - place) * by > 0]
        if ahead:
            return line, ahead[0] if by > 0 else ahead[-1]
        beyond = self._next_line(line, by)
        return (line, place) if beyond == line else (beyond, entries[0] if by > 0 else entries[-1])

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        if index.column() >= FROZEN and self.frozen_width:
            hidden = self.frozen_width - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)

    # -- keys -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        index = self.currentIndex()
        if self.state() == _EDITING:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif key == Qt.Key.Key_Semicolon and control:
            self.today_asked.emit()
        elif index.isValid() and self.rows_model.is_group(index.row()):
            self._key_on_group(event)
        elif not self._key_in_cell(event, index):
            super().keyPressEvent(event)

    def _key_on_group(self, event: QKeyEvent) -> None:
        opens = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Right)
        if event.key() in opens:
            line, place = self.currentIndex().row(), self.currentIndex().column()
            self.rows_model.toggle(line)
            self.go(min(line + 1, self.rows_model.rowCount() - 1), place)
        elif not event.text().strip():
            super().keyPressEvent(event)

    def _key_in_cell(self, event: QKeyEvent, index: QModelIndex) -> bool:
        """Do what a key means in a cell; False leaves it to Qt (arrows, pages, Ctrl+A)."""
        key, held = event.key(), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        alt = bool(held & Qt.KeyboardModifier.AltModifier)
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.onward_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not alt:
            self.step(-1 if shift else 1, 0)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not control:
            self.step(0, -1 if shift or key == Qt.Key.Key_Backtab else 1)
        elif key == Qt.Key.Key_Delete:
            self.clear_asked.emit()
        elif key == Qt.Key.Key_F2 or (key == Qt.Key.Key_Down and alt):
            self.open_editor(index)
        elif key == Qt.Key.Key_Left and alt:
            self._collapse(index)
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._to_edge(down=key == Qt.Key.Key_Down)
        else:
            return self._typing(event, index)
        return True

    def _typing(self, event: QKeyEvent, index: QModelIndex) -> bool:
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        typed = bool(event.text()) and (event.text().isprintable() or event.key() == Qt.Key.Key_Backspace)
        if held or not typed or not index.isValid():
            return False
        column = self.rows_model.columns[index.column()]
        if event.key() == Qt.Key.Key_Space and (column.entry == "state" or column.key == "evidence"):
            self.open_editor(index)
        elif not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._refuse(index)
        else:
            self.editing.fresh = True
            self.edit(index, QAbstractItemView.EditTrigger.AnyKeyPressed, event)
        return True

    def open_editor(self, index: QModelIndex) -> None:
        """Edit a cell with what it holds, or say why it cannot be."""
        if not index.isValid() or self.rows_model.is_group(index.row()):
            return
        if self.rows_model.columns[index.column()].key == "evidence":
            self.files_asked.emit()
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.editing.fresh = False
            self.setCurrentIndex(index)
            self.edit(index)
        else:
            self._refuse(index)

    def is_editing(self) -> bool:
        """Whether a cell is being typed into."""
        return self.state() == _EDITING

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        # Queued: whoever hears it may give the view other rows, and Qt is still busy with the old ones.
        QTimer.singleShot(0, self.left_editor.emit)

    def finish_editing(self) -> None:
        """Leave the cell that is being edited, keeping what was typed."""
        if self.state() == _EDITING:
            self.setFocus()

    def _refuse(self, index: QModelIndex) -> None:
        row = self.rows_model.row_at(index.row())
        if row is not None and self.rows_model.columns[index.column()].entry and self.rows_model.locked(row):
            self.locked_asked.emit(index)

    def _collapse(self, index: QModelIndex) -> None:
        group = self.rows_model.group_of(index.row())
        if group is None:
            return
        place = index.column()
        self.rows_model.toggle(index.row())
        lines = [line for line in self.rows_model.group_lines() if self.rows_model.group_of(line) == group]
        if lines:
            self.go(lines[0], place)

    def _to_edge(self, *, down: bool) -> None:
        last = self.rows_model.rowCount() - 1
        line = self._next_line(last + 1, -1) if down else self._next_line(-1, 1)
        self.go(line, self.currentIndex().column())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """An input method begins a word on a cell: it is typed over, like a letter of the keyboard."""
        begins = self.state() != _EDITING
        self.editing.fresh = begins
        index = self.currentIndex()
        if begins and event.commitString() and not event.preeditString() and index.isValid():
            # Qt opens the editor but drops a word that comes finished, without having been composed.
            self._type_finished(index, event)
            return
        super().inputMethodEvent(event)

    def _type_finished(self, index: QModelIndex, event: QInputMethodEvent) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._refuse(index)
            return
        self.edit(index)
        editor = QApplication.focusWidget()
        if editor is not None and editor is not self:
            QApplication.sendEvent(editor, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.rows_model.is_group(index.row()):
            return
        self.open_editor(index)

    # -- the rest ---------------------------------------------------------------------------------------------

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # as above
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.update_lines(previous.row(), current.row())
        self.moved.emit(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Only the frame of the current cell changes with the focus; Qt would paint the whole grid anew."""
        QAbstractScrollArea.focusInEvent(self, event)
        index = self.currentIndex()
        editable = index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, editable)
        self.update_lines(index.row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        QAbstractScrollArea.focusOutEvent(self, event)
        self.update_lines(self.currentIndex().row())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.cells.drop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give what is left over to the column that stretches; never less than its own width."""
        columns = self.rows_model.columns
        if self.header.count() != len(columns):
            return
        spare = self.viewport().width() - sum(
            column.width for place, column in enumerate(columns) if not self.isColumnHidden(place)
        )
        for place, column in enumerate(columns):
            wide = column.width + (max(0, spare) if column.stretch else 0)
            if self.columnWidth(place) != wide:
                self.setColumnWidth(place, wide)

    def _remember(self) -> None:
        index = self.currentIndex()
        row = self.rows_model.row_at(index.row()) if index.isValid() else None
        if row is not None:
            self._kept = row.key, self.rows_model.columns[index.column()].key

    def recall(self) -> None:
        """Stand again where one stood before other rows came."""
        self.fit_columns()
        if self._kept is None:
            return
        key, column = self._kept
        line, place = self.rows_model.line_of(key), self.rows_model.column_at(column)  # type: ignore[arg-type]  # a row's key
        if line is not None and place is not None:
            self.selectionModel().setCurrentIndex(self.rows_model.index(line, place), _SELECT)
