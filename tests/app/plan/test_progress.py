"""Logging the quarter: what a cell writes, when a new revision opens, what is refused."""

from datetime import UTC, datetime

import pytest

from app.errors import BadInput, NotFound, Refused
from app.plan import calendar, progress, reviews
from app.plan.progress import ProgressEdit
from db.queries import quarter as queries
from db.queries.quarter import PROGRESS
from db.state import state_hash
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter


def head(quarter: Quarter, entry_id: int) -> dict[str, object]:
    return dict(queries.facts(quarter.session.conn, PROGRESS, [entry_id])[entry_id])


def test_a_cell_writes_only_what_is_given(quarter: Quarter) -> None:
    entry = quarter.log("T1", state="in_progress", percent=40, result="Đã họp.")
    assert quarter.log("T1", difficulty="Thiếu người.") == entry
    written = head(quarter, entry)
    assert (written["state"], written["percent"], written["result"]) == ("in_progress", 40, "Đã họp.")
    assert (written["difficulty"], written["rev"], written["phase"]) == ("Thiếu người.", 1, "draft")


def test_an_empty_text_clears_a_field(quarter: Quarter) -> None:
    entry = quarter.log("T1", state="done", percent="40%", done_on="2026-09-28", result="Xong")
    quarter.log("T1", percent="", done_on="", result="")
    written = head(quarter, entry)
    assert (written["percent"], written["done_on"], written["result"]) == (None, None, "")


def test_writing_what_is_there_leaves_no_step(quarter: Quarter) -> None:
    quarter.log("T1", result="Đã họp.")
    before = state_hash(quarter.session.conn)
    quarter.log("T1", result=" Đã họp.\n")
    assert state_hash(quarter.session.conn) == before


def test_the_first_words_of_a_quarter_go_on_in_the_state_of_the_last(quarter: Quarter) -> None:
    quarter.log("T3", state="paused")
    calendar.open_period(quarter.session, Q4)
    assert head(quarter, quarter.log("T3", period=Q4, result="Chờ kinh phí"))["state"] == "paused"
    assert head(quarter, quarter.log("T7", period=Q4, result="Đã khởi động"))["state"] == "in_progress"
    assert head(quarter, quarter.log("T5", period=Q4, difficulty="Thiếu người"))["state"] == "not_started"


def test_an_edit_after_submitting_opens_a_draft_and_the_submitted_one_goes_on_counting(logged: Quarter) -> None:
    entry = logged.log("T5", percent=90)
    written = head(logged, entry)
    assert (written["head_rev"], written["submitted_rev"], written["phase"], written["kind"]) == (
        2,
        1,
        "draft",
        "normal",
    )
    assert queries.facts(logged.session.conn, PROGRESS, [entry], "submitted_rev")[entry]["percent"] == 70


def test_a_submitted_revision_carries_a_hash_over_its_words(quarter: Quarter) -> None:
    first, second = quarter.log("T1", result="Một"), quarter.log("T2", result="Hai")
    quarter.submit()
    hashes = {entry: head(quarter, entry)["hash"] for entry in (first, second)}
    assert all(len(str(found)) == 64 for found in hashes.values())
    assert hashes[first] != hashes[second]


@pytest.mark.parametrize(
    "fields",
    [{"state": "xong"}, {"percent": 101}, {"percent": "một nửa"}, {"done_on": "30/09"}, {"given": "gì đó"}],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(quarter: Quarter, fields: dict[str, str]) -> None:
    before = state_hash(quarter.session.conn)
    with pytest.raises(BadInput):
        quarter.log("T1", **fields)
    assert state_hash(quarter.session.conn) == before


def test_own_tasks_are_logged_for_the_office_and_passed_down_ones_for_units(quarter: Quarter) -> None:
    with pytest.raises(BadInput, match="việc của cơ quan"):
        quarter.log("T1", "A", state="done")
    with pytest.raises(BadInput, match="giao cấp dưới"):
        quarter.log("T8", state="done")


def test_a_task_that_is_not_there_is_named(quarter: Quarter) -> None:
    with pytest.raises(NotFound, match="999"):
        progress.log_progress(quarter.session, 999, period=Q3)


def test_a_period_that_is_not_open_is_refused(quarter: Quarter) -> None:
    with pytest.raises(Refused, match="Quý IV/2026 chưa mở"):
        quarter.log("T1", period=Q4, result="Sớm")


def test_a_pasted_block_is_one_step_all_or_nothing(quarter: Quarter) -> None:
    session = quarter.session
    before = state_hash(session.conn)
    edits = [ProgressEdit(task_id=quarter.tasks[name], period=Q3, result=name) for name in ("T1", "T2", "T3")]
    with pytest.raises(BadInput):
        progress.log_many(session, [*edits, ProgressEdit(task_id=quarter.tasks["T4"], period=Q3, percent=200)])
    assert state_hash(session.conn) == before
    assert len(progress.log_many(session, edits)) == 3
    session.undo()
    assert state_hash(session.conn) == before


def test_copying_last_quarter_takes_the_words_and_leaves_finished_tasks_alone(quarter: Quarter) -> None:
    quarter.log("T1", state="done", done_on="2026-09-28", result="Xong")
    quarter.log("T3", state="in_progress", percent=40, result="Đã họp hai lần.")
    calendar.open_period(quarter.session, Q4)
    ids = [quarter.tasks[name] for name in ("T1", "T3", "T7")]
    assert progress.copy_from_last(quarter.session, Q4, ids) == 1
    copied = queries.fact(
        quarter.session.conn,
        PROGRESS,
        quarter.tasks["T3"],
        quarter.session.office.unit_id,
        Q4,
        quarter.session.office.seat_id,
    )
    assert copied is not None
    assert (copied["state"], copied["percent"], copied["result"]) == ("in_progress", 40, "Đã họp hai lần.")


def test_words_equal_to_last_quarter_are_told_whatever_the_case_and_the_blanks(quarter: Quarter) -> None:
    quarter.log("T2", result="Duy trì  sinh hoạt hằng tháng", difficulty="Không")
    quarter.log("T3", result="Đã họp", cause="")
    calendar.open_period(quarter.session, Q4)
    quarter.log("T2", period=Q4, result="duy trì sinh hoạt\nhằng tháng", difficulty="Có")
    quarter.log("T3", period=Q4, result="Đã hợp", cause="")
    own = quarter.session.office.unit_id
    assert progress.same_as_last(quarter.session, Q4) == {(quarter.tasks["T2"], own)}
    assert progress.same_fields(quarter.session, Q4) == {(quarter.tasks["T2"], own): frozenset({"result"})}


def test_a_thrown_away_draft_gives_back_what_was_submitted_and_undo_gives_back_the_draft(logged: Quarter) -> None:
    session = logged.session
    before = state_hash(session.conn)
    entry = logged.log("T5", percent=90)
    drafted = state_hash(session.conn)
    progress.clear_progress(session, entry)
    assert state_hash(session.conn) == before
    session.undo()
    assert state_hash(session.conn) == drafted
    session.redo()
    with pytest.raises(Refused):
        progress.clear_progress(session, entry)


def test_each_edit_undoes_and_redoes_to_the_same_state(quarter: Quarter) -> None:
    session = quarter.session
    hashes = [state_hash(session.conn)]
    for fields in ({"state": "in_progress"}, {"percent": 10}, {"result": "Một"}, {"result": ""}, {"state": "done"}):
        quarter.log("T1", **fields)
        hashes.append(state_hash(session.conn))
    for expected in reversed(hashes[:-1]):
        session.undo()
        assert state_hash(session.conn) == expected
    for expected in hashes[1:]:
        session.redo()
        assert state_hash(session.conn) == expected


def test_who_wrote_and_when_stands_with_the_revision(quarter: Quarter) -> None:
    quarter.clock.set("2026-10-01T09:15:00")
    entry = quarter.log("T1", result="Xong")
    row = queries.revisions(quarter.session.conn, PROGRESS, entry)[0]
    assert row["person_text"] == "Người thử"
    assert datetime.fromtimestamp(row["at_ms"] / 1000, UTC).isoformat(timespec="minutes") == "2026-10-01T02:15+00:00"


def test_only_the_named_rows_are_submitted(quarter: Quarter) -> None:
    first, second = quarter.log("T1", result="Một"), quarter.log("T2", result="Hai")
    assert reviews.submit(quarter.session, period=Q3, progress_ids=[first]) == 1
    assert reviews.status_of(quarter.session, "progress", first) is reviews.Status.submitted
    assert reviews.status_of(quarter.session, "progress", second) is reviews.Status.draft
