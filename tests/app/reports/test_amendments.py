"""The amendment annex tells before and after of each figure and whether a verdict moved."""

from datetime import date

import pytest

from app.errors import BadInput, Refused
from app.plan import reviews
from app.reports import catalogue
from app.reports.content import BulletList, Document, GroupRow, Row, Table
from app.reports.register import signing
from app.reports.writing import render
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.papers import pdf_pages, words


def annex(quarter: Quarter) -> Document:
    return catalogue.build(quarter.session, "amendments", Q3, day=date(2026, 10, 20))


def value_id(quarter: Quarter, measure: str, unit: str) -> int:
    row = quarter.session.conn.execute(
        "SELECT id FROM target_value WHERE measure_id = ? AND unit_id = ?",
        [quarter.measures[measure], quarter.units[unit]],
    ).fetchone()
    return int(row[0])


def bullets_of(document: Document) -> list[str]:
    return [item.text for block in document.blocks if isinstance(block, BulletList) for item in block.items]


def test_an_amended_figure_is_told_before_and_after_with_its_verdict(closed: Quarter) -> None:
    signing.sign(closed.session, Q3, number=5, signed_on=date(2026, 10, 5))
    reason = {"reason": "Cộng nhầm danh sách", "authority": "Chủ tịch"}
    reviews.amend_value(closed.session, value_id(closed, "M1", "D"), num="20/25", **reason)
    document = annex(closed)
    assert bullets_of(document) == [
        "Chỉ số M1: 72,0% đính chính thành 84,0%. Đánh giá chỉ tiêu không thay đổi (chưa đạt)."
    ]
    (table,) = (block for block in document.appendices[0].blocks if isinstance(block, Table))
    group, row = table.rows
    assert isinstance(group, GroupRow)
    assert group.text == "Chỉ số M1: 72,0% → 84,0%. Đánh giá chỉ tiêu không thay đổi (chưa đạt)."
    assert isinstance(row, Row)
    assert [cell.text for cell in row.cells[:5]] == ["Mầm non D", "5/25", "20/25", "Cộng nhầm danh sách", "Chủ tịch"]
    page = words(pdf_pages(render(document, "pdf"))[0])
    assert "so với Báo cáo số 05/BC-LĐLĐ ngày 05/10/2026" in page


def test_a_verdict_that_moves_is_said(closed: Quarter) -> None:
    reviews.amend_value(closed.session, value_id(closed, "M1", "D"), num="24/25", reason="Cộng nhầm")
    assert bullets_of(annex(closed)) == [
        "Chỉ số M1: 72,0% đính chính thành 87,2%. Đánh giá chỉ tiêu thay đổi: “Chỉ tiêu M1” từ chưa đạt thành đạt."
    ]


def test_an_amended_task_is_told_by_its_states(closed: Quarter) -> None:
    entry = closed.session.conn.execute(
        "SELECT id FROM progress_entry WHERE task_id = ?", [closed.tasks["T5"]]
    ).fetchone()[0]
    reviews.amend_progress(closed.session, entry, reason="Ghi sót", state="done", done_on="2026-09-09", percent=100)
    assert bullets_of(annex(closed)) == ["T5 Nhiệm vụ T5: Đang thực hiện 70% đính chính thành Hoàn thành 100%."]


def test_where_only_the_words_of_a_task_were_amended_the_words_are_told(closed: Quarter) -> None:
    entry, was = closed.session.conn.execute(
        "SELECT progress_entry.id, result FROM progress_entry"
        " JOIN progress_rev ON entry_id = progress_entry.id AND rev = submitted_rev WHERE task_id = ?",
        [closed.tasks["T5"]],
    ).fetchone()
    reviews.amend_progress(closed.session, entry, reason="Ghi nhầm số lớp", result="Mở 12 lớp", cause="Mưa bão")
    before = f"kết quả: “{was}”" if was else "kết quả: không ghi"
    stays = "Đang thực hiện 70%"
    after = "kết quả: “Mở 12 lớp”; nguyên nhân: “Mưa bão”"
    assert bullets_of(annex(closed)) == [
        f"T5 Nhiệm vụ T5: {stays}; {before}; nguyên nhân: không ghi đính chính thành {stays}; {after}."
    ]


def test_where_units_move_and_the_total_stays_that_is_said(closed: Quarter) -> None:
    rows = closed.session.conn.execute(
        "SELECT target_value.id, num, den FROM target_value JOIN value_rev ON value_id = target_value.id AND rev = submitted_rev"
        " WHERE measure_id = ? AND den IS NOT NULL ORDER BY unit_id LIMIT 2",
        [closed.measures["M1"]],
    ).fetchall()
    for row, step in zip(rows, (-1, 1), strict=True):
        num, den = int(row["num"]) + step, int(row["den"])
        reviews.amend_value(closed.session, row["id"], num=f"{num}/{den}", reason="Ghi nhầm dòng")
    (told,) = bullets_of(annex(closed))
    assert told.startswith("Chỉ số M1: vẫn là 72,0%; đính chính nội dung của 02 đơn vị.")


def test_without_amendments_the_paper_says_so(closed: Quarter) -> None:
    document = annex(closed)
    assert document.appendices == ()
    page = words(pdf_pages(render(document, "pdf"))[0])
    assert "quý III năm 2026 không có đính chính." in page


def test_an_open_quarter_has_no_amendments(submitted: Quarter) -> None:
    with pytest.raises(Refused, match="chưa khóa"):
        annex(submitted)


def test_the_annex_is_signed_with_a_number_of_its_own(closed: Quarter) -> None:
    session = closed.session
    signing.sign(session, Q3, signed_on=date(2026, 10, 5))
    reviews.amend_value(session, value_id(closed, "M1", "D"), num="20/25", reason="Cộng nhầm")
    report_id = signing.sign(session, Q3, name="amendments", signed_on=date(2026, 10, 20))
    assert [(each.name, each.number_text) for each in signing.signed(session, Q3)] == [
        ("amendments", "02/BC-LĐLĐ"),
        ("quarter", "01/BC-LĐLĐ"),
    ]
    found = signing.why(session, report_id, f"target:{closed.targets['M1']}")
    assert (found.num, found.den) == (105, 125)


def test_papers_and_options_that_are_not_known_are_named(closed: Quarter) -> None:
    with pytest.raises(BadInput, match="Không có giấy tờ “novel”"):
        catalogue.build(closed.session, "novel", Q3)
    with pytest.raises(BadInput, match="ban_id"):
        catalogue.build(closed.session, "quarter", Q3, ban_id=1)
    with pytest.raises(BadInput, match="Chưa chọn ban"):
        catalogue.build(closed.session, "assignment", Q3)
