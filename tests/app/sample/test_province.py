"""Tỉnh Mẫu: as much as was promised, the same every time, and in every corner something to see."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import workspace
from app.clock import FrozenClock
from app.errors import BadInput, Refused
from app.plan import calendar, closing
from app.sample.province import write_sample
from app.session import Session
from db import change_log, derived
from db.state import state_hash

NEWEST = "2026-Q3"


def made(path: Path, until: str = NEWEST) -> Session:
    session = workspace.create(path, clock=FrozenClock("2026-10-02T08:00:00"), seed=1)
    write_sample(session, until=until)
    return session


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = made(tmp_path_factory.mktemp("mau") / "mau.tdb")
    yield session
    session.close()


def one(session: Session, sql: str, *values: Any) -> Any:
    return session.conn.execute(sql, values).fetchone()[0]


def test_it_is_as_large_as_promised(province: Session) -> None:
    assert one(province, "SELECT count(*) FROM programme") == 7
    assert 55 <= one(province, "SELECT count(*) FROM task") <= 65
    assert 28 <= one(province, "SELECT count(*) FROM target") <= 35
    assert one(province, "SELECT count(*) FROM ban") == 6
    assert one(province, "SELECT count(*) FROM person") == 12
    below = "SELECT count(*) FROM unit_parent WHERE purpose = 'org' AND parent_id = ?"
    assert one(province, below, province.office.unit_id) == 40
    assert one(province, "SELECT count(DISTINCT sector) FROM unit JOIN unit_kind ON unit_kind.id = kind_id") == 2
    horizons = {row[0] for row in province.conn.execute("SELECT DISTINCT horizon FROM target")}
    assert horizons == {"yearly", "by", "span", "school_year"}
    assert one(province, "SELECT count(DISTINCT h_to) FROM target WHERE horizon = 'by'") == 2
    assert one(province, "SELECT max(length(name)) FROM unit_name") >= 100


def test_six_quarters_of_which_the_newest_is_open(province: Session) -> None:
    opened = calendar.opened(province)
    assert [period.code for period in opened] == ["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", NEWEST]
    assert [period.closed for period in opened] == [True] * 5 + [False]
    assert calendar.current(province) == NEWEST


def test_it_is_the_same_every_time(province: Session, tmp_path: Path) -> None:
    again = made(tmp_path / "again.tdb")
    try:
        assert state_hash(again.conn) == state_hash(province.conn)
    finally:
        again.close()


def test_the_checklist_of_the_open_quarter_finds_every_kind_of_gap(province: Session) -> None:
    codes = {finding.code for finding in closing.checklist(province, NEWEST)}
    assert {"missing_entry", "missing_value", "returned", "no_cause", "same_text", "not_submitted"} <= codes


def test_slips_are_answered_but_for_two_of_the_newest_quarter(province: Session) -> None:
    slips = [tuple(row) for row in province.conn.execute("SELECT period, state FROM slip ORDER BY id")]
    assert [state for period, state in slips if period != NEWEST] == ["answered"] * 3
    assert [state for period, state in slips if period == NEWEST] == ["open"] * 2


def test_an_amendment_moved_a_figure_after_its_quarter_was_closed(province: Session) -> None:
    moved = closing.amendments(province, "2026-Q1")
    assert len(moved) == 1


def test_history_tells_its_own_days_and_people_and_the_session_gets_its_own_back(province: Session) -> None:
    assert str(province.clock.today()) == "2026-10-02"
    assert province.actor.person_id is None
    steps = change_log.changes(province.conn, 1000)
    assert [step["at_ms"] for step in steps] == sorted((step["at_ms"] for step in steps), reverse=True)
    assert len({step["person_text"] for step in steps}) >= 2
    assert list(change_log.broken_links(province.conn)) == []


def test_rates_never_exceed_what_they_are_of_and_finished_work_has_its_day(province: Session) -> None:
    assert one(province, "SELECT count(*) FROM value_rev WHERE num > den") == 0
    assert one(province, "SELECT count(*) FROM progress_rev WHERE state = 'done' AND done_on IS NULL") == 0
    assert one(province, "SELECT count(*) FROM progress_rev WHERE phase = 'submitted' AND hash IS NULL") == 0
    dangling = "SELECT count(*) FROM progress_rev WHERE result LIKE '%{%' OR cause LIKE '%{%'"
    assert one(province, dangling) == 0


def test_what_is_derived_is_in_step(province: Session) -> None:
    def figures() -> list[tuple[Any, ...]]:
        rows = province.conn.execute("SELECT * FROM rollup ORDER BY what_id, period, as_of").fetchall()
        return [tuple(row) for row in rows]

    before = figures()
    derived.rebuild(province._writer)
    assert figures() == before
    assert len(before) > 200


def test_an_earlier_quarter_can_be_the_newest(tmp_path: Path) -> None:
    session = made(tmp_path / "early.tdb", until="2025-Q3")
    try:
        assert [period.closed for period in calendar.opened(session)] == [True, False]
        with pytest.raises(Refused):
            write_sample(session)
    finally:
        session.close()


def test_a_quarter_outside_the_story_is_refused(tmp_path: Path) -> None:
    session = workspace.create(tmp_path / "x.tdb", seed=1)
    try:
        with pytest.raises(BadInput, match="Quý II/2025"):
            write_sample(session, until="2030-Q1")
    finally:
        session.close()
