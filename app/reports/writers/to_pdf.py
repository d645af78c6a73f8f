"""A document as PDF, by ReportLab: Tinos embedded as a subset, A4, page numbers in the top margin.

The same content gives the same bytes: ReportLab runs in its invariant mode and the file's dates are the document's
date. Importing this module loads ReportLab (about 100 ms), so ``writing`` imports it when a PDF is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as PdfParagraph

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
from app.reports.layout import SINGLE_LINE, Layout, points
from app.reports.places import Place
from app.reports.writers import fonts
from app.reports.writers.chart_pdf import ChartDrawing
from app.reports.writers.keyed_paragraph import KeyedParagraph
from app.reports.writers.letterhead import addressee_lines, appendix_label, attached_line, head, heading_lines, listed
from app.reports.writers.line_breaks import balanced
from app.reports.writers.steps import Steps
from app.reports.writers.to_pdf_parts import HeadBlock, LastLines, SignatureBlock, TitleBlock, broken_recipients
from app.reports.writers.to_pdf_table import PdfTable, pdf_table

rl_config.useA85 = 0  # text encoding of streams: a quarter larger, and slow without ReportLab's C part

_ALIGN = {"justify": TA_JUSTIFY, "left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
_NOTES_BELOW = 4
"""Points between a table and its footnotes."""
_TALLEST_NOTES = 0.25
"""Footnotes higher than this share of a page may go on the next one by themselves."""
_TALLEST_RECIPIENTS = 0.6
"""A list of nơi nhận higher than this share of the page is printed below the signature, where it can go over the
page.
"""


def pdf_bytes(document: Document, layout: Layout, progress: Progress) -> bytes:
    """``document`` as a PDF file."""
    return pdf_with_places(document, layout, progress)[0]


def pdf_with_places(document: Document, layout: Layout, progress: Progress) -> tuple[bytes, tuple[Place, ...]]:
    """``document`` as a PDF file, and where on its pages the paragraphs with a key stand."""
    stream = BytesIO()
    properties = {
        "title": document.title,
        "author": document.letterhead.agency,
        "subject": document.abstract,
        "creator": "Tiến Độ",
        "producer": "Tiến Độ",
    }
    steps = Steps(document, progress)
    pages = _Pages(stream, layout, properties)
    pages.setProgressCallBack(lambda what, number: steps.page(number) if what == "PAGE" else None)
    story = _Story(document, layout, steps)
    pages.build(list(story.all()), canvasmaker=partial(_canvas, document))
    return stream.getvalue(), tuple(story.places)


def _canvas(document: Document, *args: Any, **kwargs: Any) -> Canvas:
    """A canvas without Helvetica, in invariant mode, dated by the document."""
    fixed = {"initialFontName": fonts.face(), "invariant": 1, "lang": "vi-VN", "pageCompression": 1}
    canvas = Canvas(*args, **{**kwargs, **fixed})
    canvas.setDateFormatter(lambda *_now: f"D:{document.place_date.day:%Y%m%d}000000+07'00'")
    return canvas


class _Pages(BaseDocTemplate):  # type: ignore[misc]  # ReportLab comes without types
    """The kinds of pages: first and later ones of the text, and of appendices upright and landscape."""

    def __init__(self, stream: BytesIO, layout: Layout, properties: Mapping[str, str]) -> None:
        super().__init__(stream, pagesize=(points(layout.page_width), points(layout.page_height)), **properties)
        self._layout = layout
        self._started_at = 1
        self._outlined = False
        upright = (layout.page_width, layout.page_height, layout.margin_left, layout.margin_right)
        margins = (layout.appendix_margin_left, layout.appendix_margin_right)
        landscape = (layout.page_height, layout.page_width, *margins)
        for name, sheet in (("text", upright), ("upright", upright), ("landscape", landscape)):
            self.addPageTemplates([self._page(name, sheet, first=True), self._page(name, sheet, first=False)])

    def _page(self, name: str, sheet: tuple[float, float, float, float], *, first: bool) -> PageTemplate:
        """A kind of page: ``sheet`` is width, height, left and right margin in mm."""
        layout = self._layout
        width, height, left, right = map(points, sheet)
        foot, text_height = points(layout.margin_bottom), height - points(layout.margin_top + layout.margin_bottom)
        frame = Frame(left, foot, width - left - right, text_height, 0, 0, 0, 0)
        following = f"{name}-later"
        draw = partial(self._draw_number, centre=(left + width - right) / 2, height=height, first=first, of=name)
        template_id = f"{name}-first" if first else following
        return PageTemplate(template_id, [frame], draw, pagesize=(width, height), autoNextPageTemplate=following)

    def _draw_number(self, canvas: Canvas, _doc: object, *, centre: float, height: float, first: bool, of: str) -> None:
        """The page's number in the middle of the top margin; counting starts again with each first page."""
        layout = self._layout
        if first:
            self._started_at = canvas.getPageNumber()
        if first and (of == "text" or not layout.number_first_appendix_page):
            return
        canvas.setFont(fonts.face(), layout.page_number_size)
        y = height - points(layout.margin_top) / 2 - layout.page_number_size * 0.34
        canvas.drawCentredString(centre, y, str(canvas.getPageNumber() - self._started_at + 1))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # ReportLab's name
        """Headings go into the viewer's outline."""
        entry = getattr(flowable, "outline", None)
        if entry is not None:
            text, level = entry
            key = f"h{self.canv.getPageNumber()}-{self.seq.nextf('outline')}"
            self.canv.bookmarkPage(key)
            # A letter may begin with headings of the second level; an outline may not.
            self.canv.addOutlineEntry(text, key, level if self._outlined else 0, closed=False)
            self._outlined = self._outlined or level == 0


class _Story:
    """The flowables of a document, in order."""

    def __init__(self, document: Document, layout: Layout, steps: Steps) -> None:
        self._document = document
        self._layout = layout
        self._steps = steps
        self.places: list[Place] = []
        self._body = ParagraphStyle(
            "body",
            fontName=fonts.face(),
            bulletFontName=fonts.face(),
            fontSize=layout.body_size,
            leading=layout.leading(layout.body_size),
            spaceAfter=layout.paragraph_space,
            firstLineIndent=points(layout.first_line_indent),
            alignment=TA_JUSTIFY,
            allowWidows=0,
            allowOrphans=0,
        )
        self._width = points(layout.text_width)
        self._page = points(layout.page_height - layout.margin_top - layout.margin_bottom)

    def all(self) -> Iterator[Flowable]:
        """Head, text, signature, appendices."""
        document, layout = self._document, self._layout
        subject = "" if document.kind else document.abstract
        yield HeadBlock(head(document, layout, fonts.width), subject, layout)
        yield Spacer(0, layout.title_space)
        if document.kind:
            yield TitleBlock(document.kind, document.abstract, self._width, layout)
            yield Spacer(0, layout.title_space)
        yield from self._addressees()
        for base in listed(document.bases):
            yield self._paragraph(Paragraph((Run(base, italic=True),)))
        body = self._blocks(closed_blocks(document), self._width, self._page)
        *text, last = [*_kept_with_tables(body, self._width)] or [Spacer(0, 0)]
        yield from text
        yield from self._end(last)
        for index, appendix in enumerate(document.appendices):
            yield from self._appendix(index, appendix)

    def _addressees(self) -> Iterator[Flowable]:
        """Kính gửi: a single one centred, several as dash lines."""
        lines = addressee_lines(self._document)
        if len(lines) == 1:
            yield self._paragraph(Paragraph((Run(lines[0]),), "center", indent=False))
            yield Spacer(0, self._layout.paragraph_space)
        elif lines:
            for at, line in enumerate(lines):
                style = {"leftIndent": points(30 if at == 0 else 40), "alignment": TA_LEFT, "spaceAfter": 2}
                yield self._paragraph(Paragraph((Run(line),), indent=False), **style)
            yield Spacer(0, self._layout.paragraph_space)

    def _paragraph(self, block: Paragraph, outline: tuple[str, int] | None = None, **style: Any) -> PdfParagraph:
        """A paragraph, its style that of the body but for ``style``."""
        own: dict[str, Any] = {"alignment": _ALIGN[block.align]}
        if not block.indent:
            own["firstLineIndent"] = 0
        own.update(style)
        set_text = KeyedParagraph(
            "".join(_markup(run) for run in block.runs), ParagraphStyle("of", parent=self._body, **own)
        )
        if outline:
            set_text.outline = outline
        return set_text.known_as(block.key, self.places)

    def _blocks(self, blocks: Sequence[Block], width: float, page: float) -> Iterator[Flowable]:
        """The flowables of ``blocks`` for pages with ``width`` and height ``page`` between the margins."""
        for block in blocks:
            if isinstance(block, Heading):
                yield from self._heading(block)
            elif isinstance(block, Paragraph):
                yield self._paragraph(block)
            elif isinstance(block, BulletList):
                for item in block.items:
                    yield self._paragraph(replace(item, runs=(Run(f"{block.marker} "), *item.runs)))
            elif isinstance(block, Note):
                yield self._small(block.text, italic=True)
            elif isinstance(block, Chart):
                yield from self._chart(block)
            else:
                yield from self._table(block, width, page)

    def _heading(self, block: Heading) -> Iterator[PdfParagraph]:
        """A heading, kept with what follows it."""
        lines = heading_lines(block, self._layout)
        for at, line in enumerate(lines):
            outline = (" ".join(lines), min(max(block.level - 1, 0), 1)) if at == 0 and block.level < 3 else None
            yield self._paragraph(
                Paragraph((Run(line, bold=block.level < 3),), "center" if block.level == 0 else "left"),
                outline,
                keepWithNext=1,
                **({"firstLineIndent": 0} if block.level == 0 else {}),
            )

    def _small(self, text: str, *, italic: bool, align: str = "left", **style: Any) -> PdfParagraph:
        """A remark or footnote."""
        size = self._layout.note_size
        small = {"fontSize": size, "leading": size * SINGLE_LINE, "spaceAfter": 2, **style}
        return self._paragraph(Paragraph((Run(text, italic=italic),), align, indent=False), **small)

    def _chart(self, chart: Chart) -> Iterator[Flowable]:
        """A drawing with its caption below."""
        yield Spacer(0, self._layout.paragraph_space)
        yield ChartDrawing(chart.drawing)
        style = {"spaceBefore": 4, "spaceAfter": 2 * self._layout.paragraph_space}
        yield self._small(chart.caption, italic=True, align="center", **style)

    def _table(self, table: Table, width: float, page: float) -> Iterator[Flowable]:
        """Caption, table, footnotes."""
        if table.caption:
            yield self._paragraph(Paragraph((Run(table.caption, bold=True),), "center", indent=False), keepWithNext=1)
        if table.unit_note:
            yield self._small(table.unit_note, italic=True, align="right", keepWithNext=1)
        drawn = pdf_table(table, width, page, self._layout, self._steps)
        notes = [self._small(note, italic=True) for note in table.footnotes]
        below = _NOTES_BELOW + sum(note.wrap(width, page)[1] + note.getSpaceAfter() for note in notes)
        drawn.tail = below if notes and below < page * _TALLEST_NOTES else 0.0
        yield drawn
        yield Spacer(0, _NOTES_BELOW - drawn.tail)
        yield from notes
        yield Spacer(0, self._layout.paragraph_space)

    def _end(self, last: Flowable) -> Iterator[Flowable]:
        """The last lines with the signature; a very long nơi nhận, or that of minutes, follows below."""
        document, layout = self._document, self._layout
        width = points(layout.signature_left_width)
        height = len(broken_recipients(document, width, layout)) * layout.recipients_size * SINGLE_LINE
        below = bool(document.countersignature) or height > self._page * _TALLEST_RECIPIENTS
        block = SignatureBlock(replace(document, recipients=()) if below else document, layout)
        if isinstance(last, PdfParagraph):
            yield LastLines(last, 2 * layout.paragraph_space, block)
        else:
            yield last
            yield Spacer(0, layout.paragraph_space)
            yield block
        if below and document.recipients:
            size = layout.recipients_title_size
            title = Paragraph((Run("Nơi nhận:", bold=True, italic=True),), "left", indent=False)
            yield Spacer(0, 2 * layout.paragraph_space)
            yield self._paragraph(title, fontSize=size, leading=size * SINGLE_LINE, spaceAfter=0, keepWithNext=1)
            for line in broken_recipients(document, self._width, layout):
                yield self._small(line, italic=False, fontSize=layout.recipients_size, spaceAfter=0)

    def _appendix(self, index: int, appendix: Appendix) -> Iterator[Flowable]:
        """An appendix on pages of its own."""
        document, layout = self._document, self._layout
        width = points(layout.landscape_width) if appendix.landscape else self._width
        sheet = layout.page_width if appendix.landscape else layout.page_height
        page = points(sheet - layout.margin_top - layout.margin_bottom)
        label = appendix_label(document, index)
        yield NextPageTemplate("landscape-first" if appendix.landscape else "upright-first")
        yield PageBreak()
        outline = (f"{label}. {appendix.title}", 0)
        attached = attached_line(document, appendix)
        yield self._centred(label, layout.appendix_label_size, width, outline, bold=True)
        yield self._centred(appendix.title.upper(), layout.appendix_title_size, width, bold=True)
        yield self._centred(attached, layout.attached_size, width, italic=True)
        yield Spacer(0, 10)
        yield from _kept_with_tables(self._blocks(appendix.blocks, width, page), width)

    def _centred(
        self,
        text: str,
        size: float,
        width: float,
        outline: tuple[str, int] | None = None,
        *,
        bold: bool = False,
        italic: bool = False,
    ) -> PdfParagraph:
        """Centred lines of about equal length."""
        lines = balanced(text, width * 0.95, lambda line: fonts.width(line, size, bold, italic))
        block = Paragraph((Run("\n".join(lines), bold, italic),), "center", indent=False)
        return self._paragraph(block, outline, fontSize=size, leading=self._layout.leading(size), spaceAfter=0)


def _kept_with_tables(flowables: Iterable[Flowable], width: float) -> Iterator[Flowable]:
    """The flowables with titles kept on the page of the table below them.

    ReportLab's own keepWithNext would move a title and a long table to the next page together; here the page is
    broken only where the titles and the first rows of the table do not fit.
    """
    titles: list[Flowable] = []
    for flowable in flowables:
        if flowable.getKeepWithNext():
            titles.append(flowable)
            continue
        if isinstance(flowable, PdfTable) and titles:
            above = sum(title.wrap(width, 1e6)[1] + title.getSpaceAfter() for title in titles)
            yield CondPageBreak(above + flowable.least_height)
            for title in titles:
                title.keepWithNext = 0
        yield from titles
        titles.clear()
        yield flowable
    yield from titles


def _markup(run: Run) -> str:
    """A run in ReportLab's mark-up."""
    text = escape(run.text).replace("\n", "<br/>")
    if run.italic:
        text = f"<i>{text}</i>"
    return f"<b>{text}</b>" if run.bold else text
