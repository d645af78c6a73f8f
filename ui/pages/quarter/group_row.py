"""The group rows of the grid: programme, lead, how much is logged. Painted across all columns, over the cells."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from app.i18n import tr
from app.plan.grid_rows import Group
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.pages.quarter.model import group_title
from ui.tokens import Tokens, hairline, tokens

if TYPE_CHECKING:
    from ui.pages.quarter.view import GridPane

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def paint_groups(pane: "GridPane", dirty: QRect) -> None:
    """Paint the group rows that can be seen."""
    model, height = pane.rows_model, pane.viewport().height()
    first, last = pane.rowAt(max(0, dirty.top())), pane.rowAt(min(height - 1, dirty.bottom()))
    last = model.rowCount() - 1 if last < 0 else last
    lines = [line for line in range(max(0, first), last + 1) if model.is_group(line)]
    if not lines:
        return
    t, painter = tokens(), QPainter(pane.viewport())
    current = pane.currentIndex().row() if pane.hasFocus() else -1
    for line in lines:
        group = model.group_of(line)
        if group is not None:
            rect = QRect(0, pane.rowViewportPosition(line), pane.across(), pane.rowHeight(line))
            _paint(painter, rect, group, t, closed=group.id in model.collapsed)
            if line == current:
                painter.setPen(t.accent)
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
                painter.drawRect(rect.adjusted(1, 1, -2, -2))


def _paint(painter: QPainter, rect: QRect, group: Group, t: Tokens, *, closed: bool) -> None:
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
