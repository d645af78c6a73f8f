"""Nhập kế hoạch: choose a document, review what was recognised in it, take it over as one change."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QUndoStack
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app import directives
from app.i18n import tr
from app.plan import programmes
from app.plan_import.readers import Legacy
from app.plan_import.review import keeping
from app.plan_import.review.keeping import Kept
from app.plan_import.review.tree import counts
from app.session import Touched
from ui.actions import action
from ui.context import PageContext
from ui.pages.plan_import.choosing import Choosing
from ui.pages.plan_import.commands import Commands
from ui.pages.plan_import.desk import Desk, Taken
from ui.pages.plan_import.forms import Forms
from ui.pages.plan_import.outcome import Outcome
from ui.pages.plan_import.reading import Reading, Wanted
from ui.pages.plan_import.reviewing import Reviewing
from ui.pages.plan_import.strips import Steps
from ui.pages.plan_import.update_sheet import show_update
from ui.widgets.buttons import Button
from ui.widgets.dropping import files_of
from ui.widgets.job_bar import JobBar
from ui.widgets.page import Page

if TYPE_CHECKING:
    from app.plan_import.accept import AcceptResult
    from ui.jobs import Job

CHOOSE, REVIEW, DONE = range(3)
FILES = "*.docx *.doc *.pdf *.txt"


class PlanImportPage(Page):
    """``show_item`` takes ("files", [paths]) to read and ("paste", "") for the clipboard."""

    help_chapter = "plan_import"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.setAcceptDrops(True)
        self.desk = Desk(context, self)
        self.reading = Reading(context, self)
        self._folder = ""
        self._result: AcceptResult | None = None
        self._taken: Taken | None = None
        self._name = ""
        self.choosing = Choosing(self.choose, self.paste)
        self.reviewing = Reviewing(self.desk, self.accept, self.give_up)
        self.outcome = Outcome(
            [
                (tr("Xem chương trình"), self._show_programmes),
                (tr("Xem độ phủ"), self._show_coverage),
                (tr("Nhập tệp khác"), self.begin),
                (tr("Hoàn tác và rà soát tiếp"), self._review_again),
            ]
        )
        self._at_first = [
            action(self, tr("Chọn tệp kế hoạch"), self.choose, keys="Ctrl+O", icon="file-import"),
            action(self, tr("Dán nội dung kế hoạch đã chép"), self.paste, keys="Ctrl+V", icon="clipboard-list"),
        ]
        self._forms = Forms(self, self.desk)
        self.commands = Commands(self, self.reviewing, self._forms, self.accept)
        self._another = Button(tr("Tệp khác"), self.begin, icon="file-import")
        self._steps_shown = Steps()
        self._bar = JobBar()
        self._stack = QStackedWidget()
        for step in (self.choosing, self.reviewing, self.outcome):
            self._stack.addWidget(step)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._stack, 1)
        self._connect()
        self._show_step(CHOOSE)

    def _connect(self) -> None:
        self.choosing.taken_up.connect(self.desk.open)
        self.choosing.thrown.connect(self._throw)
        self.choosing.decided.connect(self._decided)
        self.reading.began.connect(self._began)
        self.reading.read.connect(lambda _kept: self._show_kept())
        self.reading.asked.connect(self.choosing.ask_encoding)
        self.reading.refused.connect(self._refused)
        self.reading.ended.connect(self._read)
        self.desk.opened.connect(lambda: self._show_step(REVIEW))
        self.desk.opened.connect(self.commands.watch)
        self.desk.opened.connect(self._say_if_empty)
        self.desk.corrected.connect(self.message.clear)
        self.desk.refused.connect(self.fail)
        self.reviewing.edit_wanted.connect(self._forms.edit)
        self.reviewing.known.show_clauses = self._forms.clauses
        self.reviewing.known.show_update = partial(show_update, self, self.desk)

    # --- step 1

    def begin(self) -> None:
        """Choose a document; a review that is open stays kept and is offered again."""
        self.desk.close()
        self._show_step(CHOOSE)

    def choose(self) -> None:
        """Let the person choose files."""
        words = tr("Chọn văn bản kế hoạch")
        filters = tr("Văn bản ({files});;Mọi tệp (*)", files=FILES)
        files, _ = QFileDialog.getOpenFileNames(self, words, self._folder, filters)
        self.read_files([Path(file) for file in files])

    def paste(self) -> None:
        """Read what is on the clipboard: files that were copied, else text."""
        data = QGuiApplication.clipboard().mimeData()
        files = files_of(data)
        if files:
            self.read_files(files)
        elif data.text().strip():
            self._read_wanted([Wanted(text=data.text())])
        else:
            self.message.say(tr("Chưa có chữ nào được chép. Chép nội dung kế hoạch rồi dán."), "warn")

    def read_files(self, files: Sequence[Path]) -> None:
        """Read these documents; one alone is opened for review at once."""
        if files:
            self._folder = str(files[0].parent)
            self._read_wanted([Wanted(file) for file in files])

    def _read_wanted(self, wanted: Sequence[Wanted], legacy: Legacy = Legacy.ASK) -> None:
        if self.desk.kept is not None or self._stack.currentIndex() != CHOOSE:
            self.begin()
        self.message.clear()
        if not self.reading.busy and legacy is Legacy.ASK:
            self.choosing.clear_said()
        self.reading.start(wanted, legacy)

    def _began(self, job: "Job", name: str) -> None:
        self._bar.follow(job, tr("Đang đọc {name}", name=name) if name else tr("Đang đọc nội dung đã dán"))

    def _decided(self, wanted: Wanted, convert: bool) -> None:
        self._read_wanted([wanted], Legacy.CONVERT if convert else Legacy.KEEP)

    def _refused(self, wanted: Wanted, error: Exception) -> None:
        self.choosing.refuse(wanted, error)

    def _read(self, count: int) -> None:
        """Everything asked for was read: one alone is opened; of several the person chooses where to begin."""
        reviews = self._show_kept()
        if count == 1 and reviews and self._stack.currentIndex() == CHOOSE:
            self.desk.open(reviews[0])

    def _show_kept(self) -> tuple[Kept, ...]:
        reviews = keeping.kept_reviews(self.context.session.path)
        self.choosing.show_kept(reviews)
        return reviews

    def _throw(self, kept: Kept) -> None:
        self._given_up_by(self.desk.throw(kept))

    # --- step 2

    def _say_if_empty(self) -> None:
        if not any(counts(self.desk.review)):
            text = tr(
                "Không nhận ra chỉ tiêu hay nhiệm vụ nào. Chọn dòng của văn bản rồi bấm Insert để thêm, hoặc chọn tệp khác."
            )
            self.message.say(text, "warn", [(tr("Chọn tệp khác"), self.begin)])

    def give_up(self) -> None:
        """Throw the review away; the toast brings it back."""
        if self.desk.kept is not None:
            self._given_up_by(self.desk.throw(self.desk.kept))

    def _given_up_by(self, job: "Job") -> None:
        job.succeeded.connect(self._given_up)
        job.failed.connect(self.fail)

    def _given_up(self, taken: Taken) -> None:
        self.begin()
        self.said.emit(tr("Đã bỏ bản nháp {name}", name=taken.kept.source.name), partial(self.desk.put_back, taken))

    def accept(self) -> None:
        """Take the draft over, unless a task has no lead ban: then lead there."""
        tree, kept = self.desk.tree, self.desk.kept
        if tree is None or kept is None or not any(counts(kept.review)):
            return
        if tree.leadless:
            self._ask_for_leads(tree.leadless)
            return
        head = kept.review.head
        self._name = f"{head.kind} {head.document.number or head.title}".strip()
        self._bar.follow(self.desk.accept(self._accepted), tr("Đang nhận {name}", name=kept.source.name))

    def _ask_for_leads(self, leadless: Sequence[int]) -> None:
        self.reviewing.view.select_entries(leadless)
        self.reviewing.view.setFocus(Qt.FocusReason.OtherFocusReason)
        words = self.desk.review.entry(leadless[0]).text
        text = (
            tr("Nhiệm vụ “{words}” chưa có ban chủ trì. Chọn ban rồi nhận bản nháp.", words=_short(words))
            if len(leadless) == 1
            else tr("{n} nhiệm vụ chưa có ban chủ trì, đã được chọn cả. Giao ban rồi nhận bản nháp.", n=len(leadless))
        )
        actions = [(tr("Giao ban chủ trì…"), lambda: self._forms.lead(list(leadless)))]
        self.message.say(text, "warn", actions)

    def _accepted(self, result: "AcceptResult", taken: Taken) -> None:
        self._result, self._taken = result, taken
        self.outcome.show_result(self._name, result, len(keeping.kept_reviews(self.context.session.path)))
        self._show_step(DONE)
        targets, tasks = counts(taken.kept.review)
        self.said.emit(tr("Đã nhận {targets} chỉ tiêu, {tasks} nhiệm vụ", targets=targets, tasks=tasks), True)

    # --- step 3

    def _show_programmes(self) -> None:
        """The first programme that came of the document."""
        made = self._result.directive_id if self._result is not None else None
        tree = programmes.tree(self.context.session)
        found = next((one.id for one in tree if made is not None and one.directive_id == made), None)
        self.open_requested.emit("programmes", None if found is None else ("programme", found))

    def _show_coverage(self) -> None:
        if self._result is not None:
            self.open_requested.emit("directives", ("coverage", self._result.directive_id))

    def _review_again(self) -> None:
        """Take the change back and go on reviewing where one was."""
        job = self.context.jobs.write(lambda _progress: self.context.session.undo())
        job.succeeded.connect(lambda _label: self._take_up_again())
        job.failed.connect(self.fail)

    def _take_up_again(self) -> None:
        taken, self._taken = self._taken, None
        if taken is not None:
            self.desk.put_back(taken)

    def _was_taken_back(self) -> bool:
        """Whether what was just taken over is gone again, by whatever undo."""
        result = self._result
        if self._stack.currentIndex() != DONE or self._taken is None or result is None:
            return False
        return all(line.id != result.directive_id for line in directives.directive_lines(self.context.session))

    # --- as a page

    def _show_step(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self._steps_shown.show_step(step)
        self.message.clear()
        self.commands.enable(reviewing=step == REVIEW)
        for one in self._at_first:
            one.setEnabled(step == CHOOSE)
        if step == CHOOSE:
            self._show_kept()
        self.header_changed.emit()
        if self.isVisible():
            self.focus_first()

    @property
    def undo_stack(self) -> QUndoStack | None:
        """While a draft is reviewed, undo and redo are those of the review."""
        return self.desk.stack if self._stack.currentIndex() == REVIEW else None

    def title(self) -> str:
        return tr("Rà soát kế hoạch") if self._stack.currentIndex() == REVIEW else tr("Nhập kế hoạch")

    def fact(self) -> str:
        if self.desk.kept is None:
            return ""
        source = self.desk.source
        return tr("{name} · {n} trang", name=source.name, n=source.pages) if source.pages else source.name

    def header_widget(self) -> QWidget:
        return self._steps_shown

    def header_buttons(self) -> list[Button]:
        return [] if self._stack.currentIndex() == CHOOSE else [self._another]

    def actions_for_menu(self) -> list[QAction]:
        return [*self._at_first, *self.commands.all]

    def regions(self) -> list[QWidget]:
        if self._stack.currentIndex() == REVIEW and self.reviewing.paper is not None:
            return [self.reviewing.paper, self.reviewing.view]
        return [self._stack]

    def focus_first(self) -> None:
        step = self._stack.currentWidget()
        if step is self.reviewing:
            self.reviewing.focus_draft()
        elif step is self.outcome:
            self.outcome.focus_first()
        else:
            self.choosing.focus_first()

    def on_shown(self) -> None:
        if self._stack.currentIndex() == CHOOSE:
            self._show_kept()

    def on_changed(self, touched: Touched) -> None:
        if any(table in {"ban", "ban_name", "directive", "clause", "unit_kind"} for table, _ in touched):
            self.desk.match_again()
            if self._was_taken_back():
                # Nothing of the review is lost with it.
                self._take_up_again()

    def show_item(self, what: object) -> None:
        match what:
            case ("files", [*files]):
                self.read_files([file for file in files if isinstance(file, Path)])
            case ("paste", _):
                self.paste()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.read_files(files_of(event.mimeData()))


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
