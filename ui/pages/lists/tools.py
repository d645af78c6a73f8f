"""The tools of one list: what a person filtered, which columns and views he chose, and the menus that lead there."""

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu

from app import lists_filter
from app.i18n import tr
from app.lists_kept import Filter, ListChoices, ListState
from ui.pages.lists import columns_sheet, filter_sheet
from ui.pages.lists.files import copy_list, write_list
from ui.pages.lists.host import ListHost
from ui.widgets.buttons import IconButton
from ui.widgets.chips import ChipMenu
from ui.widgets.filter_chips import FilterChips

STEP = 12  # px: what a column grows or shrinks by a key.
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class ListTools(QObject):
    """One for each list; the page asks it for ``filters`` and ``width`` and hears when columns change through ``show_columns``."""

    filters_changed = Signal()

    def __init__(self, host: ListHost) -> None:
        super().__init__(host)
        self._host = host
        self.filters: tuple[Filter, ...] = ()
        self.chips = FilterChips()
        self.chips.removed.connect(self._remove)
        self.chips.all_removed.connect(self.clear)

    def attach(self) -> None:
        """Take the page's list and bar in hand, once both are there."""
        host, header = self._host, self._host.view.header
        host.bar.add(self.chips)
        self.button = IconButton("table-options", tr("Cột, xuất, in danh sách"), self._open_menu, size=24, flat=True)
        host.bar.add_right(self.button)
        header.offer_menus()
        host.view.copy_many = lambda rows, headings: copy_list(host, rows, headings=headings)
        host.view.column_menu_asked.connect(self._open_column_menu)
        header.pulled.connect(self._pulled)
        # Qt is still within the release of the mouse: sections must not change under it.
        header.sections_dragged.connect(lambda: QTimer.singleShot(0, self, self._dragged))

    # --- what is kept

    @property
    def kept(self) -> ListChoices:
        """What the person keeps of this list."""
        return self._host.context.program.settings.lists.get(self._host.list_name(), ListChoices())

    def keep(self, choices: ListChoices) -> None:
        """Keep choices of this list beside those of the others."""
        program = self._host.context.program
        program.keep(lists={**program.settings.lists, self._host.list_name(): choices})

    def columns(self) -> tuple[str, ...]:
        """The columns to begin with: those the person chose as far as they are still there, else the usual ones."""
        known = {column.key for column in self._host.offered()}
        return tuple(key for key in self.kept.columns if key in known) or self._host.standard()

    @property
    def chosen(self) -> bool:
        """Whether the columns are the person's choice, of which none may go for lack of room."""
        return self._host.shown_columns() != self._host.standard()

    def width(self, key: str, usual: int) -> int:
        """How wide a column is."""
        return self.kept.widths.get(key, usual)

    # --- filters

    def filter_of(self, key: str) -> Filter:
        """The filter of a column; one that asks for nothing where there is none."""
        return next((one for one in self.filters if one.column == key), Filter(key))

    def set_filter(self, wanted: Filter) -> None:
        """Filter a column, or no longer."""
        others = tuple(one for one in self.filters if one.column != wanted.column)
        self.set_filters((*others, wanted) if wanted.asks else others)

    def set_filters(self, filters: Sequence[Filter]) -> None:
        """Filter by these alone."""
        self.show_filters(filters)
        self._host.refilter()

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Take these for the filters; the page asks for the rows by itself."""
        known = {column.key for column in self._host.offered()}
        self.filters = tuple(one for one in filters if one.column in known)
        self.chips.set_filters([(one.column, self._words(one)) for one in self.filters])
        self.mark_header()
        self.filters_changed.emit()

    def clear(self) -> None:
        """Show the rows of all columns again, whatever was searched for."""
        self._host.search.clear()
        self.set_filters(())

    def _remove(self, key: str) -> None:
        """Take a filter away by its chip; where that had the focus, the next one has it, or the list."""
        held = self.chips.focused()
        self.set_filter(Filter(key))
        if held:
            next(iter(self.chips.chips()), self._host.view).setFocus()

    def told(self) -> list[str]:
        """What narrows the list, in words, for files."""
        searched = self._host.search.value()
        chips = [chip.text() for chip in self._host.own_chips().values() if chip.isChecked()]
        texts = [tr("có “{text}”", text=searched)] if searched else []
        return [*chips, *texts, *(self._words(one) for one in self.filters)]

    def ask_filter(self, key: str) -> None:
        """Count what stands in the column, then ask which rows are wanted."""
        host = self._host
        column, now = host.column(key), self.filter_of(key)
        others = tuple(one for one in self.filters if one.column != key)

        def ask(counted: object) -> None:
            filter_sheet.ask_filter(host, column, now, counted, self.set_filter)  # type: ignore[arg-type]  # what the work gave

        if column.kind not in lists_filter.TICKED:
            ask(None)
            return
        job = host.context.jobs.read(host.reading_choices(column, others))
        host.job_bar.follow(job, tr("Đang xem cột {column}", column=column.title))
        job.succeeded.connect(ask)
        job.failed.connect(host.fail)

    def _words(self, one: Filter) -> str:
        return lists_filter.words(self._host.column(one.column), one)

    # --- columns

    def show_columns(self, keys: tuple[str, ...]) -> None:
        """Show these columns from now on."""
        self.keep(self.kept.shown(() if keys == self._host.standard() else keys))
        self._host.show_columns(keys)

    def reset_columns(self) -> None:
        """Show the usual columns with their usual widths again."""
        before, host = self.kept, self._host
        self.keep(msgspec.structs.replace(before, columns=(), widths={}))
        host.show_columns(host.standard())
        host.said.emit(tr("Đã về các cột ban đầu"), lambda: self._back_to(before))

    def _back_to(self, choices: ListChoices) -> None:
        self.keep(choices)
        self._host.show_columns(self.columns())

    def ask_columns(self) -> None:
        """Ask which columns are wanted."""
        columns_sheet.ask_columns(self._host, self.show_columns, self._widen, self.reset_columns)

    def _widen(self, key: str, by: int) -> None:
        shown = self._host.shown_columns()
        if key in shown:
            now = self._host.view.columnWidth(self._host.section_of(key))
            self.keep(self.kept.widened(key, now + by * STEP))
            self._host.show_columns(shown)

    def _pulled(self, section: int, width: int) -> None:
        self.keep(self.kept.widened(self._host.key_of(section), width))

    def _dragged(self) -> None:
        """Give the model the order that the hand gave the header."""
        header, shown = self._host.view.header, self._host.shown_columns()
        found = [self._host.key_of(header.logicalIndex(place)) for place in range(header.count())]
        order = tuple(key for key in found if key in shown)
        for section in range(header.count()):
            header.moveSection(header.visualIndex(section), section)
        self.show_columns(order)

    def mark_header(self) -> None:
        """Mark the filtered columns, and the one that is sorted by, where they stand now."""
        host, header, shown = self._host, self._host.view.header, self._host.shown_columns()
        header.set_filtered(frozenset(host.section_of(one.column) for one in self.filters if one.column in shown))
        sort = host.sorting()
        header.blockSignals(True)
        section = host.section_of(sort[0]) if sort is not None and sort[0] in shown else -1
        header.setSortIndicator(section, _DESCENDING if sort is not None and sort[1] else _ASCENDING)
        header.blockSignals(False)
        header.viewport().update()

    # --- the whole

    def state(self) -> ListState:
        """How the list stands."""
        host, sort = self._host, self._host.sorting()
        chips = {
            key: chip.value() if isinstance(chip, ChipMenu) else chip.isChecked()
            for key, chip in host.own_chips().items()
        }
        return ListState(
            self.filters,
            host.search.value(),
            sort[0] if sort else "",
            bool(sort and sort[1]),
            host.shown_columns() if self.chosen else (),
            chips,  # type: ignore[arg-type]  # the chips of pages hold plain values
        )

    # --- menus

    def _open_column_menu(self, section: int, place: QPoint) -> None:
        key = self._host.key_of(section)
        menu = self.column_menu(key)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def column_menu(self, key: str) -> QMenu:
        """What can be done with a column."""
        menu, sort = QMenu(self._host), self._host.sorting()
        for words, order in ((tr("Xếp tăng dần"), False), (tr("Xếp giảm dần"), True)):
            command = menu.addAction(words)
            command.setCheckable(True)
            command.setChecked(sort == (key, order))
            command.triggered.connect(partial(self._sort, key, order))
        add(menu, tr("Về thứ tự ban đầu"), self._unsort, enabled=sort is not None)
        menu.addSeparator()
        add(menu, tr("Chỉ dòng có…"), lambda: self.ask_filter(key), enabled=self._host.can_filter(key))
        add(menu, tr("Bỏ lọc cột này"), lambda: self.set_filter(Filter(key)), enabled=self.filter_of(key).asks)
        menu.addSeparator()
        shown = self._host.shown_columns()
        rest = tuple(one for one in shown if one != key)
        add(menu, tr("Ẩn cột này"), lambda: self.show_columns(rest), enabled=bool(rest))
        add(menu, tr("Chọn cột…"), self.ask_columns)
        return menu

    def _sort(self, key: str, down: bool, _checked: bool = False) -> None:
        self._host.view.sortByColumn(self._host.section_of(key), _DESCENDING if down else _ASCENDING)

    def _unsort(self) -> None:
        self._host.view.sortByColumn(-1, _ASCENDING)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def menu(self) -> QMenu:
        """What can be done with the list."""
        menu, host = QMenu(self._host), self._host
        add(menu, tr("Chọn cột…"), self.ask_columns)
        add(menu, tr("Bỏ mọi lọc"), self.clear, enabled=bool(self.filters) or bool(host.search.value()))
        add(menu, tr("Về thứ tự ban đầu"), self._unsort, enabled=host.sorting() is not None)
        menu.addSeparator()
        add(menu, tr("Chép cả danh sách"), lambda: copy_list(host))
        add(menu, tr("Xuất ra Excel…"), lambda: write_list(host, "xlsx"))
        add(menu, tr("Xuất ra CSV…"), lambda: write_list(host, "csv"))
        add(menu, tr("In, ghi PDF…"), lambda: write_list(host, "pdf"))
        return menu


def add(menu: QMenu, words: str, on: Callable[[], object], *, enabled: bool = True) -> None:
    """Add a command to a menu."""
    command = menu.addAction(words)
    command.setEnabled(enabled)
    command.triggered.connect(lambda _checked=False: on())
