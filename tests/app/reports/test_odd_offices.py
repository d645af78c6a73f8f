"""Papers of offices unlike the sample: one without bans and units says nothing that does not hold of it."""

from datetime import date
from typing import Any

from app.clock import FrozenClock
from app.plan import calendar, programmes, tasks
from app.reports import catalogue
from app.reports.content import BulletList, Document, Heading, Paragraph
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Quarter


def alone(session: Session, clock: FrozenClock) -> None:
    """No ban, no unit; one task that is overdue on 6 October 2026, one that goes on all the time."""
    clock.set("2026-10-06T08:00:00")
    calendar.open_period(session, Q3)
    programme = programmes.add_programme(session, title="Xây dựng trường học hạnh phúc")
    tasks.add_task(session, text="Tổ chức hội nghị viên chức", programme_id=programme, due="2026-09-15")
    tasks.add_task(session, text="Thăm hỏi đoàn viên", programme_id=programme, continuous=True)


def made(session: Session, name: str, **options: Any) -> Document:
    return catalogue.build(session, name, Q3, day=date(2026, 10, 6), **options)


def lines(document: Document) -> list[str]:
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            found.append(block.text)
        elif isinstance(block, BulletList):
            found += [item.text for item in block.items]
    return found


def test_a_quarter_in_which_what_was_due_stayed_undone_is_not_called_one_without_deadlines(
    office_session: Session, frozen: FrozenClock
) -> None:
    alone(office_session, frozen)
    told = lines(made(office_session, "quarter"))
    after = told[told.index("Ưu điểm") + 1]
    assert after == "Trong kỳ chưa có nhiệm vụ, chỉ tiêu đến hạn nào hoàn thành."


def test_a_quarter_without_deadlines_says_so(office_session: Session) -> None:
    calendar.open_period(office_session, Q3)
    tasks.add_task(office_session, text="Thăm hỏi đoàn viên", continuous=True)
    told = lines(made(office_session, "quarter"))
    assert told[told.index("Ưu điểm") + 1].endswith("trong kỳ chưa có nhiệm vụ, chỉ tiêu đến hạn đánh giá.")


def test_no_chapter_of_a_plan_stands_empty(office_session: Session, frozen: FrozenClock) -> None:
    alone(office_session, frozen)
    document = made(office_session, "plan")
    at = [isinstance(block, Heading) for block in document.blocks]
    chapter = next(i for i, block in enumerate(document.blocks) if getattr(block, "text", "") == "Tổ chức thực hiện")
    assert not at[chapter + 1]
    assert lines(document)[-2] == "Cán bộ được giao nhiệm vụ chủ động thực hiện theo phân công tại Phụ lục."


def test_the_table_of_bans_counts_bans_alone(office_session: Session, frozen: FrozenClock) -> None:
    alone(office_session, frozen)
    assert lines(made(office_session, "bans"))[-1] == "Biểu chỉ gồm nhiệm vụ chưa có ban chủ trì."


def test_a_reminder_of_own_work_is_not_sent_to_units_that_there_are_none_of(
    office_session: Session, frozen: FrozenClock
) -> None:
    alone(office_session, frozen)
    assert made(office_session, "reminder").addressees == ("Các bộ phận, cán bộ được giao nhiệm vụ",)


def test_what_units_have_not_done_by_its_deadline_is_told_among_the_weaknesses(submitted: Quarter) -> None:
    assert (
        "01 nhiệm vụ giao các đơn vị đã đến hạn, chưa hoàn thành hết: “Nhiệm vụ T8” (1/2 đơn vị hoàn thành, hạn 30/9/2026)."
        in lines(made(submitted.session, "quarter"))
    )
