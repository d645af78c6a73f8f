"""The order people put things into, kept as positions with gaps, so that moving one row writes one row."""

from bisect import bisect_left
from collections.abc import Collection, Sequence

GAP = 1024
"""Between two neighbours when they are first put in order: ten moves into the same place before anything is renumbered."""


class FixedOrder(Exception):
    """Rows would have to move that may not."""


def moves(order: Sequence[tuple[int, int]], fixed: Collection[int] = ()) -> dict[int, int]:
    """The fewest new positions that make the (id, present position) pairs ascend in the given order.

    The longest run already in order stays; what stands between two that stay is spread over their gap. Where a gap is too small,
    everything is renumbered. ``fixed`` rows belong to others and stay where they are; raises FixedOrder where that cannot be.
    """
    fresh = _moves(order)
    return fresh if fresh.keys().isdisjoint(fixed) else _around(order, set(fixed))


def _around(order: Sequence[tuple[int, int]], fixed: set[int]) -> dict[int, int]:
    """As ``moves``, where every row that may move is spread anew between those that stay."""
    fresh: dict[int, int] = {}
    run: list[int] = []
    before: int | None = None
    for row_id, position in order:
        if row_id not in fixed:
            run.append(row_id)
            continue
        if (before is not None and position <= before) or not _spread(run, before, position, fresh):
            raise FixedOrder
        run, before = [], position
    _spread(run, before, None, fresh)
    return {row_id: fresh[row_id] for row_id, position in order if fresh.get(row_id, position) != position}


def _moves(order: Sequence[tuple[int, int]]) -> dict[int, int]:
    kept = _longest_ascending([position for _, position in order])
    fresh: dict[int, int] = {}
    run: list[int] = []
    before: int | None = None
    for index, (row_id, position) in enumerate(order):
        if index not in kept:
            run.append(row_id)
            continue
        if not _spread(run, before, position, fresh):
            return _renumbered(order)
        run, before = [], position
    _spread(run, before, None, fresh)
    return fresh


def _spread(run: list[int], before: int | None, after: int | None, fresh: dict[int, int]) -> bool:
    """Give a run positions between two that stay (None: open end); False when the gap is too small."""
    if after is None:
        first = before or 0
        fresh.update((row_id, first + GAP * number) for number, row_id in enumerate(run, 1))
        return True
    if before is None:
        fresh.update((row_id, after - GAP * number) for number, row_id in enumerate(reversed(run), 1))
        return True
    if after - before <= len(run):
        return False
    step = len(run) + 1
    fresh.update((row_id, before + (after - before) * number // step) for number, row_id in enumerate(run, 1))
    return True


def _renumbered(order: Sequence[tuple[int, int]]) -> dict[int, int]:
    wanted = {row_id: GAP * number for number, (row_id, _) in enumerate(order, 1)}
    return {row_id: wanted[row_id] for row_id, position in order if wanted[row_id] != position}


def _longest_ascending(positions: Sequence[int]) -> set[int]:
    """The indexes of a longest strictly ascending selection."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int | None] = []
    for index, position in enumerate(positions):
        place = bisect_left(tails, position)
        tails[place : place + 1] = [position]
        ends[place : place + 1] = [index]
        previous.append(ends[place - 1] if place else None)
    chosen: set[int] = set()
    index_or_none = ends[-1] if ends else None
    while index_or_none is not None:
        chosen.add(index_or_none)
        index_or_none = previous[index_or_none]
    return chosen
