"""The looks of cells in a workbook: a few styles made once and shared by all cells, since setting each cell's font is slow."""

from collections.abc import Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, Side

from app.reports.content import Value
from app.reports.layout import Layout

_THIN = Side(style="thin", color="FF000000")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
LONGEST_ROW = 409.0
"""Points; Excel shows no higher row."""


class Look(NamedTuple):
    """How a cell looks. ``form`` is the number format; ``quoted`` tells Excel that what looks like a formula is text.

    A tuple, because looks are looked up for every cell.
    """

    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    grid: bool = False
    form: str = "General"
    underline: bool = False
    vertical: str = "center"
    quoted: bool = False


class Looks:
    """Gives cells their looks; each look is built once per sheet's workbook."""

    def __init__(self, layout: Layout) -> None:
        self._font = layout.font_name
        self._made: dict[Look, Any] = {}

    def give(self, cell: Any, look: Look) -> None:
        """Make ``cell`` look so."""
        made = self._made.get(look)
        if made is None:
            cell.font = Font(
                name=self._font,
                size=look.size,
                bold=look.bold,
                italic=look.italic,
                underline="single" if look.underline else None,
                color="FF000000",
            )
            cell.alignment = Alignment(horizontal=look.align, vertical=look.vertical, wrap_text=True)
            cell.number_format = look.form
            cell.quotePrefix = look.quoted
            if look.grid:
                cell.border = _GRID
            self._made[look] = copy(cell._style)  # noqa: SLF001  # openpyxl's only quick way to share a style
        else:
            cell._style = copy(made)  # noqa: SLF001  # as above


def put_text(cell: Any, text: str) -> None:
    """Write words, never a formula or an error code: "=1+1" stays what was written."""
    cell.value = text
    if text:
        cell.data_type = "s"


def put_parts(cell: Any, parts: Sequence[tuple[str, Look]], font: str) -> None:
    """Write words of several looks into one cell, a line each."""
    rich = CellRichText()
    shown = [(text, look) for text, look in parts if text]
    for at, (text, look) in enumerate(shown):
        line = "single" if look.underline else None
        inline = InlineFont(rFont=font, sz=look.size, b=look.bold, i=look.italic, u=line)
        rich.append(TextBlock(inline, text if at == len(shown) - 1 else f"{text}\n"))
    cell.value = rich


def workbook_value(text: str, value: Value) -> tuple[int | float | date, str] | None:
    """The value and the number format that show ``text``; None where there is only text.

    Percentages become Excel's own (0.72 shown as "72,0%"), so that a clerk's formulas work; decimals as many as in ``text``.
    """
    if value is None:
        return None
    if isinstance(value, date):
        return value, "dd/mm/yyyy"
    places = len(text.rstrip("%").partition(",")[2])
    if text.endswith("%"):
        return float(Decimal(str(value)) / 100), _decimals("0", places) + "%"
    return (value if isinstance(value, int) else float(value)), _decimals("#,##0", places)


def _decimals(form: str, places: int) -> str:
    """``form`` with ``places`` decimals."""
    return f"{form}.{'0' * places}" if places else form
