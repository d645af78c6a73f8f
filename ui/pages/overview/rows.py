"""The overview's figures as cells."""

from fractions import Fraction

from app.i18n import tr
from app.plan.figures import GroupFigures, HeatCell, HeatRow, TargetFigure
from app.plan.overview import MOST_TARGETS, Overview, level
from app.plan.verdicts import Verdict
from ui.pages.targets.cells import amount, bullet
from ui.widgets.cells import Cell

_GROUNDS = {"plain": "", "warn": "warn_soft", "bad": "bad_soft"}
_MARKS = {"plain": "", "warn": "due_soon", "bad": "overdue"}
_TONES = {"plain": "text", "warn": "warn", "bad": "bad"}


def heat_rows(overview: Overview, leads: dict[int, str]) -> tuple[list[list[Cell]], list[object]]:
    """A row per programme and one for the office: (rows, keys)."""
    rows = [_heat_row(row, overview, leads) for row in overview.heat]
    keys: list[object] = [("programme", row.programme_id) for row in overview.heat]
    totals = [_total(overview, code) for code in overview.heat_periods]
    rows.append([Cell(tr("Toàn cơ quan"), weight=600), Cell(), *totals])
    return rows, [*keys, ("programme", None)]


def _heat_row(row: HeatRow, overview: Overview, leads: dict[int, str]) -> list[Cell]:
    cells = [
        _heat_cell(row.cells.get(code), code == overview.period, code > overview.period)
        for code in overview.heat_periods
    ]
    lead = leads.get(row.programme_id, "") if row.programme_id is not None else ""
    title = row.title or tr("Việc đột xuất")
    return [Cell(f"{row.number}  {title}".strip()), Cell(lead, tone="text2", small=True), *cells]


def _heat_cell(cell: HeatCell | None, current: bool, future: bool) -> Cell:
    if future:
        return Cell()
    if cell is None or not cell.total:
        return Cell(right=True, nothing="not_applicable")
    how = level(cell.on_schedule, cell.total)
    text = f"{cell.on_schedule}/{cell.total}"
    return Cell(
        text, mark=_MARKS[how], tone=_TONES[how], weight=600 if current else 400, right=True, ground=_GROUNDS[how]
    )


def _total(overview: Overview, code: str) -> Cell:
    if code > overview.period:
        return Cell()
    cells = [row.cells.get(code) for row in overview.heat]
    known = [cell for cell in cells if cell is not None]
    part, whole = sum(cell.on_schedule for cell in known), sum(cell.total for cell in known)
    return Cell(f"{part}/{whole}" if whole else "", weight=600, right=True)


def target_rows(overview: Overview, numbers: dict[int, str]) -> tuple[list[list[Cell]], list[object]]:
    """A row per target that will be hard to reach: (rows, keys)."""
    shown = overview.hard[:MOST_TARGETS]
    return [_target_row(target, numbers) for target in shown], [("target", target.target_id) for target in shown]


def _target_row(target: TargetFigure, numbers: dict[int, str]) -> list[Cell]:
    programme = numbers.get(target.programme_id, "") if target.programme_id is not None else ""
    late = target.verdict is Verdict.not_met and target.projected is None
    verdict = (
        Cell(tr("Không đạt"), mark="overdue", tone="bad") if late else Cell(tr("Khó đạt"), mark="due_soon", tone="warn")
    )
    return [
        Cell(programme, tone="text2", small=True),
        Cell(target.text),
        Cell(tail=bullet(target)),
        Cell(f"{_reached(target)}/{_amount(target.threshold, target)}", right=True),
        Cell(_amount(target.projected, target) if target.projected is not None else "–", right=True, tone="text2"),
        verdict,
    ]


def _reached(target: TargetFigure) -> str:
    """What was reached, without its percent sign: "77,6/90,0%"."""
    return (target.to_date.text_percent or target.to_date.text).removesuffix("%")


def _amount(value: Fraction | None, target: TargetFigure) -> str:
    return "" if value is None else amount(value, target)


def ban_rows(groups: tuple[GroupFigures, ...]) -> tuple[list[list[Cell]], list[object]]:
    """A row per ban and the sum: (rows, keys)."""
    largest = max((group.expected for group in groups), default=0)
    rows = [_ban_row(group, largest) for group in groups]
    keys: list[object] = [("ban", group.id) for group in groups]
    sums = [
        sum(group.expected for group in groups),
        sum(group.summary.overdue for group in groups),
        sum(group.due_soon for group in groups),
        sum(group.not_logged for group in groups),
    ]
    total = [
        Cell(tr("Cộng"), weight=600),
        *(Cell(str(number), weight=600, right=place > 0) for place, number in enumerate(sums)),
    ]
    return [*rows, total], [*keys, ("ban", None)]


def _ban_row(group: GroupFigures, largest: int) -> list[Cell]:
    return [
        Cell(_without_ban(group.title) or tr("Chưa giao ban")),
        Cell(str(group.expected), tail=f"{group.expected}|{group.summary.overdue}|{largest}"),
        _count(group.summary.overdue, "bad"),
        _count(group.due_soon, "warn"),
        Cell(str(group.not_logged), right=True, tone="text" if group.not_logged else "text2"),
    ]


def _count(number: int, tone: str) -> Cell:
    return Cell(
        str(number), right=True, tone=tone if number else "text2", weight=600 if number and tone == "bad" else 400
    )


def _without_ban(name: str) -> str:
    """ "Ban Tổ chức" -> "Tổ chức": under the heading "Ban" the word only takes room."""
    return name.removeprefix("Ban ")
