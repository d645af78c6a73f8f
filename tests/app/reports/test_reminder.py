"""A reminder names all that is late with its deadline and its days, and nobody who is not late (SCENARIO.md)."""

from datetime import date
from typing import Any

import pytest

from app.errors import BadInput, NotFound, Refused
from app.plan import reviews
from app.reports import catalogue
from app.reports.content import Document, Heading, Paragraph, Row, Table
from app.reports.writing import render
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.papers import pdf_pages, words


def letter(session: Session, day: date = date(2026, 10, 7), **options: Any) -> Document:
    return catalogue.build(session, "reminder", Q3, day=day, **options)


def tables(document: Document) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    title = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Table):
            found[title] = [[cell.text for cell in row.cells] for row in block.rows if isinstance(row, Row)]
    return found


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_a_letter_to_all_names_who_is_late_with_what(submitted: Quarter) -> None:
    document = letter(submitted.session)
    assert (document.kind, document.abstract) == ("", "V/v đôn đốc báo cáo, thực hiện nhiệm vụ quý III năm 2026")
    assert document.addressees == ("Ban Chính sách - Pháp luật", "Trường tư thục E")
    assert document.number.symbol == "LĐLĐ"
    assert tables(document) == {
        "Đơn vị chưa gửi, gửi chưa đủ báo cáo (01 đơn vị)": [["Trường tư thục E", "1/1", "3/3", "Chưa gửi báo cáo"]],
        "Nhiệm vụ của cơ quan quá hạn, chưa hoàn thành (01 nhiệm vụ)": [
            ["Nhiệm vụ T5", "Ban Chính sách - Pháp luật", "10/09/2026", "27"]
        ],
        "Nhiệm vụ giao các đơn vị đã quá hạn, chưa hoàn thành hết": [["Nhiệm vụ T8", "30/09/2026", "1/2 đơn vị", "7"]],
    }


def test_a_letter_says_since_when_and_by_when(submitted: Quarter) -> None:
    opening, request = paragraphs(letter(submitted.session))
    assert opening == (
        "Theo chế độ báo cáo, hạn gửi báo cáo quý III năm 2026 là ngày 05/10/2026, đến nay đã quá hạn 02 ngày. Đến ngày 07/10/2026, "
        "4/5 đơn vị đã báo cáo, trong đó 04 đơn vị báo cáo đủ. Qua theo dõi, còn các nội dung chậm sau đây:"
    )
    assert "chậm nhất ngày 12/10/2026" in request
    assert "chậm nhất ngày 20/10/2026" in paragraphs(letter(submitted.session, reply_by="2026-10-20"))[1]


def test_before_the_deadline_nothing_is_called_late(submitted: Quarter) -> None:
    opening = paragraphs(letter(submitted.session, date(2026, 10, 2)))[0]
    assert "là ngày 05/10/2026. Đến ngày 02/10/2026" in opening


def test_a_new_deadline_is_never_on_a_weekend_nor_in_the_past(submitted: Quarter) -> None:
    assert (
        "chậm nhất ngày 12/10/2026" in paragraphs(letter(submitted.session, date(2026, 10, 6)))[1]
    )  # the 11th is a Sunday
    with pytest.raises(BadInput, match="Hạn mới ở trước"):
        letter(submitted.session, reply_by=date(2026, 10, 1))


def test_unlogged_and_returned_work_is_told_to_its_ban(office_session: Session, submitted: Quarter) -> None:
    entry = submitted.log("T3", state="in_progress", percent=45)
    submitted.submit()
    reviews.return_(submitted.session, progress_ids=[entry], reason="Ghi rõ sản phẩm", cells=["result"])
    submitted.task("T10", 2, due="2026-12-01")
    document = letter(submitted.session)
    found = tables(document)
    assert found["Nhiệm vụ, số liệu của các ban chưa ghi (01 nội dung)"] == [
        ["Nhiệm vụ T10", "Ban Chính sách - Pháp luật"]
    ]
    assert found["Nội dung bị trả lại, chưa trình lại (01 nội dung)"] == [
        ["Ban Tuyên giáo - Nữ công", "T3 Nhiệm vụ T3", "Ghi rõ sản phẩm."]
    ]
    assert "Ban Tuyên giáo - Nữ công" in document.addressees


def test_a_letter_to_one_unit_lists_what_it_owes(submitted: Quarter) -> None:
    document = letter(submitted.session, unit_id=submitted.units["E"])
    assert document.addressees == ("Trường tư thục E",)
    assert tables(document) == {
        "Nhiệm vụ chưa báo cáo": [["Nhiệm vụ T8", "30/09/2026"]],
        "Số liệu chỉ tiêu chưa báo cáo": [
            ["Chỉ số M1", "05/10/2026"],
            ["Chỉ số M2", "05/10/2026"],
            ["Chỉ số M3", "05/10/2026"],
        ],
    }


def test_a_task_reported_but_not_done_in_time_is_owed_too(submitted: Quarter) -> None:
    submitted.log("T8", "E", state="in_progress", percent=30)
    submitted.submit()
    found = tables(letter(submitted.session, unit_id=submitted.units["E"]))
    assert found["Nhiệm vụ đã quá hạn, chưa hoàn thành"] == [["Nhiệm vụ T8", "30/09/2026", "7"]]


def test_nobody_who_has_sent_all_is_reminded(submitted: Quarter) -> None:
    with pytest.raises(Refused, match="Mầm non D không chậm nội dung nào"):
        letter(submitted.session, unit_id=submitted.units["D"])
    with pytest.raises(NotFound, match="không yêu cầu đơn vị số 999"):
        letter(submitted.session, unit_id=999)


def test_no_letter_is_written_when_nobody_is_late(submitted: Quarter) -> None:
    submitted.log("T5", state="done", done_on="2026-09-10")
    submitted.log("T8", "E", state="done", done_on="2026-09-10")
    submitted.value("M1", "E", num="9/10")
    submitted.value("M2", "E", given="none_occurred")
    submitted.value("M3", "E", given="not_applicable")
    submitted.submit()
    with pytest.raises(Refused, match="không có ban, đơn vị nào chậm"):
        letter(submitted.session)


def test_the_letter_reads_the_same_in_print(submitted: Quarter) -> None:
    text = words(" ".join(pdf_pages(render(letter(submitted.session), "pdf"))))
    assert "V/v đôn đốc báo cáo, thực hiện nhiệm vụ quý III năm 2026" in text
    assert "Kính gửi:" in text
    assert (
        "không phát sinh thì báo cáo “không phát sinh”, không để trống. Đề nghị các ban, đơn vị quan tâm thực hiện./."
        in text
    )


def test_a_chief_of_office_signs_by_order(submitted: Quarter) -> None:
    document = letter(submitted.session, authority="TL. Ban Thường vụ", post="Chánh Văn phòng")
    assert document.signature is not None
    assert document.signature.lines == ("TL. Ban Thường vụ", "Chánh Văn phòng")
    assert document.recipients == ("Như trên", "Ban Thường vụ (để báo cáo)", "Lưu: VT, VP")
    usual = letter(submitted.session, post="Phó Chủ tịch").signature
    assert usual is not None
    assert usual.lines == ("TM. Ban Thường vụ", "Phó Chủ tịch")
