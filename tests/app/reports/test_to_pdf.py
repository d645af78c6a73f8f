"""The PDF paper, its text and positions read back by PDFium."""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from app.jobs import Progress
from app.reports.content import Appendix, Letterhead, Row, Signature, bullets, integer_cell, paragraph, text_cell
from app.reports.layout import ND30, customised, points
from app.reports.writers.to_pdf import pdf_with_places
from app.reports.writing import render
from tests.app.reports.papers import SENTENCE, pdf_pages, report, targets, words


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    pdf = pypdfium2.PdfDocument(BytesIO(data))
    try:
        yield pdf
    finally:
        pdf.close()


def box(page: Any, text: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the first place of ``text`` on the page, in points."""
    layer = page.get_textpage()
    place = layer.search(text, match_case=True).get_next()
    assert place is not None, f"{text} is not on the page"
    boxes = [layer.get_charbox(at) for at in range(place[0], place[0] + place[1])]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def extent(page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of all letters of the page."""
    layer = page.get_textpage()
    boxes = [layer.get_charbox(at) for at in range(layer.count_chars()) if layer.get_text_range(at, 1).strip()]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def middle(place: tuple[float, float, float, float]) -> float:
    return (place[0] + place[2]) / 2


def test_only_tinos_is_in_the_file_and_it_is_embedded() -> None:
    data = render(report(), "pdf")
    fonts = set(re.findall(rb"/BaseFont /([A-Za-z0-9+-]+)", data))
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+Tinos-\w+", font) for font in fonts)
    assert data.count(b"/FontFile2") == len(fonts)


def test_the_text_comes_back_in_composed_vietnamese() -> None:
    torn = unicodedata.normalize("NFD", SENTENCE)
    text = words(" ".join(pdf_pages(render(report(blocks=(paragraph(torn + "Hết."),)), "pdf"))))
    assert words(SENTENCE) + " Hết./." in text
    assert "Số: 05/BC-LĐLĐ" in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_another_reader_gives_the_same_text(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(render(report(), "pdf"))
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    assert words(SENTENCE * 2) in words(done.stdout.decode())


def test_the_same_content_gives_the_same_bytes_dated_by_the_document() -> None:
    data = render(report(), "pdf")
    assert data == render(report(), "pdf")
    with opened(data) as pdf:
        about = pdf.get_metadata_dict()
    assert about["CreationDate"] == "D:20260905000000+07'00'"
    assert about["Title"] == "Báo cáo Tình hình thực hiện nhiệm vụ quý III năm 2026"
    assert about["Author"] == "Liên đoàn Lao động tỉnh Mẫu"


def test_the_margins_hold_on_every_page() -> None:
    with opened(render(report(), "pdf")) as pdf:
        assert pdf[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)
        left, bottom, right, top = extent(pdf[0])
        assert left == pytest.approx(points(30), abs=1.5)
        assert 595.28 - right == pytest.approx(points(15), abs=1.5)
        assert bottom >= points(20) - 1
        assert top <= 841.89 - points(20)
        landscape = pdf[len(pdf) - 1]
        assert landscape.get_size() == pytest.approx((841.89, 595.28), abs=0.1)
        left, bottom, right, top = extent(landscape)
        assert left >= points(20)
        assert right <= 841.89 - points(15)


def test_an_offices_own_margins_are_used() -> None:
    own = customised(ND30, {"margin_left": 35, "margin_right": 20, "head_left_width": 60})
    with opened(render(report(), "pdf", own)) as pdf:
        left, _, right, _ = extent(pdf[0])
    assert left == pytest.approx(points(35), abs=1.5)
    assert 595.28 - right == pytest.approx(points(20), abs=1.5)


def test_the_head_stands_where_the_rule_puts_it() -> None:
    with opened(render(report(), "pdf")) as pdf:
        page = pdf[0]
        nation, motto = box(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), box(page, "Độc lập - Tự do - Hạnh phúc")
        agency, number, day = (
            box(page, "TỈNH MẪU"),
            box(page, "Số: 05/BC-LĐLĐ"),
            box(page, "Tỉnh Mẫu, ngày 05"),
        )
        kind, abstract = box(page, "BÁO CÁO"), box(page, "Tình hình thực hiện")
        heading, first = box(page, "I. TÌNH HÌNH CHUNG"), box(page, "Toàn tỉnh có")
    right_column = points(30 + 67 + 98 / 2)
    assert middle(nation) == pytest.approx(right_column, abs=1)
    assert nation[2] <= points(195) + 0.5
    assert middle(motto) == pytest.approx(right_column, abs=1)
    assert middle(agency) == pytest.approx(points(30 + 67 / 2), abs=1)
    assert middle(number) == pytest.approx(points(30 + 67 / 2), abs=1)
    assert number[3] == pytest.approx(day[3], abs=4)
    assert middle(kind) == pytest.approx(points(30 + 165 / 2), abs=1)
    assert kind[1] > abstract[3] - 3
    assert first[0] == pytest.approx(points(30 + 12.7), abs=1)
    assert heading[0] == pytest.approx(points(30 + 12.7), abs=1.5)


def rules(page: Any) -> list[tuple[float, float]]:
    """Left and right of the horizontal lines drawn in the upper half of the page."""
    found = []
    for thing in page.get_objects():
        left, bottom, right, top = thing.get_bounds()
        if top - bottom < 2 and bottom > 500 and right - left > 10 and thing.type != 1:
            found.append((left, right))
    return found


def test_the_rules_under_motto_and_names_have_their_lengths() -> None:
    with opened(render(report(letterhead=Letterhead("Liên đoàn Lao động tỉnh Mẫu", "Cấp trên")), "pdf")) as pdf:
        motto, agency = box(pdf[0], "Độc lập - Tự do - Hạnh phúc"), box(pdf[0], "LIÊN ĐOÀN LAO ĐỘNG")
        lengths = sorted(right - left for left, right in rules(pdf[0]))
    assert len(lengths) == 3
    assert lengths[-1] == pytest.approx(motto[2] - motto[0], abs=4)
    share = lengths[0] / (agency[2] - agency[0])
    assert 1 / 3 <= share <= 1 / 2


def test_page_numbers_stand_in_the_middle_of_the_top_margin_but_not_on_first_pages() -> None:
    document = report(appendices=(Appendix("Một", (targets(60),)), Appendix("Hai", (targets(60),), landscape=False)))
    with opened(render(document, "pdf")) as pdf:
        numbers = []
        for page in pdf:
            width, height = page.get_size()
            margin = page.get_textpage().get_text_bounded(bottom=height - points(20) + 0.5)
            numbers.append(margin.strip())
            if margin.strip():
                left, bottom, right, top = box(page, margin.strip())
                assert (bottom + top) / 2 == pytest.approx(height - points(10), abs=2)
                frame = (points(30), width - points(15)) if width < height else (points(20), width - points(15))
                assert (left + right) / 2 == pytest.approx(sum(frame) / 2, abs=1)
    assert numbers[:2] == ["", "2"]
    starts = [at for at, number in enumerate(numbers) if not number]
    assert len(starts) == 3
    for start, end in zip(starts, (*starts[1:], len(numbers)), strict=True):
        assert numbers[start + 1 : end] == [str(at) for at in range(2, end - start + 1)]


def test_titles_of_a_long_table_come_back_on_every_page_and_no_row_is_lost() -> None:
    pages = pdf_pages(render(report(appendices=(Appendix("Chỉ tiêu", (targets(500),)),)), "pdf"))
    table = [page for page in pages if "nghị quyết số" in words(page)]
    assert len(table) > 10
    assert all("Thực hiện" in page and "Quý III" in page for page in table)
    text = words(" ".join(pages))
    assert all(f"quyết số {at} " in text for at in range(500))


def test_a_group_row_is_never_the_last_of_a_page() -> None:
    for rows in range(100, 108):
        for page in pdf_pages(render(report(appendices=(Appendix("Chỉ tiêu", (targets(rows),)),)), "pdf")):
            lines = [line for line in page.splitlines() if line.strip()]
            assert not lines[-1].startswith("Chương trình")


def test_no_rows_and_cells_of_five_thousand_letters_are_printed_whole() -> None:
    assert "Không có số liệu trong kỳ" in " ".join(
        pdf_pages(render(report(appendices=(Appendix("X", (targets(0),)),)), "pdf"))
    )
    long = " ".join(f"từ{at}" for at in range(800))
    blank = text_cell("")
    table = replace(targets(0), rows=(Row((blank, blank, integer_cell(7), blank, blank, text_cell(long))),))
    text = " ".join(pdf_pages(render(report(appendices=(Appendix("X", (table, table)),)), "pdf")))
    assert all(text.count(f"từ{at}") >= 2 for at in range(100, 800))
    unbroken = replace(targets(0), rows=(Row((blank, blank, blank, blank, blank, text_cell("x" * 5000))),))
    pages = pdf_pages(render(report(appendices=(Appendix("X", (unbroken,)),)), "pdf"))
    assert "".join(pages).count("x") >= 5000


def test_names_of_a_hundred_and_twenty_letters_keep_the_columns_apart() -> None:
    name = "Ban Chấp hành Công đoàn Trường Đại học Khoa học Xã hội và Nhân văn thuộc Đại học Quốc gia thành phố Mẫu của tỉnh Mẫu xa"
    assert len(name) >= 118
    with opened(render(report(letterhead=Letterhead(name, name)), "pdf")) as pdf:
        page = pdf[0]
        text = words(page.get_textpage().get_text_bounded(right=points(30 + 67) + 1, bottom=500))
        assert text.count(name.upper()) == 2
        assert box(page, "Số: 05/BC-LĐLĐ")[3] < box(page, "MẪU XA")[1]


def test_the_signature_never_stands_alone() -> None:
    for paragraphs in range(1, 14):
        blocks = tuple(paragraph(SENTENCE * 2) for _ in range(paragraphs))
        pages = pdf_pages(render(report(blocks=blocks, appendices=()), "pdf"))
        assert "TM. BAN THƯỜNG VỤ" in pages[-1]
        assert "Nơi nhận:" in pages[-1]
        before = pages[-1].split("Nơi nhận:")[0].strip().splitlines()
        assert len([line for line in before if len(line) > 3]) >= 2


def test_the_recipients_stand_level_with_the_signer() -> None:
    with opened(render(report(appendices=()), "pdf")) as pdf:
        page = pdf[len(pdf) - 1]
        recipients, signer, name = (
            box(page, "Nơi nhận:"),
            box(page, "TM. BAN THƯỜNG VỤ"),
            box(page, "Nguyễn Thị Thu Hằng"),
        )
    assert recipients[0] == pytest.approx(points(30), abs=1)
    assert recipients[3] == pytest.approx(signer[3], abs=4)
    assert middle(name) == pytest.approx(middle(signer), abs=1)


def test_a_hundred_recipients_go_on_below_the_signature() -> None:
    names = tuple(f"Công đoàn cơ sở số {at}" for at in range(100))
    text = words(" ".join(pdf_pages(render(report(recipients=names), "pdf"))))
    assert all(f"- Công đoàn cơ sở số {at}" in text for at in range(100))


def test_minutes_have_two_signers_and_a_letter_its_subject_under_the_number() -> None:
    minutes = report(countersignature=Signature(("Bên giao",), "Trần Văn B", note="(Ký, ghi rõ họ tên)"))
    text = words(pdf_pages(render(minutes, "pdf"))[1])
    assert "BÊN GIAO" in text
    assert "Trần Văn B" in text
    assert "- Lưu: VT, VP." in text
    letter = report(kind="", abstract="V/v đôn đốc gửi báo cáo quý III năm 2026")
    with opened(render(letter, "pdf")) as pdf:
        assert box(pdf[0], "V/v đôn đốc")[3] < box(pdf[0], "Số: 05/BC-LĐLĐ")[1]


def test_text_with_signs_of_mark_up_is_printed_as_written() -> None:
    text = " ".join(pdf_pages(render(report(blocks=(paragraph("a < b & <b>c</b>"),)), "pdf")))
    assert "a < b & <b>c</b>./." in words(text)


def test_headings_and_appendices_are_in_the_outline() -> None:
    with opened(render(report(), "pdf")) as pdf:
        titles = [entry.get_title() for entry in pdf.get_toc()]
    assert titles[0] == "I. TÌNH HÌNH CHUNG"
    assert titles[-1] == "Phụ lục. Kết quả thực hiện chỉ tiêu"


def test_the_place_of_each_paragraph_with_a_key_is_known_over_a_page_break_too() -> None:
    long = paragraph(SENTENCE * 60, key="dài")
    document = report(blocks=(paragraph("Mở đầu.", key="đầu"), long, bullets(paragraph("Gạch đầu dòng.", key="dòng"))))
    data, places = pdf_with_places(document, ND30, Progress())
    assert data == render(document, "pdf")
    assert [*dict.fromkeys(place.key for place in places)] == ["đầu", "dài", "dòng"]
    pages = [place.page for place in places if place.key == "dài"]
    assert pages == [*range(1, len(pages) + 1)]
    assert len(pages) > 1
    with opened(data) as pdf:
        for place in places:
            page = pdf[place.page - 1]
            height = page.get_height()
            text = page.get_textpage().get_text_bounded(place.x0, height - place.y1, place.x1, height - place.y0)
            assert {"đầu": "Mở đầu", "dài": "Ban Thường vụ", "dòng": "Gạch đầu dòng"}[place.key] in " ".join(
                text.split()
            )
