"""Work goes down and progress comes up, through files only."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from app.people import units
from app.plan import calendar, programmes, progress, reviews, targets, tasks, values
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
    measure = targets.add_measure(province.session, programme_id=programme, text="Đoàn viên học nghị quyết", form="ratio")
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

    progress.log_progress(school.session, mine[0]["id"], period="2026-Q3", state="done", done_on="2026-09-20", result="Xong")
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
