"""Papers at their edges: very long names, places, posts, lists and tables stay inside the margins, in PDF and in Word."""

from datetime import date
from io import BytesIO

import docx
import pytest

from app.reports.content import Appendix, DocumentNumber, Letterhead, PlaceDate, Signature, paragraph
from app.reports.layout import points
from app.reports.writers.column_widths import widths
from app.reports.writers.grid import grid
from app.reports.writing import render
from tests.app.reports.papers import SENTENCE, pdf_pages, report, targets, words
from tests.app.reports.test_to_pdf import box, extent, opened

LONG_PLACE = "Thành phố Phan Rang - Tháp Chàm mở rộng"
POSTS = ("TM. Ban Chấp hành Công đoàn ngành Giáo dục", "Phó Chủ tịch Thường trực kiêm Chủ nhiệm Ủy ban Kiểm tra")


@pytest.mark.parametrize("place", ["Hà Nội", "Phan Rang - Tháp Chàm", LONG_PLACE, f"{LONG_PLACE} {LONG_PLACE}"])
def test_the_line_of_place_and_date_stays_inside_the_margin(place: str) -> None:
    document = report(place_date=PlaceDate(place, date(2026, 12, 25)))
    with opened(render(document, "pdf")) as pdf:
        left, _, right, _ = extent(pdf[0])
        day, nation = box(pdf[0], "tháng 12 năm 2026"), box(pdf[0], "CỘNG HÒA")
        assert left >= points(30) - 1
        assert right <= points(195) + 1
        assert day[0] > points(97)
        assert day[1] < nation[1]
    assert f"{place}, ngày 25 tháng 12 năm 2026" in words(" ".join(pdf_pages(render(document, "pdf"))))
    cell = docx.Document(BytesIO(render(document, "docx"))).tables[0].cell(1, 1)
    assert words(cell.text) == f"{place}, ngày 25 tháng 12 năm 2026"
    assert all(line.runs[0].font.size.pt >= 13 for line in cell.paragraphs)
    assert (len(cell.paragraphs) == 1) == (place == "Hà Nội")


def test_a_very_long_symbol_stays_in_its_column() -> None:
    document = report(number=DocumentNumber("BC-CĐCSTRƯỜNGTHPTCHUYÊNNGUYỄNBỈNHKHIÊM", 118))
    with opened(render(document, "pdf")) as pdf:
        number = box(pdf[0], "118/BC-CĐCS")
        assert number[0] >= points(30) - 1
        assert box(pdf[0], "KHIÊM")[2] <= points(97) + 1


def test_long_posts_and_sixty_recipients_stay_inside_the_margins() -> None:
    recipients = (
        *(f"Công đoàn cơ sở Trường Trung học phổ thông số {at} (để thực hiện)" for at in range(60)),
        "Lưu: VT",
    )
    document = report(signature=Signature(POSTS, "Nguyễn Thị Thu Hằng"), recipients=recipients, appendices=())
    text = words(" ".join(pdf_pages(render(document, "pdf"))))
    assert all(f"số {at} (để" in text for at in range(60))
    with opened(render(document, "pdf")) as pdf:
        for page in pdf:
            left, bottom, right, _ = extent(page)
            assert left >= points(30) - 1.5
            assert right <= points(195) + 1
            assert bottom >= points(20) - 1


@pytest.mark.parametrize("lines", range(24, 40, 3))
def test_the_signature_takes_words_with_it_over_the_edge_of_a_page(lines: int) -> None:
    blocks = (*(paragraph(f"Dòng thứ {at}.") for at in range(lines)), paragraph(SENTENCE + "Kính trình."))
    pages = pdf_pages(render(report(blocks=blocks, appendices=()), "pdf"))
    (signed,) = (page for page in pages if "PHÓ CHỦ TỊCH" in page)
    assert "./." in signed
    assert "Nguyễn Thị Thu Hằng" in signed


def test_a_table_of_five_thousand_rows_loses_none() -> None:
    document = report(appendices=(Appendix("Dài", (targets(5000, footnotes=("(1) Hết.",)),)),))
    pages = pdf_pages(render(document, "pdf"))
    text = words(" ".join(pages[2:]))
    assert all(f"quyết số {at} " in text for at in range(0, 5000, 7))
    assert "quyết số 4999 " in words(pages[-1]), "the last row stands with its footnotes"
    assert "(1) Hết." in pages[-1]


@pytest.mark.parametrize("rows", range(17, 36, 2))
def test_footnotes_never_stand_on_a_page_without_a_row(rows: int) -> None:
    notes = tuple(f"({at}) Chú thích." for at in range(1, 7))
    document = report(appendices=(Appendix("Biểu", (targets(rows, footnotes=notes),)),))
    last = pdf_pages(render(document, "pdf"))[-1]
    assert "(1) Chú thích." in last
    assert "Tổng cộng" in last


def test_widths_follow_what_stands_in_the_columns() -> None:
    ready = grid(targets(60))
    found = widths(ready, 740, 11, 3, lambda text, size, *_: len(text) * size / 2)
    assert sum(found) == pytest.approx(740)
    tasks, given = found[1], found[2]
    assert tasks > 3 * given
    assert found == widths(ready, 740, 11, 3, lambda text, size, *_: len(text) * size / 2)


def test_a_name_of_a_hundred_and_twenty_letters_is_whole_in_all_three() -> None:
    name = words(
        "Công đoàn cơ sở Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên khu vực phía Nam sông Mẫu Giang tỉnh Mẫu mới nhất"
    )
    document = report(letterhead=Letterhead(name, name))
    assert words(pdf_pages(render(document, "pdf"))[0]).count(name.upper()) >= 1
    cell = docx.Document(BytesIO(render(document, "docx"))).tables[0].cell(0, 0)
    assert words(cell.text).count(name.upper()) == 2
