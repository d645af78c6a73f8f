"""The group rows of the grid: programme, lead, how much is logged. Painted across all columns, over the cells."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from app.i18n import tr
from app.plan.grid_rows import Group
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.pages.quarter.model import group_title
from ui.tokens import Tokens, hairline

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def paint_group(painter: QPainter, rect: QRect, group: Group, t: Tokens, *, closed: bool) -> None:
    """Paint a group's row."""
    painter.fillRect(rect, t.alt)
    painter.setPen(hairline(t.line))
    painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
    chevron = "chevron-right" if closed else "chevron-down"
    paint_icon(painter, chevron, rect.left() + 8, rect.center().y() - 6, 14, t.text2)
    inner = rect.adjusted(30, 0, -12, 0)
    note = group_note(group)
    title_font, room = metrics(Role.STRONG), inner.width() - metrics(Role.BODY).horizontalAdvance(note) - 16
    title = title_font.elidedText(group_title(group), Qt.TextElideMode.ElideRight, max(160, room))
    painter.setFont(font(Role.STRONG))
    painter.setPen(t.text)
    painter.drawText(inner, _LEFT, title)
    inner.setLeft(inner.left() + title_font.horizontalAdvance(title) + 8)
    painter.setFont(font(Role.BODY))
    painter.setPen(t.text2)
    shown = metrics(Role.BODY).elidedText(note, Qt.TextElideMode.ElideRight, max(0, inner.width()))
    painter.drawText(inner, _LEFT, shown)


def group_note(group: Group) -> str:
    """Lead or target, and how much is logged."""
    logged = tr("đã ghi {n}/{m}", n=group.logged, m=group.total)
    return f"{group.note} · {logged}" if group.note else logged
