"""Painted blocks for screen readers: a block is a table of named cells, each where it is painted (QAccessible).

Qt asks the factory below for an interface when a screen reader listens; without one nothing of this is ever made.
"""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow

if TYPE_CHECKING:
    from ui.pages.overview.painted import PaintedTable

_NAMES = (QAccessible.Text.Name, QAccessible.Text.Description)


class SpokenSpot(QAccessibleInterface):
    """One painted cell that leads somewhere, by its place among the block's spots."""

    def __init__(self, block: "SpokenBlock", place: int) -> None:
        super().__init__()
        self._block, self._place = block, place

    def isValid(self) -> bool:
        return self._block.isValid() and self._place < self._block.childCount()

    def object(self) -> QObject | None:  # type: ignore[override]  # Qt allows none: a cell is no object of its own
        """The widget; none for a cell or when the widget is gone."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]  # none before the window is shown
        """The window it stands in."""
        return self._block.window()

    def parent(self) -> QAccessibleInterface:
        return self._block

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # a cell has none
        """The spot at a place."""
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # a cell has none
        return None

    def role(self) -> QAccessible.Role:
        """What a screen reader calls it."""
        return QAccessible.Role.Link

    def text(self, kind: QAccessible.Text) -> str:
        """Its name."""
        return self._block.table.spoken_at(self._place) if self.isValid() and kind in _NAMES else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Figures are not written over."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        if not self.isValid():
            return QRect()
        rect = self._block.table.spot_rect(self._place)
        return QRect(self._block.table.mapToGlobal(rect.topLeft()), rect.size())

    def state(self) -> QAccessible.State:
        """Whether the keys stand on it."""
        state = QAccessible.State()
        if self.isValid():
            state.focusable = True
            state.focused = self._block.table.hasFocus() and self._block.table.current_place() == self._place
        return state


class SpokenBlock(QAccessibleInterface):
    """The block with its spots. They are made once for each place: other figures only change what a place says."""

    def __init__(self, table: "PaintedTable") -> None:
        super().__init__()
        self.table = table
        self._there = True
        table.destroyed.connect(self._end)
        self._spots: list[SpokenSpot] = []

    def isValid(self) -> bool:
        return self._there

    def _end(self) -> None:
        """The widget is gone; whoever still asks is told so."""
        self._there = False

    def object(self) -> QObject | None:  # type: ignore[override]  # none once the widget is gone
        """The widget; none for a cell or when the widget is gone."""
        return self.table if self.isValid() else None

    def window(self) -> QWindow | None:  # type: ignore[override]  # none before the window is shown
        """The window it stands in."""
        return self.table.window().windowHandle() if self.isValid() else None

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self.table.parentWidget() or self.table.window())

    def childCount(self) -> int:
        return len(self.table.spots()) if self.isValid() else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # none beyond the last
        """The spot at a place."""
        if not 0 <= index < self.childCount():
            return None
        while len(self._spots) <= index:
            self._spots.append(SpokenSpot(self, len(self._spots)))
        return self._spots[index]

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # none while the keys go elsewhere
        return self.child(self.table.current_place()) if self.table.hasFocus() else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((place for place, spot in enumerate(self._spots) if spot == child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # none between cells
        return next((self.child(place) for place in range(self.childCount()) if self._has(place, x, y)), None)

    def _has(self, place: int, x: int, y: int) -> bool:
        child = self.child(place)
        return child is not None and child.rect().contains(x, y)

    def role(self) -> QAccessible.Role:
        """What a screen reader calls it."""
        return QAccessible.Role.List

    def text(self, kind: QAccessible.Text) -> str:
        """Its name."""
        return self.table.accessibleName() if self.isValid() and kind == QAccessible.Text.Name else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Figures are not written over."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        if not self.isValid():
            return QRect()
        return QRect(self.table.mapToGlobal(self.table.rect().topLeft()), self.table.size())

    def state(self) -> QAccessible.State:
        """Whether the keys stand on it."""
        state = QAccessible.State()
        if self.isValid():
            state.focusable = True
            state.focused = self.table.hasFocus()
        return state


class _Faces:
    """Makes the interfaces, and keeps them as long as the program runs: a screen reader may ask a block that is gone."""

    def __init__(self, kind: type["PaintedTable"]) -> None:
        self._kind = kind
        self._kept: list[SpokenBlock] = []

    def __call__(self, _key: str, what: QObject) -> QAccessibleInterface | None:
        if not isinstance(what, self._kind):
            return None
        self._kept.append(SpokenBlock(what))
        return self._kept[-1]


@cache
def speak_blocks(kind: type["PaintedTable"]) -> None:
    """Tell Qt, once in a process, how painted blocks are spoken."""
    QAccessible.installFactory(_Faces(kind))
