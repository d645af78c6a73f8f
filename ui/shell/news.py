"""What pages have not heard while another one was in front: they hear it when they are shown, so that a change costs one page's reading."""

from collections.abc import Iterable

from app.session import Touched
from ui.widgets.page import Page


class News:
    """Keeps, for each page by its key, what was changed and the period it shows."""

    def __init__(self) -> None:
        self._changes: dict[str, Touched] = {}
        self._periods: dict[str, str] = {}

    def add(self, keys: Iterable[str], touched: Touched) -> None:
        """A change was made that these pages have to hear of."""
        for key in keys:
            self._changes[key] = self._changes.get(key, frozenset()) | touched

    def tell(self, key: str, page: Page, period: str) -> None:
        """Tell a page what it has not heard yet."""
        touched = self._changes.pop(key, None)
        if page.has_period and period and period != self._periods.get(key):
            self._periods[key] = period
            page.on_period(period)
        if touched:
            page.on_changed(touched)
