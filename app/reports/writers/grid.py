"""A table ready to be printed: TT numbers given, titles and group rows merged; the same for all
writers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.reports.content import Cell, Column, GroupRow, Kind, Numbering, Row, Table, Value

_ALIGN = {
    Kind.TEXT: "left",
    Kind.INTEGER: "right",
    Kind.DECIMAL: "right",
    Kind.PERCENT: "right",
    Kind.DATE: "center",
}
_TT = Column("TT", 0.5, align="center")


@dataclass(frozen=True)
class HeadCell:
    """A title at ``row``, ``column`` covering ``rows`` × ``columns`` places."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class GridCell:
    """A body cell covering ``columns`` places from ``column`` on. ``value`` is what a workbook calculates with."""

    text: str
    column: int
    columns: int = 1
    align: str = "left"
    bold: bool = False
    italic: bool = False
    value: Value = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A body row; ``group`` rows are merged titles and belong to the row after them."""

    cells: tuple[GridCell, ...]
    group: bool = False


@dataclass(frozen=True)
class Grid:
    """Columns (with TT), merged titles in ``head_rows`` rows, and body rows."""

    columns: tuple[Column, ...]
    head: tuple[HeadCell, ...]
    head_rows: int
    rows: tuple[GridRow, ...]


def grid(table: Table) -> Grid:
    """``table`` with everything decided that the writers must agree on."""
    numbered = table.numbering is not Numbering.NONE
    columns = (_TT, *table.columns) if numbered else table.columns
    head_rows = 2 if any(column.over for column in columns) else 1
    rows = tuple(_rows(table, len(columns), first=int(numbered)))
    if not rows:
        rows = (GridRow((GridCell(table.empty, 0, len(columns), "center", italic=True),)),)
    return Grid(columns, tuple(_head(columns, head_rows)), head_rows, rows)


def _head(columns: Sequence[Column], head_rows: int) -> Iterator[HeadCell]:
    """The titles; neighbours under the same ``over`` share one merged title above theirs."""
    at = 0
    while at < len(columns):
        over = columns[at].over
        end = at + 1
        while over and end < len(columns) and columns[end].over == over:
            end += 1
        if over:
            yield HeadCell(over, 0, at, 1, end - at)
            yield from (HeadCell(columns[i].title, 1, i) for i in range(at, end))
        else:
            yield HeadCell(columns[at].title, 0, at, head_rows)
        at = end


def _rows(table: Table, width: int, first: int) -> Iterator[GridRow]:
    """The body rows; ``first`` is the place of the table's own first column (1 after TT)."""
    aligns = [column.align or _ALIGN[column.kind] for column in table.columns]
    number = 0
    for row in table.rows:
        if isinstance(row, GroupRow):
            number = 0 if table.numbering is Numbering.RESTARTING else number
            yield _group(row, width, first)
        elif row.total:
            yield _total(row, aligns, first)
        else:
            number += 1
            start = (GridCell(str(number), 0, 1, "center", value=number),) if first else ()
            cells = (
                _cell(cell, first + at, align) for at, (cell, align) in enumerate(zip(row.cells, aligns, strict=True))
            )
            yield GridRow((*start, *cells))


def _cell(cell: Cell, column: int, align: str) -> GridCell:
    """A cell of the table at its place; words in a column of figures stand in the middle."""
    words_among_figures = cell.value is None and align == "right"
    return GridCell(
        cell.text, column, 1, "center" if words_among_figures else align, cell.bold, cell.italic, cell.value
    )


def _group(row: GroupRow, width: int, first: int) -> GridRow:
    """A merged title: label under TT, title over the rest; without TT column or label over everything."""
    italic = row.level > 1
    if first and row.label:
        label = GridCell(row.label, 0, 1, "center", bold=True, italic=italic)
        return GridRow((label, GridCell(row.text, 1, width - 1, bold=True, italic=italic)), group=True)
    text = f"{row.label}. {row.text}" if row.label else row.text
    return GridRow((GridCell(text, 0, width, bold=True, italic=italic),), group=True)


def _total(row: Row, aligns: Sequence[str], first: int) -> GridRow:
    """A total: bold, its words reaching over TT."""
    name, *figures = row.cells
    cells = [GridCell(name.text, 0, 1 + first, "center", bold=True, value=name.value)]
    for at, (cell, align) in enumerate(zip(figures, aligns[1:], strict=True), start=1 + first):
        cells.append(GridCell(cell.text, at, 1, align, bold=True, italic=cell.italic, value=cell.value))
    return GridRow(tuple(cells))
