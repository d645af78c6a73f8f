"""The window around the pages. It knows no domain word: pages, period, search and status are given to it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.i18n import tr
from app.session import Touched
from ui.actions import action
from ui.shell.commands import commands, found_commands
from ui.shell.header_bar import WIDE, HeaderBar
from ui.shell.menus import Menus
from ui.shell.navigation import Navigation
from ui.shell.news import News
from ui.shell.period_switch import PeriodSource
from ui.shell.regions import next_region
from ui.shell.status_bar import StatusBar, StatusItem
from ui.shell.work_area import WorkArea
from ui.widgets.message import MessageBar
from ui.widgets.page import Page, PageSpec, Taking
from ui.widgets.palette import Palette, Provider, ResultGroup, Run, run_here
from ui.widgets.toast import Toast

MOST_STEPS_BACK = 20


class MainWindow(QMainWindow):
    """Navigation, header, the page shown, its details, the status line; toast and palette over them; ``notice`` for what concerns no page.

    ``greeting`` says once a day what waits; ``overlays`` are further parts over the page that F6 stops at.
    Pages are made when they are first shown. ``led`` tells the page and what it was led to, ``ran`` the words of a command run from
    Ctrl+K. ``closing`` comes before the window closes: finish writing in its handler.
    """

    undo_requested = Signal()
    redo_requested = Signal()
    help_requested = Signal(str)
    period_changed = Signal(str)
    page_shown = Signal(str)
    sheet_opened = Signal(str, object)
    led = Signal(str, object)
    ran = Signal(str)
    closing = Signal()

    def __init__(self, pages: Sequence[PageSpec], *, periods: PeriodSource | None = None) -> None:
        super().__init__()
        self._specs = {spec.key: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self._commands: dict[str, list[QAction]] = {}
        self._news = News()
        self._shown = ""
        self._back: list[tuple[str, str]] = []
        self._nav_choice: bool | None = None
        self.period = ""
        self.navigation = Navigation(pages)
        self.header = HeaderBar(periods)
        self.notice = MessageBar()
        self.greeting = MessageBar()
        self.overlays: list[QWidget] = []
        self.area = WorkArea()
        self.status = StatusBar()
        self._centre = self._laid_out()
        self._toast = Toast(self._centre)
        self._palette: Palette | None = None
        self._search: tuple[Provider, Run] | None = None
        self._run_lately: Sequence[str] = ()
        self.menus = Menus(self)
        self._fill_menus()
        self.navigation.chosen.connect(self.go_to)
        self.navigation.collapse_toggled.connect(self.toggle_navigation)
        self.header.search_asked.connect(self._open_palette)
        if self.header.period:
            self.header.period.chosen.connect(self.set_period)
        self.setMinimumSize(640, 330)
        self.resize(1366, 698)

    # --- what the one who assembles the program tells the window

    def set_office(self, name: str, person: str) -> None:
        """Whose workspace this is and who works in it; also the window's title."""
        self.navigation.set_office(name, person)
        # Qt appends the name of the program itself.
        self.setWindowTitle(name or "Tiến Độ")

    def set_badge(self, key: str, count: int, *, urgent: bool = False) -> None:
        """How much waits on a page."""
        self.navigation.item(key).set_badge(count, urgent=urgent)

    def set_saved(self, text: str) -> None:
        """When the last change was saved."""
        self.status.set_saved(text)

    def set_state(self, text: str) -> None:
        """How the period stands."""
        self.status.set_state(text)

    def set_status_items(self, items: Sequence[StatusItem]) -> None:
        """What stands at the right of the status line."""
        self.status.set_items(items)

    def set_search(self, provider: Provider, run: Run = run_here) -> None:
        """What Ctrl+K finds besides the commands; ``run(work, done)`` may search off the GUI thread."""
        self._search = (provider, run)
        if self._palette is not None:
            self._palette.set_provider(provider, run)

    def set_run_lately(self, words: Sequence[str]) -> None:
        """The commands that were run from Ctrl+K lately, newest first: they stand first again."""
        self._run_lately = words

    @property
    def palette_overlay(self) -> Palette:
        """The box of Ctrl+K, made when it is first asked for: the window is there sooner without it."""
        if self._palette is None:
            self._palette = Palette(self._centre, self._commands_for)
            if self._search is not None:
                self._palette.set_provider(*self._search)
        return self._palette

    def on_changed(self, touched: Touched) -> None:
        """A change was made: the page shown refreshes what shows it, the others when they come to the front."""
        self._news.add(self._pages, touched)
        self._tell_shown()

    # --- pages and period

    def show_page(self, key: str, what: object = None) -> Page:
        """Bring a page to the front; ``what`` leads to one thing on it."""
        page = self._page(key)
        arrived = key != self._shown
        self._shown = key
        self.area.show_page(page)
        self.navigation.set_current(self._specs[key].inside or key)
        self._fit()
        self._refresh_header()
        if key not in self._commands:
            # Once: new ones at each showing would pile up on the page.
            self._commands[key] = page.actions_for_menu()
        self.menus.show_page(self._specs[key].title, self._commands[key])
        if arrived:
            page.on_shown()
            self.page_shown.emit(key)
        if what is not None:
            page.show_item(what)
            self.led.emit(key, what)
        elif arrived:
            page.focus_first()
        return page

    def page(self, key: str) -> Page:
        """A page by its key, made when it does not exist yet, and showing what is so now."""
        return self._page(key)

    def go_to(self, key: str) -> None:
        """To a page of one's own choosing: nothing led here, so there is no way back to take."""
        self._back.clear()
        self.show_page(key)

    def go_back(self) -> None:
        """Back to the page that led here, as it was left: the same row of the same period."""
        if self._back:
            key, period = self._back.pop()
            if period and period != self.period:
                self.set_period(period)
            self.show_page(key)

    def current_key(self) -> str:
        """The key of the page that is shown."""
        return self._shown

    def current_page(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self._shown)

    def set_period(self, code: str) -> None:
        """Let every page show another period, those behind when they come to the front."""
        self.period = code
        if self.header.period:
            self.header.period.set_code(code)
        self._tell_shown()
        self.period_changed.emit(code)

    def toast(self, text: str, undo: Callable[[], object] | None = None, words: str = "") -> None:
        """Say shortly that something was done, with a way back; ``words`` name it where it is no undo."""
        self._toast.say(text, undo, words)

    def toast_text(self) -> str:
        """What the toast says now."""
        return self._toast.text()

    def toggle_navigation(self) -> None:
        """Open or collapse the navigation; the choice holds until the window is closed."""
        self._nav_choice = not self._nav_is_open()
        self._fit()

    def toggle_details(self) -> None:
        """Show or hide the details panel."""
        self.area.want_details(not self.area.details_wanted)

    # --- the parts

    def _laid_out(self) -> QWidget:
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(self.greeting)
        column.addWidget(self.area, 1)
        column.addWidget(self.status)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)
        return centre

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page = self._specs[key].factory()
            self._pages[key] = page
            page.header_changed.connect(self._refresh_header)
            page.said.connect(self._page_said)
            page.period_requested.connect(self.set_period)
            page.open_requested.connect(self._lead_on)
            page.details_requested.connect(self.area.want_details)
            page.details_changed.connect(lambda: self.area.refresh_details(page))
            page.sheet_opened.connect(lambda sheet: self.sheet_opened.emit(key, sheet))
        self._news.tell(key, self._pages[key], self.period)
        return self._pages[key]

    def _tell_shown(self) -> None:
        if self._shown:
            self._page(self._shown)
        self._refresh_header()

    def _lead_on(self, key: str, what: object) -> None:
        """A page led to another: it is where "back" goes."""
        if key != self._shown:
            self._back = [*self._back[1 - MOST_STEPS_BACK :], (self._shown, self.period)]
        self.show_page(key, what)

    def _page_said(self, text: str, undo: object) -> None:
        if isinstance(undo, Taking):
            self.toast(text, undo.back, undo.words)
            return
        self.toast(text, self.undo_requested.emit if undo is True else undo if callable(undo) else None)

    def _refresh_header(self) -> None:
        page = self.current_page()
        if page is not None:
            self.header.show_page(
                page.title(), page.fact(), page.header_buttons(), page.header_widget(), has_period=page.has_period
            )

    def _fill_menus(self) -> None:
        edit = [
            action(self, tr("&Hoàn tác"), self._undo, keys="Ctrl+Z", icon="arrow-back-up"),
            action(self, tr("Làm &lại"), self._redo, keys="Ctrl+Y", icon="arrow-forward-up"),
        ]
        view = [
            action(self, tr("&Tìm hoặc ra lệnh"), self._open_palette, keys="Ctrl+K", icon="search"),
            action(self, tr("Thu gọn hoặc mở &điều hướng"), self.toggle_navigation, keys="Ctrl+B"),
            action(self, tr("Hiện hoặc ẩn &chi tiết"), self.toggle_details, keys="F4", icon="layout-sidebar-right"),
            action(self, tr("&Phần kế tiếp"), lambda: self._go_region(1), keys="F6"),
            action(self, tr("Phần &trước"), lambda: self._go_region(-1), keys="Shift+F6"),
            action(self, tr("&Quay lại nơi dẫn đến đây"), self.go_back, keys="Alt+Left", icon="arrow-left"),
        ]
        if self.header.period:
            step = self.header.period.step
            view += [
                action(self, tr("Kỳ t&rước"), lambda: step(-1), keys="Ctrl+PgUp", icon="chevron-left"),
                action(self, tr("Kỳ &sau"), lambda: step(1), keys="Ctrl+PgDown", icon="chevron-right"),
            ]
        self.menus.add(tr("&Sửa"), edit)
        self.menus.add(tr("&Xem"), view)
        self.menus.add(tr("Đ&i tới"), [self._go_action(spec) for spec in self._specs.values()])
        self.menus.add_page_menu()
        manual = action(self, tr("&Sách hướng dẫn"), self._help, keys="F1", icon="help-circle")
        self.menus.add(tr("&Trợ giúp"), [manual])

    def _undo(self) -> None:
        """The page's own step where it has a draft in hand, else the workspace's."""
        page = self.current_page()
        if page is not None and page.undo_stack is not None:
            page.undo_stack.undo()
        else:
            self.undo_requested.emit()

    def _redo(self) -> None:
        page = self.current_page()
        if page is not None and page.undo_stack is not None:
            page.undo_stack.redo()
        else:
            self.redo_requested.emit()

    def _go_action(self, spec: PageSpec) -> QAction:
        return action(self, spec.title, lambda: self.go_to(spec.key), keys=spec.shortcut, icon=spec.icon)

    def _open_palette(self) -> None:
        self.palette_overlay.open()

    def _commands_for(self, text: str) -> list[ResultGroup]:
        page = self.current_page()
        known = commands(self.menus.commands(), page.header_buttons() if page else ())
        return found_commands(known, text, self._run_lately, self.ran.emit)

    def _go_region(self, by: int) -> None:
        page = self.current_page()
        inside = page.regions() if page else []
        next_region([self.navigation, self.header, *inside, self.area.details, *self.overlays, self.status], by)

    def _help(self) -> None:
        page = self.current_page()
        self.help_requested.emit(page.help_chapter if page else "")

    # --- room

    def _nav_is_open(self) -> bool:
        if self._nav_choice is not None:
            return self._nav_choice
        page = self.current_page()
        return self.width() >= WIDE and not (page is not None and page.nav_collapsed)

    def _fit(self) -> None:
        self.navigation.set_open(self._nav_is_open())
        self.header.set_window_width(self.width())
        self.area.set_window_width(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._back:
            # Nothing inside the page had a use for it: no editor, no sheet, no selection.
            self.go_back()
            return
        self.menus.on_key(event)
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.menus.on_key(event)
        super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
