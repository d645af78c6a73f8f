"""The reports of longer periods are put together from the quarters, and say which quarters they lack."""

from datetime import date
from typing import Any

import pytest

from app.clock import FrozenClock
from app.errors import BadInput
from app.people import offices, terms
from app.plan import calendar, closing
from app.plan.timeliness import TaskSummary
from app.reports import catalogue, drafting
from app.reports.content import Document, GroupRow, Heading, Table
from app.reports.papers import period_reading, tables
from app.reports.register import signing
from app.reports.writing import render
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter, build
from tests.app.plan.several_quarters import HALF, log_fourth
from tests.app.reports.papers import pdf_pages
from tests.app.reports.papers import words as plain
from tests.app.reports.test_quarterly import lines, rows, text_of


@pytest.fixture
def half(office_session: Session, frozen: FrozenClock) -> Quarter:
    """Two quarters logged and submitted; the third is locked, the fourth open."""
    quarter = build(office_session, frozen)
    quarter.log_everything()
    quarter.log(
        "T2", state="in_progress", result="Mở 01 lớp.", difficulty="Thiếu kinh phí", proposal="Cấp thêm kinh phí"
    )
    quarter.log("T5", state="in_progress", percent=70, result="Đạt 70% khối lượng.")
    quarter.log("T6", state="in_progress", result="Tư vấn 12 lượt.", difficulty="thiếu kinh phí.")
    quarter.submit()
    log_fourth(quarter)
    return quarter


def paper(quarter: Quarter, name: str, period: str, **options: Any) -> Document:
    return catalogue.build(quarter.session, name, period, day=date(2027, 1, 5), **options)


def headings(document: Document) -> list[str]:
    return [f"{b.level}{b.label} {b.text}" for b in document.blocks if isinstance(b, Heading) and b.level < 2]


def key_text(document: Document, key: str) -> str:
    return drafting.texts(document)[key]


def test_a_half_year_has_two_parts_and_its_chapters(half: Quarter) -> None:
    document = paper(half, "half_year", HALF)
    assert document.abstract == "Kết quả công tác 6 tháng cuối năm 2026; phương hướng, nhiệm vụ 6 tháng đầu năm 2027"
    assert headings(document) == [
        "0Phần thứ nhất Kết quả công tác 6 tháng cuối năm 2026",
        "1I Tình hình chung",
        "1II Kết quả thực hiện nhiệm vụ",
        "1III Kết quả thực hiện các chỉ tiêu",
        "1IV Công tác thi đua, khen thưởng",
        "1V Đánh giá chung",
        "0Phần thứ hai Phương hướng, nhiệm vụ 6 tháng đầu năm 2027",
        "1I Nhiệm vụ trọng tâm",
        "1II Kiến nghị, đề xuất",
    ]


def test_tasks_are_judged_at_the_end_of_the_period_and_counted_once(half: Quarter) -> None:
    """T1, T3 on time; T4, T5 late; T7 not started within time; T2, T6 go on: seven tasks, four of four due are done."""
    report = period_reading.read(half.session, HALF)
    expected = TaskSummary(done_on_time=2, done_late=2, not_started=1, continuous=2, due_done=4, due_total=4)
    assert report.summary == expected
    text = key_text(paper(half, "half_year", HALF), "results.tasks")
    assert "07 nhiệm vụ: 02 nhiệm vụ hoàn thành đúng hạn; 02 nhiệm vụ hoàn thành quá hạn" in text
    assert "đã hoàn thành 4/4 nhiệm vụ đến hạn (100,0%)" in text
    bans = {row[0]: row[1:] for row in rows(tables.bans(report))}
    assert bans["Tổng cộng"] == ["7", "2", "2", "0", "0", "1", "2", "0", "4/4", "100,0%"]


def test_figures_of_the_period_stand_in_text_and_table(half: Quarter) -> None:
    text = text_of(paper(half, "half_year", HALF))
    assert (
        "lũy kế 16/250, bằng 6,4% mức giao, 4/5 đơn vị báo cáo đủ các quý (trong đó 01 đơn vị không phát sinh)" in text
    )
    assert "92,0% (115/125), tính trên 4/5 đơn vị; vượt mức giao" in text
    assert "50,0% (1/2), tính trên 2/2 đơn vị" in text
    assert "Nhiệm vụ T8: 2/2 đơn vị đã hoàn thành" in text
    found = {row[0]: row[1:] for row in rows(tables.targets(period_reading.read(half.session, HALF)))}
    assert found["Chỉ tiêu M2"][2:5] == ["16", "16", "6,4%"]
    assert found["Chỉ tiêu M1"][2:4] == ["92,0%", "92,0%"]


def test_results_are_gathered_from_the_quarters_without_repeating_words(half: Quarter) -> None:
    text = drafting.texts(paper(half, "half_year", HALF))
    programme = f"results.programme:{half.programmes[1]}"
    assert text[f"{programme}.task:{half.tasks['T2']}"] == "Nhiệm vụ T2: Quý III: mở 01 lớp. Quý IV: mở 02 lớp."
    other = f"results.programme:{half.programmes[2]}"
    assert text[f"{other}.task:{half.tasks['T6']}"] == "Nhiệm vụ T6: Quý III và IV: tư vấn 12 lượt."
    assert text[f"{other}.task:{half.tasks['T5']}"] == "Nhiệm vụ T5: Đã xong."


def test_every_gathered_sentence_names_its_entries(half: Quarter) -> None:
    document = paper(half, "half_year", HALF)
    key = f"results.programme:{half.programmes[2]}.task:{half.tasks['T6']}"
    about = next(found for found in drafting.keyed(document) if found.key == key).runs[0].about
    assert about[0] == f"task:{half.tasks['T6']}"
    assert sum(name.startswith("progress:") for name in about) == 2


def test_equal_difficulties_and_proposals_of_all_quarters_are_put_together(half: Quarter) -> None:
    told = lines(paper(half, "half_year", HALF))
    assert "Thiếu kinh phí (Ban Tuyên giáo - Nữ công và Ban Chính sách - Pháp luật)." in told
    assert "Cấp thêm kinh phí (Ban Tuyên giáo - Nữ công)." in told


def test_open_and_missing_quarters_are_said_until_all_are_locked(half: Quarter) -> None:
    year = lines(paper(half, "year", "2026"))
    assert "Bản nháp: quý IV năm 2026 chưa khóa; 5/5 đơn vị đã báo cáo." in year
    assert any("Chưa tổng hợp được số liệu quý I và II năm 2026." in line for line in year)
    assert "Bản nháp: quý IV năm 2026 chưa khóa; quý I và II năm 2027 chưa mở; 5/5 đơn vị đã báo cáo." in lines(
        paper(half, "school_year", "SY2026")
    )
    closing.close_period(half.session, Q4)
    assert not any("Bản nháp" in line for line in lines(paper(half, "year", "2026")))


def test_a_section_that_nothing_is_known_of_waits_for_a_person(half: Quarter) -> None:
    drafted = catalogue.compose(half.session, "year", "2026")
    assert drafted.by_hand == ("awards.text",)
    basis = drafting.texts(drafted.composed)["awards.text"]
    drafting.write_over(half.session, "year", "2026", "awards.text", "Tặng 12 bằng khen.", basis=basis)
    assert catalogue.compose(half.session, "year", "2026").by_hand == ()


def test_without_the_appendix_the_table_of_targets_stands_in_the_text(half: Quarter) -> None:
    document = paper(half, "year", "2026", appendices=("tasks",))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [row[0] for row in rows(table)] == ["Chỉ tiêu M1", "Chỉ tiêu M2", "Chỉ tiêu M3 2028", "Chỉ tiêu M3 2030"]
    assert next(rows(table))[1:] == ["%", "≥ 85%", "92,0%", "108,2%", "Vượt", "4/5"]
    assert not any(isinstance(block, Table) for block in paper(half, "year", "2026").blocks)


def test_a_school_office_reports_by_semester_and_in_the_order_of_its_year(half: Quarter) -> None:
    offices.edit_office(half.session, year_type="school")
    document = paper(half, "semester", "SY2026-S1")
    assert document.abstract.startswith("Sơ kết học kỳ I năm học 2026 - 2027; phương hướng, nhiệm vụ học kỳ II")
    assert "quý III và IV năm 2026" in key_text(document, "general.quarters")
    calendar.open_period(half.session, "2027-Q1")
    year = key_text(paper(half, "school_year", "SY2026"), "general.quarters")
    assert "quý III và IV năm 2026, quý I năm 2027" in year


def test_nine_months_read_like_a_quarter(office_session: Session, frozen: FrozenClock) -> None:
    quarter = build(office_session, frozen)
    quarter.log_everything()
    quarter.submit()
    document = paper(quarter, "nine_months", "2026-9M")
    assert document.abstract == "Kết quả thực hiện nhiệm vụ 9 tháng đầu năm 2026; nhiệm vụ trọng tâm quý IV năm 2026"
    assert [heading[:3].strip() for heading in headings(document)] == ["1I", "1II", "1II", "1IV", "1V"]
    assert "Nhiệm vụ trọng tâm quý IV năm 2026" in headings(document)[3]
    assert "Nhiệm vụ T3 (Ban Tuyên giáo - Nữ công, hạn 31/12/2026)." in lines(document)


@pytest.fixture
def term(half: Quarter) -> Quarter:
    """The half-year is the beginning of a term."""
    terms.add_term(half.session, label="2026 - 2028", starts="2026-07-01", ends="2028-06-30")
    return half


def test_the_mid_term_review_has_its_five_chapters_and_the_table(term: Quarter) -> None:
    document = paper(term, "mid_term", Q4)
    assert document.abstract == "Sơ kết thực hiện các chương trình, chỉ tiêu giữa nhiệm kỳ 2026 - 2028"
    assert headings(document) == [
        "1I Công tác lãnh đạo, triển khai",
        "1II Kết quả thực hiện các chỉ tiêu",
        "1III Kết quả thực hiện từng chương trình, nhiệm vụ",
        "1IV Hạn chế, nguyên nhân và bài học kinh nghiệm",
        "1V Nhiệm vụ nửa cuối nhiệm kỳ; điều chỉnh chỉ tiêu",
    ]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [row.text for row in table.rows if isinstance(row, GroupRow)] == ["Chương trình 1"]
    assert "Nhiệm vụ T7 (Ban Chính sách - Pháp luật, hạn 30/6/2027)." in lines(document)
    assert "Bản nháp: quý IV năm 2026 chưa khóa; 5/5 đơn vị đã báo cáo." in lines(document)


def test_the_final_report_tells_target_by_target_what_was_met_and_what_not(term: Quarter) -> None:
    document = paper(term, "final", "T:2026-2028")
    text = drafting.texts(document)
    assert text["results.targets"].startswith("Trong 04 chỉ tiêu của nhiệm kỳ: 01 chỉ tiêu đã đạt, vượt (25,0%)")
    found = {key.split(":")[0] for key in text if ".target:" in key}
    assert {"met.target", "not_met.target"} <= found
    assert all("Nguyên nhân:" in words for key, words in text.items() if key.startswith("not_met.target"))
    assert "awards.text" in drafting.by_hand(document)
    assert "chưa mở" in lines(document)[0]
    assert headings(document)[-1] == "1VI Đề xuất, kiến nghị cho nhiệm kỳ tới"


@pytest.mark.parametrize(
    ("name", "period"), [("quarter", HALF), ("half_year", Q3), ("year", HALF), ("final", "2026"), ("semester", "2026")]
)
def test_a_paper_is_made_only_for_the_periods_it_is_meant_for(half: Quarter, name: str, period: str) -> None:
    with pytest.raises(BadInput, match="Chọn kỳ là"):
        paper(half, name, period)


def test_rows_are_numbered_through_or_anew_as_the_office_set_it(half: Quarter) -> None:
    from app.reports.content import Numbering
    from app.reports.table_choices import choose_numbering

    def numbering(**options: Any) -> Numbering:
        table = paper(half, "year", "2026", **options).appendices[0].blocks[0]
        assert isinstance(table, Table)
        return table.numbering

    assert numbering() is Numbering.RUNNING
    assert numbering(numbering="restarting") is Numbering.RESTARTING
    choose_numbering(half.session, "restarting")
    assert numbering() is Numbering.RESTARTING
    assert numbering(numbering="running") is Numbering.RUNNING
    with pytest.raises(BadInput, match="Không có cách đánh số"):
        choose_numbering(half.session, "none")


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
def test_every_format_prints_the_year(half: Quarter, format: str) -> None:
    data = render(paper(half, "year", "2026"), format)
    assert data
    if format == "pdf":
        page = plain(" ".join(pdf_pages(data)))
        assert "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2027" in page
        assert "Kết quả công tác năm 2026; phương hướng, nhiệm vụ năm 2027" in page


def test_a_signed_half_year_rests_on_the_answers_of_all_its_quarters(half: Quarter) -> None:
    closing.close_period(half.session, Q4)
    report = signing.sign(half.session, HALF, name="half_year", signer="Nguyễn Thị Thu Hằng")
    figure = signing.why(half.session, report, f"target:{half.targets['M2']}")
    assert (figure.val, figure.base_n, figure.base_m) == (16, 4, 5)
    assert {one.period for one in figure.inputs} == {Q3, Q4}
    assert sum(one.val or 0 for one in figure.inputs) == 16
    assert signing.moved(half.session, report) == ()


def test_a_period_of_the_offices_own_is_reviewed_by_its_days(half: Quarter) -> None:
    calendar.open_period(
        half.session, "X:so-ket", starts="2026-07-01", ends="2026-12-31", label="Sơ kết 02 quý thực hiện nghị quyết"
    )
    review = paper(half, "mid_term", "X:so-ket")
    assert review.abstract == "Sơ kết 02 quý thực hiện nghị quyết"
    assert review.appendices[0].title == "Tiến độ thực hiện nhiệm vụ từ quý III năm 2026 đến quý IV năm 2026"
    final = paper(half, "final", "X:so-ket")
    assert "quý III và IV năm 2026" in key_text(final, "general.quarters")
