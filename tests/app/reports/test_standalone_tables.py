"""Each table of DOMAIN 2.3 is a paper of its own: its columns word for word, its figures those of the report, every total on its base."""

from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook

from app.plan import assignments, calendar, programmes, tasks
from app.reports import catalogue
from app.reports.content import Document, GroupRow, Note, Paragraph, Row, Table
from app.reports.writing import render
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.papers import pdf_pages, words

TABLES = ("progress", "targets", "bans", "units")


def made(session: Session, name: str, period: str = Q3, **options: Any) -> Document:
    return catalogue.build(session, name, period, day=date(2026, 10, 6), **options)


def table_of(document: Document) -> Table:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return table


def rows_of(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table_of(document).rows if isinstance(row, Row)]


def titles_of(document: Document) -> list[str]:
    return [column.title for column in table_of(document).columns]


def last_words(document: Document) -> str:
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    return last.text


def test_the_progress_table_is_table_3(closed: Quarter) -> None:
    document = made(closed.session, "progress")
    assert titles_of(document) == [
        "Nhiệm vụ",
        "Chủ trì",
        "Phối hợp",
        "Thời hạn",
        "Tiến độ %",
        "Kết quả, sản phẩm",
        "Trạng thái",
        "Khó khăn, nguyên nhân",
    ]
    rows = {row[0]: row for row in rows_of(document)}
    assert rows["T1. Nhiệm vụ T1"][3:7] == [
        "30/09/2026",
        "100%",
        "Hoàn thành ngày 28/9/2026.",
        "Hoàn thành đúng hạn",
    ]
    assert rows["T5. Nhiệm vụ T5"][6] == "Quá hạn, chưa hoàn thành"
    assert rows["T8. Nhiệm vụ T8"][6] == "1/2 đơn vị hoàn thành, 1 chưa báo cáo"
    assert last_words(document) == "Biểu gồm 08 nhiệm vụ."
    assert table_of(document).footnotes[-1] == (
        "Viết tắt: TGNC: Ban Tuyên giáo - Nữ công; CSPL: Ban Chính sách - Pháp luật."
    )


def test_the_target_table_is_table_2(closed: Quarter) -> None:
    document = made(closed.session, "targets")
    assert titles_of(document) == [
        "Chỉ tiêu",
        "ĐVT",
        "Chỉ tiêu giao (kế hoạch)",
        "Thực hiện kỳ này",
        "Lũy kế",
        "Tỷ lệ % so với kế hoạch",
        "Đánh giá",
        "Ghi chú",
    ]
    first, second, *_ = rows_of(document)
    assert first[1:7] == ["%", "≥ 85%", "72,0%", "72,0%", "84,7%", "Chưa đạt"]
    assert "4/5 đơn vị" in first[7]
    assert second[2:5] == ["250", "5", "5"]
    assert "01 không phát sinh" in second[7]


def test_the_table_of_bans_is_table_4_and_says_on_how_many_logs_it_rests(closed: Quarter) -> None:
    document = made(closed.session, "bans")
    columns = table_of(document).columns
    heads = [" ".join(part for part in (column.over, column.title) if part) for column in columns]
    for title in (
        "Ban",
        "Tổng số",
        "Hoàn thành Đúng hạn",
        "Hoàn thành Quá hạn",
        "Đang thực hiện Trong hạn",
        "Đang thực hiện Quá hạn",
        "Chưa triển khai",
        "Tỷ lệ hoàn thành %",
    ):
        assert title in heads
    total = rows_of(document)[-1]
    assert total[:7] == ["Tổng cộng", "7", "1", "1", "1", "1", "1"]
    assert total[-2:] == ["2/3", "66,7%"]
    (note,) = (block for block in document.blocks if isinstance(block, Note))
    assert (
        note.text == "Số liệu khi khóa kỳ, tính đến ngày 30/9/2026; 7/7 nhiệm vụ phải báo cáo trong kỳ đã có nhật ký."
    )


def test_the_table_of_units_is_table_5(closed: Quarter) -> None:
    document = made(closed.session, "units")
    assert titles_of(document) == [
        "Đơn vị",
        "Đã gửi báo cáo (ngày)",
        "Chỉ tiêu đạt/tổng",
        "Nhiệm vụ hoàn thành/tổng",
        "Xếp loại",
        "Ghi chú",
    ]
    rows = {row[0]: row[1:] for row in rows_of(document)}
    assert rows["THPT Mẫu A"] == ["01/10/2026", "0/1", "–", "", ""]
    assert rows["Mầm non D"] == ["01/10/2026", "0/1", "1/1", "", ""]
    assert rows["Trường tư thục E"] == ["–", "0/1", "0/1", "", "Chưa báo cáo"]
    assert rows["Tổng cộng"] == ["4/5 đơn vị", "2/5", "1/2", "", "4/5 đơn vị báo cáo đủ"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_as_of_when_its_figures_are(submitted: Quarter, name: str) -> None:
    (note,) = (block for block in made(submitted.session, name).blocks if isinstance(block, Note))
    assert note.text.startswith("Số liệu chưa khóa kỳ, tính đến ngày 30/9/2026; ")


def test_numbers_run_through_or_start_again_as_chosen(closed: Quarter) -> None:
    running = words(pdf_pages(render(made(closed.session, "progress"), "pdf"))[0])
    again = words(pdf_pages(render(made(closed.session, "progress", numbering="restarting"), "pdf"))[0])
    assert "5 T5. Nhiệm vụ T5" in running
    assert "1 T5. Nhiệm vụ T5" in again


def test_a_table_tells_what_it_is_attached_to(closed: Quarter) -> None:
    document = made(closed.session, "bans", attached_to="Báo cáo số 05/BC-LĐLĐ ngày 05/10/2026")
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text == "(Kèm theo Báo cáo số 05/BC-LĐLĐ ngày 05/10/2026 của Liên đoàn Lao động tỉnh Mẫu)"


def test_a_table_lies_on_its_side_and_bears_no_number(closed: Quarter) -> None:
    data = render(made(closed.session, "units"), "pdf")
    pdf = pypdfium2.PdfDocument(BytesIO(data))
    width, height = pdf[0].get_size()
    pdf.close()
    assert (round(width), round(height)) == (842, 595)
    text = words(" ".join(pdf_pages(data)))
    assert "Số:" not in text
    assert "TỔNG HỢP THEO ĐƠN VỊ TRỰC THUỘC" in text
    assert "NGƯỜI LẬP BIỂU" in text


@pytest.mark.parametrize("name", TABLES)
def test_an_office_without_a_plan_gets_a_table_that_says_so(office_session: Session, name: str) -> None:
    calendar.open_period(office_session, Q3)
    for format in ("pdf", "docx", "xlsx"):
        assert render(made(office_session, name), format)


# --- the schedule ------------------------------------------------------------------------------------------------------


def marks_of(document: Document) -> dict[str, list[str]]:
    return {row[0].removesuffix("."): row[1:] for row in rows_of(document)}


def test_the_schedule_shows_when_each_task_runs_and_is_due(closed: Quarter) -> None:
    document = made(closed.session, "schedule", "2026")
    columns = table_of(document).columns
    assert [column.title for column in columns] == ["Nhiệm vụ", "I", "II", "III", "IV", "Chủ trì"]
    marks = marks_of(document)
    assert marks["T1. Nhiệm vụ T1"] == ["x", "x", "30/09", "", "TGNC"]
    assert marks["T2. Nhiệm vụ T2"] == ["TX", "TX", "TX", "TX", "TGNC"]
    assert marks["T7. Nhiệm vụ T7"] == ["x", "x", "x", "x", "CSPL"]
    assert marks["T8. Nhiệm vụ T8"] == ["x", "x", "30/09", "", "Các đơn vị khu vực ngoài nhà nước"]


def test_a_school_year_runs_from_the_third_quarter(closed: Quarter) -> None:
    document = made(closed.session, "schedule", "SY2026")
    assert document.abstract == "Năm học 2026 - 2027"
    columns = table_of(document).columns
    assert [column.title for column in columns[1:-1]] == ["III/2026", "IV/2026", "I/2027", "II/2027"]
    assert marks_of(document)["T7. Nhiệm vụ T7"] == ["x", "x", "x", "30/06", "CSPL"]


def test_a_quarter_gives_the_year_it_lies_in(closed: Quarter) -> None:
    assert made(closed.session, "schedule", Q3).abstract == "Năm 2026"


def test_milestones_and_work_carried_over_stand_in_the_schedule(closed: Quarter) -> None:
    session = closed.session
    programmes.add_milestone(
        session, closed.programmes[1], starts="2027-01-01", ends="2027-03-31", text="Sơ kết", kind="mid"
    )
    document = made(session, "schedule", "2027")
    first, *_ = rows_of(document)
    assert first == ["Mốc: Sơ kết (đến 31/3/2027)", "x", "", "", "", ""]
    assert marks_of(document)["T5. Nhiệm vụ T5"][0] == "quá hạn 10/9/2026"
    assert marks_of(document)["T3. Nhiệm vụ T3"][0] == "hạn 31/12/2026"
    assert last_words(document) == "Biểu gồm 07 nhiệm vụ, mốc thực hiện."


def test_what_all_units_have_done_is_not_scheduled_again(submitted: Quarter) -> None:
    submitted.log("T8", "E", state="done", done_on="2026-09-29")
    submitted.submit()
    assert "T8. Nhiệm vụ T8" not in marks_of(made(submitted.session, "schedule", "2027"))


def test_sections_stand_under_their_programme(closed: Quarter) -> None:
    session = closed.session
    section = programmes.add_section(session, closed.programmes[2], number="II", title="Đối thoại")
    task = tasks.add_task(
        session, text="Đối thoại định kỳ", programme_id=closed.programmes[2], section_id=section, continuous=True
    )
    assignments.assign(session, task, role="collaborate", ban_id=closed.bans["VP"])
    groups = [row.text for row in table_of(made(session, "schedule", "2027")).rows if isinstance(row, GroupRow)]
    assert groups == ["Chương trình 1", "Chương trình 2", "II. Đối thoại"]


def test_a_sheet_of_the_workbook_says_which_table_it_holds(closed: Quarter) -> None:

    book = load_workbook(BytesIO(render(made(closed.session, "units"), "xlsx")))
    sheet = book["Bảng 1"]
    assert [sheet.cell(row, 1).value for row in (1, 2)] == ["TỔNG HỢP THEO ĐƠN VỊ TRỰC THUỘC", "Quý III năm 2026"]
    assert sheet.page_setup.orientation == "landscape"
    assert book.worksheets[0].page_setup.orientation == "landscape"
