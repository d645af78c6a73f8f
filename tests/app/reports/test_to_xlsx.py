"""The workbook, opened again by openpyxl."""

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from app.reports.content import Appendix, Row, paragraph, text_cell
from app.reports.writers.to_xlsx_styles import workbook_value
from app.reports.writing import render
from tests.app.reports.papers import SENTENCE, report, targets


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data), rich_text=False)


def test_the_text_and_each_appendix_have_a_sheet_of_their_own() -> None:
    book = opened(render(report(), "xlsx"))
    assert book.sheetnames == ["Văn bản", "Phụ lục"]
    several = report(appendices=(Appendix("Một", (targets(), targets())), Appendix("Hai", (paragraph("Chỉ có chữ."),))))
    assert opened(render(several, "xlsx")).sheetnames == ["Văn bản", "PL I", "PL I (2)", "PL II"]
    inside = opened(render(report(blocks=(targets(),)), "xlsx"))
    assert inside.sheetnames == ["Văn bản", "Bảng 1", "Phụ lục"]


def find(sheet: Any, text: str) -> Any:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def test_figures_are_numbers_with_vietnamese_friendly_formats() -> None:
    sheet = opened(render(report(), "xlsx"))["Phụ lục"]
    name = find(sheet, "Phấn đấu có 85% trở lên đoàn viên học tập nghị quyết số 1")
    row = sheet[name.row]
    assert [cell.value for cell in row[2:5]] == [85, 1235, pytest.approx(0.721)]
    assert row[5].value.date() == date(2026, 9, 28)
    assert [cell.number_format for cell in row[2:6]] == ["#,##0.0", "#,##0", "0.0%", "dd/mm/yyyy"]
    nothing = sheet[name.row - 1]
    assert [cell.value for cell in nothing[3:5]] == ["không phát sinh", "chưa báo cáo"]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    data = render(report(), "xlsx")
    sheet = opened(data)["Phụ lục"]
    cell = find(sheet, "=SUM(A1)")
    assert cell.data_type == "s"
    assert cell.quotePrefix
    with ZipFile(BytesIO(data)) as archive:
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist())
    error = report(blocks=(paragraph("=1+1"),), closing=False)
    assert find(opened(render(error, "xlsx"))["Văn bản"], "=1+1").data_type == "s"


def test_sheets_print_on_a4_one_page_wide_with_repeated_titles() -> None:
    sheet = opened(render(report(), "xlsx"))["Phụ lục"]
    titles = find(sheet, "TT").row
    assert sheet.print_title_rows == f"${titles}:${titles + 1}"
    assert sheet.freeze_panes == f"A{titles + 2}"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddHeader.center.text == "&P"
    assert sheet.HeaderFooter.differentFirst
    last = find(sheet, "Tổng cộng").row - 1
    assert sheet.auto_filter.ref == f"A{titles + 1}:G{last}"


def test_rows_are_as_high_as_their_text_and_no_higher_than_excel_can_show() -> None:
    blank = text_cell("")
    long = targets(0)
    rows = (Row((text_cell("từ " * 1700), blank, blank, blank, blank, blank)),)
    sheet = opened(render(report(appendices=(Appendix("X", (type(long)(long.columns, rows),)),)), "xlsx"))["Phụ lục"]
    cell = find(sheet, "từ " * 1700)
    assert 300 < sheet.row_dimensions[cell.row].height <= 409
    words = opened(render(report(blocks=(paragraph(SENTENCE * 30),)), "xlsx"))["Văn bản"]
    heights = [words.row_dimensions[row].height or 0 for row in range(1, words.max_row + 1)]
    assert max(heights) <= 409
    said = " ".join(str(words.cell(row, 1).value or "") for row in range(1, words.max_row + 1))
    assert said.count("181/212") == 30


def test_no_rows_are_said_in_one_line() -> None:
    sheet = opened(render(report(appendices=(Appendix("X", (targets(0),)),)), "xlsx"))["Phụ lục"]
    assert find(sheet, "Không có số liệu trong kỳ").column == 1


def test_the_same_content_gives_the_same_bytes_dated_by_the_document() -> None:
    data = render(report(), "xlsx")
    assert data == render(report(), "xlsx")
    book = opened(data)
    assert book.properties.created.date() == book.properties.modified.date() == date(2026, 9, 5)
    assert book.properties.title == "Báo cáo Tình hình thực hiện nhiệm vụ quý III năm 2026"


def test_the_format_has_the_decimals_of_the_text() -> None:
    assert workbook_value("38,05%", 38.05) == (0.3805, "0.00%")
    assert workbook_value("1.234", 1234) == (1234, "#,##0")
    assert workbook_value("1.234,50", 1234.5) == (1234.5, "#,##0.00")
    assert workbook_value("chưa báo cáo", None) is None
