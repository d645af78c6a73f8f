"""The overview's figures as painted cells, each with its name for screen readers and where it leads."""

from app.i18n import tr
from app.plan import periods
from app.plan.overview import MOST_TARGETS, Overview, level
from app.plan.owing import Owing
from app.plan.own_tasks import GroupFigures, HeatCell, HeatRow
from app.plan.target_figures import TargetFigure
from app.plan.verdicts import Verdict
from ui.pages.overview.leads import Lead, Remind
from ui.pages.overview.painted import Bullet, Share, Spot
from ui.pages.targets.amounts import amount, parts
from ui.widgets.cells import Cell

_GROUNDS = {"plain": "", "warn": "warn_soft", "bad": "bad_soft"}
_MARKS = {"plain": "", "warn": "due_soon", "bad": "overdue"}
_TONES = {"plain": "text", "warn": "warn", "bad": "bad"}
NO_PROGRAMME = -1
"""How the grid calls work without a programme."""


def heat_rows(found: Overview) -> list[list[Spot]]:
    """A row per programme and one for the office."""
    rows = [_heat_row(row, found) for row in found.heat]
    totals = [_total(found, code) for code in found.heat_periods]
    everything = Spot(Cell(tr("Toàn cơ quan"), weight=600), go=Lead("programmes"))
    return [*rows, [everything, Spot(), *totals]]


def _heat_row(row: HeatRow, found: Overview) -> list[Spot]:
    lead = found.leads.get(row.programme_id, "") if row.programme_id is not None else ""
    name = f"{row.number}  {row.title or tr('Việc đột xuất')}".strip()
    leads = Lead("programmes", ("programme", row.programme_id) if row.programme_id is not None else None)
    cells = [_heat_cell(row, name, code, found) for code in found.heat_periods]
    return [Spot(Cell(name), go=leads), Spot(Cell(lead, tone="text2", small=True)), *cells]


def _heat_cell(row: HeatRow, name: str, code: str, found: Overview) -> Spot:
    if code > found.period:
        return Spot()
    cell = row.cells.get(code)
    if cell is None or not cell.total:
        return Spot(Cell(right=True, nothing="not_applicable"))
    how = level(cell.on_schedule, cell.total)
    return Spot(
        Cell(
            f"{cell.on_schedule}/{cell.total}",
            mark=_MARKS[how],
            tone=_TONES[how],
            weight=600 if code == found.period else 400,
            right=True,
            ground=_GROUNDS[how],
        ),
        _heat_words(name, code, cell),
        Lead("quarter", ("narrow", {"programme": row.programme_id or NO_PROGRAMME}), code),
    )


def _heat_words(name: str, code: str, cell: HeatCell) -> str:
    return tr(
        "{programme}, {period}: {n}/{m} nhiệm vụ đúng tiến độ, đã ghi {logged}/{expected}",
        programme=name,
        period=periods.inside(code),
        n=cell.on_schedule,
        m=cell.total,
        logged=cell.logged,
        expected=cell.expected,
    )


def _total(found: Overview, code: str) -> Spot:
    if code > found.period:
        return Spot()
    known = [cell for row in found.heat if (cell := row.cells.get(code)) is not None]
    part, whole = sum(cell.on_schedule for cell in known), sum(cell.total for cell in known)
    if not whole:
        return Spot()
    words = tr("Toàn cơ quan, {period}: {n}/{m} nhiệm vụ đúng tiến độ", period=periods.inside(code), n=part, m=whole)
    return Spot(Cell(f"{part}/{whole}", weight=600, right=True), words, Lead("quarter", ("narrow", {}), code))


def target_rows(found: Overview) -> list[list[Spot]]:
    """A row per target that will be hard to reach, those that come due first at the top of the plan's order."""
    return [_target_row(target, found) for target in found.hard[:MOST_TARGETS]]


def _target_row(target: TargetFigure, found: Overview) -> list[Spot]:
    number = found.numbers.get(target.programme_id, "") if target.programme_id is not None else ""
    late = target.verdict is Verdict.not_met and target.projected is None
    verdict = tr("Không đạt") if late else tr("Khó đạt")
    tone, mark = ("bad", "overdue") if late else ("warn", "due_soon")
    reached = target.to_date.text_percent or target.to_date.text
    limit = "" if target.threshold is None else amount(target.threshold, target)
    share = f"{reached.removesuffix('%')}/{limit}"
    base = f"{target.to_date.n}/{target.to_date.m}" if target.to_date.m else ""
    year = "" if target.horizon_end is None else str(target.horizon_end.year)
    outlook = "–" if target.projected is None else amount(target.projected, target)
    words = tr("{target}: {reached} trên mức giao {limit}, {base} đơn vị; ước đến {year}: {outlook}. {verdict}",
               target=target.text, reached=reached, limit=limit, base=base, year=year, outlook=outlook, verdict=verdict)  # fmt: skip
    shown = parts(target)
    return [
        Spot(Cell(tr("CT{number}", number=number) if number else "", tone="text2", small=True)),
        Spot(Cell(target.text.replace("\n", " ")), words, Lead("targets", ("target", target.target_id))),
        Spot(spoken=words, chart=None if shown is None else Bullet(*shown)),
        Spot(Cell(share, right=True), words),
        Spot(Cell(base, right=True, tone="text2", small=True), tr("{base} đơn vị", base=base) if base else ""),
        Spot(Cell(outlook, right=True, tone="text2"), words),
        Spot(Cell(year, tone="text2", small=True), words),
        Spot(Cell(verdict, mark=mark, tone=tone), words),
    ]


def ban_rows(found: Overview) -> list[list[Spot]]:
    """A row per ban and the sum."""
    groups = found.by_ban
    if not groups:
        return []
    largest = max(group.expected for group in groups)
    owing = {owed.id: owed for owed in found.debts.bans}
    rows = [_ban_row(group, largest, owing.get(group.id), found) for group in groups]
    total = sum(group.total for group in groups)
    expected = sum(group.expected for group in groups)
    sums = (
        (sum(group.summary.overdue for group in groups), total),
        (sum(group.due_soon for group in groups), total),
        (sum(group.not_logged for group in groups), expected),
    )
    last = [Spot(Cell(f"{part}/{whole}", weight=600, right=True)) for part, whole in sums]
    head = Spot(Cell(tr("Cộng"), weight=600), go=Lead("programmes"))
    return [*rows, [head, Spot(Cell(str(expected), weight=600)), *last, Spot()]]


def _ban_row(group: GroupFigures, largest: int, owed: Owing | None, found: Overview) -> list[Spot]:
    # A heading "Ban" stands above: the word would only take room.
    name = group.title.removeprefix("Ban ") or tr("Chưa giao ban")
    late, total = group.summary.overdue, group.total
    narrow = {"ban": group.id}
    missing = tr("{ban}: {n}/{m} nhật ký chưa trình", ban=group.title, n=group.not_logged, m=group.expected)
    if owed is not None and owed.people:
        missing = f"{missing}: {', '.join(owed.people)}"
    remind = Spot()
    if owed is not None and not found.closed:
        remind = Spot(Cell(icon="bell"), tr("Chép lời nhắc {ban}", ban=group.title), Remind("ban", group.id))
    overdue = tr("{ban}: {n}/{m} nhiệm vụ quá hạn", ban=group.title, n=late, m=total)
    soon = tr("{ban}: {n}/{m} nhiệm vụ sắp đến hạn", ban=group.title, n=group.due_soon, m=total)
    asked = tr("{ban}: {n} nhiệm vụ phải ghi kỳ này, {late} quá hạn", ban=group.title, n=group.expected, late=late)
    return [
        Spot(Cell(name), group.title, Lead("programmes", ("ban", group.id)) if group.id is not None else None),
        Spot(Cell(str(group.expected)), asked, chart=Share(group.expected, late, largest)),
        _count(late, total, "bad", overdue, Lead("quarter", ("narrow", narrow | {"test": "overdue"}))),
        _count(group.due_soon, total, "warn", soon, Lead("programmes", ("status", "due_soon"))),
        _count(group.not_logged, group.expected, "text", missing, Lead("quarter", ("narrow", narrow))),
        remind,
    ]


def _count(number: int, base: int, tone: str, words: str, lead: Lead) -> Spot:
    weight = 600 if number and tone == "bad" else 400
    cell = Cell(f"{number}/{base}", right=True, tone=tone if number else "text2", weight=weight)
    return Spot(cell, words, lead if number else None)


def unit_rows(found: Overview) -> list[list[Spot]]:
    """A row per unit that owes most."""
    return [_unit_row(owed, found) for owed in found.debts.units]


def _unit_row(owed: Owing, found: Overview) -> list[Spot]:
    words = tr("{unit}: còn thiếu {n}/{m} nội dung", unit=owed.name, n=owed.missing, m=owed.asked)
    remind = Spot()
    if not found.closed:
        remind = Spot(Cell(icon="bell"), tr("Chép lời nhắc {unit}", unit=owed.name), Remind("unit", owed.id))
    return [
        Spot(Cell(owed.name), words, Lead("units", ("unit", owed.id))),
        Spot(Cell(f"{owed.missing}/{owed.asked}", right=True), words),
        remind,
    ]
