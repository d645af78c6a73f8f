"""The assignment sheet holds what a ban leads and joins in a period, and nothing that is done or of others."""

from datetime import date

import pytest

from app.errors import NotFound
from app.people import persons
from app.plan import assignments, tasks
from app.reports import catalogue
from app.reports.content import Document, GroupRow, Heading, Row, Table
from app.reports.writing import render
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.papers import pdf_pages, words
from tests.builders.office import small_office


def sheet(session: Session, ban_id: int, period: str = Q3, day: date = date(2026, 7, 1)) -> Document:
    return catalogue.build(session, "assignment", period, ban_id=ban_id, day=day, post="Phó Chủ tịch")


def tables_of(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in block.rows if isinstance(row, Row)]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def test_a_ban_gets_what_it_leads_and_what_it_joins(office_session: Session) -> None:
    known = small_office(office_session)
    document = sheet(office_session, known.tgnc)
    assert document.abstract == "Phân công nhiệm vụ quý III năm 2026 của Ban Tuyên giáo - Nữ công"
    assert document.bases == ("Căn cứ Kế hoạch số 07/KH-CĐN ngày 15 tháng 01 năm 2026",)
    ((first, second, third),) = tables_of(document)
    assert first == ["Nhiệm vụ T1", "TGNC", "", "30/09/2026", "", ""]
    assert second == ["Nhiệm vụ T2", "TGNC", "CSPL", "Thường xuyên", "", ""]
    assert third[3] == "31/12/2026"
    joined = sheet(office_session, known.cspl)
    assert [block.text for block in joined.blocks if isinstance(block, Heading)] == ["Nhiệm vụ phối hợp, theo dõi"]
    assert [row[0] for row in tables_of(joined)[0]] == ["Nhiệm vụ T2"]


def test_person_leader_product_and_own_due_date_stand_on_the_sheet(office_session: Session) -> None:
    known = small_office(office_session)
    chair = persons.add_person(office_session, name="Lê Bình", post="Phó Chủ tịch")
    assignments.assign(office_session, known.t1, role="lead", ban_id=known.tgnc, person_id=known.an, due="2026-09-15")
    assignments.assign(office_session, known.t1, role="leader", person_id=chair)
    tasks.edit_task(office_session, known.t1, product="Báo cáo kết quả")
    first = tables_of(sheet(office_session, known.tgnc))[0][0]
    assert first == ["Nhiệm vụ T1", "TGNC\nPhạm An", "", "15/09/2026", "Báo cáo kết quả", "Lê Bình", ""]


def test_the_columns_are_those_of_the_field(office_session: Session) -> None:
    known = small_office(office_session)
    (table,) = (block for block in sheet(office_session, known.tgnc).blocks if isinstance(block, Table))
    assert [column.title for column in table.columns] == [
        "Nội dung nhiệm vụ",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian hoàn thành",
        "Sản phẩm",
        "Ghi chú",
    ]
    assert table.footnotes == ("Viết tắt: TGNC: Ban Tuyên giáo - Nữ công; CSPL: Ban Chính sách - Pháp luật.",)


def test_a_person_gets_what_they_do_and_what_they_are_in_charge_of(office_session: Session) -> None:
    known = small_office(office_session)
    chair = persons.add_person(office_session, name="Lê Bình", post="Phó Chủ tịch")
    assignments.assign(office_session, known.t1, role="lead", ban_id=known.tgnc, person_id=known.an)
    assignments.assign(office_session, known.p1, role="leader", person_id=chair)
    own = catalogue.build(office_session, "assignment", Q3, person_id=known.an)
    assert own.abstract == "Phân công nhiệm vụ quý III năm 2026 của đồng chí Phạm An"
    assert [block.text for block in own.blocks if isinstance(block, Heading)] == ["Nhiệm vụ trực tiếp thực hiện"]
    assert [row[0] for row in tables_of(own)[0]] == ["Nhiệm vụ T1"]
    charge = catalogue.build(office_session, "assignment", Q3, person_id=chair)
    assert [block.text for block in charge.blocks if isinstance(block, Heading)] == ["Nhiệm vụ phụ trách, chỉ đạo"]
    assert [row[0] for row in tables_of(charge)[0]] == ["Nhiệm vụ T1", "Nhiệm vụ T2", "Nhiệm vụ T3"]


def test_passed_down_tasks_are_for_the_ban_to_urge(closed: Quarter) -> None:
    document = sheet(closed.session, closed.bans["CSPL"])
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == [
        "Nhiệm vụ chủ trì",
        "Nhiệm vụ đôn đốc, tổng hợp từ các đơn vị",
    ]
    own, urged = tables_of(document)
    assert [row[0] for row in own] == ["T5. Nhiệm vụ T5", "T6. Nhiệm vụ T6", "T7. Nhiệm vụ T7"]
    assert [row[0] for row in urged] == ["T8. Nhiệm vụ T8"]


def test_overdue_work_is_carried_on_with_a_word(closed: Quarter) -> None:
    rows = tables_of(sheet(closed.session, closed.bans["CSPL"], "2026-Q4", date(2026, 10, 1)))[0]
    assert rows[0][0] == "T5. Nhiệm vụ T5"
    assert rows[0][-1] == "Chuyển tiếp, đã quá hạn"
    ahead = tables_of(sheet(closed.session, closed.bans["CSPL"], "2026-Q4", date(2026, 9, 1)))[0]
    assert ahead[0][-1] == "Chuyển tiếp"


def test_what_was_done_in_an_earlier_quarter_is_not_given_again(closed: Quarter) -> None:
    rows = tables_of(sheet(closed.session, closed.bans["TGNC"], "2026-Q4"))[0]
    assert [row[0] for row in rows] == ["T2. Nhiệm vụ T2", "T3. Nhiệm vụ T3"]
    year = tables_of(sheet(closed.session, closed.bans["TGNC"], "2026"))[0]
    assert len(year) == 4


def test_a_ban_without_work_gets_a_sentence(closed: Quarter) -> None:
    document = sheet(closed.session, closed.bans["VP"])
    assert tables_of(document) == []
    assert "chưa phân công nhiệm vụ nào cho Văn phòng" in words(pdf_pages(render(document, "pdf"))[0])


def test_tasks_stand_under_their_programmes(office_session: Session) -> None:
    known = small_office(office_session)
    tasks.add_task(office_session, text="Việc đột xuất", due="2026-08-01", lead_ban_id=known.tgnc)
    (table,) = (block for block in sheet(office_session, known.tgnc).blocks if isinstance(block, Table))
    titles = [row.text for row in table.rows if isinstance(row, GroupRow)]
    assert titles == ["Chương trình 1 năm 2026", "Nhiệm vụ đột xuất, ngoài chương trình"]


def test_an_unknown_ban_is_refused(office_session: Session) -> None:
    with pytest.raises(NotFound, match="Không có ban số 999"):
        sheet(office_session, 999)
