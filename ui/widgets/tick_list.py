"""A list of things to tick: Space ticks, Alt+↑ Alt+↓ move where the order means something."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QEvent, QKeyCombination, QModelIndex, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from ui.icons import paint_icon
from ui.tokens import ROW, Tokens
from ui.widgets.cells import CELL_ROLE, DISPLAY_ROLE, ID_ROLE, Cell, Index, paint_cell
from ui.widgets.list_view import ListView
from ui.widgets.row_delegate import RowDelegate

ROOT = QModelIndex()
MOST_ROWS = 14
_BOX = 26
_COUNT_WIDTH = 64
_CHECK_ROLE = int(Qt.ItemDataRole.CheckStateRole)
_ALT = Qt.KeyboardModifier.AltModifier
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})


@dataclass(frozen=True)
class Tick:
    """One thing: its key, its words, whether it is ticked; ``count`` and ``mark`` (a status) where they help to choose."""

    key: str
    text: str
    on: bool = False
    count: int | None = None
    mark: str = ""


class _TickModel(QAbstractTableModel):
    """The things in their order."""

    def __init__(self, ticks: Sequence[Tick], parent: QObject) -> None:
        super().__init__(parent)
        self.ticks = list(ticks)
        self._columns = 2 if any(one.count is not None for one in ticks) else 1

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.ticks)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        one = self.ticks[index.row()]
        if role == ID_ROLE:
            return one.key
        if index.column() == 1:
            words = "" if one.count is None else str(one.count)
            return Cell(words, right=True, tone="text2") if role == CELL_ROLE else words
        if role == CELL_ROLE:
            return Cell(one.text, mark=one.mark)
        if role == _CHECK_ROLE:
            return Qt.CheckState.Checked if one.on else Qt.CheckState.Unchecked
        if role == int(Qt.ItemDataRole.AccessibleDescriptionRole):
            return tr("đã chọn") if one.on else tr("chưa chọn")
        return one.text if role == DISPLAY_ROLE else None

    def set_on(self, row: int, *, on: bool) -> None:
        """Tick a thing, or no longer."""
        self.ticks[row] = replace(self.ticks[row], on=on)
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def move(self, row: int, by: int) -> bool:
        """Move a thing one place up or down; False at the end."""
        other = row + by
        if not 0 <= other < len(self.ticks):
            return False
        self.beginMoveRows(ROOT, row, row, ROOT, other + (1 if by > 0 else 0))
        self.ticks[row], self.ticks[other] = self.ticks[other], self.ticks[row]
        self.endMoveRows()
        return True


class _TickDelegate(RowDelegate):
    """Paints the box before the words."""

    def paint_content(self, painter: QPainter, rect: QRect, index: Index, cell: Cell, t: Tokens) -> None:
        if index.column() == 1:
            super().paint_content(painter, rect, index, cell, t)
            return
        on = index.data(_CHECK_ROLE) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect.left() + 9.5, rect.center().y() - 7, 15, 15)
        painter.setPen(QPen(t.accent if on else t.ctl, 1))
        painter.setBrush(t.accent if on else t.base)
        painter.drawRoundedRect(box, 3, 3)
        if on:
            paint_icon(painter, "check", box.left() + 0.5, box.top() + 0.5, 14, t.on_accent)
        painter.restore()
        paint_cell(painter, rect.adjusted(_BOX, 0, 0, 0), cell, t)


class TickList(ListView):
    """The keys that are ticked, in their order, are the ``value``.

    ``changed`` after every tick and move, ``done`` on Enter, ``nudged`` on Alt+← Alt+→: the key, and -1 or 1.
    """

    changed = Signal()
    done = Signal()
    nudged = Signal(str, int)

    def __init__(
        self, ticks: Sequence[Tick], *, name: str = "", movable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, name=name, sortable=False)
        self._movable = movable
        self._ticks = _TickModel(ticks, self)
        self.row_delegate = _TickDelegate(self)
        self.setItemDelegate(self.row_delegate)
        self.header.hide()
        self.setModel(self._ticks)
        self.set_widths([200, _COUNT_WIDTH][: self._ticks.columnCount()], stretch=0)
        self.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.setFixedHeight(min(max(len(ticks), 1), MOST_ROWS) * ROW + 2)
        self.clicked.connect(lambda index: self.toggle(index.row()))

    def value(self) -> tuple[str, ...]:
        """The keys that are ticked."""
        return tuple(one.key for one in self._ticks.ticks if one.on)

    def keys(self) -> tuple[str, ...]:
        """All keys in their order."""
        return tuple(one.key for one in self._ticks.ticks)

    def problem(self) -> str:
        """Nothing can be wrong with ticks."""
        return ""

    def toggle(self, row: int) -> None:
        """Tick a thing, or no longer."""
        self._ticks.set_on(row, on=not self._ticks.ticks[row].on)
        self.changed.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._movable:
            pressed = cast(QKeyEvent, event)
            if pressed.modifiers() == _ALT and pressed.key() in _MOVES:
                # The window's own Alt+← would lead to another page.
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        pressed = event.keyCombination()
        if row >= 0 and pressed.key() == Qt.Key.Key_Space:
            self.toggle(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif row >= 0 and self._movable and self._moves(row, pressed):
            return
        else:
            super().keyPressEvent(event)

    def _moves(self, row: int, pressed: QKeyCombination) -> bool:
        """Whether the keys moved the thing one stands on, or asked for it to be wider or narrower."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        nudges = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if pressed.keyboardModifiers() != _ALT:
            return False
        if pressed.key() in steps:
            if self._ticks.move(row, steps[pressed.key()]):
                self.scrollTo(self.currentIndex())
                self.changed.emit()
            return True
        if pressed.key() in nudges:
            self.nudged.emit(self._ticks.ticks[row].key, nudges[pressed.key()])
            return True
        return False
