"""The charts that papers carry: progress of programmes, targets against their thresholds, programmes by quarter.

What a chart shows comes in as plain values with their words, made from the same figures as the text beside it; nothing is counted here.
Widths of texts are those of the document font, so a label is broken where the paper would break it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.i18n import Message, msg
from app.reports.charts.drawing import Drawing, Mark, Rectangle, Shape, Stroke, Words

WIDTH = 467.7
"""Points: 165 mm, the text width of an upright page by NĐ 30 with margins of 30 and 15 mm."""

_SIZE = 10.0
_SMALL = 9.0
_LEADING = 11.5
_GAP = 8.0
_LABEL = 185.0
_FIGURE = 62.0
_BAR = 11.0
_LEGEND = 22.0

Measure = Callable[[str, float], float]
"""Width in points of a text in a size."""


@dataclass(frozen=True)
class Stretch:
    """A part of a bar: how many, in which ink."""

    count: int
    ink: str


@dataclass(frozen=True)
class BarRow:
    """A programme: its parts in order, and the words at the right end ("68/78")."""

    label: str
    stretches: tuple[Stretch, ...]
    figure: str


@dataclass(frozen=True)
class BulletRow:
    """What is held against one threshold or several: all are shares of the scale (1.0 is its right end); ``figure`` in words.

    ``ink`` is that of the bar: "done", "going" where there is still time, "bad" where a target is missed.
    """

    label: str
    reached: float
    thresholds: tuple[float, ...]
    figure: str
    ink: str = "done"


@dataclass(frozen=True)
class HeatBox:
    """A programme in a quarter: "n/m", and how it stands: "plain", "warn" or "bad"."""

    text: str
    level: str = "plain"


@dataclass(frozen=True)
class HeatLine:
    """A programme over the quarters; None is a quarter in which it had nothing to do."""

    label: str
    boxes: tuple[HeatBox | None, ...]


PROGRESS_LEGEND: tuple[tuple[str, Message], ...] = (
    ("done", msg("Hoàn thành")),
    ("going", msg("Đang thực hiện, chưa đến hạn")),
    ("bad", msg("Quá hạn")),
    ("rest", msg("Chưa triển khai, tạm dừng")),
)
"""Ink and word of each part of a progress bar."""

TARGET_LEGEND: tuple[tuple[str, Message], ...] = (
    ("done", msg("Đạt mức giao")),
    ("going", msg("Chưa đạt, còn thời hạn")),
    ("bad", msg("Đến hạn chưa đạt")),
)
"""Ink and word of what stands of a target."""


def progress(rows: Sequence[BarRow], measure: Measure, legend: Sequence[tuple[str, str]]) -> Drawing:
    """A bar per programme, as long as its number of tasks, in parts; the legend stands above."""
    most = max((sum(part.count for part in row.stretches) for row in rows), default=0) or 1
    room = WIDTH - _LABEL - _FIGURE - 2 * _GAP
    marks: list[Mark] = [*_legend(legend, measure)]
    y = _LEGEND
    for row in rows:
        lines, height = _label(row.label, y, measure)
        marks += lines
        x, top = _LABEL + _GAP, y + (height - _BAR) / 2
        for part in row.stretches:
            length = room * part.count / most
            if part.count:
                marks.append(Rectangle(x, top, length, _BAR, part.ink, "line" if part.ink == "rest" else ""))
            x += length
        marks.append(Words(WIDTH, top + _BAR - 2, row.figure, _SIZE, anchor="right"))
        y += height
    return Drawing(WIDTH, y + 2, tuple(marks))


def bullets(rows: Sequence[BulletRow], measure: Measure, legend: Sequence[tuple[str, str]]) -> Drawing:
    """A bar per figure with its thresholds as ticks, the legend above; what goes beyond the scale is cut and said in the figure."""
    figure = max((measure(row.figure, _SIZE) for row in rows), default=0.0) + _GAP
    room = WIDTH - _LABEL - figure - 2 * _GAP
    marks: list[Mark] = [*_legend(legend, measure)]
    y = _LEGEND
    for row in rows:
        lines, height = _label(row.label, y, measure)
        marks += lines
        left, top = _LABEL + _GAP, y + (height - _BAR) / 2
        marks.append(Stroke(left, top + _BAR, left + room, top + _BAR))
        marks.append(Rectangle(left, top + 2, _share(row.reached) * room, _BAR - 4, row.ink))
        for threshold in row.thresholds:
            x = left + _share(threshold) * room
            marks.append(Stroke(x, top - 2, x, top + _BAR + 2, "text", 1.5))
        marks.append(Words(WIDTH, top + _BAR - 2, row.figure, _SIZE, anchor="right"))
        y += height
    return Drawing(WIDTH, y + 2, tuple(marks))


def heat(periods: Sequence[str], rows: Sequence[HeatLine], measure: Measure) -> Drawing:
    """Programmes by quarters: "n/m" in each cell; a weak one is toned, marked with a diamond or triangle as well."""
    column = min(64.0, (WIDTH - _LABEL - _GAP) / max(len(periods), 1))
    left = WIDTH - column * len(periods)
    marks: list[Mark] = [
        Words(left + column * (at + 0.5), 10, name, _SMALL, anchor="centre", ink="soft")
        for at, name in enumerate(periods)
    ]
    y = 16.0
    for row in rows:
        lines, height = _label(row.label, y, measure, left - _GAP)
        marks += lines
        for at, box in enumerate(row.boxes):
            marks += _box(box, left + column * at, y, column, height)
        y += height
    return Drawing(WIDTH, y + 2, tuple(marks))


def _share(value: float) -> float:
    """Within the scale."""
    return max(0.0, min(value, 1.0))


def _box(box: HeatBox | None, x: float, y: float, width: float, height: float) -> Iterator[Mark]:
    fill = {"warn": "warn_soft", "bad": "bad_soft"}.get(box.level, "") if box else ""
    yield Rectangle(x + 1, y + 1, width - 2, height - 2, fill, "line")
    if box is None:
        return
    middle, base = y + height / 2, y + height / 2 + _SIZE * 0.35
    yield Words(x + width / 2 + (5 if box.level != "plain" else 0), base, box.text, _SIZE, anchor="centre")
    mark = x + 9
    if box.level == "warn":
        yield Shape(((mark, middle - 4), (mark + 4, middle), (mark, middle + 4), (mark - 4, middle)), "warn")
    elif box.level == "bad":
        yield Shape(((mark, middle - 4), (mark + 4, middle + 3.5), (mark - 4, middle + 3.5)), "bad")


def _legend(entries: Sequence[tuple[str, str]], measure: Measure) -> Iterator[Mark]:
    x = 0.0
    for ink, word in entries:
        yield Rectangle(x, 2, 9, 9, ink, "line" if ink == "rest" else "")
        yield Words(x + 13, 10, word, _SMALL, ink="soft")
        x += 13 + measure(word, _SMALL) + 14


def _label(text: str, y: float, measure: Measure, room: float = _LABEL) -> tuple[list[Mark], float]:
    """The label in at most two lines beside its row, and the height of the row."""
    lines = _broken(text, room, measure)
    height = len(lines) * _LEADING + 7
    first = y + (height - len(lines) * _LEADING) / 2 + _SIZE * 0.85
    return [Words(0, first + at * _LEADING, line, _SIZE) for at, line in enumerate(lines)], height


def _broken(text: str, room: float, measure: Measure) -> list[str]:
    """Two lines at most; what does not fit ends with an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer, _SIZE) <= room or not lines[-1]:
            lines[-1] = longer
        elif len(lines) == 1:
            lines.append(word)
        else:
            lines[-1] = _clipped(longer, room, measure)
            break
    return [line if measure(line, _SIZE) <= room else _clipped(line, room, measure) for line in lines]


def _clipped(line: str, room: float, measure: Measure) -> str:
    """The beginning of a line that fits, cut between words; a single word too long is cut within."""
    while line and measure(f"{line}…", _SIZE) > room:
        line = (line.rsplit(" ", 1)[0] if " " in line else line[:-1]).rstrip(" ,;:.")
    return f"{line}…"
