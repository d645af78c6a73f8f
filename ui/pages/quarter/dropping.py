"""Files dragged onto a row become its evidence."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from app.plan.grid_rows import Row
from ui.pages.quarter.view import GridView
from ui.widgets.dropping import files_of


class FileDrop(QObject):
    """Watches the cells of the grid; ``on`` is given the row and the files."""

    def __init__(self, view: GridView, on: Callable[[Row, Sequence[Path]], None]) -> None:
        super().__init__(view)
        self._view, self._on = view, on
        view.setAcceptDrops(True)
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.Drop,
        ):
            self._handle(event)
            return True
        return super().eventFilter(watched, event)

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
