"""What waits for a yes is shown row by row as well: nobody agrees to what he has not seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bundles.applying import apply
from app.people import units
from app.plan import calendar, progress, reviews, tasks
from tests.builders.exchange import Place, meet, place


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[tuple[Place, Path]]:
    """A province, and a file of a school below it with one submitted entry."""
    province = place(tmp_path / "tinh", "Liên đoàn Lao động tỉnh Mẫu")
    school = place(tmp_path / "truong", "CĐCS Trường THPT Mẫu A", seed=2)
    kind = units.unit_kinds(province.session)[-1].id
    meet(province, school, unit_id=units.add_unit(province.session, name="CĐCS Trường THPT Mẫu A", kind_id=kind))
    for one in (province, school):
        calendar.open_period(one.session, "2026-Q3")
    tasks.add_task(province.session, text="Học tập nghị quyết", scope="passed_down", due="2026-09-30")
    school.take(province.send(province.peer("child")))
    (given,) = school.session.conn.execute("SELECT id FROM task").fetchall()
    progress.log_progress(school.session, given["id"], period="2026-Q3", state="done", done_on="2026-09-20")
    reviews.submit(school.session, period="2026-Q3")
    yield province, school.send(school.peer("parent"))
    province.session.close()
    school.session.close()


def test_a_state_that_was_put_aside_tells_its_rows_when_its_file_is_opened_again(sent: tuple[Place, Path]) -> None:
    province, file = sent
    first = province.preview(file)
    apply(province.session, first, (), keys_folder=province.keys, back_up=False)
    again = province.preview(file)
    (plan,) = again.files[0].held
    (before,) = first.files[0].applying
    assert (plan.code, plan.counts, plan.changes) == ("BY_PERSON", before.counts, before.changes)
    assert plan.moves == before.moves
    assert again.moves() == (), "nothing counts before somebody says yes"
    assert again.counts.total == 0
    outcome = apply(province.session, again, agreed=[plan.seal.hash], keys_folder=province.keys, back_up=False)
    assert outcome.applied == 1
    assert province.session.conn.execute("SELECT count(*) FROM progress_entry WHERE counted = 1").fetchone()[0] == 1
