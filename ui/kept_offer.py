"""Offers what was being typed when the program ended the last time: calmly, above whatever page is shown, until it is answered."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.drafts import KeptText
from app.i18n import tr
from ui.kept_typing import KeptTyping
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from ui.kept_sheets import KeptSheets
    from ui.widgets.page import Page
    from ui.widgets.sheet import Sheet

_LONGEST = 60


class KeptOffer(QObject):
    """For a window: the sheets over its pages are kept, and ``offer`` shows what waits."""

    def __init__(self, window: MainWindow, kept: KeptTyping) -> None:
        super().__init__(window)
        self._window, self._kept = window, kept
        self._sheets: KeptSheets | None = None
        self._told: Page | None = None
        window.sheet_opened.connect(self._watch)
        # Queued: whoever used one is in the middle of it.
        kept.went.connect(self.offer, Qt.ConnectionType.QueuedConnection)

    def _watch(self, page: str, sheet: "Sheet") -> None:
        from ui.kept_sheets import KeptSheets

        if self._sheets is None:
            self._sheets = KeptSheets(self._kept)
            self._sheets.given_up.connect(self._given_up)
        self._sheets.watch(page, sheet)

    def offer(self) -> None:
        """Say that there is unsaved text of last time, if there is; one place after the other."""
        notice = self._window.notice
        if self._told is not None:
            self._told.message.clear()
            self._told = None
        if not self._kept.waiting:
            notice.clear()
            return
        # What leads straight back to its place comes first.
        left = max(self._kept.waiting, key=lambda one: bool(one.where))
        words = tr("Chữ chưa lưu từ lần trước được giữ lại: {what}", what=_short(left.title))
        notice.say(words, "info", [(tr("Dùng"), partial(self._use, left)), (tr("Bỏ"), partial(self._drop, left))])

    def _use(self, left: KeptText) -> None:
        self._window.notice.clear()
        period = next((str(one) for one in left.where[1:2]), "")
        if period and period != self._window.period:
            self._window.set_period(period)
        page = self._window.show_page(left.page)
        if not page.resume(left):
            self._told = page
            page.message.say(tr("Mở lại “{title}” để dùng chữ được giữ lại.", title=_short(left.title)))

    def _given_up(self, left: KeptText) -> None:
        self._window.toast(tr("Đã bỏ chữ đang gõ"), partial(self._back, left))

    def _drop(self, left: KeptText) -> None:
        self._kept.answered(left)
        self._window.toast(tr("Đã bỏ chữ được giữ lại"), partial(self._back, left))

    def _back(self, left: KeptText) -> None:
        self._kept.put_back(left)
        self.offer()


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
