"""``tiendo plan parse``: a document's draft as JSON by contract or as a tree, several files at once, clear refusals."""

import json
from pathlib import Path

import pytest

from tests.app.plan_import.documents import END, HEAD
from tests.helpers.command_line import tiendo

BODY = """I. CHỈ TIÊU
- Phấn đấu 95% đoàn viên được học tập.
II. NHIỆM VỤ
1. Công tác nữ công
- Ban Nữ công chủ trì tổ chức tọa đàm trước ngày 08/3/2026.
III. TỔ CHỨC THỰC HIỆN
- Văn phòng theo dõi.
"""
KEYS = {
    "schema",
    "document",
    "references",
    "programmes",
    "targets",
    "tasks",
    "milestones",
    "duties",
    "recipients",
    "warnings",
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of a page as a text file."""
    path = tmp_path / "ke hoach.txt"
    path.write_text(HEAD + BODY + END, encoding="utf-8")
    return path


def test_json_is_the_contract_and_nothing_else(plan: Path) -> None:
    ran = tiendo("plan", "parse", plan, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    draft = json.loads(ran.out)
    assert draft.keys() == KEYS
    assert draft["schema"] == "tiendo.plan/1"
    assert draft["document"]["number"] == "12/KH-LĐLĐ"
    assert draft["targets"][0]["value"] == 95
    assert draft["tasks"][0]["lead"] == "Ban Nữ công"
    assert draft["tasks"][0]["end"] == "2026-03-08"
    assert draft["recipients"][1] == {"lines": [22, 22], "confidence": 0.95, "text": "Lưu: VT"}


def test_the_tree_is_for_people_and_what_one_gets_unasked(plan: Path) -> None:
    plain = tiendo("plan", "parse", plan)
    assert plain == tiendo("plan", "parse", plan, "--format", "tree")
    assert plain.out.splitlines()[0] == "KẾ HOẠCH 12/KH-LĐLĐ (05/01/2026): Công tác năm 2026"
    assert "Phấn đấu 95% đoàn viên được học tập. [≥ 95%]" in plain.out
    assert "(đến 08/03/2026) [Ban Nữ công]" in plain.out
    assert "Người ký: Nguyễn Thị Mai" in plain.out


def test_the_tree_says_figures_and_times_in_words_whatever_the_length_of_a_target(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    long = "ít nhất 98,5% đoàn viên " + "ở các công đoàn cơ sở " * 8 + "được học tập"
    path.write_text(f"I. CHỈ TIÊU\n1. Đến năm 2027, {long}.\n2. Hằng năm, hầu hết đoàn viên dùng thẻ.\n", "utf-8")
    said = tiendo("plan", "parse", path).out
    assert said.splitlines()[0] == "Văn bản"
    assert "[≥ 98,5%, đến năm 2027]" in said
    assert "[bằng lời, hằng năm]" in said


def test_several_files_give_a_line_each_and_null_for_one_that_cannot_be_read(plan: Path, tmp_path: Path) -> None:
    empty = tmp_path / "trống.txt"
    empty.write_bytes(b"")
    ran = tiendo("plan", "parse", plan, empty, plan, "--format", "json")
    first, second, third = map(json.loads, ran.out.splitlines())
    assert (second, first) == (None, third)
    assert ran.code == 1
    assert "trống.txt" in ran.err


@pytest.mark.parametrize(
    ("name", "data"),
    [("không có.txt", None), ("ảnh.docx", b"\x89PNG\r\n\x1a\n" + b"0" * 64), ("trống.pdf", b"")],
)
def test_a_file_that_is_no_document_gets_a_sentence(name: str, data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    ran = tiendo("plan", "parse", path, "--format", "json")
    assert (ran.code, ran.out) == (1, "")
    assert name in ran.err
    assert "Traceback" not in ran.err
