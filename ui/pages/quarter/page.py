"""The page "Nhật ký quý"."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.dates import format_short
from app.drafts import KeptText
from app.errors import PlanError
from app.i18n import tr
from app.plan import periods
from app.plan.grid_rows import VALUES, Grid, Row
from app.session import Touched
from ui.actions import action
from ui.context import PageContext
from ui.pages.quarter.both_versions import BothVersions
from ui.pages.quarter.columns import BOTH, LAST, NOW
from ui.pages.quarter.commands import GridCommands
from ui.pages.quarter.details import EntryDetails
from ui.pages.quarter.dropping import FileDrop
from ui.pages.quarter.emptiness import GridStack
from ui.pages.quarter.filters import GridFilter, draft, waiting
from ui.pages.quarter.find_bar import FindBar
from ui.pages.quarter.finding import Finder
from ui.pages.quarter.frozen import FrozenColumns
from ui.pages.quarter.header import ZoneTitle
from ui.pages.quarter.hints import HintStrip
from ui.pages.quarter.kept_cells import KeptCells
from ui.pages.quarter.leading import Leader
from ui.pages.quarter.loading import Loader
from ui.pages.quarter.model import FAILED, GridModel
from ui.pages.quarter.open_cell import OpenCell
from ui.pages.quarter.phrases import PhraseBook
from ui.pages.quarter.row_actions import RowActions
from ui.pages.quarter.saving import Place, Saver
from ui.pages.quarter.view import GridView
from ui.widgets.buttons import Button
from ui.widgets.page import Page

SPLIT_WIDTH = 1180
"""Narrower than this, last quarter's columns make room; the person may call them back."""

LOW = 360
"""A page lower than this leaves out the strip of hints."""

COUNT_MS = 300
"""Counts on chips and in the header follow a change after so long."""

DETAILS_MS = 200
"""The details follow the cursor once it rests so long: filling them costs more than a key may take."""


class QuarterPage(Page):
    """The quarter as a grid: tasks of the office, tasks passed down, values of measures."""

    has_period = True
    help_chapter = "quarter"
    nav_collapsed = True

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._narrow = False
        self.model = GridModel(self)
        self.filters = GridFilter()
        self.view = GridView(self.model)
        self.view.editing.hold = context.jobs.held
        self.frozen = FrozenColumns(self.view)
        self.loader = Loader(context, self.model, self.view)
        self.open_cell = OpenCell(self.view)
        self.saver = Saver(context, self.model, self.open_cell, self)
        self._versions = BothVersions(self, self.saver, self.view)
        self._kept = KeptCells(self, context.typing, self.view, self.loader) if context.typing else None
        self.commands = GridCommands(context, self.view, self.saver, self)
        self.find_bar = FindBar()
        self.finder = Finder(self.find_bar, self.view, self.saver)
        self.rows = RowActions(context, self, self.commands)
        self.hints = HintStrip(_hints())
        self._details = EntryDetails(context, self.rows.evidence)
        self._stack = GridStack(self.view, self.filters.clear, lambda key: self.open_requested.emit(key, None))
        self._drop = FileDrop(self.view, self.rows.evidence.attach, self.rows.evidence.paste)
        self.leader = Leader(self.loader, self.model, self.filters, self.view)
        self._wrong: tuple[Place, str] | None = None
        self._part = ""
        self._stale = False
        self._told: Row | None = None
        self.body.addWidget(self.filters)
        self.body.addWidget(self.find_bar)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.hints)
        self._actions = self._make_actions()
        self.addActions(self._actions)
        self._connect()

    def _connect(self) -> None:
        self.model.typed_in.connect(self.saver.type_one)
        self.loader.loaded.connect(self._loaded)
        self.loader.phrased.connect(self._take_phrases)
        self.saver.outdated.connect(self.loader.again)
        # Counting thousands of rows after each cell would be felt in the next key.
        self.count_soon = QTimer(self)
        self.count_soon.setSingleShot(True)
        self.count_soon.setInterval(COUNT_MS)
        self.count_soon.timeout.connect(self._counted)
        self.details_soon = QTimer(self)
        self.details_soon.setSingleShot(True)
        self.details_soon.setInterval(DETAILS_MS)
        self.details_soon.timeout.connect(self._show_details)
        self.saver.regrouped.connect(self.count_soon.start)
        self.saver.refused.connect(self._refused)
        self.saver.regrouped.connect(self._mended)
        self.saver.saved.connect(lambda: self.said.emit(tr("Đã lưu"), True))
        self.commands.said.connect(lambda text, undo: self.said.emit(text, True if undo else None))
        self.filters.search_asked.connect(lambda: self.finder.open(replace=False))
        self.finder.said.connect(lambda text, undo: self.said.emit(text, True if undo else None))
        self.finder.narrowed.connect(self.filters.set_words)
        self.commands.sheet_asked.connect(lambda sheet: sheet.open_over(self))
        self.commands.warned.connect(lambda text: self.message.say(text, "warn"))
        self.rows.said.connect(self.said)
        self.rows.failed.connect(self.fail)
        self.view.moved.connect(self._moved)
        self.view.files_asked.connect(self.rows.choose_files)
        self.view.locked_asked.connect(self._say_locked)
        self.view.onward_asked.connect(self._go_onward)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self.rows.open_menu)
        self.filters.changed.connect(self._filter)
        self.filters.compared.connect(lambda _on: self._show_columns())
        self.filters.part_chosen.connect(lambda part: self.loader.show(self.loader.period, part))
        self.filters.group_chosen.connect(lambda group: self.loader.show(self.loader.period, self.loader.part, group))

    # -- what the window asks ---------------------------------------------------------------------------------

    def title(self) -> str:
        return tr("Nhật ký quý")

    def fact(self) -> str:
        grid = self.model.grid
        if grid is None:
            return ""
        logged, total = sum(group.logged for group in grid.groups), sum(group.total for group in grid.groups)
        counted = tr("{n}/{m} đã ghi", n=logged, m=total)
        if grid.closed_on is not None:
            return tr("đã khóa {day} · {counted}", day=f"{grid.closed_on:%d/%m/%Y}", counted=counted)
        return tr("nộp trước {day} · {counted}", day=f"{grid.due:%d/%m/%Y}", counted=counted)

    def header_buttons(self) -> list[Button]:
        return self.rows.buttons()

    def actions_for_menu(self) -> list[QAction]:
        return self._actions

    def details(self) -> QWidget | None:
        return self._details

    def regions(self) -> list[QWidget]:
        return [self.filters, *([self.find_bar] if self.find_bar.isVisible() else []), self.view]

    def on_period(self, code: str) -> None:
        if code and code != self.loader.period:
            self.message.clear()
            self.loader.show(code, self.loader.part)

    def on_changed(self, touched: Touched) -> None:
        self.saver.heard(touched)

    def show_item(self, what: object) -> None:
        """Lead to a row or a filter, as ``Leader.lead`` takes it."""
        self.leader.lead(what)

    def resume(self, kept: KeptText) -> bool:
        return self._kept is not None and self._kept.resume(kept)

    def focus_first(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self.view.go_first()

    # -- how it goes on ---------------------------------------------------------------------------------------

    def _loaded(self, grid: Grid) -> None:
        last = _short_label(grid.last)
        self.filters.show_grid(grid, last)
        self._filter()
        self._show_columns()
        zones = _zones(grid)
        for pane in (self.view, self.frozen):
            pane.header.set_zones(zones)
        self.rows.grid_changed()
        self.header_changed.emit()
        if grid.part != self._part:
            # Other rows and columns: what the last part was scrolled to, and the row it stood on, mean nothing here.
            self._part = grid.part
            self.view.horizontalScrollBar().setValue(0)
            self.view.go_first()
        if self.view.hasFocus() and not self.view.currentIndex().isValid():
            self.view.go_first()
        self.leader.go_on()
        if not self.view.currentIndex().isValid():
            self._moved(QModelIndex())

    def _take_phrases(self, books: dict[str, PhraseBook]) -> None:
        self.view.editing.books = books

    def _filter(self) -> None:
        self.model.set_filter(self.filters.keep())
        self.finder.columns_changed()
        rows = self.model.all_rows()
        self._stack.show_for(self.loader.part, rows=bool(rows), shown=self.model.rowCount() > 0)
        self.filters.count(rows)

    def _counted(self) -> None:
        self.filters.count(self.model.all_rows())
        self.rows.grid_changed()
        self.header_changed.emit()
        self._moved(self.view.currentIndex())
        # History and files of the row may have changed with it; they wait for a pause too.
        self._stale = True

    def _show_columns(self) -> None:
        shown = self.filters.compare.isChecked()
        for place, column in enumerate(self.model.columns):
            self.view.setColumnHidden(place, column.zone == LAST and not shown)
        self.view.fit_columns()
        self.frozen.place()

    def _moved(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row()) if index.isValid() else None
        grid = self.model.grid
        if row is None or grid is None:
            self.hints.say_place("")
            if self.model.rowCount() == 0:
                self._told = None
                self._details.clear()
            return
        column = str(self.model.columns[index.column()].title)
        self.hints.say_place(f"{row.number} · {column}" if row.number else column)
        if self.count_soon.isActive():
            # Whoever goes on typing waits for no counting.
            self.count_soon.start()
        if self._told is None:
            self._show_details()
        else:
            self.details_soon.start()

    def _show_details(self) -> None:
        row, grid = self.model.row_at(self.view.currentIndex().row()), self.model.grid
        if row is not None and grid is not None and row is not self._told:
            self._told = row
            self._details.show_row(row, grid, self.model.measure_of(row))
        elif self._stale:
            self._details.again()
        self._stale = False

    def _refused(self, place: Place, error: PlanError) -> None:
        self._wrong = place, str(error)
        self.message.say(
            str(error),
            "bad",
            [(tr("Sửa ô"), lambda: self._mend(place)), (tr("Bỏ"), lambda: self._give_up(place))],
        )

    def _mended(self) -> None:
        """What was said of a refused cell no longer holds once something else was saved in it."""
        if self._wrong is None:
            return
        place, said = self._wrong
        typed = self.model.typed(*place)
        if typed is None or typed.stands != FAILED:
            self._wrong = None
            if self.message.text() == said:
                self.message.clear()

    def _mend(self, place: Place) -> None:
        line, column = self.model.reveal(place[0]), self.model.column_at(place[1])
        self.message.clear()
        if line is not None and column is not None:
            self.view.setFocus()
            self.view.go(line, column)
            self.view.open_editor(self.model.index(line, column))

    def _give_up(self, place: Place) -> None:
        self.saver.drop(place)
        self.message.clear()
        self.view.setFocus()

    def _say_locked(self, index: QModelIndex) -> None:
        grid = self.model.grid
        if grid is None:
            return
        label = str(periods.label(grid.period))
        if not grid.opened:
            self.message.say(tr("{period} chưa mở. Mở kỳ này trong lịch rồi ghi.", period=label), "warn")
        elif grid.closed_on is None:
            self.rows.say_whose(index.row())
        else:
            said = tr("{period} đã khóa. Muốn đổi số liệu, lập đính chính kèm lý do.", period=label)
            row = self.model.row_at(index.row())
            self.message.say(said, "warn", [(tr("Đính chính…"), self.rows.amend)] if row is not None else [])

    def _make_actions(self) -> list[QAction]:
        rows, commands = self.rows, self.commands
        return [
            action(self, tr("Chép xuống"), self._on_grid(commands.fill_down), keys="Ctrl+D"),
            action(self, tr("Lấy quý trước"), self._on_grid(commands.copy_last), keys="Ctrl+L", icon="history"),
            action(self, tr("Tìm trong lưới"), lambda: self.finder.open(replace=False), keys="Ctrl+F", icon="search"),
            action(self, tr("Thay trong lưới"), lambda: self.finder.open(replace=True), keys="Ctrl+H", icon="replace"),
            action(self, tr("Tìm chỗ sau"), lambda: self.finder.step(1), keys="F3"),
            action(self, tr("Tìm chỗ trước"), lambda: self.finder.step(-1), keys="Shift+F3"),
            action(self, tr("Tới ô còn thiếu"), self._on_grid(self._next_gap), keys="F8"),
            action(self, tr("Thêm minh chứng…"), rows.choose_files, icon="paperclip"),
            action(self, tr("Trình duyệt…"), rows.submit, icon="send"),
            action(self, tr("Duyệt…"), rows.review, icon="check"),
            action(self, tr("Đính chính…"), rows.amend, icon="pencil"),
        ]

    def _go_onward(self) -> None:
        """Submit what is logged; when nothing is left to submit, approve what waits; then the quarter can be closed."""
        rows = self.model.all_rows()
        if any(map(draft, rows)):
            self.rows.submit()
        elif any(map(waiting, rows)):
            self.rows.review()
        else:
            self.open_requested.emit("closing", None)

    def _next_gap(self) -> None:
        if not self.view.next_gap():
            self.said.emit(tr("Không còn ô nào thiếu."), None)

    def _on_grid(self, command: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            self.view.finish_editing()
            command()

        return run

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hints.setVisible(event.size().height() >= LOW)
        narrow = event.size().width() < SPLIT_WIDTH
        if narrow != self._narrow:
            self._narrow = narrow
            self.filters.compare.setChecked(not narrow)


def _short_label(code: str) -> str:
    """ "quý II": the quarter alone, as one speaks of the last one."""
    words = str(periods.label(code)).split("/", maxsplit=1)[0]
    return words[:1].lower() + words[1:]


def _zones(grid: Grid) -> dict[str, ZoneTitle]:
    last, now = str(periods.label(grid.last)), str(periods.label(grid.period))
    year = grid.cutoff.year
    if grid.last_closed_on is not None and grid.part != VALUES:
        last = tr("{period}, đã khóa {day}", period=last, day=format_short(grid.last_closed_on, year))
    zones = {LAST: ZoneTitle(last, icon="lock" if grid.last_closed_on else ""), BOTH: ZoneTitle(tr("Để đối chiếu"))}
    if grid.closed_on is not None:
        day = format_short(grid.closed_on, year)
        zones[NOW] = ZoneTitle(tr("{period}, đã khóa {day}", period=now, day=day), "text2", "lock")
    elif not grid.opened:
        zones[NOW] = ZoneTitle(tr("{period}, chưa mở", period=now), "warn")
    else:
        zones[NOW] = ZoneTitle(tr("{period}, đang ghi", period=now), "accent")
    return zones


def _hints() -> list[tuple[str, str]]:
    return [
        ("Enter", tr("xuống ô")),
        ("F8", tr("ô còn thiếu")),
        ("F2", tr("sửa")),
        ("Alt+Enter", tr("xuống dòng")),
        ("Ctrl+D", tr("chép xuống")),
        ("Ctrl+L", tr("lấy quý trước")),
        ("Ctrl+V", tr("dán từ Excel")),
        ("Ctrl+Enter", tr("trình, duyệt")),
        ("Ctrl+Z", tr("hoàn tác")),
        ("F4", tr("chi tiết")),
        ("F6", tr("sang phần khác")),
    ]
