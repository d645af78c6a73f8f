"""What is signed is kept: the file, its content, every figure with what it rests on, and its number in the register."""

import hashlib
import json
from datetime import date

import pytest

from app import attachments
from app.errors import NotFound, Refused, WorkspaceTrouble
from app.plan import figures, reviews
from app.reports.papers import quarterly
from app.reports.papers.paper_head import Frame
from app.reports.register import signing
from app.reports.writing import render
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.papers import pdf_pages, words
from tests.helpers.rows import rows_of

DAY = date(2026, 10, 5)


def sign(quarter: Quarter, **given: object) -> int:
    return signing.sign(quarter.session, Q3, **{"signed_on": DAY, "post": "Phó Chủ tịch", "signer": "Lan", **given})  # type: ignore[arg-type] # one call for many options


def amend(quarter: Quarter) -> None:
    """D corrects M1 from 5/25 to 20/25."""
    row = quarter.session.conn.execute(
        "SELECT id FROM target_value WHERE measure_id = ? AND unit_id = ?", [quarter.measures["M1"], quarter.units["D"]]
    ).fetchone()
    reviews.amend_value(quarter.session, row[0], reason="Cộng nhầm", num="20/25")


def test_an_open_quarter_is_not_signed(submitted: Quarter) -> None:
    with pytest.raises(Refused, match="chưa khóa"):
        sign(submitted)
    assert rows_of(submitted.session, "number_register") == []


def test_the_signed_report_bears_the_next_number_and_its_day(closed: Quarter) -> None:
    report_id = sign(closed, number=5)
    page = words(pdf_pages(signing.reprint(closed.session, report_id))[0])
    assert "Số: 05/BC-LĐLĐ" in page
    assert "ngày 05 tháng 10 năm 2026" in page
    assert "Bản nháp" not in page
    (found,) = signing.signed(closed.session)
    assert (found.number_text, found.signed_on, found.signer, found.as_of) == (
        *("05/BC-LĐLĐ", DAY, "Phó Chủ tịch, Lan", "closed"),
    )
    assert signing.next_number(closed.session, 2026) == 6
    assert signing.next_number(closed.session, 2027) == 1


def test_reprinting_gives_the_signed_bytes_whatever_was_amended_since(closed: Quarter) -> None:
    report_id = sign(closed)
    before = signing.reprint(closed.session, report_id)
    frame = Frame(DAY, True, 1, post="Phó Chủ tịch", signer="Lan")
    assert before == render(quarterly.build(closed.session, Q3, frame=frame), "pdf")
    amend(closed)
    assert signing.reprint(closed.session, report_id) == before


def test_the_file_and_the_content_are_kept_by_their_hash(closed: Quarter) -> None:
    sign(closed)
    (row,) = rows_of(closed.session, "report")
    kept = {each["sha256"]: each for each in rows_of(closed.session, "file")}
    for column, mime in (("pdf_sha256", "application/pdf"), ("content_sha256", "application/json")):
        data = attachments.path_of(closed.session.path, row[column]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row[column]
        assert (kept[row[column]]["size"], kept[row[column]]["mime"]) == (len(data), mime)
    content = json.loads(attachments.path_of(closed.session.path, row["content_sha256"]).read_bytes())
    assert content["is"] == "Document"
    assert content["number"] == {"is": "DocumentNumber", "letter": "", "number": 1, "symbol": "BC-LĐLĐ"}


def test_every_figure_is_frozen_with_what_it_rests_on(closed: Quarter) -> None:
    session, target = closed.session, closed.targets["M1"]
    report_id = sign(closed)
    found = signing.why(session, report_id, f"target:{target}")
    assert (found.num, found.den, found.base_n, found.base_m) == (90, 125, 4, 5)
    assert {(one.unit, one.num, one.den, one.rev) for one in found.inputs} == {
        ("THPT Mẫu A", 40, 50, 1),
        ("THPT Mẫu B", 27, 30, 1),
        ("Tiểu học Mẫu C", 18, 20, 1),
        ("Mầm non D", 5, 25, 1),
        ("Trường tư thục E", None, None, None),
    }
    revisions = {row["hash"] for row in rows_of(session, "value_rev")}
    assert all(one.rev_hash in revisions for one in found.inputs if one.rev)
    keys = {figure.key: figure for figure in signing.frozen(session, report_id)}
    summary = figures.task_summary(session, Q3, as_of="closed")
    assert keys["tasks.overdue"].val == summary.overdue == 1
    assert (keys["tasks.due"].num, keys["tasks.due"].den) == (2, 3)
    assert keys[f"task:{closed.tasks['T1']}"].rule == "done_on_time"
    passed = signing.why(session, report_id, f"task:{closed.tasks['T8']}")
    assert (passed.num, passed.base_n, passed.base_m, len(passed.inputs)) == (1, 1, 2, 2)
    with pytest.raises(NotFound, match="không có số liệu"):
        signing.why(session, report_id, "target:0")


def test_a_signed_figure_is_shown_against_todays(closed: Quarter) -> None:
    report_id = sign(closed)
    assert signing.moved(closed.session, report_id) == ()
    amend(closed)
    moved = {move.key: move for move in signing.moved(closed.session, report_id)}
    key = f"target:{closed.targets['M1']}"
    assert set(moved) == {key, f"{key}.to_date"}
    now = moved[key].now
    assert now is not None
    assert ((moved[key].signed.num, moved[key].signed.den), (now.num, now.den)) == ((90, 125), (105, 125))


def test_no_number_is_given_twice(closed: Quarter) -> None:
    first = sign(closed, number=5)
    with pytest.raises(Refused, match="Số 5 năm 2026 đã cấp"):
        sign(closed, number=5, replaces=first)
    assert len(signing.signed(closed.session)) == 1


def test_a_gap_in_the_numbers_is_void_with_its_reason(closed: Quarter) -> None:
    first = sign(closed, number=5)
    with pytest.raises(Refused, match="Bỏ trống số 6-7"):
        sign(closed, number=8, replaces=first)
    sign(closed, number=8, replaces=first, gap_reason="Văn thư đã cấp cho văn bản khác")
    register = [(row["number"], row["state"]) for row in rows_of(closed.session, "number_register")]
    assert sorted(register) == [(5, "issued"), (6, "void"), (7, "void"), (8, "issued")]


def test_a_number_is_voided_only_when_no_standing_report_bears_it(closed: Quarter) -> None:
    session, first = closed.session, sign(closed)
    with pytest.raises(Refused, match="đã ký"):
        signing.void_number(session, 2026, 1, reason="Nhầm")
    sign(closed, replaces=first)
    signing.void_number(session, 2026, 1, reason="Đã thay thế")
    signing.void_number(session, 2026, 3, reason="Để dành cho văn thư")
    with pytest.raises(Refused, match="đã hủy"):
        signing.void_number(session, 2026, 3, reason="Lần nữa")
    assert signing.next_number(session, 2026) == 4


def test_a_correction_is_a_new_report_that_replaces_the_old_one(closed: Quarter) -> None:
    first = sign(closed)
    with pytest.raises(Refused, match="thay thế"):
        sign(closed)
    amend(closed)
    second = sign(closed, replaces=first, as_of="current")
    new, old = signing.signed(closed.session, Q3)
    assert (new.id, new.replaces_id, old.replaced_by) == (second, first, second)
    page = words(" ".join(pdf_pages(signing.reprint(closed.session, second))))
    assert "Báo cáo này thay thế Báo cáo số 01/BC-LĐLĐ ngày 05/10/2026." in page
    assert "84,0%" in page
    with pytest.raises(Refused, match="không còn hiệu lực"):
        sign(closed, replaces=first)


def test_signing_is_one_change_that_undo_does_not_cross(closed: Quarter) -> None:
    sign(closed)
    with pytest.raises(Refused, match="lập báo cáo khác thay thế"):
        closed.session.undo()


def test_a_damaged_file_is_said_and_never_printed(closed: Quarter) -> None:
    report_id = sign(closed)
    (row,) = rows_of(closed.session, "report")
    attachments.path_of(closed.session.path, row["pdf_sha256"]).write_bytes(b"%PDF-")
    with pytest.raises(WorkspaceTrouble, match="không còn nguyên vẹn"):
        signing.reprint(closed.session, report_id)


def test_what_is_not_there_is_named(session: Session, closed: Quarter) -> None:
    with pytest.raises(NotFound, match="Không có báo cáo đã ký số 99"):
        signing.reprint(closed.session, 99)
    with pytest.raises(Refused, match="không cấp số và ký riêng"):
        sign(closed, name="targets")
