"""The one source of time: instants in milliseconds UTC, and the day it is in Viet Nam.

Viet Nam keeps UTC+7 the whole year, so a fixed offset serves and no time zone database has to be shipped.
"""

import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """What the program asks for the time, so that tests and the sample can answer."""

    def now_ms(self) -> int:
        """The instant, in milliseconds since 1970 UTC."""
        ...

    def today(self) -> date:
        """The day it is in Viet Nam."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now_ms(self) -> int:
        """The machine's time in milliseconds UTC."""
        return time.time_ns() // 1_000_000

    def today(self) -> date:
        """The day in Viet Nam, whatever zone the machine is set to."""
        return day_of(self.now_ms())


class FrozenClock:
    """A clock that stands where it is put: for tests, the sample workspace and repeatable command lines.

    ``step_ms`` is added after each reading, so that a story's changes get different instants.
    """

    def __init__(self, iso: str, step_ms: int = 0) -> None:
        self._now = _instant(iso)
        self._step = step_ms

    def now_ms(self) -> int:
        """The instant it was put at, plus the steps taken since."""
        now = self._now
        self._now += self._step
        return now

    def today(self) -> date:
        """The day in Viet Nam; asking does not step."""
        return day_of(self._now)

    def set(self, iso: str) -> None:
        """Put the clock at an ISO instant; without an offset it is Vietnamese time."""
        self._now = _instant(iso)

    def advance(self, ms: int) -> None:
        """Let ``ms`` milliseconds pass."""
        self._now += ms


def local(ms: int) -> datetime:
    """An instant as Vietnamese wall-clock time."""
    seconds, rest = divmod(ms, 1000)
    return datetime.fromtimestamp(seconds, VIETNAM).replace(microsecond=rest * 1000)


def day_of(ms: int) -> date:
    """The day in Viet Nam at an instant."""
    return local(ms).date()


def _instant(iso: str) -> int:
    moment = datetime.fromisoformat(iso)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
