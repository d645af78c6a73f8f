"""Programmes: order, tree, copying to the next year."""

import sqlite3
from decimal import Decimal

import pytest

from app.errors import BadInput, NotFound, Refused
from app.i18n import msg
from app.plan import assignments, details, programmes, targets, tasks
from app.session import Session
from db.queries import plan
from tests.builders.office import Known, small_office
from tests.helpers.rows import rows_of


@pytest.fixture
def known(office_session: Session) -> Known:
    return small_office(office_session)


def test_the_tree_has_sections_tasks_leads_and_what_hangs_on_no_programme(
    office_session: Session, known: Known
) -> None:
    tasks.add_task(
        office_session, text="Trong mục", programme_id=known.p1, section_id=known.section, lead_ban_id=known.cspl
    )
    tasks.add_task(office_session, text="Việc gấp")
    first, second, loose = programmes.tree(office_session)
    assert [(section.title, [task.text for task in section.tasks]) for section in first.sections] == [
        ("", ["Nhiệm vụ T1", "Nhiệm vụ T2", "Nhiệm vụ T3", "Nhiệm vụ T9"]),
        ("Tuyên truyền", ["Trong mục"]),
    ]
    assert [(task.lead_code, task.lead_inherited) for task in first.tasks[:2]] == [("TGNC", False), ("TGNC", True)]
    assert first.tasks[-1].lead_code == "CSPL"
    assert (second.title, second.tasks) == ("Chương trình 2", ())
    assert (loose.id, loose.title, [task.text for task in loose.tasks]) == (None, "Nhiệm vụ đột xuất", ["Việc gấp"])
    assert len(programmes.tree(office_session, closed=True)) == 4


def test_the_tree_takes_two_queries_however_much_there_is(office_session: Session, known: Known) -> None:
    for number in range(3):
        programme = programmes.add_programme(office_session, title=f"CT {number}")
        for text in "abc":
            tasks.add_task(office_session, text=text, programme_id=programme)
    asked: list[str] = []
    reader = office_session.conn
    reader.set_trace_callback(asked.append)
    programmes.tree(office_session)
    reader.set_trace_callback(None)
    assert len([sql for sql in asked if not sql.lstrip().startswith("--")]) == 2


def test_reordering_writes_only_what_has_to_move(office_session: Session, known: Known) -> None:
    before = dict(plan.programme_positions(office_session.conn))
    programmes.reorder_programmes(office_session, [known.p2, known.p1])
    after = plan.programme_positions(office_session.conn)
    assert [row_id for row_id, _ in after][:2] == [known.p2, known.p1]
    assert len([row_id for row_id, position in after if before[row_id] != position]) == 1
    with pytest.raises(BadInput, match="không đúng"):
        programmes.reorder_programmes(office_session, [known.p2, known.p2])


def test_a_copy_for_the_next_year_moves_every_day_and_keeps_people_measures_and_yearly_targets(
    office_session: Session, known: Known
) -> None:
    session = office_session
    targets.add_target(session, known.m1, text="90 % đến 2030", comparator="ge", value=90, horizon="by", h_to=2030)
    child = tasks.add_task(session, text="Việc con", programme_id=known.p1, parent_id=known.t1, due="2026-08-01")
    copy = programmes.copy_programme(session, known.p1, year=2027)
    made = details.programme(session, copy)
    assert (made.title, made.starts, made.ends, made.continues_id) == (
        *("Chương trình 1 năm 2027", "2027-01-01", "2027-12-31"),
        known.p1,
    )
    assert [step.starts for step in made.milestones] == ["2027-07-01"]
    assert [line.title for line in made.sections] == ["Tuyên truyền"]
    node = next(node for node in programmes.tree(session) if node.id == copy)
    assert [(task.text, task.due, task.lead_code) for task in node.tasks] == [
        ("Nhiệm vụ T1", "2027-09-30", "TGNC"),
        ("Nhiệm vụ T2", None, "TGNC"),
        ("Nhiệm vụ T3", "2027-12-31", "TGNC"),
        ("Việc con", "2027-08-01", "TGNC"),
    ]
    assert node.tasks[-1].parent_id == node.tasks[0].id != known.t1
    assert plan.task(session.conn, node.tasks[0].id)["continues_id"] == known.t1  # type: ignore[index]  # it exists
    assert [found.ban_code for found in assignments.of(session, node.tasks[1].id)] == ["TGNC", "CSPL"]
    copied = targets.target_lines(session, copy)
    assert [(line.text, line.measure, line.value) for line in copied] == [
        ("85 % trở lên", "Tỷ lệ đoàn viên học nghị quyết", Decimal(85))
    ]
    assert plan.task(session.conn, child)["programme_id"] == known.p1  # type: ignore[index]  # it exists


def test_a_leap_day_becomes_the_day_before_and_the_same_year_is_refused(office_session: Session) -> None:
    programme = programmes.add_programme(office_session, title="Năm 2028", starts="2028-02-29", ends="2028-12-31")
    copy = programmes.copy_programme(office_session, programme, year=2029)
    assert details.programme(office_session, copy).starts == "2029-02-28"
    with pytest.raises(BadInput, match="đã là của năm 2028"):
        programmes.copy_programme(office_session, programme, year=2028)


def test_a_programme_ends_once_and_with_a_reason(office_session: Session, known: Known) -> None:
    with pytest.raises(BadInput, match="Thiếu lý do"):
        programmes.close_programme(office_session, known.p1, on="2026-09-01", reason=" ")
    programmes.close_programme(office_session, known.p1, on="2026-09-01", reason="Hợp nhất")
    with pytest.raises(Refused, match="đã kết thúc từ 01/09/2026"):
        programmes.close_programme(office_session, known.p1, on="2026-10-01", reason="Hợp nhất")
    programmes.reopen_programme(office_session, known.p1)
    with pytest.raises(Refused, match="không cần mở lại"):
        programmes.reopen_programme(office_session, known.p1)


def test_nobody_is_asked_about_an_ended_programme(office_session: Session, known: Known) -> None:
    asked = {row["what_id"] for row in rows_of(office_session, "expectation")}
    assert {known.t1, known.t2, known.t3, known.m1} <= asked
    programmes.close_programme(office_session, known.p1, on="2026-09-01", reason="Hợp nhất")
    assert not {known.t1, known.t2, known.m1} & {row["what_id"] for row in rows_of(office_session, "expectation")}


def test_what_cannot_be_a_programme_or_milestone_is_refused(office_session: Session, known: Known) -> None:
    with pytest.raises(BadInput, match="Tên chương trình đang để trống"):
        programmes.add_programme(office_session, title=" ")
    with pytest.raises(BadInput, match="sau ngày cuối"):
        programmes.add_programme(office_session, title="A", starts="2026-02-01", ends="2026-01-01")
    with pytest.raises(BadInput, match="sau ngày cuối"):
        programmes.edit_programme(office_session, known.p1, ends="2025-01-01")
    with pytest.raises(NotFound, match="văn bản số 99999"):
        programmes.add_programme(office_session, title="A", directive_id=99999)
    with pytest.raises(BadInput, match="Loại mốc"):
        programmes.add_milestone(
            office_session, known.p1, starts="2026-01-01", ends="2026-02-01", text="x", kind="party"
        )
    with pytest.raises(NotFound, match="chương trình số 99999"):
        details.programme(office_session, 99999)


def test_the_database_itself_refuses_a_programme_without_an_owner(office_session: Session) -> None:
    with pytest.raises(sqlite3.IntegrityError), office_session.change(msg("Sai")) as change:
        change.define("programme", title="Không chủ")
    assert office_session.undo_label() is None
