"""Editing in place: the words in a field that floats over the rows below, the lead by its first letters, the term as one writes it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyleOptionViewItem, QTreeView, QWidget

from app.i18n import tr
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.marks import paint_mark
from ui.pages.plan_import.rows import LEAD, MARK, TERM, TEXT, Row
from ui.tokens import Tokens
from ui.widgets.cells import Cell, Index, paint_cell
from ui.widgets.fields import TextArea
from ui.widgets.row_delegate import RowDelegate

_MOST_LINES = 6
_NEXT = {TEXT: LEAD, LEAD: TERM, TERM: TERM}
_BEFORE = {TERM: LEAD, LEAD: TEXT, TEXT: TEXT}
_NUMBER_ROOM = 26


class WordsEditor(TextArea):
    """Several lines of words; Enter is for the delegate."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class DraftDelegate(RowDelegate):
    """Paints rows with the number of the document before the words; makes the editors.

    Enter saves, Esc gives up, Tab saves and goes to the next cell (``cell_wanted``), Ctrl+Enter splits the item at the cursor
    (``split_wanted``). What was typed is taken over only when the editor is gone, because a correction fills the view anew.
    """

    split_wanted = Signal(int)
    cell_wanted = Signal(int)

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self.bans: Callable[[], Sequence[str]] = tuple
        self._column = TEXT

    # --- painting

    def paint_content(self, painter: QPainter, rect: QRect, index: Index, cell: Cell, t: Tokens) -> None:
        row = index.internalPointer()
        if not isinstance(row, Row):
            return
        if index.column() == MARK:
            self._paint_mark(painter, rect, row, t)
            return
        if index.column() == TEXT and row.number:
            painter.setFont(font(Role.BODY))
            painter.setPen(t.text2)
            width = max(_NUMBER_ROOM, metrics(Role.BODY).horizontalAdvance(row.number) + 8)
            painter.drawText(rect.adjusted(8, 0, 0, -1), Qt.AlignmentFlag.AlignVCenter, row.number)
            rect = rect.adjusted(width, 0, 0, 0)
        paint_cell(painter, rect, cell, t)

    @staticmethod
    def _paint_mark(painter: QPainter, rect: QRect, row: Row, t: Tokens) -> None:
        node = row.node
        x, middle = rect.center().x() - 6, rect.center().y()
        if node.waits:
            paint_mark(painter, "due_soon", x, middle - 5.5)
        elif node.entry is not None and not node.entry.dropped and node.entry.kind != "detail":
            paint_icon(painter, "check", x - 1, middle - 7, 14, t.ok)

    # --- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        self._column = index.column()
        if index.column() == TEXT:
            words = WordsEditor(lines=1, parent=parent)
            words.setAccessibleName(tr("Nội dung"))
            return words
        editor = QLineEdit(parent)
        editor.setAccessibleName(tr("Chủ trì") if index.column() == LEAD else tr("Hạn, mức"))
        if index.column() == LEAD:
            completer = QCompleter(list(self.bans()), editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setCompleter(completer)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, WordsEditor):
            editor.set_value(text)
            editor.moveCursor(QTextCursor.MoveOperation.End)
            self._fit(editor, self._view.visualRect(index))
            editor.textChanged.connect(lambda: self._fit(editor, QRect(editor.pos(), editor.size())))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, WordsEditor):
            model.setData(index, " ".join(editor.value().split()))
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        room = self._view.viewport().rect()
        if isinstance(editor, WordsEditor):
            self._fit(editor, rect)
            return
        wide = max(rect.width(), min(240, room.width())) if index.column() == LEAD else max(rect.width(), 190)
        left = min(rect.left(), room.right() - wide)
        editor.setGeometry(max(left, 0), rect.top(), wide, rect.height() - 1)

    def _fit(self, editor: WordsEditor, rect: QRect) -> None:
        """As high as its words, within the view; near the lower edge it opens upwards."""
        room = self._view.viewport().rect()
        wide = max(rect.width(), min(360, room.width() - rect.left()))
        flags = int(Qt.TextFlag.TextWordWrap)
        inside = QRect(0, 0, max(wide - 26, 60), 10_000)
        line = metrics(Role.BODY).lineSpacing()
        words = metrics(Role.BODY).boundingRect(inside, flags, editor.toPlainText() or "Ẫ").height()
        editor.setFixedHeight(min(min(max(words, line), _MOST_LINES * line) + 18, room.height()))
        top = max(0, min(rect.top(), room.bottom() - editor.height()))
        editor.setGeometry(rect.left(), top, wide, editor.height())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, self.row_height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if control and isinstance(watched, WordsEditor):
                    self._split(watched)
                else:
                    self._save(watched)
                return True
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self._go_on(watched, _NEXT if key == Qt.Key.Key_Tab else _BEFORE)
                return True
        return super().eventFilter(watched, event)

    def _save(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
        self._view.setFocus()

    def _go_on(self, editor: QWidget, way: dict[int, int]) -> None:
        column = self._column
        self._save(editor)
        if way[column] != column:
            self.cell_wanted.emit(way[column])

    def _split(self, editor: WordsEditor) -> None:
        before = " ".join(editor.toPlainText()[: editor.textCursor().position()].split())
        self._save(editor)
        self.split_wanted.emit(len(before))
