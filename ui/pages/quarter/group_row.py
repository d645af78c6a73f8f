"""The group rows of the grid: programme, lead, how much is logged. Painted across all columns, over the cells."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from app.i18n import tr
from app.plan.grid_rows import Group
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.pages.quarter.model import group_title
from ui.tokens import Tokens, hairline

_GAP = 10
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def paint_group(painter: QPainter, rect: QRect, group: Group, t: Tokens, *, closed: bool) -> None:
    """Paint a group's row."""
    painter.fillRect(rect, t.alt)
    painter.setPen(hairline(t.line))
    painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
    chevron = "chevron-right" if closed else "chevron-down"
    paint_icon(painter, chevron, rect.left() + 8, rect.center().y() - 6, 14, t.text2)
    inner = rect.adjusted(30, 0, -12, 0)
    counted = tr("đã ghi {n}/{m}", n=group.logged, m=group.total)
    small, strong = metrics(Role.BODY), metrics(Role.STRONG)
    room = inner.width() - small.horizontalAdvance(counted) - 2 * _GAP
    note_width = min(small.horizontalAdvance(group.note), room * 2 // 5)
    title = strong.elidedText(group_title(group), _ELIDE, max(160, room - note_width))
    painter.setFont(font(Role.STRONG))
    painter.setPen(t.text)
    painter.drawText(inner, _LEFT, title)
    inner.setLeft(inner.left() + strong.horizontalAdvance(title) + _GAP)
    note = small.elidedText(group.note, _ELIDE, max(0, inner.width() - small.horizontalAdvance(counted) - _GAP))
    painter.setFont(font(Role.BODY))
    painter.setPen(t.text2)
    painter.drawText(inner, _LEFT, f"{note} · {counted}" if note else counted)
