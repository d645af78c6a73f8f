"""The list for the weekly meeting (giao ban) of one ban, on one page: what is late, what is due, what came back, what is done."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.dates import days_between
from app.errors import NotFound
from app.i18n import msg
from app.people import office_facts
from app.people.office_facts import OfficeFacts
from app.plan.timeliness import SOON_DAYS
from app.reports.content import (
    Column,
    Document,
    DocumentNumber,
    GroupRow,
    Numbering,
    PlaceDate,
    Row,
    Table,
    paragraph,
    text_cell,
)
from app.reports.numbers import counted
from app.reports.papers import assigned, paper_head
from app.reports.papers import paper_words as words
from app.reports.papers.assigned import AssignedTask
from app.reports.papers.assignment_table import letter
from app.reports.papers.late import Late, read_late
from app.reports.papers.one_page import Line, Listing, Widths, fitted
from app.reports.papers.paper_head import Frame
from app.reports.papers.report_figures import TaskLine
from app.session import Session
from db.queries import people

WEEK = timedelta(days=SOON_DAYS)
LONGEST, LONGEST_NOTE, LONGEST_NAME = 108, 60, 40
"""Longer texts are cut: three lines of their columns."""

_WIDTHS = Widths(text=36, who=11, note=18)
_PAGE = 728.0  # points between the margins of an upright A4 page (NĐ 30: 20 mm above and below)
_FIXED = 215.0  # the head without the lines of its names, title, opening, titles of the columns, room below
_NAME_LINE, _NAME_LETTERS = 15.0, 19
_OVER = {"done", "cancelled", "paused"}


def build(session: Session, period: str, *, frame: Frame, ban_id: int | None = None) -> Document:
    """The page of a ban on the paper's day, by the logs of a quarter. Raises NotFound for a ban that is not known."""
    ban = people.ban_name(session.conn, ban_id or 0, frame.day.isoformat())
    if not ban:
        what = ban_id or 0
        raise NotFound(msg("Không có ban số {id} trong sổ làm việc. Tải lại danh sách rồi chọn lại.", id=what))
    office = office_facts.facts(session, on=frame.day.isoformat())
    late = read_late(session, period, frame.day)
    tasks = [task for task in assigned.tasks_in(session, period, frame.day) if task.lead.ban_id == ban_id]
    listings = tuple(_listings(tasks, late, ban_id or 0, frame.day))
    shown = fitted(listings, _room(office, ban), _WIDTHS)
    return Document(
        letterhead=paper_head.letterhead(office),
        number=DocumentNumber(""),
        place_date=PlaceDate(office.place or "……", frame.day),
        kind="Nội dung giao ban tuần",
        abstract=f"{ban}, ngày {words.day(frame.day)}",
        blocks=(paragraph(_opening(tasks, listings), key="opening"), _table(shown)),
        closing=False,
    )


def _room(office: OfficeFacts, ban: str) -> float:
    """Points that the rows of the table may take, after the head and the title as long as their names make them."""
    names = sum(-(-len(name) // _NAME_LETTERS) for name in (office.name, office.parent))
    titles = -(-len(ban) // 48) * 19
    return _PAGE - _FIXED - names * _NAME_LINE - titles


def _listings(tasks: list[AssignedTask], late: Late, ban_id: int, day: date) -> Iterator[Listing]:
    """The lists in the order of their urgency."""
    states = {line.task_id: line for line in late.report.tasks}
    passed = {line.task_id: line for line in late.report.passed}
    running = [task for task in tasks if _runs(task, states, passed)]
    running.sort(key=lambda task: (task.due or date.max, task.task_id))
    now = [_line(task, states, passed, day) for task in running if task.due and task.due < day]
    soon = [_line(task, states, passed, day) for task in running if task.due and day <= task.due <= day + WEEK]
    later = [
        _line(task, states, passed, day) for task in running if task.due and day + WEEK < task.due <= day + 2 * WEEK
    ]
    yield Listing("Quá hạn", tuple(now))
    yield Listing("Đến hạn trong 7 ngày tới", tuple(soon))
    yield Listing("Đến hạn trong 8 đến 14 ngày tới", tuple(later))
    back = (one for one in late.returned if one.lead.ban_id == ban_id)
    yield Listing(
        "Bị trả lại, chưa trình lại",
        tuple(
            Line(
                _cut(one.what),
                words.clipped("" if one.who == one.lead.name else one.who, LONGEST_NAME),
                note=_cut_note(one.reason),
            )
            for one in back
        ),
    )
    yield Listing(
        f"Chưa ghi nhật ký {words.period_name(late.report.period)}",
        tuple(Line(_cut(one.text)) for one in late.unlogged if one.lead.ban_id == ban_id),
    )
    done = [line for line in late.report.tasks if line.lead.ban_id == ban_id and _done_since(line, day)]
    yield Listing("Đã xong từ tuần trước", tuple(_done(line) for line in done))


def _runs(task: AssignedTask, states: dict[int, TaskLine], passed: dict[int, TaskLine]) -> bool:
    """Whether there is still something to do about a task."""
    below = passed.get(task.task_id)
    if below is not None and below.passed is not None:
        return below.passed.done < below.passed.m
    own = states.get(task.task_id)
    return own is None or own.state not in _OVER


def _line(task: AssignedTask, states: dict[int, TaskLine], passed: dict[int, TaskLine], day: date) -> Line:
    """A task with how many days it has left or is late, and how far it is."""
    left = days_between(day, task.due) if task.due else 0
    parts = [f"Quá hạn {-left} ngày" if left < 0 else f"Còn {left} ngày" if left else "Hạn hôm nay"]
    own, below = states.get(task.task_id), passed.get(task.task_id)
    if below is not None and below.passed is not None:
        parts.append(f"{words.base_words(below.passed.done, below.passed.m)} xong")
    elif own is not None and own.percent is not None:
        parts.append(f"{own.percent}%")
    hindered = words.phrase(own.difficulty or own.cause) if own is not None else ""
    note = ", ".join(parts) + (f"; {words.lowered(hindered)}" if hindered else "")
    when = words.day(task.due) if task.due else ""
    return Line(_cut(task.text), words.clipped(task.person, LONGEST_NAME), when, _cut_note(note))


def _done_since(line: TaskLine, day: date) -> bool:
    return line.state == "done" and line.done_on is not None and day - WEEK <= line.done_on <= day


def _done(line: TaskLine) -> Line:
    when = words.day(line.done_on) if line.done_on else ""
    late = "Quá hạn" if line.column == "done_late" else "Đúng hạn" if line.due else ""
    return Line(_cut(line.text), when=when, note=late)


def _cut(text: str) -> str:
    return words.clipped(text, LONGEST)


def _cut_note(text: str) -> str:
    return words.clipped(text, LONGEST_NOTE)


def _opening(tasks: list[AssignedTask], listings: tuple[Listing, ...]) -> str:
    """How many tasks the ban leads, and how many stand in each list, also those that do not fit on the page."""
    down = sum(task.passed_down for task in tasks)
    passed = f", trong đó {counted(down)} nhiệm vụ giao các đơn vị" if down else ""
    found = [f"{counted(len(one.lines))} việc {one.title[:1].lower()}{one.title[1:]}" for one in listings if one.lines]
    told = f" Cần nêu tại giao ban: {'; '.join(found)}." if found else " Không có việc cần nêu tại giao ban."
    lead = f"Chủ trì {counted(len(tasks))} nhiệm vụ{passed}." if tasks else "Chưa chủ trì nhiệm vụ nào."
    return f"{lead}{told}"


def _table(listings: tuple[Listing, ...]) -> Table:
    columns = (
        Column("Công việc", 5),
        Column("Người, đơn vị thực hiện", 1.7, align="center"),
        Column("Thời hạn, ngày xong", 1.5, align="center"),
        Column("Ghi chú", 2.7),
    )
    rows: list[Row | GroupRow] = []
    for number, listing in enumerate(listings, 1):
        whole = len(listing.lines) + listing.rest
        rows.append(GroupRow(f"{listing.title} ({counted(whole)})", label=letter(number)))
        rows += [Row(tuple(map(text_cell, (line.text, line.who, line.when, line.note)))) for line in listing.lines]
        if listing.rest:
            rows.append(GroupRow(f"và {counted(listing.rest)} việc khác", level=2))
    return Table(columns, tuple(rows), Numbering.RESTARTING, empty="Không có việc cần nêu tại giao ban")
