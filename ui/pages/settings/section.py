"""One section of the settings: a heading, a line what it is for, fields or a list, at most one button."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import PlanError
from app.jobs import Progress
from ui.context import PageContext
from ui.fonts import Role
from ui.widgets.buttons import Button, Kind
from ui.widgets.label import Label
from ui.widgets.message import MessageBar

WIDTH = 640


class Section(QWidget):
    """``said`` tells what was done: the text, and True when the window's undo takes it back."""

    said = Signal(str, object)

    def __init__(self, context: PageContext, title: str, purpose: str) -> None:
        super().__init__()
        self.context = context
        self.setMaximumWidth(WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 12, 0, 12)
        self.column.setSpacing(8)
        self.column.addWidget(Label(title, Role.SECTION))
        self.column.addWidget(Label(purpose, tone="text2", wrap=True))
        self.message = MessageBar()
        self.column.addWidget(self.message)

    def add(self, widget: QWidget) -> QWidget:
        """Add a field, a list or a form."""
        self.column.addWidget(widget)
        return widget

    def add_button(self, words: str, on: Callable[[], object], *, kind: Kind = "secondary") -> Button:
        """Add a button at the left."""
        button = Button(words, on, kind=kind)
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def refresh(self) -> None:
        """Show things as they are now."""

    def write(self, work: Callable[[Progress], object], said: str, *, undo: bool = True) -> None:
        """Run a use case on the writer thread; say that it is done, or what hindered it, in this section."""
        self.message.clear()
        job = self.context.jobs.write(work)
        job.succeeded.connect(lambda _result: self.said.emit(said, True if undo else None))
        job.failed.connect(self._refused)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, PlanError):
            self.message.say_error(error)
