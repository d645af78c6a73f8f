"""The file that proves an entry travels once, by its content, and lies above as it lay below."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import attachments
from app.people import units
from app.plan import amendments, calendar, evidence, progress, reviews, tasks
from db.queries import exchange_files
from tests.builders.exchange import Place, meet, place

Q3 = "2026-Q3"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """A province and a school that was given a task."""
    province = place(tmp_path / "tinh", "Liên đoàn Lao động tỉnh Mẫu")
    school = place(tmp_path / "truong", "CĐCS Trường THPT Mẫu A", seed=2)
    kind = units.unit_kinds(province.session)[0].id
    for one in (province, school):
        calendar.open_period(one.session, Q3)
    meet(province, school, unit_id=units.add_unit(province.session, name="CĐCS Trường THPT Mẫu A", kind_id=kind))
    tasks.add_task(province.session, text="Học tập nghị quyết", scope="passed_down")
    school.take(province.send(province.peer("child")))
    yield province, school
    for one in (province, school):
        one.session.close()


def prove(school: Place, tmp_path: Path) -> str:
    """Log the task with a picture, submit; return the hash of the picture."""
    task = school.session.conn.execute("SELECT id FROM task").fetchone()[0]
    entry = progress.log_progress(school.session, task, period=Q3, state="done", done_on="2026-09-20")
    picture = tmp_path / "bien-ban.txt"
    picture.write_text("Biên bản hội nghị", "utf-8")
    evidence.attach(school.session, "progress", entry, path=picture)
    reviews.submit(school.session, period=Q3)
    return attachments.digest(picture)


def test_evidence_comes_with_the_entry_it_proves(pair: tuple[Place, Place], tmp_path: Path) -> None:
    province, school = pair
    sha256 = prove(school, tmp_path)
    outcome = province.take(school.send(school.peer("parent")))
    assert outcome.attachments == 1
    kept = attachments.path_of(province.session.path, sha256)
    assert kept.read_text("utf-8") == "Biên bản hội nghị"
    mine, theirs = (exchange_files.presence(one.session.conn, sha256) for one in (school, province))
    assert mine is not None
    assert theirs is not None
    assert tuple(theirs)[1:] == tuple(mine)[1:]


def test_it_is_asked_for_until_it_has_come_and_sent_only_once(pair: tuple[Place, Place], tmp_path: Path) -> None:
    province, school = pair
    sha256 = prove(school, tmp_path)
    province.take(school.send(school.peer("parent"), with_files=False))
    row = exchange_files.presence(province.session.conn, sha256)
    assert row is not None
    assert row["presence"] == "later"
    assert exchange_files.wanting(province.session.conn) == [sha256]
    school.take(province.send(province.peer("child")))
    assert province.take(school.send(school.peer("parent"))).attachments == 1
    assert exchange_files.wanting(province.session.conn) == []
    school.take(province.send(province.peer("child")))
    entry = school.session.conn.execute("SELECT id FROM progress_entry").fetchone()[0]
    amendments.amend_progress(school.session, entry, reason="Rà lại", result="Đã học")
    assert province.take(school.send(school.peer("parent"))).attachments == 0
