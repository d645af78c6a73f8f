"""A page that is one list: a search box, chips, the rows, and what is known of the row that is selected."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.columns import Column, Kind, ListSpec
from app.i18n import tr
from app.reading import ListQuery, Where
from ui.actions import action
from ui.context import PageContext
from ui.models.list_model import CellRule, ListModel, Row
from ui.widgets.cells import ID_ROLE
from ui.widgets.chips import ChipBar
from ui.widgets.empty import EmptyState
from ui.widgets.fields import TextField
from ui.widgets.list_view import ListView
from ui.widgets.page import Page

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


class ListPage(Page):
    """Subclasses say which list, which columns, and build what the details panel shows for a row."""

    spec: ListSpec
    columns: tuple[str, ...] = ()
    stretch = ""
    row_height = 28

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._last_id = 0
        self.model = ListModel(
            self.spec, context, self.first_query(), cells=self.cells(), columns=self.columns or None, parent=self
        )
        self.view = ListView(name=str(self.spec.title), row_height=self.row_height)
        self.view.setModel(self.model)
        shown = [self.spec.column(key) for key in self.columns] if self.columns else list(self.spec.columns)
        keys = [column.key for column in shown]
        self.view.set_widths(
            [_width(column) for column in shown],
            keys.index(self.stretch) if self.stretch else None,
        )
        self.view.set_empty(self.empty_state())
        self.bar = ChipBar(name=tr("Lọc"))
        self.search = TextField(placeholder=tr("Tìm trong danh sách"))
        self.search.setAccessibleName(tr("Tìm trong danh sách"))
        self.search.setFixedWidth(SEARCH_WIDTH)
        if self.spec.search_kind:
            self.bar.add(self.search)
        self.fill_bar(self.bar)
        if self.spec.search_kind or self.bar.chips():
            self.body.addWidget(self.bar)
        self.body.addWidget(self.view, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.refilter)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.view.current_moved.connect(self._moved)
        self.view.opened.connect(self._opened)
        self.model.layoutChanged.connect(self.header_changed)
        self.model.layoutChanged.connect(self._come_back)

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

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop_columns(event.size().width())

    def _drop_columns(self, width: int) -> None:
        """Where the list is narrow, columns go by their priority; none shrinks below what it must say (LOOK 4)."""
        shown = [self.spec.column(key) for key in self.columns] if self.columns else list(self.spec.columns)
        room = width - STRETCH_LEAST
        for column in sorted(shown, key=lambda one: (one.key != self.stretch, one.priority)):
            if column.key == self.stretch:
                continue
            room -= _width(column)
            self.view.setColumnHidden(shown.index(column), room < 0)

    # --- what it does

    def refilter(self) -> None:
        """Ask again with the text and the chips as they stand."""
        self.model.show_query(replace(self.model.query, search=self.search.value(), where=self.conditions()))

    def current_row(self) -> Row | None:
        """The row that is selected, or None."""
        index = self.view.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def select(self, row_id: int) -> bool:
        """Go to a row by its id; filters are cleared when they hide it."""
        place = self.model.place_of(row_id)
        if place < 0:
            self.search.clear()
            self._typing.stop()
            self.refilter()
            place = self.model.place_of(row_id)
        if place >= 0:
            self.view.setCurrentIndex(self.model.index(place, 0))
            self.view.setFocus()
        return place >= 0

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
            action(self, tr("Chép cả danh sách"), self.copy_all, icon="copy"),
        ]

    def copy_all(self) -> None:
        """Copy the list as a table for Excel or Word."""
        self.view.selectAll()
        rows = self.view.copy()
        self.said.emit(tr("Đã chép {n} dòng", n=rows), None)

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
        """After sorting a long list the row that was current may arrive with the rest of the ids only."""
        place = self.model.place_of(self._last_id) if self._last_id else -1
        if place >= 0 and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(place, 0))

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self._last_id = int(index.data(ID_ROLE))
        self.show_row(self.model.row(index.row()) if index.isValid() and index.row() < self.model.rowCount() else None)

    def _opened(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.open_row(row)
