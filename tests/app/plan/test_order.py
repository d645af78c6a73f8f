"""Positions with gaps: any order is reached, with few rows written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plan.order import GAP, FixedOrder, moves


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


@given(st.lists(st.integers(0, 400), min_size=2, max_size=8, unique=True), st.randoms(), st.data())
def test_what_others_own_stays_where_it_is(positions: list[int], random: object, data: st.DataObject) -> None:
    order = [(number, position * 10) for number, position in enumerate(positions)]
    random.shuffle(order)  # type: ignore[attr-defined]  # hypothesis' random
    fixed = data.draw(st.sets(st.sampled_from([row_id for row_id, _ in order])))
    try:
        fresh = moves(order, fixed)
    except FixedOrder:
        return
    assert fresh.keys().isdisjoint(fixed)
    final = [fresh.get(row_id, position) for row_id, position in order]
    assert final == sorted(set(final))


def test_a_row_of_ours_changes_places_with_one_that_others_own() -> None:
    assert moves([(2, 2048), (1, 1024)], {2}) == {1: 2048 + GAP}
    with pytest.raises(FixedOrder):
        moves([(2, 2048), (1, 1024)], {1, 2})


def test_a_gap_that_is_used_up_is_renumbered() -> None:
    assert moves([(1, 10), (3, 30), (2, 11)]) == {1: GAP, 3: 2 * GAP, 2: 3 * GAP}
    assert moves([(1, 1), (5, 7), (2, 2), (3, 3)]) == {1: GAP, 5: 2 * GAP, 2: 3 * GAP, 3: 4 * GAP}


def test_what_is_in_order_already_is_left_alone() -> None:
    assert moves([(1, 10), (2, 20)]) == {}
    assert moves([]) == {}
