"""The reading order of a page's text: rows, columns beside each other, tables cell by cell.

What stands beside each other with an empty gutter between (letterhead, signature, newspaper columns) is read column by column; where a row
crosses the gutter, or stands alone in the middle, the columns end.
"""

import re
from dataclasses import dataclass

from app.plan_import.readers.pdf_glyphs import Sheet, Stretch
from app.plan_import.readers.pdf_tables import Grid, grids

_GUTTER = 1.2
_NARROWEST = 4.0
_DEEPEST = 6
_MIDDLE = 0.15
_CENTRED = 6.0
_WIDE_GAP = 1.4
_TAB = 4.0
_APART = 1.8
_MARK = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}|[A-ZĐa-zđ])\s?[.)/-]{1,2}|[-–—+*•]|\([a-z\d]\)")


@dataclass(slots=True)
class Row:
    """A line of text: its stretches from left to right, and the cell (table on the page from 0, row, column) it stands in."""

    stretches: list[Stretch]
    cell: tuple[int, int, int] | None = None

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The place of the whole line."""
        return (
            min(found.x0 for found in self.stretches),
            min(found.y0 for found in self.stretches),
            max(found.x1 for found in self.stretches),
            max(found.y1 for found in self.stretches),
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a page in reading order and its tables."""

    rows: list[Row]
    tables: list[Grid]


def layout(sheet: Sheet) -> Layout:
    """Put a page into reading order."""
    tables = grids(sheet.rules)
    inside: list[list[Stretch]] = [[] for _ in tables]
    free: list[Stretch] = []
    for stretch in _marked([found for found in sheet.stretches if found.text.strip()]):
        at = next((number for number, grid in enumerate(tables) if grid.holds(stretch)), None)
        (free if at is None else inside[at]).append(stretch)
    rows: list[Row] = []
    for number, grid in enumerate(tables):
        above = [stretch for stretch in free if stretch.y1 <= grid.rows[0] + stretch.height / 2]
        free = [stretch for stretch in free if stretch.y1 > grid.rows[0] + stretch.height / 2]
        rows += _ordered(above, 0) + _cells(number, grid, inside[number])
    return Layout(rows + _ordered(free, 0), tables)


def _marked(stretches: list[Stretch]) -> list[Stretch]:
    """Stretches with the mark of a list ("I.", "a)", "-") joined to the text behind it, which a tab sets apart."""
    joined: list[Stretch] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        if (
            last is not None
            and _MARK.fullmatch(last.text.strip())
            and _same_line(last, stretch)
            and 0 < stretch.x0 - last.x1 < _TAB * max(last.height, stretch.height)
        ):
            last.texts = [*last.texts, (" ", last.texts[-1][1]), *stretch.texts]
            last.x1, last.y0, last.y1 = stretch.x1, min(last.y0, stretch.y0), max(last.y1, stretch.y1)
        else:
            joined.append(stretch)
    return joined


def _cells(number: int, grid: Grid, stretches: list[Stretch]) -> list[Row]:
    cells: dict[tuple[int, int], list[Stretch]] = {}
    for stretch in stretches:
        cells.setdefault(grid.cell(stretch), []).append(stretch)
    found = []
    for place in sorted(cells):
        found += [Row(row.stretches, (number, *place)) for row in _rows(cells[place])]
    return found


def _ordered(stretches: list[Stretch], depth: int) -> list[Row]:
    """The lines of a region, columns one after the other."""
    if not stretches:
        return []
    blocks = _blocks(stretches)
    left, right = min(found.x0 for found in stretches), max(found.x1 for found in stretches)
    rows: list[Row] = []
    at = 0
    while at < len(blocks):
        band = _band(blocks, at, (left + right) / 2) if depth < _DEEPEST else None
        if band is None:
            rows += _rows(blocks[at])
            at += 1
        else:
            end, gutter = band
            inside = [stretch for block in blocks[at:end] for stretch in block]
            rows += _ordered([found for found in inside if found.x1 <= gutter], depth + 1)
            rows += _ordered([found for found in inside if found.x1 > gutter], depth + 1)
            at = end
    return rows


def _blocks(stretches: list[Stretch]) -> list[list[Stretch]]:
    """What stands beside each other: groups of stretches whose middles overlap in height. Lines of one column never do."""
    blocks: list[list[Stretch]] = []
    bottom = float("-inf")
    for stretch in sorted(stretches, key=lambda found: found.y0 + found.y1):
        margin = stretch.height * _MIDDLE
        if blocks and stretch.y0 + margin < bottom:
            blocks[-1].append(stretch)
            bottom = max(bottom, stretch.y1 - margin)
        else:
            blocks.append([stretch])
            bottom = stretch.y1 - margin
    return blocks


def _band(blocks: list[list[Stretch]], start: int, middle: float) -> tuple[int, float] | None:
    """Where the columns that begin at a block end, and a place in their gutter; None where there is but one column."""
    gap = _widest_gap(blocks[start])
    if gap is None:
        return None
    left, right = gap
    end = last_full = start + 1
    while end < len(blocks):
        block = blocks[end]
        narrowed = _narrowed(block, left, right)
        if narrowed is None or _alone_in_the_middle(block, middle) or _far(blocks[end - 1], block):
            break
        left, right = narrowed
        end += 1
        if any(found.x1 <= left for found in block) and any(found.x0 >= right for found in block):
            last_full = end
    while last_full < end and not _far(blocks[last_full - 1], blocks[last_full]):
        last_full += 1
    if last_full - start == 1 and len(blocks[start]) == 2 and gap[1] - gap[0] < 3 * blocks[start][0].height:
        return None
    return last_full, (left + right) / 2


def _widest_gap(block: list[Stretch]) -> tuple[float, float] | None:
    """The widest empty stripe down a block, where it is as wide as a gutter."""
    best: tuple[float, float] | None = None
    edge = float("inf")
    for stretch in sorted(block, key=lambda found: found.x0):
        wide = _NARROWEST if stretch.elsewhere else _GUTTER * stretch.height
        if stretch.x0 - edge > wide and (best is None or stretch.x0 - edge > best[1] - best[0]):
            best = (edge, stretch.x0)
        edge = stretch.x1 if edge == float("inf") else max(edge, stretch.x1)
    return best


def _narrowed(block: list[Stretch], left: float, right: float) -> tuple[float, float] | None:
    """The gutter beside the block's stretches, None where one crosses it or too little is left."""
    for stretch in block:
        if stretch.x0 >= right or stretch.x1 <= left:
            continue
        if stretch.x0 + stretch.x1 < left + right:
            left = stretch.x1
        else:
            right = stretch.x0
        if right - left < _NARROWEST:
            return None
    return left, right


def _alone_in_the_middle(block: list[Stretch], middle: float) -> bool:
    centre = (min(found.x0 for found in block) + max(found.x1 for found in block)) / 2
    return len(block) == 1 and abs(centre - middle) < _CENTRED


def _far(above: list[Stretch], below: list[Stretch]) -> bool:
    """Whether a block begins well below another: both columns stop there."""
    bottom, top = max(found.y1 for found in above), min(found.y0 for found in below)
    return top - bottom > _APART * below[0].height


def _rows(stretches: list[Stretch]) -> list[Row]:
    """The lines of one column."""
    rows: list[Row] = []
    for stretch in sorted(stretches, key=lambda found: found.y0 + found.y1):
        if rows and _same_line(rows[-1].stretches[0], stretch):
            rows[-1].stretches.append(stretch)
        else:
            rows.append(Row([stretch]))
    for row in rows:
        row.stretches.sort(key=lambda found: found.x0)
    return rows


def _same_line(one: Stretch, other: Stretch) -> bool:
    return min(one.y1, other.y1) - max(one.y0, other.y0) > 0.5 * min(one.height, other.height)


def spacing(before: Stretch, after: Stretch) -> str:
    """What stands between two stretches of a line: a space, or several where they stand far apart."""
    return "   " if after.x0 - before.x1 > _WIDE_GAP * after.height else " "
