"""What is known of the task or programme selected, and what can be done with it."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from app import history
from app.dates import format_date
from app.errors import NotFound
from app.i18n import tr
from app.plan import details, evidence, figures, grid, own_tasks, periods, tasks
from app.plan.assignments import Assignment
from app.plan.details import ProgrammeDetails, TaskDetails
from app.plan.figures import UnitAnswer
from app.words import GIVEN, LIFECYCLES, NOT_REPORTED, ROLES, SECTORS, STATES
from ui.context import PageContext
from ui.pages.programmes.given import given_actions, send_button, show_contributions, show_feedback
from ui.pages.programmes.milestones import MilestoneForms
from ui.pages.programmes.nodes import Node
from ui.pages.programmes.parts import Line, Logged, Quote
from ui.pages.programmes.source import file_link, show_source
from ui.pages.programmes.task_forms import TaskForms
from ui.pages.programmes.timeline_cells import TimelineCell
from ui.widgets.buttons import Button
from ui.widgets.details import Details
from ui.widgets.page import Page

EARLIER = 6
UNITS = 40
FILES = 30
SELECTED = 40
HISTORY = 12
Go = Callable[[str, object], object]


class WhatPanel(Details):
    """Filled anew for each selection; reads only what it shows."""

    def __init__(self, page: Page, context: PageContext, forms: TaskForms, milestones: MilestoneForms) -> None:
        super().__init__(tr("Chi tiết"))
        self._page = page
        self._context = context
        self._forms = forms
        self._milestones = milestones
        self._go: Go = page.open_requested.emit
        self._node: Node | None = None
        self.period = ""

    def show_node(self, node: Node | None) -> None:
        """Show a node of the tree."""
        self._node = node
        self.refresh()

    def show_many(self, nodes: Sequence[Node], actions: Sequence[Button]) -> None:
        """Show that several tasks are selected, how they stand, and what can be done with all of them."""
        self._node = None
        self.begin()
        self.title(tr("{n} nhiệm vụ đang chọn", n=len(nodes)))
        states = Counter(node.cells[4].text for node in nodes)
        self.facts((words, str(count)) for words, count in states.most_common())
        self.can_do(actions)
        self.section(tr("Nhiệm vụ"))
        self.lines(node.cells[0].text for node in nodes[:SELECTED])
        if len(nodes) > SELECTED:
            self.lines([tr("và {n} nhiệm vụ nữa", n=len(nodes) - SELECTED)])

    def refresh(self) -> None:
        """Read again what is shown."""
        self.begin()
        node = self._node
        if node is None or node.id is None:
            return
        try:
            if node.kind == "task":
                self._task(details.task(self._context.session, node.id), node)
            elif node.kind == "programme":
                self._programme(details.programme(self._context.session, node.id))
        except NotFound:
            # Taken back a moment ago; the tree without it is on its way.
            self.begin()

    # --- a task

    def _task(self, task: TaskDetails, node: Node) -> None:
        below = task.scope == "passed_down"
        mark = "" if below else node.cells[0].mark
        self.title(f"{task.number} {task.text}".strip(), _stands(node), mark=mark)
        given = task.assignments
        self.facts(
            [
                (tr("Giao bởi"), task.giver),
                (str(ROLES["lead"]), _who(given, "lead")),
                (str(ROLES["collaborate"]), _who(given, "collaborate")),
                (str(ROLES["watch"]), _who(given, "watch")),
                (str(ROLES["leader"]), _who(given, "leader")),
                (tr("Giao cho"), _below(task)),
                (tr("Thời hạn"), _span(task)),
                (tr("Sản phẩm"), task.product),
                (tr("Vòng đời"), _life(task)),
            ]
        )
        self._task_actions(task)
        self._source(task)
        if task.details:
            self.section(tr("Nội dung chi tiết"))
            self.lines(task.details.splitlines())
        if below:
            self._units(task.id)
        else:
            self._entries(task.id)
            show_contributions(self, self._context, task.id, self.period)
            self._files(task.id)
        self._moves(task.id)
        show_feedback(self, self._page, self._context, "task", task.id)
        self.section(tr("Lịch sử"))
        lines = history.of_row(self._context.session, "task", task.id)
        self.lines((str(line) for line in lines[:HISTORY]), empty=tr("Chưa có thay đổi nào."))

    def _source(self, task: TaskDetails) -> None:
        """The clause that asks for it, quoted, with the way into the document."""
        source = task.source_id
        if source is None:
            return
        words = tr("Mở {document}", document=task.directive) if task.directive else tr("Mở văn bản")
        page, context = self._page, self._context
        self.section(tr("Văn bản giao việc"), words, lambda: show_source(page, context, source, task.clause_id))
        quoted = ". ".join(part for part in (task.clause, task.clause_text) if part)
        if quoted:
            self.add(Quote(f"“{quoted}”"))

    def _task_actions(self, task: TaskDetails) -> None:
        forms, task_id = self._forms, task.id
        if not task.owned:
            self.can_do(given_actions(self._page, self._context, forms, task))
            return
        if task.lifecycle == "open":
            led = any(one.role == "lead" and one.ban_id for one in task.assignments)
            over = [_link(tr("Bàn giao…"), lambda: forms.hand_over(task_id), "arrow-right")] if led else []
            self.can_do(
                [
                    _link(tr("Sửa nhiệm vụ"), lambda: forms.edit_task(task_id), "pencil"),
                    _link(tr("Phân công…"), lambda: forms.assign(task_id), "users"),
                    *over,
                    _link(tr("Gia hạn…"), lambda: forms.extend(task_id), "calendar"),
                    _link(tr("Tách…"), lambda: forms.split(task_id), "arrows-split-2"),
                    _link(tr("Dừng, hủy, kết thúc…"), lambda: forms.close_task(task_id), "player-pause"),
                ]
            )
        else:
            session = self._context.session

            def reopen() -> None:
                job = self._context.jobs.write(lambda _progress: tasks.reopen_task(session, task_id))
                job.succeeded.connect(lambda _none: self._page.said.emit(tr("Đã mở lại nhiệm vụ"), True))
                job.failed.connect(self._page.fail)

            self.can_do([_link(tr("Mở lại nhiệm vụ"), reopen, "refresh")])

    def _units(self, task_id: int) -> None:
        """What the units below answered, those that are silent first."""
        words = tr("Ghi {period}", period=periods.inside(self.period))
        try:
            found = figures.passed_down(self._context.session, task_id, self.period)
        except NotFound:
            return
        self.section(tr("Đơn vị thực hiện"), words, lambda: self._go("quarter", ("task", task_id)))
        self.lines([tr("{base} đã hoàn thành", base=found.text_base)] if found.m else [])
        answers = sorted(found.units, key=lambda unit: unit.given is not None)
        lines = [" · ".join(filter(None, (unit.name, _answer(unit)))) for unit in answers[:UNITS]]
        more = len(answers) - UNITS
        lines += [tr("và {n} đơn vị nữa", n=more)] if more > 0 else []
        self.lines(lines, empty=tr("Không đơn vị nào phải báo cáo kỳ này."))

    def _entries(self, task_id: int) -> None:
        words = tr("Ghi {period}", period=periods.inside(self.period))
        self.section(tr("Nhật ký theo quý"), words, lambda: self._go("quarter", ("task", task_id)))
        office = self._context.session.office
        key = (task_id, office.unit_id)
        entries = grid.earlier(self._context.session, key, periods.following(self.period), EARLIER)
        if entries:
            self.add(Logged(entries, self.period))
        else:
            self.lines([], empty=tr("Chưa ghi quý nào."))

    def _files(self, task_id: int) -> None:
        """The evidence of the task and of its quarters, each a link that opens it."""
        found = evidence.of_task(self._context.session, task_id)
        words = tr("Thêm ở nhật ký")
        self.section(tr("Minh chứng ({n})", n=len(found)), words, lambda: self._go("quarter", ("task", task_id)))
        for period, file in found[:FILES]:
            link = file_link(file, self._page)
            if period:
                link.setToolTip(f"{periods.label(period)} · {file.name}")
            self.can_do([link])
        if len(found) > FILES:
            self.lines([tr("và {n} tệp nữa", n=len(found) - FILES)])
        if not found:
            self.lines([], empty=tr("Chưa có tệp nào."))

    def _moves(self, task_id: int) -> None:
        moved = tasks.due_history(self._context.session, task_id)
        if moved:
            self.section(tr("Đã đổi hạn"))
            self.lines(f"{_day(one.old_due)} → {_day(one.new_due)} · {one.reason}" for one in moved)

    # --- a programme

    def _programme(self, programme: ProgrammeDetails) -> None:
        forms, programme_id = self._forms, programme.id
        self.title(f"{programme.number} {programme.title}".strip())
        self.facts(
            [
                (tr("Giao bởi"), programme.giver),
                (tr("Việc của mình"), self._hung(programme)),
                (str(ROLES["lead"]), _who(programme.assignments, "lead")),
                (tr("Văn bản"), programme.directive),
                (tr("Từ ngày"), _day(programme.starts)),
                (tr("Đến ngày"), _day(programme.ends)),
                (tr("Nhiệm kỳ"), programme.term),
            ]
        )
        if programme.owned:
            self.can_do(
                [
                    _link(tr("Sửa chương trình"), lambda: forms.edit_programme(programme_id), "pencil"),
                    _link(tr("Giao ban chủ trì…"), lambda: forms.assign(programme_id), "users"),
                    _link(tr("Thêm mục…"), lambda: forms.add_section(programme_id), "plus"),
                    _link(tr("Chép sang năm khác…"), lambda: forms.copy_programme(programme_id), "copy"),
                    _link(tr("Kết thúc chương trình…"), lambda: forms.close_programme(programme_id), "archive"),
                ]
            )
        else:
            give_on = _link(tr("Giao ban chủ trì…"), lambda: forms.assign(programme_id), "users")
            self.can_do([give_on, send_button(self._page, self._context, "programme", programme_id)])
        self._steps(programme)
        show_feedback(self, self._page, self._context, "programme", programme_id)
        self.section(tr("Lịch sử"))
        lines = history.of_row(self._context.session, "programme", programme_id)
        self.lines((str(line) for line in lines[:HISTORY]), empty=tr("Chưa có thay đổi nào."))

    def _hung(self, programme: ProgrammeDetails) -> str:
        """How many tasks of ours stand under those that were given: a number of their own (MODEL 7)."""
        if programme.owned:
            return ""
        groups = own_tasks.by_programme(self._context.session, self.period)
        found = next((group for group in groups if group.id == programme.id), None)
        return (
            "" if found is None or not found.hung else tr("{done}/{n} hoàn thành", done=found.hung_done, n=found.hung)
        )

    def _steps(self, programme: ProgrammeDetails) -> None:
        """The milestones; one's own are links that open them to be corrected or reached."""
        add, programme_id = self._milestones.add, programme.id
        if programme.owned:
            self.section(tr("Mốc"), tr("Thêm mốc…"), lambda: add(programme_id))
        elif programme.milestones:
            self.section(tr("Mốc"))
        for step in programme.milestones:
            days = " – ".join(dict.fromkeys((_day(step.starts), _day(step.ends))))
            said = f"{days} · {step.text}" + (tr(" (đã đạt)") if step.reached else "")
            if programme.owned:
                edit = Button(tr("Sửa"), partial(self._milestones.open, programme_id, step.id), kind="link")
                edit.setAccessibleName(tr("Sửa mốc {text}", text=step.text))
                self.add(Line(said, edit))
            else:
                self.lines([said])
        if programme.owned and not programme.milestones:
            self.lines([], empty=tr("Chưa có mốc nào."))


def _stands(node: Node) -> str:
    """The state, since when it is overdue, and what is logged: "Quá hạn 76 ngày · 60%"."""
    said, days = node.cells[4].text, node.cells[5]
    bar = days.bar if isinstance(days, TimelineCell) else None
    if bar is None or bar.steady:
        return said
    if bar.late_to is not None:
        said = tr("Quá hạn {n} ngày", n=bar.late_to - bar.last)
    return f"{said} · {round(bar.share * 100)}%" if 0 < bar.share < 1 else said


def _link(words: str, on: Callable[[], object], icon: str) -> Button:
    return Button(words, on, kind="link", icon=icon)


def _who(given: tuple[Assignment, ...], role: str) -> str:
    found = [one for one in given if one.role == role and (one.ban or one.person)]
    return "; ".join(" · ".join(part for part in (one.ban, one.person) if part) for one in found)


def _answer(unit: UnitAnswer) -> str:
    if unit.given is None:
        return str(NOT_REPORTED).lower()
    if unit.given != "value" or unit.state is None:
        return str(GIVEN[unit.given]).lower()
    return " ".join(filter(None, (str(STATES[unit.state]).lower(), _day(unit.done_on))))


def _below(task: TaskDetails) -> str:
    if task.scope != "passed_down":
        return ""
    given = [
        one.unit or one.unit_kind or (str(SECTORS[one.sector]) if one.sector else "")
        for one in task.assignments
        if one.unit_id or one.unit_kind_id or one.sector
    ]
    return "; ".join(given) or tr("Mọi đơn vị cấp dưới")


def _span(task: TaskDetails) -> str:
    if task.continuous:
        return tr("Thường xuyên")
    days = [_day(day) for day in (task.starts, task.due) if day]
    return " – ".join(days) or tr("Không hạn")


def _life(task: TaskDetails) -> str:
    if task.lifecycle == "open":
        return ""
    said = [str(LIFECYCLES[task.lifecycle]), _day(task.lifecycle_on), task.lifecycle_reason]
    return " · ".join(part for part in said if part)


def _day(iso: str | None) -> str:
    return format_date(iso) if iso else ""
