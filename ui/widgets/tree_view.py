"""The tree every page uses: as the list, with chevrons and an indent of 16 px."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from ui.icons import paint_icon
from ui.tokens import ROW, tokens
from ui.widgets.cells import ROW_ALONE, Index, cell_of, copy_table
from ui.widgets.header import Header
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.scroll import paint_focus

INDENT = 16


class TreeView(QTreeView):
    """A tree. Enter or a double click opens a row, arrows unfold, Ctrl+C copies."""

    opened = Signal(QModelIndex)
    current_moved = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None, *, row_height: int = ROW, name: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.row_delegate = RowDelegate(self, row_height=row_height)
        self.setItemDelegate(self.row_delegate)
        self.setHeader(Header(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setMouseTracking(True)
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self.opened)

    def set_widths(self, widths: Sequence[int], stretch: int | None = None) -> None:
        """Set the columns' widths; the column ``stretch`` takes what is left over."""
        header = self.header()
        header.setStretchLastSection(False)
        for column, width in enumerate(widths):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            # English words may be longer than the Vietnamese ones the widths were made for.
            needed = header.words_width(column) if isinstance(header, Header) else 0
            self.setColumnWidth(column, max(width, needed))
        if stretch is not None:
            header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

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
            copy_table(self.model(), self.selectedIndexes())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        t = tokens()
        first = index.sibling(index.row(), 0)
        selected = self.selectionModel().isSelected(first)
        hovered = self.row_delegate.is_hovered(first)
        self.row_delegate.paint_ground(painter, rect, cell_of(first), t, selected=selected, hovered=hovered)
        if self.model().hasChildren(first):
            name = "chevron-down" if self.isExpanded(first) else "chevron-right"
            paint_icon(painter, name, rect.right() - 14, rect.center().y() - 6, 14, t.text2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def _hover(self, index: QModelIndex) -> None:
        first = index.sibling(index.row(), 0)
        over = (first.row(), first.internalId()) if first.isValid() else None
        if over != self.row_delegate.hovered:
            self.row_delegate.hovered = over
            self.viewport().update()
