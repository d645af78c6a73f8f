"""What floats over a cell while it is edited: a text that grows over the rows below, or the short list of states."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.i18n import tr
from app.plan.timeliness import TaskState
from app.text import fold
from ui.fonts import Role, font
from ui.marks import mark_word, paint_mark, paint_nothing
from ui.pages.quarter.entering import state_of
from ui.tokens import hairline, tokens

if TYPE_CHECKING:
    from ui.pages.quarter.phrase_popup import PhrasePopup

_LINE = 18
_FRAME = 12
_LEAST_WIDTH = 240


class TextEditor(QPlainTextEdit):
    """The text of a cell. With ``many`` it grows from its cell up to eight lines, upwards where there is no room below."""

    def __init__(self, parent: QWidget, *, many: bool, right: bool) -> None:
        super().__init__(parent)
        self._many, self._port = many, parent
        self._begun = False
        self.popup: PhrasePopup | None = None
        self._cell = QRect()
        self.fresh = False
        self.setFont(font(Role.BODY))
        self.setTabChangesFocus(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth if many else QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if many else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if right:
            self.document().setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignRight))
        self.textChanged.connect(self._fit)

    def value(self) -> str:
        """The text without blanks around it."""
        return self.toPlainText().strip()

    def begin(self, text: str, *, fresh: bool) -> None:
        """Start from a text, or from nothing because the person typed over the cell.

        Only once: Qt offers the cell's text again whenever its row changes, which must not take what is being typed.
        """
        if self._begun:
            return
        self._begun, self.fresh = True, fresh
        self.setPlainText("" if fresh else text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def replace_with(self, text: str) -> None:
        """Let another text stand, as if it had been typed; the cursor goes to its end."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def place(self, cell: QRect) -> None:
        """Lie over a cell."""
        self._cell = QRect(cell)
        self._fit()

    def _fit(self) -> None:
        room = self._port.rect()
        width = min(max(self._cell.width(), _LEAST_WIDTH if self._many else 0), room.width())
        height = self._cell.height()
        if self._many:
            # A plain text document is as high as it has lines.
            lines = max(4, min(8, int(self.document().size().height()) + 1))
            height = max(height, lines * _LINE + _FRAME)
        left = max(0, min(self._cell.left(), room.right() - width + 1))
        top = self._cell.top()
        if top + height > room.height():
            top = max(0, self._cell.bottom() - height + 1)
        self.setGeometry(left, top, width, min(height, room.height()))


class StateList(QWidget):
    """The states to choose from. Letters find one, digits take one, arrows walk, Enter takes."""

    chosen = Signal()
    ROW = 28

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Chọn trạng thái"))
        self._options: Sequence[tuple[str, str, str]] = [
            *((mark_word(str(state)), str(state), "") for state in TaskState),
            (tr("Không phát sinh"), "", "none"),
            (tr("Không áp dụng"), "", "not_applicable"),
        ]
        self._port = parent
        self._begun = False
        self._at = 0
        self._letters = ""
        self.fresh = False

    def value(self) -> str:
        """The words of the choice."""
        return self._options[self._at][0]

    def begin(self, text: str) -> None:
        """Stand on the choice that a cell holds; only once, as above."""
        if self._begun:
            return
        self._begun = True
        words = [option[0] for option in self._options]
        self._stand(words.index(text) if text in words else 1)

    def place(self, cell: QRect) -> None:
        """Open below a cell, or above it where there is no room."""
        height = self.ROW * len(self._options) + 2
        room = self._port.rect()
        top = cell.bottom() + 1 if cell.bottom() + height < room.height() else cell.top() - height
        left = max(0, min(cell.left(), room.right() - 190))
        self.setGeometry(left, max(0, top), 190, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._letters = ""
            self._stand((self._at + (1 if key == Qt.Key.Key_Down else -1)) % len(self._options))
        elif key == Qt.Key.Key_Backspace:
            self._letters = ""
        elif text.isdigit() and 1 <= int(text) <= len(self._options):
            self._stand(int(text) - 1)
            self.chosen.emit()
        elif text.strip() or (text == " " and self._letters):
            self._find(text)
        elif key == Qt.Key.Key_Space:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self._find(event.commitString())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._stand(min(int(event.position().y()) // self.ROW, len(self._options) - 1))
        self.chosen.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._stand(max(0, min(int(event.position().y()) // self.ROW, len(self._options) - 1)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setMouseTracking(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), t.base)
        for place, (words, state, nothing) in enumerate(self._options):
            row = QRect(1, 1 + place * self.ROW, self.width() - 2, self.ROW)
            if place == self._at:
                painter.fillRect(row, t.sel)
            if state:
                paint_mark(painter, state, 10, row.center().y() - 5)
            elif nothing == "none":
                paint_mark(painter, "not_started", 10, row.center().y() - 5)
            else:
                paint_nothing(painter, row.adjusted(11, 0, -8, 0).toRectF(), nothing, right=False)
            painter.setFont(font(Role.MEDIUM if place == self._at else Role.BODY))
            painter.setPen(t.text)
            painter.drawText(row.adjusted(28, 0, -22, 0), Qt.AlignmentFlag.AlignVCenter, words)
            painter.setFont(font(Role.CAPTION))
            painter.setPen(t.text3)
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(row.adjusted(0, 0, -10, 0), side, str(place + 1))
        painter.setPen(QPen(t.accent, 2) if self.hasFocus() else hairline(t.line2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _find(self, letters: str) -> None:
        """Stand on the state that the letters begin, by its words, their initials or the short forms."""
        for attempt in (self._letters + letters, letters):
            wanted = fold(attempt)
            known = state_of(attempt)
            for place, (words, state, _nothing) in enumerate(self._options):
                folded = fold(words)
                initials = "".join(word[0] for word in folded.split())
                if state == known or (wanted and (folded.startswith(wanted) or initials.startswith(wanted))):
                    self._letters = attempt
                    self._stand(place)
                    return
        self._letters = ""

    def _stand(self, place: int) -> None:
        self._at = place
        self.setAccessibleDescription(self._options[place][0])
        self.update()


Editor = TextEditor | StateList


def leaves(editor: Editor, event: QKeyEvent) -> tuple[int, int] | None:
    """(rows, columns) to move by when the key leaves the cell, None when it belongs to the editor."""
    key, held = event.key(), event.modifiers()
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        if held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            return None
        return (-1 if held & Qt.KeyboardModifier.ShiftModifier else 1), 0
    if key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and held & Qt.KeyboardModifier.ShiftModifier):
        return 0, -1
    if key == Qt.Key.Key_Tab:
        return 0, 1
    # Typed over, a number goes on with the arrows, as in a spreadsheet.
    if editor.fresh and isinstance(editor, TextEditor) and editor.lineWrapMode() == QPlainTextEdit.LineWrapMode.NoWrap:
        steps = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
        return steps.get(Qt.Key(key))
    return None


def is_newline(event: QKeyEvent) -> bool:
    """Alt+Enter (and Ctrl+Enter) break the line inside a cell."""
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(event.modifiers() & held)


def is_key(event: QEvent) -> bool:
    """Whether the event is a key going down."""
    return event.type() == QEvent.Type.KeyPress
