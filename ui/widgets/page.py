"""What a page of the window is. The window knows pages only by this."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QUndoStack
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.drafts import KeptText
from app.errors import PlanError
from app.session import Touched
from ui.widgets.buttons import Button
from ui.widgets.message import MessageBar


@dataclass(frozen=True)
class Taking:
    """How something is taken back that Ctrl+Z does not: what the way is called, and what leads there."""

    words: str
    back: Callable[[], object]


class Page(QWidget):
    """A page: its title and header, its content in ``body``, its own messages.

    ``said`` asks for a toast: the text, and a callable that undoes it, a ``Taking``, True for the window's own undo, or None.
    ``open_requested`` leads to another page by its key and hands it what to show. ``sheet_opened`` brings each sheet that opens over it.
    """

    header_changed = Signal()
    said = Signal(str, object)
    open_requested = Signal(str, object)
    period_requested = Signal(str)
    details_requested = Signal(bool)
    details_changed = Signal()
    sheet_opened = Signal(object)

    has_period = False
    help_chapter = ""
    nav_collapsed = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.message = MessageBar()
        layout.addWidget(self.message)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        layout.addLayout(self.body, 1)

    def title(self) -> str:
        """The words in the header, left."""
        return ""

    def fact(self) -> str:
        """One grey fact beside the title."""
        return ""

    def header_buttons(self) -> list[Button]:
        """At most two secondary buttons, then at most one primary. They are made once and kept by the page."""
        return []

    def header_widget(self) -> QWidget | None:
        """Something small to see after the fact, such as a bar of what is done; made once and kept by the page."""
        return None

    def actions_for_menu(self) -> list[QAction]:
        """The page's own commands: in the menu bar under the page's name, in Ctrl+K, and live by their keys."""
        return []

    def details(self) -> QWidget | None:
        """What the details panel shows beside this page; None when it has no details. ``details_changed`` has it asked again."""
        return None

    def regions(self) -> list[QWidget]:
        """Where F6 stops within the page, in order."""
        return [self]

    @property
    def undo_stack(self) -> QUndoStack | None:
        """The page's own steps, where what is undone now is a draft of the page and not the workspace; None for the window's own undo."""
        return None

    def on_period(self, code: str) -> None:
        """Another period was chosen in the header (only told when ``has_period``)."""

    def on_shown(self) -> None:
        """The page came to the front."""

    def on_changed(self, touched: Touched) -> None:
        """A change touched these (table, row id) pairs; the page refreshes what shows them."""

    def show_item(self, what: object) -> None:
        """Lead the person to one thing, as asked by another page, a search result or a badge."""

    def resume(self, kept: KeptText) -> bool:
        """Open again what was being typed on this page when the program ended, with its text. False where the page cannot."""
        return False

    def focus_first(self) -> None:
        """Put the focus where work on this page starts."""
        first = self.regions()[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if not first.hasFocus():
            first.focusNextChild()

    def fail(self, error: Exception) -> None:
        """Show what a person can act on in the message bar. Bugs were already shown by the crash dialog."""
        if isinstance(error, PlanError):
            self.message.say_error(error)


@dataclass(frozen=True)
class PageSpec:
    """A page as the navigation lists it. ``factory`` runs when the page is first shown; ``group`` makes the gaps.

    A page ``inside`` another is not listed: the other's item stays marked while it is shown.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[], Page]
    group: int = 0
    shortcut: str = ""
    bottom: bool = False
    inside: str = ""
