"""Every measure of the page as a named setting.

Defaults are Nghị định 30/2020/NĐ-CP, Phụ lục I ("NĐ 30"); where it gives a range, the "sensible defaults" of
DOMAIN § 1.1. An office that prints otherwise overrides single settings with ``customised``. Lengths are
millimetres, font sizes and spaces between paragraphs points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from app.errors import BadInput
from app.i18n import msg

POINTS_PER_MM = 72 / 25.4
SINGLE_LINE = 1.15
"""Height of a single-spaced line of Times New Roman in font sizes (ascent 0.891 + descent 0.216 + gap 0.042), as
Word sets it.
"""

TABLE_ABOVE = 2.0
"""Points between the grid of a table and the text above and below it."""


def points(mm: float) -> float:
    """Millimetres in points."""
    return mm * POINTS_PER_MM


@dataclass(frozen=True)
class Layout:
    """The measures. The name of each field is the name of the setting; the text below it says where it comes from."""

    font_name: str = "Times New Roman"
    """NĐ 30 I.1: Times New Roman, Unicode, black. DOCX and XLSX name it; PDF embeds Tinos, which has the same
    widths.
    """
    page_width: float = 210.0
    """NĐ 30 I.2: A4, 210 mm."""
    page_height: float = 297.0
    """NĐ 30 I.2: A4, 297 mm."""
    margin_top: float = 20.0
    """NĐ 30 I.4: 20-25 mm."""
    margin_bottom: float = 20.0
    """NĐ 30 I.4: 20-25 mm."""
    margin_left: float = 30.0
    """NĐ 30 I.4: 30-35 mm."""
    margin_right: float = 15.0
    """NĐ 30 I.4: 15-20 mm."""
    appendix_margin_left: float = 20.0
    """Landscape appendix pages turn the sheet: the binding edge is the top. Usual practice 15-20 mm at the sides."""
    appendix_margin_right: float = 15.0
    """As ``appendix_margin_left``."""
    page_number_size: float = 13.0
    """NĐ 30 I.7: Arabic, 13-14 pt upright, centred in the top margin, not shown on page 1."""
    number_first_appendix_page: bool = False
    """NĐ 30 numbers each appendix on its own; its first page is left without number like that of the document."""

    head_left_width: float = 67.0
    """Box 2: 67 + 98 mm = 165 mm of text width; quốc hiệu in bold 13 pt is 95.7 mm wide (DOMAIN § 1.1)."""
    nation_size: float = 13.0
    """Box 1, quốc hiệu: 12-13 pt bold capitals."""
    motto_size: float = 14.0
    """Box 1, tiêu ngữ: 13-14 pt bold; the rule below is as long as the text."""
    agency_size: float = 13.0
    """Box 2, names of the bodies: 12-13 pt capitals, the issuing one bold."""
    agency_rule: float = 0.4
    """Box 2, rule under the name: 1/3 to 1/2 of the text's width."""
    number_size: float = 13.0
    """Box 3, số, ký hiệu: 13 pt upright."""
    place_date_size: float = 14.0
    """Box 4, địa danh, ngày tháng năm: 13-14 pt italic."""
    number_gap: float = 5.0
    """Points between the rules of boxes 1, 2 and the line of boxes 3, 4 (usual practice)."""
    rule_thickness: float = 0.75
    """Rules are drawn thin and continuous; points (usual practice)."""
    rule_gap: float = 2.5
    """Points between the foot of a text and the rule under it (usual practice)."""

    kind_size: float = 14.0
    """Box 5a, tên loại: 13-14 pt bold capitals, centred."""
    abstract_size: float = 14.0
    """Box 5a, trích yếu: 13-14 pt bold, centred."""
    abstract_rule: float = 0.4
    """Box 5a, rule below: 1/3 to 1/2 of the text's width."""
    subject_size: float = 12.0
    """Box 5b, "V/v ..." of a letter: 12-13 pt upright, 6 pt below the number."""
    title_space: float = 16.0
    """Points above tên loại and below the rule of trích yếu (usual practice)."""

    body_size: float = 14.0
    """Box 6: 13-14 pt, justified."""
    first_line_indent: float = 12.7
    """Box 6: 1 or 1.27 cm."""
    paragraph_space: float = 6.0
    """Box 6: at least 6 pt between paragraphs."""
    line_spacing: float = 1.15
    """Box 6: single to 1.5 lines; in units of a single-spaced line."""
    heading_capitals: bool = True
    """NĐ 30: the headings I., II., ... of a plan are in bold capitals."""

    signer_size: float = 14.0
    """Boxes 7a-7c: authority, post and name 13-14 pt bold."""
    signature_space: float = 26.0
    """Room for signature and seal between post and name (usual practice, about four lines)."""
    signature_left_width: float = 80.0
    """Width of the left cell (nơi nhận) of the signature table (usual practice)."""
    recipients_title_size: float = 12.0
    """Box 9b, the words "Nơi nhận:": 12 pt bold italic."""
    recipients_size: float = 11.0
    """Box 9b, the list: 11 pt upright."""

    appendix_label_size: float = 14.0
    """Phụ lục: the word and number 14 pt bold, centred."""
    appendix_title_size: float = 14.0
    """Phụ lục: title 13-14 pt bold capitals, centred."""
    attached_size: float = 13.0
    """Phụ lục: "(Kèm theo ...)" 13-14 pt italic, centred."""

    table_size: float = 11.0
    """Text in tables: NĐ 30 gives none; 11-12 pt is usual practice for landscape appendices."""
    table_padding: float = 1.0
    """Room between the grid and the text at the sides of a cell, mm (usual practice)."""
    note_size: float = 11.0
    """Footnotes of tables and remarks: as ``recipients_size`` (usual practice)."""

    @property
    def text_width(self) -> float:
        """Width between the margins of an upright page, mm."""
        return self.page_width - self.margin_left - self.margin_right

    @property
    def landscape_width(self) -> float:
        """Width between the margins of a landscape page, mm."""
        return self.page_height - self.appendix_margin_left - self.appendix_margin_right

    @property
    def head_right_width(self) -> float:
        """Width of the column with quốc hiệu, mm."""
        return self.text_width - self.head_left_width

    def turned(self) -> "Layout":
        """The measures for a document that is landscape from its first page on: the sheet turned, its sides those of appendices, the
        columns of head and signature wider in proportion.
        """
        wider = self.landscape_width / self.text_width
        return replace(
            self,
            page_width=self.page_height,
            page_height=self.page_width,
            margin_left=self.appendix_margin_left,
            margin_right=self.appendix_margin_right,
            head_left_width=self.head_left_width * wider,
            signature_left_width=self.signature_left_width * wider,
        )

    def leading(self, size: float) -> float:
        """Distance of base lines of body text in ``size``, points."""
        return size * SINGLE_LINE * self.line_spacing


ND30 = Layout()
"""The rule itself: Nghị định 30/2020/NĐ-CP, Phụ lục I."""


def customised(layout: Layout, overrides: Mapping[str, object]) -> Layout:
    """``layout`` with an office's own settings. Raises BadInput for an unknown name or a value of the wrong kind."""
    known = {field.name: getattr(layout, field.name) for field in fields(layout)}
    clean: dict[str, object] = {}
    for name, value in overrides.items():
        if name not in known:
            raise BadInput(msg("Không có thiết lập trình bày “{name}”", name=name), where=name)
        clean[name] = _of_kind(name, value, known[name])
    return replace(layout, **clean)  # type: ignore[arg-type]  # names and kinds are checked above


def _of_kind(name: str, value: object, like: object) -> object:
    """``value`` if it is of the kind of ``like``, lengths positive; else BadInput."""
    if isinstance(like, bool) or isinstance(value, bool):
        good = isinstance(like, bool) and isinstance(value, bool)
    elif isinstance(like, float):
        good = isinstance(value, (int, float)) and 0 <= value <= 1000
        value = float(value) if isinstance(value, (int, float)) else value
    else:
        good = isinstance(value, str) and bool(value.strip())
    if not good:
        raise BadInput(
            msg("Thiết lập trình bày “{name}” không nhận giá trị {value}", name=name, value=repr(value)), where=name
        )
    return value
