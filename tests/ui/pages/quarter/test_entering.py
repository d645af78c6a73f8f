"""What typed words mean."""

from datetime import date

import pytest

from app.errors import BadInput
from app.plan import grid
from app.plan.grid_rows import TaskRow
from tests.app.plan.quarter_fixture import Q3, Quarter
from ui.pages.quarter.entering import given_of, state_of, task_edit


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Hoàn thành", "done"),
        ("hoan thanh", "done"),
        ("Đang triển khai", "in_progress"),
        ("Quá hạn", "in_progress"),
        ("Chưa", "not_started"),
        ("Tạm dừng", "paused"),
        ("Đã hủy", "cancelled"),
        ("gì đó", None),
    ],
)
def test_states_are_known_by_the_words_of_the_field(text: str, state: str | None) -> None:
    assert state_of(text) == state


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("không PS", "none_occurred"),
        ("kps", "none_occurred"),
        ("Không phát sinh", "none_occurred"),
        ("–", "not_applicable"),
        ("-", "not_applicable"),
        ("KA", "not_applicable"),
        ("0", ""),
        ("không", ""),
        ("", ""),
    ],
)
def test_the_kinds_of_nothing_are_typed_in_short(text: str, given: str) -> None:
    assert given_of(text) == given


@pytest.fixture
def rows(quarter: Quarter) -> tuple[grid.Grid, dict[str, TaskRow]]:
    """The own tasks by their numbers."""
    quarter.log("T3", state="done", percent=100, done_on="2026-09-01", result="Xong")
    seen = grid.read(quarter.session, Q3)
    return seen, {row.number: row for row in seen.rows if isinstance(row, TaskRow)}


def test_what_is_done_is_whole_and_what_is_not_done_has_no_done_date(
    rows: tuple[grid.Grid, dict[str, TaskRow]],
) -> None:
    seen, by_number = rows
    edit = task_edit(by_number["T1"], "state", "xong", seen)
    assert edit is not None
    assert (edit.state, edit.percent) == ("done", 100)
    edit = task_edit(by_number["T3"], "state", "đang", seen)
    assert edit is not None
    assert (edit.state, edit.done_on) == ("in_progress", "")
    edit = task_edit(by_number["T1"], "done_on", "28/9", seen)
    assert edit is not None
    assert (edit.state, edit.done_on) == ("done", date(2026, 9, 28).isoformat())


def test_typing_what_stands_already_writes_nothing(rows: tuple[grid.Grid, dict[str, TaskRow]]) -> None:
    seen, by_number = rows
    row = by_number["T3"]
    for key, text in (("state", "Hoàn thành"), ("percent", "100%"), ("done_on", "1/9"), ("result", "Xong")):
        assert task_edit(row, key, text, seen) is None
    assert task_edit(by_number["T1"], "percent", "–", seen) is None


@pytest.mark.parametrize(("key", "text"), [("percent", "101"), ("percent", "nửa"), ("done_on", "31/2"), ("state", "?")])
def test_what_cannot_be_read_is_refused(rows: tuple[grid.Grid, dict[str, TaskRow]], key: str, text: str) -> None:
    seen, by_number = rows
    with pytest.raises(BadInput):
        task_edit(by_number["T1"], key, text, seen)
