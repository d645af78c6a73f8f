"""Whatever a draft holds, it comes in whole; what came in is sound, and undo takes it back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import checking
from app.clock import FrozenClock
from app.ids import IdMaker
from app.people import bans, offices, units
from app.plan_import.accept import accept
from app.plan_import.draft import (
    Document,
    Duty,
    Horizon,
    IssuedUnder,
    Milestone,
    PlanDraft,
    Programme,
    Recipient,
    Reference,
    Target,
    Task,
)
from app.session import Actor, Session
from db import migrations
from db.connection import open_writer
from db.state import state_hash

_WORDS = [
    "",
    " ",
    "Ban Tổ chức",
    "Ban Chỉ đạo",
    "công đoàn cơ sở",
    "1",
    "III.",
    "a)",
    "\u200b",
    "Tặng quà",
    "ngày\u00a01",
]
_TEXT = st.one_of(st.sampled_from(_WORDS), st.text(max_size=30), st.just("dài " * 700))
_MAYBE = st.none() | _TEXT
_DAY = st.none() | st.dates(date(1990, 1, 1), date(2050, 1, 1))
_SURE_DAY = st.dates(date(1990, 1, 1), date(2050, 1, 1))
_LINES = st.none() | st.lists(st.integers(1, 500), min_size=2, max_size=2)
_YEAR = st.none() | st.integers(1900, 2200)
_TEXTS = st.lists(_TEXT, max_size=3)
_VALUE = st.none() | st.decimals(-1000, 10**9, allow_nan=False, allow_infinity=False, places=3)
_DOCUMENT = st.builds(
    Document,
    kind=_MAYBE,
    title=_MAYBE,
    number=st.none() | st.sampled_from(["", "07/KH-CĐN", "07/KH-CĐN ", "x" * 600]) | st.text(max_size=8),
    issued_on=_DAY,
    place=_MAYBE,
    issuer=st.none() | st.sampled_from(["LĐLĐ TỈNH MẪU", "TỔNG LIÊN ĐOÀN"]),
    signer=_MAYBE,
    issued_under=st.none() | st.builds(IssuedUnder, number=_MAYBE, issued_on=_DAY),
)
_DRAFTS = st.builds(
    PlanDraft,
    document=_DOCUMENT,
    references=st.lists(st.builds(Reference, number=_MAYBE, issued_on=_DAY, text=_MAYBE, lines=_LINES), max_size=3),
    programmes=st.lists(st.builds(Programme, title=_TEXT, number=_MAYBE, lead=_MAYBE), max_size=3),
    targets=st.lists(
        st.builds(
            Target,
            text=_TEXT,
            value=_VALUE,
            unit=st.sampled_from([None, "percent", "count", "đồng"]),
            comparator=st.sampled_from(["at_least", "yes", "words", "gì đó"]),
            horizon=st.builds(
                Horizon, kind=st.sampled_from(["none", "by", "span", "term", "?"]), since=_YEAR, until=_YEAR
            ),
            measure=st.sampled_from([None, "một", "hai"]),
            section=_MAYBE,
            lines=_LINES,
        ),
        max_size=4,
    ),
    tasks=st.lists(
        st.builds(
            Task,
            text=_TEXT,
            group=_MAYBE,
            details=_TEXTS,
            path=_TEXTS,
            start=_DAY,
            end=_DAY,
            lead=_MAYBE,
            collaborators=_TEXTS,
            scope=st.sampled_from(["own", "passed_down", "?"]),
            measurable=st.booleans(),
            lines=_LINES,
        ),
        max_size=4,
    ),
    milestones=st.lists(st.builds(Milestone, start=_SURE_DAY, end=_SURE_DAY, text=_MAYBE), max_size=2),
    duties=st.lists(st.builds(Duty, body=_TEXT, texts=_TEXTS, programmes=_TEXTS), max_size=3),
    recipients=st.lists(st.builds(Recipient, text=_TEXT), max_size=2),
)


@pytest.fixture(scope="module")
def office() -> Iterator[Session]:
    """An office with a ban and a unit; each draft is taken back again."""
    with TemporaryDirectory() as folder:
        writer = open_writer(Path(folder) / "so.tdb")
        migrations.migrate(writer)
        clock = FrozenClock("2026-07-01T08:00:00", step_ms=1)
        session = Session(Path(folder) / "so.tdb", writer, clock, IdMaker(clock, seed=7), Actor("Người thử"))
        offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
        bans.add_ban(session, name="Ban Tổ chức", code="ToC")
        kind = units.add_unit_kind(session, name="Công đoàn cơ sở", level=3)
        units.add_unit(session, name="CĐCS A", kind_id=kind)
        yield session
        session.close()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(draft=_DRAFTS.filter(lambda one: bool(one.programmes or one.tasks or one.targets)))
def test_any_draft_comes_in_whole_is_sound_twice_is_once_and_undo_takes_it_back(
    office: Session, draft: PlanDraft
) -> None:
    before = state_hash(office.conn)
    accept(office, draft)
    once = state_hash(office.conn)
    wrong = [one for one in checking.check(office.path).findings if one.severity is not checking.Severity.NOTE]
    assert wrong == []
    if accept(office, draft).update is not None:
        assert state_hash(office.conn) == once
    else:  # neither number nor title told that it is the same plan
        office.undo()
    office.undo()
    assert state_hash(office.conn) == before
