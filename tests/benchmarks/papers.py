"""Papers: a quarterly report against bare ReportLab setting the same strings, a long appendix, a large workbook against bare openpyxl."""

import io
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, PageBreak, SimpleDocTemplate
from reportlab.platypus import Paragraph as PdfParagraph

from app import workspace
from app.clock import FrozenClock
from app.reports import catalogue
from app.reports.content import (
    Appendix,
    BulletList,
    Column,
    Document,
    Heading,
    Kind,
    Paragraph,
    Row,
    Table,
    integer_cell,
    tables_of,
    text_cell,
)
from app.reports.layout import ND30
from app.reports.writers import fonts
from app.reports.writers.column_widths import widths
from app.reports.writers.grid import Grid, grid
from app.reports.writing import render
from app.sample import province
from app.session import Actor
from tests.app.reports.papers import report, targets
from tests.benchmarks.measuring import Result, at_most, median, ratio

PERIOD = "2026-Q3"
LONG_ROWS = 2_000
SHEET_ROWS, SHEET_COLUMNS = 10_000, 20


def run() -> Iterator[Result]:
    """The results."""
    paper = _quarterly()
    ours, bare = median(lambda: render(paper, "pdf")), median(lambda: _bare_pdf(paper))
    yield ratio("quarterly report as PDF / bare ReportLab with the same strings", ours, bare, 1.5)
    long = report(appendices=(Appendix("Tiến độ nhiệm vụ", (targets(LONG_ROWS),)),))
    yield at_most(
        f"yearly report with an appendix of {LONG_ROWS} rows as PDF", median(lambda: render(long, "pdf"), 3), 3000
    )
    wide = report(blocks=(), appendices=(Appendix("Bảng", (_sheet(),)),))
    ours, bare = median(lambda: render(wide, "xlsx"), 1), median(_bare_workbook, 1)
    yield ratio(f"XLSX of {SHEET_ROWS} × {SHEET_COLUMNS} styled cells / bare openpyxl", ours, bare, 1.3)


def _quarterly() -> Document:
    """The report of the sample province: 51 own tasks, 12 passed down, 33 targets, 40 units, all four appendices."""
    with tempfile.TemporaryDirectory() as folder:
        clock = FrozenClock("2026-10-01T08:00:00", step_ms=60_000)
        session = workspace.create(Path(folder) / "so.tdb", clock=clock, actor=Actor("Lan"), seed=1)
        try:
            province.write_sample(session)
            return catalogue.build(session, "quarter", PERIOD)
        finally:
            session.close()


def _bare_pdf(paper: Document) -> bytes:
    """The same strings by ReportLab alone: paragraphs and tables of paragraphs, with our fonts and widths and nothing of the layout."""
    fonts.face()
    body = ParagraphStyle("body", fontName=fonts.face(), fontSize=14, leading=18.5, alignment=4)
    small = ParagraphStyle("small", fontName=fonts.face(), fontSize=11, leading=12.65)
    story: list[Any] = [PdfParagraph(text, body) for text in _texts(paper.blocks)]
    for blocks in (paper.blocks, *(appendix.blocks for appendix in paper.appendices)):
        for table in tables_of(blocks):
            story += [PageBreak(), _bare_table(grid(table), small)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A4), initialFontName=fonts.face()).build(story)
    return out.getvalue()


def _texts(blocks: Sequence[object]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, BulletList):
            yield from (item.text for item in block.items)
        elif isinstance(block, Paragraph | Heading):
            yield block.text


def _bare_table(ready: Grid, style: ParagraphStyle) -> LongTable:
    total = ND30.landscape_width / 25.4 * 72
    columns = widths(ready, total, style.fontSize, 3, fonts.width)
    rows = []
    for row in ready.rows:
        cells: list[Any] = [""] * len(columns)
        for cell in row.cells:
            cells[cell.column] = PdfParagraph(cell.text, style) if cell.text else ""
        rows.append(cells)
    spans = [
        ("SPAN", (cell.column, at), (cell.column + cell.columns - 1, at))
        for at, row in enumerate(ready.rows)
        for cell in row.cells
        if cell.columns > 1
    ]
    return LongTable(rows, colWidths=columns, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), *spans])


def _sheet() -> Table:
    columns = [Column(f"Cột {at}", 1, Kind.INTEGER if at % 2 else Kind.TEXT) for at in range(SHEET_COLUMNS - 1)]
    cells = [
        [integer_cell(row * at) if at % 2 else text_cell(f"Ô {row}") for at in range(len(columns))]
        for row in range(SHEET_ROWS)
    ]
    return Table(tuple(columns), tuple(Row(tuple(row)) for row in cells))


def _bare_workbook() -> bytes:
    """The same cells with font, border and alignment each, by openpyxl alone."""
    book = Workbook()
    sheet = book.active
    edge = Side(style="thin")
    font, border = Font(name="Times New Roman", size=11), Border(left=edge, right=edge, top=edge, bottom=edge)
    alignment = Alignment(wrap_text=True, vertical="center")
    for row in range(1, SHEET_ROWS + 1):
        for column in range(1, SHEET_COLUMNS + 1):
            cell = sheet.cell(row, column, row * column if column % 2 else f"Ô {row}")
            cell.font, cell.border, cell.alignment = font, border, alignment
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
