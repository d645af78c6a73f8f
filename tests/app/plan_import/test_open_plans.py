"""Plans of our own in the shapes of the field, from their text to the workspace and back."""

from pathlib import Path

import pytest

from app import checking
from app.people import bans, units
from app.plan_import.accept import accept
from app.plan_import.documents import read_document
from app.plan_import.matching import Meaning, match
from app.session import Session
from db.state import state_hash

PLANS = sorted((Path(__file__).resolve().parents[2] / "plans" / "open").glob("*.txt"))


@pytest.fixture
def office(office_session: Session) -> Session:
    """An office with three bans and a school below it."""
    for code, name in (("VP", "Văn phòng"), ("ToC", "Ban Tổ chức"), ("TGNC", "Ban Tuyên giáo - Nữ công")):
        bans.add_ban(office_session, name=name, code=code)
    kind = units.add_unit_kind(office_session, name="Công đoàn cơ sở", level=3)
    units.add_unit(office_session, name="CĐCS Trường THPT Mẫu A", kind_id=kind)
    return office_session


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.stem)
def test_a_plan_comes_in_sound_twice_is_once_and_undo_takes_it_back(office: Session, plan: Path) -> None:
    document = read_document(plan)
    before = state_hash(office.conn)
    result = accept(office, document.draft, file=plan)
    assert result.counts["tasks"] >= len(document.draft.tasks)
    assert result.counts.get("targets", 0) == len(document.draft.targets)
    wrong = [one for one in checking.check(office.path).findings if one.severity is not checking.Severity.NOTE]
    assert wrong == []
    once = state_hash(office.conn)
    again = accept(office, document.draft, file=plan)
    assert again.update is not None
    assert again.update.nothing
    assert state_hash(office.conn) == once
    office.undo()
    assert state_hash(office.conn) == before


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.stem)
def test_no_agency_outside_the_union_becomes_a_ban(office: Session, plan: Path) -> None:
    document = read_document(plan)
    for body in match(office, document.draft, source=document.source).bodies:
        if body.meaning is Meaning.BAN:
            assert body.body.casefold().startswith(
                ("ban ", "các ban", "văn phòng", "ủy ban kiểm tra", "uỷ ban kiểm tra")
            )
