"""What a block from the clipboard would become in the grid, cell by cell, before anything of it is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import BadInput
from app.i18n import tr
from app.numbers import parse_value
from app.plan.grid_rows import Grid, MeasureInfo, Row, TaskRow
from ui.pages.quarter.columns import GridColumn
from ui.pages.quarter.entering import given_of, task_edit
from ui.pages.quarter.model import GridModel
from ui.pages.quarter.saving import TypedCell

Block = Sequence[Sequence[str]]


@dataclass(frozen=True)
class PasteCell:
    """A cell of a block: its words, why it cannot be written ("" when it can), and where it would go (None: nothing to write)."""

    text: str
    why: str = ""
    to: TypedCell | None = None


@dataclass(frozen=True)
class PastePlan:
    """The cells of a block, row by row, as they lie on the clipboard. ``titles`` are the columns they fall on ("" beyond the grid)."""

    titles: tuple[str, ...]
    numbers: tuple[str, ...]
    rows: tuple[tuple[PasteCell, ...], ...]

    @property
    def cells(self) -> list[TypedCell]:
        """What can be written."""
        return [cell.to for row in self.rows for cell in row if cell.to is not None]

    @property
    def faults(self) -> list[PasteCell]:
        """What does not fit."""
        return [cell for row in self.rows for cell in row if cell.why]

    @property
    def whole_rows(self) -> int:
        """How many rows of the block fit without a fault."""
        return sum(not any(cell.why for cell in row) for row in self.rows)


def tiled(block: Block, lines: int, columns: int) -> Block:
    """The block repeated over a selection that is a whole multiple of it, as a spreadsheet does; else the block itself."""
    width = max(map(len, block))
    if lines % len(block) or columns % width or (lines, columns) == (len(block), width):
        return block
    even = [[*row, *[""] * (width - len(row))] for row in block]
    return [row * (columns // width) for row in even] * (lines // len(block))


class PastePlanner:
    """Holds a block against the lines and columns of the grid that it may take, in their order."""

    def __init__(self, model: GridModel, lines: Sequence[int], columns: Sequence[int]) -> None:
        self._model, self._lines, self._columns = model, lines, columns

    def plan(self, block: Block) -> PastePlan:
        """What becomes of each cell."""
        width = max(map(len, block))
        shown = [self._model.columns[place] for place in self._columns[:width]]
        titles = [str(column.title) for column in shown] + [""] * (width - len(shown))
        rows = tuple(
            tuple(self._cell(at, beside, text) for beside, text in enumerate(texts)) for at, texts in enumerate(block)
        )
        return PastePlan(tuple(titles), tuple(map(self._number, range(len(block)))), rows)

    def _number(self, at: int) -> str:
        row = self._model.row_at(self._lines[at]) if at < len(self._lines) else None
        return "" if row is None else row.number

    def _cell(self, at: int, beside: int, text: str) -> PasteCell:
        text = text.strip()
        if at >= len(self._lines) or beside >= len(self._columns):
            outside = tr("quá dòng cuối của lưới") if at >= len(self._lines) else tr("quá cột cuối của lưới")
            return PasteCell(text, outside if text else "")
        line, place = self._lines[at], self._columns[beside]
        row, column, grid = self._model.row_at(line), self._model.columns[place], self._model.grid
        # What stands there already fits wherever it is: a block may bring the plan's own columns back with it.
        if row is None or grid is None or text == self._model.text_of(line, place).strip():
            return PasteCell(text)
        if not self._model.may_edit(row, column):
            return PasteCell(text, self._refusal(row, column) if text else "")
        why = _unreadable(row, column.key, text, grid, self._model.measure_of(row))
        return PasteCell(text, why, None if why else TypedCell(row.key, column.key, text, at + 1))

    def _refusal(self, row: Row, column: GridColumn) -> str:
        if not column.entry:
            return tr("cột chỉ để xem")
        return tr("dòng đã khóa") if self._model.locked(row) else tr("không có mẫu số")


def _unreadable(row: Row, key: str, text: str, grid: Grid, measure: MeasureInfo | None) -> str:
    """Why a text cannot be read in its column; "" when it can."""
    try:
        if isinstance(row, TaskRow):
            task_edit(row, key, text, grid)
        elif key in {"num", "den"} and measure is not None and measure.form != "yesno" and text and not given_of(text):
            parse_value(text)
    except BadInput as error:
        return str(error)
    return ""
