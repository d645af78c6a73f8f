"""Chốt quý: a guide like an accountant's month-end (look/mock-closing). Steps may be left in any order except the lock."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.dates import format_date
from app.errors import NotFound, PlanError
from app.i18n import tr
from app.jobs import Progress
from app.people import units
from app.plan import calendar, closing, owing, periods, waiting
from app.plan.closing import Finding
from app.plan.judging import ToJudge
from app.session import Touched
from ui.context import PageContext
from ui.fonts import Role
from ui.pages.closing import reading
from ui.pages.closing.amendments import amendment_rows
from ui.pages.closing.done import Doing, DonePart
from ui.pages.closing.finding_list import FindingList
from ui.pages.closing.footer import Footer, Offers
from ui.pages.closing.gist import GistView
from ui.pages.closing.judge import Judge
from ui.pages.closing.locking import Locking
from ui.pages.closing.reading import Close
from ui.pages.closing.side import show_side
from ui.pages.closing.steps import (
    APPROVE,
    GROUPS,
    LOCK,
    MISSING,
    REPORT,
    Group,
    Owner,
    finding_rows,
    judging_rows,
    of_group,
    steps,
)
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.details import Details
from ui.widgets.guide import GuideSteps
from ui.widgets.job_bar import JobBar
from ui.widgets.label import Label, VLine
from ui.widgets.page import Page

STEPS_WIDTH, STEPS_NARROW, SIDE_WIDTH = 236, 224, 280
ROOM_FOR_SIDE = 900
LEAST_WIDTH = 620
_PAGE_OF = {"task": ("quarter", "task"), "measure": ("quarter", "measure"), "period": ("quarter", "filter")}


class ClosingPage(Page):
    """Reads the checklist in a job; every line leads to its place and "back" comes home to the same line."""

    has_period = True
    help_chapter = "closing"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._period = ""
        self._token = self._report_token = 0
        self._close: Close | None = None
        self._step = GROUPS[0].key
        self._fact = ""
        self._short: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self.judge = Judge(self, context)
        self._guide = GuideSteps(name=tr("Các bước chốt quý"))
        self._guide.setFixedWidth(STEPS_WIDTH)
        self._guide.chosen.connect(self.show_step)
        self.view = FindingList()
        self.view.led.connect(self._lead)
        self.view.reminding.connect(self._remind)
        self.view.choice_changed.connect(self._show_choice)
        self.gist = GistView(self._see_report)
        self._bar = JobBar()
        self._locking = Locking(self, context, self._bar)
        self.done = DonePart(
            Doing(
                self._see_report,
                lambda: self._locking.write_files(self._period),
                lambda: self.open_requested.emit("quarter", None),
                lambda: self._locking.go_on(self._period),
            )
        )
        self._build()
        # Of its own, so that the page may become narrower than its three parts together: then one of them goes.
        self.setMinimumWidth(LEAST_WIDTH)
        self._lock = Button(tr("Khóa quý…"), self.lock, kind="primary", icon="lock")

    # --- the parts

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._guide)
        row.addWidget(VLine())
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(PAD, 12, PAD, 12)
        self._title = Label("", Role.TITLE, wrap=True)
        self._hint = Label("", tone="text2", wrap=True)
        head.addWidget(self._title)
        head.addWidget(self._hint)
        middle.addLayout(head)
        middle.addWidget(self.done)
        self.done.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.gist)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self._bar)
        self._footer = Footer(self.view, Offers(self._return_chosen, self._approve_chosen, self.submit, self.approve))
        middle.addWidget(self._footer)
        row.addLayout(middle, 1)
        row.addWidget(VLine())
        self._side_panel = Details(tr("Nếu khóa lúc này"))
        self._side_panel.setFixedWidth(SIDE_WIDTH)
        row.addWidget(self._side_panel)
        self.body.addLayout(row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= ROOM_FOR_SIDE
        self._side_panel.setVisible(wide)
        self._guide.setFixedWidth(STEPS_WIDTH if wide else STEPS_NARROW)

    # --- reading

    def on_period(self, code: str) -> None:
        self._period = code
        self.refresh()

    def on_changed(self, touched: Touched) -> None:
        if any(table in reading.TABLES for table, _ in touched):
            self.refresh()

    def refresh(self) -> None:
        """Compute the checklist again beside the window; what is shown stays until then."""
        self._token += 1
        token, session, period = self._token, self.context.session, self._period
        job = self.context.jobs.read(lambda _progress: reading.read(session, period))
        job.succeeded.connect(lambda close: self._show(close) if token == self._token else None)
        job.failed.connect(lambda error: self._not_read(error) if token == self._token else None)

    def _show(self, close: Close) -> None:
        self.message.clear()
        self._close = close
        self._fact = self._days()
        lines = units.unit_lines(self.context.session, ended=True)
        self._short = {line.id: line.short for line in lines}
        self._names = {line.id: line.name for line in lines}
        self._short[self.context.session.office.unit_id] = tr("cơ quan")
        show_side(self._side_panel, close, self._see_report)
        self._guide.set_steps(steps(close.findings, close.ready.waiting))
        self._guide.setVisible(not close.closed)
        self.done.setVisible(close.closed)
        self.show_step(self._step)
        self.header_changed.emit()

    def _days(self) -> str:
        if self._close is not None and self._close.closed:
            return str(waiting.how_it_stands(self.context.session, self._period))
        info = calendar.info(self.context.session, self._period)
        days = {"cutoff": format_date(info.cutoff), "due": format_date(info.due)}
        return tr("chốt số liệu {cutoff} · nộp trước {due}", **days)

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self._title.setText(str(error))
            self._close = None
            self._guide.hide()
            self.header_changed.emit()
        elif isinstance(error, PlanError):
            self.fail(error)

    # --- a step

    def show_step(self, key: str) -> None:
        """Show a step of the guide."""
        self._step = key
        close = self._close
        if close is None:
            return
        self._stack.setCurrentWidget(self.gist if key == REPORT and not close.closed else self.view)
        if close.closed:
            self._show_amendments(close)
            return
        self._guide.set_current(key)
        if key == LOCK:
            self._show_lock(close)
        elif key == REPORT:
            self._show_report()
        elif key == APPROVE:
            self._show_waiting(close)
        else:
            self._show_group(close, next(group for group in GROUPS if group.key == key))
        self._show_choice()

    def _show_group(self, close: Close, group: Group) -> None:
        found = of_group(close.findings, group)
        self._title.setText(f"{len(found)} · {group.name}" if found else str(group.fine))
        hint = tr("Enter hoặc bấm đúp để mở đúng chỗ; Alt+Trái hoặc Esc để về đúng dòng này.") if found else ""
        if found and group.key in MISSING:
            hint = f"{hint} {tr('Bỏ trống thì báo cáo in là chưa báo cáo.')}"
        self._hint.setText(hint)
        owner_of: Callable[[Finding], Owner | None] = self._owner if group.key in MISSING else lambda _one: None
        self.view.fill(finding_rows(found, self._short, owner_of, several=len(group.codes) > 1))

    def _show_waiting(self, close: Close) -> None:
        count = close.ready.waiting
        self._title.setText(
            tr("{n} bản đã trình, chưa ai xét", n=count) if count else tr("Mọi bản đã trình đều đã được xét.")
        )
        hint = tr("Chọn nhiều dòng bằng Shift hoặc Ctrl+A, rồi duyệt hoặc trả lại cùng một lý do.") if count else ""
        if count > len(close.waiting):
            hint = f"{hint} {tr('Hiện {n} dòng đầu; Duyệt tất cả thì gồm cả phần còn lại.', n=len(close.waiting))}"
        self._hint.setText(hint)
        self.view.fill(judging_rows(close.waiting))

    def _show_lock(self, close: Close) -> None:
        blocking = [one for one in close.findings if one.blocking]
        if blocking:
            self._title.setText(tr("Còn {n} việc phải xong trước khi khóa", n=len(blocking)))
        else:
            self._title.setText(tr("Có thể khóa {period}", period=periods.inside(self._period)))
        warning = tr("Sau khi khóa, số liệu chỉ thay đổi bằng đính chính có lý do. Không hoàn tác được việc khóa.")
        self._hint.setText(f"{close.outlook} {warning}")
        self.view.fill(finding_rows(blocking, self._short, lambda _one: None, several=True))

    def _show_report(self) -> None:
        self._title.setText(tr("Báo cáo {period} sẽ ghi", period=periods.inside(self._period)))
        self._hint.setText(tr("Theo số liệu lúc này; bảng và phụ lục ở bản đầy đủ."))
        self._report_token += 1
        token, session, period = self._report_token, self.context.session, self._period

        def read(_progress: Progress) -> object:
            from app.reports import gist

            return gist.gist(session, period)

        job = self.context.jobs.read(read)
        job.succeeded.connect(lambda lines: self.gist.show_lines(lines) if token == self._report_token else None)
        job.failed.connect(lambda error: self.gist.show_reason(str(error)))

    def _show_amendments(self, close: Close) -> None:
        lines = closing.amendments(self.context.session, self._period)
        self._title.setText(tr("{period} đã khóa", period=periods.label(self._period)))
        self._hint.setText(
            tr("{n} đính chính sau khi khóa", n=len(lines)) if lines else tr("Chưa có đính chính nào sau khi khóa.")
        )
        self.done.show_lock(close.lock, close.backed_up_ms, self._period, next_open=close.next_open)
        rows, keys, titles = amendment_rows(lines)
        self.view.fill((titles, [28, 420, 110, 110, 160], rows, keys))
        self._show_choice()

    def _owner(self, one: Finding) -> Owner | None:
        if one.unit_id is not None and one.unit_id != self.context.session.office.unit_id:
            return Owner("unit", one.unit_id, self._names.get(one.unit_id) or str(one.message.args.get("unit", "")))
        ban = self._close.bans.get(one.what_id or 0) if self._close is not None else None
        return Owner("ban", ban[0], ban[1]) if ban is not None else Owner("ban", -1, tr("Cơ quan"))

    # --- what is chosen

    def _show_choice(self) -> None:
        self._footer.show_choice(self._close, self._step, roomy=self.width() >= ROOM_FOR_SIDE)

    def _approve_chosen(self) -> None:
        if chosen := self.view.chosen(ToJudge):
            self.judge.approve(chosen)

    def _return_chosen(self) -> None:
        if chosen := self.view.chosen(ToJudge):
            self.judge.ask_return(chosen)

    # --- where a line leads

    def _lead(self, one: object) -> None:
        if isinstance(one, ToJudge):
            kind = "task" if one.kind == "progress" else "measure"
            self.open_requested.emit("quarter", (kind, (one.what_id, one.unit_id)))
        elif isinstance(one, Finding):
            page, kind = _PAGE_OF[one.what_kind]
            drafts = one.code == "not_submitted"
            what = ("filter", "draft") if drafts else (kind, (one.what_id, one.unit_id))
            self.open_requested.emit(page, what)

    def _see_report(self) -> None:
        self.open_requested.emit("reports", ("paper", "quarter"))

    def _remind(self, owner: Owner) -> None:
        """Copy a message that says what a ban or unit owes and by when."""
        session, period = self.context.session, self._period
        job = self.context.jobs.read(
            lambda _progress: owing.reminder(session, period, owing.of(session, period, owner.kind, owner.id))
        )
        job.succeeded.connect(lambda words: self._copied(words, owner.name))
        job.failed.connect(self.fail)

    def _copied(self, words: str, name: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.said.emit(tr("Đã chép lời nhắc {name}", name=name), None)

    # --- what the buttons do

    def submit(self) -> None:
        """Submit every draft of the period."""
        self.judge.submit_all(self._period)

    def approve(self) -> None:
        """Approve everything that waits."""
        self.judge.approve_all(self._period)

    def lock(self) -> None:
        """Lock the quarter; what must be done first is shown instead while there is any."""
        self.show_step(LOCK)
        if self._close is None or any(one.blocking for one in self._close.findings):
            return
        words = tr("Khóa {period}", period=periods.inside(self._period))
        question = tr("Khóa rồi thì chỉ sửa bằng đính chính. Kiểm tra lại bên phải trước khi khóa.")
        self.message.say(question, "warn", [(words, self._really_lock), (tr("Để sau"), self.message.clear)])

    def _really_lock(self) -> None:
        self.message.clear()
        self._locking.lock(self._period)

    # --- as a page

    def title(self) -> str:
        return tr("Chốt quý")

    def fact(self) -> str:
        return self._fact

    def header_buttons(self) -> list[Button]:
        return [] if self._close is None or self._close.closed else [self._lock]

    def show_item(self, what: object) -> None:
        """("step", key): that step of the guide, with its list under the keys."""
        if isinstance(what, tuple) and len(what) == 2 and what[0] == "step":
            self.show_step(str(what[1]))
            self._guide.set_current(self._step)
            self.view.setFocus()

    def regions(self) -> list[QWidget]:
        first: list[QWidget] = [self.done] if self._close is not None and self._close.closed else [self._guide]
        return [*first, self.gist if self._stack.currentIndex() else self.view, self._side_panel]

    def focus_first(self) -> None:
        left = self.focusWidget()
        # Coming back: the line that led away. None while nothing here had the keys yet.
        if left is not None and left.isVisible():  # type: ignore[redundant-expr]  # the stubs promise a widget
            left.setFocus()
        else:
            super().focus_first()
