"""The window on one open workspace: joins the shell to the core. Pages bring the rest."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QPaintEvent

from app.clock import local
from app.errors import PlanError
from app.i18n import tr
from app.people import office_facts
from app.plan import calendar
from app.reading import Reader
from app.session import Session, Touched
from app.settings import Kept
from ui.actions import action
from ui.changes import ChangeSignal
from ui.context import PageContext, ProgramChoices
from ui.help import open_manual
from ui.jobs import JobRunner
from ui.kept_offer import KeptOffer
from ui.kept_typing import KeptTyping
from ui.main_window import MainWindow
from ui.page_list import page_list
from ui.period_source import QuarterSource
from ui.shell.reminders import Reminders
from ui.shell.status_bar import StatusItem
from ui.widgets.dropping import files_of
from ui.widgets.palette import ResultGroup

if TYPE_CHECKING:
    from app.plan.waiting import Waiting
    from ui.finder import Finder
    from ui.tour import Tour

IDLE_MS = 30_000
BELL = "bell"
COMMAND = "command"
"""What a command is called among the things opened lately."""


class WorkspaceWindow(MainWindow):
    """The main window over a session, which it closes with itself. ``closed`` brings its geometry to be remembered."""

    closed = Signal(QByteArray)

    def __init__(self, session: Session, program: ProgramChoices) -> None:
        self.session = session
        self.jobs = JobRunner()
        self.changes = ChangeSignal(session)
        self.typing = KeptTyping(session, self.jobs)
        self.context = PageContext(session, self.jobs, Reader(session), self.changes, program, self.typing)
        self._begun = False
        self.tour_first = False
        self._asked = 0
        self._finder: Finder | None = None
        super().__init__(page_list(self.context), periods=QuarterSource(session))
        self._kept_offer = KeptOffer(self, self.typing)
        self.setAcceptDrops(True)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._rest)
        self.reminders = Reminders(self, self._centre, self.greeting, self._focus_bell)
        self._bell = 0
        self._waiting: Waiting | None = None
        self._connect()
        self._tell_office()
        self._tell_run_lately()
        self.set_period(calendar.current(session))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._begun:
            self._begun = True
            # The frame stands first; the page and what waits follow at once.
            QTimer.singleShot(0, self, self.begin)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Where nothing under the mouse takes the file as its own, it is a file of the exchange or a plan to be read.
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from app.bundles.found_files import is_travelling

        event.acceptProposedAction()
        files = files_of(event.mimeData())
        travelled = any(is_travelling(file) for file in files)
        self.show_page(*(("exchange", ("open", files)) if travelled else ("plan_import", ("files", files))))

    def begin(self) -> None:
        """Show the overview and what waits, unless another page was asked for already."""
        self._begun = True
        if self.current_page() is None:
            self.show_page("overview")
        self._kept_offer.offer()
        self._tell_state()
        self.reminders.read()
        if self.tour_first:
            self.start_tour()

    def _connect(self) -> None:
        self.set_search(self._find, self._search_beside)
        self.changes.changed.connect(self._changed)
        self.undo_requested.connect(partial(self._take_back, self.session.undo, tr("Đã hoàn tác: {label}")))
        self.redo_requested.connect(partial(self._take_back, self.session.redo, tr("Đã làm lại: {label}")))
        self.period_changed.connect(lambda _code: self._tell_state() if self._begun else None)
        self.help_requested.connect(open_manual)
        self.led.connect(self._was_led)
        self.ran.connect(lambda words: self._was_opened(f"{COMMAND}:{words}"))
        self.reminders.told.connect(self._show_bell)
        self.page_shown.connect(self._went_on)
        tour = action(self, tr("&Giới thiệu chương trình trong năm bước"), self.start_tour, icon="help-circle")
        self.menus.add(tr("&Trợ giúp"), [tour])
        say = action(self, tr("Gửi kiến nghị…"), lambda: self.show_page("feedback", ("add", None)), icon="message-2")
        self.menus.add(tr("&Xem"), [say])
        self.menus.add(tr("&Xem"), self._exchange_actions())
        bell = action(self, tr("&Nhắc việc"), self.open_reminders, keys="F7", icon="bell")
        self.menus.add(tr("&Xem"), [bell])
        self.closing.connect(self._close_workspace)

    def _exchange_actions(self) -> list[QAction]:
        """Receiving and sending from anywhere."""
        ways = ((tr("Mở gói…"), "open", "file-import"), (tr("Gửi gói…"), "send", "send"))
        return [
            action(self, words, partial(self.show_page, "exchange", (what, None)), icon=icon)
            for words, what, icon in ways
        ]

    def start_tour(self) -> None:
        """Show the five steps over the window, from the first."""
        from ui.tour import Tour

        if self.findChild(Tour) is not None:
            return
        self.greeting.clear()
        tour = Tour(self, self._centre)
        tour.ended.connect(lambda: self._toured(tour))

    def _toured(self, tour: "Tour") -> None:
        self.context.program.keep(toured=True)
        tour.setParent(None)
        tour.deleteLater()

    def open_reminders(self) -> None:
        """Open or close the panel of the bell."""
        self.reminders.toggle()
        panel = self.reminders.panel
        self.overlays = [panel] if panel is not None else []

    def _focus_bell(self) -> None:
        page = self.current_page()
        if page is not None and not self.status.focus_item(BELL):
            page.focus_first()

    def _went_on(self, _key: str) -> None:
        self.greeting.clear()

    def _show_bell(self, count: int) -> None:
        self._bell = count
        if self._waiting is not None:
            self._show_state(self._waiting)

    def _find(self, text: str) -> Sequence[ResultGroup]:
        """What Ctrl+K finds in the workspace; runs on a reader thread."""
        from ui.finder import Finder

        if self._finder is None:
            self._finder = Finder(self.session, self)
        return self._finder.find(text, self.kept.opened)

    @property
    def kept(self) -> Kept:
        """What this person keeps of this workspace."""
        return self.context.program.settings.kept_of(self.session.path, self.session.actor.text)

    def keep(self, kept: Kept) -> None:
        """Keep something else of this workspace from now on."""
        self.context.program.keep(kept=self.context.program.settings.keeping(kept))

    def _was_led(self, page: str, what: object) -> None:
        from ui.finder import kept_as

        self._was_opened(kept_as(page, what))

    def _was_opened(self, thing: str) -> None:
        if thing and self.kept.opened[:1] != (thing,):
            self.keep(self.kept.after_opening(thing))
            self._tell_run_lately()

    def _tell_run_lately(self) -> None:
        names = (thing.partition(":") for thing in self.kept.opened)
        self.set_run_lately([words for kind, _, words in names if kind == COMMAND])

    def _take_back(self, step: Callable[[], Any], said: str) -> None:
        job = self.jobs.write(lambda _progress: step())
        job.succeeded.connect(lambda label: self.toast(said.format(label=label)))
        job.failed.connect(self._failed)

    def _failed(self, error: Exception) -> None:
        page = self.current_page()
        if page is not None and isinstance(error, PlanError):
            page.fail(error)

    def _search_beside(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self.jobs.read(lambda _progress: work()).succeeded.connect(done)

    def _changed(self, touched: Touched) -> None:
        if self._finder is not None:
            self._finder.heard(touched)
        self.on_changed(touched)
        self._tell_state()
        self.reminders.changed()
        self.set_saved(tr("Đã lưu {time}", time=local(self.session.clock.now_ms()).strftime("%H:%M")))
        if any(table in {"unit_name", "person", "setting"} for table, _ in touched):
            self._tell_office()
        self._idle.start()

    def _tell_office(self) -> None:
        self.set_office(_short_or_name(self.session), self.session.actor.text)

    def _tell_state(self) -> None:
        """Badges and the status line: what waits, in the period shown. Counted beside the window, because it counts everything."""
        from app.plan.waiting import now as waiting_now

        self._asked += 1
        asked, session, period = self._asked, self.session, self.period
        job = self.jobs.read(lambda _progress: waiting_now(session, period))
        job.succeeded.connect(lambda now: self._show_state(now) if asked == self._asked else None)

    def _show_state(self, now: "Waiting") -> None:
        self._waiting = now
        self.set_badge("quarter", now.not_logged, urgent=now.returned > 0)
        self.set_badge("feedback", now.to_answer)
        self.set_badge("exchange", now.to_decide)
        self.set_state(tr("Chỉ xem · {state}", state=now.sentence) if self.session.read_only else str(now.sentence))
        items = [StatusItem("backup", str(now.backed_up), on=lambda: self.show_page("settings", "backup"))]
        if now.overdue:
            words = tr("{n} quá hạn", n=now.overdue)
            items.append(StatusItem("overdue", words, mark="overdue", tone="bad", on=self._show_overdue))
        if now.returned:
            words = tr("{n} bị trả lại", n=now.returned)
            items.append(StatusItem("returned", words, icon="corner-up-left", tone="bad", on=self._show_returned))
        said = tr("Nhắc việc: {n}", n=self._bell) if self._bell else tr("Nhắc việc: không có gì")
        tone = "text" if self._bell else "text2"
        shown = str(self._bell) if self._bell else ""
        items.append(StatusItem(BELL, shown, icon="bell", tone=tone, on=self.open_reminders, name=f"{said} (F7)"))
        self.set_status_items(items)

    def _show_overdue(self) -> None:
        self.show_page("programmes", ("status", "overdue"))

    def _show_returned(self) -> None:
        self.show_page("quarter", ("filter", "returned"))

    def _rest(self) -> None:
        """Nobody writes: fold the log into the file, because people copy only the .tdb, and back up once a day."""
        from app.upkeep import look_after

        self.jobs.write(lambda _progress: self.session.checkpoint())
        self.jobs.write(lambda _progress: look_after(self.session)).succeeded.connect(lambda _said: self._tell_state())

    def _close_workspace(self) -> None:
        """What was confirmed is written before the window goes; then the day's backup, then the file is folded and let go."""
        from app.upkeep import look_after

        for timer in self.findChildren(QTimer):
            # What waits for a pause in typing would read from a workspace that is closed.
            timer.stop()
        typing = self.focusWidget()
        if typing is not None:
            # Leaving the cell saves what stands in it, as a click elsewhere would.
            typing.clearFocus()
        self.jobs.wait_idle()
        self.typing.close()
        self.jobs.wait_idle()
        # Nobody hears of the last changes any more: screens would ask readers that have ended.
        self.changes.blockSignals(True)
        self.jobs.close()
        look_after(self.session)
        self.session.close()
        self.closed.emit(self.saveGeometry())


def _short_or_name(session: Session) -> str:
    facts = office_facts.facts(session)
    return facts.short or facts.name
