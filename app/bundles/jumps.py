"""Figures of a unit that are ten times as large, or a tenth, of what they were: most often a wrong unit of measurement (nghìn for triệu).

Compared are the stored whole numbers, each for itself: numerator, denominator, figure. Small ones jump by themselves (1, then 12
classes), so the larger of the two must be at least ``LEAST``.
"""

from dataclasses import dataclass
from typing import Literal

from app.bundles.facts import Content
from app.i18n import Message, msg
from app.numbers import format_stored
from app.plan import periods
from app.plan.periods import YearType
from db.connection import Row

TENFOLD = 10
LEAST = 20
"""In stored whole numbers: below it a tenfold rise is the rule rather than the exception."""

Number = Literal["num", "den", "val"]
NUMBER_WORDS: dict[Number, Message] = {"num": msg("tử số"), "den": msg("mẫu số"), "val": msg("số liệu")}


def jumps(earlier: int | None, now: int | None) -> bool:
    """Whether a figure is ten times as large as it was, or a tenth; from or to nothing is no jump."""
    if not earlier or not now or earlier < 0 or now < 0:
        return False
    small, large = sorted((earlier, now))
    return large >= LEAST and large >= TENFOLD * small


def largest(earlier: Content | None, now: Content) -> tuple[Number, int, int] | None:
    """The number that jumped most from one answer to another, what it was and is; None where none did."""
    if earlier is None:
        return None
    best: tuple[Number, int, int] | None = None
    most = 0
    pairs: tuple[tuple[Number, int | None, int | None], ...] = (
        ("num", earlier.num, now.num),
        ("den", earlier.den, now.den),
        ("val", earlier.val, now.val),
    )
    for name, was, becomes in pairs:
        if was and becomes and jumps(was, becomes):
            times = max(was, becomes) // min(was, becomes)
            if times > most:
                best, most = (name, was, becomes), times
    return best


def last_quarter(period: str, measure: Row, years: YearType) -> str:
    """The quarter before, "" where the counting of the measure began anew in between."""
    before = periods.previous(period)
    anew = measure["entry"] == "to_date_year" and periods.year_of(before, years) != periods.year_of(period, years)
    return "" if anew else before


@dataclass(frozen=True, slots=True)
class Jump:
    """A figure of a unit that jumped. ``than`` says than which: what was reported "before" for the same quarter, or "last" quarter's."""

    unit_id: int
    unit: str
    measure_id: int
    measure: str
    period: str
    number: Number
    than: Literal["before", "last"]
    earlier: int
    now: int
    decimals: int

    @property
    def times(self) -> int:
        """How many times as large, or how many times smaller, rounded down."""
        small, large = sorted((self.earlier, self.now))
        return large // small

    @property
    def sentence(self) -> Message:
        """ "THPT Mẫu A tăng gấp 10 lần so với quý trước: …"."""
        given = {
            "unit": self.unit,
            "times": self.times,
            "than": _THAN[self.than],
            "measure": self.measure,
            "number": NUMBER_WORDS[self.number],
            "earlier": format_stored(self.earlier, self.decimals),
            "now": format_stored(self.now, self.decimals),
            "period": periods.label(self.period),
        }
        if self.now > self.earlier:
            return msg(
                "{unit} tăng gấp {times} lần {than}: {measure}, {number} {earlier} → {now} ({period}).",
                **given,
            )
        return msg("{unit} giảm {times} lần {than}: {measure}, {number} {earlier} → {now} ({period}).", **given)


_THAN = {"before": msg("so với số đã báo cáo"), "last": msg("so với quý trước")}
