"""A clock that stands still until it is told to go on."""

from datetime import UTC, date, datetime, timedelta

START = datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
"""A Monday morning just after the third quarter of 2026, where most stories of the tests begin."""


class FrozenClock:
    """Callable like the program's clock: gives the same moment until ``forward`` or ``set`` is called."""

    def __init__(self, now: datetime = START) -> None:
        if now.tzinfo is None:
            raise ValueError("a moment without a time zone")
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def today(self) -> date:
        """The date of the moment the clock shows."""
        return self.now.date()

    def forward(self, **span: float) -> datetime:
        """Go on by ``days=``, ``hours=``, ``minutes=`` … and give the new moment."""
        self.now += timedelta(**span)
        return self.now

    def set(self, year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
        """Go to the moment ``set(2026, 12, 31, 17)`` (UTC) and give it."""
        self.now = datetime(year, month, day, hour, minute, tzinfo=UTC)
        return self.now
