"""What is done to whole rows: submit, approve, return, recall, amend, evidence. By button, menu and key alike."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from app import feedback
from app.i18n import tr
from app.plan import contributions, grid, reviews
from app.plan.grid_rows import Row, TaskRow
from app.session import Session
from ui.context import PageContext
from ui.pages.feedback.forms import ask_feedback
from ui.pages.quarter.commands import GridCommands
from ui.pages.quarter.entering import given_of
from ui.pages.quarter.evidence_work import EvidenceWork
from ui.pages.quarter.filters import returned as returned_row
from ui.pages.quarter.filters import waiting
from ui.pages.quarter.sheets import AmendSheet, SubmitSheet, return_sheet, review_sheet
from ui.widgets.buttons import Button
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet


class RowActions(QObject):
    """Asks in a sheet over the page where something must be asked; writes on the writer's thread."""

    said = Signal(str, object)
    """What was done, and how it is taken back: True for the window's undo, something to call, or None."""
    failed = Signal(Exception)

    def __init__(self, context: PageContext, page: Page, commands: GridCommands) -> None:
        super().__init__(page)
        self.evidence = EvidenceWork(context, page, commands.view.rows_model)
        self._context, self._page, self._commands = context, page, commands
        self._view = commands.view
        self._model = self._view.rows_model
        self._sheet: Sheet | None = None
        self.submit_button = Button(tr("Trình duyệt…"), self.submit, kind="primary")
        self.review_button = Button(tr("Duyệt…"), self.review, icon="check")
        self.amend_button = Button(tr("Đính chính…"), self.amend, icon="pencil")

    def buttons(self) -> list[Button]:
        """The buttons of the header: submitting while the period is open, amending once it is locked."""
        grid = self._model.grid
        if grid is not None and grid.closed_on is not None:
            return [self.amend_button]
        waits = any(waiting(row) for row in self._model.all_rows())
        return [self.review_button, self.submit_button] if waits else [self.submit_button]

    def grid_changed(self) -> None:
        """The counts may have moved."""
        grid = self._model.grid
        self.submit_button.setEnabled(grid is not None and grid.opened)

    # -- submit, approve, return ------------------------------------------------------------------------------

    def submit(self) -> None:
        """Say what would be submitted of every part and what would be missing, and do it on one button."""
        seen, session = self._model.grid, self._context.session
        if seen is None:
            return
        returned = sum(map(returned_row, self._model.all_rows()))
        job = self._context.jobs.read(lambda _progress: grid.standing(session, seen.period))
        job.succeeded.connect(
            lambda parts: self._open(SubmitSheet(seen.period, parts, returned, self._submitting_ids(seen.period)))
        )

    def review(self) -> None:
        """Approve or return what waits: the selected rows when several are, else all that wait."""
        grid = self._model.grid
        chosen = [row for row in self._commands.selected_rows() if waiting(row)]
        rows = chosen if len(chosen) > 1 else [row for row in self._model.all_rows() if waiting(row)]
        if grid is None:
            return
        if not rows:
            self.said.emit(tr("Không có dòng nào chờ duyệt."), None)
            return
        self._open(review_sheet(grid, rows, lambda: self.approve(rows), lambda reason: self._return(rows, reason)))

    def approve(self, rows: Sequence[Row]) -> None:
        """Approve submitted rows."""
        tasks, values = _ids(rows)
        self._write(
            lambda session: reviews.approve(session, progress_ids=tasks, value_ids=values),
            lambda count: tr("Đã duyệt {n} dòng", n=count),
        )

    def ask_return(self, rows: Sequence[Row]) -> None:
        """Ask why, then return submitted rows."""
        sheet = return_sheet(rows, lambda reason: self._return(rows, reason))
        sheet.subject = rows[0].text
        self._open(sheet)

    def _return(self, rows: Sequence[Row], reason: str) -> None:
        tasks, values = _ids(rows)
        self._write(
            lambda session: reviews.return_(session, progress_ids=tasks, value_ids=values, reason=reason),
            lambda _slip: tr("Đã trả lại {n} dòng", n=len(rows)),
        )

    def say_whose(self, place: int) -> None:
        """A row that another seat wrote is read only: say whose it is, and what can be done with it."""
        row = self._model.row_at(place)
        if row is None:
            return
        who = contributions.writer(self._context.session, _kind(row), row.entry)
        if waiting(row):
            text = tr("Dòng này do {who} ghi nên không sửa ở đây được. Duyệt, hoặc trả lại kèm lý do.", who=who)
            ways = [(tr("Duyệt"), lambda: self.approve([row])), (tr("Trả lại…"), lambda: self.ask_return([row]))]
            self._page.message.say(text, "warn", ways)
            return
        text = tr("Dòng này do {who} ghi nên không sửa ở đây được. Trả lại kèm lý do.", who=who)
        self._page.message.say(text, "warn", [(tr("Trả lại…"), lambda: self.ask_return([row]))])

    def ask_feedback(self, row: Row) -> None:
        """Ask what the office wants to say about the task or figure it was given."""
        ask_feedback(self._page, self._context, (_about(row), row.key[0]))

    def recall(self, rows: Sequence[Row]) -> None:
        """Take submitted rows back."""
        self._recall(*_ids(rows))

    def _recall(self, tasks: list[int], values: list[int]) -> None:
        self._write(
            lambda session: reviews.recall(session, progress_ids=tasks, value_ids=values),
            lambda count: tr("Đã thu hồi {n} dòng", n=count),
        )

    def _submitting(self, rows: Sequence[Row]) -> Callable[[], None]:
        period = self._model.grid.period if self._model.grid is not None else ""
        return lambda: self._submitting_ids(period)(*_ids(rows))

    def _submitting_ids(self, period: str) -> Callable[[list[int], list[int]], None]:
        return lambda tasks, values: self._write(
            lambda session: reviews.submit(session, period=period, progress_ids=tasks, value_ids=values),
            lambda count: tr("Đã trình {n} dòng", n=count),
            # Undo does not go over what was submitted: it is recalled.
            lambda: self._recall(tasks, values),
        )

    # -- amend ------------------------------------------------------------------------------------------------

    def amend(self) -> None:
        """Correct the current row after the lock, with a reason."""
        grid = self._model.grid
        rows = self._commands.selected_rows()[:1]
        if grid is None or not rows:
            self.said.emit(tr("Chọn dòng cần đính chính trước."), None)
            return
        self.amend_row(rows[0])

    def amend_row(self, row: Row) -> None:
        """Ask for the amendment of a row."""
        grid = self._model.grid
        if grid is not None:
            sheet = AmendSheet(row, grid, self._model.measure_of(row), lambda *given: self._amend(row, *given))
            sheet.where = ("amend", grid.period, grid.part, *row.key)
            self._open(sheet)

    def _amend(self, row: Row, reason: str, authority: str, fields: dict[str, Any]) -> None:
        grounds = {"reason": reason, "authority": authority}
        if isinstance(row, TaskRow):
            entry = row.entry
            self._write(
                lambda session: reviews.amend_progress(session, entry, **grounds, **fields),
                lambda _rev: tr("Đã lưu đính chính"),
                None,
            )
            return
        given = _figures(str(fields.get("val", "")))
        self._write(
            lambda session: reviews.amend_value(session, row.entry, **grounds, **given),
            lambda _rev: tr("Đã lưu đính chính"),
            None,
        )

    # -- evidence ---------------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Choose files for the current row."""
        rows = self._commands.selected_rows()[:1]
        if rows:
            self.evidence.choose(rows[0])

    # -- the menu ---------------------------------------------------------------------------------------------

    def open_menu(self, at: QPoint) -> None:
        """What can be done to the selected rows."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._view.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """The context menu for what is selected now."""
        rows = self._commands.selected_rows()
        drafts = [row for row in rows if row.phase == "draft"]
        judged = [row for row in rows if waiting(row)]
        menu = QMenu(self._view)
        menu.addAction(tr("Chép xuống"), self._commands.fill_down)
        menu.addAction(tr("Lấy quý trước"), self._commands.copy_last)
        menu.addAction(tr("Thêm minh chứng…"), self.choose_files).setEnabled(bool(rows))
        menu.addSeparator()
        if drafts:
            menu.addAction(tr("Trình {n} dòng", n=len(drafts)), self._submitting(drafts))
        if judged:
            menu.addAction(tr("Duyệt {n} dòng", n=len(judged)), lambda: self.approve(judged))
            menu.addAction(tr("Trả lại {n} dòng…", n=len(judged)), lambda: self.ask_return(judged))
        ours = [row for row in judged if row.own]
        if ours:
            menu.addAction(tr("Thu hồi {n} dòng", n=len(ours)), lambda: self.recall(ours))
        submitted = Counter(row.phase for row in rows)["submitted"]
        menu.addAction(tr("Đính chính…"), self.amend).setEnabled(submitted > 0)
        if rows and feedback.is_given(self._context.session, _about(rows[0]), rows[0].key[0]):
            menu.addSeparator()
            menu.addAction(tr("Gửi kiến nghị…"), lambda: self.ask_feedback(rows[0]))
        return menu

    # -- parts ------------------------------------------------------------------------------------------------

    def _open(self, sheet: Sheet) -> None:
        self._close()
        self._sheet = sheet
        sheet.closed.connect(self._forget)
        sheet.open_over(self._page)

    def _forget(self) -> None:
        self._sheet = None

    def _close(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()

    def _write(
        self, work: Callable[[Session], Any], words: Callable[[Any], str], undo: Callable[[], None] | bool | None = True
    ) -> None:
        session = self._context.session
        job = self._context.jobs.write(lambda _progress: work(session))
        job.succeeded.connect(lambda result: self._done(words(result), undo))
        job.failed.connect(self._refused)

    def _done(self, words: str, undo: Callable[[], None] | bool | None) -> None:
        self._close()
        self.said.emit(words, undo)

    def _refused(self, error: Exception) -> None:
        if self._sheet is not None:
            self._sheet.fail(error)
        else:
            self.failed.emit(error)


def _kind(row: Row) -> str:
    return "progress" if isinstance(row, TaskRow) else "value"


def _about(row: Row) -> str:
    return "task" if isinstance(row, TaskRow) else "measure"


def _ids(rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """The facts of rows: progress entries, values."""
    return (
        [row.entry for row in rows if row.entry and isinstance(row, TaskRow)],
        [row.entry for row in rows if row.entry and not isinstance(row, TaskRow)],
    )


def _figures(text: str) -> dict[str, str]:
    given = given_of(text)
    if given:
        return {"given": given}
    return {"num": text} if "/" in text else {"val": text}
