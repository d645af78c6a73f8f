"""What an import moves, said before it is applied: headline figures with their bases, verdicts, units that jump, closed quarters touched.

The planner says of each fact what counts now and what will (``FactMove``); nothing is written. The figures are those that the kept sums
will show once the import is applied (``app/bundles/moves.py``), of the office's own group in the current view: what is closed stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.bundles.facts import Content, FactMove
from app.bundles.jumps import Jump
from app.bundles.moves import Answered, Moved, Sums, moved
from app.bundles.turns import Crossing, VerdictMove, turns
from app.i18n import Message, msg
from app.plan import periods
from app.plan.figure import Figure
from app.plan.target_figures import put_together
from app.session import Session
from db.connection import Row

__all__ = [
    "ClosedTouched",
    "Content",
    "Crossing",
    "Effects",
    "FactMove",
    "FigureMove",
    "Jump",
    "ReportMove",
    "TaskMove",
    "VerdictMove",
    "effects",
]


@dataclass(frozen=True, slots=True)
class FigureMove:
    """A measure's figure in a quarter over all units, before and after."""

    measure_id: int
    period: str
    measure: str
    before: Figure
    after: Figure

    @property
    def sentence(self) -> Message:
        """ "…: 82,4% → 79,1%, 57/64 → 58/64 đơn vị"."""
        return msg(
            "{measure}, {period}: {before} → {after}, {base_before} → {base_after} đơn vị",
            measure=self.measure,
            period=periods.label(self.period),
            before=self.before.shown,
            after=self.after.shown,
            base_before=self.before.base,
            base_after=self.after.base,
        )


@dataclass(frozen=True, slots=True)
class TaskMove:
    """A passed-down task in a quarter: how many units have done it (``num``) and answered (``n``) of those expected (``m``)."""

    task_id: int
    period: str
    number: str
    text: str
    before: Sums
    after: Sums

    @property
    def sentence(self) -> Message:
        """ "Nhiệm vụ 1.2, Quý III/2026: 40/64 → 42/64 đơn vị hoàn thành, 57/64 → 58/64 đã báo cáo"."""
        return msg(
            "Nhiệm vụ {task}, {period}: {done_before}/{m_before} → {done_after}/{m_after} đơn vị hoàn thành, "
            "{n_before}/{m_before} → {n_after}/{m_after} đã báo cáo",
            task=self.number or self.text,
            period=periods.label(self.period),
            done_before=self.before.num or 0,
            done_after=self.after.num or 0,
            n_before=self.before.n,
            n_after=self.after.n,
            m_before=self.before.m,
            m_after=self.after.m,
        )


@dataclass(frozen=True, slots=True)
class ReportMove:
    """Units below in a quarter: how many have reported anything and how many owe nothing any more, of those asked."""

    period: str
    asked_before: int
    asked_after: int
    reported_before: int
    reported_after: int
    complete_before: int
    complete_after: int

    @property
    def sentence(self) -> Message:
        """ "Quý III/2026: 57/64 → 58/64 đơn vị đã báo cáo, 40/64 → 41/64 đã đủ"."""
        return msg(
            "{period}: {before}/{m_before} → {after}/{m_after} đơn vị đã báo cáo, "
            "{full_before}/{m_before} → {full_after}/{m_after} đã đủ",
            period=periods.label(self.period),
            before=self.reported_before,
            after=self.reported_after,
            full_before=self.complete_before,
            full_after=self.complete_after,
            m_before=self.asked_before,
            m_after=self.asked_after,
        )


@dataclass(frozen=True, slots=True)
class ClosedTouched:
    """A closed quarter in which facts move: they count in the current view; the closed one changes by amendments only."""

    period: str
    facts: int
    units: int

    @property
    def sentence(self) -> Message:
        """ "Quý II/2026 đã khóa: 3 số liệu của 2 đơn vị thành đính chính, số lúc khóa giữ nguyên."."""
        return msg(
            "{period} đã khóa: {facts} dòng của {units} đơn vị đến sau khóa, chờ đính chính; số lúc khóa giữ nguyên.",
            period=periods.label(self.period),
            facts=self.facts,
            units=self.units,
        )


@dataclass(frozen=True)
class Effects:
    """All that an import moves, newest quarter first."""

    figures: tuple[FigureMove, ...] = ()
    tasks: tuple[TaskMove, ...] = ()
    reports: tuple[ReportMove, ...] = ()
    verdicts: tuple[VerdictMove, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    jumps: tuple[Jump, ...] = ()
    closed: tuple[ClosedTouched, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether no figure that anybody looks at moves."""
        return not (self.figures or self.tasks or self.reports or self.verdicts or self.crossings or self.jumps)

    def sentences(self) -> tuple[Message, ...]:
        """Everything in words, what needs a person's eye first: jumps, closed quarters, verdicts, then the figures."""
        parts: tuple[Sequence[Jump | ClosedTouched | VerdictMove | Crossing | ReportMove | FigureMove | TaskMove], ...]
        parts = (self.jumps, self.closed, self.verdicts, self.crossings, self.reports, self.figures, self.tasks)
        return tuple(each.sentence for part in parts for each in part)


def effects(session: Session, moves: Sequence[FactMove]) -> Effects:
    """What some moves of facts do to the figures. Nothing is written. For 300 units with 360 facts each about a second."""
    found = moved(session, moves)
    verdicts, crossings, jumped = turns(session, moves, found)
    return Effects(
        figures=_figures(found),
        tasks=_tasks(found),
        reports=_reports(found),
        verdicts=verdicts,
        crossings=crossings,
        jumps=jumped,
        closed=_closed(moves),
    )


def figure_of(measure: Row, period: str, sums: Sums) -> Figure:
    """A measure's figure in a quarter out of its sums."""
    return put_together(measure, measure["id"], [sums.as_row(period)], period)


def _newest_first(found: Iterable[tuple[int, str]], order: Iterable[int]) -> list[tuple[int, str]]:
    place = {what: position for position, what in enumerate(order)}
    known = [key for key in found if key[0] in place]
    known.sort(key=lambda key: place[key[0]])
    return sorted(known, key=lambda key: key[1], reverse=True)


def _figures(found: Moved) -> tuple[FigureMove, ...]:
    made = []
    for key in _newest_first(found.sums, found.measures):
        measure, period = found.measures[key[0]], key[1]
        before, after = (figure_of(measure, period, sums) for sums in found.sums[key])
        if before != after:
            made.append(FigureMove(key[0], period, measure["text"], before, after))
    return tuple(made)


def _tasks(found: Moved) -> tuple[TaskMove, ...]:
    made = []
    for key in _newest_first(found.sums, found.tasks):
        task, (before, after) = found.tasks[key[0]], found.sums[key]
        if before != after:
            made.append(TaskMove(key[0], key[1], task["number"], task["text"], before, after))
    return tuple(made)


def _reports(found: Moved) -> tuple[ReportMove, ...]:
    by_period: dict[str, list[tuple[Answered, Answered]]] = defaultdict(list)
    for (_, period), pair in found.units.items():
        by_period[period].append(pair)
    made = []
    for period in sorted(by_period, reverse=True):
        counts = [_counted(each) for each in zip(*by_period[period], strict=True)]
        if counts[0] != counts[1]:
            (asked, reported, complete), (asked_after, reported_after, complete_after) = counts
            made.append(ReportMove(period, asked, asked_after, reported, reported_after, complete, complete_after))
    return tuple(made)


def _counted(units: Iterable[Answered]) -> tuple[int, int, int]:
    """Units asked for anything, those of them that reported anything, and those that owe nothing."""
    asked = [unit for unit in units if unit.tasks + unit.figures]
    reported = sum(unit.tasks_reported + unit.figures_reported > 0 for unit in asked)
    return len(asked), reported, sum(unit.complete for unit in asked)


def _closed(moves: Iterable[FactMove]) -> tuple[ClosedTouched, ...]:
    touched: dict[str, list[int]] = defaultdict(list)
    for move in moves:
        if move.closed and move.before != move.after:
            touched[move.period].append(move.unit_id)
    return tuple(
        ClosedTouched(period, len(touched[period]), len(set(touched[period])))
        for period in sorted(touched, reverse=True)
    )
