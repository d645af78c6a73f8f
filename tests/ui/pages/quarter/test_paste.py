"""Blocks between the grid and a spreadsheet."""

from hypothesis import assume, given
from hypothesis import strategies as st

from ui.pages.quarter.paste import read_block, with_breaks, write_block
from ui.pages.quarter.pasting import tiled

CELLS = st.text(st.sampled_from('aẪđ "\t\n,;='), max_size=8)
BLOCKS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)
)


@given(BLOCKS)
def test_a_copied_block_pastes_back_as_it_was(block: list[list[str]]) -> None:
    assume(block[-1] != [""])  # an empty last row of one column is how a block ends
    assert read_block(write_block(block)) == block


def test_cells_of_excel_keep_their_lines_quotes_and_ends() -> None:
    text = 'một\t"hai\nba ""bốn"""\r\n"năm" sáu\t\r\n'
    assert read_block(text) == [["một", 'hai\nba "bốn"'], ['"năm" sáu', ""]]


def test_a_block_is_repeated_over_a_whole_multiple_of_it_and_stays_itself_otherwise() -> None:
    assert tiled([["x"]], 2, 2) == [["x", "x"], ["x", "x"]]
    assert tiled([["a", "b"]], 3, 2) == [["a", "b"]] * 3
    assert tiled([["a"], ["b"]], 3, 1) == [["a"], ["b"]], "no whole multiple: from the first cell on"


def test_line_breaks_that_plain_text_lost_come_from_the_html_where_both_say_the_same() -> None:
    html = (
        "<html><body><table><tr><td>Mở 02 lớp,<br>cụm Bắc</td><td sdval='40'>40</td></tr>"
        "<tr><td>khác<br/>hẳn</td><td>\n  7</td></tr></table></body></html>"
    )
    block = [["Mở 02 lớp, cụm Bắc", "40"], ["Đang", "7"]]
    assert with_breaks(block, html) == [["Mở 02 lớp,\ncụm Bắc", "40"], ["Đang", "7"]]
    assert with_breaks([["một"]], html) == [["một"]], "another shape"
