"""A plan read again: nothing doubled, nothing logged lost, what people wrote kept and shown."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clock import FrozenClock
from app.errors import BadInput
from app.ids import IdMaker
from app.people import bans, offices, units
from app.plan import assignments, calendar, programmes, progress, targets, tasks, values
from app.plan_import.accept import AcceptResult, accept
from app.plan_import.choices import Choices
from app.plan_import.matching import match
from app.plan_import.plan_json import read_plan
from app.plan_import.update_plan import Fate, UpdatePlan
from app.plan_import.updating import compare
from app.session import Actor, Session
from db import migrations
from db.connection import open_writer
from db.state import state_hash
from tests.app.plan_import.small_plan import small_plan


def taken(session: Session, plan: dict[str, Any]) -> AcceptResult:
    return accept(session, read_plan(json.dumps(plan).encode()))


def compared(session: Session, plan: dict[str, Any]) -> UpdatePlan:
    draft = read_plan(json.dumps(plan).encode())
    return compare(session, draft, match(session, draft).choices())


def task_rows(session: Session) -> dict[str, dict[str, Any]]:
    return {row["text"]: dict(row) for row in session.conn.execute("SELECT * FROM task WHERE gone IS NULL")}


@pytest.fixture
def office(office_session: Session) -> Session:
    """The small plan is taken over in an office with a school, and the first quarter of 2026 is open."""
    kind = units.add_unit_kind(office_session, name="Công đoàn cơ sở trường học", level=3, sector="state")
    units.add_unit(office_session, name="CĐCS Trường THPT Mẫu A", kind_id=kind)
    taken(office_session, small_plan())
    calendar.open_period(office_session, "2026-Q3")
    return office_session


def test_the_same_plan_again_changes_nothing_and_leaves_no_trace(office: Session) -> None:
    before = state_hash(office.conn), office.conn.execute("SELECT count(*) FROM change").fetchone()[0]
    assert compared(office, small_plan()).nothing
    result = taken(office, small_plan())
    after = state_hash(office.conn), office.conn.execute("SELECT count(*) FROM change").fetchone()[0]
    assert (after, result.counts) == (before, {})


def test_new_changed_and_gone_items_are_told_apart_and_undone_together(office: Session) -> None:
    plan = small_plan()
    plan["tasks"][0]["end"] = "2026-02-20"
    plan["tasks"][1]["text"] = "Rà soát, cập nhật danh sách đoàn viên khó khăn"
    plan["tasks"].append({"text": "Mở lớp bồi dưỡng cán bộ mới", "lines": [30, 30]})
    plan["targets"].pop(2)
    plan["milestones"][0]["end"] = "2026-12-15"
    update = compared(office, plan)
    assert update.counts[Fate.NEW] == 1
    assert {row.text for row in update.rows if row.fate is Fate.REMOVED} == {"Giai đoạn 2026 - 2030 xây 40 nhà"}
    changed = {row.kind: row for row in update.rows if row.fate is Fate.CHANGED}
    assert set(changed) == {"task", "milestone"}
    before = state_hash(office.conn)
    taken(office, plan)
    rows = task_rows(office)
    assert rows["Tặng quà đoàn viên khó khăn, gồm:"]["due"] == "2026-02-20"
    assert "Rà soát, cập nhật danh sách đoàn viên khó khăn" in rows
    assert "Rà soát danh sách đoàn viên khó khăn" not in rows
    assert "Giai đoạn 2026 - 2030 xây 40 nhà" not in {line.text for line in targets.target_lines(office)}
    office.undo()
    assert state_hash(office.conn) == before


def test_what_people_wrote_since_is_shown_and_kept(office: Session) -> None:
    row = task_rows(office)["Tặng quà đoàn viên khó khăn, gồm:"]
    tasks.extend_due(office, row["id"], due="2026-03-31", reason="Tết muộn")
    plan = small_plan()
    plan["tasks"][0]["end"] = "2026-02-20"
    kept = [field for change in compared(office, plan).rows for field in change.kept]
    assert [(field.name, field.old, field.new) for field in kept] == [("due", "2026-03-31", "2026-02-20")]
    taken(office, plan)
    assert task_rows(office)["Tặng quà đoàn viên khó khăn, gồm:"]["due"] == "2026-03-31"


def test_what_people_wrote_is_not_even_mentioned_where_the_document_stays(office: Session) -> None:
    row = task_rows(office)["Tặng quà đoàn viên khó khăn, gồm:"]
    tasks.edit_task(office, row["id"], text="Tặng quà Tết cho đoàn viên khó khăn", product="danh sách")
    assert compared(office, small_plan()).changes == ()
    taken(office, small_plan())
    assert "Tặng quà Tết cho đoàn viên khó khăn" in task_rows(office)


def test_a_logged_task_is_ended_with_the_reason_and_never_removed(office: Session) -> None:
    row = task_rows(office)["Tặng quà đoàn viên khó khăn, gồm:"]
    progress.log_progress(office, row["id"], period="2026-Q3", state="in_progress", percent=30)
    plan = small_plan()
    plan["tasks"].pop(0)
    update = compared(office, plan)
    assert [(one.fate, one.entries) for one in update.changes] == [(Fate.ENDED, 1)]
    taken(office, plan)
    ended = task_rows(office)["Tặng quà đoàn viên khó khăn, gồm:"]
    assert ended["lifecycle"] == "ended"
    assert "Kế hoạch 15/KH-LĐLĐ" in ended["lifecycle_reason"]
    assert compared(office, plan).nothing


def test_a_later_due_date_of_a_logged_task_keeps_the_old_one_in_its_history(office: Session) -> None:
    row = task_rows(office)["Tặng quà đoàn viên khó khăn, gồm:"]
    progress.log_progress(office, row["id"], period="2026-Q3", state="in_progress", percent=30)
    plan = small_plan()
    plan["tasks"][0]["end"] = "2026-12-20"
    taken(office, plan)
    history = tasks.due_history(office, row["id"])
    assert [(one.old_due, one.new_due) for one in history] == [("2026-02-10", "2026-12-20")]


def test_a_logged_target_is_ended_and_its_figures_stay(office: Session) -> None:
    line = next(one for one in targets.target_lines(office) if one.text.startswith("Giai đoạn"))
    unit = office.conn.execute("SELECT id FROM unit WHERE kind_id IS NOT NULL ORDER BY id DESC").fetchone()[0]
    values.log_value(office, line.measure_id, unit_id=unit, period="2026-Q3", val=3)
    plan = small_plan()
    plan["targets"].pop(2)
    taken(office, plan)
    assert next(one for one in targets.target_lines(office) if one.id == line.id).lifecycle == "ended"


def test_what_people_added_under_the_document_is_not_the_documents_to_take(office: Session) -> None:
    directive = office.conn.execute("SELECT id FROM directive WHERE as_written = '15/KH-LĐLĐ'").fetchone()[0]
    programme = office.conn.execute("SELECT id FROM programme ORDER BY id").fetchone()[0]
    tasks.add_task(office, text="Việc thêm bằng tay", programme_id=programme, directive_id=directive)
    assert compared(office, small_plan()).nothing


def test_a_task_that_a_person_gave_out_is_ended_rather_than_removed(office: Session) -> None:
    row = task_rows(office)["Tặng quà đoàn viên khó khăn, gồm:"]
    ban = bans.add_ban(office, name="Văn phòng", code="VP")
    assignments.assign(office, row["id"], role="lead", ban_id=ban)
    plan = small_plan()
    plan["tasks"].pop(0)
    assert [one.fate for one in compared(office, plan).changes] == [Fate.ENDED]


def test_what_people_renamed_is_known_again_and_not_doubled(office: Session) -> None:
    for row in office.conn.execute("SELECT id, title FROM programme").fetchall():
        programmes.edit_programme(office, row["id"], title=f"{row['title']} của tỉnh ta, tên gọi khác hẳn", number="9")
    for row in office.conn.execute("SELECT id FROM section").fetchall():
        programmes.edit_section(office, row["id"], title="Đặt lại tên")
    step = office.conn.execute("SELECT id FROM milestone").fetchone()[0]
    programmes.edit_milestone(office, step, text="Họp cuối năm", starts="2026-11-01", ends="2026-11-30")
    before = state_hash(office.conn)
    taken(office, small_plan())
    assert state_hash(office.conn) == before


def test_a_task_that_stands_elsewhere_in_the_document_now_moves_there(office: Session) -> None:
    plan = small_plan()
    plan["tasks"][0]["group"] = "Nhà ở công nhân"
    (moved,) = (field for row in compared(office, plan).changes for field in row.fields)
    assert (moved.old, moved.new) == ("Chăm lo dịp Tết › Chăm lo dịp Tết", "Nhà ở công nhân › Nhà ở công nhân")
    taken(office, plan)
    row = task_rows(office)["Tặng quà đoàn viên khó khăn, gồm:"]
    title = office.conn.execute("SELECT title FROM programme WHERE id = ?", [row["programme_id"]]).fetchone()[0]
    assert title == "Nhà ở công nhân"
    left = [row[0] for row in office.conn.execute("SELECT title FROM section WHERE gone IS NULL")]
    assert "Chăm lo dịp Tết" not in left
    assert compared(office, plan).nothing


def test_a_task_that_people_moved_stays_where_they_put_it(office: Session) -> None:
    row = task_rows(office)["Tặng quà đoàn viên khó khăn, gồm:"]
    other = programmes.add_programme(office, title="Chương trình riêng")
    tasks.move_task(office, row["id"], programme_id=other)
    assert compared(office, small_plan()).changes == ()
    plan = small_plan()
    plan["tasks"][0]["group"] = "Nhà ở công nhân"
    (kept,) = (field for change in compared(office, plan).changes for field in change.kept)
    assert kept.name == "place"
    taken(office, plan)
    assert task_rows(office)["Tặng quà đoàn viên khó khăn, gồm:"]["programme_id"] == other


def test_a_value_with_more_decimals_makes_room_while_nothing_was_logged(office: Session) -> None:
    plan = small_plan()
    plan["targets"][0]["value"] = 80.25
    taken(office, plan)
    line = next(one for one in targets.target_lines(office) if one.text.startswith("Đến năm 2028"))
    assert (str(line.value), line.decimals) == ("80.25", 2)
    assert compared(office, plan).nothing


def test_a_new_file_of_the_same_plan_is_attached_beside_the_old_one(office: Session, tmp_path: Path) -> None:
    draft = read_plan(json.dumps(small_plan()).encode())
    for text in ("một", "hai", "hai"):
        file = tmp_path / f"{text}.txt"
        file.write_text(text, "utf-8")
        accept(office, draft, file=file)
    names = [row[0] for row in office.conn.execute("SELECT name FROM evidence ORDER BY id")]
    assert names == ["một.txt", "hai.txt"]


def test_an_update_of_nothing_that_is_there_is_refused(office: Session) -> None:
    draft = read_plan(json.dumps(small_plan()).encode())
    for wrong in (Choices(update=999_999), Choices()):
        with pytest.raises(BadInput):
            compare(office, draft, wrong)


_TEXTS = ["Tặng quà Tết", "Tặng quà Tết cho công nhân", "Rà soát nhà ở", "Mở lớp tập huấn", "Họp giao ban", "Kiểm tra"]
_TASK = st.fixed_dictionaries(
    {
        "text": st.sampled_from(_TEXTS),
        "group": st.sampled_from([None, "Nhóm một", "Đối với công đoàn cơ sở"]),
        "end": st.sampled_from([None, "2026-09-30", "2026-12-31"]),
        "scope": st.sampled_from(["own", "passed_down"]),
    }
)


def _plan(found: list[dict[str, Any]]) -> dict[str, Any]:
    plan = small_plan()
    plan["tasks"] = [{**task, "lines": [number, number]} for number, task in enumerate(found, 40)]
    return plan


def _fresh(folder: Path) -> Session:
    writer = open_writer(folder / "so.tdb")
    migrations.migrate(writer)
    clock = FrozenClock("2026-07-01T08:00:00", step_ms=1)
    session = Session(folder / "so.tdb", writer, clock, IdMaker(clock, seed=7), Actor("Người thử"))
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
    return session


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    first=st.lists(_TASK, max_size=6),
    second=st.lists(_TASK, max_size=6),
    logged=st.integers(0, 63),
)
def test_whatever_the_document_becomes_no_entry_is_lost_and_twice_is_once(
    first: list[dict[str, Any]], second: list[dict[str, Any]], logged: int
) -> None:
    with TemporaryDirectory() as folder:
        session = _fresh(Path(folder))
        try:
            taken(session, _plan(first))
            calendar.open_period(session, "2026-Q3")
            own = session.conn.execute("SELECT id FROM task WHERE scope = 'own' ORDER BY id").fetchall()
            for place, row in enumerate(own):
                if logged >> place & 1:
                    progress.log_progress(session, row[0], period="2026-Q3", state="in_progress", percent=10)
            before = state_hash(session.conn)
            taken(session, _plan(second))
            lost = """SELECT count(*) FROM progress_entry JOIN task ON task.id = task_id WHERE task.gone IS NOT NULL"""
            assert session.conn.execute(lost).fetchone()[0] == 0
            once = state_hash(session.conn)
            taken(session, _plan(second))
            assert state_hash(session.conn) == once
            if once != before:
                session.undo()
                assert state_hash(session.conn) == before
        finally:
            session.close()
