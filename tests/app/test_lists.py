"""Lists: every definition fits its view, and SQL judges tasks as the core does."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from app.clock import FrozenClock
from app.columns import ListSpec
from app.i18n import msg
from app.lists import LISTS
from app.plan.timeliness import Status, TaskState, judge, status
from app.reading import ListQuery, Reader, Where, match_expression
from app.session import Session
from app.workspace import create
from db import listing


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = create(tmp_path / "a.tdb", clock=FrozenClock("2026-11-01T08:00:00", step_ms=1000), seed=1)
    with opened.change(msg("Khai đơn vị")) as change:
        seat = change.insert("item", uid=change.new_uid(), kind="seat")
        unit = change.insert("item", uid=change.new_uid(), kind="unit")
        change.insert("seat", id=seat, unit_id=unit)
        change.insert("unit", id=unit, seat_id=seat, code="MAU")
        change.insert("setting", name="own_unit", value=str(unit))
        change.insert("setting", name="own_seat", value=str(seat))
        change.insert("period", code="2026-Q3", kind="quarter", first_month="2026-07", last_month="2026-09")
    yield opened
    opened.close()


@pytest.mark.parametrize("spec", LISTS.values(), ids=lambda spec: spec.name)
def test_every_column_condition_and_order_of_a_list_exists_in_its_view(session: Session, spec: ListSpec) -> None:
    known = listing.columns(session.conn, spec.view)
    wanted = {column.key for column in spec.columns} | {key for key, _ in spec.order_by} | set(spec.sort_keys.values())
    assert wanted <= known
    assert list(Reader(session).ids(spec, ListQuery("2026-Q3"))) is not None


def _task(session: Session, random: Random) -> tuple[int, Status]:
    due = None if random.random() < 0.3 else date(2026, 9, 1 + random.randrange(30))
    due = due.replace(month=random.choice([8, 9, 10])) if due else None
    continuous = due is None and random.random() < 0.5
    state = random.choice(list(TaskState))
    done_on = date(2026, random.choice([8, 9, 10]), 15) if state is TaskState.done and random.random() < 0.8 else None
    office = session.office
    with session.change(msg("Nhiệm vụ")) as change:
        task = change.define(
            "task", seat_id=office.seat_id, text="x", due=due.isoformat() if due else None, continuous=int(continuous)
        )
        entry = change.insert(
            "progress_entry", seat_id=office.seat_id, task_id=task, unit_id=office.unit_id, period="2026-Q3",
            head_rev=1, submitted_rev=1,
        )  # fmt: skip
        done = done_on.isoformat() if done_on else None
        change.insert("progress_rev", entry_id=entry, rev=1, phase="submitted", state=state, done_on=done, at_ms=0)
    return task, status(state, judge(state, due, continuous, done_on, date(2026, 9, 30)), continuous)


def test_the_status_that_a_list_shows_is_the_one_that_the_core_judges(session: Session) -> None:
    random = Random(7)
    expected = dict(_task(session, random) for _ in range(200))
    reader, spec = Reader(session), LISTS["tasks"]
    query = ListQuery("2026-Q3")
    rows = reader.rows(spec, query, reader.ids(spec, query))
    assert {row_id: row["status"] for row_id, row in rows.items()} == {
        key: str(value) for key, value in expected.items()
    }


def test_a_list_is_filtered_sorted_and_searched_in_the_database(session: Session) -> None:
    office = session.office
    with session.change(msg("Nhiệm vụ")) as change:
        ids = [
            change.define("task", seat_id=office.seat_id, text=text, due=due, position=place)
            for place, (text, due) in enumerate(
                [("Đồng thuận", "2026-09-01"), ("Hòa bình", "2026-12-31"), ("Khác", None)]
            )
        ]
    reader, spec = Reader(session), LISTS["tasks"]
    assert list(reader.ids(spec, ListQuery("2026-Q3"))) == ids
    assert list(reader.ids(spec, ListQuery("2026-Q3", sort=("text", True)))) == [ids[0], ids[2], ids[1]]
    assert list(reader.ids(spec, ListQuery("2026-Q3", search="dong thuan"))) == [ids[0]]
    assert list(reader.ids(spec, ListQuery("2026-Q3", where=(Where("status", "eq", "overdue"),)))) == [ids[0]]
    assert reader.count(spec, ListQuery("2026-Q3", where=(Where("due", "is", None),))) == 1
    assert list(reader.ids(spec, ListQuery("2026-Q3"), limit=2)) == ids[:2]


def test_a_list_refuses_a_column_that_it_does_not_have(session: Session) -> None:
    with pytest.raises(ValueError, match="no column"):
        Reader(session).ids(LISTS["tasks"], ListQuery("2026-Q3", sort=("id; DROP TABLE task", False)))


def test_a_typed_search_becomes_words_that_must_all_match() -> None:
    assert match_expression("hòa  Bình") == '("hoa" AND "binh"*)'
    assert match_expression("   ") == ""


def test_the_journal_sorted_by_period_is_its_own_order_or_that_backwards(session: Session) -> None:
    office, random = session.office, Random(3)
    with session.change(msg("Nhật ký")) as change:
        change.insert("period", code="2026-Q2", kind="quarter", first_month="2026-04", last_month="2026-06")
        tasks = [change.define("task", seat_id=office.seat_id, text=f"Việc {number}") for number in range(5)]
        keys = {
            change.insert(
                "progress_entry", seat_id=office.seat_id, task_id=task, unit_id=office.unit_id, period=period, head_rev=1
            ): (period, task)
            for task in random.sample(tasks, 5)
            for period in ("2026-Q3", "2026-Q2")
        }  # fmt: skip
    reader, spec = Reader(session), LISTS["progress"]
    newest_first = sorted(keys, key=lambda row_id: keys[row_id], reverse=True)
    assert list(reader.ids(spec, ListQuery("2026-Q3"))) == newest_first
    assert list(reader.ids(spec, ListQuery("2026-Q3", sort=("period", True)))) == newest_first
    assert list(reader.ids(spec, ListQuery("2026-Q3", sort=("period", False)))) == newest_first[::-1]
    assert reader.count(spec, ListQuery("2026-Q3")) == 10
    assert reader.count(spec, ListQuery("2026-Q3", where=(Where("period", "eq", "2026-Q2"),))) == 5


@pytest.mark.parametrize("sort", [None, ("period", False)])
def test_the_order_of_the_journal_comes_from_an_index_alone(session: Session, sort: tuple[str, bool] | None) -> None:
    query = Reader(session)._plan(LISTS["progress"], ListQuery("2026-Q3", sort=sort))
    source, order = listing._source(session.conn, query)
    plan = session.conn.execute(f"EXPLAIN QUERY PLAN SELECT list.id FROM {source} ORDER BY {order}", {"on": ""})
    assert [row["detail"] for row in plan] == ["SCAN entry USING COVERING INDEX progress_entry_period"]


@pytest.mark.parametrize("spec", [spec for spec in LISTS.values() if spec.search_kind], ids=lambda spec: spec.name)
def test_a_search_in_a_list_asks_the_index_once_and_then_for_its_hits(session: Session, spec: ListSpec) -> None:
    asked: list[str] = []
    session.conn.set_trace_callback(asked.append)
    query = ListQuery("2026-Q3", search="đoàn viên", sort=(spec.columns[0].key, False))
    Reader(session).count(spec, query)
    Reader(session).ids(spec, query)
    session.conn.set_trace_callback(None)
    for sql in (sql for sql in asked if "MATCH" in sql):
        plan = [row["detail"] for row in session.conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
        steps = [step for step in plan if step.startswith(("SCAN", "SEARCH"))]
        assert steps[0].startswith("SCAN search_index VIRTUAL TABLE")
