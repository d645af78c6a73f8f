"""The grid's model: rows of one part of a period, kept as plain tuples, with what is typed but not yet saved laid over them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.i18n import msg, tr
from app.plan.grid_rows import OWN, Grid, Group, Key, MeasureInfo, Row, TaskRow
from ui.pages.quarter.cell import EMPTY, GridCell
from ui.pages.quarter.columns import COLUMNS, LAST, PLAN, GridColumn
from ui.pages.quarter.task_cells import task_cell
from ui.pages.quarter.value_cells import value_cell
from ui.widgets.cells import ALIGN_ROLE, CELL_ROLE, DISPLAY_ROLE, ID_ROLE, Cell

Index = QModelIndex | QPersistentModelIndex
Keep = Callable[[Row], bool]

EDIT_ROLE: int = int(Qt.ItemDataRole.EditRole)
TIP_ROLE: int = int(Qt.ItemDataRole.ToolTipRole)
SPOKEN_ROLE: int = int(Qt.ItemDataRole.AccessibleTextRole)

# Made once: combining flags costs more than the rest of ``flags``.
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _PLAIN | Qt.ItemFlag.ItemIsEditable

SAVING, HALF, FAILED = "saving", "half", "failed"
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a cell and is not in the workspace yet: on its way, half of a rate, or refused with a reason."""

    text: str
    stands: str
    problem: str = ""


class GridModel(QAbstractTableModel):
    """Lines are group rows and, unless collapsed or filtered away, the rows of the group."""

    typed_in = Signal(object, str, str)
    """A cell was left with another text: (row key, column key, text)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid: Grid | None = None
        self.columns: tuple[GridColumn, ...] = COLUMNS[OWN]
        self.collapsed: set[int] = set()
        self._rows: list[Row] = []
        self._place: dict[Key, int] = {}
        self._groups: dict[int, Group] = {}
        self._kept: list[int] = []
        self._lines: list[int] = []
        self._line_of: dict[int, int] = {}
        self._shown_of: dict[int, int] = {}
        self._typed: dict[tuple[Key, str], Typed] = {}
        self._shelf: dict[tuple[str, str], dict[tuple[Key, str], Typed]] = {}
        self._keep: Keep | None = None
        self._held: set[int] | None = None

    def set_grid(self, grid: Grid) -> None:
        """Show another period, or the same read again; what is typed but not saved is kept with its period."""
        self.beginResetModel()
        before = None if self.grid is None else (self.grid.part, self.grid.period)
        if before != (grid.part, grid.period):
            self._put_by(before, (grid.part, grid.period))
            self.collapsed.clear()
        self.grid, self.columns = grid, COLUMNS[grid.part]
        self._rows = list(grid.rows)
        self._place = {row.key: place for place, row in enumerate(self._rows)}
        self._groups = {group.id: group for group in grid.groups}
        self._lay_out()
        self.endResetModel()

    def _put_by(self, before: tuple[str, str] | None, now: tuple[str, str]) -> None:
        """Keep what is refused or half typed until the person comes back to its part and period."""
        if before is not None:
            self._shelf[before] = {place: typed for place, typed in self._typed.items() if typed.stands != SAVING}
        self._typed = self._shelf.pop(now, {})

    def set_filter(self, keep: Keep | None) -> None:
        """Show only the rows that ``keep`` wants."""
        self.beginResetModel()
        self._keep = keep
        self._lay_out()
        self.endResetModel()

    def toggle(self, line: int) -> None:
        """Collapse or open the group that the line belongs to."""
        group = self.group_of(line)
        if group is not None:
            self.beginResetModel()
            self.collapsed ^= {group.id}
            self._lay_out()
            self.endResetModel()

    def set_groups(self, groups: Iterable[Group]) -> None:
        """The groups with new counts."""
        before, self._groups = self._groups, {group.id: group for group in groups}
        if self.grid is not None:
            self.grid = replace(self.grid, groups=tuple(self._groups.values()))
        for line in self.group_lines():
            group = self.group_of(line)
            if group is not None and group != before.get(group.id):
                self.dataChanged.emit(self.index(line, 0), self.index(line, len(self.columns) - 1))

    def patch(self, rows: Mapping[Key, Row]) -> None:
        """Put rows as they stand now in the place of the old ones."""
        with self.at_once():
            for key, row in rows.items():
                place = self._place.get(key)
                if place is not None and self._rows[place] != row:
                    self._rows[place] = row
                    self._changed(place)

    def set_typed(self, key: Key, column: str, typed: Typed | None) -> None:
        """Lay a typed text over a cell, or take it away."""
        if typed is None:
            self._typed.pop((key, column), None)
        else:
            self._typed[key, column] = typed
        if key in self._place:
            self._changed(self._place[key])

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Inside, changes of cells are told together at the end: a pasted block is one repaint, not thousands."""
        if self._held is not None:
            yield
            return
        self._held = set()
        try:
            yield
        finally:
            lines, self._held = self._held, None
            if lines:
                self.dataChanged.emit(self.index(min(lines), 0), self.index(max(lines), len(self.columns) - 1))

    def typed(self, key: Key, column: str) -> Typed | None:
        """What lies over a cell."""
        return self._typed.get((key, column))

    def typed_cells(self) -> dict[tuple[Key, str], Typed]:
        """Everything that is typed and not saved."""
        return dict(self._typed)

    # -- lines ------------------------------------------------------------------------------------------------

    def row_at(self, line: int) -> Row | None:
        """The row on a line; None on a group's line."""
        place = self._lines[line] if 0 <= line < len(self._lines) else -1
        return self._rows[place] if place >= 0 else None

    def is_group(self, line: int) -> bool:
        """Whether the line is a group's."""
        return self._lines[line] < 0

    def group_of(self, line: int) -> Group | None:
        """The group that a line is, or belongs to."""
        if not 0 <= line < len(self._lines):
            return None
        place = self._lines[line]
        return self._groups.get(-place - 1 if place < 0 else self._rows[place].group)

    def group_lines(self) -> list[int]:
        """The lines that are groups'."""
        return [line for line, place in enumerate(self._lines) if place < 0]

    def shown_in(self, group: int) -> int:
        """How many rows of a group the filter leaves."""
        return self._shown_of.get(group, 0)

    def line_of(self, key: Key) -> int | None:
        """The line of a row, None while it is hidden or not there."""
        place = self._place.get(key)
        return None if place is None else self._line_of.get(place)

    def reveal(self, key: Key) -> int | None:
        """The line of a row, after opening its group; None when it is filtered away or not there."""
        place = self._place.get(key)
        if place is not None and self._rows[place].group in self.collapsed:
            self.beginResetModel()
            self.collapsed.discard(self._rows[place].group)
            self._lay_out()
            self.endResetModel()
        return self.line_of(key)

    def all_rows(self) -> list[Row]:
        """The rows whether shown or not."""
        return self._rows

    def kept(self) -> Iterator[Row]:
        """The rows that the filter leaves, in the order of the grid, those of collapsed groups too."""
        return (self._rows[place] for place in self._kept)

    def row_of(self, key: Key) -> Row | None:
        """A row by its key."""
        place = self._place.get(key)
        return None if place is None else self._rows[place]

    def locked(self, row: Row) -> bool:
        """Whether a row cannot be written here: its period is locked or not open, or another office wrote it."""
        grid = self.grid
        return grid is None or grid.closed_on is not None or not grid.opened or not row.own

    def measure_of(self, row: Row) -> MeasureInfo | None:
        """How a measure's row is entered."""
        group = self._groups.get(row.group)
        return group.measure if group is not None else None

    def may_edit(self, row: Row, column: GridColumn) -> bool:
        """Whether a cell takes typing."""
        if not column.entry or self.locked(row):
            return False
        measure = self.measure_of(row) if column.key == "den" else None
        return measure is None or measure.form == "ratio"

    def column_at(self, key: str) -> int | None:
        """Where a column stands, None when this part has none of that name."""
        return next((place for place, column in enumerate(self.columns) if column.key == key), None)

    # -- cells ------------------------------------------------------------------------------------------------

    def cell(self, line: int, place: int) -> GridCell:
        """What a cell shows, with what is typed laid over it."""
        row, column, grid = self.row_at(line), self.columns[place], self.grid
        if row is None or grid is None:
            return EMPTY
        cell = self._saved_cell(row, column, grid)
        if self._typed:
            typed = self._typed.get((row.key, column.key))
            if typed is not None:
                return _typed_cell(cell, typed, wide=column.entry == "text")
        if column.zone not in {LAST, PLAN} and self.locked(row):
            return self._locked_cell(cell, column)
        return cell

    def _saved_cell(self, row: Row, column: GridColumn, grid: Grid) -> GridCell:
        if isinstance(row, TaskRow):
            return task_cell(row, column.key, grid)
        measure = self.measure_of(row)
        return EMPTY if measure is None else value_cell(row, column.key, measure)

    def saved_text(self, row: Row, column: GridColumn) -> str:
        """A cell as it stands in the workspace, whatever is typed over it."""
        return "" if self.grid is None else self._saved_cell(row, column, self.grid).copied

    def _locked_cell(self, cell: GridCell, column: GridColumn) -> GridCell:
        corner = ("lock",) if column.key in {"result", "num"} else ()
        return replace(
            cell,
            ground=cell.ground or "alt",
            tone="text2" if cell.tone == "text" else cell.tone,
            corner=(*corner, *cell.corner[:1]),
        )

    def text_of(self, line: int, place: int) -> str:
        """A cell as it is edited and copied."""
        cell = self.cell(line, place)
        return cell.copied

    def _changed(self, place: int) -> None:
        line = self._line_of.get(place)
        if line is not None and self._held is not None:
            self._held.add(line)
        elif line is not None:
            self.dataChanged.emit(self.index(line, 0), self.index(line, len(self.columns) - 1))

    def _lay_out(self) -> None:
        keep = self._keep
        by_group: dict[int, list[int]] = {}
        for place, row in enumerate(self._rows):
            if keep is None or keep(row):
                by_group.setdefault(row.group, []).append(place)
        self._lines = []
        self._kept = [place for group in self._groups for place in by_group.get(group, ())]
        for group in self._groups:
            places = by_group.get(group)
            if places:
                self._lines.append(-group - 1)
                self._lines.extend([] if group in self.collapsed else places)
        self._line_of = {place: line for line, place in enumerate(self._lines) if place >= 0}
        self._shown_of = {group: len(places) for group, places in by_group.items()}

    # -- Qt ---------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> object:
        if not index.isValid():
            return None
        line, place = index.row(), index.column()
        if role == DISPLAY_ROLE:
            return self._display(line, place)
        if role == EDIT_ROLE:
            return self.text_of(line, place)
        if role == CELL_ROLE:
            cell = self.cell(line, place)
            return Cell(self._display(line, place), right=cell.right, nothing=cell.nothing)
        if role == ID_ROLE:
            row = self.row_at(line)
            return None if row is None else row.key
        if role == TIP_ROLE:
            return self._tip(line, place)
        if role == SPOKEN_ROLE:
            return self._spoken(line, place)
        return None

    def setData(self, index: Index, value: object, role: int = EDIT_ROLE) -> bool:
        row = self.row_at(index.row())
        if role != EDIT_ROLE or row is None:
            return False
        column, text = self.columns[index.column()], str(value)
        if not self.may_edit(row, column):
            return False
        if text != self.text_of(index.row(), index.column()):
            self.typed_in.emit(row.key, column.key, text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self.row_at(index.row())
        editable = row is not None and self.may_edit(row, self.columns[index.column()])
        return _EDITABLE if editable else _PLAIN

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY_ROLE) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == DISPLAY_ROLE:
            return str(column.title)
        if role == ALIGN_ROLE and column.right:
            return int(Qt.AlignmentFlag.AlignRight)
        return None

    def _display(self, line: int, place: int) -> str:
        if self.is_group(line):
            group = self.group_of(line)
            return group_title(group) if group is not None and place == 0 else ""
        cell = self.cell(line, place)
        return cell.text or cell.missing or cell.copied

    def _tip(self, line: int, place: int) -> str | None:
        row = self.row_at(line)
        if row is None:
            return None
        typed = self._typed.get((row.key, self.columns[place].key))
        if typed is not None and typed.problem:
            return typed.problem
        cell = self.cell(line, place)
        return "\n".join(part for part in (cell.text, cell.second) if part) if len(cell.text) > 20 else None

    def _spoken(self, line: int, place: int) -> str:
        group = self.group_of(line) if self.is_group(line) else None
        if group is not None:
            return f"{group_title(group)}, {group.note}"
        cell, title = self.cell(line, place), str(self.columns[place].title)
        words = [cell.text or cell.missing or cell.copied, cell.second]
        words += [str(_CORNER_WORDS[mark]) for mark in cell.corner]
        said = ", ".join(word for word in words if word)
        return f"{title}: {said}"


_CORNER_WORDS = {
    "ear": msg("sửa sau khi duyệt"),
    "equal": msg("giống quý trước"),
    "tick": msg("đã duyệt"),
    "lock": msg("đã khóa"),
}


def group_title(group: Group) -> str:
    """Number and title of a group."""
    return f"{group.number} {group.title}".strip() or tr("Việc đột xuất, không thuộc chương trình")


def _typed_cell(cell: GridCell, typed: Typed, *, wide: bool) -> GridCell:
    """A typed text over what is saved; only wide cells have room for the reason (the others: tooltip, message bar)."""
    why = typed.problem if wide or typed.stands == HALF else ""
    if typed.stands == FAILED:
        return GridCell(typed.text, right=cell.right, ground="bad_soft", edge="bad", second=why, second_tone="bad")
    if typed.stands == HALF:
        return GridCell(typed.text, right=cell.right, ground="warn_soft", second=why, second_tone="warn")
    return replace(
        cell, text=typed.text, mark="", second="", missing="", nothing="", corner=(), raw=typed.text, ground=""
    )
