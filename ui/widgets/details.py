"""The details panel's content: a title, facts beside their labels, sections of lines. Pages fill it anew for each row."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.fonts import Role
from ui.marks import MarkLabel
from ui.widgets.buttons import Button
from ui.widgets.label import Label, Line
from ui.widgets.scroll import PaperScroll

LABEL_WIDTH = 80
PADDING = 16


class Details(PaperScroll):
    """``begin`` empties it; ``title``, ``facts``, ``section``, ``lines`` and ``add`` fill it from the top."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._column = QVBoxLayout()
        self.begin()

    def begin(self) -> None:
        """Start anew, empty."""
        sheet = QWidget()
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(PADDING, PADDING - 4, PADDING, PADDING)
        self._column.setSpacing(6)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.set_content(sheet)

    def title(self, text: str, second: str = "", *, mark: str = "") -> None:
        """What the panel is about, and one line on how it stands."""
        self._column.addWidget(Label(text, Role.SECTION, wrap=True))
        if second and mark:
            self._column.addWidget(MarkLabel(mark, second))
        elif second:
            self._column.addWidget(Label(second, Role.SMALL, "text2", wrap=True))

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Labels and what stands beside them; pairs without text are left out."""
        given = [(label, text) for label, text in pairs if text]
        if not given:
            return
        self._column.addSpacing(4)
        self._column.addWidget(Line())
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for row, (label, text) in enumerate(given):
            caption = Label(label, Role.SMALL, "text2", wrap=True)
            caption.setMaximumWidth(LABEL_WIDTH + 20)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(text, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(grid)

    def section(self, title: str, action: str = "", on: Callable[[], object] | None = None) -> None:
        """A heading, with at most one thing to do at its right."""
        self._column.addSpacing(6)
        self._column.addWidget(Line())
        row = QHBoxLayout()
        row.addWidget(Label(title, Role.SMALL_STRONG, "text2"))
        row.addStretch(1)
        if action and on is not None:
            row.addWidget(Button(action, on, kind="link"))
        self._column.addLayout(row)

    def lines(self, texts: Iterable[str], *, empty: str = "") -> None:
        """Lines of text under a section; ``empty`` where there are none."""
        shown = [text for text in texts if text]
        for text in shown:
            self._column.addWidget(Label(text, wrap=True))
        if not shown and empty:
            self._column.addWidget(Label(empty, tone="text2", wrap=True))

    def add(self, widget: QWidget) -> None:
        """Any widget, the full width."""
        self._column.addWidget(widget)
