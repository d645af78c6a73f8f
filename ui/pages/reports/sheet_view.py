"""Shows one page of a paper, sharp at the screen's pixels; the keys and the wheel go on to the next page at its end."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.pages.reports.paper_sheet import PaperSheet
from ui.tokens import tokens
from ui.widgets.scroll import paint_focus

MARGIN = 16


class SheetView(QScrollArea):
    """``turned`` asks for another page (by -1 or 1); ``fitted`` tells that the room for a page has another width now."""

    turned = Signal(int)
    fitted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._room = QWidget()
        self.paper = PaperSheet()
        self.paper.setParent(self._room)
        self.setWidget(self._room)
        self.viewport().setAutoFillBackground(False)
        self._room.setAutoFillBackground(False)
        self.paper.hide()

    def fit_width(self) -> int:
        """The width of a page that fills the view, in logical pixels."""
        return max(200, self.viewport().width() - 2 * MARGIN)

    def show_paper(self, size: QSize, *, top: bool) -> None:
        """Make room for a page, white until its picture comes; ``top`` stands at its beginning."""
        self.paper.image = QImage()
        self._room.resize(size.width() + 2 * MARGIN, size.height() + 2 * MARGIN)
        self.paper.setGeometry(MARGIN, MARGIN, size.width(), size.height())
        self.paper.show()
        self.paper.update()
        if top:
            self.verticalScrollBar().setValue(0)

    def show_picture(self, image: QImage, spoken: str) -> None:
        """Show the picture of the page."""
        self.paper.image = image
        self.paper.setAccessibleName(spoken)
        self.paper.update()

    def clear(self) -> None:
        """Show no page."""
        self.paper.hide()
        self._room.resize(1, 1)

    @property
    def picture(self) -> QImage:
        """The picture that is shown."""
        return self.paper.image

    def bring_into_view(self, where: QRect) -> None:
        """Scroll so that a place of the page is seen."""
        self.ensureVisible(
            where.center().x() + MARGIN, where.center().y() + MARGIN, 0, min(120, self.viewport().height() // 3)
        )

    def to_end(self) -> None:
        """Stand at the foot of the page."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        paging = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Space: 1}.get(Qt.Key(event.key()), 0)
        if step or (paging and self._at_edge(paging)):
            self.turned.emit(step or paging)
        elif paging:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + paging * (self.viewport().height() - 40))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        way = -1 if event.angleDelta().y() > 0 else 1
        if event.angleDelta() != QPoint(0, 0) and event.angleDelta().y() and self._at_edge(way):
            self.turned.emit(way)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fitted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(self.viewport().rect(), tokens().window)
        super().paintEvent(event)
        paint_focus(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _at_edge(self, way: int) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() if way > 0 else bar.value() <= bar.minimum()
