"""A tree model over nodes that were read at once: organisation and programmes are small."""

from collections.abc import Iterator
from typing import Any, Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from ui.widgets.cells import CELL_ROLE, DISPLAY_ROLE, ID_ROLE, Cell, Index

ROOT = QModelIndex()
_HORIZONTAL = Qt.Orientation.Horizontal
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TreeNode(Protocol):
    """What the model needs of a node."""

    cells: Any
    parent: Any
    children: Any
    row: int

    @property
    def key(self) -> object:
        """What the node is, also after the tree was read again."""


class TreeModel(QAbstractItemModel):
    """Holds a tree of nodes; ``set_root`` shows another one."""

    def __init__(self, titles: list[str], right: frozenset[int], root: TreeNode, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._right = right
        self._root = root

    @property
    def root(self) -> TreeNode:
        """The node above all rows."""
        return self._root

    def set_root(self, root: TreeNode) -> None:
        """Show another tree."""
        self.beginResetModel()
        self._root = root
        self.endResetModel()

    def node(self, index: Index) -> TreeNode:
        """The node of an index; the root for an invalid one."""
        return index.internalPointer() if index.isValid() else self._root

    def index_of(self, key: object) -> QModelIndex:
        """Where a node stands, by its key; invalid when it is not shown."""
        waiting = list(self._root.children)
        while waiting:
            node = waiting.pop()
            if node.key == key:
                return self.createIndex(node.row, 0, node)
            waiting.extend(node.children)
        return ROOT

    def nodes(self) -> Iterator[Any]:
        """All nodes from the top, as they would be listed when every branch is open."""
        waiting = list(reversed(self._root.children))
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def index_of_node(self, node: TreeNode) -> QModelIndex:
        """Where a node of this tree stands; invalid for the root."""
        return ROOT if node is self._root else self.createIndex(node.row, 0, node)

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        node = self.node(parent)
        if 0 <= row < len(node.children) and 0 <= column < len(self._titles):
            return self.createIndex(row, column, node.children[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject has a parent() too
        above = self.node(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, _parent: Index = ROOT) -> int:
        return len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY_ROLE) -> Any:
        if orientation != _HORIZONTAL or not 0 <= section < len(self._titles):
            return None
        if role == _ALIGN:
            return _RIGHT if section in self._right else None
        return self._titles[section] if role == DISPLAY_ROLE else None

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == ID_ROLE:
            return node.key
        if role not in (CELL_ROLE, DISPLAY_ROLE, _TOOLTIP, _SPOKEN):
            return None
        cell: Cell = node.cells[index.column()]
        return cell if role == CELL_ROLE else cell.spoken() or None
