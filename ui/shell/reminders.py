"""The bell: reads the reminders beside the window, shows their count, opens their panel, and greets once a day in a quiet line."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.dates import format_date
from app.i18n import tr
from app.session import Session
from app.settings import Kept
from ui.jobs import JobRunner
from ui.widgets.message import MessageBar

if TYPE_CHECKING:
    from app.plan.reminders import Group, Reminder
    from ui.shell.reminders_panel import RemindersPanel

MINUTE_MS = 60_000
_SETTLE_MS = 1_000
"""Who is writing is not disturbed: they are read anew when there is a pause."""

_PAGES = {
    "task": "programmes",
    "progress": "quarter",
    "measure": "quarter",
    "filter": "quarter",
    "closing": "closing",
    "waiting": "exchange",
    "unanswered": "exchange",
}
_WHOLE: dict[str, tuple[str, object]] = {
    "overdue": ("programmes", ("status", "overdue")),
    "returned": ("quarter", ("filter", "returned")),
}
"""Where all of a group stand; those due soon are among the tasks that are due soon."""


class Keeper(Protocol):
    """The window that holds what a person keeps, and leads to pages."""

    session: Session
    jobs: JobRunner
    period: str

    @property
    def kept(self) -> Kept:
        """What this person keeps of this workspace."""

    def keep(self, kept: Kept) -> None:
        """Keep something else from now on."""

    def set_period(self, code: str) -> None:
        """Show another period."""

    def show_page(self, key: str, what: object = None) -> Any:
        """Lead to a page, and to a thing on it."""


class Reminders(QObject):
    """For one window: ``told`` brings their number whenever it is read anew. ``over`` is what the panel lies on."""

    told = Signal(int)

    def __init__(self, window: Keeper, over: QWidget, greeting: MessageBar, focus_bell: Callable[[], object]) -> None:
        super().__init__(over)
        self._window, self._over, self._greeting, self._focus_bell = window, over, greeting, focus_bell
        self._panel: RemindersPanel | None = None
        self.groups: tuple[Group, ...] = ()
        self._asked = 0
        self._day = window.session.clock.today()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE_MS)
        self._soon.timeout.connect(self.read)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.look_at_the_day)
        self._minute.start()

    def changed(self) -> None:
        """Something was changed: read anew when the changes have settled."""
        self._soon.start()

    def look_at_the_day(self) -> None:
        """Read anew when another day has begun, also after the computer slept."""
        today = self._window.session.clock.today()
        if today != self._day:
            self._day = today
            self.read()

    def read(self) -> None:
        """Read them beside the window."""
        from app.plan.reminders import read

        self._asked += 1
        asked, session, aside = self._asked, self._window.session, dict(self._window.kept.set_aside)
        job = self._window.jobs.read(lambda _progress: read(session, aside))
        job.succeeded.connect(lambda groups: self._show(groups) if asked == self._asked else None)

    def toggle(self) -> None:
        """Open the panel with the focus in it, or close it."""
        if self._panel is not None and self._panel.isVisible():
            self._panel.close_panel()
            return
        self._greeting.clear()
        panel = self._made()
        panel.show_groups(self.groups, self._today())
        panel.open()

    @property
    def panel(self) -> "RemindersPanel | None":
        """The panel, once it was opened."""
        return self._panel

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(group.count for group in self.groups)

    def _made(self) -> "RemindersPanel":
        if self._panel is None:
            from ui.shell.reminders_panel import RemindersPanel

            self._panel = panel = RemindersPanel(self._over)
            panel.went.connect(self._go)
            panel.listed.connect(self._list)
            panel.put_off.connect(self._put_off)
            panel.known.connect(lambda one: self._set_aside(one, "", tr("Sẽ không nhắc việc này nữa")))
            panel.closed.connect(self._focus_bell)
        return self._panel

    def _show(self, groups: "tuple[Group, ...]") -> None:
        self.groups = groups
        if self._panel is not None and self._panel.isVisible():
            self._panel.show_groups(groups, self._today())
        self._greet()
        self.told.emit(self.count)

    def _greet(self) -> None:
        """Once a day, while nothing else was opened yet."""
        from app.plan.reminders import sentence

        said, day = sentence(self.groups), self._day.isoformat()
        if said and self._window.kept.reminded != day:
            self._window.keep(self._window.kept.on_day(day))
            self._greeting.say(said, "info", [(tr("Xem nhắc việc"), self.toggle)])

    def _go(self, one: "Reminder") -> None:
        self._hide()
        if one.period and one.period != self._window.period:
            self._window.set_period(one.period)
        self._window.show_page(_PAGES[one.thing[0]], None if one.thing[0] == "closing" else one.thing)

    def _list(self, kind: str) -> None:
        self._hide()
        page, what = _WHOLE.get(kind, ("programmes", ("status", "due_soon")))
        self._window.show_page(page, what)

    def _hide(self) -> None:
        """Go without giving the focus back: the page one is led to takes it."""
        if self._panel is not None:
            self._panel.hide()

    def _put_off(self, one: "Reminder") -> None:
        from app.plan.reminders import tomorrow

        day = tomorrow(self._window.session)
        self._set_aside(one, day, tr("Sẽ nhắc lại ngày {day}", day=format_date(day)))

    def _set_aside(self, one: "Reminder", until: str, said: str) -> None:
        self._window.keep(self._window.kept.after_setting_aside(one.key, until))
        if self._panel is not None:
            self._panel.say(said, partial(self._take_back, one))
        self.read()

    def _take_back(self, one: "Reminder") -> None:
        self._window.keep(self._window.kept.after_taking_back(one.key))
        self.read()

    def _today(self) -> str:
        return format_date(self._day)
