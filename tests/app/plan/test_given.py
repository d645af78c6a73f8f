"""What the office above gave is worked with like one's own, hung under, given on inside, and never changed here (MODEL 5-7)."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from app import removing
from app.errors import BadInput, Refused
from app.people import bans, persons
from app.plan import (
    assignments,
    calendar,
    closing,
    details,
    figures,
    grid,
    own_tasks,
    programmes,
    progress,
    reviews,
    target_figures,
    targets,
    tasks,
    values,
    waiting,
)
from app.plan.reviews import Status, status_of
from app.session import Session
from db.rules import broken
from tests.app.plan.quarter_fixture import Q3
from tests.builders import received
from tests.builders.received import Given


@pytest.fixture
def child(office_session: Session) -> Iterator[tuple[Session, Given]]:
    calendar.open_period(office_session, Q3, due="2026-10-05")
    yield office_session, received.given(office_session)
    assert not list(broken(office_session.conn))


def test_what_was_given_is_asked_logged_submitted_and_counted_like_ones_own(child: tuple[Session, Given]) -> None:
    session, given = child
    rows = {row.key[0]: row for row in grid.read(session, Q3).rows}
    assert rows.keys() == {given.task, given.second}
    assert {finding.what_id for finding in closing.checklist(session, Q3) if finding.code.startswith("missing")} == {
        *(given.task, given.second, given.measure)
    }
    progress.log_progress(session, given.task, period=Q3, state="done", done_on="2026-07-01", result="Đã xong")
    progress.log_progress(session, given.second, period=Q3, state="in_progress")
    values.log_value(session, given.measure, unit_id=session.office.unit_id, period=Q3, num=45, den=50)
    reviews.submit(session, period=Q3)
    [group] = own_tasks.by_programme(session, Q3)
    assert (group.title, group.total, group.logged) == ("Chương trình của cấp trên", 2, 2)
    assert figures.task_summary(session, Q3, at_cutoff=True).done == 1
    assert target_figures.target_figure(session, given.target, Q3).to_date.shown == "90,0%"
    closing.close_period(session, Q3)


def test_the_definition_itself_is_refused_in_words(child: tuple[Session, Given]) -> None:
    session, given = child
    words = "do Liên đoàn Lao động tỉnh Mẫu giao nên không sửa ở đây được. Gửi kiến nghị"
    for change in (
        lambda: tasks.edit_task(session, given.task, text="Khác"),
        lambda: tasks.extend_due(session, given.task, due="2026-12-31", reason="Chậm"),
        lambda: tasks.close_task(session, given.task, lifecycle="cancelled", reason="Thôi", on="2026-08-01"),
        lambda: tasks.split_task(session, given.task, texts=["a", "b"]),
        lambda: tasks.move_task(session, given.task, programme_id=None),
        lambda: programmes.edit_programme(session, given.programme, title="Khác"),
        lambda: programmes.close_programme(session, given.programme, on="2026-08-01", reason="Thôi"),
        lambda: programmes.edit_section(session, given.section, title="Khác"),
        lambda: programmes.edit_milestone(session, given.milestone, text="Khác"),
        lambda: targets.edit_target(session, given.target, value=Decimal(10)),
        lambda: removing.remove(session, "task", given.task, reason="Nhầm"),
    ):
        with pytest.raises(Refused, match=words):
            change()


def test_it_is_given_on_inside_by_assignments_of_our_own(child: tuple[Session, Given]) -> None:
    session, given = child
    lead = bans.add_ban(session, name="Ban Tuyên giáo", code="TG")
    other = bans.add_ban(session, name="Ban Chính sách", code="CS")
    who = persons.add_person(session, name="Phạm An", post="Chuyên viên", ban_id=lead)
    assignments.assign(session, given.task, role="lead", ban_id=lead, person_id=who, due="2026-09-15")
    assignments.assign(session, given.task, role="collaborate", ban_id=other)
    found = details.task(session, given.task)
    assert (found.owned, found.giver, found.due) == (False, "Liên đoàn Lao động tỉnh Mẫu", "2026-09-30")
    assert [(one.ban_code, one.person, one.due) for one in found.assignments] == [
        ("TG", "Phạm An", "2026-09-15"),
        ("CS", "", None),
    ]
    assignments.hand_over(session, given.task, to_ban_id=other, on="2026-08-01", reason="Điều chuyển")
    assert assignments.lead_of(session, given.task).ban_code == "CS"  # type: ignore[union-attr]  # it was just given


def test_our_own_word_on_who_leads_comes_before_the_offices_which_stays(child: tuple[Session, Given]) -> None:
    session, given = child
    theirs, ours = (
        bans.add_ban(session, name=name, code=code) for name, code in (("Ban Một", "B1"), ("Ban Hai", "B2"))
    )
    with received.importing(session) as change:
        row = change.define("assignment", seat_id=given.seat, what_id=given.task, role="lead", ban_id=theirs)
    assignments.hand_over(session, given.task, to_ban_id=ours, on="2026-08-01", reason="Điều chuyển")
    assert [task.lead_code for node in programmes.tree(session) for task in node.tasks if task.id == given.task] == [
        "B2"
    ]
    assert session.conn.execute("SELECT valid_until FROM assignment WHERE id = ?", [row]).fetchone()[0] is None
    with pytest.raises(Refused):
        assignments.unassign(session, row, on="2026-08-02", reason="Thôi")


def test_own_tasks_hang_under_a_given_one_and_are_a_second_number(child: tuple[Session, Given]) -> None:
    session, given = child
    under = tasks.add_task(session, text="Cụ thể hóa bước một", parent_id=given.task, due="2026-08-31")
    again = tasks.add_task(session, text="Cụ thể hóa bước hai", parent_id=under)
    found = details.task(session, under)
    assert (found.programme_id, found.section_id, found.owned, found.giver) == (
        given.programme,
        given.section,
        True,
        "",
    )
    progress.log_progress(session, under, period=Q3, state="done", done_on="2026-08-20")
    reviews.submit(session, period=Q3)
    [group] = own_tasks.by_programme(session, Q3)
    assert (group.total, group.hung, group.hung_done) == (2, 2, 1)
    kept = session.conn.execute(
        "SELECT n, m FROM rollup WHERE what_id = ? AND period = ?", [given.programme, Q3]
    ).fetchone()
    assert tuple(kept) == (0, 2)
    [node] = programmes.tree(session)
    assert node.giver == "Liên đoàn Lao động tỉnh Mẫu"
    assert [(task.id, task.giver != "") for task in node.tasks] == [
        *((given.task, True), (given.second, True), (under, False), (again, False))
    ]
    third = tasks.add_task(session, text="Bước ba", parent_id=again)
    with pytest.raises(BadInput, match="4 cấp"):
        tasks.add_task(session, text="Bước bốn", parent_id=third)


def test_ones_own_are_put_in_order_among_what_was_given_which_stays(child: tuple[Session, Given]) -> None:
    session, given = child
    mine = programmes.add_programme(session, title="Chương trình của mình")
    programmes.reorder_programmes(session, [mine, given.programme])
    assert [node.id for node in programmes.tree(session)] == [mine, given.programme]
    programmes.reorder_programmes(session, [given.programme, mine])
    assert [node.id for node in programmes.tree(session)] == [given.programme, mine]
    under = tasks.add_task(session, text="Cụ thể hóa", parent_id=given.task)
    tasks.reorder_task(session, under, after_id=given.task)
    assert [task.id for task in programmes.tree(session)[0].tasks] == [given.task, under, given.second]
    with pytest.raises(Refused, match="giao nên không sửa"):
        tasks.reorder_task(session, given.second)


def test_a_date_that_was_granted_to_us_alone_is_ours(child: tuple[Session, Given]) -> None:
    session, given = child
    with received.importing(session) as change:
        change.define(
            "due_change",
            seat_id=given.seat,
            task_id=given.task,
            unit_id=session.office.unit_id,
            old_due="2026-09-30",
            new_due="2026-11-15",
            reason="Đồng ý",
            at_ms=session.clock.now_ms(),
        )
    assert details.task(session, given.task).due == "2026-11-15"
    [row] = [row for row in grid.read(session, Q3).rows if row.key[0] == given.task]
    assert (str(row.due), figures.task_summary(session, Q3, at_cutoff=True).overdue) == ("2026-11-15", 0)  # type: ignore[union-attr]  # a row of a task


def returned(session: Session, given: Given) -> tuple[int, int]:
    entry = progress.log_progress(session, given.task, period=Q3, state="done", done_on="2026-09-20", result="Xong")
    progress.log_progress(session, given.second, period=Q3, state="in_progress")
    values.log_value(session, given.measure, unit_id=session.office.unit_id, period=Q3, num=45, den=50)
    reviews.submit(session, period=Q3)
    slip = received.review(session, given.seat, "progress", entry, "returned", reason="Thiếu số liệu", cells="result")
    assert slip is not None
    return entry, slip


def test_a_return_from_above_opens_exactly_that_entry_for_an_answer(child: tuple[Session, Given]) -> None:
    session, given = child
    entry, slip = returned(session, given)
    assert status_of(session, "progress", entry) is Status.returned
    assert waiting.now(session, Q3).returned == 1
    [row] = [row for row in grid.read(session, Q3).rows if row.key[0] == given.task]
    assert (row.review, row.cells) == ("returned", frozenset({"result"}))
    with pytest.raises(Refused, match="bị trả lại"):
        closing.close_period(session, Q3)
    progress.log_progress(session, given.task, period=Q3, result="Xong, 12 lớp, 480 người")
    reviews.submit(session, period=Q3)
    rev = session.conn.execute(
        "SELECT kind, slip_id FROM progress_rev WHERE entry_id = ? AND rev = 2", [entry]
    ).fetchone()
    assert (tuple(rev), waiting.now(session, Q3).returned) == (("answer", slip), 0)
    assert session.conn.execute("SELECT state FROM slip WHERE id = ?", [slip]).fetchone()[0] == "open"
    assert status_of(session, "progress", entry) is Status.submitted


def test_after_our_close_the_answer_is_an_amendment(child: tuple[Session, Given]) -> None:
    session, given = child
    entry = progress.log_progress(session, given.task, period=Q3, state="done", done_on="2026-09-20", result="Xong")
    reviews.submit(session, period=Q3)
    closing.close_period(session, Q3)
    slip = received.review(session, given.seat, "progress", entry, "returned", reason="Thiếu số liệu", cells="result")
    assert status_of(session, "progress", entry) is Status.returned
    reviews.amend_progress(session, entry, reason="Bổ sung theo phiếu trả lại", result="Xong, 12 lớp")
    rev = session.conn.execute(
        "SELECT kind, slip_id FROM progress_rev WHERE entry_id = ? AND rev = 2", [entry]
    ).fetchone()
    assert (tuple(rev), status_of(session, "progress", entry)) == (("amendment", slip), Status.amended)


def test_an_approval_from_above_shows(child: tuple[Session, Given]) -> None:
    session, given = child
    entry = progress.log_progress(session, given.task, period=Q3, state="done", done_on="2026-09-20")
    reviews.submit(session, period=Q3)
    received.review(session, given.seat, "progress", entry, "approved")
    assert status_of(session, "progress", entry) is Status.approved
