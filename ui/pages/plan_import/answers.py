"""How a question stands in its row: the words at the left, the answers as buttons at the right."""

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.plan_import.review.doubts import Doubt
from ui.fonts import Role, font, metrics
from ui.tokens import row_pen, tokens

HEIGHT = 22
_GAP, _EDGE, _PADDING = 8, 12, 9


@lru_cache(maxsize=512)
def _width(words: str) -> int:
    return metrics(Role.SMALL_MEDIUM).horizontalAdvance(words) + 2 * _PADDING


def answer_rects(doubt: Doubt, row: QRect) -> list[QRect]:
    """Where the answers stand in a row, from the left."""
    rects: list[QRect] = []
    right = row.right() - _EDGE
    for answer in reversed(doubt.answers):
        width = _width(answer.words)
        rects.append(QRect(right - width, row.top() + (row.height() - 1 - HEIGHT) // 2, width, HEIGHT))
        right -= width + _GAP
    return list(reversed(rects))


def paint_doubt(painter: QPainter, row: QRect, doubt: Doubt, *, left: int, here: bool, at: int) -> None:
    """Paint a question; ``here``: it is the current row, ``at``: the answer that Enter would choose, or -1."""
    t = tokens()
    painter.fillRect(row, t.warn_soft)
    painter.setPen(row_pen(t))
    painter.drawLine(row.left(), row.bottom(), row.right() + 1, row.bottom())
    if here:
        painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), t.accent)
    rects = answer_rects(doubt, row)
    room = QRect(left + 8, row.top(), (rects[0].left() if rects else row.right()) - left - 20, row.height() - 1)
    shown = metrics(Role.SMALL).elidedText(doubt.question, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.setFont(font(Role.SMALL))
    painter.setPen(t.text)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(Role.SMALL_MEDIUM))
    for place, (answer, rect) in enumerate(zip(doubt.answers, rects, strict=True)):
        chosen = place == at
        painter.setPen(QPen(t.accent if chosen else t.ctl, 2 if chosen else 1))
        painter.setBrush(t.base)
        inset = 1.0 if chosen else 0.5
        painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.setPen(t.text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, answer.words)
    painter.restore()
