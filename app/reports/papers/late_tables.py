"""What is late, as the tables of a reminder: of all bans and units, or of one unit."""

from collections.abc import Iterable, Iterator, Sequence

from app.dates import days_between
from app.reports.content import Block, Column, Heading, Kind, Row, Table, date_cell, integer_cell, text_cell
from app.reports.numbers import counted
from app.reports.papers import paper_words as words
from app.reports.papers.assignment_table import CONTINUOUS, NO_DEADLINE
from app.reports.papers.late import Late, LateOfUnit, Wanted

_NO_BAN = "Chưa có ban chủ trì"


def chapters(late: Late) -> Iterator[Block]:
    """What is late, each kind under its number; a kind of which there is nothing does not show."""
    kinds = (
        (f"Đơn vị chưa gửi, gửi chưa đủ báo cáo ({counted(len(late.units))} đơn vị)", _units(late), late.units),
        (
            f"Nhiệm vụ của cơ quan quá hạn, chưa hoàn thành ({counted(len(late.overdue))} nhiệm vụ)",
            _overdue(late),
            late.overdue,
        ),
        ("Nhiệm vụ giao các đơn vị đã quá hạn, chưa hoàn thành hết", _below(late), late.overdue_below),
        (
            f"Nhiệm vụ, số liệu của các ban chưa ghi ({counted(len(late.unlogged))} nội dung)",
            _unlogged(late),
            late.unlogged,
        ),
        (
            f"Nội dung bị trả lại, chưa trình lại ({counted(len(late.returned))} nội dung)",
            _returned(late),
            late.returned,
        ),
    )
    yield from _numbered((title, table) for title, table, found in kinds if found)


def chapters_of_unit(late: Late, found: LateOfUnit) -> Iterator[Block]:
    """What one unit owes: tasks and figures not reported, tasks past their deadline, what was returned to it."""
    kinds = (
        ("Nhiệm vụ chưa báo cáo", _wanted(found.tasks)),
        ("Số liệu chỉ tiêu chưa báo cáo", _wanted(found.figures)),
        ("Nhiệm vụ đã quá hạn, chưa hoàn thành", _wanted(found.overdue, late)),
        ("Nội dung bị trả lại, chưa trình lại", _returned_to(found)),
    )
    yield from _numbered((title, table) for title, table in kinds if table.rows)


def _numbered(parts: Iterable[tuple[str, Table]]) -> Iterator[Block]:
    for number, (title, table) in enumerate(parts, 1):
        yield Heading(2, str(number), title)
        yield table


def _wanted(found: Sequence[Wanted], late: Late | None = None) -> Table:
    """What is owed with its deadline; with ``late`` also how many days have gone since."""
    columns = (
        Column("Nội dung", 6),
        Column("Thời hạn", 1.6, align="center"),
        *((Column("Quá hạn (ngày)", 1.2, Kind.INTEGER),) if late else ()),
    )
    rows = tuple(
        Row(
            (
                text_cell(words.phrase(one.text)),
                date_cell(one.due) if one.due else text_cell(CONTINUOUS if one.continuous else NO_DEADLINE),
                *((integer_cell(days_between(one.due, late.on)),) if late and one.due else ()),
            )
        )
        for one in found
    )
    return Table(columns, rows)


def _returned_to(found: LateOfUnit) -> Table:
    columns = (Column("Nội dung", 3.5), Column("Lý do trả lại", 3.5))
    rows = tuple(Row((text_cell(one.what), text_cell(words.sentence(one.reason)))) for one in found.returned)
    return Table(columns, rows)


def _units(late: Late) -> Table:
    columns = (
        Column("Đơn vị", 4),
        Column("Nhiệm vụ", 1.1, align="center", over="Còn thiếu"),
        Column("Số liệu", 1.1, align="center", over="Còn thiếu"),
        Column("Ghi chú", 1.8, align="center"),
    )
    rows = tuple(
        Row(
            (
                text_cell(unit.name),
                text_cell(f"{unit.tasks_missing}/{unit.tasks}" if unit.tasks else "–"),
                text_cell(f"{unit.figures_missing}/{unit.figures}" if unit.figures else "–"),
                text_cell("Chưa gửi báo cáo" if unit.nothing else "Gửi chưa đủ"),
            )
        )
        for unit in late.units
    )
    return Table(columns, rows, footnotes=("n/m: số mục còn thiếu trên số mục phải báo cáo.",))


def _overdue(late: Late) -> Table:
    columns = (
        Column("Nhiệm vụ", 4.5),
        Column("Ban chủ trì", 1.8, align="center"),
        Column("Thời hạn", 1.4, Kind.DATE),
        Column("Quá hạn (ngày)", 1, Kind.INTEGER),
    )
    tasks = sorted(late.overdue, key=lambda task: (task.due or late.on, task.task_id))
    rows = tuple(
        Row(
            (
                text_cell(words.phrase(task.text)),
                text_cell(task.lead.name or _NO_BAN),
                date_cell(task.due),
                integer_cell(days_between(task.due, late.on) if task.due else None),
            )
        )
        for task in tasks
    )
    return Table(columns, rows)


def _below(late: Late) -> Table:
    columns = (
        Column("Nhiệm vụ", 4.5),
        Column("Thời hạn", 1.4, Kind.DATE),
        Column("Đã hoàn thành", 1.6, align="center"),
        Column("Quá hạn (ngày)", 1, Kind.INTEGER),
    )
    rows = tuple(
        Row(
            (
                text_cell(words.phrase(task.text)),
                date_cell(task.due),
                text_cell(words.base_words(task.passed.done, task.passed.m) if task.passed else ""),
                integer_cell(days_between(task.due, late.on) if task.due else None),
            )
        )
        for task in late.overdue_below
    )
    return Table(columns, rows)


def _unlogged(late: Late) -> Table:
    columns = (Column("Nhiệm vụ, số liệu", 5), Column("Ban chủ trì", 2, align="center"))
    rows = tuple(Row((text_cell(one.text), text_cell(one.lead.name or _NO_BAN))) for one in late.unlogged)
    return Table(columns, rows)


def _returned(late: Late) -> Table:
    columns = (Column("Ban, đơn vị", 2.2), Column("Nội dung", 3.2), Column("Lý do trả lại", 2.6))
    rows = tuple(
        Row((text_cell(one.who), text_cell(one.what), text_cell(words.sentence(one.reason)))) for one in late.returned
    )
    return Table(columns, rows)
