"""What is derived stays in step: kept up to date change by change, it equals what is derived anew."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import FrozenClock
from app.errors import PlanError
from app.i18n import msg
from app.people import offices, units
from app.plan import calendar, closing, reviews
from app.session import Session
from db import derived
from db.connection import Connection
from db.queries.quarter import PROGRESS, VALUES, drafts
from db.state import state_hash
from tests.app.conftest import START
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter, build, opened

Contents = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Quarter]:
    """A workspace of SCENARIO.md with two open quarters and everything drafted, closed, and what it holds by name."""
    path, clock = tmp_path_factory.mktemp("template") / "so.tdb", FrozenClock(START, step_ms=1)
    session = opened(path, clock)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
    quarter = build(session, clock)
    calendar.open_period(session, Q4)
    quarter.log_everything()
    session.close()
    return path, quarter


COPIES = itertools.count()


@contextmanager
def copied(template: tuple[Path, Quarter]) -> Iterator[Quarter]:
    path, known = template
    copy = path.with_name(f"copy{next(COPIES)}.tdb")
    shutil.copyfile(path, copy)
    clock = FrozenClock("2026-10-01T08:00:00", step_ms=1)
    session = opened(copy, clock)
    yield Quarter(session, clock, known.bans, known.units, known.programmes, known.tasks, known.measures, known.targets)
    session.close()


def derived_rows(connection: Connection) -> Contents:
    queries = {
        "expectation": "SELECT period, what_id, unit_id, exempt, frozen FROM expectation ORDER BY 1, 2, 3",
        "rollup": "SELECT * FROM rollup ORDER BY what_id, period, as_of",
        "unit_rollup": "SELECT * FROM unit_rollup ORDER BY 1, 2, 3",
        "search": "SELECT kind, ref_id, folded FROM search_doc ORDER BY kind, ref_id",
    }
    return {name: [tuple(row) for row in connection.execute(sql)] for name, sql in queries.items()}


def assert_in_step(session: Session) -> None:
    kept = derived_rows(session.conn)
    writer = session._writer
    writer.execute("BEGIN IMMEDIATE")
    derived.rebuild(writer)
    anew = derived_rows(writer)
    writer.execute("ROLLBACK")
    differing = {name: (set(kept[name]) ^ set(anew[name])) for name in kept if kept[name] != anew[name]}
    assert not differing, differing


def a_fact(quarter: Quarter, pick: int, kind: str) -> list[int]:
    table = "progress_entry" if kind == "progress" else "target_value"
    ids = [row[0] for row in quarter.session.conn.execute(f"SELECT id FROM {table} ORDER BY id")]
    return [ids[pick % len(ids)]] if ids else []


def _edit(quarter: Quarter, table: str, row_id: int, **columns: object) -> None:
    with quarter.session.change(msg("Sửa {table}", table=table)) as change:
        change.update(table, row_id, **columns)


def _name(names: dict[str, int], pick: int) -> str:
    return sorted(names)[pick % len(names)]


STATES = ("not_started", "in_progress", "done", "paused", "cancelled")
STEPS: dict[str, Callable[[Quarter, int, str], object]] = {
    "log": lambda q, n, p: q.log(f"T{n % 7 + 1}", period=p, state=STATES[n % 5], result=f"lần {n % 4}"),
    "log below": lambda q, n, p: q.log("T8", "ABCDE"[n % 5], period=p, state=STATES[n % 5]),
    "value": lambda q, n, p: q.value("M2", "ABCDE"[n % 5], period=p, val=n % 9),
    "rate": lambda q, n, p: q.value("M1", "ABCDE"[n % 5], period=p, num=n % 9, den=9),
    "nothing": lambda q, n, p: q.value("M3", "ABCDE"[n % 5], period=p, given=("none_occurred", "not_applicable")[n % 2]),
    "submit": lambda q, n, p: reviews.submit(q.session, period=p),
    "submit one": lambda q, n, p: reviews.submit(
        q.session, period=p, progress_ids=[r["id"] for r in drafts(q.session.conn, PROGRESS, p, q.session.office.seat_id)][:1],
        value_ids=[r["id"] for r in drafts(q.session.conn, VALUES, p, q.session.office.seat_id)][:1],
    ),
    "recall": lambda q, n, p: reviews.recall(q.session, value_ids=a_fact(q, n, "value")),
    "recall entry": lambda q, n, p: reviews.recall(q.session, progress_ids=a_fact(q, n, "progress")),
    "approve": lambda q, n, p: reviews.approve(q.session, progress_ids=a_fact(q, n, "progress")),
    "return": lambda q, n, p: reviews.return_(q.session, value_ids=a_fact(q, n, "value"), reason="Xem lại"),
    "amend": lambda q, n, p: reviews.amend_progress(q.session, a_fact(q, n, "progress")[0], reason="Sót", state=STATES[n % 5]),
    "due": lambda q, n, p: _edit(q, "task", q.tasks[("T1", "T5", "T7")[n % 3]], due=f"2026-{n % 3 + 8:02}-20"),
    "move task": lambda q, n, p: _edit(q, "task", q.tasks[f"T{n % 7 + 1}"], programme_id=(*q.programmes.values(), None)[n % 3]),
    "end task": lambda q, n, p: _edit(q, "task", q.tasks[f"T{n % 8 + 1}"], lifecycle="ended", lifecycle_on="2026-08-01"),
    "pass down": lambda q, n, p: _edit(q, "task", q.tasks[f"T{n % 7 + 1}"], scope=("own", "passed_down")[n % 2]),
    "scope": lambda q, n, p: _edit(q, "measure", q.measures["M2"], scope_sector=("state", "non_state", None)[n % 3]),
    "horizon": lambda q, n, p: _edit(q, "target", q.targets["M1"], h_to=(2025, 2026, None)[n % 3]),
    "programme": lambda q, n, p: _edit(q, "programme", q.programmes[n % 2 + 1], ends=("2026-08-01", "2026-12-31", None)[n % 3]),
    "unit": lambda q, n, p: _edit(q, "unit", q.units["ABCDE"[n % 5]], valid_until=("2026-09-30", "2026-11-01", None)[n % 3]),
    "new unit": lambda q, n, p: units.add_unit(q.session, name=f"Đơn vị {n} {q.clock.now_ms()}", kind_id=units.unit_kinds(q.session)[0].id),
    "cutoff": lambda q, n, p: calendar.set_dates(q.session, p, cutoff=f"{p[:4]}-{int(p[-1]) * 3:02}-{10 + n % 20}"),
    "close": lambda q, n, p: closing.close_period(q.session, p),
    "undo": lambda q, n, p: q.session.undo(),
    "undo again": lambda q, n, p: q.session.undo(),
    "redo": lambda q, n, p: q.session.redo(),
}  # fmt: skip

A_STEP = st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 59), st.sampled_from([Q3, Q3, Q4]))


@settings(max_examples=25)
@given(steps=st.lists(A_STEP, min_size=3, max_size=14))
def test_after_any_steps_what_is_kept_equals_what_is_derived_anew(
    template: tuple[Path, Quarter], steps: list[tuple[str, int, str]]
) -> None:
    with copied(template) as quarter:
        for name, pick, period in steps:
            try:
                STEPS[name](quarter, pick, period)
            except PlanError:
                continue
        assert_in_step(quarter.session)


@settings(max_examples=15)
@given(steps=st.lists(A_STEP.filter(lambda step: "do" not in step[0]), min_size=1, max_size=8))
def test_undoing_and_redoing_any_steps_returns_to_the_same_states(
    template: tuple[Path, Quarter], steps: list[tuple[str, int, str]]
) -> None:
    with copied(template) as quarter:
        session = quarter.session
        hashes = [state_hash(session.conn)]
        for name, pick, period in steps:
            try:
                STEPS[name](quarter, pick, period)
            except PlanError:
                continue
            if session.undo_label() is None:
                hashes.clear()
            if not hashes or state_hash(session.conn) != hashes[-1]:
                hashes.append(state_hash(session.conn))
        for expected in reversed(hashes[:-1]):
            session.undo()
            assert state_hash(session.conn) == expected
        assert_in_step(session)
        for expected in hashes[1:]:
            session.redo()
            assert state_hash(session.conn) == expected
        assert_in_step(session)


def test_bulk_writing_derives_everything_and_freezes_closed_quarters(template: tuple[Path, Quarter]) -> None:
    with copied(template) as quarter:
        session = quarter.session
        with session.change(msg("Ghi mẫu"), kind="bulk", counter_action="restore") as change:
            change.connection.execute("DELETE FROM expectation")
            change.bulk("setting", ("name", "value"), [("mẫu", "1")])
            change.define(
                "period_close",
                seat_id=session.office.seat_id,
                unit_id=session.office.unit_id,
                period=Q3,
                at_ms=0,
                person_text="",
            )
        frozen = session.conn.execute(
            "SELECT period, min(frozen), max(frozen) FROM expectation GROUP BY period"
        ).fetchall()
        assert [tuple(row) for row in frozen] == [(Q3, 1, 1), (Q4, 0, 0)]


def test_closing_keeps_the_words_of_search_and_the_sums_of_other_quarters(template: tuple[Path, Quarter]) -> None:
    with copied(template) as quarter:
        quarter.submit()
        closing.close_period(quarter.session, Q3)
        assert_in_step(quarter.session)
