"""Fitting lists onto one page: as many lines of each as there is room for, the rest as "và n việc khác".

Papers know no fonts, so heights are estimated from lengths of text, on the careful side; tests hold the printed page to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LINE, AROUND = 12.7, 4.0
"""Height of a line of a table and what stands around the lines of a row, points (``Layout.table_size`` 11)."""

GROUP_ROW = LINE + AROUND


@dataclass(frozen=True)
class Line:
    """A line of a list as it goes into a row of the table."""

    text: str
    who: str = ""
    when: str = ""
    note: str = ""


@dataclass(frozen=True)
class Listing:
    """A list under its title, whole or cut; ``rest`` is how many lines do not stand on the page."""

    title: str
    lines: tuple[Line, ...]
    rest: int = 0


@dataclass(frozen=True)
class Widths:
    """How many letters a line of each column surely holds."""

    text: int
    who: int
    note: int


def height(line: Line, widths: Widths) -> float:
    """How high the row of a line may become."""
    cells = ((line.text, widths.text), (line.who, widths.who), (line.note, widths.note))
    return max(1, *(-(-len(text) // width) for text, width in cells)) * LINE + AROUND


def fitted(listings: Sequence[Listing], room: float, widths: Widths) -> tuple[Listing, ...]:
    """The lists cut to ``room`` points together, in turn a line of each, the first ones first; those without lines are left out."""
    full = [listing for listing in listings if listing.lines]
    room -= 2 * GROUP_ROW * len(full)
    taken = [0] * len(full)
    going = True
    while going:
        going = False
        for at, listing in enumerate(full):
            if taken[at] < len(listing.lines) and height(listing.lines[taken[at]], widths) <= room:
                room -= height(listing.lines[taken[at]], widths)
                taken[at] += 1
                going = True
    return tuple(
        Listing(listing.title, listing.lines[:count], len(listing.lines) - count)
        for listing, count in zip(full, taken, strict=True)
    )
