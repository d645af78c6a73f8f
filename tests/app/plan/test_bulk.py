"""Several tasks changed at once: only what is named, as one change, or nothing."""

import pytest

from app.errors import BadInput, Refused
from app.plan import assignments, bulk, details, tasks
from app.session import Session
from tests.builders.office import Known, small_office


@pytest.fixture
def known(office_session: Session) -> Known:
    return small_office(office_session)


def test_only_what_is_named_changes_and_one_undo_takes_it_back(office_session: Session, known: Known) -> None:
    session = office_session
    before = [details.task(session, one) for one in (known.t1, known.t3)]
    done = bulk.edit_tasks(session, [known.t1, known.t3, known.t1], starts="2026-07-06", lead_ban_id=known.cspl)
    assert done == 2
    for old in before:
        new = details.task(session, old.id)
        assert (new.starts, new.due, new.text, new.section_id) == ("2026-07-06", old.due, old.text, old.section_id)
        lead = assignments.lead_of(session, old.id)
        assert lead is not None
        assert lead.ban_code == "CSPL"
    assert str(session.undo()) == "Sửa 2 nhiệm vụ: ban chủ trì, ngày bắt đầu"
    assert [details.task(session, one.id) for one in before] == before


def test_a_moved_due_date_stays_in_the_history_and_makes_a_continuous_task_a_dated_one(
    office_session: Session, known: Known
) -> None:
    bulk.edit_tasks(office_session, [known.t1, known.t2], due="2026-11-30", reason="Chờ kinh phí")
    moved = tasks.due_history(office_session, known.t1)
    assert [(one.old_due, one.new_due, one.reason) for one in moved] == [("2026-09-30", "2026-11-30", "Chờ kinh phí")]
    second = details.task(office_session, known.t2)
    assert (second.continuous, second.due) == (False, "2026-11-30")
    bulk.edit_tasks(office_session, [known.t1, known.t2], continuous=True)
    assert [details.task(office_session, one).due for one in (known.t1, known.t2)] == [None, None]


def test_the_first_task_that_cannot_be_changed_refuses_all_with_its_name(office_session: Session, known: Known) -> None:
    with pytest.raises(Refused, match=r"Chưa sửa nhiệm vụ nào. Nhiệm vụ T9: .*Mở lại"):
        bulk.edit_tasks(office_session, [known.t1, known.closed_task], due="2026-11-30")
    assert details.task(office_session, known.t1).due == "2026-09-30"
    with pytest.raises(BadInput, match="T1"):
        bulk.edit_tasks(office_session, [known.t3, known.t1], starts="2026-10-05")
    assert details.task(office_session, known.t3).starts is None
    with pytest.raises(BadInput, match="Chưa đổi gì"):
        bulk.edit_tasks(office_session, [known.t1])
    with pytest.raises(BadInput, match="Chưa chọn"):
        bulk.edit_tasks(office_session, [], due="2026-11-30")


def test_tasks_are_paused_taken_up_and_moved_to_another_place_together(office_session: Session, known: Known) -> None:
    both = [known.t1, known.t3]
    with pytest.raises(BadInput, match="lý do"):
        bulk.edit_tasks(office_session, both, lifecycle="paused", on="2026-07-01")
    bulk.edit_tasks(office_session, both, lifecycle="paused", on="2026-07-01", reason="Chờ hướng dẫn")
    assert {details.task(office_session, one).lifecycle_reason for one in both} == {"Chờ hướng dẫn"}
    bulk.edit_tasks(office_session, both, lifecycle="open", place=(known.p1, known.section))
    found = [details.task(office_session, one) for one in both]
    assert [(one.lifecycle, one.section_id) for one in found] == [("open", known.section)] * 2


def test_giving_what_somebody_has_already_keeps_what_was_agreed(office_session: Session, known: Known) -> None:
    session = office_session
    assignments.assign(session, known.t1, role="collaborate", ban_id=known.cspl, due="2026-08-15")
    bulk.edit_tasks(session, [known.t1, known.t2], collaborator_ban_id=known.cspl, lead_ban_id=known.tgnc)
    joined = [one for one in assignments.of(session, known.t1, history=True) if one.role == "collaborate"]
    assert [one.due for one in joined] == ["2026-08-15"]
    assert len([one for one in assignments.of(session, known.t1, history=True) if one.role == "lead"]) == 1


def test_only_passed_down_tasks_are_given_to_a_kind_of_unit(office_session: Session, known: Known) -> None:
    below = tasks.add_task(office_session, text="Đối thoại", programme_id=known.p1, scope="passed_down")
    with pytest.raises(BadInput, match="T1") as found:
        bulk.edit_tasks(office_session, [below, known.t1], unit_kind_id=known.state)
    assert found.value.where == "unit_kind_id"
    bulk.edit_tasks(office_session, [below], unit_kind_id=known.state)
    assert [one.unit_kind_id for one in assignments.of(office_session, below)][-1] == known.state
