"""The table of a PDF page: titles repeated on every page, group rows kept with the row below, long rows split over
pages.

Own drawing instead of ReportLab's Table: that lays out every cell as a paragraph (2.6 s for 2,000 × 8 cells,
NOTES-QT § 4) and copies the rest of the table at every page; here texts are broken once into lines and pages take
slices of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from app.reports.content import Table
from app.reports.layout import SINGLE_LINE, TABLE_ABOVE, Layout, points
from app.reports.writers import fonts
from app.reports.writers.breaker import Breaker
from app.reports.writers.column_widths import widths
from app.reports.writers.grid import Grid, GridCell, GridRow, grid
from app.reports.writers.steps import Steps

_SPLIT_FROM = 1 / 3
"""A row higher than this share of a page is split over pages; a lower one moves to the next page whole."""
_FEWEST_LINES = 3
"""A split row shows at least this many lines on each page."""
_GRID_LINE = 0.5
_ASCENT = 0.89
_Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A cell broken into lines; ``x`` and ``width`` are those of its box, ``offsets`` where each line starts in it."""

    x: float
    width: float
    lines: tuple[str, ...]
    offsets: tuple[float, ...]
    face: str


@dataclass(frozen=True, slots=True)
class _DrawnRow:
    """A row of drawn cells; ``part`` is set for the pieces of a split row, whose text starts at the top."""

    cells: tuple[_Drawn, ...]
    height: float
    group: bool = False
    part: bool = False


@dataclass(frozen=True)
class _HeadBox:
    """A drawn title and its box, ``top`` counted downwards from the head's upper edge."""

    cell: _Drawn
    top: float
    height: float


@dataclass(frozen=True)
class _Style:
    """Measures of the table in points; ``page`` is the height between the margins."""

    page: float
    size: float
    leading: float
    side: float
    above: float

    def height(self, lines: int) -> float:
        """Height of a row of so many lines."""
        return max(1, lines) * self.leading + 2 * self.above


class _Setter:
    """Turns the cells of a grid into drawn cells."""

    def __init__(self, table: Grid, column_widths: Sequence[float], style: _Style) -> None:
        self._table = table
        self._style = style
        self._edges = [sum(column_widths[:at]) for at in range(len(column_widths) + 1)]
        self._breakers: dict[tuple[bool, bool], Breaker] = {}

    def cell(self, cell: GridCell) -> _Drawn:
        """``cell`` in its box."""
        x = self._edges[cell.column]
        width = self._edges[cell.column + cell.columns] - x
        breaker = self._breakers.get((cell.bold, cell.italic))
        if breaker is None:
            breaker = Breaker(fonts.face(bold=cell.bold, italic=cell.italic), self._style.size)
            self._breakers[cell.bold, cell.italic] = breaker
        lines = breaker.lines(cell.text, width - 2 * self._style.side)
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[cell.align]
        room = width - 2 * self._style.side
        offsets = tuple(self._style.side + share * (room - used) for _, used in lines)
        return _Drawn(x, width, tuple(line for line, _ in lines), offsets, breaker.face)

    def row(self, row: GridRow) -> _DrawnRow:
        """A body row as high as its highest cell."""
        cells = tuple(self.cell(cell) for cell in row.cells)
        return _DrawnRow(cells, self._style.height(max(len(cell.lines) for cell in cells)), row.group)

    def head(self) -> tuple[tuple[_HeadBox, ...], float]:
        """The titles and their whole height; a title over two rows takes what both need."""
        titles = [
            (head, self.cell(GridCell(head.text, head.column, head.columns, "center", bold=True)))
            for head in self._table.head
        ]
        heights = [0.0] * self._table.head_rows
        for head, drawn in titles:
            if head.rows == 1:
                heights[head.row] = max(heights[head.row], self._style.height(len(drawn.lines)))
        for head, drawn in titles:
            missing = self._style.height(len(drawn.lines)) - sum(heights[head.row : head.row + head.rows])
            heights[-1] += max(0.0, missing) if head.rows > 1 else 0.0
        boxes = tuple(
            _HeadBox(drawn, sum(heights[: head.row]), sum(heights[head.row : head.row + head.rows]))
            for head, drawn in titles
        )
        return boxes, sum(heights)


class PdfTable(Flowable):  # type: ignore[misc]  # ReportLab comes without types
    """A table as a flowable; ``split`` gives the part that fits a page and the rest, both with the titles.

    ``tail`` is room kept below it, points, for footnotes that shall not stand alone on the next page; it counts in the height.
    """

    def __init__(
        self,
        rows: Sequence[_DrawnRow],
        head: tuple[tuple[_HeadBox, ...], float],
        style: _Style,
        rows_height: float | None = None,
    ) -> None:
        super().__init__()
        self.tail = 0.0
        self._rows = rows
        self._rows_height = sum(row.height for row in rows) if rows_height is None else rows_height
        self._head = head
        self._style = style

    @property
    def least_height(self) -> float:
        """Height of the titles and the first rows up to one that is no group row; a long row counts as far as it
        must.
        """
        height = self._head[1]
        for row in self._rows:
            height += min(row.height, self._style.page * _SPLIT_FROM)
            if not row.group:
                break
        return height

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The size needed."""
        self.width = available_width
        self.height = self._head[1] + self._rows_height + self.tail
        return self.width, self.height

    def split(self, _available_width: float, available_height: float) -> list[Flowable]:
        """Nothing when not even one row fits, else the part that fits and the rest."""
        room = available_height - self._head[1]
        fitting = 0
        while fitting < len(self._rows) and self._rows[fitting].height <= room:
            room -= self._rows[fitting].height
            fitting += 1
        fitting -= fitting == len(self._rows)  # only the footnotes do not fit: the last row goes with them
        above, below = list(self._rows[:fitting]), list(self._rows[fitting:])
        rest = self._rows_height - sum(row.height for row in above)
        if below:
            upper, lower = self._cut(below[0], room)
            if upper:
                rest += lower.height - below[0].height
                above.append(upper)
                below[0] = lower
        while above and above[-1].group and below:
            rest += above[-1].height
            below.insert(0, above.pop())
        if not above or not below:
            return []
        lower_part = PdfTable(below, self._head, self._style, rest)
        lower_part.tail = self.tail
        return [PdfTable(above, self._head, self._style), lower_part]

    def _cut(self, row: _DrawnRow, room: float) -> tuple[_DrawnRow | None, _DrawnRow]:
        """A long row's lines that fit into ``room``, and the others; no first piece for a row that shall stay whole."""
        longest = max(len(cell.lines) for cell in row.cells)
        lines = min(int((room - 2 * self._style.above) / self._style.leading), longest - _FEWEST_LINES)
        if row.height < self._style.page * _SPLIT_FROM or lines < _FEWEST_LINES:
            return None, row
        pieces = []
        for start, end in ((0, lines), (lines, longest)):
            cells = tuple(
                replace(cell, lines=cell.lines[start:end], offsets=cell.offsets[start:end]) for cell in row.cells
            )
            pieces.append(_DrawnRow(cells, self._style.height(end - start), part=True))
        return pieces[0], pieces[1]

    def draw(self) -> None:
        """Titles, rows and grid, from the upper edge down."""
        lines = [line for box in self._head[0] for line in _frame_of(box.cell, self.height - box.top, box.height)]
        for box in self._head[0]:
            self._draw_cell(box.cell, self.height - box.top, box.height, from_top=False)
        top = self.height - self._head[1]
        lines += _grid_of(self._rows, top)
        for row in self._rows:
            for cell in row.cells:
                self._draw_cell(cell, top, row.height, from_top=row.part)
            top -= row.height
        self.canv.setLineWidth(_GRID_LINE)
        self.canv.lines(lines)

    def _draw_cell(self, cell: _Drawn, top: float, height: float, *, from_top: bool) -> None:
        """The lines of a cell, in the middle of its height unless the row goes on over the page."""
        style = self._style
        free = height - len(cell.lines) * style.leading
        y = top - (style.above if from_top else free / 2) - style.size * _ASCENT - (style.leading - style.size) / 2
        self.canv.setFont(cell.face, style.size)
        for line, offset in zip(cell.lines, cell.offsets, strict=True):
            if line:
                self.canv.drawString(cell.x + offset, y, line)
            y -= style.leading


def _frame_of(cell: _Drawn, top: float, height: float) -> list[_Line]:
    """The four lines around a cell."""
    left, right, foot = cell.x, cell.x + cell.width, top - height
    return [(left, top, right, top), (left, foot, right, foot), (left, top, left, foot), (right, top, right, foot)]


def _grid_of(rows: Sequence[_DrawnRow], top: float) -> list[_Line]:
    """The lines around body rows: one along the foot of each, and upright ones as long as their edge goes on."""
    lines: list[_Line] = []
    upright: dict[float, float] = {}
    for row in rows:
        edges = {cell.x for cell in row.cells} | {row.cells[-1].x + row.cells[-1].width}
        lines += [(x, upright.pop(x), x, top) for x in upright.keys() - edges]
        upright.update(dict.fromkeys(edges - upright.keys(), top))
        top -= row.height
        lines.append((row.cells[0].x, top, row.cells[-1].x + row.cells[-1].width, top))
    lines += [(x, start, x, top) for x, start in upright.items()]
    return sorted(lines)


def pdf_table(table: Table, available: float, page: float, layout: Layout, steps: Steps) -> PdfTable:
    """``table`` set into the ``available`` width of pages with the height ``page`` between the margins, points."""
    ready = grid(table)
    style = _Style(page, layout.table_size, layout.table_size * SINGLE_LINE, points(layout.table_padding), TABLE_ABOVE)
    setter = _Setter(ready, widths(ready, available, style.size, style.side, fonts.width), style)
    rows = []
    for row in ready.rows:
        rows.append(setter.row(row))
        steps.row()
    return PdfTable(rows, setter.head(), style)
