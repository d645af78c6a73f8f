"""Paints the cells of the quarter grid (LOOK 5).

The pane paints all cells in one go instead of asking a delegate for each: Qt's own loop makes an option, an index and two ``flags``
calls for every cell, which alone costs more than the painting does.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from ui.fonts import Role, metrics
from ui.icons import paint_icon
from ui.marks import mark_pixmap, paint_nothing
from ui.pages.quarter.cell import GridCell
from ui.pages.quarter.text_cache import PITCH, TextCache
from ui.tokens import ROW_TWO, Tokens, dashed

_WEIGHTS = {400: Role.BODY, 500: Role.MEDIUM, 600: Role.STRONG}
_SIDE = 8
_MARK = 12
_CORNER_ICONS = {"tick": ("check", "ok"), "lock": ("lock", "text2")}
_NO_BRUSH = Qt.BrushStyle.NoBrush
_NO_PEN = Qt.PenStyle.NoPen

Box = tuple[int, int, int, int]
"""Left, top, width, height of a cell."""


class CellPainter:
    """Paints one cell after the other with one painter."""

    def __init__(self) -> None:
        self.texts = TextCache()
        self._marks: dict[tuple[str, float], QPixmap] = {}

    def drop(self) -> None:
        """Forget what was laid out and drawn in the colours and fonts worn until now."""
        self.texts.drop()
        self._marks.clear()

    def paint(self, painter: QPainter, box: Box, cell: GridCell, t: Tokens, ground: QColor | None) -> None:
        """Paint a cell on its ground; None leaves what is there."""
        left, top, width, height = box
        if ground is not None:
            painter.fillRect(left, top, width, height, ground)
        if cell.edge:
            painter.fillRect(left, top, 3, height - 1, t.named(cell.edge))
            left, width = left + 3, width - 3
        if cell.missing:
            self._paint_missing(painter, box, cell, t)
            return
        x, room = left + _SIDE, width - 2 * _SIDE
        if cell.corner:
            room -= self._paint_corner(painter, box, cell, t)
        if cell.nothing:
            inner = QRectF(x, top + 4, room, height - 8)
            paint_nothing(painter, inner, cell.nothing, right=cell.right)
        if cell.mark:
            self._paint_mark(painter, cell.mark, QPointF(x, _first_middle(top, height) - 6))
            x, room = x + 18, room - 18
        elif cell.icon:
            paint_icon(painter, cell.icon, x - 2, _first_middle(top, height) - 7, 14, t.named(cell.tone))
            x, room = x + 14, room - 14
        if cell.text:
            self._paint_text(painter, (x, top, room, height), cell, t)
        if cell.second and height >= ROW_TWO:
            self._paint_second(painter, (x, top, room, height), cell, t)

    def paint_focus(self, painter: QPainter, box: Box, t: Tokens) -> None:
        """The frame of the cell one stands on."""
        left, top, width, height = box
        painter.setPen(QPen(t.accent, 2))
        painter.setBrush(_NO_BRUSH)
        painter.drawRect(left + 1, top + 1, width - 2, height - 2)

    def _paint_mark(self, painter: QPainter, name: str, at: QPointF) -> None:
        """A mark from its picture: stroking the same path for each row of a page costs more than its words."""
        dpr = painter.device().devicePixelRatioF()
        drawn = self._marks.get((name, dpr))
        if drawn is None:
            drawn = self._marks[name, dpr] = mark_pixmap(name, _MARK, dpr)
        painter.drawPixmap(at, drawn)

    def _paint_text(self, painter: QPainter, box: Box, cell: GridCell, t: Tokens) -> None:
        x, top, room, height = box
        low = height < ROW_TWO
        lines = 1 if low or cell.second or cell.right or cell.mark else 2
        y = top + (height - PITCH - 1) / 2 if low else top + 4.0
        painter.setPen(t.named(cell.tone))
        self.texts.paint(painter, (x, y), cell.text, room, _WEIGHTS[cell.weight], lines, right=cell.right)

    def _paint_second(self, painter: QPainter, box: Box, cell: GridCell, t: Tokens) -> None:
        x, top, room, _height = box
        y, color = top + PITCH + 5, t.named(cell.second_tone)
        if cell.second_icon:
            paint_icon(painter, cell.second_icon, x, y + 2, 12, color)
            x, room = x + 18, room - 18
        painter.setPen(color)
        role = Role.SMALL_MEDIUM if cell.second_tone == "bad" else Role.SMALL
        self.texts.paint(painter, (x, y), cell.second, room, role, 1, right=cell.right)

    def _paint_missing(self, painter: QPainter, box: Box, cell: GridCell, t: Tokens) -> None:
        left, top, width, height = box
        painter.setPen(dashed(t.ctl))
        painter.setBrush(_NO_BRUSH)
        words = metrics(Role.BODY).horizontalAdvance(cell.missing)
        frame = QRectF(left + 8.5, top + 5.5, width - 18, height - 12)
        if cell.right:
            frame.setLeft(frame.right() - min(max(24, words + 12), frame.width()))
        painter.drawRoundedRect(frame, 2, 2)
        painter.setPen(t.text3)
        x = frame.left() + ((frame.width() - words) / 2 if cell.right else 8)
        room = int(frame.width()) - (0 if cell.right else 12)
        self.texts.paint(painter, (x, frame.center().y() - 9), cell.missing, room, Role.BODY, 1)

    def _paint_corner(self, painter: QPainter, box: Box, cell: GridCell, t: Tokens) -> int:
        """Paint the marks top right; return how much room they take from the text."""
        edge, top = box[0] + box[2] - 1, box[1]
        right, taken = edge - 5, 0
        for mark in cell.corner:
            if mark == "ear":
                painter.setPen(_NO_PEN)
                painter.setBrush(t.accent)
                painter.drawPolygon(QPolygonF([QPointF(edge - 10, top), QPointF(edge, top), QPointF(edge, top + 10)]))
                right -= 12
                continue
            if mark == "equal":
                # By hand: at 14 px the two lines of the icon run into one.
                for y in (top + 10, top + 14):
                    painter.fillRect(right - 12, y, 9, 2, t.warn_fill)
                right, taken = right - 18, taken + 18
                continue
            name, tone = _CORNER_ICONS[mark]
            paint_icon(painter, name, right - 14, top + 6, 14, t.named(tone))
            right -= 18
            taken += 18
        return taken


def _first_middle(top: int, height: int) -> float:
    """The middle of a cell's first line."""
    return top + (height / 2 if height < ROW_TWO else 4 + PITCH / 2 + 0.5)
