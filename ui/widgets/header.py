"""The header of lists and trees: 12 px words on the window's colour, the sort arrow right of the words."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.tokens import HEAD, hairline, tokens
from ui.widgets.cells import ALIGN_ROLE, DISPLAY_ROLE

_MARGIN = 8
_MARK = 16
"""Pixels at a section's right end for the mark that opens its menu."""
_EDGE = 4
"""Pixels at a section's border that are for pulling its width."""


class Header(QHeaderView):
    """Paints its sections itself: Fusion draws gradients and cannot put the arrow beside the words.

    With ``menus`` on, a section under the mouse shows a mark that opens its menu, as the right button does (``menu_asked``); sections are
    dragged to other places (``sections_dragged``), and ``pulled`` tells of a width that a hand gave. A filtered section keeps its mark.
    """

    menu_asked = Signal(int)
    pulled = Signal(int, int)
    sections_dragged = Signal()

    def __init__(self, parent: QWidget | None = None, *, height: int = HEAD) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._height = height
        self.menus = False
        self._filtered: frozenset[int] = frozenset()
        self._over = -1
        self._widths: list[int] | None = None
        self.sectionMoved.connect(self._section_moved)
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

    def offer_menus(self) -> None:
        """Let sections have menus and be dragged."""
        self.menus = True
        self.setSectionsMovable(True)
        self.setMouseTracking(True)
        self.setSortIndicatorClearable(True)

    def set_filtered(self, sections: frozenset[int]) -> None:
        """Mark the sections whose rows are narrowed."""
        self._filtered = sections
        self.viewport().update()

    @property
    def filtered(self) -> frozenset[int]:
        """The sections that are marked as narrowed."""
        return self._filtered

    def mousePressEvent(self, event: QMouseEvent) -> None:
        section = self._mark_at(event.position().toPoint())
        if section >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.menu_asked.emit(section)
            return
        self._widths = [self.sectionSize(place) for place in range(self.count())]
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        before, self._widths = self._widths, None
        for section, width in enumerate(before or ()):
            modes = self.sectionResizeMode(section) if section < self.count() else None
            if modes == QHeaderView.ResizeMode.Interactive and 0 < self.sectionSize(section) != width:
                self.pulled.emit(section, self.sectionSize(section))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section = self.logicalIndexAt(event.pos())
        if self.menus and section >= 0:
            self.menu_asked.emit(section)

    def _section_moved(self) -> None:
        if self._widths is not None:  # by the mouse that is being released, not by the program
            self.sections_dragged.emit()

    def _hover(self, section: int) -> None:
        if self.menus and section != self._over:
            self._over = section
            self.viewport().update()

    def _mark_at(self, place: QPoint) -> int:
        """The section whose mark is at a place; -1 for none."""
        section = self.logicalIndexAt(place)
        if not self.menus or section < 0:
            return -1
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        return section if right - _MARK - _EDGE <= place.x() < right - _EDGE else -1

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
        marked = self.menus and (section == self._over or section in self._filtered)
        room = (14 if sorted_here else 0) + (_MARK - 2 if marked else 0)
        inner = rect.adjusted(_MARGIN, 0, -_MARGIN - room, 0)
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
        if marked:
            on = section in self._filtered
            x, y = rect.right() - _MARK - 2, rect.center().y() - 6
            paint_icon(painter, "filter" if on else "chevron-down", x, y, 13, t.accent if on else t.text2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), tokens().window)
        painter.setPen(hairline(tokens().line2))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
        super().paintEvent(event)
