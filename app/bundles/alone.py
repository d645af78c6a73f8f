"""Whether single units meet a target by their own answers, for hundreds of units at once.

The rules are those of ``unit_targets.held_alone`` (the tests hold the two against each other); here what depends on the target only is
worked out once, and the rest is whole numbers, because an import of three hundred units asks forty thousand times.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from app.bundles.facts import Content
from app.plan import periods
from app.plan.periods import YearType
from app.plan.target_figures import adds_up, adds_years, first_quarter, is_rate
from app.plan.verdicts import Comparator, Verdict
from db.connection import Row

Course = Mapping[str, Content | None]
"""What counts of a measure for one unit in each quarter in which it is asked; None where it has not answered."""

_HOLDS: Mapping[str, Callable[[int, int], bool]] = MappingProxyType(
    {
        Comparator.ge: operator.ge,
        Comparator.gt: operator.gt,
        Comparator.eq: operator.eq,
        Comparator.le: operator.le,
        Comparator.lt: operator.lt,
        Comparator.yes: operator.ge,
    }
)


class _Told(NamedTuple):
    """An answer as the sums of its measure see it."""

    num: int | None
    den: int | None
    val: int | None
    nothing: bool


@dataclass(frozen=True)
class Alone:
    """A target as it is held against one unit in a quarter. ``limit`` is stored x 10^-decimals; a share counts for the year alone."""

    quarter: str
    first: str
    limit: int | None
    comparator: Comparator
    rate: bool
    meeting: bool
    adds: bool
    averaged: bool
    by_year: YearType | None
    unit: int

    def verdict(self, course: Course) -> Verdict:
        """Whether the unit meets it; unknown where it is not asked in the quarter, has not answered, or nothing can be said."""
        if self.quarters_count:
            inside = [
                (period, course[period])
                for period in sorted(course)
                if self.first <= period <= self.quarter and not _left_out(course[period])
            ]
        else:
            here = self.quarter in course and not _left_out(course[self.quarter])
            inside = [(self.quarter, course[self.quarter])] if here else []
        limit = self.unit if self.comparator is Comparator.yes else self.limit
        asked = bool(inside) and inside[-1][0] == self.quarter
        if not asked or limit is None or self.comparator is Comparator.words:
            return Verdict.unknown
        compared = self._compared(self._chosen(inside), limit)
        if compared is None:
            return Verdict.unknown
        return Verdict.met if _HOLDS[self.comparator](*compared) else Verdict.not_met

    @property
    def quarters_count(self) -> bool:
        """Whether earlier quarters enter the figure, too."""
        return self.adds or self.by_year is not None

    def _chosen(self, inside: Sequence[tuple[str, Content | None]]) -> list[_Told | None]:
        if self.adds:
            return [self._told(said) for _, said in inside]
        if self.by_year is None:
            return [self._told(inside[-1][1])]
        ends = {
            periods.year_of(period, self.by_year): said
            for period, said in inside
            if said is not None or period == inside[-1][0]
        }
        return [self._told(said) for said in ends.values()]

    def _told(self, said: Content | None) -> _Told | None:
        if said is None:
            return None
        nothing = said.given == "none_occurred"
        if self.meeting:
            return _Told(None if said.val is None else int(said.val > 0), 1, said.val, nothing)
        return _Told(said.num, said.den, said.val, nothing)

    def _compared(self, told: Sequence[_Told | None], limit: int) -> tuple[int, int] | None:
        """The figure and the limit as whole numbers of the same size, or None where there is no figure."""
        there = [each for each in told if each is not None]
        if self.rate:
            nums = [each.num for each in there if each.num is not None]
            den = sum(each.den for each in there if each.den is not None)
            if self.comparator is Comparator.yes:
                return (int(bool(nums) and sum(nums) == den), 1) if den else None
            return (100 * self.unit * sum(nums), limit * den) if nums and den else None
        vals = [each.val for each in there if each.val is not None]
        if not vals:
            last = told[-1]
            return (0, limit) if last is not None and last.nothing else None
        parts = sum(each.val is not None or each.nothing for each in there) if self.averaged else 1
        return sum(vals), limit * max(1, parts)


def alone(target: Row, share: int | None, quarter: str, years: YearType) -> Alone | None:
    """How a target is held against one unit (``share``: what it was allotted for the year, a stored integer); None where it means
    nothing for one unit."""
    comparator, rate = Comparator(target["comparator"]), is_rate(target)
    if share is None and (comparator is Comparator.words or not (rate or comparator is Comparator.yes)):
        return None
    adds = adds_up(target)
    first = first_quarter(target, quarter, years) if share is None else periods.quarters_to_date(quarter, years)[0]
    return Alone(
        quarter=quarter,
        first=first,
        limit=target["value"] if share is None else share,
        comparator=comparator,
        rate=rate,
        meeting=target["over_units"] == "count_meeting",
        adds=adds,
        averaged=adds and target["over_time"] == "average",
        by_year=years if adds_years(target) and not adds else None,
        unit=10 ** target["decimals"],
    )


def _left_out(said: Content | None) -> bool:
    return said is not None and said.given == "not_applicable"
