"""Evidence is opened as a copy under its own name; programs and names that lead elsewhere are never taken."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import NotFound, Refused
from app.plan import evidence, evidence_files
from app.plan.evidence import Evidence
from app.session import Session
from tests.builders.office import small_office


@pytest.fixture
def paper(office_session: Session, tmp_path: Path) -> Evidence:
    known = small_office(office_session)
    path = tmp_path / "Danh sách 34 CĐCS.txt"
    path.write_text("34", "utf-8")
    evidence.attach(office_session, "task", known.t1, path=path)
    ((period, found),) = evidence.of_task(office_session, known.t1)
    assert period == ""
    return found


def test_a_file_is_opened_as_a_copy_under_its_name(
    paper: Evidence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "temp"))
    copy = evidence_files.opened_copy(paper)
    assert (copy.name, copy.read_text("utf-8")) == ("Danh sách 34 CĐCS.txt", "34")
    assert evidence_files.opened_copy(paper) == copy
    copy.write_text("ghi đè", "utf-8")
    assert paper.path.read_text("utf-8") == "34"
    assert evidence_files.opened_copy(paper).read_text("utf-8") == "34", "a copy somebody changed is made anew"


def test_programs_are_refused_and_a_file_that_is_elsewhere_is_told(paper: Evidence) -> None:
    with pytest.raises(Refused, match="là chương trình"):
        evidence_files.opened_copy(replace(paper, name="bao_cao.pdf.EXE"))
    paper.path.unlink()
    with pytest.raises(NotFound, match="chưa có trên máy này"):
        evidence_files.opened_copy(paper)


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    safe = evidence_files.safe_name(name)
    assert safe
    assert safe not in {".", ".."}
    assert not set(safe) & set('<>:"/\\|?*\0')
    assert len(safe) <= evidence_files.LONGEST_NAME + 25
