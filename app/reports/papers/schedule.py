"""The schedule by quarter (DOMAIN 2.3, table 6): in which quarters of a year each task runs, in which it is due, who leads it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.plan import periods
from app.plan.periods import PeriodKind, YearType
from app.reports.content import Column, Document, GroupRow, Numbering, Row, Table, text_cell
from app.reports.papers import assigned, standalone
from app.reports.papers import paper_words as words
from app.reports.papers.assigned import AssignedTask
from app.reports.papers.assignment_table import codes_note, codes_of, grouped
from app.reports.papers.paper_head import Frame
from app.reports.table_choices import numbering_of
from app.session import Session
from db.connection import Row as Record
from db.queries import report_forms

RUNS = "x"
"""In a quarter in which a task is worked on and not yet due."""

ALWAYS = "TX"
"""In a quarter in which a continuous task is reported (thường xuyên)."""

_SEMESTERS = {"Q2", "Q4"}


def build(
    session: Session,
    period: str,
    *,
    frame: Frame,
    numbering: str = "",
    attached_to: str = "",
) -> Document:
    """The year that a period lies in, in the order of the office's year: I to IV, or III, IV, I, II by school year.

    A school year may also be named itself ("SY2026").
    """
    year = year_around(session, period)
    table = schedule_table(session, year, frame.day, numbering_of(session, numbering))
    return standalone.document(
        session,
        frame,
        table,
        kind="Lịch thực hiện nhiệm vụ theo quý",
        abstract=standalone.capital(words.period_name(year)),
        ending=standalone.lists(sum(isinstance(row, Row) for row in table.rows), "nhiệm vụ, mốc thực hiện"),
        attached_to=attached_to,
    )


def year_around(session: Session, period: str) -> str:
    """The year or school year that a period lies in, by the kind of year it names itself, else by the office's."""
    found = periods.parse(period)
    school = {PeriodKind.semester, PeriodKind.school_year}
    calendar = {PeriodKind.year, PeriodKind.half_year, PeriodKind.nine_months}
    kind = YearType(session.office.year_type)
    kind = YearType.school if found.kind in school else YearType.calendar if found.kind in calendar else kind
    year = periods.year_of(assigned.first_quarter(period), kind)
    return f"SY{year}" if kind is YearType.school else str(year)


def schedule_table(session: Session, year: str, on: date, numbering: Numbering) -> Table:
    """Table 6 of a year, with the milestones of each programme after its tasks."""
    quarters = periods.quarters_in(periods.parse(year))
    first, last = (day.isoformat() for day in periods.span(year))
    tasks = assigned.tasks_in(session, year, on)
    frequencies = report_forms.frequencies(session.conn)
    milestones: dict[int | None, list[Record]] = {}
    for found in report_forms.milestones_in(session.conn, first, last):
        milestones.setdefault(found["programme_id"], []).append(found)
    columns = (
        Column("Nhiệm vụ", 6),
        *(Column(_title(quarter, year), 1, over="Quý", align="center") for quarter in quarters),
        Column("Chủ trì", 1.6, align="center"),
    )
    rows = _with_milestones(
        grouped(tasks, assigned.titles(session), lambda task: _row(task, quarters, frequencies[task.task_id])),
        tasks,
        milestones,
        quarters,
    )
    notes = (
        f"(1) Ngày: hạn hoàn thành; “{RUNS}”: thời gian thực hiện; “{ALWAYS}”: nhiệm vụ thường xuyên, báo cáo vào quý đó.",
        *codes_note(codes_of(tasks), assigned.ban_codes(session, on)),
    )
    return Table(columns, tuple(rows), numbering, footnotes=notes, empty="Chưa có nhiệm vụ nào trong năm")


def _title(quarter: str, year: str) -> str:
    """ "I"; over a school year with its calendar year, "III/2026"."""
    roman = periods.ROMAN[int(quarter[-1]) - 1]
    return f"{roman}/{quarter[:4]}" if year.startswith("SY") else roman


def _row(task: AssignedTask, quarters: Sequence[str], frequency: str) -> Row:
    marks = [_mark(task, quarter, frequency) for quarter in quarters]
    if task.carried_over and task.due:
        marks[0] = f"{'quá hạn' if task.overdue else 'hạn'} {words.day(task.due)}"
    lead = task.units or "\n".join(part for part in (task.lead.code, task.person) if part)
    return Row((text_cell(task.titled), *map(text_cell, marks), text_cell(lead)))


def _mark(task: AssignedTask, quarter: str, frequency: str) -> str:
    """What stands in a quarter: the day it is due, that it runs, or nothing."""
    first, last = periods.span(quarter)
    if task.starts and task.starts > last:
        return ""
    if task.due is None:
        asked = frequency in {"month", "quarter"} or (frequency == "semester" and quarter[-2:] in _SEMESTERS)
        asked = asked or (frequency == "year" and quarter.endswith("Q4"))
        return (ALWAYS if task.continuous else RUNS) if asked else ""
    if first <= task.due <= last:
        return f"{task.due.day:02d}/{task.due.month:02d}"
    return RUNS if task.due > last else ""


def _with_milestones(
    rows: Iterable[Row | GroupRow],
    tasks: Sequence[AssignedTask],
    milestones: Mapping[int | None, Sequence[Record]],
    quarters: Sequence[str],
) -> Iterable[Row | GroupRow]:
    """The rows with each programme's milestones after its title."""
    programmes = list(dict.fromkeys(task.programme_id for task in tasks))
    at = 0
    for row in rows:
        yield row
        if isinstance(row, GroupRow) and row.level == 1:
            for found in milestones.get(programmes[at], ()):
                yield _milestone(found, quarters)
            at += 1


def _milestone(found: Record, quarters: Sequence[str]) -> Row:
    last = words.day(found["ends"])
    inside = [periods.span(quarter) for quarter in quarters]
    marks = [
        RUNS if found["starts"] <= end.isoformat() and found["ends"] >= start.isoformat() else ""
        for start, end in inside
    ]
    cells = (f"Mốc: {words.phrase(found['text'])} (đến {last})", *marks, "")
    return Row(tuple(text_cell(cell, italic=True) for cell in cells))
