"""After a restore everything that had been sent comes back, whoever was restored and in whatever order the others return it."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import backup, restore, workspace
from app.bundles import keys, meeting, trust
from app.clock import FrozenClock
from app.people import units
from app.plan import assignments, calendar, evidence, progress, reviews, tasks
from db.queries import exchange_seals
from tests.builders.exchange import Place, meet, place

Q3 = "2026-Q3"


@dataclass
class Tree:
    """A province with two schools right below it."""

    province: Place
    school: Place
    other: Place
    school_unit: int
    other_unit: int


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Tree]:
    province = place(tmp_path / "tinh", "LĐLĐ tỉnh Mẫu", seed=1)
    school = place(tmp_path / "truong", "CĐCS Trường THPT Mẫu A", parent_name="LĐLĐ tỉnh Mẫu", seed=2)
    other = place(tmp_path / "truong-b", "CĐCS Trường THPT Mẫu B", parent_name="LĐLĐ tỉnh Mẫu", seed=3)
    with ExitStack() as opened:
        found = Tree(province, school, other, 0, 0)
        for one in (province, school, other):
            opened.callback(_close, one)
        kind = units.unit_kinds(province.session)[0].id
        found.school_unit = units.add_unit(province.session, name="CĐCS Trường THPT Mẫu A", kind_id=kind)
        found.other_unit = units.add_unit(province.session, name="CĐCS Trường THPT Mẫu B", kind_id=kind)
        for one in (province, school, other):
            calendar.open_period(one.session, Q3)
        meet(province, school, unit_id=found.school_unit)
        meet(province, other, unit_id=found.other_unit)
        yield found


def _close(at: Place) -> None:
    """The session that the place has by then: a restore opened another."""
    at.session.close()


def restored(at: Place, copy: Path, now: str = "2026-10-01T09:00:00") -> None:
    """Put a backup in the place of a workspace and open it again."""
    path = at.session.path
    at.session.close()
    restore.restore(restore.plan_restore(copy), clock=FrozenClock(now, step_ms=1000))
    at.session = workspace.open_workspace(path, clock=FrozenClock(now, step_ms=1000))


def rows(at: Place, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in at.session.conn.execute(sql)]


def to(province: Place, name: str) -> int:
    """The peer of a unit by its name."""
    return int(rows(province, f"SELECT id FROM peer WHERE name LIKE '%{name}'")[0][0])


def rounds(tree: Tree, school: Place, count: int = 2) -> None:
    """Files go to and fro between the province and a school."""
    name = "Mẫu A" if school is tree.school else "Mẫu B"
    for _ in range(count):
        school.take(tree.province.send(to(tree.province, name)))
        tree.province.take(school.send(school.peer("parent")))


def at_rest(*places: Place) -> None:
    """Nobody waits for anybody."""
    for one in places:
        assert [row["code"] for row in exchange_seals.with_status(one.session.conn, "held")] == []


def test_facts_come_back_about_a_task_that_was_given_after_the_backup(tree: Tree) -> None:
    copy = backup.back_up(tree.school.session)
    tasks.add_task(tree.province.session, text="Học nghị quyết", scope="passed_down", due="2026-09-30")
    tree.school.take(tree.province.send(to(tree.province, "Mẫu A")))
    mine = int(rows(tree.school, "SELECT id FROM task")[0][0])
    progress.log_progress(tree.school.session, mine, period=Q3, state="done", done_on="2026-09-20", result="Xong")
    reviews.submit(tree.school.session, period=Q3)
    tree.province.take(tree.school.send(tree.school.peer("parent")))
    entry = int(rows(tree.province, "SELECT id FROM progress_entry")[0][0])
    reviews.approve(tree.province.session, progress_ids=[entry])
    restored(tree.school, copy)
    tree.province.take(tree.school.send(tree.school.peer("parent")))
    back = tree.school.take(tree.province.send(to(tree.province, "Mẫu A")))
    assert back.waiting == {}
    assert rows(tree.school, "SELECT result FROM progress_rev") == [("Xong",)]
    assert rows(tree.school, "SELECT verdict FROM review") == [("approved",)]
    rounds(tree, tree.school)
    at_rest(tree.province, tree.school)
    assert rows(
        tree.province, "SELECT result, counted FROM progress_rev JOIN progress_entry ON entry_id = progress_entry.id"
    ) == [("Xong", 1)]


def test_evidence_on_a_lost_fact_comes_back_with_it(tree: Tree, tmp_path: Path) -> None:
    tasks.add_task(tree.province.session, text="Học nghị quyết", scope="passed_down", due="2026-09-30")
    tree.school.take(tree.province.send(to(tree.province, "Mẫu A")))
    copy = backup.back_up(tree.school.session)
    mine = int(rows(tree.school, "SELECT id FROM task")[0][0])
    progress.log_progress(tree.school.session, mine, period=Q3, state="done", done_on="2026-09-20", result="Xong")
    photo = tmp_path / "anh.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n anh")
    entry = int(rows(tree.school, "SELECT id FROM progress_entry")[0][0])
    evidence.attach(tree.school.session, "progress", entry, path=photo)
    reviews.submit(tree.school.session, period=Q3)
    tree.province.take(tree.school.send(tree.school.peer("parent")))
    assert rows(tree.province, "SELECT name FROM evidence") == [("anh.png",)]
    restored(tree.school, copy)
    rounds(tree, tree.school)
    assert rows(tree.school, "SELECT name FROM evidence WHERE gone IS NULL") == [("anh.png",)]
    tree.province.take(tree.school.send(tree.school.peer("parent")))
    at_rest(tree.province, tree.school)
    assert rows(tree.province, "SELECT name FROM evidence") == [("anh.png",)]


def test_a_restored_office_above_gets_back_tasks_addressees_slips_and_reviews(tree: Tree) -> None:
    province = tree.province
    old = tasks.add_task(province.session, text="Việc cũ", scope="passed_down", due="2026-09-30")
    assignments.assign(province.session, old, unit_id=tree.school_unit, role="lead")
    rounds(tree, tree.school)
    rounds(tree, tree.other)
    copy = backup.back_up(province.session)
    tasks.edit_task(province.session, old, text="Việc cũ, sửa lần một")
    rounds(tree, tree.school, 1)
    tasks.edit_task(province.session, old, text="Việc cũ, sửa lần hai")
    assignments.assign(province.session, old, unit_id=tree.other_unit, role="lead")
    new = tasks.add_task(province.session, text="Việc mới", scope="passed_down", due="2026-09-30")
    assignments.assign(province.session, new, unit_id=tree.school_unit, role="lead")
    rounds(tree, tree.other, 1)
    tree.school.take(province.send(to(province, "Mẫu A")))
    mine = [int(row[0]) for row in rows(tree.school, "SELECT id FROM task ORDER BY text")]
    for task in mine:
        progress.log_progress(tree.school.session, task, period=Q3, state="done", done_on="2026-09-20")
    reviews.submit(tree.school.session, period=Q3)
    province.take(tree.school.send(tree.school.peer("parent")))
    theirs = [int(row[0]) for row in rows(province, "SELECT id FROM progress_entry")]
    reviews.return_(province.session, progress_ids=theirs, reason="Ghi rõ", cells=["result"])
    rounds(tree, tree.school, 1)
    rounds(tree, tree.other, 1)
    given = "SELECT text, unit_id FROM task JOIN assignment ON what_id = task.id WHERE assignment.gone IS NULL ORDER BY 1, 2"
    said = "SELECT slip.no, slip.reason, to_unit_id, verdict FROM slip JOIN review ON review.slip_id = slip.id WHERE slip.gone IS NULL"
    before = rows(province, given), rows(province, said), rows(province, "SELECT count(*) FROM progress_entry")
    below = (
        rows(tree.school, "SELECT text, gone FROM task ORDER BY 1"),
        rows(tree.school, "SELECT no, reason FROM slip"),
    )

    restored(province, copy)
    for _ in range(3):
        for school in (tree.school, tree.other):
            rounds(tree, school, 1)
    assert (
        rows(province, given),
        rows(province, said),
        rows(province, "SELECT count(*) FROM progress_entry"),
    ) == before
    assert (
        rows(tree.school, "SELECT text, gone FROM task ORDER BY 1"),
        rows(tree.school, "SELECT no, reason FROM slip"),
    ) == below
    at_rest(province, tree.school, tree.other)


def test_what_people_wrote_after_the_restore_stays_though_files_of_others_came_first(tree: Tree) -> None:
    province = tree.province
    task = tasks.add_task(province.session, text="Việc", scope="passed_down", due="2026-09-30")
    copy = backup.back_up(province.session)
    tasks.edit_task(province.session, task, text="Việc, trước khi hỏng máy")
    rounds(tree, tree.school, 1)
    restored(province, copy)
    tasks.edit_task(province.session, task, text="Việc, sau khi khôi phục")
    province.take(tree.other.send(tree.other.peer("parent")))
    rounds(tree, tree.school)
    assert rows(province, "SELECT text FROM task") == [("Việc, sau khi khôi phục",)]
    tree.school.take(province.send(to(province, "Mẫu A")))
    at_rest(province, tree.school)
    assert rows(tree.school, "SELECT text FROM task") == [("Việc, sau khi khôi phục",)]


def test_two_restores_in_a_row_lose_nothing_and_double_nothing(tree: Tree) -> None:
    province, school = tree.province, tree.school
    tasks.add_task(province.session, text="Học nghị quyết", scope="passed_down", due="2026-09-30")
    rounds(tree, school, 1)
    mine = int(rows(school, "SELECT id FROM task")[0][0])
    first = backup.back_up(school.session)
    say(school, mine, "Lần một")
    province.take(school.send(school.peer("parent")))
    restored(school, first, "2026-10-01T09:00:00")
    rounds(tree, school)
    assert newest(school) == newest(province) == ["Lần một"]
    second = backup.back_up(school.session)
    say(school, mine, "Lần hai")
    province.take(school.send(school.peer("parent")))
    restored(school, second, "2026-10-02T09:00:00")
    restored(school, second, "2026-10-03T09:00:00")
    say(school, mine, "Lần ba")
    rounds(tree, school, 3)
    at_rest(province, school)
    assert newest(school) == newest(province) == ["Lần ba"]
    said = "SELECT rev, result FROM progress_rev WHERE phase = 'submitted' ORDER BY rev"
    assert rows(school, said) == rows(province, said)
    assert {result for _, result in rows(school, said)} == {"Lần một", "Lần hai", "Lần ba"}


def test_a_school_that_lost_its_machine_and_its_keys_goes_on_with_new_ones(tree: Tree, tmp_path: Path) -> None:
    province, school = tree.province, tree.school
    tasks.add_task(province.session, text="Học nghị quyết", scope="passed_down", due="2026-09-30")
    rounds(tree, school, 1)
    mine = int(rows(school, "SELECT id FROM task")[0][0])
    copy = backup.back_up(school.session)
    say(school, mine, "Trước khi mất máy")
    province.take(school.send(school.peer("parent")))
    restored(school, copy)
    school.keys = tmp_path / "khoa-moi"
    keys.new_node(school.session, school.keys)
    letter = tmp_path / "thu.tiendo"
    meeting.introduce(school.session, letter, folder=school.keys)
    met = trust.look_at(province.session, letter)
    trust.trust(
        province.session,
        met,
        role="child",
        unit_id=tree.school_unit,
        confirmed_fingerprint=met.fingerprint,
        replace=True,
    )
    rounds(tree, school, 3)
    at_rest(province, school)
    assert newest(school) == newest(province) == ["Trước khi mất máy"]


def say(school: Place, task: int, result: str) -> None:
    """Log and submit."""
    progress.log_progress(school.session, task, period=Q3, state="done", done_on="2026-09-20", result=result)
    reviews.submit(school.session, period=Q3)


def newest(at: Place) -> list[str]:
    """What counts of all entries."""
    sql = "SELECT result FROM progress_rev JOIN progress_entry ON progress_entry.id = entry_id AND submitted_rev = rev"
    return [row[0] for row in rows(at, sql)]
