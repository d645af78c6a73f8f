"""What units answered: per unit, per passed-down task, and put together as the units are today (DESIGN 5, MODEL 25)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from app.i18n import Message, msg
from app.plan import revisions, standing
from app.plan.figure import Figure
from app.plan.standing import AsOf
from app.plan.target_figures import is_rate
from app.session import Session
from db.connection import Row
from db.queries import figures as queries
from db.queries import people, quarter

View = Literal["then", "now"]
"""The units as they were then, or those they live on in today."""


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """How far a unit has answered: passed-down tasks and figures; ``reported_ms`` is when its newest report came in."""

    unit_id: int
    name: str
    tasks_expected: int
    tasks_reported: int
    tasks_done: int
    values_expected: int
    values_reported: int
    reported_ms: int | None

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.tasks_reported == self.tasks_expected and self.values_reported == self.values_expected


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """What one unit answered to a passed-down task; ``state`` and ``given`` None is "chưa báo cáo"."""

    unit_id: int
    name: str
    state: str | None
    given: str | None
    percent: int | None
    done_on: str | None
    entry_id: int | None


@dataclass(frozen=True, slots=True)
class PassedDown:
    """A passed-down task: ``done`` units of the ``m`` expected, ``n`` of whom have answered."""

    task_id: int
    units: tuple[UnitAnswer, ...]
    done: int
    n: int
    m: int
    none_n: int

    @property
    def text_base(self) -> Message:
        """ "1/2 đơn vị" have done it."""
        return msg("{n}/{m} đơn vị", n=self.done, m=self.m)


@dataclass(frozen=True)
class UnitRow:
    """One unit with its figures. As of now it may stand for several units of then (``parts``); its bases then add theirs up."""

    unit_id: int
    name: str
    parts: tuple[int, ...]
    expected: int
    reported: int
    figures: Mapping[int, Figure] = field(default_factory=dict)


def by_unit(session: Session, period: str, *, as_of: AsOf = "current") -> tuple[UnitFigures, ...]:
    """The expected units below, in their order."""
    at = standing.of(session, period, as_of)
    return named(session, queries.by_unit(session.conn, at.quarter, as_of), at.cutoff)


def named(session: Session, rows: Sequence[Row], on: date) -> tuple[UnitFigures, ...]:
    """Counted rows of units, with the names they had on a day."""
    names = quarter.unit_names(session.conn, [row["unit_id"] for row in rows], on.isoformat())
    return tuple(
        UnitFigures(
            unit_id=row["unit_id"],
            name=names.get(row["unit_id"], ""),
            tasks_expected=row["tasks"],
            tasks_reported=row["tasks_reported"],
            tasks_done=row["tasks_done"],
            values_expected=row["figures"],
            values_reported=row["figures_reported"],
            reported_ms=row["reported_ms"],
        )
        for row in rows
    )


def passed_down(session: Session, task_id: int, period: str, *, as_of: AsOf = "current") -> PassedDown:
    """What the units answered to a passed-down task. Raises NotFound."""
    revisions.task_or_refuse(session, task_id)
    at = standing.of(session, period, as_of)
    rows = queries.answers_to_task(session.conn, task_id, at.quarter, as_of)
    names = quarter.unit_names(session.conn, [row["unit_id"] for row in rows], at.cutoff.isoformat())
    concerned = [row for row in rows if row["given"] != "not_applicable"]
    return PassedDown(
        task_id=task_id,
        units=tuple(
            UnitAnswer(
                unit_id=row["unit_id"],
                name=names.get(row["unit_id"], ""),
                state=row["state"],
                given=row["given"],
                percent=row["percent"],
                done_on=row["done_on"],
                entry_id=row["entry_id"] if row["given"] else None,
            )
            for row in rows
        ),
        done=sum(row["state"] == "done" for row in concerned),
        n=sum(row["given"] is not None for row in concerned),
        m=len(concerned),
        none_n=sum(row["given"] == "none_occurred" for row in concerned),
    )


def units_as(
    session: Session, period: str, view: View = "then", *, as_of: AsOf = "current", measure_id: int | None = None
) -> tuple[UnitRow, ...]:
    """The units of a period with their figures, as they were then or put together as they are now.

    Sums and bases add up to the same totals in both views: a merged unit's answers go to its successor, a split one's figures to its
    successors by their shares (whole numbers, largest remainder first), its place in the base to the one with the largest share.
    """
    at = standing.of(session, period, as_of)
    heirs = people.successors(session.conn) if view == "now" else {}
    measures = {row["id"]: row for row in queries.measures(session.conn)}
    ids = None if measure_id is None else [measure_id]
    asked = queries.by_unit(session.conn, at.quarter, as_of)
    sums = sums_of_heirs(queries.answers_to_measures(session.conn, at.quarter, as_of, ids), heirs, measures)
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in asked:
        rows[main_heir(row["unit_id"], heirs)].append(row)
    figures: dict[int, dict[int, Figure]] = defaultdict(dict)
    for (unit, found), total in sums.items():
        figures[unit][found] = _figure(measures[found], at.quarter, total)
    units = list(dict.fromkeys([*rows, *figures]))
    on = at.cutoff if view == "then" else session.clock.today()
    names = quarter.unit_names(session.conn, units, on.isoformat())
    return tuple(
        UnitRow(
            unit_id=unit,
            name=names.get(unit, ""),
            parts=tuple(row["unit_id"] for row in rows[unit]) or (unit,),
            expected=sum(row["tasks"] + row["figures"] for row in rows[unit]),
            reported=sum(row["tasks_reported"] + row["figures_reported"] for row in rows[unit]),
            figures=figures[unit],
        )
        for unit in units
    )


Heirs = Mapping[int, Sequence[tuple[int, Fraction]]]
"""Each unit that was merged or split -> the units it lives on in, and its share in each."""

_NUMBERS = ("num", "den", "val")


@dataclass
class Total:
    """What one unit, or those that live on in it, reported of a measure."""

    num: int | None = None
    den: int | None = None
    val: int | None = None
    n: int = 0
    m: int = 0
    none_n: int = 0

    def add(self, name: str, number: int) -> None:
        """Add to one of num, den, val."""
        setattr(self, name, (getattr(self, name) or 0) + number)


def sums_of_heirs(answers: Iterable[Row], heirs: Heirs, measures: Mapping[int, Row]) -> dict[tuple[int, int], Total]:
    """(unit, measure) -> total. "Not applicable" leaves the base; where units that meet something are counted, each counts as one."""
    totals: dict[tuple[int, int], Total] = defaultdict(Total)
    for row in answers:
        if row["given"] == "not_applicable":
            continue
        main = main_heir(row["unit_id"], heirs)
        base = totals[main, row["what_id"]]
        base.m += 1
        base.n += row["given"] is not None
        base.none_n += row["given"] == "none_occurred"
        if measures[row["what_id"]]["over_units"] == "count_meeting":
            if row["given"] is not None:
                base.add("num", int((row["val"] or 0) > 0))
                base.add("den", 1)
            continue
        for name in _NUMBERS:
            if row[name] is None:
                continue
            if row["unit_id"] not in heirs:
                base.add(name, row[name])
                continue
            shares = heirs[row["unit_id"]]
            for (unit, _), number in zip(shares, _split(row[name], [share for _, share in shares]), strict=True):
                totals[unit, row["what_id"]].add(name, number)
    return totals


def _split(number: int, shares: Sequence[Fraction]) -> list[int]:
    """A whole number in parts by shares that sum to 1, as whole numbers with the same sum (largest remainder first)."""
    exact = [number * share for share in shares]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: number - sum(parts)]:
        parts[place] += 1
    return parts


def main_heir(unit_id: int, heirs: Heirs) -> int:
    """The unit a unit's place in the base goes to: itself, or the successor with the largest share."""
    return max(heirs[unit_id], key=lambda heir: heir[1])[0] if unit_id in heirs else unit_id


def _figure(measure: Row, period: str, total: Total) -> Figure:
    return Figure(
        measure_id=measure["id"],
        period=period,
        rate=is_rate(measure),
        decimals=measure["decimals"],
        num=total.num,
        den=total.den,
        val=total.val,
        n=total.n,
        m=total.m,
        none_n=total.none_n,
    )
