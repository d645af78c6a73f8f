"""Assignments: one lead, roles, hand-overs that stay in the history."""

import pytest

from app.errors import BadInput, NotFound, Refused
from app.people import bans
from app.plan import assignments, tasks
from app.session import Session
from tests.builders.office import Known, small_office


@pytest.fixture
def known(office_session: Session) -> Known:
    return small_office(office_session)


def test_a_hand_over_keeps_who_led_until_when_and_why(office_session: Session, known: Known) -> None:
    assignments.hand_over(
        office_session, known.t1, to_ban_id=known.cspl, person_id=known.an, on="2026-08-15", reason="Đổi người"
    )
    now, past = assignments.of(office_session, known.t1, history=True)
    assert (now.ban_code, now.person, now.valid_from, now.valid_until) == ("CSPL", "Phạm An", "2026-08-15", None)
    assert (past.ban_code, past.valid_until, past.reason) == ("TGNC", "2026-08-15", "Đổi người")
    assert [one.ban_code for one in assignments.of(office_session, known.t1)] == ["CSPL"]


def test_handing_over_what_the_programme_led_leaves_the_programmes_lead_in_the_history(
    office_session: Session, known: Known
) -> None:
    assignments.hand_over(office_session, known.t3, to_ban_id=known.cspl, on="2026-08-15", reason="Nhẹ việc")
    now, past = assignments.of(office_session, known.t3, history=True)
    assert (now.ban_code, now.inherited, past.ban_code, past.reason) == ("CSPL", False, "TGNC", "Nhẹ việc")
    lead = assignments.lead_of(office_session, known.t2)
    assert lead is not None
    assert lead.ban_code == "TGNC"


def test_a_new_lead_supersedes_the_old_one_and_collaborators_stand_beside(
    office_session: Session, known: Known
) -> None:
    assignments.assign(office_session, known.t1, role="lead", ban_id=known.cspl)
    assignments.assign(office_session, known.t1, role="collaborate", ban_id=known.tgnc)
    assignments.assign(office_session, known.t1, role="leader", person_id=known.an)
    standing = assignments.of(office_session, known.t1)
    assert [(one.role, one.ban_code or one.person) for one in standing] == [
        ("lead", "CSPL"),
        ("collaborate", "TGNC"),
        ("leader", "Phạm An"),
    ]
    assert [one.ban_code for one in assignments.of(office_session, known.t1, history=True) if one.valid_until] == [
        "TGNC"
    ]


def test_giving_the_same_again_only_brings_the_due_date_up_to_date(office_session: Session, known: Known) -> None:
    first = assignments.of(office_session, known.t1)[0]
    again = assignments.assign(office_session, known.t1, role="lead", ban_id=known.tgnc, due="2026-09-15")
    assert again == first.id
    assert [(one.id, one.due) for one in assignments.of(office_session, known.t1, history=True)] == [
        (first.id, "2026-09-15")
    ]


def test_a_unit_that_must_do_it_leaves_the_ban_that_follows_it(office_session: Session, known: Known) -> None:
    task = tasks.add_task(
        office_session, text="Giao", programme_id=known.p1, to_unit_ids=[known.a], lead_ban_id=known.cspl
    )
    assignments.assign(office_session, task, role="lead", unit_id=known.d)
    assert [one.ban_code or one.unit for one in assignments.of(office_session, task)] == [
        "CSPL",
        "THPT Mẫu A",
        "Mầm non D",
    ]


def test_a_closed_bans_work_goes_to_its_successor_or_the_ban_stays(office_session: Session, known: Known) -> None:
    with pytest.raises(Refused, match="còn 2 phân công"):
        bans.close_ban(office_session, known.tgnc, on="2026-09-01")
    bans.close_ban(office_session, known.tgnc, on="2026-09-01", successor_id=known.cspl)
    leads = [assignments.lead_of(office_session, what) for what in (known.t1, known.t2, known.p1)]
    assert [lead and lead.ban_code for lead in leads] == ["CSPL", "CSPL", "CSPL"]
    past = assignments.of(office_session, known.t1, history=True)[-1]
    assert (past.ban_code, past.valid_until) == ("TGNC", "2026-09-01")
    assert "kế thừa" in past.reason


def test_bans_count_what_they_lead_and_join(office_session: Session, known: Known) -> None:
    tgnc, cspl = bans.ban_lines(office_session)
    assert (tgnc.programmes, tgnc.leads, tgnc.joins, tgnc.people) == (1, 1, 0, 1)
    assert (cspl.programmes, cspl.leads, cspl.joins, cspl.people) == (1, 0, 1, 0)


def test_what_makes_no_sense_is_refused_in_a_sentence(office_session: Session, known: Known) -> None:
    session = office_session
    with pytest.raises(BadInput, match="Vai trò"):
        assignments.assign(session, known.t1, role="boss", ban_id=known.tgnc)
    with pytest.raises(BadInput, match="Chưa chọn ban"):
        assignments.assign(session, known.t1, role="lead")
    with pytest.raises(BadInput, match="hai phân công"):
        assignments.assign(session, known.t1, role="lead", ban_id=known.tgnc, unit_id=known.a)
    with pytest.raises(NotFound, match="số 99999"):
        assignments.assign(session, 99999, role="lead", ban_id=known.tgnc)
    with pytest.raises(Refused, match="đang chủ trì"):
        assignments.hand_over(session, known.t1, to_ban_id=known.tgnc, on="2026-08-01", reason="Không")
    with pytest.raises(BadInput, match="không sớm hơn"):
        assignments.hand_over(session, known.t1, to_ban_id=known.cspl, on="2026-01-01", reason="Sớm")
    with pytest.raises(BadInput, match="Thiếu lý do"):
        assignments.hand_over(session, known.t1, to_ban_id=known.cspl, on="2026-08-01", reason="")
    loose = tasks.add_task(session, text="Việc gấp")
    with pytest.raises(Refused, match="chưa có ban chủ trì"):
        assignments.hand_over(session, loose, to_ban_id=known.cspl, on="2026-08-01", reason="Đổi")
    assignments.unassign(session, known.joined, on="2026-08-01", reason="Thôi")
    with pytest.raises(Refused, match="đã kết thúc từ 01/08/2026"):
        assignments.unassign(session, known.joined, on="2026-08-02", reason="Thôi")
