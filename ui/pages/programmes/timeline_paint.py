"""Paints the timeline: bars, spans and milestones in the rows, quarters and months in the header (LOOK 5, 8).

Nothing is looked up while painting: the cell holds its days, the scale its lines.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.plan.timeline import Bar, Span
from ui.fonts import Role, font, metrics
from ui.marks import paint_mark
from ui.pages.programmes.timeline_cells import TimelineCell
from ui.pages.programmes.timeline_scale import Label, Scale
from ui.tokens import HEAD, Tokens, hairline, tokens
from ui.widgets.cells import Cell, Index
from ui.widgets.header import Header
from ui.widgets.row_delegate import RowDelegate

BAR = 12
STEP = 13
"""Height of a bar and width of a milestone, pixels."""

TALL = 40
"""The header over a timeline has two rows."""

Held = Callable[[Index], Bar | None]
"""The bar as it is being moved; None where the one of the cell stands."""


class TimelineDelegate(RowDelegate):
    """Rows with a timeline in them. ``held`` gives the bar that is being moved just now."""

    def __init__(self, scale: Scale, held: Held, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self._held = held

    def paint_content(self, painter: QPainter, rect: QRect, index: Index, cell: Cell, t: Tokens) -> None:
        if not isinstance(cell, TimelineCell):
            super().paint_content(painter, rect, index, cell, t)
            return
        painter.save()
        painter.setClipRect(rect)
        painter.translate(rect.left(), rect.top())
        self._grid(painter, rect, t)
        if cell.span is not None:
            paint_span(painter, cell.span, self._scale, rect, t)
        elif cell.bar is not None:
            held = self._held(index)
            paint_bar(painter, held or cell.bar, self._scale, rect, t)
            if held is not None:
                paint_held(painter, held, self._scale, rect.height(), t)
        x = self._scale.x(self._scale.today + 0.5)
        painter.fillRect(QRectF(x - 0.75, 0, 1.5, rect.height()), t.accent)
        painter.restore()

    def _grid(self, painter: QPainter, rect: QRect, t: Tokens) -> None:
        painter.setPen(hairline(t.line2))
        painter.drawLine(0, 0, 0, rect.height())
        for x, strong in self._scale.ticks.lines:
            if 0 < x < rect.width():
                painter.setPen(hairline(t.line2 if strong else t.line))
                painter.drawLine(QPointF(x, 0), QPointF(x, rect.height()))


def bar_rect(bar: Bar, scale: Scale, height: int) -> QRectF:
    """Where a bar stands within its row; at least 3 px wide."""
    left, right = scale.x(bar.first), scale.x(bar.last + 1)
    return QRectF(left, (height - BAR) // 2, max(right - left, 3), BAR)


def step_center(last: int, scale: Scale, height: int) -> QPointF:
    """The middle of a milestone: the end of its last day."""
    return QPointF(scale.x(last + 1), height / 2)


def paint_bar(painter: QPainter, bar: Bar, scale: Scale, rect: QRect, t: Tokens) -> None:
    """A task (LOOK 5): the rest in ``bar``, the logged part in accent, done in ok, not started outlined, continuous dotted."""
    if bar.steady:
        _dotted(painter, bar, scale, rect, t)
        return
    box = bar_rect(bar, scale, rect.height())
    if box.right() < -20 and bar.late_to is None:
        return
    if bar.open_start:
        _open_end(painter, box, t)
    if bar.status in {"done", "done_late"}:
        _filled(painter, box, t.ok)
    elif bar.status == "cancelled":
        _outlined(painter, box, t.line2)
    elif bar.status == "not_started" and bar.share == 0:
        _outlined(painter, box, t.ctl)
    else:
        _filled(painter, box, t.bar)
        if bar.share > 0:
            done = t.text2 if bar.status == "paused" else t.accent
            _filled(painter, QRectF(box.left(), box.top(), box.width() * min(bar.share, 1), box.height()), done)
    if bar.late_to is not None:
        middle = rect.height() / 2
        right = scale.x(bar.late_to + 1)
        painter.fillRect(QRectF(box.right() - 1, middle - 8, 1.5, 16), t.bad)
        painter.fillRect(QRectF(box.right(), middle - 1, right - box.right(), 2), t.bad)
    elif bar.status == "due_soon":
        paint_mark(painter, "due_soon", box.right() + 4, rect.height() / 2 - 6)


def paint_held(painter: QPainter, bar: Bar, scale: Scale, height: int, t: Tokens) -> None:
    """The frame around a bar that is being moved."""
    painter.setPen(QPen(t.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(bar_rect(bar, scale, height).adjusted(-3, -3, 3, 3), 3, 3)


def paint_span(painter: QPainter, span: Span, scale: Scale, rect: QRect, t: Tokens) -> None:
    """A programme: a line of 1 px with its done part of 3 px, a phase as a thin band, milestones as diamonds."""
    middle = rect.height() // 2
    left, right = scale.x(span.first), scale.x(span.last + 1)
    painter.setPen(hairline(t.ctl))
    painter.drawLine(QPointF(left, middle), QPointF(right, middle))
    for end in (left, right - 1):
        painter.drawLine(QPointF(end, middle - 3), QPointF(end, middle + 3))
    if span.share:
        painter.fillRect(QRectF(left, middle - 1, (right - left) * span.share, 3), t.text2)
    for step in span.steps:
        if step.last > step.first:
            begin = scale.x(step.first)
            painter.fillRect(QRectF(begin, middle - 4, scale.x(step.last + 1) - begin, 2), t.ctl)
    for step in span.steps:
        _diamond(painter, step_center(step.last, scale, rect.height()), t, reached=step.reached is not None)


def _diamond(painter: QPainter, at: QPointF, t: Tokens, *, reached: bool) -> None:
    half = STEP / 2
    path = QPainterPath(QPointF(at.x(), at.y() - half))
    for dx, dy in ((half, 0), (0, half), (-half, 0), (0, -half)):
        path.lineTo(at.x() + dx, at.y() + dy)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, t.text if reached else t.base)
    painter.strokePath(path, QPen(t.text, 1.3))
    painter.restore()


def _dotted(painter: QPainter, bar: Bar, scale: Scale, rect: QRect, t: Tokens) -> None:
    pen = QPen(t.text2 if bar.status != "cancelled" else t.text3, 1.5)
    pen.setDashPattern([1.3, 2.6])
    left = 2.0 if bar.starts is None else max(scale.x(bar.first), 2.0)
    painter.setPen(pen)
    painter.drawLine(QPointF(left, rect.height() / 2), QPointF(rect.width() - 2, rect.height() / 2))


def _open_end(painter: QPainter, box: QRectF, t: Tokens) -> None:
    """Nobody wrote when it starts: dots lead to the bar."""
    pen = QPen(t.ctl, 1.5)
    pen.setDashPattern([1, 2])
    painter.setPen(pen)
    painter.drawLine(QPointF(box.left() - 10, box.center().y()), QPointF(box.left() - 1, box.center().y()))


def _filled(painter: QPainter, box: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(box, 2, 2)


def _outlined(painter: QPainter, box: QRectF, color: QColor) -> None:
    painter.setPen(hairline(color))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


class TimelineHeader(Header):
    """The tree's header; over the timeline it has a second row and paints its days."""

    def __init__(self, scale: Scale, column: int) -> None:
        super().__init__()
        self._scale = scale
        self._column = column

    def set_tall(self, tall: bool) -> None:
        """Make room for two rows, or for one."""
        height = TALL if tall else HEAD
        if height != self._height:
            self._height = height
            self.updateGeometry()
            self.geometriesChanged.emit()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section == self._column:
            self._paint_days(painter, rect)
        elif self._height == TALL:
            # The words stand in the lower row, beside the months.
            painter.fillRect(rect, tokens().window)
            super().paintSection(painter, rect.adjusted(0, TALL - HEAD, 0, 0), section)
        else:
            super().paintSection(painter, rect, section)

    def _paint_days(self, painter: QPainter, rect: QRect) -> None:
        t = tokens()
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, t.window)
        painter.translate(rect.left(), rect.top())
        half = rect.height() // 2
        painter.setPen(hairline(t.line2))
        painter.drawLine(0, rect.height() - 1, rect.width(), rect.height() - 1)
        painter.drawLine(0, 0, 0, rect.height())
        for label in self._scale.ticks.upper:
            painter.setPen(hairline(t.line2))
            painter.drawLine(QPointF(label.left, 0), QPointF(label.left, rect.height()))
            self._words(painter, label, QRectF(max(label.left, 0) + 6, 1, 0, half), Role.SMALL_MEDIUM, t)
        for label in self._scale.ticks.lower:
            place = QRectF(label.left, half - 1, label.right - label.left, half)
            role = Role.CAPTION_STRONG if label.now else Role.CAPTION
            self._words(painter, label, place, role, t)
        painter.restore()

    def _words(self, painter: QPainter, label: Label, place: QRectF, role: Role, t: Tokens) -> None:
        """The words of a label where they fit into it; at the left edge the part that can be seen counts."""
        room = label.right - max(label.left, 0)
        text = label.text
        wide = metrics(role).horizontalAdvance(text)
        if place.width() == 0:
            if wide + 8 > room:
                text = text.split("/")[0]
                if metrics(role).horizontalAdvance(text) + 8 > room:
                    return
            place.setWidth(room - 6)
            side = Qt.AlignmentFlag.AlignLeft
        elif wide > place.width():
            return
        else:
            side = Qt.AlignmentFlag.AlignHCenter
        painter.setFont(font(role))
        painter.setPen(
            t.accent
            if label.now and role is Role.CAPTION_STRONG
            else t.text2
            if side != Qt.AlignmentFlag.AlignLeft
            else t.text
        )
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)
