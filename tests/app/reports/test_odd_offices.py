"""Papers of offices unlike the sample: one without bans and units says nothing that does not hold of it."""

from datetime import date
from typing import Any

from app.clock import FrozenClock
from app.people import bans, terms, units
from app.plan import calendar, programmes, progress, reviews, targets, tasks, values
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


def one_silent_unit(session: Session, clock: FrozenClock) -> None:
    """One unit that reports nothing; one task of a ban's, done late; nothing due afterwards."""
    clock.set("2026-10-06T08:00:00")
    units.add_unit(session, name="Công đoàn phường Tân Ninh", kind_id=units.unit_kinds(session)[0].id)
    bans.add_ban(session, name="Ban Tổ chức", code="TC")
    calendar.open_period(session, Q3)
    programme = programmes.add_programme(session, title="Phát triển đoàn viên")
    mine = tasks.add_task(session, text="Tuyên truyền Luật Công đoàn", programme_id=programme, due="2026-08-20")
    tasks.add_task(session, text="Kết nạp đoàn viên", programme_id=programme, scope="passed_down")
    progress.log_progress(session, mine, period=Q3, state="done", done_on="2026-08-25")
    reviews.submit(session, period=Q3)


def test_counts_of_nobody_are_told_in_words(office_session: Session, frozen: FrozenClock) -> None:
    one_silent_unit(office_session, frozen)
    told = lines(made(office_session, "quarter"))
    assert "Số liệu trong báo cáo tính đến ngày 30/9/2026; chưa có đơn vị nào gửi báo cáo (0/1 đơn vị)." in told
    assert "Hoàn thành 1/1 nhiệm vụ đến hạn (100,0%)." in told
    letter = lines(made(office_session, "reminder"))
    assert letter[0].endswith(
        "Đến ngày 06/10/2026, chưa có đơn vị nào báo cáo (0/1 đơn vị). Qua theo dõi, còn các nội dung chậm sau đây:"
    )
    assert "đề nghị các đơn vị khẩn trương hoàn thành" in letter[-1]
    assert not [line for line in (*told, *letter) if " 0 " in line]


def test_a_review_of_half_a_term_says_what_comes_next_as_a_sentence(
    office_session: Session, frozen: FrozenClock
) -> None:
    one_silent_unit(office_session, frozen)
    terms.add_term(office_session, label="2023-2028", starts="2023-10-01", ends="2028-10-31")
    told = lines(made(office_session, "mid_term"))
    assert [line[:60] for line in told if "không có nhiệm vụ nào đến hạn" in line] == [
        "Trong thời gian còn lại của nhiệm kỳ không có nhiệm vụ nào đ"
    ]


def test_a_share_of_nothing_is_told_in_words(office_session: Session, frozen: FrozenClock) -> None:
    frozen.set("2026-10-06T08:00:00")
    calendar.open_period(office_session, Q3)
    programme = programmes.add_programme(office_session, title="Đại diện, bảo vệ")
    made_of = [
        targets.add_measure(office_session, programme_id=programme, text=text, form=form, reported_by="office")
        for text, form in (("Tỷ lệ vụ việc được giải quyết", "ratio"), ("Tổ chức hội nghị", "yesno"))
    ]
    targets.add_target(office_session, made_of[0], text="100% vụ việc được giải quyết", comparator="ge", value=100)
    targets.add_target(office_session, made_of[1], text="Tổ chức hội nghị", comparator="yes")
    own = office_session.office.unit_id
    values.log_value(office_session, made_of[0], unit_id=own, period=Q3, num=0, den=0)
    reviews.submit(office_session, period=Q3)
    told = lines(made(office_session, "quarter"))
    assert [line for line in told if line.startswith("100% vụ việc")] == [
        "100% vụ việc được giải quyết: chưa phát sinh, theo số liệu do cơ quan theo dõi; chưa đủ số liệu để đánh giá."
    ]
    assert not [line for line in told if "0/0" in line or "0/1 đơn vị" in line]


def test_what_units_have_not_done_by_its_deadline_is_told_among_the_weaknesses(submitted: Quarter) -> None:
    assert (
        "01 nhiệm vụ giao các đơn vị đã đến hạn, chưa hoàn thành hết: “Nhiệm vụ T8” (1/2 đơn vị hoàn thành, hạn 30/9/2026)."
        in lines(made(submitted.session, "quarter"))
    )
