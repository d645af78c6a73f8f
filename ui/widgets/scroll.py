"""Content that scrolls on the paper it lies on: no ground of its own, no frame, only up and down."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QWidget

from ui.tokens import tokens


def paint_focus(area: QAbstractScrollArea) -> None:
    """The ring around what scrolls while the arrow keys move it. Call it in the area's paintEvent."""
    if area.hasFocus():
        painter = QPainter(area.viewport())
        painter.setPen(QPen(tokens().accent, 2))
        painter.drawRect(area.viewport().rect().adjusted(1, 1, -1, -1))


class PaperScroll(QScrollArea):
    """A scroll area through which the page's own ground shows."""

    def __init__(self, name: str, content: QWidget | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Our own: asked for one that Qt made, PySide first loads every class of widget there is (25 ms at the start).
        ground = QWidget()
        ground.setAutoFillBackground(False)
        self.setViewport(ground)
        if content is not None:
            self.set_content(content)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_focus(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def set_content(self, content: QWidget) -> None:
        """Show this content in place of what was there."""
        old = self.takeWidget()
        if old is not None:
            # A button in it may have led here: it goes when it has been heard out.
            old.hide()
            old.setParent(self)
            old.deleteLater()
        self.setWidget(content)
        content.setAutoFillBackground(False)
