"""The quarters that the header's switch offers: those opened, and the next ones to open."""

from app.errors import PlanError
from app.plan import calendar, periods
from app.session import Session


class QuarterSource:
    """Quarters of the workspace by their codes (see ui/shell/period_switch.py)."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def label(self, code: str) -> str:
        """What people call it; the code itself while nothing is chosen."""
        try:
            return str(periods.label(code))
        except PlanError:
            return code

    def step(self, code: str, by: int) -> str | None:
        """The neighbouring quarter among those offered."""
        codes = [known for known, _ in reversed(self.choices())]
        if code not in codes:
            return None
        place = codes.index(code) + by
        return codes[place] if 0 <= place < len(codes) else None

    def choices(self) -> list[tuple[str, str]]:
        """The opened quarters, newest first, or the present one when none is open yet."""
        opened = [info.code for info in calendar.opened(self._session)]
        codes = opened or [periods.quarter_of(self._session.clock.today())]
        return [(code, self.label(code)) for code in reversed(codes)]
