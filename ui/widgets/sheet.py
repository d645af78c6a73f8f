"""A panel that opens in its place at the right of a page, where other programs open a modal dialog."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.errors import PlanError
from app.i18n import tr
from ui.fonts import Role
from ui.tokens import FOOTER, PAD, hairline, tokens
from ui.widgets.buttons import Button, IconButton
from ui.widgets.form import Form
from ui.widgets.label import Label, Line
from ui.widgets.message import MessageBar
from ui.widgets.page import Page


class Sheet(QWidget):
    """Title, content that scrolls, a footer with the buttons.

    Esc closes. Enter in a field of one line, and Ctrl+Enter anywhere, is the primary button. ``subject`` says what it is about where the
    title alone does not, ``where`` what its page needs to open it again: for what is kept of an unfinished sheet.
    """

    closed = Signal()
    given_up = Signal()

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 400) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._width = width
        self._host: QWidget | None = None
        self._before: QWidget | None = None
        self._primary: Button | None = None
        self.form: Form | None = None
        self.subject = ""
        self.where: tuple[str | int, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head(title))
        self.message = MessageBar()
        layout.addWidget(self.message)
        layout.addWidget(self._content(), 1)
        layout.addWidget(Line())
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(PAD, 10, PAD, 9)
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        layout.addLayout(self._foot)

    def set_form(self, form: Form) -> None:
        """Fill the content with a form."""
        self.form = form
        self.body.addWidget(form)
        self.body.addStretch(1)

    def set_primary(self, text: str, on: Callable[[], object]) -> Button:
        """The button that does it, last in the footer."""
        self._primary = Button(text, on, kind="primary")
        self._foot.addWidget(self._primary)
        return self._primary

    def add_button(self, button: Button) -> Button:
        """A further button, left of the primary one."""
        self._foot.insertWidget(self._foot.count() - (1 if self._primary else 0), button)
        return button

    def fail(self, error: Exception) -> None:
        """Show a refusal at its field, or above the content. Bugs were already shown by the crash dialog."""
        if isinstance(error, PlanError) and not (self.form and self.form.show_error(error)):
            self.message.say_error(error)

    def open_over(self, host: QWidget) -> None:
        """Open at the right edge of ``host``, over its content, and take the focus."""
        self._before = QApplication.focusWidget()
        self._host = host
        self.setParent(host)
        host.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        if self.form:
            self.form.focus_first()
        else:
            self.setFocus()
            self.focusNextChild()
        if isinstance(host, Page):
            host.sheet_opened.emit(self)

    def give_up(self) -> None:
        """Close without having done it; ``given_up`` comes while the fields can still be read."""
        self.given_up.emit()
        self.close_sheet()

    def close_sheet(self) -> None:
        """Close, and give the focus back to where it was."""
        if self._host is None:
            return
        host, self._host = self._host, None
        host.removeEventFilter(self)
        self.hide()
        if not _focused(self._before) and isinstance(host, Page):
            host.focus_first()
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and cast(QKeyEvent, event).matches(
            QKeySequence.StandardKey.New
        ):
            # The page behind would open a second sheet over what is being typed here.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif enter and self._primary and (_with_control(event) or isinstance(self.focusWidget(), QLineEdit)):
            self._primary.click()
        else:
            # Keys of the sheet are not for the page behind it.
            event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().base)
        painter.setPen(hairline(tokens().line2))
        painter.drawLine(0, 0, 0, self.height())

    def _head(self, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(PAD, 12, 12, 8)
        self.heading = Label(title, Role.SECTION, wrap=True)
        row.addWidget(self.heading, 1)
        row.addWidget(IconButton("x", tr("Đóng"), self.give_up, size=24, flat=True), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _content(self) -> QScrollArea:
        area = self.area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        area.viewport().setAutoFillBackground(False)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(PAD, 4, PAD, FOOTER // 4)
        self.body.setSpacing(10)
        area.setWidget(inner)
        # Being set into the area made it paint the window's colour.
        inner.setAutoFillBackground(False)
        return area

    def _place(self) -> None:
        if self._host is not None:
            width = min(self._width, self._host.width())
            self.setGeometry(self._host.width() - width, 0, width, self._host.height())


def _with_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _focused(widget: QWidget | None) -> bool:
    """Give a widget the focus. False where there is none to be seen: what was saved may have filled the details anew,
    and with them went the button that led here.
    """
    try:
        if widget is None or not widget.isVisible():
            return False
        widget.setFocus()
    except RuntimeError:
        return False
    return True
