"""The list every page uses: rows over a model, painted flat, by keyboard alone, copied as a table."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QKeyCombination,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.tokens import ROW
from ui.widgets.cells import ROW_ALONE, Index, copy_table
from ui.widgets.empty import EmptyState
from ui.widgets.header import Header
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.scroll import paint_focus

_COPY_WITH_HEADINGS = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C
)
MOST_AT_ONCE = 2_000
"""Rows that are copied while the person waits, in a tenth of a second."""
_ALT_DOWN = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down)

LEAST_STRETCH = 120


class ListView(QTableView):
    """A list. Enter or a double click opens a row, a header click sorts.

    Ctrl+C copies the selected rows, Ctrl+Shift+C with their headings. Where ``header.menus`` is on, Alt+Down and the menu key ask for the
    menu of the column one stands in (``column_menu_asked``: the column and where the menu shall stand).
    """

    opened = Signal(QModelIndex)
    current_moved = Signal(QModelIndex)
    column_menu_asked = Signal(int, QPoint)

    def __init__(
        self, parent: QWidget | None = None, *, row_height: int = ROW, name: str = "", sortable: bool = True
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._empty: EmptyState | None = None
        self.copy_many: Callable[[Sequence[int], bool], None] | None = None
        self._stretch: int | None = None
        self.row_delegate = RowDelegate(self, row_height=row_height)
        self.setItemDelegate(self.row_delegate)
        self.header = header = Header(self)
        self.setHorizontalHeader(header)
        header.menu_asked.connect(self._ask_menu)
        header.setSortIndicatorShown(sortable)
        header.setSectionsClickable(sortable)
        # Unsorted until a header is clicked: the model's own order means something.
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(sortable)
        self._set_rows(row_height)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self.opened)

    def set_widths(self, widths: Sequence[int], stretch: int | None = None) -> None:
        """Set the columns' widths; the column ``stretch`` takes what is left over."""
        header = self.horizontalHeader()
        for column, width in enumerate(widths):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            # English words may be longer than the Vietnamese ones the widths were made for.
            needed = header.words_width(column) if isinstance(header, Header) else 0
            self.setColumnWidth(column, max(width, needed))
        self._stretch = stretch
        self._fit_stretch()

    def _fit_stretch(self) -> None:
        """Let the column that takes what is left over keep a width to read in: a list too narrow for it scrolls sideways."""
        if self._stretch is None:
            return
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        others = sum(self.columnWidth(column) for column in range(header.count()) if column != self._stretch)
        if header.count() > 1 and others + LEAST_STRETCH > self.viewport().width():
            header.setSectionResizeMode(self._stretch, mode.Interactive)
            self.setColumnWidth(self._stretch, LEAST_STRETCH)
        else:
            header.setSectionResizeMode(self._stretch, mode.Stretch)

    def set_empty(self, state: EmptyState) -> None:
        """What stands where the first row would be while there is none."""
        if self._empty is not None:
            self._empty.hide()  # it goes only when the loop comes round: until then two would be read over each other
            self._empty.deleteLater()
        self._empty = state
        state.setParent(self.viewport())
        self._place_empty()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
                signal.connect(self._place_empty)
        self._place_empty()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # the stubs ask for either kind of index
        super().currentChanged(current, previous)
        self.current_moved.emit(current)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.currentIndex().isValid():
            # No row has the ring that shows where the keys go.
            paint_focus(self)

    def setCurrentIndex(self, index: Index) -> None:
        # The program goes to a row: a Ctrl still held from Ctrl+Enter must not add it to those selected before. Not in
        # selectionCommand, which Qt also asks without an event for rows that Shift has just added: they would be lost.
        self.selectionModel().setCurrentIndex(index, ROW_ALONE)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt stands on the first row without selecting it, and then nothing shows which row Enter would open.
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.keyCombination() == _COPY_WITH_HEADINGS:
            self.copy(headings=True)
        elif self.header.menus and (event.keyCombination() == _ALT_DOWN or event.key() == Qt.Key.Key_Menu):
            self.ask_column_menu()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy(self, *, headings: bool = False) -> int:
        """Copy the selected rows as a table, with the headings if asked; returns how many. Very many are left to ``copy_many``."""
        rows = self.selected_rows()
        if len(rows) > MOST_AT_ONCE and self.copy_many is not None:
            self.copy_many(rows, headings)
            return len(rows)
        place = self.header.visualIndex
        return copy_table(self.model(), self.selectedIndexes(), headings=headings, place=place)

    def selected_rows(self) -> list[int]:
        """The places of the selected rows; asked of the selection's ranges, for a million cells are slow to be named one by one."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def ask_column_menu(self) -> None:
        """Ask for the menu of the column one stands in; the first that is seen where one stands nowhere."""
        current = self.currentIndex().column()
        seen = [column for column in range(self.header.count()) if not self.isColumnHidden(column)]
        if seen:
            self._ask_menu(current if current in seen else seen[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_stretch()
        self._place_empty()

    def _set_rows(self, row_height: int) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(16)
        rows.setDefaultSectionSize(row_height)
        rows.hide()

    def _ask_menu(self, column: int) -> None:
        self.scrollTo(self.model().index(max(self.currentIndex().row(), 0), column))
        left = self.header.sectionViewportPosition(column)
        self.column_menu_asked.emit(column, self.header.viewport().mapToGlobal(QPoint(left, self.header.height())))

    def _hover(self, index: QModelIndex) -> None:
        over = (index.row(), index.internalId()) if index.isValid() else None
        if over != self.row_delegate.hovered:
            self.row_delegate.hovered = over
            self.viewport().update()

    def _place_empty(self) -> None:
        if self._empty is None:
            return
        self._empty.setGeometry(0, 0, self.viewport().width(), self._empty.sizeHint().height())
        self._empty.setVisible(self.horizontalHeader().count() == 0 or self.model().rowCount() == 0)
