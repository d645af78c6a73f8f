"""Paints a bullet chart in one column of a list."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui.tokens import Tokens
from ui.widgets.bullet import paint_bullet
from ui.widgets.cells import Cell, Index, paint_cell
from ui.widgets.list_view import ListView
from ui.widgets.row_delegate import RowDelegate

ROW = 27


class BulletDelegate(RowDelegate):
    """The values come with the cell's tail: done|outlook|at most."""

    def __init__(self, parent: ListView, column: int) -> None:
        super().__init__(parent, row_height=ROW)
        self._column = column

    def paint_content(self, painter: QPainter, rect: QRect, index: Index, cell: Cell, t: Tokens) -> None:
        if index.column() != self._column or not cell.tail:
            paint_cell(painter, rect, cell, t)
            return
        done, outlook, at_most = cell.tail.split("|")
        bar = rect.adjusted(8, 2, -8, -3)
        paint_bullet(painter, bar, float(done), float(outlook) if outlook else None, 1.0, at_most=at_most == "1")
