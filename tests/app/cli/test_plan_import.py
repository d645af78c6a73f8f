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
        "Tổ chức Tết sum vầy (đến 10/02/2026)",
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


def test_a_plan_in_a_document_comes_in_with_its_file(at: Desk, checkout: Path) -> None:
    for name in ("ke-hoach-cong-tac-2027.docx", "chuong-trinh-phat-trien-doan-vien-2026-2030.pdf"):
        ran = at.run("plan import", checkout / "resources" / "samples" / name, "--accept")
        assert ran.code == 0, ran
        assert name in ran.out
    names = at.run("list", "directives").out
    assert "Kế hoạch" in names


def test_several_files_come_in_each_for_itself_and_a_broken_one_stops_none(
    at: Desk, plan: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04 half a file")
    ran = at.run("plan import", broken, plan, "--accept", "--format", "json")
    assert ran.code == 1
    refused, taken = json.loads(ran.out)
    assert refused["file"] == "hong.docx"
    assert refused["error"]
    assert taken["counts"]["tasks"] == 2


def test_a_plan_that_is_here_is_updated_by_itself_or_written_anew_when_told(at: Desk, plan: Path) -> None:
    at.run("plan import", plan, "--accept")
    whole = json.loads(plan.read_text("utf-8"))
    whole["tasks"][0]["end"] = "2026-02-12"
    plan.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    shown = at.run("plan import", plan).out
    assert "Đã có: Kế hoạch 07/KH-LĐLĐ" in shown
    assert "10/02/2026" in shown or "2026-02-10" in shown
    told = json.loads(at.run("plan import", plan, "--accept", "--format", "json").out)
    assert told["update"]["changed"] == 1
    assert "không có gì khác" in at.run("plan import", plan, "--accept").out
    fresh = json.loads(at.run("plan import", plan, "--accept", "--update", "new", "--format", "json").out)
    assert fresh["directive_id"] != told["directive_id"]
    named = json.loads(
        at.run("plan import", plan, "--accept", "--update", f"#{told['directive_id']}", "--format", "json").out
    )
    assert named["directive_id"] == told["directive_id"]


def test_bans_and_a_default_lead_are_given_on_the_line(at: Desk, plan: Path) -> None:
    at.do("ban add", "--name", "Ban Đối ngoại", "--code", "DN")
    at.run(
        "plan import",
        plan,
        "--accept",
        "--ban",
        "Ban Tổ chức=DN",
        "--ban",
        "Ban Chính sách - Pháp luật=-",
        "--lead",
        "DN",
    )
    bans = json.loads(at.do("list", "bans", "--format", "json"))
    assert "Ban Tổ chức" not in str(bans)
    assert "DN" in at.do("list", "programmes")
    assert "không nhắc" in at.refused("plan import", plan, "--ban", "Ban Nào Đó=DN")


def test_the_gaps_of_a_plan_are_listed(at: Desk, plan: Path) -> None:
    at.run("plan import", plan, "--accept")
    shown = at.do("plan coverage", "07/KH-LĐLĐ")
    assert "Nhiệm vụ chưa có chỉ tiêu: 1/2" in shown
    assert "Tổ chức Tết sum vầy" in shown
    assert "Chỉ tiêu chưa có số liệu: 1/1" in shown
    facts = json.loads(at.do("plan coverage", "--format", "json"))
    assert facts["task"]["total"] > 2


def test_a_file_that_is_no_plan_is_refused_in_a_sentence(at: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", "utf-8")
    assert "document" in at.refused("plan import", path)
    assert "Không thấy" in at.refused("plan import", tmp_path / "none.json")
