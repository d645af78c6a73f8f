"""A sheet with one table: titles, frozen and repeated head rows, filter, widths, A4 pages one wide."""

from collections.abc import Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from app.reports.content import Table
from app.reports.layout import SINGLE_LINE, TABLE_ABOVE, Layout, points
from app.reports.writers import fonts
from app.reports.writers.breaker import Breaker
from app.reports.writers.column_widths import widths
from app.reports.writers.grid import GridRow, grid
from app.reports.writers.steps import Steps
from app.reports.writers.to_xlsx_styles import LONGEST_ROW, Look, Looks, put_text, workbook_value

_INCHES = 1 / 25.4
_A4 = 9
_SIDES = 8.0
"""Points that Excel leaves free at the sides of a cell, and a reserve for its own font widths."""


def column_width(width: float) -> float:
    """``width`` points in Excel's unit, the digits of the default font (7 pixels each, 5 of padding)."""
    return max(1.0, (width * 96 / 72 - 5) / 7)


class Heights:
    """Finds out how high wrapped texts are: Excel does not do it for merged cells, LibreOffice not for any."""

    def __init__(self) -> None:
        self._breakers: dict[tuple[float, bool], Breaker] = {}

    def of(self, text: str, width: float, size: float, *, bold: bool = False) -> float:
        """Height of a row for ``text`` wrapped to ``width`` points."""
        return min(LONGEST_ROW, self.lines(text, width, size, bold=bold) * size * SINGLE_LINE + 2 * TABLE_ABOVE)

    def lines(self, text: str, width: float, size: float, *, bold: bool = False) -> int:
        """How many lines ``text`` takes; no letter is wider than the font is high, so short texts need no measuring."""
        if len(text) * size < width - _SIDES and "\n" not in text:
            return 1
        breaker = self._breakers.get((size, bold))
        if breaker is None:
            breaker = self._breakers[size, bold] = Breaker(fonts.face(bold=bold), size)
        return len(breaker.lines(text, width - _SIDES))


def set_sheet_page(sheet: Any, layout: Layout, title: str, *, landscape: bool) -> None:
    """A4, margins, one page wide, page number in the top margin except on the first page, title in the foot."""
    turned = layout.page_width > layout.page_height
    sheet.page_setup.orientation = "landscape" if landscape or turned else "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    left = layout.appendix_margin_left if landscape else layout.margin_left
    right = layout.appendix_margin_right if landscape else layout.margin_right
    margins = sheet.page_margins
    margins.left, margins.right = left * _INCHES, right * _INCHES
    margins.top, margins.bottom = layout.margin_top * _INCHES, layout.margin_bottom * _INCHES
    margins.header = margins.footer = layout.margin_bottom * _INCHES * 0.4
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text = "&P"
    sheet.oddHeader.center.font = f"{layout.font_name},Regular"
    sheet.oddHeader.center.size = int(layout.page_number_size)
    for footer in (sheet.oddFooter, sheet.firstFooter):
        footer.right.text = title.replace("&", "&&")[:120]
        footer.right.font = f"{layout.font_name},Italic"
        footer.right.size = 9


class TableSheet:
    """Writes a table and the lines above and below it into a sheet."""

    def __init__(self, sheet: Any, table: Table, layout: Layout, looks: Looks, *, landscape: bool) -> None:
        self._sheet = sheet
        self._table = table
        self._layout = layout
        self._looks = looks
        self._heights = Heights()
        self._grid = grid(table)
        total = points(layout.landscape_width if landscape else layout.text_width)
        side = points(layout.table_padding)
        self._widths = widths(self._grid, total, layout.table_size, side + 2, fonts.width)
        self._row = 0
        for at, width in enumerate(self._widths):
            sheet.column_dimensions[get_column_letter(at + 1)].width = column_width(width)

    def write(self, above: Sequence[tuple[str, Look]], below: Sequence[tuple[str, Look]], steps: Steps) -> None:
        """The lines ``above``, the table, its footnotes, the lines ``below``; all lines over the whole width."""
        size = self._layout.note_size
        for text, look in above:
            self.line(text, look)
        if self._table.caption:
            self.line(self._table.caption, Look(self._layout.table_size + 1, bold=True, align="center"))
        if self._table.unit_note:
            self.line(self._table.unit_note, Look(size, italic=True, align="right"))
        self._head()
        for row in self._grid.rows:
            self._body_row(row)
            steps.row()
        self._after_head()
        for note in self._table.footnotes:
            self.line(note, Look(size, italic=True))
        for text, look in below:
            self.line(text, look)

    def line(self, text: str, look: Look) -> None:
        """A line of text merged over all columns."""
        self._row += 1
        cell = self._sheet.cell(self._row, 1)
        put_text(cell, text)
        self._looks.give(cell, look)
        if len(self._widths) > 1:
            self._sheet.merge_cells(
                start_row=self._row, end_row=self._row, start_column=1, end_column=len(self._widths)
            )
        height = self._heights.of(text, sum(self._widths), look.size, bold=look.bold)
        self._sheet.row_dimensions[self._row].height = height

    def _head(self) -> None:
        """The titles, merged as in the paper."""
        look = Look(self._layout.table_size, bold=True, align="center", grid=True)
        heights = [0.0] * self._grid.head_rows
        for head in self._grid.head:
            top, left = self._row + 1 + head.row, head.column + 1
            for row in range(top, top + head.rows):
                for column in range(left, left + head.columns):
                    self._looks.give(self._sheet.cell(row, column), look)
            put_text(self._sheet.cell(top, left), head.text)
            if head.rows * head.columns > 1:
                end_row, end_column = top + head.rows - 1, left + head.columns - 1
                self._sheet.merge_cells(start_row=top, start_column=left, end_row=end_row, end_column=end_column)
            width = sum(self._widths[head.column : head.column + head.columns])
            height = self._heights.of(head.text, width, look.size, bold=True) / head.rows
            for at in range(head.row, head.row + head.rows):
                heights[at] = max(heights[at], height)
        for height in heights:
            self._row += 1
            self._sheet.row_dimensions[self._row].height = height
        self._head_end = self._row

    def _body_row(self, row: GridRow) -> None:
        """A row of the table; figures and dates as values."""
        self._row += 1
        most = 1
        for cell in row.cells:
            target = self._sheet.cell(self._row, cell.column + 1)
            form = "General"
            shown = workbook_value(cell.text, cell.value)
            if shown is None:
                put_text(target, cell.text)
            else:
                target.value, form = shown
            look = Look(self._layout.table_size, cell.bold, cell.italic, cell.align, grid=True, form=form)
            if shown is None and cell.text.startswith("="):
                look = look._replace(quoted=True)
            self._looks.give(target, look)
            if shown is None:
                width = sum(self._widths[cell.column : cell.column + cell.columns])
                most = max(most, self._heights.lines(cell.text, width, look.size, bold=look.bold))
            if cell.columns > 1:
                self._merged(cell.column + 1, cell.columns, look)
        height = min(LONGEST_ROW, most * self._layout.table_size * SINGLE_LINE + 2 * TABLE_ABOVE)
        self._sheet.row_dimensions[self._row].height = height

    def _merged(self, column: int, columns: int, look: Look) -> None:
        """Merge ``columns`` cells of the row, with the grid around all of them."""
        for at in range(column + 1, column + columns):
            self._looks.give(self._sheet.cell(self._row, at), look)
        end = column + columns - 1
        self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=column, end_column=end)

    def _after_head(self) -> None:
        """Head rows frozen and repeated on paper; a filter over the rows below them, without totals."""
        self._sheet.freeze_panes = f"A{self._head_end + 1}"
        first = self._head_end - self._grid.head_rows + 1
        self._sheet.print_title_rows = f"{first}:{self._head_end}"
        totals = self._totals_at_end()
        last = max(self._head_end + 1, self._row - totals)
        self._sheet.auto_filter.ref = f"A{self._head_end}:{get_column_letter(len(self._widths))}{last}"

    def _totals_at_end(self) -> int:
        """How many rows at the end are totals."""
        count = 0
        for row in reversed(self._table.rows):
            if not getattr(row, "total", False):
                break
            count += 1
        return count
