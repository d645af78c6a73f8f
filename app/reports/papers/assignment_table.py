"""Table 1 of DOMAIN 2.3, "Phân công nhiệm vụ": its columns word for word, its rows under programmes and sections."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from app.reports.content import Cell, Column, GroupRow, Numbering, Row, Table, date_cell, text_cell
from app.reports.papers.assigned import AssignedTask

CONTINUOUS = "Thường xuyên"
NO_DEADLINE = "Không ấn định"


def assignment_table(
    tasks: Sequence[AssignedTask],
    titles: Mapping[int | None, str],
    *,
    numbering: Numbering = Numbering.RUNNING,
    bans: Mapping[str, str] | None = None,
    leaders: bool = True,
) -> Table:
    """The tasks in the order of the plan. "Lãnh đạo phụ trách" stands only where somebody is named, and never without ``leaders``;
    ``bans`` (code -> name) are told in a footnote as far as their codes stand in the table.
    """
    leaders = leaders and any(task.leaders for task in tasks)
    rows = grouped(tasks, titles, lambda task: _row(task, leaders=leaders))
    notes = codes_note(codes_of(tasks), bans or {})
    return Table(
        _columns(tasks, leaders=leaders), tuple(rows), numbering, footnotes=notes, empty="Chưa có nhiệm vụ nào"
    )


def _columns(tasks: Sequence[AssignedTask], *, leaders: bool) -> tuple[Column, ...]:
    """The columns word for word; those in which little stands are narrow."""
    persons = any(task.person or task.units for task in tasks)
    return (
        Column("Nội dung nhiệm vụ", 5),
        Column("Đơn vị chủ trì", 1.9 if persons else 1.4, align="center"),
        Column("Đơn vị phối hợp", 1.3, align="center"),
        Column("Thời gian hoàn thành", 1.5, align="center"),
        Column("Sản phẩm", 2 if any(task.product for task in tasks) else 1.2),
        *((Column("Lãnh đạo phụ trách", 1.6, align="center"),) if leaders else ()),
        Column("Ghi chú", 1.6 if any(_note(task) for task in tasks) else 1),
    )


def grouped(
    tasks: Sequence[AssignedTask],
    titles: Mapping[int | None, str],
    row: Callable[[AssignedTask], Row],
) -> Iterable[Row | GroupRow]:
    """Rows under the merged titles of their programmes, labelled by letters, and of their sections."""
    shown: list[int | None] = []
    section = ""
    for task in tasks:
        if task.programme_id not in shown:
            shown.append(task.programme_id)
            yield GroupRow(titles[task.programme_id], label=letter(len(shown)))
            section = ""
        if task.section and task.section != section:
            yield GroupRow(task.section, level=2)
        section = task.section
        yield row(task)


def letter(number: int) -> str:
    """ "A" for the first group, "AA" after "Z": Roman numbers stand before the sections of plans."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def codes_note(codes: Iterable[str], bans: Mapping[str, str]) -> tuple[str, ...]:
    """What the codes of bans in a table mean, in the order of the bans; nothing where none stands in it."""
    used = set(codes)
    told = [f"{code}: {name}" for code, name in bans.items() if code in used and code != name]
    return (f"Viết tắt: {'; '.join(told)}.",) if told else ()


def codes_of(tasks: Iterable[AssignedTask]) -> Iterable[str]:
    """The codes of all bans that have a part in tasks."""
    return (code for task in tasks for code in (task.lead.code, *task.collaborators, *task.watching))


def due_cell(task: AssignedTask) -> Cell:
    """By when a task must be done."""
    if task.due:
        return date_cell(task.due)
    return text_cell(CONTINUOUS if task.continuous else NO_DEADLINE)


def _row(task: AssignedTask, *, leaders: bool) -> Row:
    return Row(
        (
            text_cell(task.titled),
            text_cell(_lead(task)),
            text_cell(_joined(task)),
            due_cell(task),
            text_cell(task.product),
            *((text_cell(", ".join(task.leaders)),) if leaders else ()),
            text_cell(_note(task)),
        )
    )


def _lead(task: AssignedTask) -> str:
    """Who does it: of a passed-down task the units, of an own one the ban and the person."""
    return task.units or "\n".join(part for part in (task.lead.code, task.person) if part)


def _joined(task: AssignedTask) -> str:
    """Who joins; of a passed-down task first the ban that urges and sums up."""
    return ", ".join((*((task.lead.code,) if task.passed_down and task.lead.code else ()), *task.collaborators))


def carried_over(task: AssignedTask) -> str:
    """Whether a task comes from before the period, and is late already on the day of the paper."""
    return ("Chuyển tiếp, đã quá hạn" if task.overdue else "Chuyển tiếp") if task.carried_over else ""


def _note(task: AssignedTask) -> str:
    notes = (
        carried_over(task),
        f"{task.lead.code} đôn đốc, tổng hợp" if task.passed_down and task.lead.code else "",
        f"Theo dõi: {', '.join(task.watching)}" if task.watching else "",
    )
    return "; ".join(note for note in notes if note)
