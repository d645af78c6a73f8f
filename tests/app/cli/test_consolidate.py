"""Figures of the units from the command line: totals, units by quarter, compared, ranked, down to the entry, what looks wrong."""

import pytest

from tests.helpers.command_line import Desk


@pytest.fixture
def submitted(at: Desk) -> Desk:
    at.do("submit")
    return at


def test_all_measures_come_with_their_base(submitted: Desk) -> None:
    rows = submitted.json("consolidate", "--period", "2026-Q3")
    m1 = next(row for row in rows if row["2026-Q3"] and row["2026-Q3"]["text"] == "90/125")
    assert (m1["2026-Q3"]["n"], m1["2026-Q3"]["m"]) == (4, 5)
    assert "72,0% (4/5)" in submitted.do("consolidate")


def test_a_measure_is_shown_by_unit_ranked_and_compared(submitted: Desk) -> None:
    table = submitted.do("consolidate", "M1")
    assert "40/50 = 80,0%" in table
    assert "chưa báo cáo" in table.lower()
    assert table.splitlines()[-1].startswith("Tổng")
    ranked = submitted.json("consolidate", "M1", "--rank")
    assert [(row["place"], row["unit"]) for row in ranked["units"]][:2] == [(1, "THPT Mẫu B"), (1, "Tiểu học Mẫu C")]
    assert ranked["totals"]["2026-Q3"]["text"] == "90/125"
    compared = submitted.json("consolidate", "M1", "--compare", "Mầm non D", "--compare", "THPT Mẫu A")
    assert [row["unit"] for row in compared["units"]] == ["Mầm non D", "THPT Mẫu A"]
    now = submitted.json("consolidate", "M1", "--as-now")
    assert now["totals"] == ranked["totals"]


def test_the_entry_behind_a_figure_says_who_wrote_it(submitted: Desk) -> None:
    (entry,) = submitted.json("consolidate", "M1", "--unit", "THPT Mẫu A")
    assert (entry["rev"], entry["num"], entry["den"], entry["counts"]) == (1, 40, 50, True)
    assert "40/50" in submitted.do("consolidate", "M1", "--unit", "THPT Mẫu A")


def test_what_looks_wrong_is_listed_and_nothing_is_said_so(submitted: Desk) -> None:
    assert submitted.json("consolidate", "--outliers") == []
    assert "Không thấy số liệu nào bất thường" in submitted.do("consolidate", "--outliers")


def test_units_need_a_measure_and_the_closed_view_a_lock(submitted: Desk) -> None:
    assert "Chọn một chỉ số" in submitted.refused("consolidate", "--rank")
    assert "Chưa khóa quý nào" in submitted.refused("consolidate", "--as-of", "closed")


def test_csv_has_a_title_line(submitted: Desk) -> None:
    assert submitted.do("consolidate", "M1", "--format", "csv").splitlines()[0].startswith("Đơn vị,Quý III/2026")
