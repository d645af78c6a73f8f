"""What the grid and its frozen columns share: how rows and columns lie, and painting them."""

from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.plan.grid_rows import Key
from ui.pages.quarter.columns import NOW, PLAN
from ui.pages.quarter.group_row import paint_group
from ui.pages.quarter.header import TwoLevelHeader
from ui.pages.quarter.model import GridModel
from ui.pages.quarter.painting import CellPainter
from ui.tokens import ROW, ROW_TWO, Tokens, hairline, tokens

Span = tuple[int, int, int]
"""A line or column: its number, where it begins in the viewport, how large it is."""


class GridPane(QTableView):
    """A table whose group rows go across, painted by itself."""

    def __init__(self, model: GridModel, painter: CellPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = model
        self.cells = painter
        self._found: frozenset[tuple[Key, str]] = frozenset()
        self.header = TwoLevelHeader(model, self)
        self.setHorizontalHeader(self.header)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW_TWO)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()
        self.setModel(model)
        model.modelReset.connect(self.set_heights)

    def set_heights(self) -> None:
        """Group rows are lower than the others."""
        rows = self.verticalHeader()
        tall = ROW_TWO if self.rows_model.column_at("due") is not None else ROW
        if rows.defaultSectionSize() != tall:
            rows.setDefaultSectionSize(tall)
        for line in self.rows_model.group_lines():
            rows.resizeSection(line, ROW)

    def set_found(self, cells: frozenset[tuple[Key, str]]) -> None:
        """Show in which cells (row, column) the words stand that are looked for."""
        if cells != self._found:
            self._found = cells
            for pane in (self, *self.findChildren(GridPane)):
                pane.viewport().update()

    def across(self) -> int:
        """How wide a group row is."""
        return self.viewport().width()

    def shows_focus(self) -> bool:
        """Whether the frame of the current cell is to be seen."""
        return self.hasFocus()

    def update_lines(self, *lines: int) -> None:
        """Paint some lines anew."""
        for line in lines:
            if line >= 0:
                top, height = self.rowViewportPosition(line), self.rowHeight(line)
                self.viewport().update(0, top, self.viewport().width(), height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self.rowAt(int(event.position().y()))
        if line >= 0 and self.rows_model.is_group(line):
            self.rows_model.toggle(line)
            return
        super().mousePressEvent(event)

    # -- painting ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self.viewport())
        lines = self._lines_in(event.region())
        columns = self._columns_in(event.rect())
        current = self.currentIndex()
        ranges = self._selected()
        for line, top, height in lines:
            if self.rows_model.is_group(line):
                continue
            for place, left, width in columns:
                cell = self.rows_model.cell(line, place)
                here = line == current.row()
                focused = here and place == current.column()
                chosen = (here and self.rows_model.columns[place].zone == PLAN) or (
                    not focused and any(a <= line <= b and c <= place <= d for a, b, c, d in ranges)
                )
                ground = t.sel if chosen else t.named(cell.ground) if cell.ground else None
                if not chosen and self.is_found(line, place):
                    ground = t.warn_soft
                self.cells.paint(painter, (left, top, width, height), cell, t, ground)
        self._rule(painter, lines, columns, t)
        self._paint_groups(painter, lines, current, t)
        self._paint_focus(painter, current, t)

    def is_found(self, line: int, place: int) -> bool:
        """Whether a cell holds the words that are looked for."""
        row = self.rows_model.row_at(line) if self._found else None
        return row is not None and (row.key, self.rows_model.columns[place].key) in self._found

    def _rule(self, painter: QPainter, lines: list[Span], columns: list[Span], t: Tokens) -> None:
        """The hairlines between cells, and the thick one where the open quarter begins."""
        if not lines or not columns:
            return
        painter.setPen(hairline(t.line))
        right = columns[-1][1] + columns[-1][2]
        for _line, top, height in lines:
            painter.drawLine(0, top + height - 1, right - 1, top + height - 1)
        top, bottom = lines[0][1], lines[-1][1] + lines[-1][2]
        shown = self.rows_model.columns
        for at, (place, left, width) in enumerate(columns):
            following = columns[at + 1][0] if at + 1 < len(columns) else place
            painter.setPen(hairline(t.line2 if shown[following].zone != shown[place].zone else t.line))
            painter.drawLine(left + width - 1, top, left + width - 1, bottom - 1)
            if shown[place].zone == NOW and (place == 0 or shown[place - 1].zone != NOW):
                painter.fillRect(left, top, 1, bottom - top, t.line2)

    def _paint_groups(self, painter: QPainter, lines: list[Span], current: QModelIndex, t: Tokens) -> None:
        for line, top, height in lines:
            group = self.rows_model.group_of(line) if self.rows_model.is_group(line) else None
            if group is not None:
                rect = QRect(0, top, self.across(), height)
                closed = group.id in self.rows_model.collapsed
                paint_group(painter, rect, group, t, closed=closed)
                if line == current.row() and self.shows_focus():
                    self.cells.paint_focus(painter, (0, top, self.viewport().width(), height), t)

    def _paint_focus(self, painter: QPainter, current: QModelIndex, t: Tokens) -> None:
        if current.isValid() and self.shows_focus() and not self.rows_model.is_group(current.row()):
            rect = self.visualRect(current)
            if not rect.isEmpty():
                self.cells.paint_focus(painter, (rect.left(), rect.top(), rect.width(), rect.height()), t)

    def _selected(self) -> list[tuple[int, int, int, int]]:
        selection = self.selectionModel().selection()
        parts = [selection.at(at) for at in range(selection.size())]
        return [(part.top(), part.bottom(), part.left(), part.right()) for part in parts]

    def _lines_in(self, region: QRegion) -> list[Span]:
        found: list[Span] = []
        rect, model = region.boundingRect(), self.rows_model
        line = self.rowAt(max(0, rect.top()))
        width = self.viewport().width()
        while 0 <= line < model.rowCount():
            top, height = self.rowViewportPosition(line), self.rowHeight(line)
            if top > rect.bottom():
                break
            if region.intersects(QRect(0, top, width, height)):
                found.append((line, top, height))
            line += 1
        return found

    def _columns_in(self, rect: QRect) -> list[Span]:
        spans = [
            (place, self.columnViewportPosition(place), self.columnWidth(place))
            for place in range(len(self.rows_model.columns))
            if not self.isColumnHidden(place)
        ]
        return [span for span in spans if span[1] <= rect.right() and span[1] + span[2] > rect.left()]
