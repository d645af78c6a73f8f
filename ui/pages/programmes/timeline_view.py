"""The tree of programmes with a timeline as its last column: panned, zoomed, and its bars moved by mouse or keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from app.i18n import tr
from app.plan.timeline import Bar, Step
from ui.pages.programmes.nodes import Node
from ui.pages.programmes.timeline_cells import TimelineCell, dates_words, step_words
from ui.pages.programmes.timeline_paint import STEP, TimelineDelegate, TimelineHeader, bar_rect, step_center
from ui.pages.programmes.timeline_scale import Scale
from ui.widgets.cells import ROW_ALONE, Index, cell_of
from ui.widgets.tree_view import TreeView

TIMELINE = 5
EDGE = 5
"""So near to its end, a bar is drawn longer instead of moved as a whole (pixels)."""

REACH = 12
"""So near to the edge of the column, a bar that is dragged takes the timeline along (pixels)."""

PARTS = ("whole", "start", "due")
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass
class Move:
    """A bar that is being moved; ``at`` is where the mouse took hold of it, None when it is moved by keys.

    ``bar`` is where ``part`` began to be moved by ``days``; ``sent`` once it is being written.
    """

    node: Node
    origin: Bar
    bar: Bar
    part: str = "whole"
    days: int = 0
    at: QPoint | None = None
    sent: bool = False

    @property
    def now(self) -> Bar:
        """The bar where it is held."""
        return self.bar.moved(self.part, self.days)

    @property
    def words(self) -> str:
        """The old dates and the new ones."""
        return tr("{old} thành {new}", old=dates_words(self.origin), new=dates_words(self.now))


class TimelineTree(TreeView):
    """``dates_moved`` asks to write (task id, starts, due; ISO, None where it stays); ``moving`` tells what is held (None: let go).

    ``step_opened`` a milestone (programme id, milestone id) that was clicked; ``zoom_asked`` nearer (1) or farther (-1).
    """

    dates_moved = Signal(int, object, object)
    moving = Signal(object)
    step_opened = Signal(int, int)
    zoom_asked = Signal(int)

    def __init__(self, today: date, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent, name=name)
        self.scale = Scale(today)
        self.row_delegate = TimelineDelegate(self.scale, self._held, self)
        self.setItemDelegate(self.row_delegate)
        self._head = TimelineHeader(self.scale, TIMELINE)
        self.setHeader(self._head)
        self._head.sectionResized.connect(self._resized)
        self._move: Move | None = None
        self._drawn_from: int | None = None
        self._dropped = False
        self._shown = False

    # --- what is shown

    @property
    def timeline_shown(self) -> bool:
        """Whether the timeline is there."""
        return self._shown

    def show_timeline(self, shown: bool) -> None:
        """Bring the timeline, or leave it away."""
        self._shown = shown
        self.let_go()
        self.setColumnHidden(TIMELINE, not shown)
        self._head.set_tall(shown)
        wide, rest = QHeaderView.ResizeMode.Interactive, QHeaderView.ResizeMode.Stretch
        self._head.setStretchLastSection(False)
        self._head.setSectionResizeMode(wide)
        self._head.setSectionResizeMode(TIMELINE if shown else 0, rest)

    def repaint_days(self) -> None:
        """The scale was moved."""
        self.viewport().update()
        self.header().viewport().update()

    def _resized(self, section: int, _old: int, width: int) -> None:
        if section == TIMELINE and width > 0:
            self.scale.set_width(width)

    def _held(self, index: Index) -> Bar | None:
        if self._move is not None and index.internalPointer() is self._move.node:
            return self._move.now
        return None

    # --- what stands where

    def _cell(self, index: QModelIndex) -> TimelineCell | None:
        cell = cell_of(index.siblingAtColumn(TIMELINE)) if index.isValid() else None
        return cell if isinstance(cell, TimelineCell) else None

    def _place(self, index: QModelIndex) -> QRect:
        """The timeline's part of a row."""
        row = self.visualRect(index.siblingAtColumn(TIMELINE))
        return QRect(self.columnViewportPosition(TIMELINE), row.top(), self.columnWidth(TIMELINE), row.height())

    def _at(self, pos: QPoint) -> tuple[QModelIndex, TimelineCell | None, QPointF]:
        """The row, its cell and the place within it; no cell outside the timeline."""
        index = self.indexAt(pos)
        if not self._shown or not index.isValid() or index.column() != TIMELINE:
            return index, None, QPointF()
        return index, self._cell(index), QPointF(pos - self._place(index).topLeft())

    def _step_at(self, cell: TimelineCell, at: QPointF) -> Step | None:
        for step in reversed(cell.span.steps if cell.span else ()):
            if abs(step_center(step.last, self.scale, self.row_delegate.row_height).x() - at.x()) <= STEP / 2 + 1:
                return step
        return None

    def _part_at(self, bar: Bar, at: QPointF) -> str:
        """What of a bar the mouse is over: start, due, whole; empty beside it."""
        box = bar_rect(bar, self.scale, self.row_delegate.row_height)
        if bar.steady or not box.adjusted(-EDGE, -4, EDGE, 4).contains(at):
            return ""
        if bar.due is not None and at.x() > box.right() - EDGE:
            return "due"
        if bar.starts is not None and at.x() < box.left() + EDGE:
            return "start"
        return "whole"

    # --- the mouse

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            _, cell, at = self._at(event.pos())
            if cell is not None:
                step = self._step_at(cell, at)
                QToolTip.showText(event.globalPos(), step_words(step) if step else cell.spoken(), self.viewport())
                return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.let_go()
        index, cell, at = self._at(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        super().mousePressEvent(event)
        if cell is None or not plain:
            return
        node = index.internalPointer()
        step = self._step_at(cell, at)
        if step is not None and node.id is not None:
            self.step_opened.emit(node.id, step.id)
        elif cell.bar is not None and (part := self._part_at(cell.bar, at)):
            self._move = Move(node, cell.bar, cell.bar, part, 0, event.position().toPoint())
        else:
            self._drawn_from = event.position().toPoint().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pos = event.position().toPoint()
        if (held := self._held_by_mouse()) is not None:
            self._follow(held, pos)
            held.days = self.scale.days_in(pos.x() - (held.at or pos).x())
            QToolTip.showText(event.globalPosition().toPoint(), held.words, self.viewport())
            self.viewport().update()
            return
        if self._drawn_from is not None:
            # Beside a bar the whole timeline is drawn along, as paper is.
            self.scale.pan(self._drawn_from - pos.x())
            self._drawn_from = pos.x()
            self.repaint_days()
        if self._dropped or self._drawn_from is not None:
            return
        super().mouseMoveEvent(event)
        _, cell, at = self._at(pos)
        part = self._part_at(cell.bar, at) if cell is not None and cell.bar is not None else ""
        if part in {"start", "due"}:
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        elif part or (cell is not None and self._step_at(cell, at)):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def _follow(self, held: Move, pos: QPoint) -> None:
        """At the edges of the column the timeline goes on under a bar that is dragged there."""
        left = self.columnViewportPosition(TIMELINE)
        beyond = pos.x() - min(max(pos.x(), left + REACH), left + self.columnWidth(TIMELINE) - REACH)
        if beyond and held.at is not None:
            self.scale.pan(beyond)
            held.at -= QPoint(beyond, 0)
            self.header().viewport().update()

    def _held_by_mouse(self) -> Move | None:
        move = self._move
        return move if move is not None and move.at is not None and not move.sent else None

    def _held_by_keys(self) -> Move | None:
        move = self._move
        return move if move is not None and move.at is None and not move.sent else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drawn_from, self._dropped = None, False
        if (held := self._held_by_mouse()) is not None:
            QToolTip.hideText()
            if held.days:
                self._write()
            else:
                self.let_go()
                self.opened.emit(self.currentIndex())
            return
        super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if self._shown and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if turned.y() > 0 else -1)
        elif self._shown and (event.modifiers() & Qt.KeyboardModifier.ShiftModifier or turned.x()):
            self.scale.pan(-(turned.x() or turned.y()) * 0.5)
            self.repaint_days()
        else:
            super().wheelEvent(event)
            return
        event.accept()

    # --- the keys

    def hold_current(self) -> Move | None:
        """Take hold of the bar of the current row, to move it by keys; None where there is none that can be moved."""
        index = self.currentIndex()
        cell = self._cell(index)
        if not self._shown or cell is None or cell.bar is None or cell.bar.steady:
            return None
        self._move = Move(index.internalPointer(), cell.bar, cell.bar)
        self.bring_into_view(cell.bar)
        self._tell()
        return self._move

    def bring_into_view(self, bar: Bar) -> None:
        """Go to where a bar can be seen."""
        if self.scale.x(bar.last + 1) < 0 or self.scale.x(bar.first) > self.columnWidth(TIMELINE):
            self.scale.show(bar.first)
            self.repaint_days()

    def let_go(self) -> None:
        """Hold nothing; the bar is where it was."""
        if self._move is not None:
            self._move = None
            QToolTip.hideText()
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._move is not None and not self._move.sent:
            self._move_key(event)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._select_group()
        elif self._shown and event.key() in _STEPS and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.scale.step(_STEPS[Qt.Key(event.key())])
            self.repaint_days()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Esc and Enter belong to the bar while it is held, whatever else listens to them.
        if event.type() == QEvent.Type.ShortcutOverride and self._move is not None and not self._move.sent:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        move = self._held_by_keys()
        if move is None:
            return super().focusNextPrevChild(forward)
        can = [part for part in PARTS if part == "whole" or _has(move.bar, part)]
        at = can.index(move.part) + (1 if forward else -1)
        move.bar, move.days, move.part = move.now, 0, can[at % len(can)]
        self._tell()
        return True

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # as in the tree
        super().currentChanged(current, previous)
        if self._held_by_keys() is not None:
            self.let_go()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._held_by_keys() is not None:
            self.let_go()

    def _move_key(self, event: QKeyEvent) -> None:
        """Arrows a day, with Shift a week; Enter writes, Esc lets go. Other keys wait."""
        key, move = Qt.Key(event.key()), self._held_by_keys()
        if key == Qt.Key.Key_Escape:
            self._dropped = move is None
            self.let_go()
        elif move is not None and key in _STEPS:
            week = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            move.days += _STEPS[key] * (7 if week else 1)
            self.bring_into_view(move.now)
            self._tell()
        elif move is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._write()

    def _write(self) -> None:
        """Ask for the dates to be written; the bar stays where it was put until the answer is there."""
        move = self._move
        if move is None:
            return
        starts, due = _iso(move.now.starts, move.origin.starts), _iso(move.now.due, move.origin.due)
        if move.node.id is None or (starts is None and due is None):
            self.let_go()
            return
        move.sent = True
        self.moving.emit(None)
        self.dates_moved.emit(move.node.id, starts, due)

    def _tell(self) -> None:
        self.viewport().update()
        self.moving.emit(self._move)

    # --- several rows

    def _select_group(self) -> None:
        """Ctrl+A: the tasks of the group one stands in; once more: all tasks."""
        tasks = _tasks_below(self._group())
        if self.selected_nodes() >= set(tasks):
            tasks = _tasks_below(self.model().node(QModelIndex()))  # type: ignore[attr-defined]  # the tree's own model
        self.select_nodes(tasks)

    def _group(self) -> Node:
        node: Node = self.model().node(self.currentIndex())  # type: ignore[attr-defined]  # the tree's own model
        while node.kind == "task" and node.parent is not None:
            node = node.parent
        return node

    def selected_nodes(self) -> set[Node]:
        """The nodes of the rows that are selected; read range by range, because Qt lists rows one by one."""
        found: set[Node] = set()
        for span in self.selectionModel().selection().toList():
            above: Node = self.model().node(span.parent())  # type: ignore[attr-defined]  # the tree's own model
            found.update(above.children[span.top() : span.bottom() + 1])
        return found

    def select_nodes(self, nodes: Sequence[Node]) -> None:
        """Select these rows; the current row stays. Neighbours are one range: Qt is slow with hundreds of them."""
        model, chosen = self.model(), QItemSelection()
        last = len(nodes) - 1
        first: Node | None = None
        for place, node in enumerate(nodes):
            first = first or node
            following = nodes[place + 1] if place < last else None
            if following is None or following.parent is not node.parent or following.row != node.row + 1:
                begin, end = model.index_of_node(first), model.index_of_node(node)  # type: ignore[attr-defined]  # the tree's own model
                chosen.select(begin, end)
                first = None
        self.selectionModel().select(chosen, ROW_ALONE)


def _tasks_below(node: Node) -> list[Node]:
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop()
        if one.kind == "task":
            found.append(one)
        waiting.extend(reversed(one.children))
    return found


def _has(bar: Bar, part: str) -> bool:
    return (bar.starts if part == "start" else bar.due) is not None


def _iso(new: int | None, old: int | None) -> str | None:
    return None if new is None or new == old else date.fromordinal(new).isoformat()
