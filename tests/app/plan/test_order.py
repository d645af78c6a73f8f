"""Positions with gaps: any order is reached, with few rows written."""

from hypothesis import given
from hypothesis import strategies as st

from app.plan.order import GAP, moves


@given(st.lists(st.integers(-5, 40), min_size=1, max_size=12), st.randoms())
def test_after_the_moves_the_positions_ascend_in_the_order_asked_for(positions: list[int], random: object) -> None:
    order = list(enumerate(positions))
    random.shuffle(order)  # type: ignore[attr-defined]  # hypothesis' random
    fresh = moves(order)
    final = [fresh.get(row_id, position) for row_id, position in order]
    assert final == sorted(set(final))


@given(st.integers(2, 30), st.data())
def test_moving_one_row_among_gaps_writes_one_row(count: int, data: st.DataObject) -> None:
    order = [(number, number * GAP) for number in range(1, count + 1)]
    taken = order.pop(data.draw(st.integers(0, count - 1)))
    order.insert(data.draw(st.integers(0, count - 1)), taken)
    assert len(moves(order)) <= 1


def test_a_gap_that_is_used_up_is_renumbered() -> None:
    assert moves([(1, 10), (3, 30), (2, 11)]) == {1: GAP, 3: 2 * GAP, 2: 3 * GAP}
    assert moves([(1, 1), (5, 7), (2, 2), (3, 3)]) == {1: GAP, 5: 2 * GAP, 2: 3 * GAP, 3: 4 * GAP}


def test_what_is_in_order_already_is_left_alone() -> None:
    assert moves([(1, 10), (2, 20)]) == {}
    assert moves([]) == {}
