"""How wide the columns of a table are: begun with their weights, then room goes where it makes the rows lower."""

from collections.abc import Sequence

from app.reports.writers.grid import Grid, GridRow
from app.reports.writers.letterhead import Measure

_SAMPLE = 64
"""Rows looked at, evenly over the table: enough to know a column by, few enough for tables of thousands."""
_STEP = 1 / 80
"""Share of the table's width that goes from one column to another at a time."""
_STEPS = 30
_KEPT = 0.7
"""Share of the width by weight that no column goes below."""
_TITLE_EVERY = 10
"""The titles stand again on every page: they count once for so many rows."""
_LOST = 1.06
"""Lines are not filled to the last point."""
_LONGEST_FIGURE = 24
_LONGEST_WORD = 12
_SHORT = 9
_WORTH = 0.05
_HIGH = 1.5
"""A single high row is worse than two that are half as high."""


def widths(table: Grid, total: float, size: float, padding: float, measure: Measure) -> tuple[float, ...]:
    """Widths of the columns, ``total`` together, none narrower than its longest word or figure, if possible.

    Columns in which nothing stands are for the hand and keep the width of their weight.
    """
    rows = [row for row in table.rows if not row.group]
    sample = rows[:: -(-len(rows) // _SAMPLE) or 1]
    side = 2 * padding + 0.5
    least = [_least(table, sample, at, size, measure) + side for at in range(len(table.columns))]
    if sum(least) >= total:
        return tuple(width * total / sum(least) for width in least)
    begun = _by_weight(table, least, total)
    floor = [max(pair) for pair in zip(least, (width * _KEPT for width in begun), strict=True)]
    return tuple(_Rows(table, sample, size, measure).lower(begun, floor, side, total * _STEP))


def _by_weight(table: Grid, least: Sequence[float], total: float) -> list[float]:
    """Each column's share by weight, but no less than it needs."""
    weights = [column.weight for column in table.columns]
    fixed: set[int] = set()
    while True:
        room = total - sum(least[at] for at in fixed)
        together = sum(weight for at, weight in enumerate(weights) if at not in fixed)
        share = [least[at] if at in fixed else weight * room / together for at, weight in enumerate(weights)]
        short = {at for at, width in enumerate(share) if width < least[at] and at not in fixed}
        if not short:
            return share
        fixed |= short


def _least(table: Grid, rows: Sequence[GridRow], at: int, size: float, measure: Measure) -> float:
    """The widest word of the column's title, the widest short text or word in it and its widest single figure."""
    words = {word for cell in table.head if cell.column == at and cell.columns == 1 for word in cell.text.split()}
    texts = (cell.text for row in rows for cell in row.cells if cell.column == at and cell.columns == 1)
    words |= {word for text in texts for word in _unbroken(text) if len(word) <= _LONGEST_WORD}
    widest = max((measure(word, size, True, False) for word in words), default=0.0)
    figures = {cell.text for row in table.rows for cell in row.cells if cell.column == at and cell.value is not None}
    longest = max(figures, key=len, default="")
    return max(widest, measure(longest, size, True, False)) if len(longest) <= _LONGEST_FIGURE else widest


def _unbroken(text: str) -> list[str]:
    """What of a text shall stand on one line: all of a very short one ("Chưa đạt"), else each word."""
    return [text] if len(text) <= _SHORT else text.split()


class _Rows:
    """The widths of all texts of the sampled rows and the titles, column by column."""

    def __init__(self, table: Grid, rows: Sequence[GridRow], size: float, measure: Measure) -> None:
        count = len(table.columns)
        self._texts = [[0.0] * (len(rows) + 1) for _ in range(count)]
        for at, row in enumerate(rows):
            for cell in row.cells:
                if cell.columns == 1:
                    self._texts[cell.column][at] = measure(cell.text, size, cell.bold, cell.italic)
        self._filled = [at for at in range(count) if max(self._texts[at]) > size]
        for head in table.head:
            if head.columns == 1:
                self._texts[head.column][-1] = measure(head.text, size, True, False)
        self._weights = [1.0] * len(rows) + [max(1.0, len(rows) / _TITLE_EVERY)]

    def lower(self, found: list[float], least: Sequence[float], side: float, step: float) -> list[float]:
        """``found`` with room moved between columns as long as the rows together get lower."""
        for _ in range(_STEPS):
            lines = [self._lines(at, width - side) for at, width in enumerate(found)]
            gains, costs = {}, {}
            for at in self._filled:
                others = [max(row) for row in zip(*(lines[one] for one in range(len(found)) if one != at), strict=True)]
                now = self._height(others, lines[at])
                gains[at] = now - self._height(others, self._lines(at, found[at] + step - side))
                if found[at] - step >= least[at]:
                    costs[at] = self._height(others, self._lines(at, found[at] - step - side)) - now
            pairs = [(gains[to] - costs[of], to, of) for to in gains for of in costs if to != of]
            best, to, of = max(pairs, default=(0.0, 0, 0))
            if best <= _WORTH:
                break
            found[to] += step
            found[of] -= step
        return found

    def _lines(self, at: int, room: float) -> list[float]:
        """How many lines each text of a column takes, parts of lines counted."""
        return [1.0 if text <= room else text * _LOST / room + 0.4 for text in self._texts[at]]

    def _height(self, others: Sequence[float], own: Sequence[float]) -> float:
        return sum(float(max(pair) ** _HIGH * weight) for *pair, weight in zip(others, own, self._weights, strict=True))
