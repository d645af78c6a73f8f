"""Đơn vị, ban: three lists under one title."""

from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import tr
from ui.context import PageContext
from ui.pages.list_page import ListPage
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
            page.details_requested.connect(self.details_requested)
        self.body.addWidget(self._stack, 1)
        options = [("units", tr("Đơn vị cấp dưới")), ("bans", tr("Ban")), ("people", tr("Cán bộ"))]
        self._switch = Segmented(options, "units", name=tr("Danh sách"))
        self._switch.changed.connect(lambda key: self.show_list(str(key)))

    @property
    def shown(self) -> ListPage:
        """The list in front."""
        return self._lists[str(self._switch.value())]

    def show_list(self, key: str) -> None:
        """Bring a list to the front: units, bans, people."""
        self._switch.set_value(key)
        self._stack.setCurrentWidget(self._lists[key])
        self.header_changed.emit()

    def title(self) -> str:
        return tr("Đơn vị, ban")

    def fact(self) -> str:
        return self.shown.fact()

    def header_widget(self) -> QWidget:
        return self._switch

    def header_buttons(self) -> list[Button]:
        return self.shown.header_buttons()

    def actions_for_menu(self) -> list[QAction]:
        return self.shown.actions_for_menu()

    def details(self) -> QWidget | None:
        return self.shown.details()

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
