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

    def selected(self) -> tuple[list[int], list[int]]:
        """The selected lines that are rows, and the selected columns that are shown; the current cell when nothing is."""
        lines: set[int] = set()
        columns: set[int] = set()
        selection = self.view.selectionModel().selection()
        for part in (selection.at(at) for at in range(selection.size())):
            lines.update(range(part.top(), part.bottom() + 1))
            columns.update(range(part.left(), part.right() + 1))
        current = self.view.currentIndex()
        if not lines and current.isValid():
            lines, columns = {current.row()}, {current.column()}
        return (
            sorted(line for line in lines if not self._model.is_group(line)),
            sorted(place for place in columns if not self.view.isColumnHidden(place)),
        )

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
        lines, columns = self.selected()
        columns = [place for place in columns if self._model.columns[place].entry not in {"", "state"}]
        cells = self._texts(lines, columns, lambda _line, _place: "")
        cells = [cell for cell in cells if self._standing(cell)]
        self._send(cells, msg("Xóa {n} ô", n=len(cells)), lambda batch: self._done(batch, tr("Đã xóa {n} ô")))

    def fill_down(self) -> None:
        """Put the first selected line into the others; with one line, take the one above it."""
        lines, columns = self.selected()
        if not lines:
            return
        source = lines[0]
        if len(lines) == 1:
            above = [line for line in range(lines[0]) if not self._model.is_group(line)]
            if not above:
                return
            source = above[-1]
        targets = [line for line in lines if line != source]
        columns = [place for place in columns if self._model.columns[place].entry]
        cells = self._texts(targets, columns, lambda _line, place: self._model.text_of(source, place))
        self._send(
            cells, msg("Chép xuống {n} ô", n=len(cells)), lambda batch: self._done(batch, tr("Đã chép xuống {n} ô"))
        )

    def copy_last(self) -> None:
        """Take over what stood last quarter into the selected cells."""
        grid = self._model.grid
        lines, columns = self.selected()
        if grid is None or not lines:
            return
        cells = []
        for line in lines:
            row = self._model.row_at(line)
            for place in columns if row is not None else []:
                text = _last_text(row, self._model.columns[place].key, self._model) if row is not None else None
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
        lines, columns = self.selected()
        columns = [place for place in columns if self._model.columns[place].entry == "date"]
        day = format_date(self._context.session.clock.today())
        cells = self._texts(lines, columns, lambda _line, _place: day)
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

    def _texts(self, lines: Sequence[int], columns: Sequence[int], text: Callable[[int, int], str]) -> list[TypedCell]:
        found = [self._cell(line, place, text(line, place), 0) for line in lines for place in columns]
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
