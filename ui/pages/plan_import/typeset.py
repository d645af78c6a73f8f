"""A document that has no pages of its own, set as on paper: lines with their look, cells of a table beside each other.

All measures are logical pixels; ``y`` counts from the top of the paper.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from app.plan_import.source import Line, Source
from ui.pages.plan_import.paper_font import family

SIZE = 15
"""Pixels of the letters of a line of the body, at the natural size."""

_LEADING = 1.36
_SPACE = 5
_BLANK = 8
_TABLE_GAP = 16
_LARGEST = 22


@dataclass(frozen=True, slots=True)
class Set:
    """One line of the source as it is set: its layout, left edge, top and height."""

    line: Line
    layout: QTextLayout
    x: float
    y: float
    height: float


class Typeset:
    """A source set in a width. ``placed`` are its lines from the top; ``height`` is that of all."""

    def __init__(self, source: Source, width: float, scale: float = 1.0) -> None:
        self.width = width
        self._scale = scale
        self.placed: list[Set] = []
        y = 0.0
        for columns in _rows(source.lines):
            y = self._set(columns, y, paragraphs=source.whole_paragraphs)
        self.height = y
        # How far down the lines reach up to each: a long cell of a table may end below the ones after it.
        self._reach = list(accumulate((one.y + one.height for one in self.placed), max))
        self._by_number = {one.line.number: place for place, one in enumerate(self.placed)}

    def _set(self, columns: Sequence[Sequence[Line]], y: float, *, paragraphs: bool) -> float:
        """Set the columns of a row beside each other (one for what is no table); the place below them."""
        first = columns[0][0]
        if len(columns) == 1 and not first.text.strip():
            return y + _BLANK * self._scale
        gap = _TABLE_GAP if len(columns) > 1 else 0
        wide = (self.width - gap * (len(columns) - 1)) / len(columns)
        space = (_SPACE if paragraphs and first.cell is None else 1) * self._scale
        row: list[Set] = []
        for at, column in enumerate(columns):
            below = y
            for line in column:
                layout, height = self._layout(line, wide, paragraphs=paragraphs)
                row.append(Set(line, layout, at * (wide + gap), below, height))
                below += height + space
        self.placed += sorted(row, key=lambda one: (one.y, one.x))
        return max(one.y + one.height for one in row) + (_SPACE * self._scale if first.cell else space)

    def _layout(self, line: Line, wide: float, *, paragraphs: bool) -> tuple[QTextLayout, float]:
        layout = QTextLayout(line.text, _font(line, self._scale))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        justified = paragraphs and line.cell is None
        side = Qt.AlignmentFlag.AlignHCenter if line.centred else Qt.AlignmentFlag.AlignJustify if justified else None
        option.setAlignment(side or Qt.AlignmentFlag.AlignLeft)
        layout.setTextOption(option)
        pitch = layout.font().pixelSize() * _LEADING
        layout.beginLayout()
        y = 0.0
        while (one := layout.createLine()).isValid():
            one.setLineWidth(wide)
            # Stacked capitals reach above the ascent: the line is as high as the pitch, its letters in the middle.
            one.setPosition(QPointF(0, y + (pitch - one.height()) / 2))
            y += pitch
        layout.endLayout()
        return layout, y

    def of_number(self, number: int) -> Set | None:
        """The line of a number of the source; None for a blank one."""
        place = self._by_number.get(number)
        return self.placed[place] if place is not None else None

    def between(self, top: float, bottom: float) -> Iterator[Set]:
        """The lines that can be seen between two heights."""
        for one in self.placed[bisect_left(self._reach, top - _SPACE * self._scale) :]:
            if one.y > bottom:
                return
            yield one

    def at(self, x: float, y: float) -> Line | None:
        """The line at a place of the paper."""
        here = [one for one in self.between(y, y) if one.y <= y < one.y + one.height + _SPACE * self._scale]
        beside = [one for one in here if one.x <= x]
        return (beside or here)[-1].line if here else None

    def span(self, first: int, last: int) -> tuple[float, float] | None:
        """From where to where the lines of these numbers reach; None when none of them is shown."""
        placed = [one for number in range(first, last + 1) if (one := self.of_number(number)) is not None]
        if not placed:
            return None
        return min(one.y for one in placed), max(one.y + one.height for one in placed)


def _rows(lines: Sequence[Line]) -> Iterator[list[list[Line]]]:
    """The columns of each row of a table; every line that stands in none is a row of one column."""
    for place, together in groupby(lines, key=lambda line: (line.cell.table, line.cell.row) if line.cell else None):
        if place is None:
            for line in together:
                yield [[line]]
        else:
            cells = groupby(together, key=lambda line: line.cell.column if line.cell else 0)
            yield [list(column) for _, column in cells]


def _font(line: Line, scale: float) -> QFont:
    font = QFont(family())
    font.setPixelSize(max(6, round(SIZE * scale)))
    font.setBold(line.bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
