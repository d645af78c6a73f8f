"""The quarterly report says what the figures say: in its text, in its tables, in every format."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from app.people import offices
from app.plan import closing, figures, reviews
from app.plan.timeliness import TaskSummary
from app.reports.content import BulletList, Document, GroupRow, Heading, Note, Paragraph, Row, Table
from app.reports.papers import quarterly, report_figures, tables
from app.reports.papers.paper_head import Frame
from app.reports.papers.report_figures import COLUMNS, ReportFigures
from app.reports.papers.tables import Annexes
from app.reports.writing import render
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.papers import pdf_pages, words

FRAME = Frame(date(2026, 10, 5), post="Phó Chủ tịch", signer="Nguyễn Thị Thu Hằng")


def lines(document: Document) -> list[str]:
    """Every heading, paragraph, bullet and note of the text."""
    found: list[str] = []
    for block in document.blocks:
        match block:
            case BulletList():
                found += [item.text for item in block.items]
            case Paragraph() | Heading() | Note():
                found.append(block.text)
    return found


def text_of(document: Document) -> str:
    return " ".join(lines(document))


def rows(table: Table) -> Iterator[list[str]]:
    return ([cell.text for cell in row.cells] for row in table.rows if isinstance(row, Row))


def report_of(quarter: Quarter) -> ReportFigures:
    return report_figures.read(quarter.session, Q3)


def paper(quarter: Quarter) -> Document:
    return quarterly.build(quarter.session, Q3, frame=FRAME)


def test_the_head_says_who_reports_what_and_leaves_the_number_open(closed: Quarter) -> None:
    offices.edit_office(closed.session, parent_name="Tổng Liên đoàn Lao động Việt Nam")
    document = paper(closed)
    assert document.title == "Báo cáo Kết quả thực hiện nhiệm vụ quý III năm 2026"
    assert (document.number.symbol, document.number.number) == ("BC-LĐLĐ", None)
    assert document.addressees == ("Tổng Liên đoàn Lao động Việt Nam",)
    assert document.signature is not None
    assert document.signature.lines == ("TM. Ban Thường vụ", "Phó Chủ tịch")
    page = words(pdf_pages(render(document, "pdf"))[0])
    assert "Số: /BC-LĐLĐ" in page
    assert "LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU" in page


def test_the_chapters_stand_in_their_order(closed: Quarter) -> None:
    headings = [block.text for block in paper(closed).blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == [
        "Tình hình chung",
        "Kết quả thực hiện nhiệm vụ quý III năm 2026",
        "Đánh giá chung",
        "Nhiệm vụ trọng tâm quý IV năm 2026",
        "Kiến nghị, đề xuất",
    ]


def test_the_known_answers_stand_in_the_text(closed: Quarter) -> None:
    text = text_of(paper(closed))
    assert "07 nhiệm vụ: 01 nhiệm vụ hoàn thành đúng hạn; 01 nhiệm vụ hoàn thành quá hạn" in text
    assert "đã hoàn thành 2/3 nhiệm vụ đến hạn (66,7%)" in text
    assert "72,0% (90/125), tính trên 4/5 đơn vị; chưa đạt" in text
    assert "lũy kế 5/250, bằng 2,0% mức giao, tính trên 4/5 đơn vị (trong đó 01 đơn vị không phát sinh)" in text
    assert "100,0% (1/1), tính trên 1/2 đơn vị" in text
    assert "Nhiệm vụ T8: 1/2 đơn vị đã hoàn thành, 01 đơn vị chưa báo cáo" in text
    assert "1/5 đơn vị chưa gửi báo cáo: Trường tư thục E" in text


def test_the_known_answers_stand_in_the_tables(closed: Quarter) -> None:
    report = report_of(closed)
    targets = {row[0]: row[1:] for row in rows(tables.targets(report))}
    assert targets["Chỉ tiêu M1"] == ["%", "≥ 85%", "72,0%", "72,0%", "84,7%", "Chưa đạt", "90/125; 4/5 đơn vị"]
    assert targets["Chỉ tiêu M2"][2:5] == ["5", "5", "2,0%"]
    assert targets["Chỉ tiêu M2"][6] == "4/5 đơn vị; 01 không phát sinh; đến hết năm 2030"
    assert targets["Chỉ tiêu M3 2028"][5:] == ["Vượt", "1/1; 1/2 đơn vị"]
    tasks = {row[0]: row[1:] for row in rows(tables.tasks(report))}
    assert tasks["T1. Nhiệm vụ T1"] == [
        *("TGNC", "", "30/09/2026", "100%", "Hoàn thành ngày 28/9/2026.", "Hoàn thành đúng hạn", ""),
    ]
    assert tasks["T5. Nhiệm vụ T5"][5] == "Quá hạn, chưa hoàn thành"
    assert tasks["T2. Nhiệm vụ T2"][2] == tasks["T2. Nhiệm vụ T2"][5] == "Thường xuyên"
    assert tasks["T8. Nhiệm vụ T8"][3:6] == ["50%", "", "1/2 đơn vị hoàn thành, 1 chưa báo cáo"]
    bans = {row[0]: row[1:] for row in rows(tables.bans(report))}
    assert bans["Tổng cộng"] == ["7", "1", "1", "1", "1", "1", "2", "0", "2/3", "66,7%"]
    units = {row[0]: row[1:] for row in rows(tables.units(report))}
    assert units["Trường tư thục E"] == ["–", "0/3", "0/1", "0/1", "Chưa báo cáo"]
    assert units["Tổng cộng"][0] == "4/5 đơn vị báo cáo"


def test_every_figure_is_one_that_the_figures_of_the_quarter_give(closed: Quarter) -> None:
    session, report = closed.session, report_of(closed)
    assert report.as_of == "closed"
    assert report.summary == figures.task_summary(session, Q3, as_of="closed")
    assert report.bans == figures.by_ban(session, Q3, as_of="closed")
    assert report.targets == figures.targets(session, Q3, as_of="closed")
    assert report.units == figures.by_unit(session, Q3, as_of="closed")
    for task in report.passed:
        found = figures.passed_down(session, task.task_id, Q3, as_of="closed")
        assert task.passed is not None
        assert (task.passed.done, task.passed.n, task.passed.m) == (found.done, found.n, found.m)


def test_the_rows_of_the_task_table_add_up_to_the_totals_of_every_other_place(closed: Quarter) -> None:
    report = report_of(closed)
    for summary, tasks in [
        (report.summary, report.tasks),
        *((line.summary, line.tasks) for line in report.programmes if line.summary),
        *((ban.summary, [task for task in report.tasks if task.lead.ban_id == ban.id]) for ban in report.bans),
    ]:
        counted = Counter(task.column for task in tasks)
        assert {name: counted[name] for name in COLUMNS} == {name: getattr(summary, name) for name in COLUMNS}


def test_text_and_tables_follow_the_same_figures(closed: Quarter) -> None:
    """A report made from other figures says the other figures everywhere: nothing is read behind its back."""
    report = report_of(closed)
    moved = replace(report, summary=replace(report.summary, done_on_time=40, due_done=41, due_total=42))
    document = quarterly.compose(moved, FRAME)
    text = text_of(document)
    assert "46 nhiệm vụ: 40 nhiệm vụ hoàn thành đúng hạn" in text
    assert text.lower().count("hoàn thành 41/42 nhiệm vụ đến hạn (97,6%)") == 2
    assert next(row for row in rows(tables.bans(moved)) if row[0] == "Tổng cộng")[1:3] == ["46", "40"]


def test_a_draft_says_so_until_the_quarter_is_closed(submitted: Quarter) -> None:
    note = "Bản nháp: quý III năm 2026 chưa khóa; 4/5 đơn vị đã báo cáo."
    assert note in lines(paper(submitted))
    without = [line for line in lines(paper(submitted)) if line != note]
    closing.close_period(submitted.session, Q3)
    assert lines(paper(submitted)) == without


def test_the_closed_report_stays_when_figures_are_amended(closed: Quarter) -> None:
    before = paper(closed)
    values = closed.session.conn.execute(
        "SELECT id FROM target_value WHERE measure_id = ? AND unit_id = ?", [closed.measures["M1"], closed.units["D"]]
    ).fetchone()
    reviews.amend_value(closed.session, values[0], reason="Cộng nhầm", num="20/25")
    assert paper(closed) == before
    current = text_of(quarterly.build(closed.session, Q3, frame=FRAME, as_of="current"))
    assert "84,0% (105/125)" in current


def test_lateness_is_judged_at_the_cut_off_however_late_it_is_printed(closed: Quarter) -> None:
    before = paper(closed)
    closed.clock.set("2027-08-01T08:00:00")
    assert paper(closed) == before


def test_overdue_work_is_told_with_its_cause(submitted: Quarter) -> None:
    assert any("Nhiệm vụ T5" in line and "chưa nêu nguyên nhân" in line for line in lines(paper(submitted)))
    submitted.log("T5", cause="Chờ số liệu của Sở.", difficulty="Thiếu người", proposal="Bổ sung 01 biên chế")
    submitted.submit()
    told = lines(paper(submitted))
    late = next(line for line in told if "“Nhiệm vụ T5”" in line)
    assert "Ban Chính sách - Pháp luật, hạn 10/9/2026" in late
    assert late.endswith("tiến độ 70%; nguyên nhân: chờ số liệu của Sở.")
    assert "Bổ sung 01 biên chế (Ban Chính sách - Pháp luật)." in told


def test_empty_chapters_get_a_sentence(submitted: Quarter) -> None:
    report = report_of(submitted)
    empty = replace(
        report,
        programmes=(),
        bans=(),
        units=(),
        sayings=(),
        coming=(),
        milestones=(),
        kinds=(),
        summary=TaskSummary(),
        units_expected=0,
    )
    document = quarterly.compose(empty, FRAME)
    assert document.appendices == ()
    text = text_of(document)
    for sentence in (
        "không có nhiệm vụ, chỉ tiêu nào phải thực hiện",
        "không có nhiệm vụ quá hạn",
        "không có nhiệm vụ nào đến hạn",
        "không có kiến nghị, đề xuất",
    ):
        assert sentence.lower() in text.lower()
    assert "phụ lục" not in text.lower()
    render(document, "pdf")


def test_what_falls_due_next_quarter_is_named_with_who_does_it(closed: Quarter) -> None:
    assert "Nhiệm vụ T3 (Ban Tuyên giáo - Nữ công, hạn 31/12/2026)." in lines(paper(closed))


def test_references_to_appendices_follow_what_is_attached(closed: Quarter) -> None:
    document = quarterly.build(closed.session, Q3, frame=FRAME, appendices=("tasks", "bans"))
    assert [appendix.title.split(" quý")[0] for appendix in document.appendices] == [
        "Tiến độ thực hiện nhiệm vụ",
        "Tổng hợp nhiệm vụ theo ban",
    ]
    assert Annexes(("tasks", "bans")).see("bans") == "Phụ lục II"
    assert Annexes(("tasks",)).see("tasks") == "Phụ lục"
    assert not re.search(r"\(Phụ lục [IV]+\)", " ".join(line for line in lines(document) if "chỉ tiêu" in line))


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
def test_the_same_report_gives_the_same_bytes(closed: Quarter, format: str) -> None:
    assert render(paper(closed), format) == render(paper(closed), format)


def test_pdf_and_workbook_say_the_same_of_a_target(closed: Quarter) -> None:
    import openpyxl

    document = paper(closed)
    pages = words(" ".join(pdf_pages(render(document, "pdf"))))
    book = openpyxl.load_workbook(BytesIO(render(document, "xlsx")))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "72,0%" in pages
    assert 0.72 in cells
    assert "90/125; 4/5 đơn vị" in cells


def test_programmes_stand_as_title_rows_in_the_order_of_the_plan(closed: Quarter) -> None:
    titles = [row.text for row in tables.tasks(report_of(closed)).rows if isinstance(row, GroupRow) and row.level == 1]
    assert titles == ["Chương trình 1", "Chương trình 2"]


def test_a_long_list_of_targets_is_left_to_the_appendix(closed: Quarter) -> None:
    report = report_of(closed)
    first = report.programmes[0]
    many = tuple(replace(first.targets[0], target_id=-at, measure_id=-at) for at in range(1, 40))
    long = replace(report, programmes=(replace(first, targets=many), *report.programmes[1:]))
    told = lines(quarterly.compose(long, FRAME))
    assert "Kết quả 29 chỉ tiêu khác nêu tại Phụ lục I." in told
    without = lines(quarterly.compose(long, FRAME, ("bans",)))
    assert sum("tính trên 4/5 đơn vị" in line for line in without) == 39
