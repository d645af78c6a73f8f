"""What a person does to many cells at once: copy, paste, clear, fill down, take last quarter's."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.dates import format_date
from app.errors import PlanError
from app.i18n import Message, msg, tr
from app.plan import periods
from app.plan.grid_rows import Row, TaskRow, ValueRow
from app.plan.timeliness import STATE_WORDS, TaskState
from ui.context import PageContext
from ui.pages.quarter.model import GridModel
from ui.pages.quarter.paste import read_block, with_breaks, write_block
from ui.pages.quarter.paste_sheet import PasteSheet
from ui.pages.quarter.pasting import Block, PastePlan, PastePlanner, tiled
from ui.pages.quarter.saving import Batch, Place, Saver, TypedCell
from ui.pages.quarter.value_cells import amount_text
from ui.pages.quarter.view import GridView

_FAULTY = {
    "percent": msg("phần trăm không đọc được"),
    "done_on": msg("ngày không đọc được"),
    "state": msg("trạng thái không đọc được"),
    "num": msg("số không dùng được"),
    "den": msg("số không dùng được"),
}
_ENDED = {TaskState.done, TaskState.cancelled}


class GridCommands(QObject):
    """Works on the selection of the view. ``said`` brings the words for a toast and whether undo helps, ``warned`` what did not fit."""

    said = Signal(str, bool)
    warned = Signal(str)
    sheet_asked = Signal(object)
    """A sheet to be opened over the page."""

    def __init__(self, context: PageContext, view: GridView, saver: Saver, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self.view, self._saver = context, view, saver
        self._model: GridModel = view.rows_model
        view.copy_asked.connect(self.copy)
        view.paste_asked.connect(self.paste)
        view.clear_asked.connect(self.clear)
        view.today_asked.connect(self.today)

    # -- what is selected -------------------------------------------------------------------------------------

    def parts(self) -> list[tuple[list[int], list[int]]]:
        """The parts of the selection, from the top: the lines of each that are rows and its columns that are shown.

        The current cell where nothing is selected.
        """
        selection, current = self.view.selectionModel().selection(), self.view.currentIndex()
        spans = [
            (range(part.top(), part.bottom() + 1), range(part.left(), part.right() + 1))
            for part in (selection.at(at) for at in range(selection.size()))
        ]
        if not spans and current.isValid():
            spans = [(range(current.row(), current.row() + 1), range(current.column(), current.column() + 1))]
        found = [
            (
                [line for line in lines if not self._model.is_group(line)],
                [place for place in columns if not self.view.isColumnHidden(place)],
            )
            for lines, columns in sorted(spans, key=lambda span: (span[0].start, span[1].start))
        ]
        return [(lines, columns) for lines, columns in found if lines and columns]

    def cells(self) -> list[tuple[int, int]]:
        """The selected cells (line, column), each once."""
        found = ((line, place) for lines, columns in self.parts() for line in lines for place in columns)
        return list(dict.fromkeys(found))

    def selected(self) -> tuple[list[int], list[int]]:
        """The selected lines that are rows, and the selected columns that are shown: the block around all parts."""
        parts = self.parts()
        lines = {line for lines, _columns in parts for line in lines}
        return sorted(lines), sorted({place for _lines, columns in parts for place in columns})

    def selected_rows(self) -> list[Row]:
        """The rows that any selected cell is in."""
        found = [self._model.row_at(line) for line in self.selected()[0]]
        return [row for row in found if row is not None]

    # -- commands ---------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected cells onto the clipboard as a block that a spreadsheet takes."""
        lines, columns = self.selected()
        rows = [[self._model.text_of(line, place) for place in columns] for line in lines]
        if rows:
            QGuiApplication.clipboard().setText(write_block(rows))
            self.said.emit(tr("Đã chép {n} ô vào bộ nhớ tạm", n=len(lines) * len(columns)), False)

    def paste(self) -> None:
        """Put the block of the clipboard onto the cells from the selection's first one on; over a multiple of it, repeated.

        What does not wholly fit is shown before anything is written.
        """
        lines, columns = self.selected()
        data = QGuiApplication.clipboard().mimeData()
        text = data.text()
        if not lines or not columns or not text:
            return
        block: Block = with_breaks(read_block(text), data.html())
        if len(lines) * len(columns) > 1:
            block = tiled(block, len(lines), len(columns))
        if len(block) > len(lines) or max(map(len, block)) > len(columns):
            lines, columns = self._from(lines[0], columns[0])
        plan = PastePlanner(self._model, lines, columns).plan(block)
        if plan.faults:
            sheet = PasteSheet(plan, lambda: self._paste_rest(sheet, plan))
            self.sheet_asked.emit(sheet)
        else:
            self._write_block(plan)

    def _paste_rest(self, sheet: PasteSheet, plan: PastePlan) -> None:
        sheet.close_sheet()
        self._write_block(plan)

    def _write_block(self, plan: PastePlan) -> None:
        cells = plan.cells
        if cells:
            self._send(
                cells, msg("Dán {n} dòng", n=_rows_of(cells)), lambda batch: self._pasted(batch, len(plan.faults))
            )
        else:
            self.said.emit(tr("Các ô đã như khối vừa dán."), False)

    def clear(self) -> None:
        """Empty the selected cells. A state cannot be nothing, so it stays."""
        wanted = [
            (line, place) for line, place in self.cells() if self._model.columns[place].entry not in {"", "state"}
        ]
        cells = [cell for cell in self._texts(wanted, lambda _line, _place: "") if self._standing(cell)]
        self._send(cells, msg("Xóa {n} ô", n=len(cells)), lambda batch: self._done(batch, tr("Đã xóa {n} ô")))

    def fill_down(self) -> None:
        """Put the first line of each selected part into its others; a part of one line takes the line above it.

        Single cells chosen one by one in the same columns are one part.
        """
        parts = self.parts()
        if len(parts) > 1 and all(len(lines) == 1 and columns == parts[0][1] for lines, columns in parts):
            parts = [(sorted({line for lines, _ in parts for line in lines}), parts[0][1])]
        source: dict[tuple[int, int], int] = {}
        for lines, columns in parts:
            alone = len(lines) == 1
            first, targets = (self._above(lines[0]), lines) if alone else (lines[0], lines[1:])
            if first is not None:
                source |= {
                    (line, place): first for line in targets for place in columns if self._model.columns[place].entry
                }
        cells = self._texts(list(source), lambda line, place: self._model.text_of(source[line, place], place))
        self._send(
            cells, msg("Chép xuống {n} ô", n=len(cells)), lambda batch: self._done(batch, tr("Đã chép xuống {n} ô"))
        )

    def copy_last(self) -> None:
        """Take over what stood last quarter into the selected cells."""
        grid, wanted = self._model.grid, self.cells()
        if grid is None or not wanted:
            return
        cells = []
        for line, place in wanted:
            row = self._model.row_at(line)
            text = None if row is None else _last_text(row, self._model.columns[place].key, self._model)
            cell = None if text is None else self._cell(line, place, text, 0)
            cells += [cell] if cell is not None else []
        last = periods.label(grid.last)
        if not cells:
            self.warned.emit(tr("{period} không có gì để chép vào các ô này.", period=str(last)))
            return
        words = tr("Đã chép {n} ô từ {period}", n="{n}", period=str(last))
        self._send(
            cells, msg("Chép {n} ô từ {period}", n=len(cells), period=last), lambda batch: self._done(batch, words)
        )

    def today(self) -> None:
        """Put today's date into the selected date cells."""
        wanted = [(line, place) for line, place in self.cells() if self._model.columns[place].entry == "date"]
        day = format_date(self._context.session.clock.today())
        cells = self._texts(wanted, lambda _line, _place: day)
        self._send(
            cells,
            msg("Ghi ngày {day}: {n} ô", day=day, n=len(cells)),
            lambda batch: self._done(batch, tr("Đã ghi ngày vào {n} ô")),
        )

    # -- their parts ------------------------------------------------------------------------------------------

    def _from(self, line: int, place: int) -> tuple[list[int], list[int]]:
        """The lines and columns that a block may take from a cell on."""
        lines = [at for at in range(line, self._model.rowCount()) if not self._model.is_group(at)]
        columns = [at for at in range(place, len(self._model.columns)) if not self.view.isColumnHidden(at)]
        return lines, columns

    def _above(self, line: int) -> int | None:
        """The row above a line, over group rows; None above the first."""
        return next((at for at in range(line - 1, -1, -1) if not self._model.is_group(at)), None)

    def _texts(self, cells: Sequence[tuple[int, int]], text: Callable[[int, int], str]) -> list[TypedCell]:
        found = [self._cell(line, place, text(line, place), 0) for line, place in cells]
        return [cell for cell in found if cell is not None]

    def _cell(self, line: int, place: int, text: str, block_line: int) -> TypedCell | None:
        """A cell to be written; None where nothing can be (last quarter's columns, locked rows)."""
        row, column = self._model.row_at(line), self._model.columns[place]
        if row is None or not self._model.may_edit(row, column):
            return None
        return TypedCell(row.key, column.key, text.strip(), block_line)

    def _standing(self, cell: TypedCell) -> bool:
        if self._model.typed(*cell.place) is not None:
            return True
        row = self._model.row_of(cell.key)
        if isinstance(row, ValueRow):
            return row.now is not None and (cell.column != "note" or bool(row.note))
        return isinstance(row, TaskRow) and bool(getattr(row, cell.column))

    def _send(self, cells: list[TypedCell], label: Message, after: Callable[[Batch], None]) -> None:
        if not cells:
            self._refuse()
            return
        self._saver.type_many(cells, label, after)

    def _refuse(self) -> None:
        """Nothing could be written: say why when the reason is a lock."""
        rows = self.selected_rows()
        if rows and all(self._model.locked(row) for row in rows):
            self.view.locked_asked.emit(self.view.currentIndex())

    def _done(self, batch: Batch, words: str) -> None:
        if batch.left_out:
            self.warned.emit(str(next(iter(batch.left_out.values()))))
        elif words:
            self.said.emit(words.format(n=len(batch.written)), True)

    def _pasted(self, batch: Batch, outside: int) -> None:
        """ "Dán được 38/40 dòng. 2 dòng có ngày không đọc được: dòng 12 và 31." (LOOK 6)."""
        asked = _rows_of(batch.cells)
        bad = [cell for cell in batch.cells if cell.place in batch.left_out]
        if bad:
            whole = tr("Dán được {n}/{m} dòng.", n=asked - _rows_of(bad), m=asked)
            self.warned.emit(f"{whole} {_faults(bad, batch.left_out)}")
        elif outside:
            self.said.emit(tr("Đã dán {n} ô, để nguyên {m} ô không vừa", n=len(batch.cells), m=outside), True)
        else:
            self.said.emit(tr("Đã dán {n} dòng", n=asked), True)


def _rows_of(cells: Sequence[TypedCell]) -> int:
    return len({cell.key for cell in cells})


def _faults(bad: Sequence[TypedCell], why: Mapping[Place, PlanError]) -> str:
    columns = {cell.column for cell in bad}
    lines = sorted({cell.line for cell in bad if cell.line})
    what = _FAULTY.get(next(iter(columns))) if len(columns) == 1 else None
    words = str(what) if what is not None else tr("ô không đọc được")
    if not lines:
        return str(next(iter(why.values())))
    return tr("{n} dòng có {what}: {lines}.", n=len(lines), what=words, lines=_listed(lines))


def _listed(lines: Sequence[int]) -> str:
    """ "dòng 12", "dòng 12 và 31", "dòng 3, 5, 9…"."""
    if len(lines) == 1:
        return tr("dòng {line}", line=lines[0])
    if len(lines) > 8:
        return tr("dòng {lines}…", lines=", ".join(map(str, lines[:8])))
    return tr("dòng {lines} và {last}", lines=", ".join(map(str, lines[:-1])), last=lines[-1])


def _last_text(row: Row, column: str, model: GridModel) -> str | None:
    """What a cell held last quarter, as it would be typed; None where there was nothing to take over."""
    if isinstance(row, ValueRow):
        measure = model.measure_of(row)
        if column != "num" or row.last is None or measure is None:
            return None
        nothing = {"none_occurred": tr("không PS"), "not_applicable": "–"}
        return nothing.get(row.last.given) or amount_text(row.last, measure)
    if row.last_state is None or row.last_state in _ENDED:
        return None
    if column == "state":
        return str(STATE_WORDS[TaskState(row.last_state)])
    if column == "percent":
        return None if row.last_percent is None else str(row.last_percent)
    text: str = getattr(row, f"last_{column}", "") if column != "done_on" else ""
    return text or None
