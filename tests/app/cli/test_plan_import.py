"""``tiendo plan import``: first the tree, then the change."""

import json
from pathlib import Path

import pytest

from tests.helpers.command_line import Desk
from tests.helpers.plans import PLAN


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small marked plan."""
    path = tmp_path / "ke-hoach.json"
    path.write_text(json.dumps(PLAN, ensure_ascii=False), "utf-8")
    return path


def test_without_accept_the_tree_is_shown_and_nothing_is_written(at: Desk, plan: Path) -> None:
    before = at.do("state-hash")
    shown = at.do("plan import", plan)
    for text in (
        "07/KH-LĐLĐ",
        "05/01/2026",
        "Chăm lo đời sống [Ban Chính sách - Pháp luật]",
        "Tổ chức Tết sum vầy (10/02/2026)",
    ):
        assert text in shown
    assert "--accept" in shown
    assert at.do("state-hash") == before


def test_an_accepted_plan_is_one_change_and_its_warnings_are_said(at: Desk, plan: Path) -> None:
    before = at.do("state-hash")
    ran = at.run("plan import", plan, "--accept")
    assert ran.code == 0
    assert "2 chương trình" in ran.out
    assert "Mức giao khác thường" in ran.err
    assert "Ban Tổ chức" in ran.err  # made, because the office had none
    assert "Tổ chức Tết sum vầy" in at.do("list", "tasks", "--where", "lead=CSPL")
    at.do("undo")
    assert at.do("state-hash") == before


def test_a_file_that_is_no_plan_is_refused_in_a_sentence(at: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", "utf-8")
    assert "document" in at.refused("plan import", path)
    assert "Không thấy" in at.refused("plan import", tmp_path / "none.json")
