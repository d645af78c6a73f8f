"""The scale of a timeline: which day stands where, and what its header says. Worked out once for each zoom, place and width."""

from datetime import date, timedelta
from typing import NamedTuple

from app.i18n import tr

ZOOMS = ("year", "quarter", "month")
"""How much the column shows: a year, a quarter, a month. In this order Ctrl++ goes nearer."""

_DAYS = {"year": 365, "quarter": 92, "month": 31}
_ROMAN = ("I", "II", "III", "IV")
_LEAST = 120
_FIRST_DAY, _LAST_DAY = date(1950, 1, 1).toordinal(), date(2150, 1, 1).toordinal()


class Label(NamedTuple):
    """Words of the header from ``left`` to ``right`` (pixels); ``now`` when today lies in it."""

    left: float
    right: float
    text: str
    now: bool


class Ticks(NamedTuple):
    """The header's two rows and the lines that rows carry on: (x, whether it is the stronger one)."""

    upper: tuple[Label, ...]
    lower: tuple[Label, ...]
    lines: tuple[tuple[float, bool], ...]


class Scale:
    """Days across ``width`` pixels, from the day ``left`` on (a fraction of a day while it is panned)."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._zoom = "year"
        self._width = 320.0
        self._ticks: Ticks | None = None
        self.left = float(date(today.year, 1, 1).toordinal())

    # --- what is shown

    @property
    def zoom(self) -> str:
        """One of ``ZOOMS``."""
        return self._zoom

    @property
    def today(self) -> int:
        """Today as an ordinal."""
        return self._today.toordinal()

    @property
    def per_day(self) -> float:
        """Pixels of a day."""
        return self._width / _DAYS[self._zoom]

    def set_today(self, today: int) -> None:
        """Another day has begun."""
        if today != self.today:
            self._today = date.fromordinal(today)
            self._ticks = None

    def set_width(self, width: float) -> None:
        """The column has another width; its first day stays."""
        if width != self._width:
            self._width = max(width, _LEAST)
            self._ticks = None

    def set_zoom(self, zoom: str) -> None:
        """Come nearer or go away: to the year, quarter or month of today where today can be seen, else of the day in the middle."""
        if zoom == self._zoom:
            return
        days = _DAYS[self._zoom]
        seen = self.left <= self.today < self.left + days
        self._zoom = zoom
        self.show(self.today if seen else int(self.left + days / 2))

    def show(self, day: int) -> None:
        """Bring the year, quarter or month of a day to the left edge."""
        at = date.fromordinal(min(max(day, _FIRST_DAY), _LAST_DAY))
        month = {"year": 1, "quarter": (at.month - 1) // 3 * 3 + 1, "month": at.month}[self._zoom]
        self._go(date(at.year, month, 1).toordinal())

    def show_span(self, first: int, last: int) -> None:
        """Bring a period: today where it lies in it, else its first day."""
        self.show(self.today if first <= self.today <= last else first)

    def pan(self, pixels: float) -> None:
        """Go so many pixels to the right."""
        self._go(self.left + pixels / self.per_day)

    def step(self, by: int) -> None:
        """Go on by a quarter of a year, a month, a week."""
        days = {"year": 91, "quarter": 30, "month": 7}[self._zoom]
        self._go(self.left + by * days)

    def _go(self, left: float) -> None:
        self.left = min(max(left, float(_FIRST_DAY)), float(_LAST_DAY))
        self._ticks = None

    # --- where days are

    def x(self, day: float) -> float:
        """Where a day begins, in pixels from the column's left edge; it ends where the next one begins."""
        return (day - self.left) * self.per_day

    def day_at(self, x: float) -> int:
        """The day at a pixel."""
        return int(self.left + x / self.per_day)

    def days_in(self, pixels: float) -> int:
        """How many whole days a way of so many pixels is."""
        return round(pixels / self.per_day)

    # --- the header

    @property
    def ticks(self) -> Ticks:
        """The words and lines; kept until zoom, place or width change."""
        if self._ticks is None:
            made = {"year": self._by_year, "quarter": self._by_quarter, "month": self._by_month}[self._zoom]()
            self._ticks = made
        return self._ticks

    def _by_year(self) -> Ticks:
        quarters, months = self._months(3), self._months(1)
        upper = tuple(self._label(a, b, self._quarter_words(a)) for a, b in quarters)
        lower = tuple(self._label(a, b, str(a.month)) for a, b in months)
        return Ticks(upper, lower, tuple((self.x(a.toordinal()), a.month == 1) for a, _ in quarters))

    def _by_quarter(self) -> Ticks:
        quarters, months = self._months(3), self._months(1)
        upper = tuple(self._label(a, b, self._quarter_words(a)) for a, b in quarters)
        lower = tuple(self._label(a, b, tr("Tháng {n}", n=a.month)) for a, b in months)
        return Ticks(upper, lower, tuple((self.x(a.toordinal()), a.month % 3 == 1) for a, _ in months))

    def _by_month(self) -> Ticks:
        months, weeks = self._months(1), self._weeks()
        upper = tuple(self._label(a, b, tr("Tháng {n}/{year}", n=a.month, year=a.year)) for a, b in months)
        lower = tuple(self._label(a, b, f"{a.day:02d}/{a.month:02d}") for a, b in weeks)
        lines = [(self.x(a.toordinal()), True) for a, _ in months] + [(self.x(a.toordinal()), False) for a, _ in weeks]
        return Ticks(upper, lower, tuple(sorted(lines)))

    def _quarter_words(self, first: date) -> str:
        return tr("Quý {n}/{year}", n=_ROMAN[first.month // 3], year=first.year)

    def _label(self, first: date, after: date, text: str) -> Label:
        now = first <= self._today < after
        return Label(self.x(first.toordinal()), self.x(after.toordinal()), text, now)

    def _months(self, each: int) -> list[tuple[date, date]]:
        """The spans of so many months that can be seen, each with the day after it."""
        start = date.fromordinal(int(self.left))
        at = date(start.year, (start.month - 1) // each * each + 1, 1)
        found = []
        end = self.left + self._width / self.per_day
        while at.toordinal() < end:
            after = at.month + each
            following = date(at.year + (after > 12), after - 12 if after > 12 else after, 1)
            found.append((at, following))
            at = following
        return found

    def _weeks(self) -> list[tuple[date, date]]:
        start = date.fromordinal(int(self.left))
        at = start - timedelta(days=start.weekday())
        found, end = [], self.left + self._width / self.per_day
        while at.toordinal() < end:
            following = at + timedelta(days=7)
            found.append((at, following))
            at = following
        return found
