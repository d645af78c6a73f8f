"""Work goes down and progress comes up, through files only."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from app import backup, checking, restore, workspace
from app.bundles import exporting
from app.bundles.applying import apply, withdraw
from app.clock import FrozenClock
from app.people import units
from app.plan import calendar, programmes, progress, reviews, targets, tasks, values
from db.queries import exchange_seals
from db.state import state_hash
from tests.builders.exchange import Place, meet, place


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    province = place(tmp_path / "tinh", "Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu")
    school = place(tmp_path / "truong", "CĐCS Trường THPT Mẫu A", parent_name="Liên đoàn Lao động tỉnh Mẫu", seed=2)
    kinds = {line.sector: line.id for line in units.unit_kinds(province.session) if line.sector}
    unit = units.add_unit(province.session, name="CĐCS Trường THPT Mẫu A", kind_id=kinds["state"])
    units.add_unit(province.session, name="CĐCS Trường tư thục E", kind_id=kinds["non_state"])
    for one in (province, school):
        calendar.open_period(one.session, "2026-Q3")
    meet(province, school, unit_id=unit)
    yield province, school
    province.session.close()
    school.session.close()


def given(province: Place) -> tuple[int, int]:
    programme = programmes.add_programme(province.session, title="Phát triển đoàn viên", starts="2026-01-01")
    task = tasks.add_task(
        province.session, text="Học tập nghị quyết", programme_id=programme, scope="passed_down", due="2026-09-30"
    )
    measure = targets.add_measure(
        province.session, programme_id=programme, text="Đoàn viên học nghị quyết", form="ratio"
    )
    targets.add_target(province.session, measure, text="≥ 85 %", comparator="ge", value=Decimal(85), horizon="yearly")
    return task, measure


def test_a_task_goes_down_and_its_progress_comes_up(pair: tuple[Place, Place]) -> None:
    province, school = pair
    task, measure = given(province)
    down = school.take(province.send(province.peer("child")))
    assert down.applied == 1
    mine = school.session.conn.execute("SELECT id, scope, text, due FROM task").fetchall()
    assert [(row["scope"], row["text"], row["due"]) for row in mine] == [("own", "Học tập nghị quyết", "2026-09-30")]
    figure = school.session.conn.execute("SELECT id, reported_by FROM measure").fetchone()
    assert figure["reported_by"] == "office"

    progress.log_progress(
        school.session, mine[0]["id"], period="2026-Q3", state="done", done_on="2026-09-20", result="Xong"
    )
    own = school.session.office.unit_id
    values.log_value(school.session, figure["id"], unit_id=own, period="2026-Q3", num=40, den=50)
    reviews.submit(school.session, period="2026-Q3")
    seen = province.preview(school.send(school.peer("parent")))
    assert seen.files[0].standing == "apply"
    assert {move.kind for move in seen.moves()} == {"progress", "value"}
    outcome = province.take(seen.files[0].path)
    assert (outcome.applied, outcome.acknowledged) == (1, 1)
    entry = province.session.conn.execute(
        "SELECT progress_entry.*, state, result FROM progress_entry JOIN progress_rev ON entry_id = progress_entry.id"
    ).fetchone()
    assert (entry["task_id"], entry["state"], entry["result"], entry["counted"]) == (task, "done", "Xong", 1)
    sums = province.session.conn.execute(
        "SELECT num, den, n, m FROM rollup WHERE what_id = ? AND as_of = 'current'", [measure]
    ).fetchone()
    assert tuple(sums) == (40, 50, 1, 2)


def test_the_same_file_twice_changes_nothing(pair: tuple[Place, Place]) -> None:
    province, school = pair
    given(province)
    down = province.send(province.peer("child"))
    school.take(down)
    before = state_hash(school.session.conn)
    again = school.preview(down)
    assert again.files[0].standing == "nothing"
    school.take(down)
    assert state_hash(school.session.conn) == before


def test_a_file_that_would_say_the_same_is_the_same_file(pair: tuple[Place, Place]) -> None:
    province, _ = pair
    given(province)
    first = exporting.make(province.session, [province.peer("child")], keys_folder=province.keys)
    again = exporting.make(province.session, [province.peer("child")], keys_folder=province.keys)
    assert (again.sha256, again.fresh, again.path.read_bytes()) == (first.sha256, False, first.path.read_bytes())


def test_an_old_file_that_comes_late_changes_nothing(pair: tuple[Place, Place]) -> None:
    province, school = pair
    task, _ = given(province)
    old = province.send(province.peer("child"))
    tasks.edit_task(province.session, task, text="Học tập và quán triệt nghị quyết")
    school.take(province.send(province.peer("child")))
    school.take(old)
    assert school.session.conn.execute("SELECT text FROM task").fetchone()[0] == "Học tập và quán triệt nghị quyết"


def test_a_withdrawn_import_leaves_the_state_as_it_was(pair: tuple[Place, Place]) -> None:
    province, school = pair
    given(province)
    before = state_hash(school.session.conn)
    outcome = school.take(province.send(province.peer("child")))
    assert state_hash(school.session.conn) != before
    withdraw(school.session, next(iter(outcome.bundle_ids.values())), reason="nhận nhầm")
    assert state_hash(school.session.conn) == before
    assert not [found for found in checking.check(school.session.path).findings if found.severity != "note"]


def test_what_is_given_no_longer_becomes_a_stub_where_work_hangs_on_it(pair: tuple[Place, Place]) -> None:
    province, school = pair
    task, _ = given(province)
    school.take(province.send(province.peer("child")))
    mine = school.session.conn.execute("SELECT id FROM task").fetchone()[0]
    progress.log_progress(school.session, mine, period="2026-Q3", state="in_progress")
    tasks.edit_task(province.session, task, scope="own")
    seen = school.preview(province.send(province.peer("child")))
    assert [plan.code for plan in seen.files[0].held] == ["MANY_WITHDRAWN"]
    apply(school.session, seen, agreed={seen.files[0].held[0].seal.hash}, keys_folder=school.keys, back_up=False)
    row = school.session.conn.execute("SELECT gone FROM task WHERE id = ?", [mine]).fetchone()
    assert row["gone"]


def test_review_and_answer_travel_with_their_slip(pair: tuple[Place, Place]) -> None:
    province, school = pair
    given(province)
    school.take(province.send(province.peer("child")))
    mine = school.session.conn.execute("SELECT id FROM task").fetchone()[0]
    entry = progress.log_progress(school.session, mine, period="2026-Q3", state="done", done_on="2026-09-20")
    reviews.submit(school.session, period="2026-Q3")
    province.take(school.send(school.peer("parent")))
    theirs = province.session.conn.execute("SELECT id FROM progress_entry").fetchone()[0]
    reviews.return_(province.session, progress_ids=[theirs], reason="Ghi rõ kết quả", cells=["result"])
    school.take(province.send(province.peer("child")))
    assert reviews.status_of(school.session, "progress", entry) is reviews.Status.returned
    progress.log_progress(school.session, mine, period="2026-Q3", result="Đã học 3 buổi")
    reviews.submit(school.session, period="2026-Q3")
    province.take(school.send(school.peer("parent")))
    slip = province.session.conn.execute("SELECT state FROM slip").fetchone()
    assert slip["state"] == "answered"
    said = province.session.conn.execute(
        "SELECT result, kind FROM progress_rev JOIN progress_entry ON progress_entry.id = entry_id AND submitted_rev = rev"
    ).fetchone()
    assert tuple(said) == ("Đã học 3 buổi", "answer")


def test_a_restored_workspace_gets_back_what_it_had_sent(pair: tuple[Place, Place], tmp_path: Path) -> None:
    province, school = pair
    given(province)
    school.take(province.send(province.peer("child")))
    mine = school.session.conn.execute("SELECT id FROM task").fetchone()[0]
    backed_up = backup.back_up(school.session)
    progress.log_progress(school.session, mine, period="2026-Q3", state="done", done_on="2026-09-20", result="Xong")
    reviews.submit(school.session, period="2026-Q3")
    province.take(school.send(school.peer("parent")))
    path, keys = school.session.path, school.keys
    school.session.close()
    restore.restore(restore.plan_restore(backed_up), clock=FrozenClock("2026-10-01T08:00:00", step_ms=1000))
    school.session = workspace.open_workspace(path, clock=FrozenClock("2026-10-01T09:00:00", step_ms=1000))
    school.keys = keys
    extra = tasks.add_task(school.session, text="Việc mới sau khi khôi phục")
    progress.log_progress(school.session, extra, period="2026-Q3", state="in_progress")
    reviews.submit(school.session, period="2026-Q3")

    held = province.preview(school.send(school.peer("parent")))
    assert [plan.code for plan in held.files[0].held] == ["RESTORED"]
    province.take(held.files[0].path)
    assert province.session.conn.execute("SELECT count(*) FROM progress_entry").fetchone()[0] == 1  # nothing erased

    back = school.take(province.send(province.peer("child")))
    assert back.taken_back >= 1
    said = school.session.conn.execute(
        "SELECT result FROM progress_rev JOIN progress_entry ON entry_id = progress_entry.id "
        "WHERE task_id = ? AND submitted_rev = rev",
        [mine],
    ).fetchone()
    assert said["result"] == "Xong"
    final = province.preview(school.send(school.peer("parent")))
    assert final.files[0].standing == "apply"
    province.take(final.files[0].path)
    assert not exchange_seals.with_status(province.session.conn, "held")
