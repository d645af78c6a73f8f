"""The Word paper, opened again by python-docx."""

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.reports.content import Appendix, Letterhead, Signature, paragraph
from app.reports.layout import ND30, customised
from app.reports.writing import render
from tests.app.reports.papers import report, targets


def opened(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def parts(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_pages_and_margins_follow_the_layout_and_appendices_lie_on_their_side() -> None:
    paper = opened(render(report(), "docx"))
    text, appendix = paper.sections
    assert (round(text.page_width.mm), round(text.page_height.mm)) == (210, 297)
    assert [round(m.mm) for m in (text.top_margin, text.bottom_margin, text.left_margin, text.right_margin)] == [
        20,
        20,
        30,
        15,
    ]
    assert appendix.orientation == WD_ORIENT.LANDSCAPE
    assert (round(appendix.page_width.mm), round(appendix.page_height.mm)) == (297, 210)
    own = opened(render(report(), "docx", customised(ND30, {"margin_left": 35, "body_size": 13})))
    assert round(own.sections[0].left_margin.mm) == 35
    assert own.styles["Body Text"].font.size == Pt(13)


def test_page_numbers_are_fields_missing_on_first_pages_and_start_again_in_each_appendix() -> None:
    paper = opened(render(report(appendices=(Appendix("Một", (targets(),)), Appendix("Hai", (targets(),)))), "docx"))
    assert len(paper.sections) == 3
    assert 'w:instr="PAGE"' in paper.sections[0].header._element.xml
    assert all(section.header.is_linked_to_previous for section in paper.sections[1:])
    assert all(section.different_first_page_header_footer for section in paper.sections)
    assert "PAGE" not in paper.sections[0].first_page_header._element.xml
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in paper.sections]
    assert starts[0] is None
    assert [start.get(qn("w:start")) for start in starts[1:]] == ["1", "1"]


def test_every_style_names_times_new_roman_and_no_theme_font() -> None:
    styles = parts(render(report(), "docx"))["word/styles.xml"]
    assert "Theme=" not in styles.replace("themeColor", "")
    for element in opened(render(report(), "docx")).styles.element.iter(qn("w:rFonts")):
        assert {element.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Times New Roman"
        }


def test_text_uses_real_styles_with_the_measures_of_the_rule() -> None:
    paper = opened(render(report(), "docx"))
    used = {p.style.name: p for p in paper.paragraphs}
    assert {"Body Text", "List Bullet", "Heading 1", "Heading 2", "Heading 3", "Title", "Subtitle", "Phụ lục"} <= set(
        used
    )
    form = paper.styles["Body Text"].paragraph_format
    assert form.first_line_indent == pytest.approx(Mm(12.7), abs=200)
    assert form.space_after == Pt(6)
    assert form.line_spacing == 1.15
    assert paper.styles["Body Text"].font.size == Pt(14)
    assert used["Heading 1"].text == "II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ"


def test_tables_repeat_their_titles_and_keep_their_widths() -> None:
    table = opened(render(report(), "docx")).tables[-1]
    rows = table._tbl.findall(qn("w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows[:3]] == [True, True, False]
    grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(grid) == pytest.approx(262 * 1440 / 25.4, abs=10)
    for row in rows:
        assert sum(
            int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) for cell in row.findall(qn("w:tc"))
        ) == sum(grid)
    assert table.cell(0, 3).text == table.cell(0, 4).text == "Quý III"
    assert table.cell(0, 0).text == table.cell(1, 0).text == "TT"


def test_the_signature_stays_with_the_last_lines() -> None:
    paper = opened(render(report(appendices=()), "docx"))
    closing = next(p for p in paper.paragraphs if p.text.endswith("./."))
    assert closing.paragraph_format.keep_with_next
    left, right = paper.tables[-1].rows[0].cells
    assert [p.text for p in left.paragraphs][:2] == ["Nơi nhận:", "- Tổng Liên đoàn (để báo cáo);"]
    assert [p.text for p in right.paragraphs] == ["TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", "Nguyễn Thị Thu Hằng"]


def test_minutes_letters_and_long_names_are_written_too() -> None:
    minutes = opened(render(report(countersignature=Signature(("Bên giao",), "Trần Văn B", "(Ký)")), "docx"))
    texts = [cell.text for table in minutes.tables for row in table.rows for cell in row.cells]
    assert any("BÊN GIAO\n(Ký)\nTrần Văn B" in text for text in texts)
    assert any("- Lưu: VT, VP." in text for text in texts)
    letter = opened(render(report(kind="", abstract="V/v đôn đốc", addressees=("A", "B")), "docx"))
    assert letter.tables[0].cell(1, 0).text == "Số: 05/BC-LĐLĐ\nV/v đôn đốc"
    assert [p.text for p in letter.paragraphs if p.text][:3] == ["Kính gửi:", "- A;", "- B."]
    name = "Công đoàn " * 12
    assert name.strip().upper() in opened(render(report(letterhead=Letterhead(name)), "docx")).tables[0].cell(
        0, 0
    ).text.replace("\n", " ")


def test_the_same_content_gives_the_same_bytes_dated_by_the_document() -> None:
    data = render(report(), "docx")
    assert data == render(report(), "docx")
    properties = opened(data).core_properties
    assert properties.created.date() == date(2026, 9, 5)
    assert properties.title == "Báo cáo Tình hình thực hiện nhiệm vụ quý III năm 2026"
    assert properties.author == "Liên đoàn Lao động tỉnh Mẫu"
    with ZipFile(BytesIO(data)) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(2026, 9, 5)}


def test_signs_of_mark_up_and_line_breaks_are_written_as_they_are() -> None:
    document = report(blocks=(paragraph("a < b & c\nd"),), closing=False)
    assert "a < b & c\nd" in [p.text for p in opened(render(document, "docx")).paragraphs]
