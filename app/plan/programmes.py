"""Programmes with their sections and milestones, in the order people put them, and the tree of their tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Required, TypedDict, Unpack

from app.dates import format_date
from app.errors import BadInput, Refused
from app.given import brief, day, existing, in_order, needed_day, one_of, ours, required
from app.given import reason as reason_given
from app.i18n import Message, msg
from app.plan import assignments
from app.plan.copying import copy_programme
from app.plan.order import GAP, FixedOrder, moves
from app.plan.task_fields import THEIR_ORDER
from app.session import Session
from app.text import clean_line
from db.connection import Row
from db.queries import directives, people, plan

__all__ = [
    "MILESTONE_WORDS",
    "ProgrammeNode",
    "SectionNode",
    "TaskNode",
    "add_milestone",
    "add_programme",
    "add_section",
    "close_programme",
    "copy_programme",
    "edit_milestone",
    "edit_programme",
    "edit_section",
    "reopen_programme",
    "reorder_programmes",
    "tree",
]

MILESTONE_WORDS: dict[str, Message] = {
    "launch": msg("triển khai"),
    "mid": msg("sơ kết"),
    "final": msg("tổng kết"),
    "other": msg("mốc khác"),
}

_PROGRAMME = msg("chương trình")
_TITLE = msg("Tên chương trình")
_SPAN = msg("Thời gian thực hiện")


class ProgrammeFields(TypedDict, total=False):
    """What ``edit_programme`` may change; what is left out stays, None clears. Days are ISO, both inclusive."""

    title: str
    number: str
    directive_id: int | None
    term_id: int | None
    starts: str | None
    ends: str | None


class NewProgramme(TypedDict, total=False):
    """What ``add_programme`` takes: ``title``, and the rest where known. ``lead_ban_id`` is the default lead of its tasks."""

    title: Required[str]
    number: str
    directive_id: int | None
    term_id: int | None
    starts: str | None
    ends: str | None
    lead_ban_id: int | None


class MilestoneFields(TypedDict, total=False):
    """What ``edit_milestone`` may change; ``reached`` is the day it was reached."""

    starts: str
    ends: str
    text: str
    kind: str
    reached: str | None


class TaskNode(NamedTuple):
    """A task in the tree (a tuple, because a large plan has thousands of them).

    ``lead_code`` is the ban's code, its own or (``lead_inherited``) its programme's. ``giver``: the office that gave it, "" for our own.
    """

    id: int
    parent_id: int | None
    number: str
    text: str
    due: str | None
    continuous: bool
    scope: str
    lifecycle: str
    priority: int
    lead_code: str
    lead_inherited: bool
    giver: str = ""


@dataclass(frozen=True, slots=True)
class SectionNode:
    """A section; ``id`` is None for the tasks that stand in none."""

    id: int | None
    number: str
    title: str
    tasks: tuple[TaskNode, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeNode:
    """A programme; ``id`` is None for the tasks without a programme (đột xuất). ``giver``: the office that issued it, "" for our own."""

    id: int | None
    number: str
    title: str
    starts: str | None
    ends: str | None
    closed: str | None
    directive_id: int | None
    lead_code: str
    sections: tuple[SectionNode, ...]
    giver: str = ""

    @property
    def tasks(self) -> tuple[TaskNode, ...]:
        """All tasks in the order shown."""
        return tuple(task for section in self.sections for task in section.tasks)


def add_programme(session: Session, **given: Unpack[NewProgramme]) -> int:
    """Add a programme after the others."""
    fields: ProgrammeFields = {key: given[key] for key in ProgrammeFields.__annotations__ if key in given}  # type: ignore[literal-required,assignment]  # its own keys
    columns = _checked(session, fields, {})
    position = plan.last_programme_position(session.conn) + GAP
    with session.change(msg("Thêm chương trình {title}", title=columns["title"])) as change:
        seat = session.office.seat_id
        programme_id = change.define("programme", seat_id=seat, position=position, **columns)
        if (ban_id := given.get("lead_ban_id")) is not None:
            assignments.assign(session, programme_id, role="lead", ban_id=ban_id)
    return programme_id


def edit_programme(session: Session, programme_id: int, **changed: Unpack[ProgrammeFields]) -> None:
    """Change the title, number, span, document or term of a programme."""
    row = _ours(session, programme_id)
    columns = _checked(session, changed, dict(row))
    with session.change(msg("Sửa chương trình {title}", title=row["title"])) as change:
        change.update("programme", programme_id, **columns)


def reorder_programmes(session: Session, ids: Sequence[int]) -> None:
    """Put the programmes into this order; those left out keep following. Writes as few rows as possible."""
    known = dict(plan.programme_positions(session.conn))
    if len(set(ids)) != len(ids) or not set(ids) <= known.keys():
        raise BadInput(msg("Danh sách chương trình để xếp không đúng. Tải lại rồi xếp lại."))
    order = [*ids, *(row_id for row_id in known if row_id not in set(ids))]
    try:
        fresh = moves([(row_id, known[row_id]) for row_id in order], plan.others_own(session.conn, "programme", order))
    except FixedOrder:
        raise Refused(THEIR_ORDER) from None
    with session.change(msg("Xếp lại thứ tự chương trình")) as change:
        for row_id, position in fresh.items():
            change.update("programme", row_id, position=position)


def close_programme(session: Session, programme_id: int, *, on: str, reason: str) -> None:
    """End a programme on a day with a reason; in later periods nobody is asked about it."""
    row, since, why = _ours(session, programme_id), needed_day(on, msg("Ngày kết thúc")), reason_given(reason)
    if row["closed"] is not None:
        raise Refused(
            msg("Chương trình {title} đã kết thúc từ {day}.", title=row["title"], day=format_date(row["closed"]))
        )
    label = msg(
        "Kết thúc chương trình {title} từ {day}: {reason}", title=row["title"], day=format_date(since), reason=why
    )
    with session.change(label) as change:
        change.update("programme", programme_id, closed=since, close_reason=why)


def reopen_programme(session: Session, programme_id: int) -> None:
    """Take an ended programme up again."""
    row = _ours(session, programme_id)
    if row["closed"] is None:
        raise Refused(msg("Chương trình {title} đang thực hiện, không cần mở lại.", title=row["title"]))
    with session.change(msg("Mở lại chương trình {title}", title=row["title"])) as change:
        change.update("programme", programme_id, closed=None, close_reason=None)


def add_section(session: Session, programme_id: int, *, number: str = "", title: str) -> int:
    """Add a section at the end of a programme."""
    row, title = _ours(session, programme_id), required(title, msg("Tên mục"))
    position = plan.last_position(session.conn, "section", "programme_id", programme_id) + GAP
    words = {"number": clean_line(number), "title": title, "position": position}
    with session.change(msg("Thêm mục {section} vào {programme}", section=title, programme=row["title"])) as change:
        return change.define("section", seat_id=session.office.seat_id, programme_id=programme_id, **words)


def edit_section(session: Session, section_id: int, *, number: str | None = None, title: str | None = None) -> None:
    """Change the number or title of a section; None leaves it."""
    row = ours(session, plan.section(session.conn, section_id), msg("mục"), section_id)
    columns = {} if number is None else {"number": clean_line(number)}
    if title is not None:
        columns["title"] = required(title, msg("Tên mục"))
    with session.change(msg("Sửa mục {section}", section=row["title"])) as change:
        change.update("section", section_id, **columns)


def add_milestone(
    session: Session,
    programme_id: int,
    *,
    starts: str,
    ends: str,
    text: str,
    kind: str = "other",
    reached: str | None = None,
) -> int:
    """Add a dated step of a programme: launch, mid-term review, final review, or another. Days are ISO, both inclusive."""
    row = _ours(session, programme_id)
    columns = _milestone({"starts": starts, "ends": ends, "text": text, "kind": kind, "reached": reached}, {})
    label = msg("Thêm mốc “{text}” vào {programme}", text=brief(columns["text"]), programme=row["title"])
    with session.change(label) as change:
        return change.define("milestone", seat_id=session.office.seat_id, programme_id=programme_id, **columns)


def edit_milestone(session: Session, milestone_id: int, **changed: Unpack[MilestoneFields]) -> None:
    """Change a milestone, or say on which day it was reached."""
    row = ours(session, plan.milestone(session.conn, milestone_id), msg("mốc"), milestone_id)
    columns = _milestone(changed, dict(row))
    with session.change(msg("Sửa mốc “{text}”", text=brief(row["text"]))) as change:
        change.update("milestone", milestone_id, **columns)


def tree(session: Session, *, closed: bool = False) -> tuple[ProgrammeNode, ...]:
    """Programmes with sections and tasks, in two queries however many there are; tasks without a programme come last.

    ``closed`` also gives the programmes that have ended.
    """
    by_place: dict[tuple[int | None, int | None], list[Row]] = {}
    for row in plan.tree_tasks(session.conn):
        by_place.setdefault((row["programme_id"], row["section_id"]), []).append(row)
    grouped: dict[int, list[Row]] = {}
    for row in plan.tree_programmes(session.conn, closed=closed):
        grouped.setdefault(row["id"], []).append(row)
    nodes = [_programme_node(rows, by_place) for rows in grouped.values()]
    loose = _task_nodes(by_place.get((None, None), []), "")
    if loose:
        section = SectionNode(None, "", "", loose)
        nodes.append(ProgrammeNode(None, "", str(msg("Nhiệm vụ đột xuất")), None, None, None, None, "", (section,)))
    return tuple(nodes)


def _programme_node(rows: list[Row], by_place: dict[tuple[int | None, int | None], list[Row]]) -> ProgrammeNode:
    first, lead = rows[0], rows[0]["lead_code"] or ""
    outside = _task_nodes(by_place.get((first["id"], None), []), lead)
    sections = [SectionNode(None, "", "", outside)] if outside else []
    sections += [
        SectionNode(
            row["section_id"],
            row["section_number"],
            row["section_title"],
            _task_nodes(by_place.get((first["id"], row["section_id"]), []), lead),
        )
        for row in rows
        if row["section_id"] is not None
    ]
    return ProgrammeNode(
        id=first["id"],
        number=first["number"],
        title=first["title"],
        starts=first["starts"],
        ends=first["ends"],
        closed=first["closed"],
        directive_id=first["directive_id"],
        lead_code=lead,
        sections=tuple(sections),
        giver=first["giver"],
    )


def _task_nodes(rows: list[Row], lead: str) -> tuple[TaskNode, ...]:
    nodes = []
    for row in rows:
        task_id, parent_id, number, text, due, continuous, scope, lifecycle, priority, own, giver = tuple(row)[:11]
        inherited = own is None and bool(lead)
        code = lead if own is None else own
        nodes.append(
            TaskNode(
                task_id,
                parent_id,
                number,
                text,
                due,
                continuous == 1,
                scope,
                lifecycle,
                priority,
                code,
                inherited,
                giver,
            )
        )
    return tuple(nodes)


def _ours(session: Session, programme_id: int) -> Row:
    return ours(session, plan.programme(session.conn, programme_id), _PROGRAMME, programme_id)


def _checked(session: Session, fields: ProgrammeFields, known: dict[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = dict(fields)
    if "title" in fields or not known:
        columns["title"] = required(fields.get("title", ""), _TITLE)
    if "number" in fields:
        columns["number"] = clean_line(fields["number"] or "")
    for name in ("starts", "ends"):
        if name in columns:
            columns[name] = day(columns[name], _SPAN)
    in_order(columns.get("starts", known.get("starts")), columns.get("ends", known.get("ends")), _SPAN)
    if (directive_id := fields.get("directive_id")) is not None:
        existing(directives.directive(session.conn, directive_id), msg("văn bản"), directive_id)
    if (term_id := fields.get("term_id")) is not None:
        existing(people.term(session.conn, term_id), msg("nhiệm kỳ"), term_id)
    return columns


def _milestone(fields: MilestoneFields, known: dict[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = dict(fields)
    for name in ("starts", "ends"):
        if name in columns:
            columns[name] = needed_day(columns[name], msg("Ngày của mốc"))
    if "reached" in fields:
        columns["reached"] = day(fields["reached"], msg("Ngày đạt mốc"))
    if "text" in fields:
        columns["text"] = required(fields["text"], msg("Nội dung mốc"))
    if "kind" in fields:
        one_of(fields["kind"], MILESTONE_WORDS, msg("Loại mốc"))
    in_order(columns.get("starts", known.get("starts")), columns.get("ends", known.get("ends")), msg("Mốc"))
    return columns
