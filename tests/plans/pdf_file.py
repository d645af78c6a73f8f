"""A ``*.plan`` source as a PDF with text: lines wrapped, page header and numbers, letterhead and signature in two columns.

``[page]`` of the head: ``left``, ``right``, ``header`` (text on top of each page), ``columns`` (2: narrow columns of text).
"""

import unicodedata
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from tests.plans.source import CALENDAR, PlanSource, Row, months, pieces

_BOLD = frozenset("SHGWZBNEK")
_LEFT, _RIGHT, _TOP, _BOTTOM = 30 * mm, 15 * mm, 22 * mm, 20 * mm
_GAP, _BANNER = 7 * mm, 34 * mm
_WIDTH, _HEIGHT = A4
_FONTS = Path(__file__).parents[2] / "resources" / "fonts"


def write_pdf(plan: PlanSource, path: Path) -> None:
    """Write the plan as a PDF; the same source gives the same bytes."""
    _fonts()
    document = BaseDocTemplate(str(path), pagesize=A4, title=plan.name, invariant=1)
    header = str(plan.page.get("header", ""))
    full = _WIDTH - _LEFT - _RIGHT
    if int(plan.page.get("columns", 1)) == 1:
        frames = {"all": [_frame(_LEFT, full, _HEIGHT - _TOP)]}
        story = _head(plan, full) + _story(plan, full)
    else:
        width, below = (full - _GAP) / 2, _HEIGHT - _TOP - _BANNER
        columns = [_LEFT, _LEFT + width + _GAP]
        banner = Frame(_LEFT, below, full, _BANNER, 0, 0, 0, 0)
        frames = {
            "first": [banner, *(_frame(x, width, below) for x in columns)],
            "later": [_frame(x, width, _HEIGHT - _TOP) for x in columns],
        }
        story = [*_head(plan, full), NextPageTemplate("later"), FrameBreak(), *_story(plan, width)]
    for name, each in frames.items():
        document.addPageTemplates(PageTemplate(id=name, frames=each, onPage=lambda canvas, _: _page(canvas, header)))
    document.build(story)


def _frame(x: float, width: float, top: float) -> Frame:
    return Frame(x, _BOTTOM, width, top - _BOTTOM, 0, 0, 0, 0)


def _fonts() -> None:
    for style in ("Regular", "Bold", "Italic"):
        pdfmetrics.registerFont(TTFont(f"Plan-{style}", str(_FONTS / f"Tinos-{style}.ttf")))


def _page(canvas: Any, header: str) -> None:
    number = canvas.getPageNumber()
    canvas.setFont("Plan-Regular", 13)
    if number > 1:
        canvas.drawCentredString(_WIDTH / 2, _HEIGHT - 12 * mm, str(number))
    if header:
        canvas.setFont("Plan-Italic", 9)
        canvas.drawRightString(_WIDTH - _RIGHT, _HEIGHT - 18 * mm, header)


def _style(
    *, bold: bool = False, italic: bool = False, centred: bool = False, indent: bool = True, size: float = 13
) -> ParagraphStyle:
    face = "Bold" if bold else "Italic" if italic else "Regular"
    return ParagraphStyle(
        "p",
        fontName=f"Plan-{face}",
        fontSize=size,
        leading=size * 1.3,
        spaceAfter=4,
        alignment=TA_CENTER if centred else TA_JUSTIFY,
        firstLineIndent=0 if centred or not indent else 10 * mm,
    )


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(unicodedata.normalize("NFC", text)), style)


def _story(plan: PlanSource, width: float) -> list[Any]:
    story: list[Any] = []
    for kind, rows in pieces(plan):
        if kind == "table":
            story.append(_table(rows, width))
        elif kind == "closing":
            story.append(_closing(rows, width))
        elif kind == "calendar":
            story.append(_calendar(rows, width))
        else:
            story += [
                _text(row.printed, _style(bold=row.code in _BOLD, italic=row.code == "I", centred=row.code in "EI"))
                for row in rows
            ]
    return story


def _calendar(rows: list[Row], width: float) -> Table:
    plain, bold = _style(indent=False), _style(bold=True, indent=False)
    data: list[list[Any]] = [[_text(title, bold) for title in CALENDAR]]
    data += [
        [_text(time.printed, bold), [_text(task.printed, plain) for task in tasks]] for time, tasks in months(rows)
    ]
    lines = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return Table(data, colWidths=[width * 0.25, width * 0.75], style=lines)


def _head(plan: PlanSource, width: float) -> list[Any]:
    return [_letterhead(plan, width)] if plan.page.get("left") or plan.page.get("right") else []


def _letterhead(plan: PlanSource, width: float) -> Table:
    def column(lines: list[str]) -> list[Any]:
        return [_text(line, _style(bold=line.isupper(), centred=True, size=12)) for line in lines] or [Spacer(1, 1)]

    parts = [column(plan.page.get("left", [])), column(plan.page.get("right", []))]
    return Table(
        [parts], colWidths=[width * 0.42, width * 0.58], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    )


def _table(rows: list[Row], width: float) -> Table:
    count = max(len(row.cells) for row in rows)
    longest = [
        max(len(cells[place]) if place < len(cells) else 0 for cells in (row.cells for row in rows))
        for place in range(count)
    ]
    shares = [min(max(size, 8), 45) for size in longest]
    plain, bold = _style(indent=False), _style(bold=True, indent=False)
    data = [
        [
            _text(cell, bold if "head" in row.flags or "group" in row.flags else plain)
            for cell in row.cells + [""] * (count - len(row.cells))
        ]
        for row in rows
    ]
    widths = [width * share / sum(shares) for share in shares]
    return Table(
        data,
        colWidths=widths,
        style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]),
    )


def _closing(rows: list[Row], width: float) -> Table:
    left = [_text(row.printed, _style(bold=row.code == "N", indent=False)) for row in rows if row.code in "NR"]
    right = [_text(row.printed, _style(bold=True, centred=True)) for row in rows if row.code == "K"]
    parts = [left or [Spacer(1, 1)], right or [Spacer(1, 1)]]
    return Table([parts], colWidths=[width / 2, width / 2], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))
