"""Whether a target is met, how far along it is, and where it is heading. Exact fractions throughout, never floats.

A rate over units is the sum of numerators over the sum of denominators (DESIGN 5); the callers sum, this module compares.
Values and thresholds are given in the same unit: per cent for rates, the measure's own unit for counts and money.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from app.i18n import Message, msg

Exact = Fraction | Decimal | int
"""A figure that compares exactly."""


class Comparator(StrEnum):
    """How a value is held against a target's threshold; ``words`` targets are judged by people only."""

    ge = "ge"
    gt = "gt"
    eq = "eq"
    le = "le"
    lt = "lt"
    yes = "yes"
    words = "words"


class Verdict(StrEnum):
    """Whether a target is met; unknown where there is no value, no threshold, or words only."""

    met = "met"
    not_met = "not_met"
    unknown = "unknown"


COMPARATOR_SIGNS: Mapping[Comparator, str] = MappingProxyType(
    {Comparator.ge: "≥", Comparator.gt: ">", Comparator.eq: "=", Comparator.le: "≤", Comparator.lt: "<"}
)
"""The sign before the threshold; ``yes`` and ``words`` have none."""

VERDICT_WORDS: Mapping[Verdict, Message] = MappingProxyType(
    {Verdict.met: msg("Đạt"), Verdict.not_met: msg("Chưa đạt"), Verdict.unknown: msg("Chưa đánh giá được")}
)

_YES = 1
"""A yes/no measure keeps 1 for yes and 0 for no."""


def ratio_percent(num: int, den: int) -> Fraction | None:
    """The exact rate in per cent; None where the denominator is 0, because then there is no rate."""
    return Fraction(100 * num, den) if den else None


def verdict(comparator: Comparator, threshold: Exact | None, value: Exact | None) -> Verdict:
    """Hold a value against a threshold; nothing reported is unknown, never "not met"."""
    limit = _YES if comparator is Comparator.yes else threshold
    if comparator is Comparator.words or limit is None or value is None:
        return Verdict.unknown
    return Verdict.met if _holds(comparator, Fraction(value), Fraction(limit)) else Verdict.not_met


def achievement(value: Exact | None, plan: Exact | None) -> Fraction | None:
    """Per cent of the plan reached (5 of 250 is 2); None without a value or without a plan above 0."""
    if value is None or plan is None or plan <= 0:
        return None
    return 100 * Fraction(value) / Fraction(plan)


def projected(points: Sequence[tuple[date, Exact]], horizon: date) -> Fraction | None:
    """The value the straight line through the points (least squares) reaches on the day ``horizon``.

    None where a line means nothing: fewer than two different days, or a horizon not after the last of them.
    """
    days = [day.toordinal() for day, _ in points]
    if len(set(days)) < 2 or horizon.toordinal() <= max(days):
        return None
    values = [Fraction(value) for _, value in points]
    mean_day, mean_value = Fraction(sum(days), len(days)), sum(values, Fraction(0)) / len(values)
    spread = sum(((day - mean_day) ** 2 for day in days), Fraction(0))
    rise = sum(((day - mean_day) * value for day, value in zip(days, values, strict=True)), Fraction(0))
    return mean_value + rise / spread * (horizon.toordinal() - mean_day)


def _holds(comparator: Comparator, value: Fraction, limit: Fraction) -> bool:
    match comparator:
        case Comparator.gt:
            return value > limit
        case Comparator.eq:
            return value == limit
        case Comparator.le:
            return value <= limit
        case Comparator.lt:
            return value < limit
        case _:
            return value >= limit
