"""Tasks: place, order, dates with their history, splitting, carrying over, ending."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import BadInput, NotFound, Refused
from app.plan import assignments, details, programmes, tasks
from app.session import Session
from db.queries import plan
from tests.builders.office import Known, small_office
from tests.helpers.rows import rows_of


@pytest.fixture
def known(office_session: Session) -> Known:
    return small_office(office_session)


def order(session: Session, programme_id: int) -> list[str]:
    node = next(node for node in programmes.tree(session) if node.id == programme_id)
    return [task.text.removeprefix("Nhiệm vụ ") for task in node.tasks]


def asked(session: Session, task_id: int) -> list[int]:
    return [row["unit_id"] for row in rows_of(session, "expectation") if row["what_id"] == task_id]


def test_a_task_is_kept_as_it_was_given(office_session: Session, known: Known) -> None:
    task_id = tasks.add_task(
        office_session,
        text="Tổ chức hội nghị\nngười lao động",
        programme_id=known.p1,
        section_id=known.section,
        number="1.2",
        starts="2026-07-01",
        due="2026-09-15",
        product="Báo cáo",
        details="Ba cụm",
        priority=2,
        needs_evidence=True,
        lead_ban_id=known.cspl,
        person_id=known.an,
        clause_id=known.clause,
    )
    found = details.task(office_session, task_id)
    assert (found.text, found.number, found.due, found.product) == (
        "Tổ chức hội nghị\nngười lao động",
        "1.2",
        "2026-09-15",
        "Báo cáo",
    )
    assert (found.section, found.clause, found.directive, found.owned) == ("Tuyên truyền", "III.1.2", "07/KH-CĐN", True)
    assert (found.priority, found.needs_evidence, found.continuous, found.scope) == (2, True, False, "own")
    assert [(one.ban_code, one.person) for one in found.assignments] == [("CSPL", "Phạm An")]


def test_a_task_passed_down_is_asked_of_the_units_it_names(office_session: Session, known: Known) -> None:
    sector = tasks.add_task(office_session, text="Khu vực", programme_id=known.p2, to_sector="non_state")
    kind = tasks.add_task(office_session, text="Loại", programme_id=known.p2, to_kind_id=known.state)
    some = tasks.add_task(office_session, text="Tên", programme_id=known.p2, to_unit_ids=[known.a, known.e])
    everyone = tasks.add_task(office_session, text="Tất cả", programme_id=known.p2, scope="passed_down")
    assert sorted(asked(office_session, sector)) == [known.d, known.e]
    assert asked(office_session, kind) == [known.a]
    assert sorted(asked(office_session, some)) == [known.a, known.e]
    assert sorted(asked(office_session, everyone)) == [known.a, known.d, known.e]
    with pytest.raises(BadInput, match="không giao cho cấp dưới"):
        tasks.add_task(office_session, text="Sai", scope="own", to_sector="state")


def test_a_continuous_task_has_no_due_date(office_session: Session, known: Known) -> None:
    with pytest.raises(BadInput, match="thường xuyên không có thời hạn"):
        tasks.add_task(office_session, text="A", continuous=True, due="2026-09-30")
    tasks.edit_task(office_session, known.t1, continuous=True)
    assert (details.task(office_session, known.t1).due, details.task(office_session, known.t1).continuous) == (
        None,
        True,
    )
    tasks.edit_task(office_session, known.t1, due="2026-10-31")
    assert (details.task(office_session, known.t1).due, details.task(office_session, known.t1).continuous) == (
        "2026-10-31",
        False,
    )
    with pytest.raises(BadInput, match="thường xuyên không có thời hạn"):
        tasks.edit_task(office_session, known.t1, continuous=True, due="2026-10-31")


def test_tasks_stand_four_deep_and_never_in_a_circle(office_session: Session, known: Known) -> None:
    above = known.t1
    chain = [above]
    for level in range(3):
        above = tasks.add_task(office_session, text=f"Cấp {level + 2}", programme_id=known.p1, parent_id=above)
        chain.append(above)
    with pytest.raises(BadInput, match="chỉ xếp được 4 cấp"):
        tasks.add_task(office_session, text="Cấp 5", programme_id=known.p1, parent_id=above)
    with pytest.raises(BadInput, match="chỉ xếp được 4 cấp"):
        tasks.edit_task(office_session, known.t1, parent_id=known.t3)
    with pytest.raises(BadInput, match="nằm dưới chính"):
        tasks.edit_task(office_session, known.t1, parent_id=chain[-1])
    with pytest.raises(BadInput, match="nằm dưới chính"):
        tasks.edit_task(office_session, known.t1, parent_id=known.t1)


def test_reordering_puts_a_task_after_another_and_writes_one_row(office_session: Session, known: Known) -> None:
    before = {row["id"]: row["position"] for row in rows_of(office_session, "task")}
    tasks.reorder_task(office_session, known.t1, after_id=known.t3)
    assert order(office_session, known.p1) == ["T2", "T3", "T1", "T9"]
    tasks.reorder_task(office_session, known.t3)
    assert order(office_session, known.p1) == ["T3", "T2", "T1", "T9"]
    changed = [row["id"] for row in rows_of(office_session, "task") if before[row["id"]] != row["position"]]
    assert len(changed) <= 2
    elsewhere = tasks.add_task(office_session, text="Xa", programme_id=known.p2)
    with pytest.raises(BadInput, match="cùng một mục"):
        tasks.reorder_task(office_session, known.t1, after_id=elsewhere)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(data=st.data())
def test_any_order_can_be_reached_by_moving_one_after_another(office_session: Session, data: st.DataObject) -> None:
    programme = programmes.add_programme(office_session, title="Xếp")
    ids = [tasks.add_task(office_session, text=str(number), programme_id=programme) for number in range(5)]
    wanted = data.draw(st.permutations(ids))
    last: int | None = None
    for task_id in wanted:
        tasks.reorder_task(office_session, task_id, after_id=last)
        last = task_id
    assert [row_id for row_id, _ in plan.sibling_positions(office_session.conn, programme, None)] == wanted


def test_a_task_moves_with_what_stands_under_it(office_session: Session, known: Known) -> None:
    child = tasks.add_task(office_session, text="Con", programme_id=known.p1, parent_id=known.t1)
    tasks.move_task(office_session, known.t1, programme_id=known.p2)
    assert order(office_session, known.p2) == ["T1", "Con"]
    tasks.move_task(office_session, child, programme_id=None)
    assert details.task(office_session, child).parent_id is None
    assert [node.title for node in programmes.tree(office_session)][-1] == "Nhiệm vụ đột xuất"
    with pytest.raises(BadInput, match="thuộc chương trình khác"):
        tasks.move_task(office_session, known.t1, programme_id=known.p2, section_id=known.section)


def test_a_split_keeps_the_first_and_puts_the_others_after_it_with_the_same_people(
    office_session: Session, known: Known
) -> None:
    ids = tasks.split_task(office_session, known.t1, texts=["Soạn kế hoạch", "Mở lớp", "Báo cáo"])
    assert ids[0] == known.t1
    assert order(office_session, known.p1) == ["Soạn kế hoạch", "Mở lớp", "Báo cáo", "T2", "T3", "T9"]
    for task_id in ids[1:]:
        found = details.task(office_session, task_id)
        assert (found.due, found.clause, found.continues_id) == ("2026-09-30", "III.1.2", known.t1)
        assert [one.ban_code for one in found.assignments if not one.inherited] == ["TGNC"]
    with pytest.raises(BadInput, match="ít nhất hai"):
        tasks.split_task(office_session, known.t1, texts=["Một"])
    with pytest.raises(BadInput, match="đang để trống"):
        tasks.split_task(office_session, known.t1, texts=["Một", " "])


def test_carrying_over_keeps_the_old_due_date_and_why(office_session: Session, known: Known) -> None:
    tasks.carry_over(office_session, [known.t1], to_period="2026-Q4", reason="Chờ hướng dẫn")
    tasks.extend_due(office_session, known.t1, due="2027-01-15", reason="Bão lụt")
    assert [(step.old_due, step.new_due, step.reason) for step in tasks.due_history(office_session, known.t1)] == [
        ("2026-09-30", "2026-12-31", "Chờ hướng dẫn"),
        ("2026-12-31", "2027-01-15", "Bão lụt"),
    ]
    assert details.task(office_session, known.t1).due == "2027-01-15"


@pytest.mark.parametrize(
    ("which", "period", "sentence"),
    [("t2", "2026-Q4", "thường xuyên"), ("closed_task", "2026-Q4", "đã kết thúc"), ("t3", "2026-Q3", "không sau hạn")],
)
def test_what_cannot_be_carried_over_is_named(
    office_session: Session, known: Known, which: str, period: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        tasks.carry_over(office_session, [known.t1, getattr(known, which)], to_period=period, reason="Chậm")
    assert details.task(office_session, known.t1).due == "2026-09-30"
    assert tasks.due_history(office_session, known.t1) == ()


def test_an_ended_task_is_asked_about_no_more_until_it_is_reopened(office_session: Session, known: Known) -> None:
    assert asked(office_session, known.t1) != []
    tasks.close_task(office_session, known.t1, lifecycle="ended", reason="Đã đủ", on="2026-08-01")
    assert asked(office_session, known.t1) == []
    with pytest.raises(Refused, match="đã kết thúc"):
        tasks.close_task(office_session, known.t1, lifecycle="cancelled", reason="Nữa", on="2026-08-01")
    tasks.reopen_task(office_session, known.t1)
    assert asked(office_session, known.t1) != []


def test_what_a_task_hangs_on_must_exist_and_fit(office_session: Session, known: Known) -> None:
    with pytest.raises(NotFound, match="chương trình số 99999"):
        tasks.add_task(office_session, text="A", programme_id=99999)
    with pytest.raises(BadInput, match="thuộc chương trình khác"):
        tasks.add_task(office_session, text="A", programme_id=known.p2, section_id=known.section)
    with pytest.raises(BadInput, match="Không đọc được ngày"):
        tasks.add_task(office_session, text="A", due="30/9")
    with pytest.raises(BadInput, match="sau ngày cuối"):
        tasks.add_task(office_session, text="A", starts="2026-10-01", due="2026-09-01")
    with pytest.raises(BadInput, match="Mức ưu tiên"):
        tasks.add_task(office_session, text="A", priority=7)
    with pytest.raises(NotFound, match="ban số 99999"):
        tasks.add_task(office_session, text="Dở dang", lead_ban_id=99999)
    assert "Dở dang" not in [row["text"] for row in rows_of(office_session, "task")]


def test_a_task_without_a_lead_of_its_own_is_led_by_its_programmes_ban(office_session: Session, known: Known) -> None:
    lead = assignments.lead_of(office_session, known.t3)
    assert lead is not None
    assert (lead.ban_code, lead.inherited) == ("TGNC", True)
