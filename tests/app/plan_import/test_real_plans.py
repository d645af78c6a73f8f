"""The three issued plans and the marks of a careful reader: they come in whole and go out whole."""

import json
import os
from pathlib import Path

import pytest

from app.plan_import.accept import accept, read_plan
from app.session import Session
from db.state import state_hash

NAMES = ("congress-plan-2018", "hung-yen-action-2021", "officials-programme-2024")


@pytest.fixture(params=NAMES)
def marks(request: pytest.FixtureRequest, checkout: Path) -> Path:
    """One of the plans, from the folder beside the checkout or where TIENDO_SHARED says."""
    shared = Path(os.environ.get("TIENDO_SHARED") or checkout.parent / "shared")
    path = shared / "plans" / f"{request.param}.expected.json"
    if not path.exists():
        pytest.skip("the shared plans are not here")
    return path


def test_every_mark_of_a_real_plan_comes_in_and_goes_out_again(office_session: Session, marks: Path) -> None:
    before = state_hash(office_session.conn)
    whole = json.loads(marks.read_text("utf-8"))
    result = accept(office_session, read_plan(marks))
    assert result.counts["tasks"] - result.counts["duty_tasks"] == len(whole["tasks"])
    assert result.counts.get("targets", 0) == len(whole["targets"])
    assert result.counts.get("milestones", 0) == len(whole["milestones"])
    assert result.counts["duties"] == sum(len(duty["texts"]) for duty in whole["duties"])
    assert len(result.warnings) == len(whole["warnings"])
    rest = 1 if len(whole["programmes"]) > 1 else 0
    assert result.counts["programmes"] == len(whole["programmes"]) + rest
    office_session.undo()
    assert state_hash(office_session.conn) == before


def test_the_congress_plan_gives_its_seven_programmes_to_four_bans(office_session: Session, checkout: Path) -> None:
    shared = Path(os.environ.get("TIENDO_SHARED") or checkout.parent / "shared")
    path = shared / "plans" / "congress-plan-2018.expected.json"
    if not path.exists():
        pytest.skip("the shared plans are not here")
    accept(office_session, read_plan(path))
    rows = office_session.conn.execute(
        """SELECT programme.number, ban.code FROM assignment JOIN programme ON programme.id = what_id
           JOIN ban ON ban.id = assignment.ban_id ORDER BY programme.number"""
    )
    assert [tuple(row) for row in rows] == [
        *(("1", "TGNC"), ("2", "TGNC"), ("3", "CSPL"), ("4", "CSPL"), ("5", "CSPL"), ("6", "ToC"), ("7", "TC"))
    ]
