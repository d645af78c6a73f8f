"""What an import is said to move is what it moves once it is applied."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bundles.effects import Content, Effects, FactMove, effects
from app.bundles.moves import Answered, Sums, moved
from app.clock import FrozenClock
from tests.app.bundles.arriving import BEFORE, LATER, NOW, PERIODS, move, widened, write
from tests.app.plan.conftest import logged, logged_template, plan_template, quarter
from tests.app.plan.quarter_fixture import Quarter, Template, make_template

__all__ = ["logged", "logged_template", "plan_template", "quarter"]

UNITS = "ABCDE"
TASKS = ("T8", "T9", "T10")
MEASURES = ("M1", "M2", "M3", "Y", "N")


@pytest.fixture(scope="session")
def wide_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    template = make_template(tmp_path_factory.mktemp("wide") / "so.tdb", logged=True)
    opened = template.copy(tmp_path_factory.mktemp("wider") / "so.tdb", FrozenClock("2026-10-01T09:00:00", step_ms=1))
    widened(opened)
    opened.session.close()
    return Template(opened.session.path, opened)


@pytest.fixture
def wide(wide_template: Template, tmp_path: Path) -> Iterator[Quarter]:
    found = wide_template.copy(tmp_path / "wide.tdb", FrozenClock("2026-10-02T09:00:00", step_ms=1))
    yield found
    found.session.close()


numbers = st.one_of(st.none(), st.integers(0, 40))
figures = st.one_of(
    st.none(),
    st.sampled_from(["none_occurred", "not_applicable"]).map(Content),
    st.builds(Content, num=numbers, den=numbers, val=numbers),
)
states = st.one_of(
    st.none(),
    st.builds(
        Content,
        given=st.sampled_from(["value", "value", "none_occurred", "not_applicable"]),
        state=st.sampled_from(["not_started", "in_progress", "done", "cancelled"]),
    ),
)
wanted = st.one_of(
    st.tuples(st.just("value"), st.sampled_from(MEASURES), st.sampled_from(UNITS), st.sampled_from(PERIODS), figures),
    st.tuples(st.just("progress"), st.sampled_from(TASKS), st.sampled_from(UNITS), st.sampled_from(PERIODS), states),
)
imports = st.lists(wanted, min_size=1, max_size=12, unique_by=lambda each: each[:4])


def kept(quarter: Quarter) -> dict[tuple[int, str], Sums]:
    rows = quarter.session.conn.execute(
        "SELECT * FROM rollup WHERE as_of = 'current' AND what_id NOT IN (SELECT id FROM programme) AND what_id <> 0"
    )
    return {
        (row["what_id"], row["period"]): Sums(row["num"], row["den"], row["val"], row["n"], row["m"], row["none_n"])
        for row in rows
    }


def answered(quarter: Quarter) -> dict[tuple[int, str], Answered]:
    rows = quarter.session.conn.execute("SELECT * FROM unit_rollup WHERE as_of = 'current'")
    names = ("tasks", "tasks_reported", "tasks_done", "figures", "figures_reported")
    return {(row["unit_id"], row["period"]): Answered(*(row[name] for name in names)) for row in rows}


@settings(max_examples=40)
@given(rounds=st.lists(imports, min_size=1, max_size=3))
def test_the_sums_foretold_are_the_sums_kept_once_it_is_written(
    wide_template: Template,
    tmp_path_factory: pytest.TempPathFactory,
    rounds: list[list[tuple[str, str, str, str, Content | None]]],
) -> None:
    path = tmp_path_factory.mktemp("law") / "so.tdb"
    quarter = wide_template.copy(path, FrozenClock("2026-10-02T09:00:00", step_ms=1))
    try:
        for wishes in rounds:
            moves = [move(quarter, *wish) for wish in wishes]
            found = moved(quarter.session, moves)
            before, units_before = kept(quarter), answered(quarter)
            closed = closed_rows(quarter)
            write(quarter, moves)
            after, units_after = kept(quarter), answered(quarter)
            own = quarter.session.office.unit_id
            for key in before.keys() | after.keys() | found.sums.keys():
                foretold = found.sums.get(key, (before.get(key, Sums()), before.get(key, Sums())))
                assert shown(foretold[0]) == shown(before.get(key, Sums())), key
                assert shown(foretold[1]) == shown(after.get(key, Sums())), key
            for unit, period in units_before.keys() | units_after.keys():
                stood = units_before.get((unit, period), Answered())
                foretold_unit = found.units.get((unit, period), (stood, stood))
                if unit != own:
                    assert foretold_unit[1] == units_after.get((unit, period), Answered())
            assert closed_rows(quarter) == closed
    finally:
        quarter.session.close()


def shown(sums: Sums) -> Sums:
    """A sum over nobody and no sum are the same to everyone who looks."""
    return sums if sums.m or sums.n or sums.num or sums.val or sums.den else Sums()


def closed_rows(quarter: Quarter) -> list[tuple[object, ...]]:
    sql = "SELECT * FROM rollup WHERE as_of = 'closed' AND what_id NOT IN (SELECT id FROM programme) AND what_id <> 0"
    return [tuple(row) for row in quarter.session.conn.execute(sql)]


def said(found: Effects) -> list[str]:
    return [str(sentence) for sentence in found.sentences()]


def test_a_figure_is_said_with_its_base_before_and_after(wide: Quarter) -> None:
    found = effects(wide.session, [move(wide, "value", "M1", "E", NOW, Content(num=1, den=75))])
    assert "Chỉ số M1, Quý III/2026: 72,0% → 45,5%, 4/5 → 5/5 đơn vị" in said(found)
    assert [(each.before.base, each.after.base) for each in found.figures] == [("4/5", "5/5")]


def test_what_is_the_same_moves_nothing(wide: Quarter) -> None:
    same = move(wide, "value", "M1", "A", NOW, Content(num=40, den=50))
    assert same.before == same.after
    assert effects(wide.session, [same]).empty
    assert effects(wide.session, []).empty


def test_what_nobody_asks_for_moves_nothing(wide: Quarter) -> None:
    state_unit = move(wide, "value", "M3", "A", NOW, Content(num=10, den=10))
    assert effects(wide.session, [state_unit]).empty


def test_a_target_that_turns_and_the_units_that_fall_are_named(wide: Quarter) -> None:
    better = [move(wide, "value", "M1", unit, NOW, Content(num=100, den=100)) for unit in "ABCD"]
    write(wide, better)
    worse = [move(wide, "value", "M1", unit, NOW, Content(num=70, den=100)) for unit in "ABC"]
    found = effects(wide.session, worse)
    assert [str(each.sentence) for each in found.verdicts] == [
        "Chỉ tiêu Chỉ tiêu M1, Quý III/2026: Đạt → Chưa đạt (100,0% → 77,5%)."
    ]
    assert [str(each.sentence) for each in found.crossings] == [
        "3 đơn vị từ Đạt xuống Chưa đạt ở chỉ tiêu Chỉ tiêu M1, Quý III/2026: THPT Mẫu A, THPT Mẫu B, Tiểu học Mẫu C."
    ]


def test_units_that_report_for_the_first_time_cross_nothing(wide: Quarter) -> None:
    found = effects(wide.session, [move(wide, "value", "M1", "E", NOW, Content(num=75, den=75))])
    assert not found.crossings
    assert [(each.reported_before, each.reported_after) for each in found.reports] == [(4, 5)]


def test_a_figure_ten_times_as_large_is_named(wide: Quarter) -> None:
    found = effects(wide.session, [move(wide, "value", "M1", "A", NOW, Content(num=400, den=500))])
    assert [str(jump.sentence) for jump in found.jumps] == [
        "THPT Mẫu A tăng gấp 10 lần so với số đã báo cáo: Chỉ số M1, tử số 40 → 400 (Quý III/2026)."
    ]


def test_a_figure_a_tenth_of_last_quarters_is_named(wide: Quarter) -> None:
    write(wide, [move(wide, "value", "M2", "E", NOW, Content(val=900))])
    found = effects(wide.session, [move(wide, "value", "M2", "E", LATER, Content(val=90))])
    assert [str(jump.sentence) for jump in found.jumps] == [
        "Trường tư thục E giảm 10 lần so với quý trước: Chỉ số M2, số liệu 900 → 90 (Quý IV/2026)."
    ]


def test_small_figures_may_jump(wide: Quarter) -> None:
    write(wide, [move(wide, "value", "M2", "E", NOW, Content(val=1))])
    assert not effects(wide.session, [move(wide, "value", "M2", "E", LATER, Content(val=12))]).jumps


def test_a_closed_quarter_touched_is_said_and_only_the_current_figure_moves(wide: Quarter) -> None:
    found = effects(wide.session, [move(wide, "value", "M1", "A", BEFORE, Content(num=9, den=10))])
    assert [(each.period, each.facts, each.units) for each in found.closed] == [(BEFORE, 1, 1)]
    assert [each.period for each in found.figures] == [BEFORE]


def test_a_task_done_leaves_the_open_quarters_that_come(wide: Quarter) -> None:
    done = Content(state="done", done_on="2026-09-20")
    found = effects(wide.session, [move(wide, "progress", "T9", "A", NOW, done)])
    assert [(each.period, each.before.m, each.after.m, each.after.num) for each in found.tasks] == [
        (LATER, 5, 4, 0),
        (NOW, 5, 5, 1),
    ]
    assert "Nhiệm vụ T9, Quý III/2026: 0/5 → 1/5 đơn vị hoàn thành, 0/5 → 1/5 đã báo cáo" in said(found)


def test_every_part_speaks(wide: Quarter) -> None:
    moves: list[FactMove] = [
        move(wide, "value", "M1", "B", BEFORE, Content(num=1, den=300)),
        move(wide, "value", "M1", "B", NOW, Content(num=1, den=300)),
        move(wide, "progress", "T10", "B", NOW, Content(state="in_progress")),
    ]
    found = effects(wide.session, moves)
    assert all(said(found))
    assert not found.empty


@pytest.mark.parametrize("after", [None, Content("none_occurred"), Content("not_applicable"), Content(den=50)])
def test_the_last_figure_that_goes_leaves_nothing_and_no_nought(wide: Quarter, after: Content | None) -> None:
    write(wide, [move(wide, "value", "M1", "E", LATER, Content(num=30, den=50))])
    gone = move(wide, "value", "M1", "E", LATER, after)
    foretold = moved(wide.session, [gone]).sums[gone.what_id, LATER][1]
    write(wide, [gone])
    assert foretold == kept(wide)[gone.what_id, LATER]
    assert foretold.num is None
