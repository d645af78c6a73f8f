"""The assignment sheet (phân công nhiệm vụ): what one ban leads and joins in a period, to be handed to it (DOMAIN 2.3, table 1)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.dates import from_iso
from app.errors import NotFound
from app.i18n import msg
from app.people import office_facts
from app.plan import periods
from app.plan.periods import PeriodKind
from app.reports.content import (
    Block,
    Cell,
    Column,
    Document,
    GroupRow,
    Heading,
    Row,
    Run,
    Table,
    date_cell,
    paragraph,
    text_cell,
)
from app.reports.numbers import counted, roman
from app.reports.papers import paper_head
from app.reports.papers import paper_words as words
from app.reports.papers.paper_head import Frame
from app.reports.papers.report_figures import Lead, Roles, bases
from app.session import Session
from db.connection import Row as Record
from db.queries import figures as plan_queries
from db.queries import people
from db.queries import reports as queries

DOC_KIND = "PC"


@dataclass(frozen=True)
class SheetTask:
    """A task on a sheet: who leads it, who joins, who in charge of it stands above."""

    task_id: int
    programme_id: int | None
    number: str
    text: str
    product: str
    due: str | None
    continuous: bool
    passed_down: bool
    lead: Lead
    person: str
    collaborators: tuple[str, ...]
    leader: str
    note: str


def build(session: Session, period: str, *, ban_id: int, frame: Frame) -> Document:
    """The sheet of a ban for a quarter, a year or any period with a fixed span. Raises NotFound for a ban that is not known."""
    first, last = (day.isoformat() for day in periods.span(period))
    ban = people.ban_name(session.conn, ban_id, last)
    if not ban:
        raise NotFound(msg("Không có ban số {id} trong sổ làm việc. Tải lại danh sách rồi chọn lại.", id=ban_id))
    led, joined = _tasks_of(session, ban_id, (first, last), period)
    office = office_facts.facts(session, on=frame.day.isoformat())
    titles = {row["id"]: row["title"] for row in plan_queries.programmes(session.conn)}
    programmes = {task.programme_id for task in (*led, *joined) if task.programme_id}
    name = words.period_name(period)
    return Document(
        letterhead=paper_head.letterhead(office),
        number=paper_head.document_number(office, DOC_KIND, frame.number),
        place_date=paper_head.place_date(office, frame),
        kind="Bảng phân công nhiệm vụ",
        abstract=f"{ban}, {name}",
        bases=tuple(words.basis(found) for found in bases(session, programmes)),
        blocks=(
            paragraph(*_opening(office.name, ban, name, (led, joined))),
            *_parts(led, joined, titles),
            paragraph(_closing(ban)),
        ),
        signature=paper_head.signature(frame),
        recipients=frame.recipients or (ban, "Thường trực (để chỉ đạo)", "Lưu: VT, VP"),
    )


def _parts(led: Sequence[SheetTask], joined: Sequence[SheetTask], titles: dict[int, str]) -> Iterator[Block]:
    """The tables that have something to say, numbered as chapters: own work, work of units to urge, work of others to join."""
    parts = (
        ("Nhiệm vụ chủ trì", [task for task in led if not task.passed_down]),
        ("Nhiệm vụ đôn đốc, tổng hợp từ các đơn vị", [task for task in led if task.passed_down]),
        ("Nhiệm vụ phối hợp, theo dõi", joined),
    )
    shown = [(title, tasks) for title, tasks in parts if tasks]
    for number, (title, tasks) in enumerate(shown, 1):
        yield Heading(1, roman(number), title)
        yield _table(tasks, titles)


def _tasks_of(
    session: Session, ban_id: int, span: tuple[str, str], period: str
) -> tuple[list[SheetTask], list[SheetTask]]:
    """What the ban leads, and what it joins or watches, without what is done already."""
    roles = Roles(session, span[1])
    done = queries.finished_before(session.conn, _first_quarter(period))
    led, joined = [], []
    for row in queries.tasks_of_ban(session.conn, *span):
        if row["task_id"] in done:
            continue
        task = _task(row, roles, span[0])
        if task.lead.ban_id == ban_id:
            led.append(task)
        elif any(
            one["ban_id"] == ban_id for role in ("collaborate", "watch") for one in roles.of(row["task_id"], role)
        ):
            joined.append(task)
    return led, joined


def _first_quarter(period: str) -> str:
    found = periods.parse(period)
    if found.kind is PeriodKind.quarter:
        return period
    return periods.quarter_of(periods.span(period)[0])


def _task(row: Record, roles: Roles, starts: str) -> SheetTask:
    what = row["task_id"]
    late = ("Chuyển tiếp, đã quá hạn",) if row["due"] and row["due"] < starts else ()
    own = [one for one in roles.of(what, "lead") if one["ban_id"] is not None]
    watching = roles.names(what, "watch")
    return SheetTask(
        task_id=what,
        programme_id=row["programme_id"],
        number=row["number"],
        text=row["text"],
        product=row["product"],
        due=next((one["due"] for one in own if one["due"]), None) or row["due"],
        continuous=bool(row["continuous"]),
        passed_down=row["scope"] == "passed_down",
        lead=roles.lead(what, row["programme_id"]),
        person=next((one["person"] for one in own if one["person"]), ""),
        collaborators=roles.names(what, "collaborate"),
        leader=", ".join(roles.names(what, "leader")),
        note="; ".join((*late, *((f"Theo dõi: {', '.join(watching)}",) if watching else ()))),
    )


def _opening(
    office: str, ban: str, period: str, parts: tuple[Sequence[SheetTask], Sequence[SheetTask]]
) -> tuple[str | Run, ...]:
    led, joined = parts
    kinds = [
        f"{verb} {counted(len(tasks))} nhiệm vụ" for verb, tasks in (("chủ trì", led), ("phối hợp", joined)) if tasks
    ]
    if not kinds:
        return (f"{office} chưa phân công nhiệm vụ nào cho ", Run(ban, bold=True), f" trong {period}.")
    return (f"{office} phân công ", Run(ban, bold=True), f" {words.listed(kinds)} trong {period} như sau:")


def _table(tasks: Sequence[SheetTask], titles: dict[int, str]) -> Table:
    leaders = any(task.leader for task in tasks)
    notes = any(task.note for task in tasks)
    columns = (
        Column("Nội dung nhiệm vụ", 5),
        Column("Chủ trì", 1.5, align="center"),
        Column("Phối hợp", 1.2, align="center"),
        Column("Thời hạn", 1.4, align="center"),
        Column("Sản phẩm", 2),
        *((Column("Lãnh đạo phụ trách", 1.3, align="center"),) if leaders else ()),
        *((Column("Ghi chú", 1.6),) if notes else ()),
    )
    return Table(columns, tuple(_rows(tasks, titles, leaders=leaders, notes=notes)))


def _rows(
    tasks: Sequence[SheetTask], titles: dict[int, str], *, leaders: bool, notes: bool
) -> Iterable[Row | GroupRow]:
    """The tasks under their programmes, in the order of the plan."""
    shown: list[int | None] = []
    for task in tasks:
        if task.programme_id not in shown:
            shown.append(task.programme_id)
            title = "Nhiệm vụ đột xuất, ngoài chương trình" if task.programme_id is None else titles[task.programme_id]
            yield GroupRow(title, label=chr(ord("A") + (len(shown) - 1) % 26))
        yield Row(
            (
                text_cell(" ".join(part for part in (task.number and f"{task.number}.", task.text) if part)),
                text_cell("\n".join(part for part in (task.lead.code, task.person) if part)),
                text_cell(", ".join(task.collaborators)),
                _due(task),
                text_cell(task.product),
                *((text_cell(task.leader),) if leaders else ()),
                *((text_cell(task.note),) if notes else ()),
            )
        )


def _due(task: SheetTask) -> Cell:
    if task.due:
        return date_cell(from_iso(task.due))
    return text_cell("Thường xuyên" if task.continuous else "Không ấn định")


def _closing(ban: str) -> str:
    return (
        f"{ban} chủ động triển khai, báo cáo tiến độ vào nhật ký quý và báo cáo ngay khi có khó khăn, vướng mắc. "
        "Các ban phối hợp thực hiện theo chức năng, nhiệm vụ được giao."
    )
