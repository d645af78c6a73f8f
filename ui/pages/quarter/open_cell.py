"""The cell that is being typed into: what stood in it when it was opened, and what stands in its editor now."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from app.plan.grid_rows import Key, Row
from ui.pages.quarter.editor import TextEditor
from ui.pages.quarter.view import GridView


@dataclass(frozen=True)
class Begun:
    """A cell as it stood when its editor opened."""

    key: Key
    column: str
    row: Row
    text: str
    editor: QWidget


class OpenCell(QObject):
    """Follows the editors of the grid. ``changed`` tells that an editor opened or closed, or that its text is another."""

    changed = Signal()

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._model = view.rows_model
        self.begun: Begun | None = None
        view.editing.opened.connect(self._open)
        view.editing.closed.connect(self._close)

    def of(self, key: Key, column: str) -> Begun | None:
        """The cell as it was when its editor opened; None when another or none is open."""
        begun = self.begun
        return begun if begun is not None and (begun.key, begun.column) == (key, column) else None

    def typed(self) -> str | None:
        """What stands in the open editor where that is not what the cell held; None otherwise."""
        begun = self.begun
        if begun is None or not isinstance(begun.editor, TextEditor):
            return None
        text = begun.editor.value()
        return None if text == begun.text else text

    def put(self, text: str) -> bool:
        """Let a text stand in the open editor; False where none takes it."""
        begun = self.begun
        if begun is None or not isinstance(begun.editor, TextEditor):
            return False
        begun.editor.replace_with(text)
        return True

    def _open(self, editor: QWidget, index: QModelIndex) -> None:
        row = self._model.row_at(index.row())
        if row is None:
            return
        column = self._model.columns[index.column()].key
        self.begun = Begun(row.key, column, row, self._model.text_of(index.row(), index.column()), editor)
        if isinstance(editor, TextEditor):
            editor.textChanged.connect(self.changed)
        self.changed.emit()

    def _close(self, editor: QWidget) -> None:
        if self.begun is not None and self.begun.editor is editor:
            self.begun = None
            self.changed.emit()
