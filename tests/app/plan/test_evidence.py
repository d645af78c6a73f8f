"""Evidence: one copy per content, hung on what it proves."""

from pathlib import Path

import pytest

from app.errors import BadInput, NotFound, Refused
from app.plan import closing, evidence
from db.state import state_hash
from tests.app.plan.quarter_fixture import Q3, Quarter


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "Biên bản họp.pdf"
    path.write_bytes(b"%PDF-1.4 minh chung")
    return path


def test_a_file_is_copied_and_found_again_under_what_it_proves(quarter: Quarter, paper: Path) -> None:
    entry = quarter.log("T1", state="done", done_on="2026-09-28")
    evidence.attach(quarter.session, "progress", entry, path=paper, note="Bản ký")
    paper.unlink()
    (found,) = evidence.of(quarter.session, "progress", entry)
    assert (found.name, found.note, found.size, found.mime, found.rev) == (
        "Biên bản họp.pdf",
        "Bản ký",
        19,
        "application/pdf",
        1,
    )
    assert found.path.read_bytes() == b"%PDF-1.4 minh chung"


def test_the_same_content_is_kept_once(quarter: Quarter, paper: Path) -> None:
    entry = quarter.log("T1", state="done", done_on="2026-09-28")
    evidence.attach(quarter.session, "progress", entry, path=paper)
    evidence.attach(quarter.session, "task", quarter.tasks["T2"], path=paper)
    assert quarter.session.conn.execute("SELECT count(*) FROM file").fetchone()[0] == 1


def test_taking_it_off_undoes(quarter: Quarter, paper: Path) -> None:
    session = quarter.session
    entry = quarter.log("T1", state="done", done_on="2026-09-28")
    found = evidence.attach(session, "progress", entry, path=paper)
    before = state_hash(session.conn)
    evidence.detach(session, found)
    assert evidence.of(session, "progress", entry) == ()
    session.undo()
    assert state_hash(session.conn) == before
    with pytest.raises(NotFound):
        evidence.detach(session, 999)


def test_evidence_of_a_locked_quarter_is_added_but_not_taken_off(logged: Quarter, paper: Path) -> None:
    entry = logged.log("T1")
    closing.close_period(logged.session, Q3)
    found = evidence.attach(logged.session, "progress", entry, path=paper)
    with pytest.raises(Refused, match="Quý III/2026 đã khóa"):
        evidence.detach(logged.session, found)


def test_what_is_not_there_is_named(quarter: Quarter, paper: Path) -> None:
    with pytest.raises(NotFound):
        evidence.attach(quarter.session, "progress", 999, path=paper)
    with pytest.raises(NotFound):
        evidence.attach(quarter.session, "task", 999, path=paper)
    with pytest.raises(BadInput):
        evidence.attach(quarter.session, "ban", 1, path=paper)
    with pytest.raises(NotFound):
        evidence.attach(quarter.session, "task", quarter.tasks["T1"], path=paper.with_name("không có.pdf"))
