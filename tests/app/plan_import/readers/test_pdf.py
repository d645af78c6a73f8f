"""PDF: lines in reading order, columns, tables, margins, scans, passwords."""

from pathlib import Path

import pytest

from app.errors import BadInput
from app.plan_import.readers import read_source
from app.plan_import.source import Line, TableCell
from tests.app.plan_import.readers.pdf_pages import HEIGHT, WIDTH, Drawing, pdf


def texts(path: Path) -> list[str]:
    return [line.text for line in read_source(path).lines]


def test_lines_keep_their_place_size_and_look(tmp_path: Path) -> None:
    def page(drawing: Drawing) -> None:
        drawing.text("KẾ HOẠCH", drawing.middle, 80, bold=True, size=14, centred=True)
        drawing.body(1)

    source = read_source(pdf(tmp_path / "a.pdf", page))
    title, first = source.lines[:2]
    assert (source.kind, source.pages, source.whole_paragraphs) == ("pdf", 1, False)
    assert (title.text, title.bold, title.centred, title.size) == ("KẾ HOẠCH", True, True, 14.0)
    assert (first.bold, first.centred, first.size) == (False, False, 13.0)
    (box,) = first.boxes
    assert box.page == 1
    assert box.x0 == pytest.approx(85, abs=1)
    assert 85 < box.y0 < 100 < box.y1 < 106


def test_the_letterhead_is_read_column_by_column(tmp_path: Path) -> None:
    def page(drawing: Drawing) -> None:
        for at, (left, right) in enumerate(
            [
                ("LIÊN ĐOÀN LAO ĐỘNG TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                ("CÔNG ĐOÀN NGÀNH GIÁO DỤC", "Độc lập - Tự do - Hạnh phúc"),
                ("Số: 12/KH-CĐN", "Hưng Yên, ngày 22 tháng 10 năm 2021"),
            ]
        ):
            drawing.text(left, 170, 60 + 18 * at, centred=True, size=12)
            drawing.text(right, 410, 60 + 18 * at, centred=True, size=12)
        drawing.text("KẾ HOẠCH", WIDTH / 2 + 10, 135, centred=True)
        drawing.body(1, top=160)

    assert texts(pdf(tmp_path / "a.pdf", page))[:8] == [
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH",
        "CÔNG ĐOÀN NGÀNH GIÁO DỤC",
        "Số: 12/KH-CĐN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hưng Yên, ngày 22 tháng 10 năm 2021",
        "KẾ HOẠCH",
        "Dòng 1 của văn bản, viết cho đủ bề ngang của trang giấy A4 này nhé",
    ]


def test_newspaper_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def page(drawing: Drawing) -> None:
        for at in range(30):
            drawing.text(f"Cột trái dòng {at} viết đủ rộng nhé", 85, 100 + at * 17)
            drawing.text(f"Cột phải dòng {at} viết đủ rộng nhé", 330, 105 + at * 17)

    read = texts(pdf(tmp_path / "a.pdf", page))
    assert [line.split()[1] for line in read] == ["trái"] * 30 + ["phải"] * 30


def test_the_mark_of_a_list_stays_with_its_text(tmp_path: Path) -> None:
    def page(drawing: Drawing) -> None:
        for at, mark in enumerate(("1.", "2.", "a)", "-", "I.")):
            drawing.text(mark, 90, 100 + at * 18)
            drawing.text("Tổ chức hội nghị quán triệt nghị quyết", 126, 100 + at * 18)

    assert [line.split()[0] for line in texts(pdf(tmp_path / "a.pdf", page))] == ["1.", "2.", "a)", "-", "I."]


def test_page_numbers_and_what_repeats_on_pages_are_left_out(tmp_path: Path) -> None:
    def page(drawing: Drawing) -> None:
        number = drawing.canvas.getPageNumber()
        drawing.text(str(number), WIDTH / 2, 40, centred=True)
        drawing.text("Công đoàn Giáo dục tỉnh Mẫu", 400, 55, size=9)
        drawing.body(number * 100, lines=36)
        drawing.text(f"Trang {number}/3", 300, HEIGHT - 30, size=9)

    read = texts(pdf(tmp_path / "a.pdf", page, page, page))
    assert len(read) == 3 * 36
    assert all(line.startswith("Dòng") for line in read)


def test_a_figure_that_stands_alone_in_the_text_stays(tmp_path: Path) -> None:
    def page(drawing: Drawing) -> None:
        drawing.body(1, lines=10)
        drawing.text("2024", 85, 300)
        drawing.body(11, lines=10, top=330)

    assert "2024" in texts(pdf(tmp_path / "a.pdf", page))


def test_a_ruled_table_gives_cells_and_goes_on_over_the_page(tmp_path: Path) -> None:
    columns = [85.0, 130.0, 350.0, 520.0]

    def first(drawing: Drawing) -> None:
        drawing.body(1, lines=3)
        drawing.grid(columns, [680, 710, 760])
        drawing.text("TT", 90, 700)
        drawing.text("Nội dung", 140, 700)
        drawing.text("Đơn vị", 360, 700)
        drawing.text("1", 90, 730)
        drawing.text("Tổ chức hội nghị quán triệt", 140, 725)
        drawing.text("nghị quyết đại hội", 140, 740)
        drawing.text("Ban Tổ chức", 360, 730)

    def second(drawing: Drawing) -> None:
        drawing.text("2", 297, 45, centred=True)  # the page's number, above the table as NĐ 30/2020 has it
        drawing.grid(columns, [80, 110])
        drawing.text("2", 90, 100)
        drawing.text("Tập huấn", 140, 100)
        drawing.body(9, lines=1, top=150)

    lines = read_source(pdf(tmp_path / "a.pdf", first, second)).lines
    assert [(line.cell, line.text) for line in lines[3:-1]] == [
        (TableCell(1, 1, 1), "TT"),
        (TableCell(1, 1, 2), "Nội dung"),
        (TableCell(1, 1, 3), "Đơn vị"),
        (TableCell(1, 2, 1), "1"),
        (TableCell(1, 2, 2), "Tổ chức hội nghị quán triệt"),
        (TableCell(1, 2, 2), "nghị quyết đại hội"),
        (TableCell(1, 2, 3), "Ban Tổ chức"),
        (TableCell(1, 3, 1), "2"),
        (TableCell(1, 3, 2), "Tập huấn"),
    ]
    assert lines[-1].cell is None


def test_a_page_that_lies_on_its_side_is_read_as_it_is_seen(tmp_path: Path) -> None:
    def page(drawing: Drawing) -> None:
        drawing.canvas.setPageRotation(90)
        for at in range(5):
            # The page is turned by a quarter: what is drawn upwards stands from left to right.
            drawing.canvas.saveState()
            drawing.canvas.translate(100 + 18 * at, 100)
            drawing.canvas.rotate(90)
            drawing.canvas.setFont("Test-Regular", 13)
            drawing.canvas.drawString(0, 0, f"Dòng {at} của bảng nằm ngang")
            drawing.canvas.restoreState()

    lines = read_source(pdf(tmp_path / "a.pdf", page)).lines
    assert [line.text for line in lines] == [f"Dòng {at} của bảng nằm ngang" for at in range(5)]
    assert lines[0].boxes[0].x0 < lines[0].boxes[0].x1 < HEIGHT


def test_a_scan_is_refused_and_a_scanned_page_among_others_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"a\.pdf là bản quét: 2 trang chỉ có ảnh"):
        read_source(pdf(tmp_path / "a.pdf", Drawing.picture, Drawing.picture))
    source = read_source(pdf(tmp_path / "b.pdf", lambda drawing: drawing.body(1), Drawing.picture))
    assert [(warned.code, warned.message) for warned in source.warnings] == [
        ("unread_page", "Không đọc được trang 2: trang hỏng hoặc chỉ có ảnh, không có chữ.")
    ]


def test_a_pdf_with_a_password_says_so(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lambda drawing: drawing.body(1), encrypt="bí mật")
    with pytest.raises(BadInput, match="có mật khẩu"):
        read_source(path)


def test_a_dash_at_the_end_of_a_line_stays_a_dash(tmp_path: Path) -> None:
    def page(drawing: Drawing) -> None:
        drawing.text("nhiệm kỳ 2023 -", 85, 100)
        drawing.text("2028 của Công đoàn", 85, 118)

    assert texts(pdf(tmp_path / "a.pdf", page)) == ["nhiệm kỳ 2023 -", "2028 của Công đoàn"]


def test_numbers_of_lines_count_on_over_pages(tmp_path: Path) -> None:
    lines: tuple[Line, ...] = read_source(
        pdf(tmp_path / "a.pdf", lambda drawing: drawing.body(1), lambda drawing: drawing.body(21))
    ).lines
    assert [line.number for line in lines] == list(range(1, 41))
    assert {line.boxes[0].page for line in lines} == {1, 2}
