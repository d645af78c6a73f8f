"""Thiết lập: one scrolling page of short sections; each section saves by its own button, as one change."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from ui.context import PageContext
from ui.pages.settings.calendar import CalendarSection
from ui.pages.settings.layout import LayoutSection
from ui.pages.settings.office import OfficeSection
from ui.pages.settings.program import ProgramSection
from ui.pages.settings.safety import SafetySection
from ui.pages.settings.sentences import SentencesSection
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.label import Line
from ui.widgets.page import Page
from ui.widgets.scroll import PaperScroll

if TYPE_CHECKING:
    from ui.pages.settings.section import Section


class SettingsPage(Page):
    """The office, its calendar, its papers, the program, backups and checks."""

    help_chapter = "settings"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.sections: dict[str, Section] = {
            "office": OfficeSection(context),
            "calendar": CalendarSection(context),
            "layout": LayoutSection(context),
            "sentences": SentencesSection(context),
            "program": ProgramSection(context),
            "backup": SafetySection(context),
        }
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(PAD, 4, PAD, PAD)
        column.setSpacing(0)
        for number, section in enumerate(self.sections.values()):
            if number:
                column.addWidget(Line())
            column.addWidget(section)
            section.said.connect(self.said)
        column.addStretch(1)
        self._scroll = PaperScroll(tr("Thiết lập"), sheet)
        self.body.addWidget(self._scroll, 1)
        self._leave = Button(tr("Mở sổ khác…"), context.program.leave_workspace, icon="folder-open")

    def title(self) -> str:
        return tr("Thiết lập")

    def header_buttons(self) -> list[Button]:
        return [self._leave]

    def regions(self) -> list[QWidget]:
        return [self._scroll]

    def focus_first(self) -> None:
        self.sections["office"].focusNextChild()

    def show_item(self, what: object) -> None:
        section = self.sections.get(str(what))
        if section is not None:
            self._scroll.ensureWidgetVisible(section, 0, 0)
            section.setFocus()

    def on_changed(self, touched: frozenset[tuple[str, Any]]) -> None:
        if any(table in {"unit_name", "unit_parent", "setting", "calendar", "period_close"} for table, _ in touched):
            for section in self.sections.values():
                section.refresh()

    def on_shown(self) -> None:
        for section in self.sections.values():
            section.refresh()
