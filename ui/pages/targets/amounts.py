"""A target's amounts as text and as fractions of its threshold: what both its list and the overview show."""

from fractions import Fraction

from app.numbers import format_number, format_percent
from app.plan.target_figures import TargetFigure
from app.plan.verdicts import Comparator


def amount(value: Fraction, target: TargetFigure) -> str:
    """A value in the target's own unit."""
    return format_percent(value) if target.form == "ratio" else format_number(round(value))


def parts(target: TargetFigure) -> tuple[float, float | None, bool] | None:
    """(done, outlook, at most) as fractions of the threshold; None where there is nothing to draw."""
    limit, value = target.threshold, target.value
    if not limit or value is None:
        return None
    outlook = None if target.projected is None else float(target.projected / limit)
    return float(value / limit), outlook, target.comparator in {Comparator.le, Comparator.lt}
