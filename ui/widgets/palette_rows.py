"""The results in the palette: painted rows of 34 px under headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.marks import paint_mark
from ui.tokens import tokens
from ui.widgets.key_cap import paint_key

if TYPE_CHECKING:
    from ui.widgets.palette import Result, ResultGroup

ROW, HEADING = 34, 28
CONTEXT_SHARE = 0.45
"""How much of a row the context may take from the words that were found."""


class ResultRows(QWidget):
    """One row is current; ``chosen`` tells which one was clicked."""

    chosen = Signal(object)

    def __init__(self, area: QScrollArea) -> None:
        super().__init__()
        self._area = area
        self._groups: Sequence[ResultGroup] = ()
        self._places: list[tuple[QRect, Result]] = []
        self._current = 0
        self._cut: set[int] = set()
        self.setMouseTracking(True)
        self.setFixedHeight(0)

    def set_groups(self, groups: Sequence[ResultGroup]) -> None:
        """Show these results with the first one current."""
        self._groups = [group for group in groups if group.results]
        self._places, self._current = [], 0
        self._cut.clear()
        y = 0
        for group in self._groups:
            y += HEADING
            for result in group.results:
                self._places.append((QRect(0, y, 10_000, ROW), result))
                y += ROW
        self.setFixedHeight(y)
        self._area.verticalScrollBar().setValue(0)
        self.update()

    def results(self) -> list[Result]:
        """All results in their order."""
        return [result for _, result in self._places]

    def current(self) -> Result | None:
        """The current result."""
        return self._places[self._current][1] if self._places else None

    def move_by(self, step: int) -> None:
        """Make another row the current one and keep it in sight."""
        if not self._places:
            return
        self._current = min(max(self._current + step, 0), len(self._places) - 1)
        place = self._places[self._current][0]
        # The heading above the first row of a group comes into sight with it.
        self._area.ensureVisible(0, place.center().y(), 0, ROW + HEADING)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._point_at(event):
            self.chosen.emit(self.current())

    def tip_at(self, y: int) -> str:
        """All words of the row there when they do not fit into it, else ""."""
        number = next((number for number, (place, _) in enumerate(self._places) if place.contains(1, y)), -1)
        if number not in self._cut:
            return ""
        result = self._places[number][1]
        return "\n".join(filter(None, (result.title, result.context)))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos().y()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        seen = event.rect()
        y = number = 0
        for group in self._groups:
            painter.setFont(font(Role.SMALL_STRONG))
            painter.setPen(tokens().text2)
            painter.drawText(QRect(16, y, self.width(), HEADING), Qt.AlignmentFlag.AlignVCenter, group.title)
            y += HEADING
            for result in group.results:
                place = QRect(0, y, self.width(), ROW)
                # What is scrolled out of sight would cost as much as what is seen.
                if place.intersects(seen):
                    whole = self._paint_row(painter, place, result, current=number == self._current)
                    (self._cut.discard if whole else self._cut.add)(number)
                y += ROW
                number += 1

    def _paint_row(self, painter: QPainter, rect: QRect, result: Result, *, current: bool) -> bool:
        """Paint a row; returns whether all its words had room."""
        t = tokens()
        if current:
            painter.fillRect(rect, t.sel)
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), t.accent)
        x, middle = 16, rect.center().y()
        if result.icon:
            paint_icon(painter, result.icon, x, middle - 7, 16, t.text2)
            x += 26
        if result.mark:
            paint_mark(painter, result.mark, x, middle - 5)
            x += 22
        room = rect.adjusted(0, 0, -16, 0)
        if result.keys:
            taken = paint_key(painter, room.right(), middle + 0.5, result.keys) + 24
            return self._paint_title(painter, x, middle + 5, room.right() - x - taken, result)
        at_most = round((room.right() - x) * CONTEXT_SHARE)
        right = metrics(Role.SMALL).elidedText(result.context, Qt.TextElideMode.ElideMiddle, at_most)
        painter.setFont(font(Role.SMALL))
        painter.setPen(t.text2)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        taken = metrics(Role.SMALL).horizontalAdvance(right) + 24 if right else 0
        return self._paint_title(painter, x, middle + 5, room.right() - x - taken, result) and right == result.context

    def _paint_title(self, painter: QPainter, x: int, baseline: int, room: int, result: Result) -> bool:
        """The words in pieces, matched ones in the accent; what has no room ends with "…", which is told."""
        t = tokens()
        for words, matched in pieces(result.title, result.matches):
            role = Role.STRONG if matched else Role.BODY
            width = metrics(role).horizontalAdvance(words)
            fits = width <= room
            shown = words if fits else metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font(role))
            painter.setPen(t.accent if matched else t.text)
            painter.drawText(QPointF(x, baseline), shown)
            if not fits:
                return False
            x, room = x + width, room - width
        return True

    def _point_at(self, event: QMouseEvent) -> bool:
        for number, (place, _) in enumerate(self._places):
            if place.contains(event.position().toPoint()):
                self._current = number
                self.update()
                return True
        return False


def pieces(text: str, matches: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text cut into (words, matched) pieces; matches may overlap or come in any order."""
    hit = [False] * len(text)
    for start, length in matches:
        for place in range(max(start, 0), min(start + length, len(text))):
            hit[place] = True
    found: list[tuple[str, bool]] = []
    for letter, matched in zip(text, hit, strict=True):
        if found and found[-1][1] == matched:
            found[-1] = (found[-1][0] + letter, matched)
        else:
            found.append((letter, matched))
    return found
