"""The large sample: as many rows as asked for, the same each time, and everything derived in step."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import workspace
from app.clock import FrozenClock
from app.errors import BadInput, Refused
from app.plan import reviews
from app.plan.revisions import content_hash
from app.sample.bulk import LARGEST, write_bulk
from app.session import Session
from db import derived
from db.queries.quarter import PROGRESS, VALUES
from db.state import state_hash

SIZE = {"units": 12, "tasks": 10, "targets": 6, "quarters": 8}


def made(path: Path, seed: int = 5, **size: int) -> Session:
    session = workspace.create(path, clock=FrozenClock("2026-10-02T08:00:00"), seed=1)
    write_bulk(session, **(SIZE | size), seed=seed, progress=None)
    return session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = made(tmp_path / "mau.tdb")
    yield session
    session.close()


def number(session: Session, sql: str) -> int:
    return int(session.conn.execute(sql).fetchone()[0])


def test_every_task_is_logged_by_every_unit_in_nearly_every_quarter(session: Session) -> None:
    entries = number(
        session, "SELECT count(*) FROM progress_entry JOIN task ON task.id = task_id WHERE scope = 'passed_down'"
    )
    assert 0.9 * 12 * 10 * 8 < entries <= 12 * 10 * 8
    assert number(session, "SELECT count(*) FROM unit_parent") == 12
    assert number(session, "SELECT count(*) FROM target") == 6


def test_the_same_seed_writes_the_same_rows(session: Session, tmp_path: Path) -> None:
    again, other = made(tmp_path / "again.tdb"), made(tmp_path / "other.tdb", seed=6)
    try:
        assert state_hash(again.conn) == state_hash(session.conn)
        assert state_hash(other.conn) != state_hash(session.conn)
    finally:
        again.close()
        other.close()


def test_all_quarters_but_two_are_closed_with_their_expectations_frozen(session: Session) -> None:
    assert number(session, "SELECT count(*) FROM period_close") == 6
    frozen = number(session, "SELECT count(*) FROM expectation WHERE frozen = 1")
    closed = "SELECT count(*) FROM expectation WHERE period IN (SELECT period FROM period_close)"
    assert frozen == number(session, closed) > 0
    assert number(session, "SELECT count(*) FROM expectation WHERE frozen = 0") > 0


def test_no_closed_quarter_has_answers_that_nobody_expected(session: Session) -> None:
    stray = """SELECT count(*) FROM progress_entry WHERE NOT EXISTS (
        SELECT 1 FROM expectation WHERE expectation.period = progress_entry.period AND what_id = task_id
        AND expectation.unit_id = progress_entry.unit_id)"""
    assert number(session, stray) == 0


def test_figures_stay_what_they_are_when_all_that_is_derived_is_made_anew(session: Session) -> None:
    def everything() -> list[tuple[object, ...]]:
        rows = session.conn.execute("SELECT * FROM rollup ORDER BY what_id, period, as_of").fetchall()
        docs = session.conn.execute("SELECT kind, ref_id, folded FROM search_doc ORDER BY kind, ref_id").fetchall()
        return [tuple(row) for row in [*rows, *docs]]

    before = everything()
    writer = session._writer
    derived.rebuild(writer)
    assert everything() == before
    assert len(before) > 100


def test_units_never_count_more_than_there_is(session: Session) -> None:
    assert number(session, "SELECT count(*) FROM value_rev WHERE num > den OR num < 0") == 0


def test_what_was_submitted_can_be_approved(session: Session) -> None:
    entry, value = (
        session.conn.execute(f"SELECT id FROM {table} WHERE period = '2026-Q3' AND submitted_rev = 1").fetchone()[0]
        for table in ("progress_entry", "target_value")
    )
    assert reviews.approve(session, progress_ids=[entry], value_ids=[value]) == 2
    for ledger in (PROGRESS, VALUES):
        row = session.conn.execute(f"SELECT * FROM {ledger.revs} WHERE phase = 'submitted' LIMIT 1").fetchone()
        assert row["hash"] == content_hash(ledger, row)
    assert number(session, "SELECT count(*) FROM progress_rev WHERE (phase = 'submitted') <> (hash IS NOT NULL)") == 0


def test_bulk_is_one_step_that_undo_does_not_cross(session: Session) -> None:
    with pytest.raises(Refused, match="sao lưu"):
        session.undo()


def test_a_workspace_that_has_quarters_is_left_alone(session: Session) -> None:
    before = state_hash(session.conn)
    with pytest.raises(Refused):
        write_bulk(session, **SIZE, progress=None)
    assert state_hash(session.conn) == before


@pytest.mark.parametrize("name", list(LARGEST))
def test_sizes_beyond_reason_are_refused_by_name(tmp_path: Path, name: str) -> None:
    session = workspace.create(tmp_path / "x.tdb", seed=1)
    try:
        for wrong in (0, LARGEST[name] + 1):
            with pytest.raises(BadInput) as caught:
                write_bulk(session, **(SIZE | {name: wrong}), progress=None)
            assert caught.value.where == name
    finally:
        session.close()


def test_one_unit_one_task_one_target_one_quarter_is_enough(tmp_path: Path) -> None:
    session = made(tmp_path / "small.tdb", units=1, tasks=1, targets=1, quarters=1)
    try:
        assert number(session, "SELECT count(*) FROM calendar") == 1
    finally:
        session.close()
