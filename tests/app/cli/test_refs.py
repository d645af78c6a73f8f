"""What people may call things by, and what is said when it is not clear."""

import pytest

from tests.helpers.command_line import Desk


@pytest.mark.parametrize("typed", ["T4", "t4", "1/T4", "Hội thi tại huyện Hòa Bình", "hoi thi tai huyen", "#24", "24"])
def test_a_task_is_found_by_number_name_or_id(at: Desk, typed: str) -> None:
    assert at.json("show", "task", typed)["number"] == "T4"


def test_what_is_unknown_is_answered_with_what_is_near(at: Desk) -> None:
    said = at.refused("show", "unit", "THPT Mẫu Z")
    assert "Không có đơn vị “THPT Mẫu Z”" in said
    assert "THPT Mẫu A" in said
    assert "Không có ban “XYZ” trong sổ làm việc." in at.refused("show", "ban", "XYZ")


def test_an_ambiguous_name_is_never_guessed(at: Desk) -> None:
    said = at.refused("show", "unit", "THPT Mẫu")
    assert "chỉ nhiều đơn vị" in said
    assert "THPT Mẫu A" in said
    assert "THPT Mẫu B" in said


def test_a_number_that_is_also_an_id_of_another_is_ambiguous(at: Desk) -> None:
    at.do("task add", "--text", "Việc đột xuất", "--number", "24", "--due", "15/10/2026")
    assert "chỉ nhiều nhiệm vụ" in at.refused("show", "task", "24")
    assert at.json("show", "task", "#24")["number"] == "T4"


def test_at_most_five_candidates_are_named(at: Desk) -> None:
    for number in range(8):
        at.do("unit add", "--name", f"Trường Tiểu học số {number}", "--kind", "CĐCS khu vực nhà nước")
    said = at.refused("show", "unit", "Trường Tiểu học số")
    assert said.count("#") == 6  # five, and the advice
    assert "…" in said


def test_work_is_given_to_a_task_or_a_programme_whichever_has_that_number(at: Desk) -> None:
    at.do("assign", "T4", "--ban", "CSPL", "--role", "collaborate")
    at.do("assign", "1", "--ban", "VP", "--role", "watch")
    roles = {(row["what"], row["role"]) for row in at.json("list", "assignments")}
    assert ("Hội thi tại huyện Hoà Bình", "collaborate") in roles
    assert ("Tuyên truyền, giáo dục tạo sự đồng thuận", "watch") in roles


def test_a_number_of_a_task_and_a_programme_must_say_which(at: Desk) -> None:
    at.do("task add", "--text", "Việc một", "--number", "1", "--due", "15/10/2026")
    assert "task:1, programme:1" in at.refused("assign", "1", "--ban", "VP")
    at.do("assign", "task:1", "--ban", "VP")
