"""A list all of whose rows are in memory: filtered, sorted, counted and written there, with the tools of every list."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from app.columns import Column
from app.i18n import tr
from app.jobs import Progress
from app.lists_export import ListTable
from app.lists_filter import takes
from app.lists_kept import MOST_VALUES, Filter, ListState
from ui.context import PageContext
from ui.models.rows_model import RowsModel
from ui.pages.lists.commands import set_chip
from ui.pages.lists.host import Counted, ListHost
from ui.pages.lists.tools import ListTools
from ui.pages.lists.views import ListViews
from ui.tokens import ROW
from ui.widgets.cells import ID_ROLE, Cell
from ui.widgets.chips import ChipBar
from ui.widgets.empty import EmptyState
from ui.widgets.fields import TextField
from ui.widgets.job_bar import JobBar
from ui.widgets.list_view import ListView
from ui.widgets.page import Page

STRETCH_LEAST = 220
"""Pixels below which the column that takes what is left over is not read any more: the list is then scrolled."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A row: the cells in the order of ``known``; the values it is filtered by and written with; what it is sorted by, None last."""

    cells: Sequence[Cell]
    values: Row
    order: Row


class InMemoryList(ListHost):
    """Sections of the header keep their columns; which are seen, and in which order, is the header's.

    Subclasses say the columns there are (``known``), their ``widths`` in pixels, which one takes what is left over (``stretch``), which
    hold a picture that neither filters nor files know (``pictures``), which stand at the right, and below which width of the list a column
    goes unless the person chose the columns (``leaves_below``).
    """

    name = ""
    known: tuple[Column, ...] = ()
    usual: tuple[str, ...] = ()
    widths: Mapping[str, int] = {}
    stretch = ""
    pictures: frozenset[str] = frozenset()
    right: tuple[int, ...] = ()
    leaves_below: Mapping[str, int] = {}
    row_height = ROW

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._lines: dict[Hashable, Line] = {}
        self._shown: list[Hashable] = []
        self._all = tuple(column.key for column in self.known)
        self._keys = self.standard()
        self._sort: tuple[str, bool] | None = None
        self._waiting = False
        self.tools = ListTools(self)
        self.job_bar = JobBar()
        self.model = RowsModel([str(column.title) for column in self.known], self.right, self)
        self.view = ListView(name=self.list_title(), row_height=self.row_height)
        self.view.setModel(self.model)
        self.bar = ChipBar(name=tr("Lọc"))
        # So few rows are not searched: the filters are enough.
        self.search = TextField(parent=self.bar)
        self.search.hide()
        self.fill_bar(self.bar)
        self.lay_out()
        self.tools.attach()
        self.view.header.sortIndicatorChanged.connect(self._sorted)
        self.views = ListViews(self, self.tools, self.show_state)
        self.views.attach()
        self.view.set_empty(self.empty_state())
        self.show_columns(self.tools.columns())

    def stand_in(self, page: Page) -> None:
        """Be a part of a page: what it says, the sheets that open over it and the ways to other pages are the page's."""
        self.said.connect(page.said)
        self.sheet_opened.connect(page.sheet_opened)
        self.open_requested.connect(page.open_requested)

    # --- what a subclass may say

    def fill_bar(self, bar: ChipBar) -> None:
        """Put chips into the bar."""

    def lay_out(self) -> None:
        """Put the bars and the list in their places."""
        self.body.addWidget(self.job_bar)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.view, 1)

    def room(self) -> int:
        """How wide the list is, in pixels."""
        return self.width()

    def takes(self, _key: Hashable) -> bool:
        """Whether the page's own chips leave a row."""
        return True

    def empty_state(self) -> EmptyState:
        """What stands in the list while it has no rows."""
        return EmptyState(tr("Chưa có gì trong danh sách này."))

    def stand_nowhere(self) -> None:
        """The row one stood on is not in the list any more."""

    # --- rows

    def set_lines(self, lines: Mapping[Hashable, Line]) -> None:
        """Show these rows by their keys, in this order until one is chosen."""
        self._lines = dict(lines)
        self.refilter()

    def refilter(self) -> None:
        if self._waiting:
            return
        current = self.view.currentIndex().data(ID_ROLE)
        filters = self.tools.filters
        self._shown = self._ordered([key for key in self._lines if self._leaves(key, filters)])
        self.model.set_rows([self._lines[key].cells for key in self._shown], self._shown)
        if not self._shown:
            self.view.set_empty(self.nothing_found() if filters and self._lines else self.empty_state())
        if current in self._shown:
            self.view.setCurrentIndex(self.model.index(self._shown.index(current), 0))
        elif self.view.hasFocus() and self._shown:
            self.view.setCurrentIndex(self.model.index(0, 0))
        else:
            self.stand_nowhere()

    def go_to(self, key: Hashable) -> None:
        """Stand on a row; on none where it is not shown."""
        place = self._shown.index(key) if key in self._shown else -1
        self.view.setCurrentIndex(self.model.index(place, 0))
        self.view.setFocus()

    def _leaves(self, key: Hashable, filters: Sequence[Filter]) -> bool:
        row = self._lines[key].values
        return self.takes(key) and all(takes(self.column(one.column), one, row) for one in filters)

    def _ordered(self, keys: list[Hashable]) -> list[Hashable]:
        """Sorted by the column, those without anything in it last; as they came without one."""
        if self._sort is None:
            return keys
        column, down = self._sort
        known = [(value, key) for key in keys if (value := self._lines[key].order[column]) is not None]
        rest = [key for key in keys if self._lines[key].order[column] is None]
        return [key for _, key in sorted(known, key=lambda one: one[0], reverse=down)] + rest

    def _sorted(self, section: int, order: Qt.SortOrder) -> None:
        self._sort = (self._all[section], order == Qt.SortOrder.DescendingOrder) if section >= 0 else None
        self.refilter()

    # --- as the host of the tools

    def list_name(self) -> str:
        return self.name

    def offered(self) -> tuple[Column, ...]:
        return self.known

    def standard(self) -> tuple[str, ...]:
        return self.usual or self._all

    def shown_columns(self) -> tuple[str, ...]:
        return self._keys

    def section_of(self, key: str) -> int:
        return self._all.index(key)

    def key_of(self, section: int) -> str:
        return self._all[section]

    def can_filter(self, key: str) -> bool:
        return key not in self.pictures

    def show_columns(self, keys: Sequence[str]) -> None:
        self._keys = tuple(keys)
        header = self.view.header
        rest = [key for key in self._all if key not in keys]
        for place, key in enumerate((*keys, *rest)):
            header.moveSection(header.visualIndex(self.section_of(key)), place)
        self.view.set_widths([self.tools.width(key, self.widths[key]) for key in self._all])
        self._fit_columns(self.room())
        self.tools.mark_header()

    def sorting(self) -> tuple[str, bool] | None:
        return self._sort

    def reading_choices(self, column: Column, others: Sequence[Filter]) -> Callable[[Progress], Counted | None]:
        counted: dict[object, int] = {}
        for key, line in self._lines.items():
            if self._leaves(key, others):
                value = None if line.values[column.key] == "" else line.values[column.key]
                counted[value] = counted.get(value, 0) + 1
        found = sorted(counted.items(), key=lambda one: -one[1])
        return lambda _progress: found if len(found) <= MOST_VALUES else None

    def reading_table(self, places: Sequence[int] | None = None) -> Callable[[Progress], ListTable]:
        columns = tuple(self.column(key) for key in self._keys if key not in self.pictures)
        keys = self._shown if places is None else [self._shown[place] for place in places]
        rows, told = [self._lines[key].values for key in keys], tuple(self.tools.told())

        def pages() -> Iterator[Sequence[Row]]:
            yield rows

        return lambda _progress: ListTable(self.list_title(), columns, len(rows), pages, told)

    def show_state(self, state: ListState) -> None:
        """Make the list stand as a kept view says."""
        self._waiting = True
        try:
            for key, chip in self.own_chips().items():
                set_chip(chip, state.chips.get(key))
            self.tools.show_filters(state.filters)
        finally:
            self._waiting = False
        self._sort = (state.sort, state.down) if state.sort in self._all else None
        self.show_columns(tuple(key for key in state.columns if key in self._all) or self.tools.columns())
        self.refilter()

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns(self.room())

    def _fit_columns(self, width: int) -> None:
        """Columns go where the list is narrower, unless a person chose them himself: the list is then scrolled."""
        chosen, mode = self.tools.chosen, QHeaderView.ResizeMode
        for section, key in enumerate(self._all):
            dropped = not chosen and width < self.leaves_below.get(key, 0)
            self.view.setColumnHidden(section, key not in self._keys or dropped)
        rest = self.section_of(self.stretch)
        fixed = sum(self.view.columnWidth(section) for section in range(len(self._all)) if section != rest)
        narrow = width - fixed < STRETCH_LEAST
        self.view.header.setSectionResizeMode(rest, mode.Interactive if narrow else mode.Stretch)
        if narrow and not self.view.isColumnHidden(rest):
            self.view.setColumnWidth(rest, self.tools.width(self.stretch, STRETCH_LEAST))
