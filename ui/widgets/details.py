"""The details panel's content: a title, facts beside their labels, sections of lines. Pages fill it anew for each row."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.fonts import Role
from ui.marks import MarkLabel
from ui.widgets.buttons import Button
from ui.widgets.label import Label, Line
from ui.widgets.scroll import PaperScroll

LABEL_WIDTH = 80
PADDING = 16
LINK_PADDING = 5


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
        # No alignment of the layout: it would take its size hint for its height, and wrapped lines need more (they were cut).
        self._column.addStretch(1)
        self.set_content(sheet)

    def title(self, text: str, second: str = "", *, mark: str = "") -> None:
        """What the panel is about, and one line on how it stands."""
        self._put(Label(text, Role.SECTION, wrap=True))
        if second and mark:
            self._put(MarkLabel(mark, second))
        elif second:
            self._put(Label(second, Role.SMALL, "text2", wrap=True))

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Labels and what stands beside them; pairs without text are left out."""
        given = [(label, text) for label, text in pairs if text]
        if not given:
            return
        self._space(4)
        self._put(Line())
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
        self._column.insertLayout(self._column.count() - 1, grid)

    def can_do(self, buttons: Sequence[Button]) -> None:
        """What can be done with it: as many beside each other as there is room for."""
        self._put(_Flow(buttons))

    def section(self, title: str, action: str = "", on: Callable[[], object] | None = None) -> None:
        """A heading, with at most one thing to do at its right."""
        self._space(6)
        self._put(Line())
        row = QHBoxLayout()
        row.addWidget(Label(title, Role.SMALL_STRONG, "text2"))
        row.addStretch(1)
        if action and on is not None:
            row.addWidget(Button(action, on, kind="link"))
        self._column.insertLayout(self._column.count() - 1, row)

    def lines(self, texts: Iterable[str], *, empty: str = "") -> None:
        """Lines of text under a section; ``empty`` where there are none."""
        shown = [text for text in texts if text]
        for text in shown:
            self._put(Label(text, wrap=True))
        if not shown and empty:
            self._put(Label(empty, tone="text2", wrap=True))

    def marked(self, mark: str, words: str) -> None:
        """A sentence behind a mark."""
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(MarkLabel(mark, " "), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(words, wrap=True), 1)
        self._column.insertLayout(self._column.count() - 1, row)

    def add(self, widget: QWidget) -> None:
        """Any widget; what has a fixed width stands at the left."""
        self._put(widget)

    def _put(self, widget: QWidget) -> None:
        fixed = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
        self._column.insertWidget(
            self._column.count() - 1, widget, 0, Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0)
        )

    def _space(self, height: int) -> None:
        self._column.insertSpacing(self._column.count() - 1, height)


class _Flow(QWidget):
    """Buttons beside each other, going on below where the width ends."""

    def __init__(self, buttons: Sequence[Button]) -> None:
        super().__init__()
        self._buttons = list(buttons)
        for button in buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button, place in zip(self._buttons, self._places(self.width())[0], strict=True):
            button.move(place)

    def _places(self, width: int) -> tuple[list[QPoint], int]:
        """Where each button stands, and the height of all. The icon's padding is let out at the left so that words line up."""
        places, x, y = [], -LINK_PADDING, 0
        for button in self._buttons:
            size = button.sizeHint()
            if x > 0 and x + size.width() > width:
                x, y = -LINK_PADDING, y + size.height() + 2
            places.append(QPoint(x, y))
            x += size.width() + 6
        last = self._buttons[-1].sizeHint().height() if self._buttons else 0
        return places, y + last
