"""A page that is one list: a search box, chips, the rows, and what is known of the row that is selected."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app import lists_export, lists_filter
from app.columns import Column, Kind, ListSpec
from app.i18n import tr
from app.jobs import Progress
from app.lists_export import ListTable
from app.lists_kept import MOST_VALUES, Filter, ListState
from app.reading import ListQuery, Where
from ui.actions import action
from ui.context import PageContext
from ui.models.list_model import CellRule, ListModel, Row
from ui.pages.lists.commands import list_actions, set_chip
from ui.pages.lists.host import Counted, ListHost
from ui.pages.lists.tools import ListTools
from ui.pages.lists.views import ListViews
from ui.widgets.cells import ID_ROLE
from ui.widgets.chips import ChipBar
from ui.widgets.empty import EmptyState
from ui.widgets.fields import TextField
from ui.widgets.job_bar import JobBar
from ui.widgets.list_view import ListView

if TYPE_CHECKING:
    from ui.jobs import Job

CHARACTER = 7  # px: a character of the interface font at 13 px; the cell's own margins come on top.
MARGINS = 18
DATE_WIDTH = 98
STRETCH_LEAST = 220
TYPING_MS = 120
SEARCH_WIDTH = 236


def _width(column: Column) -> int:
    """Room for the heading and for what usually stands below it; a date is never shortened."""
    wanted = max(column.width, len(str(column.title))) * CHARACTER + MARGINS
    return max(wanted, DATE_WIDTH) if column.kind is Kind.DATE else wanted


class ListPage(ListHost):
    """Subclasses say which list, which columns, and build what the details panel shows for a row."""

    spec: ListSpec
    columns: tuple[str, ...] = ()
    stretch = ""
    row_height = 28

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._last_id = 0
        self._awaited = 0
        self._waiting = False
        self.tools = ListTools(self)
        self.model = ListModel(
            self.spec, context, self.first_query(), cells=self.cells(), columns=self.tools.columns(), parent=self
        )
        self.view = ListView(name=str(self.spec.title), row_height=self.row_height)
        self.view.setModel(self.model)
        self.job_bar = JobBar()
        self.body.addWidget(self.job_bar)
        self._fill_top()
        self.body.addWidget(self.view, 1)
        self.tools.attach()
        self.views = ListViews(self, self.tools, self.show_state)
        self.views.attach()
        self._narrowed = False
        self.view.set_empty(self.empty_state())
        self._lay_out()
        self.view.current_moved.connect(self._moved)
        self.view.opened.connect(self._opened)
        self.model.layoutChanged.connect(self.header_changed)
        self.model.layoutChanged.connect(self._come_back)
        self.model.layoutChanged.connect(self._say_why_empty)
        self.model.arrived.connect(self._reach)
        self.model.asked.connect(self._follow)
        self.model.stopped.connect(self._give_up)

    def _fill_top(self) -> None:
        """The bar with the search and the page's own chips."""
        self.bar = ChipBar(name=tr("Lọc"))
        self.search = TextField(placeholder=tr("Tìm trong danh sách"))
        self.search.setAccessibleName(tr("Tìm trong danh sách"))
        self.search.setFixedWidth(SEARCH_WIDTH)
        if self.spec.search_kind:
            self.bar.add(self.search)
        else:
            self.search.setParent(self.bar)
            self.search.hide()
        self.fill_bar(self.bar)
        self.body.addWidget(self.bar)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.refilter)
        self.search.textChanged.connect(lambda _text: self._typing.start())

    # --- what a subclass may say

    def first_query(self) -> ListQuery:
        """What the list shows at first."""
        return ListQuery()

    def cells(self) -> Mapping[str, CellRule]:
        """How columns are shown that need more than their kind."""
        return {}

    def conditions(self) -> tuple[Where, ...]:
        """What the chips ask for now."""
        return ()

    def fill_bar(self, bar: ChipBar) -> None:
        """Put chips into the bar."""

    def empty_state(self) -> EmptyState:
        """What stands in the list while it has no rows."""
        return EmptyState(tr("Chưa có gì trong danh sách này."))

    def show_row(self, row: Row | None) -> None:
        """Show a row in the details panel."""

    def adding(self) -> tuple[str, Callable[[], object]] | None:
        """The words and the doing of adding a row (Ctrl+N); None where the list grows by itself."""
        return None

    def open_row(self, row: Row) -> None:
        """Enter or a double click on a row."""
        self.details_requested.emit(True)

    # --- as the host of the tools

    def list_name(self) -> str:
        return self.spec.name

    def list_title(self) -> str:
        return str(self.spec.title)

    def offered(self) -> tuple[Column, ...]:
        return self.spec.columns

    def standard(self) -> tuple[str, ...]:
        return self.columns or tuple(column.key for column in self.spec.columns)

    def shown_columns(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.model.columns)

    def show_columns(self, keys: Sequence[str]) -> None:
        current, selected = self._last_id, self.view.currentIndex().isValid()
        self.model.set_columns(keys)
        self._lay_out()
        self.tools.mark_header()
        place = self.model.place_of(current) if selected else -1
        if place >= 0:
            self.view.setCurrentIndex(self.model.index(place, 0))

    def sorting(self) -> tuple[str, bool] | None:
        return self.model.query.sort

    def reading_choices(self, column: Column, others: Sequence[Filter]) -> Callable[[Progress], Counted | None]:
        reader, spec = self.context.reader, self.spec
        query = replace(self.model.query, filters=lists_filter.conditions(spec, others))
        return lambda progress: reader.choices(spec, query, column.key, MOST_VALUES, progress)

    def reading_table(self, places: Sequence[int] | None = None) -> Callable[[Progress], ListTable]:
        reader, spec, query = self.context.reader, self.spec, self.model.query
        columns, told = self.shown_columns(), self.tools.told()
        ids = None if places is None else self.model.ids_at(places)
        return lambda progress: lists_export.table(reader, spec, query, columns, told, progress=progress, ids=ids)

    def show_state(self, state: ListState) -> None:
        """Make the list stand as a kept view says, asking for its rows once."""
        self._waiting = True
        try:
            self.search.setText(state.search)
            for key, chip in self.own_chips().items():
                set_chip(chip, state.chips.get(key))
            self.tools.show_filters(state.filters)
        finally:
            self._waiting = False
        known = {column.key for column in self.spec.columns}
        sort = (state.sort, state.down) if state.sort in known else None
        self.model.show_query(replace(self._wanted(), sort=sort))
        self._typing.stop()
        self.show_columns(tuple(key for key in state.columns if key in known) or self.tools.columns())

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop_columns(event.size().width())

    def _lay_out(self) -> None:
        """Give the columns their widths: the person's own, else by what usually stands in them."""
        shown = self.model.columns
        self.view.set_widths([self.tools.width(column.key, _width(column)) for column in shown])
        self._drop_columns(self.width())

    def _drop_columns(self, width: int) -> None:
        """Where the list is narrow, columns go by their priority; none shrinks below what it must say (LOOK 4).

        Columns that a person chose himself stay: the list is then scrolled.
        """
        shown = list(self.model.columns)
        stays = self.tools.chosen
        room = width - STRETCH_LEAST
        for column in sorted(shown, key=lambda one: (one.key != self.stretch, one.priority)):
            if column.key == self.stretch:
                continue
            room -= self.tools.width(column.key, _width(column))
            self.view.setColumnHidden(shown.index(column), room < 0 and not stays)
        keys = self.shown_columns()
        if self.stretch in keys:
            place, mode = keys.index(self.stretch), QHeaderView.ResizeMode
            self.view.setColumnHidden(place, False)
            # Stretched into no room at all it would be a sliver that nobody can read.
            narrow = stays and room < 0
            self.view.header.setSectionResizeMode(place, mode.Interactive if narrow else mode.Stretch)
            if narrow:
                self.view.setColumnWidth(place, self.tools.width(self.stretch, STRETCH_LEAST))

    # --- what it does

    def refilter(self) -> None:
        """Ask again with the text, the chips and the filters as they stand."""
        if not self._waiting:
            self.model.show_query(self._wanted())

    def _wanted(self) -> ListQuery:
        filters = lists_filter.conditions(self.spec, self.tools.filters)
        return replace(self.model.query, search=self.search.value(), where=self.conditions(), filters=filters)

    def _follow(self, job: "Job") -> None:
        if self.model.query.scans and not self.model.complete:
            self.job_bar.follow(job, tr("Đang lọc, xếp danh sách"))

    def _give_up(self) -> None:
        """The person did not want to wait for a filter or an order: the list stands as without any."""
        if self.model.query.scans:
            self.tools.show_filters(())
            self.model.show_query(replace(self._wanted(), sort=None))
            self.tools.mark_header()

    def _say_why_empty(self) -> None:
        """An empty list that is filtered is not one where nothing is yet."""
        narrowed = bool(self.tools.filters or self.model.query.search) and not self.model.rowCount()
        if narrowed != self._narrowed:
            self._narrowed = narrowed
            self.view.set_empty(self.nothing_found() if narrowed else self.empty_state())

    def current_row(self) -> Row | None:
        """The row that is selected, or None."""
        index = self.view.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def select(self, row_id: int) -> None:
        """Go to a row by its id, when it has arrived; filters are cleared when they hide it."""
        self._awaited = 0
        place = self.model.place_of(row_id)
        if place < 0 and not self.model.complete:
            self._awaited = row_id
        elif place < 0 and (self.tools.filters or self.search.value()):
            self.search.clear()
            self._typing.stop()
            self.tools.show_filters(())
            self.refilter()
            self.select(row_id)
        elif place >= 0:
            self.view.setCurrentIndex(self.model.index(place, 0))
            self.view.setFocus()

    def _reach(self) -> None:
        """All rows are there: go to the one that was asked for meanwhile."""
        if self._awaited:
            self.select(self._awaited)

    def stand_on(self, row_id: int) -> None:
        """Stand on a row that was just added, so that what it still needs can be entered."""
        self.model.load()
        self.select(row_id)

    def show_item(self, what: object) -> None:
        if isinstance(what, tuple) and len(what) == 2 and isinstance(what[1], int):
            self.select(what[1])

    def actions_for_menu(self) -> list[QAction]:
        adding = self.adding()
        return [
            *([action(self, adding[0], adding[1], keys="Ctrl+N", icon="plus")] if adding else []),
            action(self, tr("Tìm trong danh sách"), self.search.setFocus, keys="Ctrl+F", icon="search"),
            *list_actions(self, self.front),
        ]

    def front(self) -> ListHost:
        """The list that the commands of lists are for: another one where a subclass brings it to the front."""
        return self

    def regions(self) -> list[QWidget]:
        return [self.bar, self.view]

    def focus_first(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def on_changed(self, touched: frozenset[tuple[str, Any]]) -> None:
        if any(table in self.spec.tables for table, _ in touched):
            # The page may hear of it before its model does, and would show the row as it was.
            self.model.forget()
            self.show_row(self.current_row())

    def _come_back(self) -> None:
        """After sorting a long list the row that was current may arrive with the rest of the ids only, or not, being filtered away."""
        place = self.model.place_of(self._last_id) if self._last_id else -1
        if self.view.currentIndex().isValid():
            return
        if place >= 0:
            self.view.setCurrentIndex(self.model.index(place, 0))
        elif self.model.complete and self.view.hasFocus() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))
        elif self.model.complete:
            self.show_row(None)

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self._last_id = int(index.data(ID_ROLE))
        self.show_row(self.model.row(index.row()) if index.isValid() and index.row() < self.model.rowCount() else None)

    def _opened(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.open_row(row)
