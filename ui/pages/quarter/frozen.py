"""The first columns, standing still at the left while the grid scrolls sideways: a second view on the same model."""

from PySide6.QtCore import QEvent, QObject, Qt

from ui.pages.quarter.columns import FROZEN
from ui.pages.quarter.pane import GridPane
from ui.pages.quarter.view import GridView


class FrozenColumns(GridPane):
    """Lies over the same columns of the grid; shown only while they would have scrolled away."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view.rows_model, view.cells, view)
        self._view = view
        self.setSelectionModel(view.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(GridView.EditTrigger.NoEditTriggers)
        view.horizontalScrollBar().valueChanged.connect(self.place)
        view.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.selectionModel().currentRowChanged.connect(lambda now, old: self.update_lines(old.row(), now.row()))
        view.header.sectionResized.connect(self._resized)
        view.model().modelReset.connect(self.hide_others)
        # Qt lets each view that shares a selection forget it when the rows come anew, this one after the grid has found its place.
        view.model().modelReset.connect(view.recall)
        view.viewport().installEventFilter(self)
        self.hide_others()
        self.hide()

    def across(self) -> int:
        """As wide as in the grid, so that both show the same words at the same place."""
        return self._view.across()

    def is_found(self, line: int, place: int) -> bool:
        """As in the grid."""
        return self._view.is_found(line, place)

    def shows_focus(self) -> bool:
        """The focus is the grid's."""
        return self._view.hasFocus()

    def hide_others(self) -> None:
        """Show the frozen columns alone, as wide as in the grid."""
        for place in range(self.rows_model.columnCount()):
            self.setColumnHidden(place, place >= FROZEN)
            if place < FROZEN:
                self.setColumnWidth(place, self._view.columnWidth(place))
        self.place()

    def place(self) -> None:
        """Lie over the grid's left, or get out of the way."""
        width = sum(self._view.columnWidth(place) for place in range(FROZEN))
        scrolled = self._view.horizontalScrollBar().value() > 0
        self._view.frozen_width = width
        self._view.header.covered = width if scrolled else 0
        height = self._view.header.height() + self._view.viewport().height()
        self.setGeometry(0, 0, width, height)
        if scrolled != self.isVisible():
            self.setVisible(scrolled)
        self.verticalScrollBar().setValue(self._view.verticalScrollBar().value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The type first: while the window is taken down, the grid may already be gone.
        if event.type() == QEvent.Type.Resize and watched is self._view.viewport():
            self.place()
        return super().eventFilter(watched, event)

    def _resized(self, place: int, _old: int, new: int) -> None:
        if place < FROZEN:
            self.setColumnWidth(place, new)
            self.place()
