"""Reminders speak of what waits for a decision here, and of files that nobody has acknowledged for a week."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import workspace
from app.bundles.pending import PATIENCE, pending
from app.clock import FrozenClock
from app.people import offices
from app.plan import reminders, waiting
from tests.builders.exchange_rows import ExchangeRows

TODAY = "2026-10-20T08:00:00"


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[ExchangeRows]:
    session = workspace.create(tmp_path / "so.tdb", clock=FrozenClock(TODAY, step_ms=1), seed=1)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu")
    yield ExchangeRows(session)
    session.close()


def test_a_file_is_spoken_of_only_after_a_week_without_a_receipt(rows: ExchangeRows) -> None:
    below = rows.peer(name="CĐCS Trường Mẫu A")
    rows.out(below, "2026-10-13T09:00:00", 1)
    assert PATIENCE == 7
    assert pending(rows.session).unanswered == 0, "seven days are not yet too long"
    rows.session.clock = FrozenClock("2026-10-21T08:00:00", step_ms=1)
    found = pending(rows.session)
    assert (found.unanswered, found.whose) == (1, ("CĐCS Trường Mẫu A",))
    (group,) = (group for group in reminders.read(rows.session, {}) if group.kind == "exchange")
    assert [(line.words, line.thing[0]) for line in group.lines] == [
        ("1 gói chưa có giấy báo nhận quá 7 ngày", "unanswered")
    ]


def test_states_that_wait_are_counted_for_the_badge_and_told_anew_when_there_are_more(rows: ExchangeRows) -> None:
    below = rows.peer(name="CĐCS Trường Mẫu A")
    rows.into(below, "2026-10-19T09:00:00", 1, status="held")
    assert waiting.now(rows.session, "2026-Q3").to_decide == 1
    (group,) = (group for group in reminders.read(rows.session, {}) if group.kind == "exchange")
    (line,) = group.lines
    assert line.words == "1 bản nhận được chờ quyết định"
    assert not [one for one in reminders.read(rows.session, {line.key: ""}) if one.kind == "exchange"]
    rows.into(below, "2026-10-20T07:00:00", 2, status="held")
    assert [one.kind for one in reminders.read(rows.session, {line.key: ""}) if one.kind == "exchange"]
