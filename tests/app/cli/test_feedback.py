"""Feedback by the command line: said, listed, answered, taken back; own tasks under a given one."""

import pytest

from app import workspace
from app.clock import FrozenClock
from tests.builders import received
from tests.builders.received import Given
from tests.helpers.command_line import Desk


@pytest.fixture
def given(at: Desk) -> Given:
    session = workspace.open_workspace(at.path, clock=FrozenClock("2026-10-01T08:00:00", step_ms=1))
    made = received.given(session)
    session.close()
    return made


def test_feedback_is_said_listed_and_taken_back(at: Desk, given: Given) -> None:
    said = at.do(
        "feedback add",
        f"task:#{given.task}",
        "--kind",
        "extension",
        "--text",
        "Chưa có kinh phí",
        "--due",
        "31/10/2026",
    )
    assert "Xin gia hạn về “1 Việc cấp trên giao”" in said
    [row] = at.json("feedback list")
    assert (row["kind"], row["new_due"], row["with"]) == ("Xin gia hạn", "2026-10-31", "Liên đoàn Lao động tỉnh Mẫu")
    assert "Liên đoàn Lao động tỉnh Mẫu trả lời" in at.refused("feedback answer", str(row["id"]), "--verdict", "noted")
    at.do("feedback take-back", str(row["id"]))
    assert at.json("feedback list") == []


def test_what_a_unit_says_is_answered(at: Desk) -> None:
    session = workspace.open_workspace(at.path, clock=FrozenClock("2026-10-01T08:00:00", step_ms=1))
    unit = session.conn.execute("SELECT unit_id FROM unit_name WHERE name LIKE 'Mầm non%'").fetchone()[0]
    task = session.conn.execute("SELECT id FROM task WHERE number = 'T8'").fetchone()[0]
    seat = received.child(session, unit, "CĐ Mầm non D")
    with received.importing(session) as change:
        asked = change.define(
            "feedback",
            seat_id=seat,
            on_kind="task",
            on_id=task,
            kind="not_our_duty",
            text="Không có đoàn viên",
            at_ms=1,
        )
    session.close()
    [row] = at.json("feedback list", "--waiting")
    assert (row["id"], row["with"], row["way"]) == (asked, "CĐ Mầm non D", "gửi đến")
    assert "ghi lý do" in at.refused("feedback answer", str(asked), "--verdict", "declined")
    at.do("feedback answer", str(asked), "--verdict", "declined", "--text", "Có ba đoàn viên")
    assert at.json("feedback list", "--waiting") == []


def test_own_tasks_are_hung_under_a_given_one(at: Desk, given: Given) -> None:
    at.do("task add", "--text", "Mở hai lớp ở trường", "--under", f"#{given.task}")
    [row] = [row for row in at.json("list", "tasks") if row["text"] == "Mở hai lớp ở trường"]
    assert (row["programme_number"], row["section"]) == ("1", "Tuyên truyền")
    assert "Gửi kiến nghị" in at.refused("task extend", f"#{given.task}", "--due", "31/12/2026", "--reason", "Chậm")
