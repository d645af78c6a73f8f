"""Where the pages stand, with the details panel beside them, or over them where there is no room (LOOK 4)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import tr
from ui.shell.header_bar import WIDE
from ui.tokens import hairline, tokens
from ui.widgets.page import Page

ROOMY = 1800
DETAILS, DETAILS_ROOMY = 332, 400


class DetailsPanel(QWidget):
    """Holds the details of the page that is shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Chi tiết"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 0, 0, 0)
        self._layout.setSpacing(0)
        self.content: QWidget | None = None
        self.hide()

    def set_content(self, content: QWidget | None) -> None:
        """Show these details; the widget before stays its page's own."""
        if self.content is not None and self.content is not content:
            self._layout.removeWidget(self.content)
            self.content.hide()
        self.content = content
        if content is not None:
            self._layout.addWidget(content)
            content.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().base)
        painter.setPen(hairline(tokens().line2))
        painter.drawLine(0, 0, 0, self.height())


class WorkArea(QWidget):
    """The stack of pages and the details panel; ``window_width`` decides how they share the room."""

    def __init__(self) -> None:
        super().__init__()
        self._window_width = WIDE
        # Beside the page details are shown until the person closes them, over it only when asked for.
        self._beside, self._over = True, False
        self._frames: dict[Page, QScrollArea] = {}
        self._stack = QStackedWidget(self)
        self.details = DetailsPanel(self)

    def show_page(self, page: Page) -> None:
        """Bring a page to the front, with its details."""
        if page not in self._frames:
            self._frames[page] = _framed(page)
            self._stack.addWidget(self._frames[page])
        self._stack.setCurrentWidget(self._frames[page])
        self.details.set_content(page.details())
        self._place()

    def refresh_details(self, page: Page) -> None:
        """Another part of the page is in front: it may have other details, or none. Of a page that is not shown nothing is to be seen."""
        if self._frames.get(page) is self._stack.currentWidget():
            self.details.set_content(page.details())
            self._place()

    def set_window_width(self, width: int) -> None:
        """The window's logical width changed."""
        self._window_width = width
        self._place()

    @property
    def details_wanted(self) -> bool:
        """Whether the person wants to see details (where the page has some)."""
        return self._beside if self._docked else self._over

    def want_details(self, wanted: bool) -> None:
        """Open or close the details panel."""
        if self._docked:
            self._beside = wanted
        else:
            self._over = wanted
        self._place()

    @property
    def _docked(self) -> bool:
        return self._window_width >= WIDE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), tokens().base)

    def _place(self) -> None:
        shown = self.details_wanted and self.details.content is not None
        width = DETAILS_ROOMY if self._window_width >= ROOMY else DETAILS
        width = min(width, self.width())
        self._stack.setGeometry(0, 0, self.width() - (width if shown and self._docked else 0), self.height())
        self.details.setGeometry(self.width() - width, 0, width, self.height())
        self.details.setVisible(shown)
        self.details.raise_()


def _framed(page: Page) -> QScrollArea:
    """Where a window is too small for a page, the page scrolls instead of holding the window open."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # Our own ground: asked for the one that Qt made, PySide first loads every class of widget there is (25 ms at the start).
    ground = QWidget()
    area.setViewport(ground)
    area.setWidget(page)
    page.setAutoFillBackground(False)
    ground.setAutoFillBackground(False)
    return area
