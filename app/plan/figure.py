"""One figure of a measure: sums of what units reported, with its base n/m. Rates only by sums, exact to the end (DESIGN 5)."""

from dataclasses import dataclass
from fractions import Fraction

from app.i18n import Message, msg
from app.numbers import format_percent, format_stored
from app.plan.verdicts import ratio_percent


@dataclass(frozen=True, slots=True)
class Figure:
    """Sums over the units that reported; ``num``, ``den``, ``val`` are stored integers (x 10^-decimals), None where nobody reported.

    ``n`` of the ``m`` expected units answered, ``none_n`` of them "không phát sinh". ``rate`` says that the figure is num over den.
    ``parts`` > 1: ``val`` sums so many quarters and the figure is their average.
    """

    measure_id: int
    period: str
    rate: bool
    decimals: int = 0
    num: int | None = None
    den: int | None = None
    val: int | None = None
    n: int = 0
    m: int = 0
    none_n: int = 0
    parts: int = 1

    @property
    def percent(self) -> Fraction | None:
        """The rate in per cent: sum of numerators over sum of denominators; None for other figures and for nothing to divide by."""
        return ratio_percent(self.num, self.den) if self.rate and self.num is not None and self.den else None

    @property
    def value(self) -> Fraction | None:
        """What a target compares: per cent for rates, else the figure in the measure's own unit."""
        if self.rate:
            return self.percent
        if self.val is None:
            return Fraction(0) if self.none_n and self.none_n == self.n else None
        return Fraction(self.val, self.parts * 10**self.decimals)

    @property
    def text(self) -> str:
        """ "90/125" or "5"; "" where nobody reported."""
        if self.rate:
            if self.num is None or self.den is None:
                return ""
            return f"{format_stored(self.num, self.decimals)}/{format_stored(self.den, self.decimals)}"
        if self.val is None:
            return "0" if self.value is not None else ""
        return format_stored(_rounded(self.val, self.parts), self.decimals)

    @property
    def text_percent(self) -> str:
        """ "72,0%", "" for what is no rate."""
        return "" if self.percent is None else format_percent(self.percent)

    @property
    def shown(self) -> str:
        """The figure as one would say it: "72,0%" for a rate, "5" for a count, "–" where there is none."""
        return (self.text_percent if self.rate else self.text) or "–"

    @property
    def base(self) -> str:
        """How many of the expected units it rests on: "4/5"."""
        return f"{self.n}/{self.m}"

    @property
    def text_base(self) -> Message:
        """ "4/5 đơn vị"."""
        return msg("{n}/{m} đơn vị", n=self.n, m=self.m)


def _rounded(value: int, parts: int) -> int:
    """A stored value divided into parts, rounded half up, as offices do by hand."""
    return (2 * value + parts) // (2 * parts)
