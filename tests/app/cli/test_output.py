"""How results are printed."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.output import Col, as_csv, as_table, fit, line, put, width
from app.csv_text import safe_cell
from app.i18n import msg

COLUMNS = (Col("name", msg("Tên đơn vị")), Col("n", msg("Số"), right=True))
ROWS = [line(name="Trường Tiểu học Ẫm Ổi", n=5), line(name="B", n=1200)]


def test_columns_line_up_by_what_the_letters_take_on_a_screen() -> None:
    lines = as_table(COLUMNS, ROWS, None).splitlines()
    assert lines[2].endswith("     5")
    assert {width(text) for text in lines[1:]} == {width(lines[1])}


def test_combining_marks_take_no_room_and_wide_letters_take_two() -> None:
    assert width("e\u0301") == 1
    assert width("文") == 2


@given(
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Mn", "Mc", "Me"]), max_size=30),
    st.integers(1, 20),
)
def test_a_cell_takes_exactly_its_width(text: str, size: int) -> None:
    shown = fit(text, size)
    assert size - 1 <= width(shown) <= size


def test_a_narrow_screen_cuts_long_texts_and_never_figures() -> None:
    columns = (Col("text", msg("Nội dung"), cut=True), Col("n", msg("Số"), right=True))
    shown = as_table(columns, [line(text="x" * 200, n=123456)], 40)
    assert max(width(text) for text in shown.splitlines()) == 40
    assert "…" in shown
    assert "123456" in shown


@pytest.mark.parametrize("text", ["=1+1", "+84", "-cmd", "@x", "\tx", "＝1", "－1+1"])
def test_a_spreadsheet_never_computes_our_text(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "-1.234,5", "", "12", "a=b"])
def test_figures_and_plain_texts_stay_as_they_are_in_csv(text: str) -> None:
    assert safe_cell(text) == text


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_what_is_written_as_csv_reads_back(texts: list[str]) -> None:
    written = as_csv(COLUMNS[:1], [line(name=text) for text in texts])
    read = [row[0] if row else "" for row in csv.reader(io.StringIO(written, newline=""))]
    assert [text.removeprefix("'") for text in read[1:]] == [safe_cell(text).removeprefix("'") for text in texts]


def test_csv_for_excel_begins_with_the_mark_of_utf8(capsys: pytest.CaptureFixture[str]) -> None:
    put(COLUMNS, ROWS, "csv", bom=True)
    assert capsys.readouterr().out.startswith("\ufeffTên đơn vị,Số\r\n")


def test_json_gives_the_raw_values(capsys: pytest.CaptureFixture[str]) -> None:
    put(COLUMNS, ROWS, "json")
    assert json.loads(capsys.readouterr().out)[1] == {"name": "B", "n": 1200}
