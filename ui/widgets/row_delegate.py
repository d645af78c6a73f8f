"""Paints the rows of lists and trees: hairlines, hover, selection with its 3 px accent, the 2 px focus cell (LOOK 5)."""

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.tokens import ROW, Tokens, row_pen, tokens
from ui.widgets.cells import Cell, Index, cell_of, paint_cell

# Plain integers: an operation on Qt's flags costs microseconds, and a paint does it for every cell.
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value


class RowDelegate(QStyledItemDelegate):
    """One for each view. ``hovered`` is the row under the mouse, kept by the view."""

    def __init__(self, parent: QObject | None = None, *, row_height: int = ROW) -> None:
        super().__init__(parent)
        self.row_height = row_height
        self.hovered: object = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = tokens()
        cell = cell_of(index)
        rect: QRect = option.rect
        state: int = option.state.value
        selected = bool(state & _SELECTED)
        self.paint_ground(painter, rect, cell, t, selected=selected, hovered=self.is_hovered(index))
        if selected and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), t.accent)
        self.paint_content(painter, rect, index, cell, t)
        if state & _FOCUSED:
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def paint_content(self, painter: QPainter, rect: QRect, index: Index, cell: Cell, t: Tokens) -> None:
        """What stands in the cell; views with bars or buttons in cells override this."""
        paint_cell(painter, rect, cell, t)

    def paint_ground(
        self, painter: QPainter, rect: QRect, cell: Cell, t: Tokens, *, selected: bool, hovered: bool
    ) -> None:
        """The cell's ground and the hairline below it."""
        if selected:
            painter.fillRect(rect, t.sel)
        elif cell.ground:
            painter.fillRect(rect, t.named(cell.ground))
        else:
            painter.fillRect(rect, t.alt if hovered else t.base)
        painter.setPen(row_pen(t))
        # One beyond the right edge: at 200 % a line to the edge ends a device pixel early.
        painter.drawLine(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom())

    def is_hovered(self, index: Index) -> bool:
        """Whether the mouse is over this row."""
        return self.hovered is not None and self.hovered == (index.row(), index.internalId())
