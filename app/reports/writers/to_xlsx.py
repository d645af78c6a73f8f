"""A document as XLSX, by openpyxl: one sheet with the text, one per table with real numbers and dates to calculate with."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.xml.functions import tostring

from app.jobs import Progress
from app.reports.content import Block, BulletList, Chart, Document, Heading, Note, Paragraph, Table, closed_blocks
from app.reports.layout import Layout
from app.reports.writers.archives import repacked
from app.reports.writers.letterhead import appendix_label, attached_line, heading_lines
from app.reports.writers.steps import Steps
from app.reports.writers.to_xlsx_styles import Look, Looks
from app.reports.writers.to_xlsx_table import TableSheet, set_sheet_page
from app.reports.writers.to_xlsx_text import TextSheet

_CORE = "docProps/core.xml"


def xlsx_bytes(document: Document, layout: Layout, progress: Progress) -> bytes:
    """``document`` as an XLSX file, dated by the document."""
    book = Workbook()
    _defaults(book, document, layout)
    writer = _Writer(book, document, layout, Steps(document, progress))
    writer.all()
    stream = BytesIO()
    book.save(stream)
    day = document.place_date.day
    book.properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # the format has no zone
    core = tostring(book.properties.to_tree())
    return repacked(stream.getvalue(), day, {_CORE: core if isinstance(core, bytes) else core.encode()})


def _defaults(book: Any, document: Document, layout: Layout) -> None:
    """Font of the empty cells and file properties."""
    book._fonts[0] = Font(name=layout.font_name, size=11)  # noqa: SLF001  # openpyxl has no other way to set it
    properties = book.properties
    properties.title, properties.subject = document.title, document.abstract
    properties.creator = properties.lastModifiedBy = document.letterhead.agency
    properties.language = "vi-VN"
    day = document.place_date.day
    properties.created = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # the format has no zone


class _Writer:
    """Puts a document into a workbook."""

    def __init__(self, book: Any, document: Document, layout: Layout, steps: Steps) -> None:
        self._book = book
        self._steps = steps
        self._document = document
        self._layout = layout
        self._looks = Looks(layout)

    def all(self) -> None:
        """The text, the tables in it, the appendices."""
        document = self._document
        text = TextSheet(self._book.active, document, self._layout, self._looks)
        text.head()
        tables: list[tuple[Heading | None, Table]] = []
        heading: Heading | None = None
        for block in closed_blocks(document):
            if isinstance(block, Table):
                tables.append((heading, block))
                see = f"(Xem trang tính “{self._table_name(len(tables))}”)"
                text.paragraph(see, Look(self._layout.note_size, italic=True))
            else:
                heading = block if isinstance(block, Heading) else heading
                for line, look in self._lines(block):
                    text.paragraph(line, look)
        text.signature()
        for at, (over, table) in enumerate(tables, start=1):
            above = self._titles(over)
            self._table_sheet(self._table_name(at), table, above, (), landscape=not document.landscape)
        for index in range(len(document.appendices)):
            self._appendix(index)

    def _titles(self, heading: Heading | None) -> list[tuple[str, Look]]:
        """What stands above a table out of the text: of a table that is a paper of its own its title, else the heading it stood under."""
        document, layout = self._document, self._layout
        titles = []
        if document.landscape:
            titles.append((document.kind.upper(), Look(layout.kind_size, bold=True, align="center")))
            titles.append((document.abstract, Look(layout.abstract_size, bold=True, align="center")))
        return titles if heading is None else [*titles, *self._lines(heading)]

    def _table_name(self, number: int) -> str:
        """Name of the sheet of a table inside the text."""
        return f"Bảng {number}"

    def _appendix(self, index: int) -> None:
        """A sheet per table of the appendix; the appendix's words stand with the table after them, the last at the end."""
        layout, document = self._layout, self._document
        appendix = document.appendices[index]
        label = appendix_label(document, index)
        titles = (
            (label, Look(layout.appendix_label_size, bold=True, align="center")),
            (appendix.title.upper(), Look(layout.appendix_title_size, bold=True, align="center")),
            (attached_line(document, appendix), Look(layout.attached_size, italic=True, align="center")),
        )
        parts = _by_table(appendix.blocks)
        name = label.replace("Phụ lục ", "PL ")
        for at, (before, table, after) in enumerate(parts):
            above = [*titles, *(line for block in before for line in self._lines(block))]
            below = [line for block in after for line in self._lines(block)]
            sheet = name if at == 0 else f"{name} ({at + 1})"
            self._table_sheet(sheet, table, above, below, landscape=appendix.landscape)
        if not parts:
            words = TextSheet(self._book.create_sheet(name), document, layout, self._looks)
            for line, look in (*titles, *(line for block in appendix.blocks for line in self._lines(block))):
                words.paragraph(line, look)

    def _table_sheet(
        self,
        name: str,
        table: Table,
        above: Sequence[tuple[str, Look]],
        below: Sequence[tuple[str, Look]],
        *,
        landscape: bool,
    ) -> None:
        """A sheet with ``table``."""
        sheet = self._book.create_sheet(name)
        set_sheet_page(sheet, self._layout, f"{self._document.title} - {name}", landscape=landscape)
        TableSheet(sheet, table, self._layout, self._looks, landscape=landscape).write(above, below, self._steps)

    def _lines(self, block: Block) -> Iterator[tuple[str, Look]]:
        """A block of words as lines with their looks."""
        size = self._layout.table_size + 1
        if isinstance(block, Heading):
            for line in heading_lines(block, self._layout):
                yield line, Look(size, bold=block.level < 3, align="center" if block.level == 0 else "left")
        elif isinstance(block, Paragraph):
            yield block.text, Look(size, align=block.align)
        elif isinstance(block, BulletList):
            for item in block.items:
                yield f"{block.marker} {item.text}", Look(size, align=item.align)
        elif isinstance(block, Note):
            yield block.text, Look(self._layout.note_size, italic=True)
        elif isinstance(block, Chart):
            yield block.alt or block.caption, Look(self._layout.note_size, italic=True)


def _by_table(blocks: Sequence[Block]) -> list[tuple[list[Block], Table, list[Block]]]:
    """The tables of an appendix, each with the words before it; the last also with the words after it."""
    parts: list[tuple[list[Block], Table, list[Block]]] = []
    words: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            parts.append((words, block, []))
            words = []
        else:
            words.append(block)
    if parts:
        parts[-1][2].extend(words)
    return parts
