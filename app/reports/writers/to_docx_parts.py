"""The head, the title and the signature of a Word paper: tables without borders, and rules as borders of empty lines."""

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.reports.content import Document, Signature
from app.reports.layout import Layout, points
from app.reports.writers import fonts
from app.reports.writers.letterhead import head, recipient_lines, signer_lines
from app.reports.writers.line_breaks import balanced
from app.reports.writers.to_docx_styles import ALIGN, STYLES


def add_head(paper: Any, document: Document, layout: Layout) -> None:
    """Boxes 1 to 4 in a table of two columns; số and date share a row, so they stay level."""
    lines = head(document, layout, fonts.width)
    table = _bare_table(paper, 2, (layout.head_left_width, layout.head_right_width))
    left, right = table.rows[0].cells
    widths = points(layout.head_left_width), points(layout.head_right_width)
    for line in lines.parent:
        _line(left, line, layout.agency_size)
    for line in lines.agency:
        _line(left, line, layout.agency_size, bold=True)
    longest = max((fonts.width(line, layout.agency_size, True) for line in lines.agency), default=0.0)
    _rule(_line(left, "", 1), widths[0], longest * layout.agency_rule, layout)
    _line(right, lines.nation, layout.nation_size, bold=True)
    if lines.motto:
        _line(right, lines.motto, layout.motto_size, bold=True)
        _rule(_line(right, "", 1), widths[1], fonts.width(lines.motto, layout.motto_size, True), layout)
    left, right = table.rows[1].cells
    _line(left, lines.number, lines.number_size)
    for line in lines.place_date:
        _line(right, line, lines.place_date_size, italic=True)
    if not document.kind:
        room = widths[0] - 4
        broken = balanced(document.abstract, room, lambda text: fonts.width(text, layout.subject_size))
        _line(left, "\n".join(broken), layout.subject_size).paragraph_format.space_before = Pt(6)
        _gap(paper, layout.title_space)


def add_title(paper: Any, document: Document, layout: Layout) -> None:
    """Tên loại, trích yếu and the rule below (box 5a)."""
    width = points(layout.text_width)
    paper.add_paragraph(document.kind.upper(), STYLES.kind).paragraph_format.space_before = Pt(layout.title_space)
    size = layout.abstract_size
    lines = balanced(document.abstract, width * 0.9, lambda text: fonts.width(text, size, True))
    paper.add_paragraph("\n".join(lines), STYLES.abstract)
    longest = max((fonts.width(line, size, True) for line in lines), default=0.0)
    rule = paper.add_paragraph(style=STYLES.rule)
    _rule(rule, width, longest * layout.abstract_rule, layout)
    rule.paragraph_format.space_after = Pt(layout.title_space)


def add_signature(paper: Any, document: Document, layout: Layout) -> None:
    """Nơi nhận on the left, the signer on the right; minutes have both signers there and nơi nhận below."""
    if not (document.signature or document.recipients):
        return
    right_width = layout.text_width - layout.signature_left_width
    _gap(paper, layout.paragraph_space, keep=True)
    table = _bare_table(paper, 1, (layout.signature_left_width, right_width))
    left, right = table.rows[0].cells
    _no_split(table.rows[0])
    if document.countersignature:
        _signer(left, document.countersignature, layout.signature_left_width, layout)
    else:
        _recipients(left, document, layout)
    if document.signature:
        _signer(right, document.signature, right_width, layout)
    if document.countersignature and document.recipients:
        _gap(paper, 2 * layout.paragraph_space)
        below = _bare_table(paper, 1, (layout.text_width,))
        _recipients(below.rows[0].cells[0], document, layout)


def _recipients(cell: Any, document: Document, layout: Layout) -> None:
    """The words "Nơi nhận:" and the list (box 9b)."""
    if not document.recipients:
        return
    title = _line(cell, "Nơi nhận:", layout.recipients_title_size, bold=True, italic=True, style=STYLES.recipients)
    title.paragraph_format.space_before = Pt((layout.signer_size - layout.recipients_title_size) * 0.9)
    for line in recipient_lines(document):
        _line(cell, line, layout.recipients_size, style=STYLES.recipients)


def _signer(cell: Any, signer: Signature, width: float, layout: Layout) -> None:
    """Authority and post, room to sign, name (boxes 7a-7c)."""
    size = layout.signer_size
    for line in signer_lines(signer):
        for part in balanced(line, points(width), lambda text: fonts.width(text, size, True)):
            _line(cell, part, size, bold=True, style=STYLES.signer)
    if signer.note:
        _line(cell, signer.note, layout.note_size, bold=False, italic=True, style=STYLES.signer)
    name = _line(cell, signer.name, size, bold=True, style=STYLES.signer)
    name.paragraph_format.space_before = Mm(layout.signature_space)


def _bare_table(paper: Any, rows: int, columns: tuple[float, ...]) -> Any:
    """A table without borders and cell margins; widths in mm also in its grid, which LibreOffice and Word both need."""
    table = paper.add_table(rows, len(columns))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)  # noqa: SLF001  # python-docx has no cell margins
    for at, width in enumerate(columns):
        table.columns[at].width = Mm(width)
        for cell in table.columns[at].cells:
            cell.width = Mm(width)
    return table


def _line(
    cell: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, style: str = STYLES.head
) -> Any:
    """A line in a cell, in the empty paragraph every cell begins with or in a new one."""
    first = cell.paragraphs[0]
    fresh = len(cell.paragraphs) == 1 and not first.text and first.style.name == "Normal"
    paragraph = first if fresh else cell.add_paragraph()
    paragraph.style = style
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold, run.italic = bold, italic
    return paragraph


def _rule(paragraph: Any, width: float, length: float, layout: Layout) -> None:
    """A rule of ``length`` points in the middle of a column of ``width``: the upper border of an empty line set in."""
    form = paragraph.paragraph_format
    paragraph.alignment = ALIGN["center"]
    form.left_indent = form.right_indent = Pt(max(0.0, (width - length) / 2))
    form.space_before = Pt(layout.rule_gap)
    form.line_spacing = Pt(layout.number_gap)
    borders = OxmlElement("w:pBdr")
    border = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", str(round(layout.rule_thickness * 8))), ("space", "0")):
        border.set(qn(f"w:{name}"), value)
    border.set(qn("w:color"), "000000")
    borders.append(border)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # python-docx has no paragraph borders
    after = properties.find(qn("w:spacing"))
    after.addprevious(borders)


def _gap(paper: Any, height: float, *, keep: bool = False) -> None:
    """An empty line of ``height`` points, which Word wants between text and a table or two tables."""
    form = paper.add_paragraph(style=STYLES.rule).paragraph_format
    form.line_spacing = Pt(height)
    form.keep_with_next = keep


def _no_split(row: Any) -> None:
    """Keep the row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # python-docx has no such setting
