"""A document as DOCX, by python-docx: real styles, fields and tables that a clerk can edit in Word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.jobs import Progress
from app.reports.content import (
    Appendix,
    Block,
    BulletList,
    Chart,
    Document,
    Heading,
    Note,
    Paragraph,
    Run,
    Table,
    closed_blocks,
)
from app.reports.layout import Layout, points
from app.reports.writers import fonts
from app.reports.writers.archives import repacked
from app.reports.writers.chart_pdf import picture
from app.reports.writers.letterhead import addressee_lines, appendix_label, attached_line, heading_lines, listed
from app.reports.writers.line_breaks import balanced
from app.reports.writers.steps import Steps
from app.reports.writers.to_docx_parts import add_head, add_signature, add_title
from app.reports.writers.to_docx_styles import ALIGN, STYLES, new_document, set_page
from app.reports.writers.to_docx_table import docx_table


def docx_bytes(document: Document, layout: Layout, progress: Progress) -> bytes:
    """``document`` as a DOCX file, dated by the document."""
    paper = new_document(layout)
    _properties(paper, document)
    _Writer(paper, document, layout, Steps(document, progress)).all()
    stream = BytesIO()
    paper.save(stream)
    return repacked(stream.getvalue(), document.place_date.day, {})


def _properties(paper: Any, document: Document) -> None:
    """Title, author and dates as file properties."""
    day = document.place_date.day
    properties = paper.core_properties
    properties.title = document.title[:255]
    properties.author = properties.last_modified_by = document.letterhead.agency[:255]
    properties.subject = document.abstract[:255]
    properties.comments = properties.keywords = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)


class _Writer:
    """Puts a document into a python-docx one."""

    def __init__(self, paper: Any, document: Document, layout: Layout, steps: Steps) -> None:
        self._paper = paper
        self._steps = steps
        self._document = document
        self._layout = layout

    def all(self) -> None:
        """Head, text, signature, appendices."""
        document, layout = self._document, self._layout
        add_head(self._paper, document, layout)
        if document.kind:
            add_title(self._paper, document, layout)
        self._addressees()
        for base in listed(document.bases):
            self._paragraph(Paragraph((Run(base, italic=True),)))
        self._blocks(closed_blocks(document), points(layout.text_width))
        last = self._paper.paragraphs[-1]
        last.paragraph_format.keep_with_next = True
        add_signature(self._paper, document, layout)
        for index, appendix in enumerate(document.appendices):
            self._appendix(index, appendix)

    def _paragraph(self, block: Paragraph, style: str = STYLES.body) -> Any:
        """A paragraph; only what differs from the style is set on it."""
        paragraph = self._paper.add_paragraph(style=style)
        if block.align != "justify":
            paragraph.alignment = ALIGN[block.align]
        if not block.indent:
            paragraph.paragraph_format.first_line_indent = Mm(0)
        for run in block.runs:
            added = paragraph.add_run(run.text)
            added.bold = run.bold or None
            added.italic = run.italic or None
        return paragraph

    def _addressees(self) -> None:
        """Kính gửi: a single one centred, several as dash lines."""
        lines = addressee_lines(self._document)
        if len(lines) == 1:
            self._paragraph(Paragraph((Run(lines[0]),), "center", indent=False))
            return
        for at, line in enumerate(lines):
            paragraph = self._paragraph(Paragraph((Run(line),), "left", indent=False))
            paragraph.paragraph_format.left_indent = Mm(30 if at == 0 else 40)
            paragraph.paragraph_format.space_after = Pt(self._layout.paragraph_space if at == len(lines) - 1 else 2)

    def _blocks(self, blocks: Sequence[Block], width: float) -> None:
        """``blocks`` in a text column of ``width`` points."""
        for block in blocks:
            if isinstance(block, Heading):
                self._heading(block)
            elif isinstance(block, Paragraph):
                self._paragraph(block)
            elif isinstance(block, BulletList):
                for item in block.items:
                    self._paragraph(replace(item, runs=(Run(f"{block.marker} "), *item.runs)), STYLES.bullet)
            elif isinstance(block, Note):
                self._paper.add_paragraph(block.text, STYLES.note)
            elif isinstance(block, Chart):
                self._chart(block, width)
            else:
                self._table(block, width)

    def _heading(self, block: Heading) -> None:
        """A heading; both lines of a Phần or Chương are centred."""
        for line in heading_lines(block, self._layout):
            heading = self._paper.add_paragraph(line, f"{STYLES.heading} {max(block.level, 1)}")
            if block.level == 0:
                heading.alignment = ALIGN["center"]
                heading.paragraph_format.first_line_indent = Mm(0)

    def _chart(self, chart: Chart, width: float) -> None:
        """The drawing as a picture, its words as the picture's description, its caption below."""
        paragraph = self._paper.add_paragraph(style=STYLES.note)
        paragraph.alignment = ALIGN["center"]
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(picture(chart.drawing)), Pt(min(width, chart.drawing.width)))
        shape._inline.docPr.set("descr", chart.alt or chart.caption)  # noqa: SLF001  # python-docx has no description
        self._paper.add_paragraph(chart.caption, STYLES.note).alignment = ALIGN["center"]

    def _table(self, table: Table, width: float) -> None:
        """Caption, table, footnotes."""
        if table.caption:
            self._paper.add_paragraph(table.caption, STYLES.caption)
        if table.unit_note:
            unit = self._paper.add_paragraph(table.unit_note, STYLES.note)
            unit.alignment = ALIGN["right"]
            unit.paragraph_format.keep_with_next = True
        element = docx_table(table, width, self._layout, self._paper.styles[STYLES.table].style_id, self._steps)
        self._paper.element.body.insert_element_before(element, "w:sectPr")
        for left, note in zip(range(len(table.footnotes) - 1, -1, -1), table.footnotes, strict=True):
            self._paper.add_paragraph(note, STYLES.note).paragraph_format.keep_with_next = True if left else None
        if not table.footnotes:
            self._paper.add_paragraph(style=STYLES.note)

    def _appendix(self, index: int, appendix: Appendix) -> None:
        """An appendix in a section of its own, numbered from 1."""
        layout, document = self._layout, self._document
        self._start_section(appendix)
        width = points(layout.landscape_width if appendix.landscape else layout.text_width)
        self._paper.add_paragraph(appendix_label(document, index), STYLES.appendix)
        self._centred(appendix.title.upper(), STYLES.abstract, layout.appendix_title_size, width, bold=True)
        self._centred(attached_line(document, appendix), STYLES.attached, layout.attached_size, width, bold=False)
        self._blocks(appendix.blocks, width)

    def _centred(self, text: str, style: str, size: float, width: float, *, bold: bool) -> None:
        """Centred lines of about equal length, as in the PDF."""
        lines = balanced(text, width * 0.95, lambda line: fonts.width(line, size, bold, not bold))
        self._paper.add_paragraph("\n".join(lines), style)

    def _start_section(self, appendix: Appendix) -> None:
        """A new page with its own paper and numbering; the break rides on the last paragraph instead of an empty one."""
        layout = self._layout
        section = self._paper.add_section()
        margins = (layout.margin_left, layout.margin_right)
        if appendix.landscape:
            margins = (layout.appendix_margin_left, layout.appendix_margin_right)
        set_page(section, layout, landscape=appendix.landscape, margins=margins)
        section.different_first_page_header_footer = not layout.number_first_appendix_page
        numbering = section._sectPr.find(qn("w:pgNumType"))  # noqa: SLF001  # python-docx has no page numbering
        if numbering is None:
            numbering = OxmlElement("w:pgNumType")
            section._sectPr.find(qn("w:pgMar")).addnext(numbering)  # noqa: SLF001  # as above
        numbering.set(qn("w:start"), "1")
        _ride_on_last_paragraph(self._paper.element.body)


def _ride_on_last_paragraph(body: Any) -> None:
    """Move the section break into the paragraph before it; after a table it keeps its own, made tiny."""
    carrier = body.findall(qn("w:p"))[-1]
    before = carrier.getprevious()
    if before is not None and before.tag == qn("w:p"):
        before.get_or_add_pPr().append(carrier.pPr.find(qn("w:sectPr")))
        body.remove(carrier)
        return
    spacing = carrier.pPr.get_or_add_spacing()
    for name, value in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
        spacing.set(qn(f"w:{name}"), value)
