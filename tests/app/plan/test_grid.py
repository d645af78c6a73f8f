"""What the grid reads: the rows of a period with both quarters, in the plan's order, and what a change touched."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import BadInput, Refused
from app.i18n import msg
from app.plan import block, calendar, closing, evidence, grid, reviews
from app.plan.grid_rows import Amount, Grid, TaskRow, ValueRow
from app.plan.progress import ProgressEdit
from app.plan.values import ValueEdit
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter


def tasks(seen: Grid) -> dict[str, TaskRow]:
    return {row.number: row for row in seen.rows if isinstance(row, TaskRow)}


def figures(seen: Grid, measure: int) -> dict[str, ValueRow]:
    return {row.text: row for row in seen.rows if isinstance(row, ValueRow) and row.key[0] == measure}


def test_own_tasks_stand_under_their_programmes_with_counts(quarter: Quarter) -> None:
    quarter.log("T1", state="done", done_on="2026-09-28", percent=100, result="Xong")
    seen = grid.read(quarter.session, Q3)
    assert [row.number for row in seen.rows] == ["T1", "T2", "T3", "T4", "T5", "T6", "T7"]
    assert [(group.title, group.note, group.logged, group.total) for group in seen.groups if group.total] == [
        ("Chương trình 1", "Ban Tuyên giáo - Nữ công", 1, 4),
        ("Chương trình 2", "Ban Chính sách - Pháp luật", 0, 3),
    ]
    row = tasks(seen)["T1"]
    assert (row.state, row.percent, row.done_on, row.result) == ("done", 100, date(2026, 9, 28), "Xong")
    assert (row.phase, row.status, row.lead) == ("draft", "done", quarter.bans["TGNC"])
    assert tasks(seen)["T2"].status == "not_logged"
    assert tasks(seen)["T4"].status == "overdue"


def test_last_quarter_stands_beside_and_repeated_words_are_marked(quarter: Quarter) -> None:
    quarter.log("T3", state="in_progress", percent=40, result="Đang  thẩm định", cause="Thiếu người")
    quarter.submit()
    calendar.open_period(quarter.session, Q4)
    quarter.log("T3", period=Q4, state="in_progress", percent=60, result="đang thẩm định", cause="Khác")
    row = tasks(grid.read(quarter.session, Q4))["T3"]
    assert (row.last_percent, row.last_result, row.last_cause) == (40, "Đang  thẩm định", "Thiếu người")
    assert row.same == {"result"}


def test_a_returned_entry_carries_its_reason_until_it_is_answered(quarter: Quarter) -> None:
    entry = quarter.log("T5", state="in_progress", result="Chưa rõ")
    quarter.submit()
    reviews.return_(quarter.session, progress_ids=[entry], reason="Nêu số", cells=["result"])
    row = tasks(grid.read(quarter.session, Q3))["T5"]
    assert (row.review, row.reason, row.changed) == ("returned", "Nêu số", False)
    assert row.cells == {"result"}
    quarter.log("T5", result="12 đơn vị")
    row = tasks(grid.read(quarter.session, Q3))["T5"]
    assert (row.review, row.changed, row.kind) == ("", True, "answer")


def test_passed_down_work_stands_by_unit(quarter: Quarter) -> None:
    quarter.log("T8", "D", state="done", done_on="2026-09-15")
    seen = grid.read(quarter.session, Q3, grid.PASSED_DOWN)
    assert [(row.text, row.status) for row in seen.rows if isinstance(row, TaskRow)] == [
        ("Mầm non D", "done"),
        ("Trường tư thục E", "overdue"),
    ]
    assert [(group.title, group.logged, group.total) for group in seen.groups] == [("Nhiệm vụ T8", 1, 2)]


def test_values_show_this_period_and_to_date_side_by_side(quarter: Quarter) -> None:
    for unit, count in {"A": 3, "B": 0}.items():
        quarter.value("M2", unit, val=count)
    quarter.value("M1", "A", num="40/50")
    quarter.value("M2", "C", given="none_occurred")
    quarter.submit()
    calendar.open_period(quarter.session, Q4)
    quarter.value("M2", "A", period=Q4, val=4)
    quarter.value("M1", "A", period=Q4, num="45/50")
    seen = grid.read(quarter.session, Q4, grid.VALUES)
    added = figures(seen, quarter.measures["M2"])
    assert added["THPT Mẫu A"].last == Amount("value", None, None, 3)
    assert added["THPT Mẫu A"].to_date == Amount("value", None, None, 7)
    assert added["THPT Mẫu B"].to_date == Amount("value", None, None, 0)
    assert (added["Tiểu học Mẫu C"].now, added["Tiểu học Mẫu C"].to_date) == (None, None)
    rate = figures(seen, quarter.measures["M1"])["THPT Mẫu A"]
    assert rate.to_date == Amount("value", 45, 50, None)
    assert rate.within == Amount("value", 5, None, None)


def test_what_is_not_expected_but_answered_is_shown_too(quarter: Quarter) -> None:
    quarter.value("M3", "A", given="not_applicable")
    row = figures(grid.read(quarter.session, Q3, grid.VALUES), quarter.measures["M3"])["THPT Mẫu A"]
    assert (row.expected, row.now) == (False, Amount("not_applicable", None, None, None))


def test_a_change_names_the_rows_it_touched(quarter: Quarter) -> None:
    session = quarter.session
    heard: list[frozenset[tuple[str, int]]] = []
    session.subscribe(heard.append)
    entry = quarter.log("T1", state="in_progress")
    key = (quarter.tasks["T1"], session.office.unit_id)
    assert grid.touched(session, heard[-1], grid.OWN) == {key}
    assert grid.touched(session, heard[-1], grid.VALUES) == set()
    quarter.submit()
    reviews.approve(session, progress_ids=[entry])
    assert grid.touched(session, heard[-1], grid.OWN) == {key}
    quarter.value("M2", "A", val=1)
    assert grid.touched(session, heard[-1], grid.VALUES) == {(quarter.measures["M2"], quarter.units["A"])}
    closing_label = msg("Đổi tên")
    with session.change(closing_label) as change:
        change.update("task", quarter.tasks["T1"], text="Khác")
    assert grid.touched(session, heard[-1], grid.OWN) is None


def test_rows_read_again_are_as_a_whole_reading_has_them(quarter: Quarter) -> None:
    quarter.log_everything()
    for part in grid.PARTS:
        seen = grid.read(quarter.session, Q3, part)
        keys = [row.key for row in seen.rows]
        assert list(grid.again(quarter.session, seen, keys).values()) == list(seen.rows)


def test_a_block_leaves_out_what_cannot_be_and_is_one_step_of_undo(quarter: Quarter) -> None:
    session = quarter.session
    seen = grid.read(session, Q3, grid.VALUES)
    measure, units = quarter.measures["M1"], quarter.units
    edits = [
        ValueEdit(measure_id=measure, period=Q3, unit_id=units["A"], num="40/50"),
        ValueEdit(measure_id=measure, period=Q3, unit_id=units["B"], num="61/56"),
        ValueEdit(measure_id=measure, period=Q3, unit_id=units["C"], given="none_occurred"),
    ]
    result = block.log_block(session, edits, seen)
    assert list(result.refused) == [1]
    assert isinstance(result.refused[1], BadInput)
    assert {key[1] for key, row in result.rows.items() if isinstance(row, ValueRow) and row.now} == {
        quarter.units["A"],
        quarter.units["C"],
    }
    session.undo()
    after = grid.again(session, seen, result.rows)
    assert not any(isinstance(row, ValueRow) and row.now for row in after.values())


def test_one_edit_alone_raises_what_is_wrong_and_a_lock_refuses_all(quarter: Quarter) -> None:
    session = quarter.session
    seen = grid.read(session, Q3)
    with pytest.raises(BadInput):
        block.log_block(session, [ProgressEdit(task_id=quarter.tasks["T1"], period=Q3, percent=101)], seen)
    quarter.log_everything()
    quarter.submit()
    closing.close_period(session, Q3)
    edits = [ProgressEdit(task_id=quarter.tasks[name], period=Q3, percent=5) for name in ("T1", "T2")]
    with pytest.raises(Refused):
        block.log_block(session, edits, seen)


def test_evidence_opens_an_entry_where_there_is_none(quarter: Quarter, tmp_path: Path) -> None:
    paper = tmp_path / "biên bản.txt"
    paper.write_text("đã họp", encoding="utf-8")
    seen = grid.read(quarter.session, Q3)
    row = tasks(seen)["T1"]
    block.attach(quarter.session, row, seen, [paper])
    row = tasks(grid.read(quarter.session, Q3))["T1"]
    assert (row.evidence, row.state) == (1, "not_started")
    assert [file.name for file in evidence.of(quarter.session, "progress", row.entry)] == ["biên bản.txt"]
    value = grid.read(quarter.session, Q3, grid.VALUES).rows[0]
    with pytest.raises(BadInput):
        block.attach(quarter.session, value, seen, [paper])
