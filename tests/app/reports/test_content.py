"""Contents, tables made ready to print, and the settings of the page."""

import unicodedata
from dataclasses import replace

import pytest

from app.errors import BadInput
from app.reports.content import Cell, Column, GroupRow, Kind, Letterhead, Numbering, Row, Run, Table, text_cell
from app.reports.layout import ND30, customised
from app.reports.writers.column_widths import widths
from app.reports.writers.grid import grid
from tests.app.reports.papers import targets


def test_every_text_is_normalised_and_freed_of_control_characters() -> None:
    torn = unicodedata.normalize("NFD", "Liên đoàn Lao động tỉnh Mẫu")
    assert Letterhead(torn).agency == "Liên đoàn Lao động tỉnh Mẫu"
    assert Run("một\r\nhai\x00\x0b").text == "một\nhai"
    assert Table((Column("A"),), (), footnotes=(torn,)).footnotes == ("Liên đoàn Lao động tỉnh Mẫu",)


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="row 0 has 1 cells for 2 columns"):
        Table((Column("A"), Column("B")), (Row((text_cell("x"),)),))


def rows(numbering: Numbering) -> list[list[str]]:
    one = Row((text_cell("x"),))
    table = Table((Column("A"),), (GroupRow("P", label="I"), one, one, GroupRow("Q"), one), numbering)
    return [[cell.text for cell in row.cells] for row in grid(table).rows]


def test_numbers_run_through_or_start_again_after_a_group_row() -> None:
    assert rows(Numbering.RUNNING) == [["I", "P"], ["1", "x"], ["2", "x"], ["Q"], ["3", "x"]]
    assert rows(Numbering.RESTARTING) == [["I", "P"], ["1", "x"], ["2", "x"], ["Q"], ["1", "x"]]
    assert rows(Numbering.NONE) == [["I. P"], ["x"], ["x"], ["Q"], ["x"]]


def test_titles_under_one_title_are_merged_and_the_others_reach_over_both_rows() -> None:
    ready = grid(targets())
    assert ready.head_rows == 2
    places = {cell.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in ready.head}
    assert places["TT"] == (0, 0, 2, 1)
    assert places["Quý III"] == (0, 3, 1, 2)
    assert places["Tỷ lệ %"] == (1, 4, 1, 1)


def test_a_table_without_rows_says_so_in_one_merged_row() -> None:
    (row,) = grid(targets(0)).rows
    assert [(cell.text, cell.columns) for cell in row.cells] == [("Không có số liệu trong kỳ", 7)]


def test_words_of_nothing_stand_in_the_middle_of_a_column_of_figures() -> None:
    first = grid(targets()).rows[1]
    assert [(cell.text, cell.align) for cell in first.cells][3:5] == [
        ("không phát sinh", "center"),
        ("chưa báo cáo", "center"),
    ]


def by_letters(text: str, size: float, _bold: bool, _italic: bool) -> float:
    return len(text) * size / 2


def test_columns_fill_the_width_and_never_cut_a_title_word_or_a_date() -> None:
    ready = grid(targets())
    found = widths(ready, 700, 11, 2, by_letters)
    assert sum(found) == pytest.approx(700)
    assert found[5] >= by_letters("28/09/2026", 11, True, False) + 4
    narrow = widths(ready, 60, 11, 2, by_letters)
    assert sum(narrow) == pytest.approx(60)
    assert min(narrow) > 0


def test_an_office_overrides_single_settings_and_errors_name_the_setting() -> None:
    own = customised(ND30, {"margin_left": 35, "heading_capitals": False, "font_name": "Tinos"})
    assert own == replace(ND30, margin_left=35.0, heading_capitals=False, font_name="Tinos")
    for wrong in (
        {"margin": 1},
        {"margin_left": "30"},
        {"margin_left": -1},
        {"heading_capitals": 1},
        {"font_name": " "},
    ):
        with pytest.raises(BadInput) as caught:
            customised(ND30, wrong)
        assert caught.value.where == next(iter(wrong))


def test_the_default_layout_keeps_the_rule() -> None:
    assert (ND30.page_width, ND30.page_height) == (210, 297)
    assert 20 <= ND30.margin_top <= 25
    assert 30 <= ND30.margin_left <= 35
    assert 15 <= ND30.margin_right <= 20
    assert ND30.text_width == 165
    assert 13 <= ND30.body_size <= 14
    assert 10 <= ND30.first_line_indent <= 12.7
    assert ND30.paragraph_space >= 6
    assert 1 <= ND30.line_spacing <= 1.5


def test_a_cell_keeps_text_and_value_apart() -> None:
    assert Cell("40/50", 80).value == 80
    assert Column("A", kind=Kind.PERCENT).title == "A"
