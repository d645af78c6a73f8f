"""Chốt quý: a guide like an accountant's month-end (look/mock-closing). Steps may be left in any order except the lock."""

from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import format_date
from app.errors import NotFound, PlanError
from app.i18n import tr
from app.people import units
from app.plan import calendar, closing, periods, reviews, waiting
from app.plan.closing import Finding
from app.session import Touched
from ui.context import PageContext
from ui.fonts import Role
from ui.models.rows_model import RowsModel
from ui.pages.closing.amendments import amendment_rows
from ui.pages.closing.steps import GROUPS, LOCK, MISSING, Group, consequences, finding_rows, of_group, steps
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.cells import ID_ROLE
from ui.widgets.details import Details
from ui.widgets.guide import GuideSteps
from ui.widgets.label import Label, Line, VLine
from ui.widgets.list_view import ListView
from ui.widgets.page import Page

STEPS_WIDTH = 236
SIDE_WIDTH = 280
STEPS_NARROW = 224
ROOM_FOR_SIDE = 900
LEAST_WIDTH = 560
_SHOWN = {
    *(
        "progress_entry",
        "progress_rev",
        "target_value",
        "value_rev",
        "review",
        "slip",
        "task",
        "measure",
        "target",
        "unit",
    ),
    *("calendar", "period_close", "exemption", "evidence", "assignment"),
}
_PAGE_OF = {"task": ("quarter", "task"), "measure": ("quarter", "measure"), "period": ("quarter", "filter")}


class ClosingPage(Page):
    """Reads the checklist in a job; every line leads to its place."""

    has_period = True
    help_chapter = "closing"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._period = ""
        self._token = 0
        self._findings: tuple[Finding, ...] = ()
        self._step = GROUPS[0].key
        self._closed = False
        self._fact = self._outlook = ""
        self._short: dict[int, str] = {}
        self._guide = GuideSteps()
        self._guide.setFixedWidth(STEPS_WIDTH)
        self._guide.chosen.connect(self.show_step)
        self.model = RowsModel(["", ""], (), self)
        self.view = ListView(name=tr("Việc cần xem"), sortable=False)
        self.view.setModel(self.model)
        self.view.opened.connect(self._lead)
        self._build()
        # Of its own, so that the page may become narrower than its three parts together: then one of them goes.
        self.setMinimumWidth(LEAST_WIDTH)
        self._lock = Button(tr("Khóa quý…"), self.lock, kind="primary", icon="lock")

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
        middle.addWidget(self.view, 1)
        middle.addLayout(self._footer())
        row.addLayout(middle, 1)
        row.addWidget(VLine())
        row.addWidget(self._side())
        self.body.addLayout(row, 1)

    def _footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(PAD, 10, PAD, 10)
        row.setSpacing(8)
        row.addStretch(1)
        self._go = Button(tr("Mở đúng chỗ"), self._lead_current)
        self._submit = Button(tr("Trình tất cả bản nháp"), self.submit)
        self._approve = Button(tr("Duyệt tất cả"), self.approve)
        for button in (self._go, self._submit, self._approve):
            row.addWidget(button)
        return row

    def _side(self) -> QWidget:
        self._side_panel = Details(tr("Nếu khóa lúc này"))
        self._side_panel.setFixedWidth(SIDE_WIDTH)
        return self._side_panel

    def _show_side(self) -> None:
        panel = self._side_panel
        panel.begin()
        if self._closed:
            panel.title(tr("Đã khóa"))
            panel.lines([tr("Số liệu khi khóa giữ nguyên. Đính chính sau khi khóa in ở phụ lục.")])
        else:
            panel.title(tr("Nếu khóa lúc này"))
            panel.lines([self._outlook])
            for mark, words in consequences(self._findings):
                panel.add(Line())
                panel.marked(mark, words)
        panel.add(Button(tr("Xem báo cáo"), lambda: self.open_requested.emit("reports", None), icon="eye"))

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
        if any(table in _SHOWN for table, _ in touched):
            self.refresh()

    def refresh(self) -> None:
        """Compute the checklist again beside the window."""
        self._token += 1
        token, session, period = self._token, self.context.session, self._period

        def read(_progress: object) -> tuple[tuple[Finding, ...], closing.Readiness, str]:
            ready = closing.readiness(session, period)
            found = () if ready.closed_at_ms is not None else closing.checklist(session, period)
            return found, ready, str(closing.outlook(session, period))

        job = self.context.jobs.read(read)
        job.succeeded.connect(lambda answer: self._show(*answer) if token == self._token else None)
        job.failed.connect(self._not_read)

    def _show(self, findings: tuple[Finding, ...], ready: closing.Readiness, outlook: str) -> None:
        self.message.clear()
        self._findings = findings
        self._closed = ready.closed_at_ms is not None
        self._fact = self._days()
        self._short = {line.id: line.short for line in units.unit_lines(self.context.session, ended=True)}
        self._short[self.context.session.office.unit_id] = tr("cơ quan")
        self._outlook = outlook
        self._show_side()
        self._guide.set_steps(steps(findings, ready.waiting))
        self._submit.setVisible(ready.drafts > 0 and not self._closed)
        self._approve.setVisible(ready.waiting > 0 and not self._closed)
        self._guide.setVisible(not self._closed)
        self.show_step(self._step)
        self.header_changed.emit()

    def _days(self) -> str:
        if self._closed:
            return str(waiting.how_it_stands(self.context.session, self._period))
        info = calendar.info(self.context.session, self._period)
        days = {"cutoff": format_date(info.cutoff), "due": format_date(info.due)}
        return tr("chốt số liệu {cutoff} · nộp trước {due}", **days)

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self._title.setText(str(error))
            self._closed = True
            self.header_changed.emit()
        elif isinstance(error, PlanError):
            self.fail(error)

    # --- a step

    def show_step(self, key: str) -> None:
        """Show a step of the guide."""
        self._step = key
        if self._closed:
            self._show_amendments()
            return
        self._guide.set_current(key)
        if key == LOCK:
            self._show_lock()
            return
        self._show_group(next(group for group in GROUPS if group.key == key))

    def _show_group(self, group: Group) -> None:
        found = of_group(self._findings, group)
        self._title.setText(f"{len(found)} · {group.name}" if found else str(group.fine))
        hint = tr("Enter hoặc bấm đúp để mở đúng chỗ.") if found else ""
        if found and group.key in MISSING:
            hint = f"{hint} {tr('Bỏ trống thì báo cáo in là chưa báo cáo.')}"
        self._hint.setText(hint)
        titles, widths, rows = finding_rows(found, self._short, several=len(group.codes) > 1)
        self.model.set_rows(rows, found, titles)
        self.view.set_widths(widths, 1)
        self._go.setVisible(bool(found))

    def _show_lock(self) -> None:
        blocking = [one for one in self._findings if one.blocking]
        if blocking:
            self._title.setText(tr("Còn {n} việc phải xong trước khi khóa", n=len(blocking)))
        else:
            self._title.setText(tr("Có thể khóa {period}", period=periods.inside(self._period)))
        warning = tr("Sau khi khóa, số liệu chỉ thay đổi bằng đính chính có lý do. Không hoàn tác được việc khóa.")
        self._hint.setText(f"{self._outlook} {warning}")
        titles, widths, rows = finding_rows(blocking, self._short, several=True)
        self.model.set_rows(rows, blocking, titles)
        self.view.set_widths(widths, 1)
        self._go.setVisible(bool(blocking))

    def _show_amendments(self) -> None:
        lines = closing.amendments(self.context.session, self._period)
        label = periods.label(self._period)
        self._title.setText(tr("{period} đã khóa", period=label))
        self._hint.setText(
            tr("{n} đính chính sau khi khóa", n=len(lines)) if lines else tr("Chưa có đính chính nào sau khi khóa.")
        )
        self.model.set_rows(*amendment_rows(lines))
        self.view.set_widths([28, 420, 110, 110, 160], 1)
        self._go.setVisible(False)

    # --- what the buttons do

    def submit(self) -> None:
        """Submit every draft of the period."""
        session, period = self.context.session, self._period
        self._write(lambda: reviews.submit(session, period=period), tr("Đã trình {n} bản"))

    def approve(self) -> None:
        """Approve everything that waits."""
        session, period = self.context.session, self._period
        self._write(lambda: closing.approve_waiting(session, period), tr("Đã duyệt {n} bản"), undo=True)

    def lock(self) -> None:
        """Lock the quarter; what must be done first is shown instead while there is any."""
        self.show_step(LOCK)
        if any(one.blocking for one in self._findings):
            return
        words = tr("Khóa {period}", period=periods.inside(self._period))
        question = tr("Khóa rồi thì chỉ sửa bằng đính chính. Kiểm tra lại bên phải trước khi khóa.")
        self.message.say(question, "warn", [(words, self._really_lock), (tr("Để sau"), self.message.clear)])

    def _really_lock(self) -> None:
        session, period = self.context.session, self._period
        self.message.clear()
        said = tr("Đã khóa {period}", period=periods.inside(period))
        self._write(lambda: closing.close_period(session, period, person=session.actor.text), said)

    def _write(self, work, said: str, *, undo: bool = False) -> None:  # type: ignore[no-untyped-def]  # any use case
        job = self.context.jobs.write(lambda _progress: work())
        job.succeeded.connect(lambda n: self.said.emit(said.format(n=n), True if undo else None))
        job.failed.connect(self.fail)

    def _lead(self, index: QModelIndex) -> None:
        finding = index.data(ID_ROLE)
        if isinstance(finding, Finding):
            page, kind = _PAGE_OF[finding.what_kind]
            what = "draft" if kind == "filter" else (finding.what_id, finding.unit_id)
            partial(self.open_requested.emit, page)((kind, what))

    def _lead_current(self) -> None:
        index = self.view.currentIndex()
        self._lead(index if index.isValid() else self.model.index(0, 0))

    # --- as a page

    def title(self) -> str:
        return tr("Chốt quý")

    def fact(self) -> str:
        return self._fact

    def header_buttons(self) -> list[Button]:
        return [] if self._closed else [self._lock]

    def regions(self) -> list[QWidget]:
        return [self._guide, self.view]
