"""The editor that stands over a paragraph of the page: its words, what it says under them, and what becomes of them."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.i18n import tr
from ui.fonts import Role
from ui.widgets.buttons import Button
from ui.widgets.label import Label

LEAST_HEIGHT = 96
LEAST_WIDTH = 360


class TextEditor(QFrame):
    """``kept`` gives the words that are to stand, ``given_back`` that the program's own shall. Esc leaves; nothing is kept then."""

    kept = Signal(str)
    given_back = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, text: str, composed: str) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.Box)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.area = QPlainTextEdit(text)
        self.area.setAccessibleName(tr("Lời văn của đoạn"))
        self.area.setTabChangesFocus(True)
        self.area.installEventFilter(self)
        column.addWidget(self.area, 1)
        hint = tr("Mỗi dòng thành một đoạn. Bỏ trống thì đoạn này không in.")
        column.addWidget(Label(hint, Role.SMALL, "text2", wrap=True))
        row = QHBoxLayout()
        row.addWidget(Button(tr("Dùng lời này"), self._keep, kind="primary", tip="Ctrl+Enter"))
        if text != composed:
            row.addWidget(Button(tr("Lấy lại lời của chương trình"), self.given_back.emit))
        row.addWidget(Button(tr("Thôi"), self.left.emit))
        row.addStretch(1)
        column.addLayout(row)

    def open_over(self, place: QRect, room: QRect) -> None:
        """Stand over ``place``, at least so large that one can write, inside ``room``."""
        width = min(max(place.width() + 24, LEAST_WIDTH), room.width() - 16)
        height = min(max(place.height() + 96, LEAST_HEIGHT + 72), max(room.height() - 16, 120))
        left = min(max(place.x() - 12, room.x() + 8), room.right() - width - 8)
        top = min(max(place.y() - 10, room.y() + 8), room.bottom() - height - 8)
        self.setGeometry(left, max(top, 0), width, height)
        self.show()
        self.raise_()
        self.area.setFocus()
        self.area.moveCursor(self.area.textCursor().MoveOperation.End)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if (
                event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
                and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                self._keep()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        self.kept.emit(self.area.toPlainText())
