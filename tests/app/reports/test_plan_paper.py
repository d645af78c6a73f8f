"""The plan of implementation tells of every programme of its period what is due in it, and gives each ban its part."""

from datetime import date
from typing import Any

import pytest

from app import directives
from app.errors import NotFound
from app.people import offices
from app.plan import programmes, tasks
from app.reports import catalogue, phrases
from app.reports.content import BulletList, Document, Heading, Paragraph, Row, Table
from app.reports.writing import render
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter
from tests.app.reports.papers import pdf_pages, words
from tests.builders.office import small_office


def plan(session: Session, period: str = Q4, **options: Any) -> Document:
    return catalogue.build(session, "plan", period, day=date(2026, 10, 1), **options)


def told(document: Document) -> dict[str, list[str]]:
    """The words under each heading of the second level, or of the first where it has none."""
    found: dict[str, list[str]] = {}
    at = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            at = f"{block.label}. {block.text}"
            found[at] = []
        elif isinstance(block, Paragraph):
            found.setdefault(at, []).append(block.text)
        elif isinstance(block, BulletList):
            found[at] += [item.text for item in block.items]
    return found


def assigned_rows(document: Document) -> list[list[str]]:
    (table,) = (block for block in document.appendices[0].blocks if isinstance(block, Table))
    return [[cell.text for cell in row.cells] for row in table.rows if isinstance(row, Row)]


def test_a_plan_has_the_chapters_of_a_plan(closed: Quarter) -> None:
    document = plan(closed.session)
    assert (document.kind, document.abstract) == (
        "Kế hoạch",
        "Triển khai thực hiện 02 chương trình công tác quý IV năm 2026",
    )
    chapters = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert chapters == ["Mục đích, yêu cầu", "Chỉ tiêu", "Nhiệm vụ", "Tổ chức thực hiện"]
    assert document.number.symbol == "KH-LĐLĐ"


def test_the_work_of_a_programme_is_counted_and_what_is_due_is_named(closed: Quarter) -> None:
    found = told(plan(closed.session))
    assert found["1. Chương trình 1"][0].startswith("Ban Tuyên giáo - Nữ công chủ trì. Có 02 nhiệm vụ")
    second = found["2. Chương trình 2"]
    assert second[0] == (
        "Ban Chính sách - Pháp luật chủ trì. Có 04 nhiệm vụ, gồm 02 nhiệm vụ chuyển tiếp từ kỳ trước, 01 nhiệm vụ thường xuyên "
        "và 01 nhiệm vụ tiếp tục sang kỳ sau, trong đó 01 nhiệm vụ giao các đơn vị trực thuộc (Phụ lục). "
        "Các nhiệm vụ đến hạn và mốc thực hiện:"
    )
    assert second[1:] == [
        "Nhiệm vụ T5 (Ban Chính sách - Pháp luật, đã quá hạn từ ngày 10/9/2026).",
        "Nhiệm vụ T8 (các đơn vị khu vực ngoài nhà nước, đã quá hạn từ ngày 30/9/2026).",
    ]


def test_the_targets_stand_as_they_are_written(closed: Quarter) -> None:
    aims = [item.text for block in plan(closed.session).blocks if isinstance(block, BulletList) for item in block.items]
    assert aims[4:8] == ["Chỉ tiêu M1.", "Chỉ tiêu M2.", "Chỉ tiêu M3 2028.", "Chỉ tiêu M3 2030."]


def test_what_was_done_before_is_not_planned_again(closed: Quarter) -> None:
    rows = assigned_rows(plan(closed.session))
    assert [row[0].split(".")[0] for row in rows] == ["T2", "T3", "T5", "T6", "T7", "T8"]


def test_a_plan_printed_late_calls_nothing_overdue_that_was_done(closed: Quarter) -> None:
    """T1 and T4 were done in the quarter that the plan is for, and are still printed in it."""
    lines = [line for found in told(plan(closed.session, Q3)).values() for line in found]
    assert "Nhiệm vụ T4 (Ban Tuyên giáo - Nữ công, hoàn thành chậm nhất ngày 15/8/2026)." in lines
    assert [line[:11] for line in lines if "đã quá hạn" in line] == ["Nhiệm vụ T5", "Nhiệm vụ T8"]


def test_every_ban_with_a_part_has_its_duties(closed: Quarter) -> None:
    found = told(plan(closed.session))
    duties = found["2. Ban Tuyên giáo - Nữ công"]
    assert duties[0] == "Chủ trì tham mưu, theo dõi, tổng hợp kết quả thực hiện chương trình “Chương trình 1”."
    assert duties[1].startswith("Chủ trì 02 nhiệm vụ (01 nhiệm vụ đến hạn trong kỳ) theo phân công tại Phụ lục")
    units = found["4. Các đơn vị trực thuộc"]
    assert units[0] == "Căn cứ tình hình thực tế, triển khai thực hiện 01 nhiệm vụ được giao tại Phụ lục."
    assert units[1].endswith("chậm nhất ngày 05/01/2027.")


def test_a_plan_of_one_programme_tells_of_that_one_alone(office_session: Session) -> None:
    known = small_office(office_session)
    directives.add_duty(
        office_session, known.plan, body="Ban Tuyên giáo - Nữ công", text="làm đầu mối tham mưu", ban_id=known.tgnc
    )
    directives.add_duty(office_session, known.plan, body="Công đoàn cơ sở", text="tổ chức thực hiện tại đơn vị")
    tasks.add_task(office_session, text="Việc khác", programme_id=known.p2, due="2026-12-01")
    document = plan(office_session, programme_id=known.p1)
    assert document.abstract == "Triển khai thực hiện Chương trình “Chương trình 1 năm 2026” quý IV năm 2026"
    assert document.bases == ("Căn cứ Kế hoạch số 07/KH-CĐN ngày 15 tháng 01 năm 2026",)
    assert "Việc khác" not in [row[0] for row in assigned_rows(document)]
    found = told(document)
    assert found["1. Ban Tuyên giáo - Nữ công"][0] == "Làm đầu mối tham mưu."
    assert found["3. Công đoàn cơ sở"][0] == "Tổ chức thực hiện tại đơn vị."


def test_what_a_document_keeps_for_the_unit_above_is_none_of_ours(office_session: Session) -> None:
    known = small_office(office_session)
    offices.edit_office(office_session, parent_name="Tổng Liên đoàn Lao động Việt Nam")
    for body, text in (("Tổng Liên đoàn Lao động Việt Nam", "hướng dẫn"), ("Công đoàn cơ sở", "thực hiện")):
        directives.add_duty(office_session, known.plan, body=body, text=text)
    found = told(plan(office_session))
    assert [title for title in found if "Liên đoàn" in title] == []
    assert "3. Công đoàn cơ sở" in found


def test_the_words_of_one_programmes_plan_are_written_over_by_themselves(office_session: Session) -> None:
    known = small_office(office_session)
    keys = {
        block.key
        for programme in (None, known.p1)
        for block in plan(office_session, programme_id=programme).blocks
        if isinstance(block, Paragraph)
    }
    assert {"opening", "closing", f"programme:{known.p1}.opening"} <= keys


def test_a_programme_that_does_not_run_then_is_refused(closed: Quarter) -> None:
    programmes.close_programme(closed.session, closed.programmes[2], on="2026-10-01", reason="Hết hạn")
    with pytest.raises(NotFound, match="Không có chương trình số"):
        plan(closed.session, "2027", programme_id=closed.programmes[2])


def test_an_office_without_programmes_gets_a_plan_that_says_so(office_session: Session) -> None:
    document = plan(office_session, "2027")
    assert not document.appendices
    text = words(" ".join(pdf_pages(render(document, "pdf"))))
    assert "Chưa có nhiệm vụ nào được giao trong năm 2027." in text


def test_the_plan_reads_the_same_in_print(closed: Quarter) -> None:
    pages = pdf_pages(render(plan(closed.session), "pdf"))
    text = words(" ".join(pages))
    assert "KẾ HOẠCH" in text
    assert "Xác định rõ nội dung, thời gian, sản phẩm và trách nhiệm chủ trì, phối hợp của từng ban, đơn vị" in text
    assert "PHÂN CÔNG NHIỆM VỤ QUÝ IV NĂM 2026" in text
    assert "Lưu: VT, VP." in text


def test_an_office_says_the_purpose_in_its_own_words(closed: Quarter) -> None:
    phrases.change_phrase(closed.session, "plan.demand_1", "Mỗi việc chỉ giao một đầu mối chủ trì.")
    items = [
        item.text for block in plan(closed.session).blocks if isinstance(block, BulletList) for item in block.items
    ]
    assert "Mỗi việc chỉ giao một đầu mối chủ trì." in items
