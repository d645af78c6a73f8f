"""Reminders: what is overdue, due in 7/3/1 days, returned, closing or waiting for approval; once told, set aside per person."""

from app.plan import calendar, reminders, reviews, tasks
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Quarter


def told(session: Session, **set_aside: str) -> dict[str, list[str]]:
    keys = {key.replace("__", ":"): day for key, day in set_aside.items()}
    return {group.kind: [line.words for line in group.lines] for group in reminders.read(session, keys)}


def due_tasks(quarter: Quarter) -> None:
    """Tasks due on each day around 1 October 2026, one of each."""
    for day, name in ((28, "cũ"), (30, "hôm qua")):
        tasks.add_task(quarter.session, text=name, due=f"2026-09-{day}")
    for day in (1, 2, 3, 4, 5, 8, 9):
        tasks.add_task(quarter.session, text=f"ngày {day}", due=f"2026-10-0{day}")
    tasks.add_task(quarter.session, text="thường xuyên", continuous=True)


def test_open_tasks_stand_in_the_narrowest_group_of_their_due_day(quarter: Quarter) -> None:
    due_tasks(quarter)
    found = told(quarter.session)
    ours = {"cũ", "hôm qua"} | {f"ngày {day}" for day in range(10)}
    assert {
        kind: [one for one in lines if one in ours] for kind, lines in found.items() if kind.startswith(("in", "over"))
    } == {
        "overdue": ["cũ", "hôm qua"],
        "in1": ["ngày 1", "ngày 2"],
        "in3": ["ngày 3", "ngày 4"],
        "in7": ["ngày 5", "ngày 8"],
    }
    lines = {line.words: line for group in reminders.read(quarter.session, {}) for line in group.lines}
    assert lines["hôm qua"].beside == "hạn 30/09, quá 1 ngày"
    assert lines["ngày 1"].beside == "hạn hôm nay, 01/10/2026"
    assert lines["ngày 4"].beside == "hạn 04/10/2026, còn 3 ngày"


def test_the_next_morning_a_task_has_moved_on_and_what_was_put_off_is_back(quarter: Quarter) -> None:
    due_tasks(quarter)
    line = next(one for group in reminders.read(quarter.session, {}) for one in group.lines if one.words == "hôm qua")
    put_off = {line.key: reminders.tomorrow(quarter.session)}
    assert "hôm qua" not in str(reminders.read(quarter.session, put_off))
    quarter.clock.set("2026-10-02T07:30:00")
    assert "hôm qua" in str(reminders.read(quarter.session, put_off))
    assert "hôm qua" not in str(reminders.read(quarter.session, {line.key: ""})), "known for good"
    assert "ngày 1" in told(quarter.session)["overdue"]
    task = next(
        one.thing[1] for group in reminders.read(quarter.session, {}) for one in group.lines if one.words == "hôm qua"
    )
    tasks.extend_due(quarter.session, task, due="2026-10-03", reason="chờ văn bản")
    assert "hôm qua" in str(reminders.read(quarter.session, {line.key: ""})), "another due date is told anew"


def test_cut_off_and_report_come_from_the_calendar(quarter: Quarter) -> None:
    session = quarter.session
    calendar.set_dates(session, Q3, cutoff="2026-10-06", due="2026-10-12")
    assert told(session)["closing"] == ["Chốt số liệu quý III/2026 còn 5 ngày"]
    quarter.clock.set("2026-10-12T08:00:00")
    assert told(session)["closing"] == ["Nộp báo cáo quý III/2026 hôm nay"]
    quarter.clock.set("2026-10-14T08:00:00")
    assert told(session)["closing"] == ["Quá hạn nộp báo cáo quý III/2026 2 ngày"]
    calendar.set_dates(session, Q3, cutoff="2026-11-06", due="2026-11-12")
    assert "closing" not in told(session), "nobody is reminded of what is far away"


def test_what_was_returned_leads_to_its_row_and_is_told_again_when_returned_again(logged: Quarter) -> None:
    session = logged.session
    before = next(group for group in reminders.read(session, {}) if group.kind == "approval")
    assert before.lines[0].thing == ("filter", "waiting")
    entry = next(iter(logged.tasks))
    ids = [
        row[0] for row in session.conn.execute("SELECT id FROM progress_entry WHERE task_id = ?", [logged.tasks[entry]])
    ]
    reviews.return_(session, progress_ids=ids[:1], reason="Thiếu số liệu")
    group = next(group for group in reminders.read(session, {}) if group.kind == "returned")
    assert [(line.thing, line.period) for line in group.lines] == [(("progress", ids[0]), Q3)]
    assert group.lines[0].beside.startswith("Thiếu số liệu · Quý III/2026")
    known = {group.lines[0].key: ""}
    assert "returned" not in {one.kind for one in reminders.read(session, known)}


def test_many_lines_are_counted_not_listed_and_the_sentence_says_all(quarter: Quarter) -> None:
    for number in range(30):
        tasks.add_task(quarter.session, text=f"việc {number}", due="2026-09-01")
    groups = reminders.read(quarter.session, {})
    overdue = next(group for group in groups if group.kind == "overdue")
    assert len(overdue.lines) == reminders.MOST
    assert overdue.count >= 30
    said = reminders.sentence(groups)
    assert said.startswith(f"Hôm nay: {overdue.count} quá hạn")
    assert reminders.sentence(()) == ""
