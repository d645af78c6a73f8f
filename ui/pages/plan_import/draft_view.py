"""The draft as a tree: questions are rows with their answers as buttons, cells are edited in place, the selection leads the source."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from app.i18n import tr
from app.plan_import.review.doubts import Answer, Doubt
from app.plan_import.review.tree import Key, Node
from ui.pages.plan_import.answers import answer_rects, paint_doubt
from ui.pages.plan_import.editing import DraftDelegate
from ui.pages.plan_import.rows import LEAD, MARK, TERM, TEXT, DraftModel, Row
from ui.widgets.cells import ROW_ALONE, Index
from ui.widgets.tree_view import TreeView

_DIGITS = {Qt.Key(Qt.Key.Key_1 + place): place for place in range(9)}
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class DraftView(TreeView):
    """``answered`` brings a question and the answer chosen; ``menu_wanted`` asks for the menu of the selected rows."""

    answered = Signal(object, object)
    menu_wanted = Signal(QPoint)
    split_wanted = Signal(object, int)
    edited = Signal(object, int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, name=tr("Bản nháp"))
        self.draft = DraftModel(self)
        self.answer_at = 0
        self._closed: set[Key] = set()
        self._known: set[Key] = set()
        self._filling = False
        self.setModel(self.draft)
        self.cells = DraftDelegate(self)
        self.row_delegate = self.cells
        later = Qt.ConnectionType.QueuedConnection
        # In this order and after the editor is gone: the words as typed, then the split at a place in them, then the next cell.
        self.draft.edited.connect(self.edited, later)
        self.cells.split_wanted.connect(self._split, later)
        self.cells.cell_wanted.connect(self.edit_cell, later)
        self.setItemDelegate(self.row_delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.doubleClicked.disconnect()
        self.set_widths([420, 84, 104, 34], stretch=TEXT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)
        self.collapsed.connect(lambda index: self._fold(index, closed=True))
        self.expanded.connect(lambda index: self._fold(index, closed=False))

    # --- what is shown

    def begin(self) -> None:
        """Another draft: nothing is selected or closed in it yet."""
        self.draft.set_root(Row(Node("root", ("root", 0, "")), ()))
        self._closed.clear()
        self._known.clear()

    def show_rows(self, root: Row) -> None:
        """Show the draft as it is now; what was closed, selected and scrolled to stays so."""
        selected, current = self.selected_keys(), self.current_key()
        column, top = max(self.currentIndex().column(), 0), self.verticalScrollBar().value()
        self._filling = True
        self.draft.set_root(root)
        places = {row.key: row for row in self.draft.rows()}
        for key, row in places.items():
            if key not in self._known and row.closed_at_first:
                self._closed.add(key)
        self._known |= set(places)
        self.expandAll()
        for key in self._closed & set(places):
            self.setExpanded(self.draft.index_at(places[key]), False)
        self._filling = False
        self.verticalScrollBar().setValue(top)
        if current in places:
            self._select([places[key] for key in selected if key in places], places[current], column)

    def _select(self, rows: Iterable[Row], current: Row, column: int = 0) -> None:
        index = self.draft.index_at(current, column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        for row in rows:
            self.selectionModel().select(self.draft.index_at(row), flags.Select | flags.Rows)

    def _fold(self, index: QModelIndex, *, closed: bool) -> None:
        row = self.draft.row_of(index)
        if row is not None and not self._filling:
            (self._closed.add if closed else self._closed.discard)(row.key)

    # --- what is selected

    def current_row(self) -> Row | None:
        """The row that is current."""
        return self.draft.row_of(self.currentIndex())

    def current_key(self) -> Key | None:
        """What the current row is."""
        row = self.current_row()
        return row.key if row is not None else None

    def selected_rows(self) -> list[Row]:
        """The rows that are selected, from the top."""
        rows = [self.draft.row_of(index) for index in self.selectionModel().selectedRows()]
        wanted = {row.key for row in rows if row is not None}
        return [row for row in self.draft.rows() if row.key in wanted]

    def selected_keys(self) -> list[Key]:
        """What the selected rows are."""
        return [row.key for row in self.selected_rows()] if self.selectionModel().hasSelection() else []

    def go_to(self, key: Key, column: int = 0) -> bool:
        """Stand on a row, with its branches open. False where it is not shown."""
        found = next((row for row in self.draft.rows() if row.key == key), None)
        if found is None:
            return False
        above = found.parent
        while above is not None and above.parent is not None:
            self.setExpanded(self.draft.index_at(above), True)
            above = above.parent
        index = self.draft.index_at(found, column)
        self.selectionModel().setCurrentIndex(index, ROW_ALONE)
        rect, room = self.visualRect(index), self.viewport().rect()
        if rect.top() < 0 or rect.bottom() + 2 * rect.height() > room.bottom():
            # With what stands around it, not at the edge.
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def select_entries(self, ids: Sequence[int]) -> None:
        """Select these entries; the first is current."""
        rows = [row for row in self.draft.rows() if row.node.entry is not None and row.node.entry.id in ids]
        if rows:
            self._select(rows, rows[0])
            self.scrollTo(self.draft.index_at(rows[0]))

    def next_doubt(self, step: int) -> bool:
        """Stand on the next (1) or previous (-1) row that waits for a choice, around the end. False where none does."""
        rows = self.draft.rows()
        waiting = [place for place, row in enumerate(rows) if row.node.doubt is not None or row.node.leadless]
        if not waiting:
            return False
        here = next(
            (place for place, row in enumerate(rows) if row is self.current_row()), -1 if step > 0 else len(rows)
        )
        ahead = [place for place in waiting if (place - here) * step > 0]
        place = (ahead[0] if step > 0 else ahead[-1]) if ahead else (waiting[0] if step > 0 else waiting[-1])
        row = rows[place]
        return self.go_to(row.key, LEAD if row.node.leadless and row.node.doubt is None else TEXT)

    def edit_cell(self, column: int) -> bool:
        """Edit a cell of the current row in place."""
        index = self.currentIndex().siblingAtColumn(column)
        if not index.isValid() or not self.draft.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self.scrollTo(index)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.edit(index)
        return True

    def edit_here(self) -> bool:
        """Edit the cell on which one stands; the words, where that is none to be edited."""
        column = self.currentIndex().column()
        return (column in (LEAD, TERM) and self.edit_cell(column)) or self.edit_cell(TEXT)

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being edited in place."""
        return self.state() == QAbstractItemView.State.EditingState

    def _split(self, at: int) -> None:
        row = self.current_row()
        if row is not None and row.node.entry is not None:
            self.split_wanted.emit(row.node.entry, at)

    # --- questions and their answers

    def doubt_here(self) -> Doubt | None:
        """The question on which one stands."""
        row = self.current_row()
        return row.node.doubt if row is not None else None

    def answer(self, doubt: Doubt, place: int) -> None:
        """Choose an answer by its place from the left."""
        if 0 <= place < len(doubt.answers):
            answer: Answer = doubt.answers[place]
            self.answer_at = 0
            self.answered.emit(doubt, answer)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # the stubs ask for either kind of index
        if current.siblingAtColumn(0) != previous.siblingAtColumn(0):
            self.answer_at = 0
        super().currentChanged(current, previous)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        doubt, key = self.doubt_here(), Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if doubt is None or not plain:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self.answer_at = (self.answer_at + step) % len(doubt.answers)
            self.viewport().update()
        elif key in _CHOOSE:
            self.answer(doubt, self.answer_at)
        elif key in _DIGITS:
            self.answer(doubt, _DIGITS[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        row = self.draft.row_of(self.indexAt(place))
        doubt = row.node.doubt if row is not None else None
        if doubt is not None and event.button() == Qt.MouseButton.LeftButton:
            for at, rect in enumerate(answer_rects(doubt, self._row_rect(self.indexAt(place)))):
                if rect.contains(place):
                    self.answer(doubt, at)
                    return
        super().mousePressEvent(event)

    # --- painting

    def _row_rect(self, index: Index) -> QRect:
        rect = self.visualRect(index.sibling(index.row(), 0))
        return QRect(0, rect.top(), self.viewport().width(), rect.height())

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        row = self.draft.row_of(index)
        if row is None or row.node.doubt is None:
            super().drawRow(painter, options, index)
            return
        first = index.sibling(index.row(), 0)
        here = self.currentIndex().siblingAtColumn(0) == first
        text_left = self.visualRect(first).left()
        paint_doubt(
            painter,
            self._row_rect(index),
            row.node.doubt,
            left=text_left,
            here=here,
            at=self.answer_at if here and self.hasFocus() else -1,
        )

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's event as it comes
        narrow = self.viewport().width() < 420
        self.setColumnHidden(MARK, narrow)
        self.header().resizeSection(LEAD, 64 if narrow else 84)
        self.header().resizeSection(TERM, 92 if narrow else 104)


def wanted_nodes(rows: Iterable[Row]) -> list[Node]:
    """The nodes of rows; a question stands for the item it is about."""
    found = []
    for row in rows:
        about = row.parent if row.node.doubt is not None and row.parent is not None else row
        found.append(about.node)
    return found
