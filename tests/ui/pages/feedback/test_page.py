"""Kiến nghị: what was said about what was given, and the answers, by the window."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from app import feedback, workspace
from app.clock import FrozenClock
from app.people import offices, units
from app.plan import calendar, reviews, tasks
from app.session import Actor, Session
from db.queries import exchange_counting
from db.queries.quarter import PROGRESS
from tests.builders import received
from tests.builders.received import Given
from tests.ui.at_window import AtWindow
from ui.pages.feedback.page import FeedbackPage
from ui.pages.quarter.page import QuarterPage

PERIOD = "2026-Q3"
NOW = "2026-09-02T08:00:00"


def office(folder: Path) -> Session:
    session = workspace.create(folder / "so.tdb", clock=FrozenClock(NOW, step_ms=1), actor=Actor("Thu Hằng"), seed=1)
    offices.set_up_office(session, name="Công đoàn xã Hải Mẫu", short="CĐ xã Hải Mẫu")
    calendar.open_period(session, PERIOD)
    return session


@pytest.fixture
def child(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[AtWindow, Given]]:
    """A window on an office that was given a programme."""
    session = office(tmp_path)
    given = received.given(session)
    me = AtWindow(FrozenClock(NOW, step_ms=1))
    me.show(session)
    me.settle()
    yield me, given
    me.close()


@pytest.fixture
def parent(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[AtWindow, int, int]]:
    """A window on an office whose unit asks for more time, and reports its task: (me, feedback, fact)."""
    session = office(tmp_path)
    unit = units.add_unit(session, name="Trường A", kind_id=units.unit_kinds(session)[0].id)
    task = tasks.add_task(session, text="Việc giao xuống", number="1", due="2026-09-30", scope="passed_down")
    seat = received.child(session, unit, "Công đoàn trường A")
    with received.importing(session) as change:
        asked = change.define(
            "feedback", seat_id=seat, on_kind="task", on_id=task, kind="extension", text="Xin lùi đến hết tháng 10",
            new_due="2026-10-31", at_ms=session.clock.now_ms(), person_text="Hiệu trưởng",
        )  # fmt: skip
    fact = received.progress(session, seat, task, unit, PERIOD, result="Đang làm")
    with received.importing(session) as change:
        exchange_counting.recount(change, PROGRESS, [(task, unit, PERIOD)])
    me = AtWindow(FrozenClock(NOW, step_ms=1))
    me.show(session)
    me.settle()
    yield me, asked, fact
    me.close()


def at_feedback(me: AtWindow) -> FeedbackPage:
    me.window.show_page("feedback")
    me.settle()
    return cast(FeedbackPage, me.page)


def test_an_office_without_anything_given_is_told_where_feedback_comes_from(qtbot: QtBot, tmp_path: Path) -> None:
    me = AtWindow(FrozenClock(NOW, step_ms=1))
    me.show(office(tmp_path))
    page = at_feedback(me)
    assert "khi nhận gói của họ" in " ".join(me.texts(page))
    assert not page.header_buttons()[0].isEnabled()
    me.close()


def test_feedback_is_sent_from_the_details_of_a_task(child: tuple[AtWindow, Given]) -> None:
    me, given = child
    me.window.show_page("programmes", ("task", given.task))
    me.settle()
    said = me.details()
    assert said[said.index("Giao bởi") + 1] == "Liên đoàn Lao động tỉnh Mẫu"
    assert "Sửa nhiệm vụ" not in said
    me.click("Gửi kiến nghị…")
    me.save(kind="Xin gia hạn", text="Chưa có kinh phí", new_due="31/10/2026")
    [one] = feedback.lines(me.session)
    assert (one.what_id, one.kind, one.new_due) == (given.task, "extension", "2026-10-31")
    page = at_feedback(me)
    [row] = me.table(page.view)
    assert (row[0], row[1], row[6]) == ("Gửi đi", "Xin gia hạn", "Chờ trả lời")


def test_own_tasks_are_hung_under_a_given_one_by_the_window(child: tuple[AtWindow, Given]) -> None:
    me, given = child
    me.window.show_page("programmes", ("task", given.task))
    me.settle()
    me.click("Cụ thể hóa…")
    me.save(text="Mở hai lớp ở trường")
    row = me.session.conn.execute(
        "SELECT parent_id, programme_id FROM task WHERE text = 'Mở hai lớp ở trường'"
    ).fetchone()
    assert tuple(row) == (given.task, given.programme)


def test_the_page_answers_what_a_unit_asks(parent: tuple[AtWindow, int, int]) -> None:
    me, asked, _ = parent
    page = at_feedback(me)
    assert page.fact() == "1 chờ trả lời"
    page.show_item(("feedback", asked))
    me.settle()
    me.click("Trả lời…")
    me.save(text="Đồng ý")
    one = feedback.one(me.session, asked)
    assert (one.state, one.answer and one.answer.new_due) == ("accepted", "2026-10-31")
    me.settle()
    assert [row[6] for row in me.table(page.view)] == ["Đồng ý"]
    assert page.fact() == ""


def test_what_a_unit_reported_itself_is_read_only_and_judged_in_the_grid(parent: tuple[AtWindow, int, int]) -> None:
    me, _, fact = parent
    me.window.show_page("quarter", ("filter", "waiting"))
    me.settle()
    page = cast(QuarterPage, me.page)
    page.loader.show(PERIOD, "passed_down")
    me.settle()
    [row] = list(page.model.all_rows())
    assert (row.own, page.model.locked(row)) == (False, True)
    page.rows.say_whose(next(place for place in range(page.model.rowCount()) if page.model.row_at(place) is row))
    assert "Công đoàn trường A ghi" in page.message.text()
    page.rows.approve([row])
    me.settle()
    assert reviews.status_of(me.session, "progress", fact) is reviews.Status.approved
