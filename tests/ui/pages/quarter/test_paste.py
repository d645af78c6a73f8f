"""Blocks between the grid and a spreadsheet."""

from hypothesis import assume, given
from hypothesis import strategies as st

from ui.pages.quarter.paste import placed, read_block, write_block

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


def test_one_cell_fills_a_selection_and_a_block_is_cut_at_the_edge() -> None:
    assert placed([["x"]], [3, 4], [7], fill=True) == [(3, 7, "x"), (4, 7, "x")]
    assert placed([["a", "b"], ["c", "d"]], [3], [7], fill=False) == [(3, 7, "a")]
