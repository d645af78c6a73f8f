"""Đơn vị, ban: three lists under one title."""

from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import tr
from ui.actions import action
from ui.context import PageContext
from ui.pages.list_page import ListPage
from ui.pages.lists.commands import list_actions
from ui.pages.units.bans import BanList
from ui.pages.units.people import PersonList
from ui.pages.units.units import UnitList
from ui.widgets.buttons import Button, Segmented
from ui.widgets.page import Page

_LIST_OF = {"unit": "units", "ban": "bans", "person": "people"}


class UnitsPage(Page):
    """Shows one of the lists; the switch stands in the header."""

    help_chapter = "units"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._lists: dict[str, ListPage] = {
            "units": UnitList(context),
            "bans": BanList(context),
            "people": PersonList(context),
        }
        self._stack = QStackedWidget()
        for page in self._lists.values():
            self._stack.addWidget(page)
            page.header_changed.connect(self.header_changed)
            page.said.connect(self.said)
            page.sheet_opened.connect(self.sheet_opened)
            page.details_requested.connect(self.details_requested)
        self.body.addWidget(self._stack, 1)
        self._details = QStackedWidget()
        for page in self._lists.values():
            self._details.addWidget(page.details() or QWidget())
        self._names = {"units": tr("Đơn vị cấp dưới"), "bans": tr("Ban"), "people": tr("Cán bộ")}
        self._switch = Segmented(list(self._names.items()), "units", name=tr("Danh sách"))
        self._switch.changed.connect(lambda key: self.show_list(str(key)))

    @property
    def shown(self) -> ListPage:
        """The list in front."""
        return self._lists[str(self._switch.value())]

    def show_list(self, key: str) -> None:
        """Bring a list to the front: units, bans, people."""
        self._switch.set_value(key)
        self._stack.setCurrentWidget(self._lists[key])
        self._details.setCurrentIndex(list(self._lists).index(key))
        self.header_changed.emit()
        self.shown.focus_first()

    def title(self) -> str:
        return tr("Đơn vị, ban")

    def fact(self) -> str:
        return self.shown.fact()

    def header_widget(self) -> QWidget:
        return self._switch

    def header_buttons(self) -> list[Button]:
        return self.shown.header_buttons()

    def actions_for_menu(self) -> list[QAction]:
        # The menu is filled once for the page: each command asks for the list in front when it runs.
        return [
            action(self, tr("Thêm vào danh sách"), self.add, keys="Ctrl+N", icon="plus"),
            action(self, tr("Tìm trong danh sách"), self._search, keys="Ctrl+F", icon="search"),
            *list_actions(self, lambda: self.shown),
            *(action(self, words, partial(self.show_list, key)) for key, words in self._names.items()),
        ]

    def add(self) -> None:
        """Ask for a new unit, ban or person, whichever list is in front."""
        adding = self.shown.adding()
        if adding is not None:
            adding[1]()

    def _search(self) -> None:
        self.shown.search.setFocus()

    def details(self) -> QWidget:
        return self._details

    def regions(self) -> list[QWidget]:
        return self.shown.regions()

    def focus_first(self) -> None:
        self.shown.focus_first()

    def on_changed(self, touched: frozenset[tuple[str, Any]]) -> None:
        for page in self._lists.values():
            page.on_changed(touched)

    def show_item(self, what: object) -> None:
        if isinstance(what, tuple) and what and what[0] in _LIST_OF:
            self.show_list(_LIST_OF[what[0]])
            self.shown.show_item(what)
