"""Files dragged onto a row, or pasted on it, become its evidence."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence

from app.plan.grid_rows import Row
from ui.pages.quarter.view import GridView
from ui.widgets.dropping import files_of


class FileDrop(QObject):
    """Watches the cells of the grid; ``on`` is given the row and the files, ``on_paste`` the row when something is pasted.

    ``on_paste`` tells whether it took what lies on the clipboard; if not, it is text for the cells.
    """

    def __init__(
        self, view: GridView, on: Callable[[Row, Sequence[Path]], None], on_paste: Callable[[Row], bool]
    ) -> None:
        super().__init__(view)
        self._view, self._on, self._on_paste = view, on, on_paste
        view.setAcceptDrops(True)
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.Drop,
        ):
            self._handle(event)
            return True
        if event.type() == QEvent.Type.KeyPress and watched is self._view and isinstance(event, QKeyEvent):
            return event.matches(QKeySequence.StandardKey.Paste) and self._pasted()
        return super().eventFilter(watched, event)

    def _pasted(self) -> bool:
        index = self._view.currentIndex()
        row = self._view.rows_model.row_at(index.row()) if index.isValid() else None
        return row is not None and not self._view.is_editing() and self._on_paste(row)

    def _handle(self, event: QDropEvent) -> None:
        row = self._row_under(event)
        files = files_of(event.mimeData())
        if not files or (row is None and event.type() != QEvent.Type.DragEnter):
            event.ignore()
            return
        event.acceptProposedAction()
        if row is not None and event.type() == QEvent.Type.DragMove and isinstance(event, QDragMoveEvent):
            self._view.setCurrentIndex(self._view.indexAt(event.position().toPoint()))
        elif row is not None and event.type() == QEvent.Type.Drop:
            self._on(row, files)

    def _row_under(self, event: QDropEvent) -> Row | None:
        index = self._view.indexAt(event.position().toPoint())
        return self._view.rows_model.row_at(index.row()) if index.isValid() else None
