"""The styles and pages of a Word paper: real styles a clerk can change in one place, Times New Roman everywhere."""

from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from app.reports.layout import Layout

ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")


@dataclass(frozen=True)
class StyleNames:
    """Names of the styles: Word's own where it has one (shown in the clerk's language), else Vietnamese."""

    body: str = "Body Text"
    bullet: str = "List Bullet"
    heading: str = "Heading"
    kind: str = "Title"
    abstract: str = "Subtitle"
    caption: str = "Caption"
    head: str = "Tiêu đề văn bản"
    table: str = "Chữ trong bảng"
    note: str = "Ghi chú"
    signer: str = "Người ký"
    recipients: str = "Nơi nhận"
    appendix: str = "Phụ lục"
    attached: str = "Kèm theo"
    rule: str = "Đường kẻ"


STYLES = StyleNames()


def new_document(layout: Layout) -> Any:
    """An empty python-docx document with our styles and the first section's page."""
    document = docx.Document()
    _defaults(document, layout)
    _body_styles(document, layout)
    _own_styles(document, layout)
    section = document.sections[0]
    set_page(section, layout, landscape=False, margins=(layout.margin_left, layout.margin_right))
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0], layout)
    return document


def _defaults(document: Any, layout: Layout) -> None:
    """Times New Roman in place of the theme's fonts in every style, for every script; the language is Vietnamese."""
    root = document.styles.element
    for fonts in root.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for script in _SCRIPTS:
            fonts.set(qn(f"w:{script}"), layout.font_name)
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            style.font.color.rgb = RGBColor(0, 0, 0)
    _shape(document.styles["Normal"], layout, size=layout.body_size)


def _shape(style: Any, layout: Layout, *, size: float, align: str = "left", spacing: float = 1.0, **more: Any) -> None:
    """Set a paragraph style: ``more`` may give bold, italic, before, after (pt), indent (mm) and keep (with next)."""
    style.font.name = layout.font_name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in _SCRIPTS:
        fonts.set(qn(f"w:{script}"), layout.font_name)
    style.font.size = Pt(size)
    style.font.bold = more.get("bold", False)
    style.font.italic = more.get("italic", False)
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.alignment = ALIGN[align]
    form.line_spacing = spacing
    form.space_before = Pt(more.get("before", 0))
    form.space_after = Pt(more.get("after", 0))
    form.first_line_indent = Mm(more.get("indent", 0))
    form.left_indent = Mm(0)
    form.keep_with_next = more.get("keep", False)
    form.widow_control = True
    for unwanted in ("w:numPr", "w:pBdr", "w:contextualSpacing"):
        for element in style.element.get_or_add_pPr().findall(qn(unwanted)):
            element.getparent().remove(element)
    for unwanted in ("w:spacing", "w:kern"):
        for element in style.element.rPr.findall(qn(unwanted)):
            element.getparent().remove(element)


def _body_styles(document: Any, layout: Layout) -> None:
    """Word's own styles: text, list, headings, title."""
    styles, names = document.styles, STYLES
    text: dict[str, Any] = {
        "size": layout.body_size,
        "spacing": layout.line_spacing,
        "after": layout.paragraph_space,
    }
    indent = layout.first_line_indent
    _shape(styles[names.body], layout, align="justify", indent=indent, **text)
    _shape(styles[names.bullet], layout, align="justify", indent=indent, **text)
    for level in (1, 2, 3):
        style = styles[f"{names.heading} {level}"]
        _shape(style, layout, indent=indent, bold=level < 3, keep=True, **text)
    _shape(styles[names.kind], layout, size=layout.kind_size, align="center", spacing=layout.line_spacing, bold=True)
    size = layout.abstract_size
    _shape(styles[names.abstract], layout, size=size, align="center", spacing=layout.line_spacing, bold=True)
    _shape(styles[names.caption], layout, align="center", bold=True, keep=True, **text)
    _shape(styles["Header"], layout, size=layout.page_number_size, align="center")


def _own_styles(document: Any, layout: Layout) -> None:
    """Styles Word has no name for."""

    def added(name: str, size: float, **shape: Any) -> Any:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _shape(style, layout, size=size, **shape)
        return style

    names = STYLES
    added(names.head, layout.agency_size, align="center")
    added(names.table, layout.table_size)
    added(names.note, layout.note_size, italic=True, after=2)
    added(names.signer, layout.signer_size, align="center", bold=True, keep=True)
    added(names.recipients, layout.recipients_size)
    spacing = layout.line_spacing
    appendix = added(names.appendix, layout.appendix_label_size, align="center", bold=True, keep=True, spacing=spacing)
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), "0")
    appendix.element.get_or_add_pPr().append(outline)
    added(names.attached, layout.attached_size, align="center", italic=True, after=10, keep=True, spacing=spacing)
    added(names.rule, 1.0, align="center")


def set_page(section: Any, layout: Layout, *, landscape: bool, margins: tuple[float, float]) -> None:
    """Paper and margins of a section; the page number stands in the middle of the top margin."""
    sides = (layout.page_width, layout.page_height)
    width, height = reversed(sides) if landscape else sides
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = map(Mm, margins)
    section.top_margin, section.bottom_margin = Mm(layout.margin_top), Mm(layout.margin_bottom)
    section.header_distance = Mm(layout.margin_top / 2) - Pt(layout.page_number_size * 0.6)
    section.footer_distance = Mm(layout.margin_bottom / 2)
    section.gutter = Mm(0)


def _page_number(paragraph: Any, layout: Layout) -> None:
    """A PAGE field in ``paragraph``."""
    paragraph.alignment = ALIGN["center"]
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("2")
    run.font.size = Pt(layout.page_number_size)
    field.append(run._r)  # noqa: SLF001  # python-docx has no fields of its own
    paragraph._p.append(field)  # noqa: SLF001  # as above
