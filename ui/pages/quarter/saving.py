"""Carries what is typed into the workspace, on the writer's thread; the cell shows it at once, and keeps it when it is refused."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.errors import BadInput, PlanError, Refused
from app.i18n import Message, msg, tr
from app.plan import block, grid
from app.plan.block import BlockResult, Edit, ValueClear
from app.plan.grid_rows import VALUES, Grid, Group, Key, Row, TaskRow, ValueRow
from app.plan.meanwhile import ChangedMeanwhile
from app.plan.progress import ProgressEdit
from app.plan.values import ValueEdit
from app.session import Touched
from ui.context import PageContext
from ui.pages.quarter.entering import HalfTyped, merged, task_edit, value_edit
from ui.pages.quarter.model import FAILED, HALF, SAVING, GridModel, Typed
from ui.pages.quarter.open_cell import OpenCell

Place = tuple[Key, str]


@dataclass(frozen=True)
class TypedCell:
    """One cell of a block: where, and what is to stand there."""

    key: Key
    column: str
    text: str
    line: int = 0
    """Which line of a pasted block it came from, from 1; 0 outside of blocks."""

    @property
    def place(self) -> Place:
        """Which cell it is."""
        return self.key, self.column


@dataclass
class Batch:
    """Cells on their way. ``left_out`` are those that could not be read, with the reason."""

    cells: list[TypedCell]
    left_out: dict[Place, PlanError]
    sent: bool = False
    """Whether there was anything to write."""

    @property
    def written(self) -> list[TypedCell]:
        """The cells that came through."""
        return [cell for cell in self.cells if cell.place not in self.left_out]


After = Callable[[Batch], None]


@dataclass(frozen=True)
class _Task:
    """What a write is called in the history, and who wants to hear of its end; a single cell needs neither."""

    label: Message | None = None
    after: After | None = None


class Saver(QObject):
    """``refused`` brings a single cell's place and error, ``outdated`` asks to read everything anew, ``regrouped`` tells of new counts.

    No cell goes over what somebody else wrote since it was opened: ``clashed`` brings its place and the ChangedMeanwhile, what was typed
    stays over the cell, and every later text of it clashes again until one of the two is chosen (``take_mine``, ``drop``).
    """

    refused = Signal(object, object)
    clashed = Signal(object, object)
    saved = Signal()
    """A single cell was written."""
    outdated = Signal()
    regrouped = Signal()

    def __init__(self, context: PageContext, model: GridModel, open_cell: OpenCell, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._model, self._open_cell = context, model, open_cell
        self._clashes: dict[Place, Row] = {}
        # Only the writer's thread looks at it: the rows as our own writes left them, of one part of one period.
        self._left: tuple[tuple[str, str], dict[Key, Row]] = ("", ""), {}
        self._later: dict[Place, str] = {}
        self._stale: set[Key] = set()
        self._reading = False

    # -- writing ----------------------------------------------------------------------------------------------

    def type_one(self, key: Key, column: str, text: str) -> None:
        """Log what was typed into a cell."""
        begun = self._open_cell.of(key, column)
        if begun is not None and text == begun.text:
            # Nothing was typed; the cell holds another text because somebody changed it meanwhile.
            return
        standing = self._model.typed(key, column)
        if standing is not None and standing.stands == SAVING:
            # The first text is still on its way: what it changed decides what this one means.
            self._later[key, column] = text
            self._model.set_typed(key, column, Typed(text, SAVING))
            return
        self._send([TypedCell(key, column, text)], _Task(), {} if begun is None else {key: begun.row})

    def take_mine(self, place: Place, text: str) -> None:
        """Write a text over what somebody else wrote, which the person has seen."""
        self._clashes.pop(place, None)
        self._send([TypedCell(*place, text)], _Task())

    def hold(self, place: Place, text: str, row: Row) -> None:
        """Lay a text over a cell that holds another one by now, and let the person choose."""
        clash = ChangedMeanwhile(row, row)
        self._model.set_typed(*place, Typed(text, FAILED, str(clash)))
        self.clashed.emit(place, clash)

    def type_many(self, cells: Sequence[TypedCell], label: Message, after: After) -> None:
        """Log a block of cells as one change; ``after`` hears what became of it."""
        self._send(cells, _Task(label, after))

    def drop(self, place: Place) -> None:
        """Forget what was typed into a cell and refused."""
        self._clashes.pop(place, None)
        self._model.set_typed(*place, None)

    def _send(self, cells: Sequence[TypedCell], task: _Task, begun: Mapping[Key, Row] | None = None) -> None:
        seen = self._model.grid
        if seen is None:
            return
        known = self._known(cells, begun or {})
        with self._model.at_once():
            batch, edits, by_edit = self._read_cells(cells, seen)
        if not edits:
            self._finish(batch, task)
            return
        batch.sent = True
        job = self._context.jobs.write(lambda _progress: self._log(edits, seen, task.label, known))
        job.succeeded.connect(lambda result: self._written(result, batch, by_edit, task))
        job.failed.connect(lambda error: self._failed(error, batch, task))

    def _known(self, cells: Sequence[TypedCell], begun: Mapping[Key, Row]) -> dict[Key, Row]:
        """The rows as the person saw them when typing began; of a cell that clashed, as it was before."""
        known = {}
        for cell in cells:
            row = self._clashes.get(cell.place) or begun.get(cell.key) or self._model.row_of(cell.key)
            if row is not None:
                known[cell.key] = row
        return known

    def _log(self, edits: Sequence[Edit], seen: Grid, label: Message | None, known: Mapping[Key, Row]) -> BlockResult:
        """On the writer's thread. What our own earlier writes did to a row (done brings 100 %) is no change by somebody else."""
        part = seen.part, seen.period
        if self._left[0] != part:
            self._left = part, {}
        left = self._left[1]
        states = {key: (row, left[key]) if key in left else (row,) for key, row in known.items()}
        result = block.log_block(self._context.session, edits, seen, label, states)
        left.update(result.rows)
        return result

    def _read_cells(self, cells: Sequence[TypedCell], seen: Grid) -> tuple[Batch, list[Edit], list[list[TypedCell]]]:
        """What the cells mean, row by row; what cannot be read is marked at once."""
        batch, by_row = Batch(list(cells), {}), defaultdict(list)
        for cell in cells:
            by_row[cell.key].append(cell)
        edits: list[Edit] = []
        by_edit: list[list[TypedCell]] = []
        for key, of_row in by_row.items():
            row = self._model.row_of(key)
            if row is None:
                continue
            read: Callable[..., Edit | None] = self._edit_of_task if isinstance(row, TaskRow) else self._edit_of_value
            edit = read(row, of_row, seen, batch)
            if edit is not None:
                edits.append(edit)
                by_edit.append([cell for cell in of_row if cell.place not in batch.left_out])
        for of_row in by_edit:
            for cell in of_row:
                self._model.set_typed(*cell.place, Typed(cell.text, SAVING))
        return batch, edits, by_edit

    def _edit_of_task(self, row: TaskRow, cells: list[TypedCell], seen: Grid, batch: Batch) -> ProgressEdit | None:
        found = []
        for cell in cells:
            try:
                edit = task_edit(row, cell.column, cell.text, seen)
            except BadInput as error:
                self._leave_out(cell, error, batch)
                continue
            self._model.set_typed(*cell.place, None)
            if edit is not None:
                found.append(edit)
        return merged(found) if found else None

    def _edit_of_value(
        self, row: ValueRow, cells: list[TypedCell], seen: Grid, batch: Batch
    ) -> ValueEdit | ValueClear | None:
        measure = self._model.measure_of(row)
        figures = [cell for cell in cells if cell.column in {"num", "den"}]
        notes = [cell for cell in cells if cell.column == "note"]
        if measure is None:
            return None
        waiting = self._half_of(row, figures) if figures else []
        half = {cell.column: cell.text for cell in (*figures, *waiting) if cell.text.strip()}
        edit: ValueEdit | ValueClear | None = None
        for cell in (figures or notes)[:1]:
            others = {column: text for column, text in half.items() if column != cell.column}
            try:
                edit = value_edit(row, cell.column, cell.text, measure, seen, others) or ValueClear(
                    *row.key, seen.period
                )
            except HalfTyped:
                self._keep_half(figures)
                return None
        for cell in (*figures, *waiting):
            self._model.set_typed(*cell.place, None)
        if isinstance(edit, ValueClear) and row.now is None:
            return None
        # The half that waited goes along: if the workspace refuses, both keep what was typed.
        cells += waiting
        batch.cells += waiting
        if figures and notes and isinstance(edit, ValueEdit):
            edit = ValueEdit(**{**vars(edit), "note": notes[0].text})
        return edit

    def _half_of(self, row: ValueRow, figures: list[TypedCell]) -> list[TypedCell]:
        columns = {"num", "den"} - {cell.column for cell in figures}
        found = [(column, self._model.typed(row.key, column)) for column in columns]
        return [TypedCell(row.key, column, typed.text) for column, typed in found if typed and typed.stands != SAVING]

    def _keep_half(self, figures: list[TypedCell]) -> None:
        for cell in figures:
            if not cell.text.strip():
                self._model.set_typed(*cell.place, None)
                continue
            said = tr("còn thiếu mẫu số") if cell.column == "num" else tr("còn thiếu tử số")
            self._model.set_typed(*cell.place, Typed(cell.text, HALF, said))

    def _leave_out(self, cell: TypedCell, error: PlanError, batch: Batch) -> None:
        batch.left_out[cell.place] = error
        self._model.set_typed(*cell.place, Typed(cell.text, FAILED, str(error)))

    def _written(self, result: BlockResult, batch: Batch, by_edit: list[list[TypedCell]], task: _Task) -> None:
        with self._model.at_once():
            for place, error in result.refused.items():
                for cell in by_edit[place]:
                    self._leave_out(cell, error, batch)
                    self._remember(cell, error)
            self._model.patch(result.rows)
            self._finish(batch, task)

    def _failed(self, error: Exception, batch: Batch, task: _Task) -> None:
        said = error if isinstance(error, PlanError) else Refused(msg("Chưa ghi được vào sổ làm việc."))
        with self._model.at_once():
            for cell in batch.written:
                text = self._later.pop(cell.place, cell.text)
                self._leave_out(TypedCell(cell.key, cell.column, text), said, batch)
                self._remember(cell, said)
        self._report(batch, task)

    def _remember(self, cell: TypedCell, error: PlanError) -> None:
        """Whoever goes on in a cell that clashed must be asked again; below it stands what is so now."""
        if isinstance(error, ChangedMeanwhile):
            self._clashes.setdefault(cell.place, error.seen)
            self._model.patch({cell.key: error.row})

    def _finish(self, batch: Batch, task: _Task) -> None:
        for cell in batch.written:
            self._clashes.pop(cell.place, None)
            typed = self._model.typed(*cell.place)
            if typed is not None and typed.stands == SAVING:
                self._model.set_typed(*cell.place, None)
            if cell.place in self._later:
                self.type_one(*cell.place, self._later.pop(cell.place))
        self._report(batch, task)

    def _report(self, batch: Batch, task: _Task) -> None:
        if task.after is not None:
            task.after(batch)
            return
        for place, error in batch.left_out.items():
            (self.clashed if isinstance(error, ChangedMeanwhile) else self.refused).emit(place, error)
        if not batch.left_out and batch.sent:
            self.saved.emit()

    # -- reading again ----------------------------------------------------------------------------------------

    def heard(self, touched: Touched) -> None:
        """A change was made, here or elsewhere: read the rows it touched again, or everything when the plan moved."""
        seen = self._model.grid
        keys = None if seen is None else grid.touched(self._context.session, touched, seen.part)
        if keys is None:
            self.outdated.emit()
            return
        # After an undo neither the entry nor its revision may be there any more to lead to the row.
        values = seen is not None and seen.part == VALUES
        heads, revs = ("target_value", "value_rev") if values else ("progress_entry", "progress_rev")
        entries = {int(key) for table, key in touched if table == heads}
        revisions = {int(key) for table, key in touched if table == revs}
        if entries or revisions:
            rows = self._model.all_rows()
            keys |= {row.key for row in rows if row.entry in entries or row.rev in revisions}
        self.read_again(keys)

    def read_again(self, keys: set[Key]) -> None:
        """Read some rows again; one such reading at a time, so that the newest wins."""
        self._stale |= keys
        seen = self._model.grid
        if self._reading or not self._stale or seen is None:
            return
        wanted, self._stale = self._stale, set()
        self._reading = True
        session = self._context.session
        job = self._context.jobs.read(
            lambda _progress: (seen, grid.again(session, seen, wanted), grid.counts(session, seen))
        )
        job.succeeded.connect(lambda found: self._patched(found, wanted))
        job.finished.connect(self._read)

    def _patched(self, found: tuple[Grid, dict[Key, Row], tuple[Group, ...]], wanted: set[Key]) -> None:
        seen, rows, groups = found
        now = self._model.grid
        if now is None or (now.part, now.period) != (seen.part, seen.period):
            return
        shown = {key for key in wanted if self._model.row_of(key) is not None}
        if shown != rows.keys():
            # A row came in or went: an answer that was not expected, or its undoing.
            self.outdated.emit()
            return
        self._model.patch(rows)
        self._model.set_groups(groups)
        self.regrouped.emit()

    def _read(self) -> None:
        self._reading = False
        self.read_again(set())
