"""The plan from the command line: each command is one change that undo takes back whole."""

import pytest

from tests.helpers.command_line import Desk


def task(at: Desk, number: str) -> dict[str, object]:
    found = at.json("show", "task", number)
    assert isinstance(found, dict)
    return found


STEPS = {
    "directive": ("directive add", "--kind", "Kế hoạch", "--number", "07/KH-LĐLĐ", "--issued", "5/1/2026"),
    "programme": ("programme edit", "1", "--title", "Tuyên truyền, giáo dục"),
    "reorder": ("programme reorder", "2", "1"),
    "copy": ("programme copy", "1", "--year", "2027"),
    "close programme": ("programme close", "2", "--on", "31/12/2026", "--reason", "Hết nhiệm kỳ"),
    "section": ("section add", "1", "--title", "Tuyên truyền miệng", "--number", "I"),
    "edit task": ("task edit", "T3", "--product", "Sổ tay", "--due", "30/11/2026"),
    "move task": ("task move", "T3", "--programme", "2"),
    "reorder task": ("task reorder", "T3", "--after", "T1"),
    "split task": ("task split", "T3", "Biên soạn sổ tay", "In sổ tay"),
    "close task": ("task close", "T7", "--lifecycle", "cancelled", "--reason", "Cấp trên bỏ", "--on", "01/10/2026"),
    "carry over": ("task carry-over", "T5", "--to", "2026-Q4", "--due", "15/11/2026", "--reason", "Chậm dữ liệu"),
    "extend": ("task extend", "T5", "--due", "20/10/2026", "--reason", "Chậm dữ liệu"),
    "assign": ("assign", "T1", "--ban", "VP", "--role", "collaborate"),
    "hand over": ("hand-over", "programme:1", "--to", "CSPL", "--on", "01/10/2026", "--reason", "Sáp nhập ban"),
    "unassign": ("unassign", "programme:1", "--on", "01/10/2026", "--reason", "Chờ ban mới"),
    "target": ("target edit", "M1", "--value", "90"),
    "close target": ("target close", "M3b", "--reason", "Trùng"),
    "allot": ("allot", "M2", "THPT Mẫu A", "12", "--period", "2026"),
    "milestone": ("milestone add", "1", "--text", "Sơ kết", "--starts", "15/12/2026", "--kind", "mid"),
    "measure": ("measure edit", "M2", "--unit", "đoàn viên", "--num-label", "kết nạp"),
    "move measure": ("measure move", "M2", "--programme", "2"),
    "order of measures": ("measure reorder", "1", "M2", "M1"),
    "ban": ("ban edit", "VP", "--name", "Văn phòng Liên đoàn", "--code", "VPLĐ"),
    "all of a ban": ("ban hand-over", "TGNC", "--to", "CSPL", "--on", "01/10/2026", "--reason", "Sáp nhập ban"),
    "unit kind": ("unit-kind edit", "CĐCS khu vực nhà nước", "--name", "CĐCS công lập"),
    "setting": ("setting set", "soon_days", "10"),
    "term": ("term add", "--label", "2023-2028", "--starts", "01/10/2023", "--ends", "30/09/2028"),
    "exempt": ("exempt", "M1", "Trường tư thục E", "--reason", "Mới thành lập"),
    "throw a draft away": ("log clear", "--task", "T5"),
    "odd job": ("task add", "--text", "Đón đoàn kiểm tra", "--due", "20/10/2026", "--lead", "VP"),
    "to two units": (
        *("task add", "--programme", "2", "--number", "T9", "--text", "Báo cáo riêng", "--due", "15/10/2026"),
        *("--to-unit", "THPT Mẫu A", "--to-unit", "Mầm non D"),
    ),
}


@pytest.mark.parametrize("name", sorted(STEPS))
def test_each_step_of_planning_is_one_change_back_and_forth(at: Desk, name: str) -> None:
    before = at.do("state-hash")
    words, *args = STEPS[name]
    assert at.do(words, *args)
    after = at.do("state-hash")
    assert after != before
    at.do("undo")
    assert at.do("state-hash") == before
    at.do("redo")
    assert at.do("state-hash") == after


def test_a_decided_due_date_needs_a_later_day(at: Desk) -> None:
    at.refused("task extend", "T5", "--due", "01/09/2026", "--reason", "x")
    at.do("task extend", "T5", "--due", "20/10/2026", "--reason", "Chậm dữ liệu")
    assert task(at, "T5")["due"] == "2026-10-20"


def test_a_reopened_task_is_open_again(at: Desk) -> None:
    at.do("task close", "T7", "--lifecycle", "paused", "--reason", "Chờ hướng dẫn", "--on", "01/10/2026")
    at.do("task reopen", "T7")
    assert task(at, "T7")["lifecycle"] == "open"


def test_the_new_things_id_is_given_for_scripts(at: Desk) -> None:
    made = at.json("section add", "1", "--title", "Mục mới")
    assert made["changed"] is True
    assert isinstance(made["id"], int)
    at.do("task move", "T3", "--programme", "1", "--section", f"#{made['id']}")
    assert task(at, "T3")["section"] == "Mục mới"


def test_doing_what_is_already_so_writes_nothing(at: Desk) -> None:
    before = at.do("state-hash")
    assert "không ghi" in at.do("task edit", "T3", "--number", "T3")
    assert at.do("state-hash") == before


def test_documents_have_clauses_links_and_duties(at: Desk) -> None:
    at.do("directive add", "--kind", "Kế hoạch", "--number", "07/KH-LĐLĐ")
    at.do("directive add", "--kind", "Nghị quyết", "--number", "02-NQ/TW")
    at.do("directive edit", "07/KH-LĐLĐ", "--abstract", "Công tác năm 2026", "--issued", "05/01/2026")
    at.do("directive link", "07/KH-LĐLĐ", "02-NQ/TW", "--relation", "implements")
    at.do("directive clause", "07/KH-LĐLĐ", "--label", "III.1.2", "--text", "Học tập nghị quyết")
    at.do("directive duty", "07/KH-LĐLĐ", "--body", "Văn phòng", "--text", "Theo dõi", "--ban", "VP")
    row = at.json("show", "directive", "07/kh-lđlđ")
    assert (row["abstract"], row["clauses"], row["issued"]) == ("Công tác năm 2026", 1, "2026-01-05")


def test_who_is_let_off_leaves_the_base_until_asked_again(at: Desk) -> None:
    at.do("submit")
    at.do("exempt", "M1", "Trường tư thục E", "--reason", "Mới thành lập")
    assert at.json("figures measure", "M1")["m"] == 4
    at.do("expect", "M1", "Trường tư thục E")
    assert at.json("figures measure", "M1")["m"] == 5


def test_only_what_nothing_rests_on_can_be_removed(at: Desk) -> None:
    assert "đang được dùng" in at.refused("remove", "ban", "TGNC", "--reason", "Nhầm")
    at.do("ban add", "--name", "Ban nhầm", "--code", "NHAM")
    at.do("remove", "ban", "NHAM", "--reason", "Ghi nhầm")
    assert "NHAM" not in at.do("list", "bans")


def test_programmes_sections_milestones_and_terms_are_kept_up_to_date(at: Desk) -> None:
    at.do("programme close", "2", "--on", "30/09/2026", "--reason", "Xong")
    at.do("programme reopen", "2")
    at.do("section add", "1", "--title", "Mục một", "--number", "I")
    at.do("section edit", "1/I", "--title", "Mục thứ nhất")
    at.do("milestone add", "1", "--text", "Tổng kết", "--starts", "15/12/2026")
    at.do("milestone edit", "tổng kết", "--reached", "16/12/2026", "--kind", "final")
    at.do("term add", "--label", "2023-2028", "--starts", "01/10/2023", "--ends", "30/09/2028")
    at.do("term close", "2023-2028", "--on", "30/06/2028", "--reason", "Đại hội sớm")
    assert at.json("term list")[0]["ended"] == "2028-06-30"
    assert {row["name"] for row in at.json("setting list")} >= {"soon_days", "year_type"}
