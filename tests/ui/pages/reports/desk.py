"""Somebody before the reports page."""

from pathlib import Path
from typing import Any, cast

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.reading import Reader
from app.settings import Settings
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.papers import pdf_pages, words
from ui.changes import ChangeSignal
from ui.context import PageContext
from ui.jobs import JobRunner
from ui.pages.reports.choices import Choice
from ui.pages.reports.page import ReportsPage
from ui.widgets.cells import ID_ROLE
from ui.widgets.sheet import Sheet


class Kept:
    """What the person keeps of the lists, as the program keeps it."""

    def __init__(self) -> None:
        self.settings = Settings()

    def keep(self, **choices: object) -> None:
        """Keep choices by the names of ``Settings``."""
        self.settings = msgspec.structs.replace(self.settings, **choices)


class Desk:
    """The page over a real workspace; files are opened by nobody but noted."""

    def __init__(self, quarter: Quarter) -> None:
        self.quarter = quarter
        self.jobs = JobRunner()
        self.changes = ChangeSignal(quarter.session)
        self.page = ReportsPage(
            PageContext(quarter.session, self.jobs, Reader(quarter.session), self.changes, cast(Any, Kept()))
        )
        self.changes.changed.connect(self.page.on_changed)
        self.toasts: list[str] = []
        self.opened: list[Path] = []
        self.suggested: list[str] = []
        self.page.said.connect(lambda text, _undo: self.toasts.append(text))
        setattr(self.page, "open_file", self.opened.append)  # noqa: B010  # a type checker minds methods being replaced

    def answers(self, path: Path) -> None:
        """Answer the question where to write with this path, without a dialog."""

        def choose(suggested: Path, _filter: str) -> str:
            self.suggested.append(suggested.name)
            return str(path)

        setattr(self.page, "choose_path", choose)  # noqa: B010  # a type checker minds methods being replaced

    def open(self, period: str = Q3) -> None:
        """Show a period."""
        self.page.resize(1190, 650)
        self.page.show()
        self.page.on_period(period)
        self.page.on_shown()
        self.settle()

    def settle(self) -> None:
        """Let every job end and every screen hear of it."""
        for _ in range(5):
            self.jobs.wait_idle(30)
            QApplication.processEvents()

    def close(self) -> None:
        """Put the page away."""
        self.settle()
        self.page.close()
        self.jobs.close()

    def offered(self) -> list[str]:
        """The list at the left, headings included."""
        model = self.page.papers.model()
        found = [model.index(row, 0).data(ID_ROLE) for row in range(model.rowCount())]
        return [choice.title for choice in found if isinstance(choice, Choice)]

    def current(self) -> Choice:
        """The paper that is looked at."""
        choice = self.page.papers.current()
        assert choice is not None
        return choice

    def text(self) -> str:
        """What the paper says, all pages."""
        pages = self.page.preview.pages
        assert pages is not None
        return words(" ".join(pdf_pages(pages.data)))

    def button(self, text: str) -> QAbstractButton:
        """A button of the page or its panels by its words."""
        found = [one for one in self.page.findChildren(QAbstractButton) if one.isVisible() and one.text() == text]
        assert found, text
        return found[0]

    @property
    def sheet(self) -> Sheet:
        """The sheet that is open."""
        return next(sheet for sheet in self.page.findChildren(Sheet) if sheet.isVisible())

    def press(self, key: Qt.Key) -> None:
        """Press a key where the page is shown."""
        QTest.keyClick(self.page.preview.view, key)
        self.settle()
