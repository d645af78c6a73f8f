"""A list as a workbook to go on with: one sheet, real numbers and dates, titles that stay and can be filtered.

Written row by row (openpyxl's write-only mode): a hundred thousand rows would otherwise take a gigabyte.
"""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from app.columns import NUMERIC, Column, Kind
from app.dates import format_date
from app.display import show
from app.i18n import tr
from app.jobs import Progress
from app.lists_export import Head, ListTable, Row, told_lines
from app.reports.cleaning import clean_text
from app.reports.layout import ND30
from app.reports.list_paper import value_of
from app.reports.writers.to_xlsx_styles import put_text, workbook_value

TITLE_ROWS = 4
_A4 = 9
_FONT = ND30.font_name
_NOT_IN_NAMES = str.maketrans(dict.fromkeys(r"[]:*?/\ ", " "))
_LONG = frozenset({Kind.TEXT, Kind.LONG, Kind.MESSAGE})
_LINE = Side(style="hair", color="808080")
_GRID = Border(bottom=_LINE, top=_LINE, left=_LINE, right=_LINE)
_BODY = Font(name=_FONT, size=11)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_RIGHT = Alignment(vertical="top", horizontal="right")
_TOP = Alignment(vertical="top")


def list_xlsx(what: ListTable, head: Head, progress: Progress) -> bytes:
    """The list as an XLSX file. Raises Cancelled once the person asked to stop."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(what.title.translate(_NOT_IN_NAMES)[:31].strip() or "1")
    _set_page(sheet, what)
    try:
        _fill(sheet, what, head, progress)
    except BaseException:
        # Else its temporary file stays open: only saving ends the sheet and clears it away.
        book.save(BytesIO())
        raise
    book.properties.title = what.title
    book.properties.creator = head.office
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, what: ListTable, head: Head, progress: Progress) -> None:
    for line in _top(sheet, what, head):
        sheet.append(line)
    looks, done = _Looks(sheet), 0
    for rows in what.pages():
        progress.report(done, what.count)
        for row in rows:
            sheet.append([looks.cell(column, row) for column in what.columns])
        done += len(rows)


def _set_page(sheet: Any, what: ListTable) -> None:
    """Widths, titles that stay, filter arrows, and a landscape page as wide as the table."""
    for place, column in enumerate(what.columns, start=1):
        width = max(column.width, len(str(column.title))) + 3
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{TITLE_ROWS + 1}"
    last = get_column_letter(max(len(what.columns), 1))
    sheet.auto_filter.ref = f"A{TITLE_ROWS}:{last}{TITLE_ROWS + what.count}"
    sheet.print_title_rows = f"{TITLE_ROWS}:{TITLE_ROWS}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _top(sheet: Any, what: ListTable, head: Head) -> list[list[Any]]:
    """The title, who and when, what the rows are, the titles of the columns."""
    told = " · ".join(told_lines(what))
    lines = [
        [_words(sheet, what.title, Font(name=_FONT, size=14, bold=True))],
        [_words(sheet, tr("{office}, ngày {day}", office=head.office, day=format_date(head.day)), _BODY)],
        [_words(sheet, told, Font(name=_FONT, size=11, italic=True))],
    ]
    ground = PatternFill("solid", fgColor="E8ECF2")
    titles = []
    for column in what.columns:
        cell = _words(sheet, str(column.title), Font(name=_FONT, size=11, bold=True))
        cell.fill, cell.border, cell.alignment = ground, _GRID, Alignment(vertical="center", wrap_text=True)
        titles.append(cell)
    return [*lines, titles]


class _Looks:
    """The looks of cells, made once each: making one anew costs more than all the rest of a cell."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._made: dict[tuple[Kind, str], Any] = {}

    def cell(self, column: Column, row: Row) -> Any:
        """The cell of a column in a row."""
        text = show(row[column.key], column, row)
        known = workbook_value(text, value_of(column, row))
        cell = WriteOnlyCell(self._sheet)
        if known is None:
            put_text(cell, clean_text(text))
        else:
            cell.value = known[0]
        form = "" if known is None else known[1]
        style = self._made.get((column.kind, form))
        if style is None:
            style = self._made[column.kind, form] = self._look(column, form)
        cell._style = style  # noqa: SLF001  # openpyxl's only quick way to share a style
        return cell

    def _look(self, column: Column, form: str) -> Any:
        cell = WriteOnlyCell(self._sheet)
        cell.font, cell.border = _BODY, _GRID
        cell.alignment = _WRAPPED if column.kind in _LONG else _RIGHT if column.kind in NUMERIC else _TOP
        if form:
            cell.number_format = form
        return cell._style  # noqa: SLF001  # as above


def _words(sheet: Any, text: str, font: Font) -> Any:
    cell = WriteOnlyCell(sheet)
    put_text(cell, clean_text(text))
    cell.font = font
    return cell
