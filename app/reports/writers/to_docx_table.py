"""Tables of a Word paper, built as one piece of XML: python-docx adds rows slowly (NOTES-QT § 5)."""

from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.reports.content import Table
from app.reports.layout import TABLE_ABOVE, Layout, points
from app.reports.writers import fonts
from app.reports.writers.column_widths import widths
from app.reports.writers.grid import Grid, GridCell, GridRow, HeadCell, grid
from app.reports.writers.steps import Steps

TWIPS = 20
"""Twentieths of a point, Word's unit of width."""
_WHOLE_ROW = 600
"""Rows whose cells all have fewer characters than this are not broken over pages; longer ones must be able to."""


def docx_table(table: Table, available: float, layout: Layout, style_id: str, steps: Steps) -> Any:
    """``table`` as a ``w:tbl`` element, ``available`` points wide; its texts in the paragraph style ``style_id``."""
    ready = grid(table)
    side = points(layout.table_padding)
    columns = [round(w * TWIPS) for w in widths(ready, available, layout.table_size, side, fonts.width)]
    writer = _Rows(ready, columns, style_id)
    body = []
    for row in ready.rows:
        body.append(writer.row(row, keep=bool(table.footnotes) and row is ready.rows[-1]))
        steps.row()
    rows = "".join((*writer.head(), *body))
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    sides = (("top", TABLE_ABOVE), ("left", side), ("bottom", TABLE_ABOVE), ("right", side))
    margins = "".join(f'<w:{edge} w:w="{round(room * TWIPS)}" w:type="dxa"/>' for edge, room in sides)
    widths_given = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f"{margins}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{widths_given}</w:tblGrid>{rows}</w:tbl>"
    )


class _Rows:
    """Writes the rows of a grid as XML."""

    def __init__(self, table: Grid, columns: list[int], style_id: str) -> None:
        self._table = table
        self._columns = columns
        self._style = f'<w:pStyle w:val="{escape(style_id)}"/>'

    def head(self) -> list[str]:
        """The rows of titles, repeated on every page."""
        rows = []
        for at in range(self._table.head_rows):
            cells = "".join(self._title(cell, at) for cell in self._table.head if cell.row <= at < cell.row + cell.rows)
            rows.append(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>")
        return rows

    def _title(self, cell: HeadCell, row: int) -> str:
        """A title, or the place below it that is merged with it."""
        merge = "" if cell.rows == 1 else '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
        text = cell.text if row == cell.row else ""
        return self._cell(GridCell(text, cell.column, cell.columns, "center", bold=True), merge, keep=True)

    def row(self, row: GridRow, *, keep: bool = False) -> str:
        """A body row; ``keep`` holds it on the page of what follows."""
        whole = "<w:cantSplit/>" if all(len(cell.text) < _WHOLE_ROW for cell in row.cells) else ""
        cells = "".join(self._cell(cell, "", keep=keep or row.group) for cell in row.cells)
        return f"<w:tr><w:trPr>{whole}</w:trPr>{cells}</w:tr>"

    def _cell(self, cell: GridCell, merge: str, *, keep: bool) -> str:
        """A cell with its one paragraph."""
        width = sum(self._columns[cell.column : cell.column + cell.columns])
        span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        shape = f'{self._style}{"<w:keepNext/>" if keep else ""}<w:jc w:val="{cell.align}"/>'
        letters = ("<w:b/>" if cell.bold else "") + ("<w:i/>" if cell.italic else "")
        text = escape(cell.text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        run = f'<w:r><w:rPr>{letters}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
            f"<w:p><w:pPr>{shape}</w:pPr>{run}</w:p></w:tc>"
        )
