"""A target's figures as the cells of its row."""

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from app.i18n import tr
from app.numbers import format_percent
from app.plan.overview import is_hard
from app.plan.target_figures import TargetFigure
from app.plan.verdicts import COMPARATOR_SIGNS, Comparator, Verdict
from app.words import HORIZONS
from ui.fonts import Role, metrics
from ui.pages.targets.amounts import amount, parts
from ui.pages.targets.bullet_delegate import BulletDelegate
from ui.tokens import Tokens
from ui.widgets.cells import Cell, Index, paint_cell
from ui.widgets.list_view import ListView

NAME, BULLET = 1, 2
MARGIN = 8
LEAST_WIDTHS = {"bullet": 760, "now": 700, "reached": 800}
"""Columns that go where the page is narrower: the bar, this period, the per cent reached; what they say stands in the details."""
RIGHT = (3, 4, 5, 6)
WIDTHS = (50, 300, 108, 72, 92, 122, 66, 120)


class NameDelegate(BulletDelegate):
    """Lays the target's words out on two lines; the bullet stands in its own column."""

    def __init__(self, parent: ListView) -> None:
        super().__init__(parent, BULLET)

    def paint_content(self, painter: QPainter, rect: QRect, index: Index, cell: Cell, t: Tokens) -> None:
        if index.column() != NAME:
            super().paint_content(painter, rect, index, cell, t)
            return
        first, second = two_lines(cell.text, rect.width() - 2 * MARGIN)
        half = (rect.height() - 4) // 2
        above = QRect(rect.left(), rect.top() + 2, rect.width(), half if second else rect.height() - 4)
        paint_cell(painter, above, Cell(first), t)
        if second:
            paint_cell(painter, above.translated(0, half), Cell(second), t)


@lru_cache(maxsize=2048)
def two_lines(text: str, width: int) -> tuple[str, str]:
    """A text broken before the word that does not fit; the second line ends with "…" where even two are not enough."""
    measure = metrics(Role.BODY)
    words = text.split(" ")
    first = words[0]
    for number, word in enumerate(words[1:], start=1):
        if measure.horizontalAdvance(f"{first} {word}") >= width:
            return first, measure.elidedText(" ".join(words[number:]), Qt.TextElideMode.ElideRight, width)
        first = f"{first} {word}"
    return first, ""


def row_of(target: TargetFigure, programme: str) -> list[Cell]:
    """The cells of a target."""
    nothing = not target.figure.n
    now = (
        Cell(right=True, nothing="not_reported")
        if nothing and target.figure.m
        else Cell(target.figure.shown, right=True)
    )
    reached = target.achievement
    return [
        Cell(programme, tone="text2", small=True, second=target.number),
        Cell(target.text.replace("\n", " ")),
        Cell(tail=bullet(target)),
        now,
        Cell(target.to_date.shown, right=True, weight=600, second=base_words(target)),
        Cell(threshold(target), right=True, second=horizon(target)),
        Cell("" if reached is None else format_percent(reached), right=True),
        verdict_cell(target),
    ]


def base_words(target: TargetFigure) -> str:
    """How many of the units that must answer have: no figure stands without its base."""
    return str(target.to_date.text_base) if target.to_date.m else ""


def verdict_cell(target: TargetFigure) -> Cell:
    """Met is silent; what will miss is marked."""
    if target.verdict is Verdict.unknown:
        return Cell(tr("Chưa đủ số liệu"), tone="text3")
    if target.verdict is Verdict.met:
        return Cell(tr("Đạt"), mark="done", tone="ok")
    if is_hard(target):
        return Cell(tr("Khó đạt"), mark="due_soon", tone="warn")
    return Cell(tr("Đang đi tới"), mark="in_progress", tone="accent")


def bullet(target: TargetFigure) -> str:
    """done|outlook|at most, as fractions of the threshold; empty where there is none."""
    found = parts(target)
    if found is None:
        return ""
    done, outlook, at_most = found
    return f"{done}|{'' if outlook is None else outlook}|{int(at_most)}"


def threshold(target: TargetFigure) -> str:
    """ "≥ 85,0%", or the words of a target without a number."""
    if target.threshold is None:
        return tr("có làm") if target.comparator is Comparator.yes else ""
    return f"{COMPARATOR_SIGNS[target.comparator]} {amount(target.threshold, target)}"


def horizon(target: TargetFigure) -> str:
    """By when: "Đến năm 2028", "Hằng năm"."""
    end = target.horizon_end
    words = str(HORIZONS[target.horizon])
    return f"{words} {end.year}" if target.horizon in {"by", "span"} and end is not None else words
