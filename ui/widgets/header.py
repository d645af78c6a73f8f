"""The header of lists and trees: 12 px words on the window's colour, the sort arrow right of the words."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.tokens import HEAD, hairline, tokens
from ui.widgets.cells import ALIGN_ROLE, DISPLAY_ROLE

_MARGIN = 8


class Header(QHeaderView):
    """Paints its sections itself: Fusion draws gradients and cannot put the arrow beside the words."""

    def __init__(self, parent: QWidget | None = None, *, height: int = HEAD) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._height = height
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(28)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def words_width(self, section: int) -> int:
        """How wide a section must be for its words; 0 while there is no such section."""
        if self.model() is None or section >= self.count():
            return 0
        words = str(self.model().headerData(section, self.orientation(), DISPLAY_ROLE) or "")
        return metrics(Role.SMALL_MEDIUM).horizontalAdvance(words) + 2 * _MARGIN + 1 if words else 0

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        t = tokens()
        painter.fillRect(rect, t.window)
        painter.setPen(hairline(t.line2))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        model = self.model()
        text = str(model.headerData(section, self.orientation(), DISPLAY_ROLE) or "")
        align = model.headerData(section, self.orientation(), ALIGN_ROLE)
        right = align is not None and bool(int(align) & int(Qt.AlignmentFlag.AlignRight))
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        inner = rect.adjusted(_MARGIN, 0, -_MARGIN - (14 if sorted_here else 0), 0)
        shown = metrics(Role.SMALL_MEDIUM).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font(Role.SMALL_MEDIUM))
        painter.setPen(t.text if sorted_here else t.text2)
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, shown)
        if sorted_here:
            width = metrics(Role.SMALL_MEDIUM).horizontalAdvance(shown)
            x = inner.right() + 3 if right else inner.left() + width + 3
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            paint_icon(painter, "arrow-up" if up else "arrow-down", x, rect.center().y() - 5, 12, t.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), tokens().window)
        painter.setPen(hairline(tokens().line2))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
        super().paintEvent(event)
