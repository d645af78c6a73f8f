"""A table model over any list: it holds ids and fetches rows a page at a time (NOTES-QT § 3, "the design that won")."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.columns import NUMERIC, Column, Kind, ListSpec
from app.display import show
from app.jobs import Progress
from app.reading import ListQuery
from app.session import Touched
from ui.context import PageContext
from ui.marks import mark_tone
from ui.widgets.cells import ALIGN_ROLE, CELL_ROLE, DISPLAY_ROLE, ID_ROLE, Cell

if TYPE_CHECKING:
    from ui.jobs import Job

PAGE = 128
PAGES_KEPT = 64
CELLS_KEPT = 8_192
FIRST_SCREEN = 200
ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
Row = Mapping[str, Any]
CellRule = Callable[[Row], Cell]

_HORIZONTAL = Qt.Orientation.Horizontal
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_DESCENDING = Qt.SortOrder.DescendingOrder


class ListModel(QAbstractTableModel):
    """The rows of a ListSpec.

    The first screen is read at once; the complete ids come from a reader thread, and an answer that is late is dropped. Where even the
    first rows may need a look at every row, all come from there, and what was shown stays until then. ``cells`` overrides how a column is
    shown, by its key.

    ``asked`` brings the job whenever the ids are read beside the window, ``arrived`` tells that all are there, ``stopped`` that the reading
    ended without them.
    """

    asked = Signal(object)
    arrived = Signal()
    stopped = Signal()

    def __init__(
        self,
        spec: ListSpec,
        context: PageContext,
        query: ListQuery | None = None,
        *,
        cells: Mapping[str, CellRule] | None = None,
        columns: tuple[str, ...] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self._context = context
        self._query = query or ListQuery()
        self._rules = dict(cells or {})
        self._columns = tuple(spec.column(key) for key in columns) if columns else spec.columns
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        # What was painted is painted again at every step of the wheel: by row id and column key.
        self._cells: dict[tuple[int, str], Cell] = {}
        self._token = 0
        self._reading: Job | None = None
        self._complete = True
        context.changes.changed.connect(self.on_changed)
        self.load()

    @property
    def query(self) -> ListQuery:
        """What is shown now."""
        return self._query

    @property
    def complete(self) -> bool:
        """Whether all ids have arrived; until then the first screen stands."""
        return self._complete

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        return self._columns

    def set_columns(self, keys: Sequence[str]) -> None:
        """Show other columns, or these in another order. The view forgets what is selected."""
        self.beginResetModel()
        self._columns = tuple(self.spec.column(key) for key in keys)
        self.endResetModel()

    def show_query(self, query: ListQuery) -> None:
        """Show other rows: another period, filter, search or order."""
        self._query = query
        self.load()

    def load(self) -> None:
        """Read the first screen now and the complete ids beside it."""
        if self._query.scans:
            self._complete = False
            self._ask_all()
            return
        self._drop_reading()
        first = self._context.reader.ids(self.spec, self._query, FIRST_SCREEN)
        self._token += 1
        self._take(first)
        self._complete = len(first) < FIRST_SCREEN
        if not self._complete:
            self._ask_all()

    def on_changed(self, touched: Touched) -> None:
        """Something was written: forget what was read of it and ask for the ids again off the GUI thread."""
        if not any(table in self.spec.tables for table, _ in touched):
            return
        self._forget()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._columns) - 1))
        self._ask_all()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; the database does it."""
        key = (self._columns[column].key, order == _DESCENDING) if column >= 0 else None
        self.show_query(replace(self._query, sort=key))

    def row(self, number: int) -> Row | None:
        """The row shown at a place, or None when it has gone since."""
        row_id = self._ids[number]
        page = number // PAGE
        if page not in self._pages:
            self._pages[page] = self._context.reader.rows(
                self.spec, self._query, self._ids[page * PAGE : (page + 1) * PAGE]
            )
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        return self._pages[page].get(row_id)

    def forget(self) -> None:
        """Forget the rows that were read: the next look at one reads it anew."""
        self._forget()

    def ids_at(self, places: Sequence[int]) -> list[int]:
        """The ids of the rows at these places."""
        return [self._ids[place] for place in places]

    def place_of(self, row_id: int) -> int:
        """Where a row stands, or -1."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY_ROLE) -> Any:
        if orientation != _HORIZONTAL or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == ALIGN_ROLE:
            return _RIGHT if column.kind in NUMERIC else None
        return str(column.title) if role == DISPLAY_ROLE else None

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role not in (CELL_ROLE, DISPLAY_ROLE, _TOOLTIP):
            return None
        row = self.row(index.row())
        if row is None:
            return None
        column = self._columns[index.column()]
        if role == CELL_ROLE:
            return self._cell_at(index.row(), column, row)
        text = show(row[column.key], column, row)
        return text if role == DISPLAY_ROLE or column.kind is Kind.LONG else None

    def _cell_at(self, number: int, column: Column, row: Row) -> Cell:
        """The cell as it was made before. Those of a rule are made anew: a rule may look at more than the row."""
        rule = self._rules.get(column.key)
        if rule is not None:
            return rule(row)
        key = (self._ids[number], column.key)
        cell = self._cells.get(key)
        if cell is None:
            if len(self._cells) >= CELLS_KEPT:
                self._cells.clear()
            cell = self._cells[key] = self._cell(column, row)
        return cell

    def _forget(self) -> None:
        """What was read may have changed."""
        self._pages.clear()
        self._cells.clear()

    @staticmethod
    def _cell(column: Column, row: Row) -> Cell:
        text = show(row[column.key], column, row).replace("\n", " ")
        if column.kind is Kind.STATUS and row[column.key]:
            return Cell(text, mark=row[column.key], tone=mark_tone(row[column.key]))
        return Cell(text, right=column.kind in NUMERIC, tone="text2" if column.kind is Kind.CODE else "text")

    def _ask_all(self) -> None:
        self._token += 1
        token, query = self._token, self._query
        self._drop_reading()

        def read(progress: Progress) -> "array[int]":
            return self._context.reader.ids(self.spec, query, progress=progress)

        self._reading = job = self._context.jobs.read(read)
        job.succeeded.connect(lambda ids: self._arrived(token, ids))
        job.finished.connect(lambda: self._read(token))
        self.asked.emit(job)

    def _read(self, token: int) -> None:
        if token == self._token:
            self._reading = None
            if not self._complete:
                self.stopped.emit()

    def _drop_reading(self) -> None:
        """Nobody waits any more for what is being read, and that may be looking at a million rows."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _arrived(self, token: int, ids: "array[int]") -> None:
        if token != self._token:
            return
        self._complete = True
        if ids != self._ids:
            self._take(ids)
        self.arrived.emit()

    def _take(self, ids: "array[int]") -> None:
        """Show these ids, keeping selection and focus on the rows they were on."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        held = [(self._ids[index.row()], index.column()) for index in kept]
        self._ids = ids
        self._forget()
        places = {row_id: place for place, row_id in enumerate(ids)} if kept else {}
        moved = [self.index(places[row_id], column) if row_id in places else ROOT for row_id, column in held]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()
