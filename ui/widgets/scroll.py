"""Content that scrolls on the paper it lies on: no ground of its own, no frame, only up and down."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class PaperScroll(QScrollArea):
    """A scroll area through which the page's own ground shows."""

    def __init__(self, name: str, content: QWidget | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        if content is not None:
            self.set_content(content)

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
