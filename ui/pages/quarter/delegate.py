"""Hands out the editors of the grid."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.pages.quarter.editor import Editor, StateList, TextEditor, is_key, is_newline, leaves
from ui.pages.quarter.model import GridModel, Index
from ui.pages.quarter.phrase_popup import PhrasePopup

if TYPE_CHECKING:
    from ui.pages.quarter.phrases import PhraseBook


class GridDelegate(QStyledItemDelegate):
    """Opens the editor of a column, and leaves it by the keys of a spreadsheet. (The pane paints the cells itself.)"""

    left = Signal(int, int)
    """A cell was left by a key: (rows, columns) to move by."""
    opened = Signal(object, object)
    """An editor was made: (the editor, the index of its cell)."""
    closed = Signal(object)

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = model
        self.fresh = False
        self.hold: Callable[[], AbstractContextManager[object]] = nullcontext
        """Saving what is left begins at the end of this: until then the next cell is painted."""
        self.books: dict[str, PhraseBook] = {}

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self.model.columns[index.column()]
        editor: Editor
        if column.entry == "state":
            editor = StateList(parent)
            editor.chosen.connect(lambda: self._finish(editor, (1, 0)))
        else:
            editor = TextEditor(parent, many=column.entry == "text", right=column.right)
            if column.entry == "text" and column.key in self.books:
                editor.popup = PhrasePopup(editor, self.books[column.key], parent)
        editor.setAccessibleName(str(column.title))
        editor.place(option.rect)
        self.opened.emit(editor, index)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = self.model.text_of(index.row(), index.column())
        if isinstance(editor, TextEditor):
            editor.begin(text, fresh=self.fresh)
        elif isinstance(editor, StateList):
            editor.begin(text)
        self.fresh = False

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, TextEditor | StateList):
            model.setData(index, editor.value())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        if isinstance(editor, TextEditor | StateList):
            editor.place(option.rect)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        editor.hide()
        if isinstance(editor, TextEditor) and editor.popup is not None:
            editor.popup.hide()
        self.closed.emit(editor)
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, TextEditor | StateList) and isinstance(event, QKeyEvent) and is_key(event):
            if isinstance(watched, TextEditor) and watched.popup is not None and watched.popup.key(event.key()):
                return True
            if isinstance(watched, TextEditor) and is_newline(event):
                watched.insertPlainText("\n")
                return True
            step = leaves(watched, event)
            if step is not None:
                self._finish(watched, step)
                return True
        return super().eventFilter(watched, event)

    def _finish(self, editor: Editor, step: tuple[int, int]) -> None:
        with self.hold():
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.left.emit(*step)
