"""Somebody at the import of plans: what can be seen of the draft, and the ways to move in it by keys."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.plan_import.draft import PlanDraft
from app.plan_import.review.entries import Entry, Review, to_draft
from tests.ui.at_window import CTRL, NONE, AtWindow, Key
from ui.pages.plan_import.page import PlanImportPage
from ui.pages.plan_import.rows import Row
from ui.widgets.fields import ComboBox


class Clerk:
    """Drives the page with real keys."""

    def __init__(self, me: AtWindow, folder: Path) -> None:
        self.me, self.folder = me, folder
        self.me.press(Key.Key_I, CTRL)
        self.me.settle()

    @property
    def page(self) -> PlanImportPage:
        """The page of the import."""
        page = self.me.page
        assert isinstance(page, PlanImportPage)
        return page

    def read(self, *files: Path) -> None:
        """Read files, as the file dialog or a drop brings them."""
        self.page.read_files(files)
        self.me.settle()

    def paste(self, text: str) -> None:
        """Copy a text and press Ctrl+V."""
        QGuiApplication.clipboard().setText(text)
        self.me.press(Key.Key_V, CTRL)
        self.me.settle()

    @property
    def review(self) -> Review:
        """The review at hand."""
        return self.page.desk.review

    @property
    def draft(self) -> PlanDraft:
        """What would be taken over."""
        return to_draft(self.review)

    def rows(self) -> list[Row]:
        """The rows of the draft."""
        return self.page.reviewing.view.draft.rows()

    def here(self) -> Row:
        """The row one stands on."""
        row = self.page.reviewing.view.current_row()
        assert row is not None
        return row

    def entry(self, words: str) -> Entry:
        """The entry whose words begin so."""
        return next(entry for entry in self.review.entries if entry.text.startswith(words))

    def stand(self, words: str) -> None:
        """Go to a row by the arrow keys."""
        view = self.page.reviewing.view
        view.setFocus()
        self.me.press(Key.Key_Home, CTRL)
        for _ in self.rows():
            if self.here().node.text.startswith(words):
                return
            self.me.press(Key.Key_Down)
        raise AssertionError(f"no row “{words}” among {[row.node.text for row in self.rows()]}")

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key and let everything hear of it."""
        self.me.press(key, held)
        self.me.settle()

    def edit(self, key: Qt.Key, typed: str, held: Qt.KeyboardModifier = NONE) -> None:
        """Open an editor with a key, type over what stands there, and save it with Enter."""
        self.press(key, held)
        self.me.retype(typed)
        self.press(Key.Key_Return)

    def lead_all(self) -> None:
        """Choose the ban that leads by default, by keys."""
        box = next(one for one in self.page.findChildren(ComboBox) if one.accessibleName() == "Ban chủ trì mặc định")
        box.setFocus()
        self.me.press(Key.Key_Down)
        self.me.settle()
