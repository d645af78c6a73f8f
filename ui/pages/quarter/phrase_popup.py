"""The phrases under an editor: a child of the grid, because a real pop-up takes the focus from input methods (LOOK 8)."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.i18n import tr
from ui.fonts import Role, font, metrics
from ui.pages.quarter.phrases import PhraseBook
from ui.tokens import ROW, hairline, tokens

_FOOT = 22
_WIDTH = 400


class PhrasePopup(QWidget):
    """Shown while there is something to offer; Tab takes, arrows choose, Esc puts it away."""

    def __init__(self, editor: QPlainTextEdit, book: PhraseBook, port: QWidget) -> None:
        super().__init__(port)
        self._editor, self._book, self._port = editor, book, port
        self._offers: list[tuple[int, str]] = []
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Cụm từ đã dùng"))
        self.hide()
        editor.textChanged.connect(self.look)
        editor.destroyed.connect(self.deleteLater)

    def look(self) -> None:
        """Offer what fits what was typed; nothing unless the cursor stands at the end."""
        cursor = self._editor.textCursor()
        text = self._editor.toPlainText()
        self._offers = self._book.suggest(text) if cursor.position() == len(text) and text else []
        self._at = 0
        if self._offers:
            self._place()
            self.raise_()
        self.setVisible(bool(self._offers))
        self.update()

    def key(self, key: int) -> bool:
        """Do what a key means here; False when it is the editor's."""
        if not self.isVisible():
            return False
        if key == Qt.Key.Key_Tab:
            self._take()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._at = (self._at + (1 if key == Qt.Key.Key_Down else -1)) % len(self._offers)
            self.update()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y()) // ROW
        if row < len(self._offers):
            self._at = row
            self._take()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self)
        painter.fillRect(self.rect(), t.base)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for at, (_replaced, phrase) in enumerate(self._offers):
            row = QRect(1, 1 + at * ROW, self.width() - 2, ROW)
            role = Role.MEDIUM if at == self._at else Role.BODY
            if at == self._at:
                painter.fillRect(row, t.sel)
            painter.setFont(font(role))
            painter.setPen(t.text)
            inner = row.adjusted(8, 0, -8, 0)
            painter.drawText(
                inner, middle, metrics(role).elidedText(phrase, Qt.TextElideMode.ElideRight, inner.width())
            )
        foot = QRect(1, 1 + len(self._offers) * ROW, self.width() - 2, _FOOT)
        painter.fillRect(foot, t.alt)
        painter.setFont(font(Role.CAPTION))
        painter.setPen(t.text2)
        painter.drawText(foot.adjusted(8, 0, -8, 0), middle, tr("Từ các lần ghi trước · Tab nhận · Esc bỏ"))
        painter.setPen(hairline(t.ctl))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _take(self) -> None:
        replaced, phrase = self._offers[self._at]
        cursor = self._editor.textCursor()
        cursor.movePosition(cursor.MoveOperation.Left, cursor.MoveMode.KeepAnchor, replaced)
        cursor.insertText(phrase)
        self.hide()

    def _place(self) -> None:
        under = self._editor.geometry()
        height = len(self._offers) * ROW + _FOOT + 2
        width = min(_WIDTH, self._port.width())
        left = max(0, min(under.left(), self._port.width() - width))
        top = under.bottom() + 1
        if top + height > self._port.height():
            top = max(0, under.top() - height)
        self.setGeometry(left, top, width, height)
