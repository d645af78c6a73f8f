"""The sheets in which tasks and programmes are added, corrected, given out and ended."""

from collections.abc import Callable
from typing import Any

from app.dates import from_iso
from app.i18n import tr
from app.people import bans, persons
from app.plan import assignments, copying, details, periods, programmes, tasks
from app.plan.programmes import ProgrammeNode
from app.session import Session
from app.words import ROLES, SECTORS
from ui.context import PageContext
from ui.pages.asking import ask
from ui.pages.programmes.many import places
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckBox, ComboBox, TextArea, TextField
from ui.widgets.form import Form
from ui.widgets.page import Page

Options = list[tuple[object, str]]


class TaskForms:
    """Opens the sheets over a page; every one saves as one change."""

    def __init__(self, page: Page, context: PageContext) -> None:
        self._page = page
        self._context = context

    @property
    def _session(self) -> Session:
        return self._context.session

    # --- programmes

    def add_programme(self) -> None:
        """Ask for a new programme."""
        form = Form()
        form.add("number", tr("Số"), TextField())
        form.add("title", tr("Tên chương trình"), TextArea(lines=2))
        form.add("lead_ban_id", tr("Ban chủ trì"), ComboBox(self._bans()))
        form.add_pair(("starts", tr("Từ ngày"), DateField()), ("ends", tr("Đến ngày"), DateField()))
        session = self._session
        self._ask(
            tr("Thêm chương trình"),
            form,
            tr("Thêm chương trình"),
            lambda given: programmes.add_programme(session, **given),
            "programme",
        )

    def edit_programme(self, programme_id: int) -> None:
        """Correct a programme."""
        known = details.programme(self._session, programme_id)
        form = Form()
        form.add("number", tr("Số"), TextField(known.number))
        form.add("title", tr("Tên chương trình"), TextArea(known.title, lines=2))
        form.add_pair(("starts", tr("Từ ngày"), _date(known.starts)), ("ends", tr("Đến ngày"), _date(known.ends)))
        session = self._session
        self._ask(
            tr("Sửa chương trình"),
            form,
            tr("Lưu chương trình"),
            lambda given: programmes.edit_programme(session, programme_id, **given),
        )

    def close_programme(self, programme_id: int) -> None:
        """End a programme with its reason."""
        form = Form()
        form.add("on", tr("Từ ngày"), DateField(self._session.clock.today()))
        form.add("reason", tr("Lý do"), TextArea())
        session = self._session
        self._ask(
            tr("Kết thúc chương trình"),
            form,
            tr("Kết thúc chương trình"),
            lambda given: programmes.close_programme(session, programme_id, **given),
        )

    def copy_programme(self, programme_id: int) -> None:
        """Copy a programme into the next year: what goes on, with its dates moved."""
        form = Form()
        years = [
            (year, str(year)) for year in range(self._session.clock.today().year, self._session.clock.today().year + 4)
        ]
        form.add("year", tr("Sang năm"), ComboBox(years, years[1][0]))
        session = self._session
        self._ask(
            tr("Chép sang năm khác"),
            form,
            tr("Chép chương trình"),
            lambda given: _copy(session, programme_id, int(given["year"])),
            "programme",
        )

    def add_section(self, programme_id: int) -> None:
        """Add a heading under which tasks stand."""
        form = Form()
        form.add("number", tr("Số mục"), TextField())
        form.add("title", tr("Tên mục"), TextField())
        session = self._session
        self._ask(
            tr("Thêm mục"), form, tr("Thêm mục"), lambda given: programmes.add_section(session, programme_id, **given)
        )

    # --- tasks

    def add_task(self, programme_id: int | None, section_id: int | None = None) -> None:
        """Ask for a new task in a programme, or outside any."""
        form = self._task_form(None)
        form.add("lead_ban_id", tr("Ban chủ trì"), ComboBox(self._bans(tr("như chương trình"))))
        form.add("to", tr("Ai thực hiện"), ComboBox(_receivers()))
        session = self._session

        def write(given: dict[str, Any]) -> int:
            to = given.pop("to")
            scope = "passed_down" if to else "own"
            sector = to if to in SECTORS else None
            return tasks.add_task(
                session, programme_id=programme_id, section_id=section_id, scope=scope, to_sector=sector, **given
            )

        self._ask(tr("Thêm nhiệm vụ"), form, tr("Thêm nhiệm vụ"), write, "task")

    def add_under(self, task_id: int) -> None:
        """Ask for a task of one's own under one that was given: how it is done here."""
        form = self._task_form(None)
        form.add("lead_ban_id", tr("Ban chủ trì"), ComboBox(self._bans(tr("như chương trình"))))
        session = self._session
        self._ask(
            tr("Cụ thể hóa nhiệm vụ"),
            form,
            tr("Thêm nhiệm vụ"),
            lambda given: tasks.add_task(session, parent_id=task_id, **given),
            "task",
        )

    def edit_task(self, task_id: int) -> None:
        """Correct a task; its due date moves by ``extend_due``, which keeps the history."""
        form = self._task_form(details.task(self._session, task_id))
        session = self._session
        self._ask(
            tr("Sửa nhiệm vụ"), form, tr("Lưu nhiệm vụ"), lambda given: tasks.edit_task(session, task_id, **given)
        )

    def assign(self, task_id: int) -> None:
        """Give a task to a ban or a person."""
        form = Form()
        form.add("role", tr("Vai trò"), ComboBox([(key, str(word)) for key, word in ROLES.items()], "lead"))
        form.add("ban_id", tr("Ban"), ComboBox(self._bans()))
        form.add("person_id", tr("Cán bộ"), ComboBox(self._people()))
        form.add("due", tr("Hạn nội bộ"), DateField())
        session = self._session
        self._ask(tr("Phân công"), form, tr("Giao việc"), lambda given: assignments.assign(session, task_id, **given))

    def hand_over(self, task_id: int) -> None:
        """Hand the lead over to another ban, with the day and the reason."""
        form = Form()
        form.add("to_ban_id", tr("Bàn giao cho"), ComboBox(self._bans()[1:]))
        form.add("on", tr("Từ ngày"), DateField(self._session.clock.today()))
        form.add("reason", tr("Lý do"), TextArea())
        session = self._session
        self._ask(tr("Bàn giao"), form, tr("Bàn giao"), lambda given: assignments.hand_over(session, task_id, **given))

    def extend(self, task_id: int) -> None:
        """Move the due date, with the reason."""
        form = Form()
        form.add("due", tr("Thời hạn mới"), _date(details.task(self._session, task_id).due))
        form.add("reason", tr("Lý do"), TextArea())
        session = self._session
        self._ask(tr("Gia hạn"), form, tr("Gia hạn"), lambda given: tasks.extend_due(session, task_id, **given))

    def close_task(self, task_id: int) -> None:
        """Pause, cancel or end a task, with the reason."""
        form = Form()
        ways = [("paused", tr("Tạm dừng")), ("cancelled", tr("Hủy")), ("ended", tr("Kết thúc"))]
        form.add("lifecycle", tr("Cách"), ComboBox(ways, "ended"))
        form.add("on", tr("Từ ngày"), DateField(self._session.clock.today()))
        form.add("reason", tr("Lý do"), TextArea())
        session = self._session
        self._ask(tr("Dừng nhiệm vụ"), form, tr("Lưu"), lambda given: tasks.close_task(session, task_id, **given))

    def carry_over(self, task_ids: list[int], period: str) -> None:
        """Carry unfinished tasks over to a later quarter: their due date becomes its cut-off unless another is given."""
        later = [periods.following(period)]
        for _ in range(3):
            later.append(periods.following(later[-1]))
        form = Form()
        form.add("to_period", tr("Sang kỳ"), ComboBox([(code, str(periods.label(code))) for code in later], later[0]))
        form.add("due", tr("Thời hạn mới"), DateField(), tr("Bỏ trống thì lấy ngày chốt của kỳ đó."))
        form.add("reason", tr("Lý do"), TextArea())
        session = self._session
        title = tr("Chuyển {n} nhiệm vụ sang kỳ sau", n=len(task_ids))
        self._ask(title, form, tr("Chuyển kỳ"), lambda given: tasks.carry_over(session, task_ids, **given))

    def split(self, task_id: int) -> None:
        """Split a task into several, one on each line."""
        form = Form()
        text = TextArea(details.task(self._session, task_id).text, lines=6)
        form.add("texts", tr("Mỗi dòng là một nhiệm vụ"), text)
        session = self._session
        self._ask(
            tr("Tách nhiệm vụ"),
            form,
            tr("Tách nhiệm vụ"),
            lambda given: tasks.split_task(
                session, task_id, texts=[line for line in given["texts"].splitlines() if line.strip()]
            ),
        )

    def move(self, task_id: int, tree: tuple[ProgrammeNode, ...]) -> None:
        """Move a task to another programme or section."""
        form = Form()
        form.add("place", tr("Chuyển đến"), ComboBox(places(tree)))
        session = self._session
        self._ask(
            tr("Chuyển nhiệm vụ"),
            form,
            tr("Chuyển nhiệm vụ"),
            lambda given: tasks.move_task(
                session, task_id, programme_id=given["place"][0], section_id=given["place"][1]
            ),
        )

    # --- parts

    def _task_form(self, known: details.TaskDetails | None) -> Form:
        form = Form()
        form.add("number", tr("Số thứ tự"), TextField(known.number if known else ""))
        form.add("text", tr("Nhiệm vụ"), TextArea(known.text if known else "", lines=4))
        form.add("product", tr("Sản phẩm"), TextField(known.product if known else ""))
        form.add_pair(
            ("starts", tr("Bắt đầu"), _date(known.starts if known else None)),
            *([("due", tr("Thời hạn"), DateField())] if known is None else []),
        )
        form.add("continuous", tr("Tính chất"), CheckBox(tr("Việc thường xuyên"), known.continuous if known else False))
        evidence = CheckBox(tr("Cần minh chứng khi hoàn thành"), known.needs_evidence if known else False)
        form.add("needs_evidence", tr("Minh chứng"), evidence)
        return form

    def _ask(
        self, title: str, form: Form, words: str, write: Callable[[dict[str, Any]], object], adds: str = ""
    ) -> None:
        """Ask in a sheet; ``adds`` is the kind of what is added, which the page then stands on."""

        def lead(made: object) -> None:
            if adds:
                self._page.show_item((adds, made))

        ask(self._page, self._context, title, form, words, write, then=lead)

    def _bans(self, nobody: str = "") -> Options:
        lines = [(line.id, f"{line.name} ({line.code})") for line in bans.ban_lines(self._session)]
        return [(None, nobody or tr("chưa giao")), *lines]

    def _people(self) -> Options:
        return [(None, tr("chưa giao")), *((line.id, line.name) for line in persons.person_lines(self._session))]


def _receivers() -> Options:
    return [
        ("", tr("Đơn vị làm")),
        ("all", tr("Mọi đơn vị cấp dưới")),
        *((key, tr("Cấp dưới: {sector}", sector=word)) for key, word in SECTORS.items()),
    ]


def _date(iso: str | None) -> DateField:
    return DateField(from_iso(iso) if iso else None)


def _copy(session: Session, programme_id: int, year: int) -> int:
    return copying.copy_programme(session, programme_id, year=year)
