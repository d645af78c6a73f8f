"""Every use case of people, plan and documents: one change, a label in words, undone and redone to the very same state."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from app import directives, removing
from app.people import bans, offices, persons, terms, units
from app.plan import assignments, calendar, exemptions, programmes, targets, tasks
from app.session import Session
from db import change_log
from db.state import state_hash
from tests.builders.office import Known, small_office


@dataclass(frozen=True)
class Case:
    """A use case as somebody calls it, and words that its label must hold."""

    name: str
    run: Callable[[Session, Known], Any]
    says: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


def case(name: str, run: Callable[[Session, Known], Any], *says: str) -> Case:
    return Case(name, run, says)


PEOPLE = [
    case(
        "edit_office",
        lambda s, k: offices.edit_office(s, name="LĐLĐ Mới", parent_name="TLĐ", year_type="school"),
        "Mẫu",
    ),
    case("set_setting", lambda s, k: offices.set_setting(s, "soon_days", "10"), "soon_days", "10"),
    case("add_unit_kind", lambda s, k: units.add_unit_kind(s, name="Nghiệp đoàn", sector="non_state"), "Nghiệp đoàn"),
    case(
        "edit_unit_kind",
        lambda s, k: units.edit_unit_kind(s, k.state, name="CĐCS công", sector=None),
        "khu vực nhà nước",
    ),
    case("add_unit", lambda s, k: units.add_unit(s, name="F", kind_id=k.state, from_day="2026-08-01"), "F"),
    case(
        "edit_unit",
        lambda s, k: units.edit_unit(s, k.a, name="A1", short="a", code="9", kind_id=k.non_state),
        "THPT Mẫu A",
    ),
    case(
        "rename_unit",
        lambda s, k: units.rename_unit(s, k.a, name="A2", from_day="2026-09-01"),
        "THPT Mẫu A",
        "A2",
        "01/09/2026",
    ),
    case(
        "merge_units",
        lambda s, k: units.merge_units(s, [k.e], k.d, on="2026-11-01"),
        "tư thục E",
        "Mầm non D",
        "01/11/2026",
    ),
    case(
        "split_unit",
        lambda s, k: units.split_unit(s, k.a, [(k.d, Fraction(1, 4)), (k.e, Fraction(3, 4))], on="2026-11-01"),
        "THPT Mẫu A",
    ),
    case(
        "transfer_unit",
        lambda s, k: units.transfer_unit(s, k.a, parent_id=k.d, on="2026-11-01"),
        "THPT Mẫu A",
        "Mầm non D",
    ),
    case(
        "dissolve_unit",
        lambda s, k: units.dissolve_unit(s, k.a, on="2026-11-01", reason="Hết đoàn viên"),
        "Hết đoàn viên",
    ),
    case("add_ban", lambda s, k: bans.add_ban(s, name="Ban Nữ công", code="NC", temporary=True), "Ban Nữ công", "NC"),
    case("edit_ban", lambda s, k: bans.edit_ban(s, k.tgnc, name="Ban TG", code="TG"), "Tuyên giáo"),
    case(
        "rename_ban",
        lambda s, k: bans.rename_ban(s, k.tgnc, name="Ban X", from_day="2026-09-01"),
        "Tuyên giáo",
        "Ban X",
    ),
    case("close_ban", lambda s, k: bans.close_ban(s, k.tgnc, on="2026-09-01", successor_id=k.cspl), "Tuyên giáo"),
    case("add_person", lambda s, k: persons.add_person(s, name="Lê Bình", post="Trưởng ban", ban_id=k.cspl), "Lê Bình"),
    case("edit_person", lambda s, k: persons.edit_person(s, k.an, name="Phạm Ân"), "Phạm An", "Phạm Ân"),
    case("give_post", lambda s, k: persons.give_post(s, k.an, post="Phó ban", ban_id=k.cspl), "Phạm An", "Phó ban"),
    case("end_post", lambda s, k: persons.end_post(s, k.post, on="2026-09-01"), "Phạm An", "Chuyên viên"),
    case(
        "add_term",
        lambda s, k: terms.add_term(s, label="2026-2031", starts="2026-01-01", ends="2031-01-01"),
        "2026-2031",
    ),
    case(
        "close_term", lambda s, k: terms.close_term(s, k.term, on="2025-07-01", reason="Hợp nhất tỉnh"), "Hợp nhất tỉnh"
    ),
]

PAPERS = [
    case(
        "add_directive",
        lambda s, k: directives.add_directive(s, kind="Công văn", as_written="8019/TLĐ-TG"),
        "8019/TLĐ-TG",
    ),
    case("edit_directive", lambda s, k: directives.edit_directive(s, k.plan, abstract="Mới"), "07/KH-CĐN"),
    case("add_clause", lambda s, k: directives.add_clause(s, k.plan, label="IV.1", text="Làm", line1=3), "IV.1"),
    case("link", lambda s, k: directives.link(s, k.plan, k.resolution, "implements"), "07/KH-CĐN", "06b/NQ-TLĐ"),
    case(
        "add_duty",
        lambda s, k: directives.add_duty(s, k.plan, body="Ban Nữ công", text="Theo dõi", ban_id=k.tgnc),
        "Nữ công",
    ),
]

PLANNING = [
    case("open_period", lambda s, k: calendar.open_period(s, "2026-Q4", cutoff="2026-12-14"), "Quý IV/2026"),
    case("set_dates", lambda s, k: calendar.set_dates(s, "2026-Q3", cutoff="2026-09-20"), "20/09/2026"),
    case("add_programme", lambda s, k: programmes.add_programme(s, title="CT 3", lead_ban_id=k.tgnc), "CT 3"),
    case(
        "edit_programme",
        lambda s, k: programmes.edit_programme(s, k.p1, title="CT", ends="2026-12-01"),
        "Chương trình 1",
    ),
    case("reorder_programmes", lambda s, k: programmes.reorder_programmes(s, [k.p2, k.p1])),
    case(
        "close_programme",
        lambda s, k: programmes.close_programme(s, k.p1, on="2026-09-01", reason="Xong"),
        "Chương trình 1",
    ),
    case("copy_programme", lambda s, k: programmes.copy_programme(s, k.p1, year=2027), "2027"),
    case("add_section", lambda s, k: programmes.add_section(s, k.p1, title="Mục mới"), "Mục mới"),
    case("edit_section", lambda s, k: programmes.edit_section(s, k.section, title="Mục hai"), "Tuyên truyền"),
    case(
        "add_milestone",
        lambda s, k: programmes.add_milestone(
            s, k.p1, starts="2026-10-01", ends="2026-12-31", text="Sơ kết", kind="mid"
        ),
        "Sơ kết",
    ),
    case("edit_milestone", lambda s, k: programmes.edit_milestone(s, k.milestone, reached="2026-07-20"), "Phát động"),
    case(
        "add_task",
        lambda s, k: tasks.add_task(s, text="Việc", programme_id=k.p1, lead_ban_id=k.cspl, person_id=k.an),
        "Việc",
    ),
    case(
        "add_task_below", lambda s, k: tasks.add_task(s, text="Giao", programme_id=k.p1, to_unit_ids=[k.a, k.d]), "Giao"
    ),
    case("add_task_loose", lambda s, k: tasks.add_task(s, text="Việc gấp"), "đột xuất", "Việc gấp"),
    case(
        "edit_task", lambda s, k: tasks.edit_task(s, k.t1, text="Khác", continuous=True, parent_id=k.t2), "Nhiệm vụ T1"
    ),
    case("reorder_task", lambda s, k: tasks.reorder_task(s, k.t3, after_id=None), "Nhiệm vụ T3"),
    case("move_task", lambda s, k: tasks.move_task(s, k.t1, programme_id=k.p2), "Nhiệm vụ T1", "Chương trình 2"),
    case("split_task", lambda s, k: tasks.split_task(s, k.t1, texts=["Một", "Hai", "Ba"]), "Nhiệm vụ T1", "3"),
    case(
        "close_task",
        lambda s, k: tasks.close_task(s, k.t1, lifecycle="ended", reason="Đủ", on="2026-08-01"),
        "T1",
        "Đủ",
    ),
    case(
        "carry_over",
        lambda s, k: tasks.carry_over(s, [k.t1, k.t3], to_period="2027-Q1", reason="Chậm"),
        "Quý I/2027",
        "Chậm",
    ),
    case(
        "extend_due",
        lambda s, k: tasks.extend_due(s, k.t1, due="2026-10-31", reason="Bão"),
        "30/09/2026",
        "31/10/2026",
        "Bão",
    ),
    case(
        "assign",
        lambda s, k: assignments.assign(s, k.t1, role="collaborate", ban_id=k.cspl),
        "T1",
        "Chính sách",
        "Phối hợp",
    ),
    case(
        "hand_over",
        lambda s, k: assignments.hand_over(s, k.t1, to_ban_id=k.cspl, on="2026-08-01", reason="Đổi người"),
        "Tuyên giáo",
        "Chính sách",
        "Đổi người",
    ),
    case("unassign", lambda s, k: assignments.unassign(s, k.joined, on="2026-08-01", reason="Thừa"), "Thừa", "T2"),
    case(
        "hand_over_all",
        lambda s, k: assignments.hand_over_all(s, k.tgnc, k.cspl, on="2026-08-01", reason="Gộp"),
        "Tuyên giáo",
    ),
    case("add_measure", lambda s, k: targets.add_measure(s, programme_id=k.p1, text="Số lớp", form="count"), "Số lớp"),
    case("edit_measure", lambda s, k: targets.edit_measure(s, k.m1, text="Khác", decimals=1), "đoàn viên học"),
    case(
        "add_target",
        lambda s, k: targets.add_target(
            s, k.m1, text="≥ 90 %", comparator="ge", value=Decimal(90), horizon="by", h_to=2030
        ),
        "≥ 90 %",
    ),
    case("edit_target", lambda s, k: targets.edit_target(s, k.g1, value=Decimal(86)), "85"),
    case("close_target", lambda s, k: targets.close_target(s, k.g1, reason="Thay"), "Thay"),
    case(
        "move_measure", lambda s, k: targets.move_measure(s, k.m1, programme_id=k.p2), "đoàn viên học", "Chương trình 2"
    ),
    case("reorder_measures", lambda s, k: targets.reorder_measures(s, k.p1, [k.m2, k.m1]), "Chương trình 1"),
    case(
        "exempt",
        lambda s, k: exemptions.exempt(s, k.m1, k.a, period="2026-Q3", reason="Mới lập"),
        "THPT Mẫu A",
        "Mới lập",
    ),
    case("remove", lambda s, k: removing.remove(s, "task", k.t3, reason="Nhập nhầm"), "Nhiệm vụ T3", "Nhập nhầm"),
    case("remove_person", lambda s, k: removing.remove(s, "person", k.an, reason="Nhập nhầm"), "Phạm An"),
    case("allot", lambda s, k: targets.allot(s, k.g1, k.a, period="2026", value=90), "THPT Mẫu A", "90"),
]

AGAIN = [
    case("reopen_task", lambda s, k: tasks.reopen_task(s, k.closed_task), "T9"),
    case("reopen_programme", lambda s, k: programmes.reopen_programme(s, k.closed_programme), "Chương trình cũ"),
]


@pytest.fixture
def known(office_session: Session) -> Known:
    return small_office(office_session)


@pytest.mark.parametrize("case", [*PEOPLE, *PAPERS, *PLANNING, *AGAIN], ids=str)
def test_a_use_case_is_one_change_in_words_and_undo_and_redo_return_the_state(
    office_session: Session, known: Known, case: Case
) -> None:
    session = office_session
    before, steps = state_hash(session.conn), newest(session)
    case.run(session, known)
    after = state_hash(session.conn)
    assert after != before
    assert newest(session) == steps + 1, "one use case is one change"
    label = str(session.undo())
    assert state_hash(session.conn) == before
    session.redo()
    assert state_hash(session.conn) == after
    session.undo()
    assert state_hash(session.conn) == before
    assert [word for word in case.says if word not in label] == []
    assert label[0].isupper() or label.startswith("“")


def test_undoing_everything_step_by_step_and_redoing_it_passes_the_same_states(
    office_session: Session, known: Known
) -> None:
    session = office_session
    states = [state_hash(session.conn)]
    by_name = {case.name: case for case in [*PEOPLE, *PAPERS, *PLANNING]}
    mixed = (
        "rename_unit",
        "edit_task",
        "copy_programme",
        "split_task",
        "hand_over",
        "move_task",
        "close_ban",
        "merge_units",
        "link",
    )
    for name in mixed:
        by_name[name].run(session, known)
        states.append(state_hash(session.conn))
    for state in reversed(states[:-1]):
        session.undo()
        assert state_hash(session.conn) == state
    for state in states[1:]:
        session.redo()
        assert state_hash(session.conn) == state


def newest(session: Session) -> int:
    return int(change_log.changes(session.conn, 1)[0]["id"])
