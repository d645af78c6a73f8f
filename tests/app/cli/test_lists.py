"""Lists and single things: conditions, order, search, limits, three ways to print."""

import csv
import io

import pytest

from app.lists import LISTS
from tests.helpers.command_line import Desk


@pytest.mark.parametrize("name", sorted(LISTS))
@pytest.mark.parametrize("how", ["table", "csv", "json"])
def test_every_list_prints_every_way(at: Desk, name: str, how: str) -> None:
    assert at.do("list", name, "--format", how)


def test_table_csv_and_json_say_the_same(at: Desk) -> None:
    rows = at.json("list", "tasks")
    read = list(csv.DictReader(io.StringIO(at.do("list", "tasks", "--format", "csv"))))
    assert [row["TT"] for row in read] == [row["number"] for row in rows]
    assert read[0]["Hạn"] == "30/09/2026"
    assert rows[0]["due"] == "2026-09-30"
    table = at.do("list", "tasks").splitlines()
    assert len(table) == len(rows) + 2
    assert "30/09/2026" in table[2]


def test_csv_for_excel_carries_its_mark(at: Desk) -> None:
    assert at.do("list", "units", "--format", "csv", "--bom").startswith("\ufeff")


def test_a_formula_in_a_name_stays_text_in_csv(at: Desk) -> None:
    at.do("unit add", "--name", "=cmd|'/c calc'!A1", "--kind", "CĐCS khu vực nhà nước")
    assert "'=cmd" in at.do("list", "units", "--format", "csv")


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        (["lead=TGNC"], ["T1", "T2", "T3", "T4"]),
        (["due<=10/09/2026"], ["T4", "T5"]),
        (["due="], ["T2", "T6"]),
        (["due!=", "lead=CSPL", "scope=own"], ["T5", "T7"]),
        (["Phạm vi=giao cap duoi"], ["T8"]),
    ],
)
def test_conditions_narrow_a_list(at: Desk, conditions: list[str], found: list[str]) -> None:
    args = [word for condition in conditions for word in ("--where", condition)]
    assert [row["number"] for row in at.json("list", "tasks", *args)] == found


def test_order_and_limit(at: Desk) -> None:
    assert [row["number"] for row in at.json("list", "tasks", "--sort", "-number", "--limit", "2")] == ["T8", "T7"]


def test_an_unknown_column_is_answered_with_those_there_are(at: Desk) -> None:
    said = at.refused("list", "tasks", "--sort", "colour")
    assert "không có cột “colour”" in said
    assert "lead" in said


def test_figures_are_exact_in_json(at: Desk) -> None:
    at.do("submit")
    row = at.json("list", "targets", "--where", "number=M1", "--period", "2026-Q3")[0]
    assert (row["num"], row["den"], row["n"], row["m"]) == ("90", "125", 4, 5)


def test_one_thing_is_shown_with_every_column_that_holds_something(at: Desk) -> None:
    shown = at.do("show", "task", "T5")
    assert "Khảo sát tiền lương" in shown
    assert "10/09/2026" in shown
    assert "CSPL" in shown


def test_the_log_names_who_and_what(at: Desk) -> None:
    newest = at.json("list", "changes", "--limit", "1")[0]
    assert newest["person_text"] == "Trần Thị Lan"
    assert newest["label"].startswith("Ghi số liệu Quý III/2026")
