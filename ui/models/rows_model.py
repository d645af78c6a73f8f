"""A small table whose cells are given: for blocks of figures that are read at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ui.widgets.cells import CELL_ROLE, DISPLAY_ROLE, ID_ROLE, Cell, Index

ROOT = QModelIndex()
_HORIZONTAL = Qt.Orientation.Horizontal
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RowsModel(QAbstractTableModel):
    """``set_rows`` shows other rows; ``keys`` say what each row is about (ID_ROLE)."""

    def __init__(self, titles: Sequence[str], right: Sequence[int] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = list(titles)
        self._right = frozenset(right)
        self._rows: list[Sequence[Cell]] = []
        self._keys: list[object] = []

    def set_rows(
        self, rows: Sequence[Sequence[Cell]], keys: Sequence[object], titles: Sequence[str] | None = None
    ) -> None:
        """Show these cells; with other headings when ``titles`` are given."""
        self.beginResetModel()
        self._rows, self._keys = list(rows), list(keys)
        if titles is not None:
            self._titles = list(titles)
        self.endResetModel()

    def set_titles(self, titles: Sequence[str]) -> None:
        """Show other headings over the same columns."""
        self._titles = list(titles)
        self.headerDataChanged.emit(_HORIZONTAL, 0, len(self._titles) - 1)

    def change_row(self, place: int, cells: Sequence[Cell]) -> None:
        """Show other cells in one row; the keys stay where they are."""
        self._rows[place] = cells
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._titles) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY_ROLE) -> Any:
        if orientation != _HORIZONTAL or section >= len(self._titles):
            return None
        if role == _ALIGN and section in self._right:
            return _RIGHT
        return self._titles[section] if role == DISPLAY_ROLE else None

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == ID_ROLE:
            return self._keys[index.row()]
        cell = self._rows[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        return cell.spoken() if role in (DISPLAY_ROLE, _TOOLTIP) else None
