"""Closing a quarter: the checklist finds exactly what is there, the lock holds, amendments are told."""

from collections.abc import Callable

import pytest

from app.errors import NotFound, Refused
from app.people import offices
from app.plan import calendar, closing, figures, progress, reviews, tasks, values
from app.plan.verdicts import Verdict
from db import rules
from db.state import state_hash
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter


def found(quarter: Quarter, period: str = Q3) -> list[tuple[str, str]]:
    names = {what: name for name, what in (quarter.tasks | quarter.measures).items()}
    units = {unit: name for name, unit in quarter.units.items()}
    rows = closing.checklist(quarter.session, period)
    return [(row.code, f"{names.get(row.what_id or 0, '')} {units.get(row.unit_id or 0, '')}".strip()) for row in rows]


def test_the_checklist_of_the_scenario_names_exactly_what_is_missing(logged: Quarter) -> None:
    assert found(logged) == [
        ("missing_entry", "T8 E"),
        ("missing_value", "M1 E"),
        ("missing_value", "M2 E"),
        ("missing_value", "M3 E"),
        ("no_cause", "T5"),
    ]
    texts = [str(row.message) for row in closing.checklist(logged.session, Q3)]
    assert texts[0] == "Trường tư thục E chưa báo cáo: T8 Nhiệm vụ T8"
    assert not any(row.blocking for row in closing.checklist(logged.session, Q3))


def test_a_written_cause_settles_an_overdue_task(logged: Quarter) -> None:
    logged.log("T5", cause="Chờ kinh phí")
    logged.submit()
    assert ("no_cause", "T5") not in found(logged)


def test_what_does_not_fit_together_is_told(quarter: Quarter) -> None:
    quarter.log_everything()
    quarter.log("T1", done_on="", percent=80)
    quarter.log("T3", percent=100)
    quarter.value("M1", "A", num=0, den=0)
    quarter.value("M3", "A", num=1, den=2)
    told = [
        str(row.message) for row in closing.checklist(quarter.session, Q3) if row.code in {"inconsistent", "no_base"}
    ]
    assert told == [
        "Thiếu mẫu số: Chỉ số M1 (THPT Mẫu A)",
        "Hoàn thành mà chưa có ngày: T1 Nhiệm vụ T1 (Liên đoàn Lao động tỉnh Mẫu)",
        "Hoàn thành mà mới 80%: T1 Nhiệm vụ T1 (Liên đoàn Lao động tỉnh Mẫu)",
        "Đã 100% mà chưa hoàn thành: T3 Nhiệm vụ T3 (Liên đoàn Lao động tỉnh Mẫu)",
        "Có số liệu mà không thuộc diện phải báo cáo: Chỉ số M3 (THPT Mẫu A)",
    ]


def test_percent_going_down_and_the_same_words_are_told(logged: Quarter) -> None:
    logged.log("T7", result="Đã họp bàn.")
    logged.submit()
    calendar.open_period(logged.session, Q4)
    logged.log("T3", period=Q4, percent=30, state="in_progress")
    logged.log("T7", period=Q4, result="đã họp  bàn.")
    told = {row.code: str(row.message) for row in closing.checklist(logged.session, Q4)}
    assert told["inconsistent"].startswith("Giảm từ 40% xuống 30%: T3")
    assert told["same_text"].startswith("Kết quả giống hệt quý trước: T7")


def test_evidence_that_is_asked_for_is_missed(quarter: Quarter) -> None:
    quarter.task("T9", 1, due="2026-12-31", needs_evidence=True)
    quarter.log("T9", state="done", done_on="2026-09-01")
    assert ("evidence_missing", "T9") in found(quarter)


def test_drafts_and_returned_rows_hold_the_lock_up(quarter: Quarter) -> None:
    session = quarter.session
    quarter.log_everything()
    blocking = [str(row.message) for row in closing.checklist(session, Q3) if row.blocking]
    assert blocking == ["8 dòng nhật ký còn là bản nháp", "12 số liệu còn là bản nháp"]
    with pytest.raises(Refused, match="Còn 20 dòng nháp"):
        closing.close_period(session, Q3)
    quarter.submit()
    slip_row = quarter.log("T5")
    reviews.return_(session, progress_ids=[slip_row], reason="Ghi nguyên nhân")
    assert ("returned", "T5") in found(quarter)
    with pytest.raises(Refused, match="Còn 1 dòng bị trả lại"):
        closing.close_period(session, Q3)
    quarter.log("T5", cause="Chờ kinh phí")
    quarter.submit()
    closing.close_period(session, Q3)


def test_approval_is_a_step_only_where_the_office_asks_for_it(logged: Quarter) -> None:
    assert "not_approved" not in {code for code, _ in found(logged)}
    offices.set_setting(logged.session, closing.APPROVAL, "required")
    rows = [row for row in closing.checklist(logged.session, Q3) if row.code == "not_approved"]
    assert len(rows) == 20
    reviews.approve(
        logged.session, progress_ids=[row.fact_id for row in rows if row.what_kind == "task" and row.fact_id]
    )
    assert sum(code == "not_approved" for code, _ in found(logged)) == 12


def test_readiness_counts_where_everything_stands(logged: Quarter) -> None:
    session = logged.session
    entry = logged.log("T5")
    reviews.approve(session, progress_ids=[entry])
    now = closing.readiness(session, Q3)
    assert (now.expected, now.reported, now.missing, now.drafts) == (7 + 2 + 5 + 5 + 2, 17, 4, 0)
    assert (now.waiting, now.approved, now.returned, now.closed_at_ms) == (19, 1, 0, None)


def test_after_the_lock_only_amendments_write(logged: Quarter) -> None:
    session = logged.session
    closing.close_period(session, Q3)
    with pytest.raises(Refused, match=r"Quý III/2026 đã khóa\. Muốn đổi số liệu, lập đính chính kèm lý do\."):
        logged.log("T5", cause="Muộn")
    with pytest.raises(Refused, match="đã khóa"):
        logged.value("M1", "A", num="41/50")
    with pytest.raises(Refused, match="đã khóa"):
        values.clear_value(session, logged.measures["M1"], unit_id=logged.units["A"], period=Q3)
    with pytest.raises(Refused, match="đã khóa"):
        reviews.submit(session, period=Q3)
    with pytest.raises(Refused, match="đã khóa"):
        closing.close_period(session, Q3)
    with pytest.raises(Refused, match="lập đính chính"):
        session.undo()
    assert reviews.status_of(session, "progress", 1) is reviews.Status.locked


def test_quarters_are_locked_in_the_order_of_time(logged: Quarter) -> None:
    calendar.open_period(logged.session, Q4)
    with pytest.raises(Refused, match="Quý III/2026 chưa khóa"):
        closing.close_period(logged.session, Q4)
    with pytest.raises(NotFound, match="Quý I/2027 chưa mở"):
        closing.close_period(logged.session, "2027-Q1")


def test_the_lock_keeps_who_was_expected(logged: Quarter) -> None:
    session = logged.session
    closing.close_period(session, Q3)
    with session.change(closing.CODES["returned"]) as change:
        change.update("unit", logged.units["A"], gone="nhầm")
    assert figures.measure_figure(session, logged.measures["M1"], Q3, as_of="closed").base == "4/5"


def test_the_amendments_of_the_scenario(logged: Quarter) -> None:
    session = logged.session
    closing.close_period(session, Q3)
    row = session.conn.execute(
        "SELECT id FROM target_value WHERE measure_id = ? AND unit_id = ?", [logged.measures["M1"], logged.units["D"]]
    ).fetchone()
    reviews.amend_value(session, row[0], num="20/25", reason="Đếm sót một lớp", authority="Chủ tịch")
    (line,) = closing.amendments(session, Q3)
    assert (line.kind, line.title, line.before, line.after) == ("measure", "Chỉ số M1", "72,0%", "84,0%")
    assert (line.verdict_before, line.verdict_after, line.verdict_moved) == (Verdict.not_met, Verdict.not_met, False)
    (cell,) = line.cells
    assert (cell.unit_name, cell.before, cell.after) == ("Mầm non D", "5/25", "20/25")
    assert (cell.reason, cell.authority, cell.person) == ("Đếm sót một lớp", "Chủ tịch", "Người thử")
    assert reviews.status_of(session, "value", row[0]) is reviews.Status.amended


def test_a_report_after_the_lock_counts_now_and_not_then(logged: Quarter) -> None:
    session = logged.session
    closing.close_period(session, Q3)
    late = values.ValueEdit(measure_id=logged.measures["M3"], unit_id=logged.units["E"], period=Q3, num="0/1")
    reviews.add_late_value(session, late, reason="Báo cáo muộn")
    task = progress.ProgressEdit(
        task_id=logged.tasks["T8"], unit_id=logged.units["E"], period=Q3, state="done", done_on="2026-09-20"
    )
    reviews.add_late_progress(session, task, reason="Báo cáo muộn")
    assert figures.measure_figure(session, logged.measures["M3"], Q3).text_percent == "50,0%"
    assert figures.measure_figure(session, logged.measures["M3"], Q3, as_of="closed").base == "1/2"
    measure, passed = closing.amendments(session, Q3)
    assert (measure.before, measure.after, measure.verdict_moved) == ("100,0%", "50,0%", True)
    assert measure.cells[0].before == "chưa báo cáo"
    assert (passed.before, passed.after, passed.cells[0].after) == ("1/2 đơn vị", "2/2 đơn vị", "Hoàn thành")
    with pytest.raises(Refused, match="đã có báo cáo"):
        reviews.add_late_value(session, late, reason="Lần nữa")


def test_a_returned_row_of_a_locked_quarter_is_answered_by_an_amendment(logged: Quarter) -> None:
    session = logged.session
    entry = logged.log("T5")
    closing.close_period(session, Q3)
    reviews.return_(session, progress_ids=[entry], reason="Ghi nguyên nhân")
    assert reviews.status_of(session, "progress", entry) is reviews.Status.returned
    reviews.amend_progress(session, entry, reason="Theo phiếu trả lại", cause="Chờ kinh phí")
    assert reviews.status_of(session, "progress", entry) is reviews.Status.amended
    assert session.conn.execute("SELECT state FROM slip").fetchone()[0] == "answered"


def test_every_step_before_the_submission_undoes_and_redoes_to_the_same_state(quarter: Quarter) -> None:
    session = quarter.session
    hashes = [state_hash(session.conn)]
    steps: tuple[Callable[[], int], ...] = (
        lambda: quarter.log("T1", state="done", done_on="2026-09-28"),
        lambda: quarter.value("M1", "A", num="40/50"),
        lambda: quarter.value("M1", "A", given="none_occurred"),
        lambda: quarter.log("T8", "D", state="done", done_on="2026-09-15"),
    )
    for step in steps:
        step()
        hashes.append(state_hash(session.conn))
    for expected in reversed(hashes[:-1]):
        session.undo()
        assert state_hash(session.conn) == expected
    for expected in hashes[1:]:
        session.redo()
        assert state_hash(session.conn) == expected


def test_what_a_lock_would_say_now_is_told_in_one_sentence(logged: Quarter) -> None:
    assert str(closing.outlook(logged.session, Q3)) == (
        "Báo cáo Quý III/2026 sẽ ghi: 6/7 nhiệm vụ đúng tiến độ (85,7%), 1 quá hạn; 4/5 đơn vị đã gửi đủ."
    )


def test_what_a_lock_would_say_is_judged_at_the_cut_off_as_its_report_will_be(logged: Quarter) -> None:
    logged.clock.set("2026-09-05T08:00:00")  # T5 is due on 10/09, before the cut-off, and not done
    assert figures.task_summary(logged.session, Q3).overdue == 0
    assert figures.task_summary(logged.session, Q3, at_cutoff=True).overdue == 1
    assert "1 quá hạn" in str(closing.outlook(logged.session, Q3))


def test_everything_that_waits_is_approved_at_once(logged: Quarter) -> None:
    assert closing.approve_waiting(logged.session, Q3) == 20
    assert closing.readiness(logged.session, Q3).waiting == 0
    with pytest.raises(Refused):
        closing.approve_waiting(logged.session, Q3)


def test_a_clock_set_back_before_the_close_makes_no_entry_look_late(logged: Quarter) -> None:
    logged.clock.set("2020-01-01T08:00:00")
    closing.close_period(logged.session, Q3)
    assert [code for code, _, _ in rules.broken(logged.session.conn)] == []


def test_a_due_date_moved_after_the_close_leaves_the_close_alone_whatever_the_clock_says(logged: Quarter) -> None:
    session = logged.session
    closing.close_period(session, Q3)
    before = figures.task_summary(session, Q3, as_of="closed")
    logged.clock.set("2020-01-01T08:00:00")
    tasks.extend_due(session, logged.tasks["T5"], due="2026-12-31", reason="Chờ kinh phí")
    assert figures.task_summary(session, Q3, as_of="closed") == before
