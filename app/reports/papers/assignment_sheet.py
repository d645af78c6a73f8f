"""The assignment sheet (phân công nhiệm vụ): what one ban or one person has to do in a period, to be handed to them (DOMAIN 2.3, table 1).

It goes out as a thông báo (TB), because a bảng phân công is no type of document by itself and "PC" is a phiếu chuyển (NĐ 30/2020
Phụ lục III).
"""

from collections.abc import Iterator, Sequence

from app.errors import NotFound
from app.i18n import msg
from app.people import office_facts
from app.reports.content import Block, Document, Heading, Run, paragraph
from app.reports.numbers import counted, roman
from app.reports.papers import assigned, paper_head
from app.reports.papers import paper_words as words
from app.reports.papers.assigned import AssignedTask
from app.reports.papers.assignment_table import assignment_table
from app.reports.papers.paper_head import Frame
from app.reports.papers.report_figures import bases
from app.reports.phrases import Phrases
from app.reports.table_choices import numbering_of
from app.session import Session
from db.queries import people, report_forms

DOC_KIND = "TB"

IN_CHARGE = "Nhiệm vụ phụ trách, chỉ đạo"
"""The chapter of what a person answers for as a leader."""

Part = tuple[str, str, tuple[AssignedTask, ...]]
"""A chapter of the sheet: its title, how the opening counts it ("chủ trì"), its tasks."""


def build(
    session: Session,
    period: str,
    *,
    frame: Frame,
    ban_id: int | None = None,
    person_id: int | None = None,
    numbering: str = "",
) -> Document:
    """The sheet of a ban or of a person for a quarter, a year or any period with a fixed span. Raises NotFound for one not known."""
    whom, parts = (
        _for_person(session, person_id, period, frame)
        if person_id is not None
        else (_for_ban(session, ban_id or 0, period, frame))
    )
    office = office_facts.facts(session, on=frame.day.isoformat())
    tasks = [task for _, _, found in parts for task in found]
    name = words.period_name(period)
    programmes = {task.programme_id for task in tasks if task.programme_id}
    return Document(
        letterhead=paper_head.letterhead(office),
        number=paper_head.document_number(office, DOC_KIND, frame.number),
        place_date=paper_head.place_date(office, frame),
        kind="Thông báo",
        abstract=f"Phân công nhiệm vụ {name} của {whom}",
        bases=tuple(words.basis(found) for found in bases(session, programmes)),
        blocks=(
            paragraph(*_opening(office.name, whom, name, parts), key="opening"),
            *_chapters(session, parts, frame, numbering),
            *(
                [paragraph(_closing(session, whom, "ban" if person_id is None else "person"), key="closing")]
                if tasks
                else []
            ),
        ),
        signature=paper_head.signature(frame),
        recipients=frame.recipients or (_capital(whom), "Thường trực (để chỉ đạo)", "Lưu: VT, VP"),
    )


def _for_ban(session: Session, ban_id: int, period: str, frame: Frame) -> tuple[str, tuple[Part, ...]]:
    """What a ban leads, urges at units, and joins or watches."""
    name = people.ban_name(session.conn, ban_id, frame.day.isoformat())
    if not name:
        raise NotFound(msg("Không có ban số {id} trong sổ làm việc. Tải lại danh sách rồi chọn lại.", id=ban_id))
    tasks = assigned.tasks_in(session, period, frame.day)
    led = [task for task in tasks if task.lead.ban_id == ban_id]
    joined = tuple(task for task in tasks if task.lead.ban_id != ban_id and ban_id in task.bans)
    return name, (
        ("Nhiệm vụ chủ trì", "chủ trì", tuple(task for task in led if not task.passed_down)),
        (
            "Nhiệm vụ đôn đốc, tổng hợp từ các đơn vị",
            "đôn đốc, tổng hợp",
            tuple(task for task in led if task.passed_down),
        ),
        ("Nhiệm vụ phối hợp, theo dõi", "phối hợp", joined),
    )


def _for_person(session: Session, person_id: int, period: str, frame: Frame) -> tuple[str, tuple[Part, ...]]:
    """What a person does, is in charge of (by task or by programme), and joins or watches; each task once."""
    row = people.person(session.conn, person_id)
    if row is None:
        raise NotFound(msg("Không có cán bộ số {id} trong sổ làm việc. Tải lại danh sách rồi chọn lại.", id=person_id))
    tasks = assigned.tasks_in(session, period, frame.day)
    last = assigned.last_day(period)
    given: dict[str, set[int]] = {}
    for found in report_forms.given_to_person(session.conn, person_id, last):
        given.setdefault(found["role"], set()).add(found["what_id"])
    mine = given.get("lead", set())
    ordered = given.get("leader", set())
    joins = given.get("collaborate", set()) | given.get("watch", set())
    own = tuple(task for task in tasks if task.task_id in mine)
    led = tuple(task for task in tasks if task not in own and {task.task_id, task.programme_id} & ordered)
    joined = tuple(task for task in tasks if task not in own and task not in led and task.task_id in joins)
    return f"đồng chí {row['name']}", (
        ("Nhiệm vụ trực tiếp thực hiện", "trực tiếp thực hiện", own),
        (IN_CHARGE, "phụ trách, chỉ đạo", led),
        ("Nhiệm vụ phối hợp, theo dõi", "phối hợp", joined),
    )


def _chapters(session: Session, parts: Sequence[Part], frame: Frame, numbering: str) -> Iterator[Block]:
    """The tables that have something to say, numbered as chapters."""
    titles = assigned.titles(session)
    bans = assigned.ban_codes(session, frame.day)
    for number, (title, _, tasks) in enumerate((part for part in parts if part[2]), 1):
        yield Heading(1, roman(number), title)
        leaders = title != IN_CHARGE  # there it is the person whose sheet this is
        yield assignment_table(tasks, titles, numbering=numbering_of(session, numbering), bans=bans, leaders=leaders)


def _opening(office: str, whom: str, period: str, parts: Sequence[Part]) -> tuple[str | Run, ...]:
    kinds = [f"{verb} {counted(len(tasks))} nhiệm vụ" for _, verb, tasks in parts if tasks]
    if not kinds:
        return (f"{office} chưa phân công nhiệm vụ nào cho ", Run(whom, bold=True), f" trong {period}.")
    return (f"{office} phân công ", Run(whom, bold=True), f" {words.listed(kinds)} trong {period} như sau:")


def _closing(session: Session, whom: str, kind: str) -> str:
    return Phrases.of(session).text(f"sheet.closing_{kind}", who=_capital(whom))


def _capital(whom: str) -> str:
    return whom[:1].upper() + whom[1:]
