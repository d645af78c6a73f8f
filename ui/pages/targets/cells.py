"""A target's figures as the cells of its row."""

from fractions import Fraction

from app.i18n import tr
from app.numbers import format_number, format_percent
from app.plan.overview import is_hard
from app.plan.target_figures import TargetFigure
from app.plan.verdicts import COMPARATOR_SIGNS, Comparator, Verdict
from app.words import HORIZONS
from ui.widgets.cells import Cell

BULLET = 3
RIGHT = (4, 5, 6, 7, 8)
WIDTHS = (46, 40, 300, 118, 72, 72, 88, 68, 62, 118)


def titles() -> list[str]:
    """The headings in the language spoken."""
    return [
        *(tr("CT"), tr("TT"), tr("Chỉ tiêu"), "", tr("Kỳ này"), tr("Đến nay"), tr("Mức giao")),
        *(tr("Đạt"), tr("Cơ sở"), tr("Kết luận")),
    ]


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
        Cell(programme, tone="text2", small=True),
        Cell(target.number, tone="text2"),
        Cell(target.text.replace("\n", " "), second=horizon(target)),
        Cell(tail=bullet(target)),
        now,
        Cell(target.to_date.shown, right=True, weight=600),
        Cell(threshold(target), right=True),
        Cell("" if reached is None else format_percent(reached), right=True),
        Cell(target.to_date.base if target.to_date.m else "", right=True, tone="text2"),
        verdict_cell(target),
    ]


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
    limit, value = target.threshold, target.value
    if not limit or value is None:
        return ""
    at_most = target.comparator in {Comparator.le, Comparator.lt}
    outlook = "" if target.projected is None else str(float(target.projected / limit))
    return f"{float(value / limit)}|{outlook}|{int(at_most)}"


def threshold(target: TargetFigure) -> str:
    """ "≥ 85,0%", or the words of a target without a number."""
    if target.threshold is None:
        return tr("có làm") if target.comparator is Comparator.yes else ""
    return f"{COMPARATOR_SIGNS[target.comparator]} {amount(target.threshold, target)}"


def amount(value: Fraction, target: TargetFigure) -> str:
    """A value in the target's own unit."""
    return format_percent(value) if target.form == "ratio" else format_number(round(value))


def horizon(target: TargetFigure) -> str:
    """By when: "Đến năm 2028", "Hằng năm"."""
    end = target.horizon_end
    words = str(HORIZONS[target.horizon])
    return f"{words} {end.year}" if target.horizon in {"by", "span"} and end is not None else words
