"""Targets whose verdict an import turns, units that go from met to not met or back, units whose figures jump."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from app.bundles.alone import Course, alone
from app.bundles.facts import Content, FactMove
from app.bundles.jumps import Jump, largest, last_quarter
from app.bundles.moves import Moved
from app.given import brief
from app.i18n import Message, msg
from app.plan import periods, standing
from app.plan.periods import YearType
from app.plan.standing import Standing
from app.plan.target_figures import TargetFigure, adds_up, adds_years, first_quarter, held_against
from app.plan.unit_targets import shares_of_units
from app.plan.verdicts import VERDICT_WORDS, Verdict
from app.session import Session
from db import expectations
from db.connection import Row
from db.queries import effects as queries
from db.queries import figures, quarter

MOST_NAMED = 5
"""Units named in one sentence; the rest is a number."""

_YEARLY = {"yearly", "school_year"}


@dataclass(frozen=True)
class VerdictMove:
    """A target that is met after an import and was not before, or the other way round, or can be judged now and could not."""

    target_id: int
    period: str
    before: TargetFigure
    after: TargetFigure

    @property
    def sentence(self) -> Message:
        """ "Chỉ tiêu 2 …, Quý III/2026: Đạt → Chưa đạt (82,4% → 79,1%)."."""
        return msg(
            "Chỉ tiêu {target}, {period}: {before} → {after} ({was} → {now}).",
            target=f"{self.after.number} {brief(self.after.text)}".strip(),
            period=periods.label(self.period),
            before=VERDICT_WORDS[self.before.verdict],
            after=VERDICT_WORDS[self.after.verdict],
            was=self.before.to_date.shown,
            now=self.after.to_date.shown,
        )


@dataclass(frozen=True, slots=True)
class Crossing:
    """Units that fall below a target by their own figures, or rise to it; each unit as (id, name)."""

    target_id: int
    number: str
    text: str
    period: str
    way: Literal["fell", "rose"]
    units: tuple[tuple[int, str], ...]

    @property
    def sentence(self) -> Message:
        """ "3 đơn vị từ Đạt xuống Chưa đạt ở chỉ tiêu 2 …: A, B, C."."""
        named = ", ".join(name for _, name in self.units[:MOST_NAMED])
        more = len(self.units) - MOST_NAMED
        given = {
            "n": len(self.units),
            "target": f"{self.number} {brief(self.text)}".strip(),
            "period": periods.label(self.period),
            "named": named if more <= 0 else msg("{named} và {more} đơn vị khác", named=named, more=more),
        }
        if self.way == "fell":
            return msg("{n} đơn vị từ Đạt xuống Chưa đạt ở chỉ tiêu {target}, {period}: {named}.", **given)
        return msg("{n} đơn vị từ Chưa đạt lên Đạt ở chỉ tiêu {target}, {period}: {named}.", **given)


Turns = tuple[tuple[VerdictMove, ...], tuple[Crossing, ...], tuple[Jump, ...]]


def turns(session: Session, moves: Iterable[FactMove], found: Moved) -> Turns:
    """Verdicts, units that cross a target, and jumps. Targets are looked at in the newest quarter touched of each year."""
    changed = [
        move
        for move in moves
        if move.kind == "value"
        and move.before != move.after
        and move.key in found.asked
        and move.what_id in found.measures
    ]
    if not changed:
        return (), (), ()
    rows = [row for row in figures.targets(session.conn) if row["measure_id"] in found.measures]
    looked = tuple(_looks(session, changed, [row for row in rows if row["lifecycle"] != "cancelled"]))
    courses = _Courses(session, changed, found, looked)
    return (
        tuple(move for look in looked for move in _verdicts(session, look, found)),
        tuple(crossing for look in looked for crossing in _crossings(session, look, courses)),
        tuple(_jumps(session, changed, found, courses)),
    )


@dataclass(frozen=True)
class _Look:
    """A quarter in which targets are looked at, and which."""

    at: Standing
    targets: tuple[Row, ...]
    years: YearType


def _looks(session: Session, changed: Sequence[FactMove], targets: Sequence[Row]) -> Iterator[_Look]:
    """The newest quarter touched with all targets, that of each earlier year with the yearly ones."""
    years = YearType(session.office.year_type)
    newest: dict[int, str] = {}
    for period in sorted({move.period for move in changed}):
        newest[periods.year_of(period, years)] = period
    last = max(newest.values())
    for period in sorted(newest.values(), reverse=True):
        chosen = tuple(row for row in targets if period == last or row["horizon"] in _YEARLY)
        yield _Look(standing.of(session, period), chosen, years)


def _verdicts(session: Session, look: _Look, found: Moved) -> Iterator[VerdictMove]:
    sums: dict[int, list[Row]] = defaultdict(list)
    after: dict[int, list[Row]] = defaultdict(list)
    for row in figures.rollups(session.conn, found.measures, look.at.quarter, "current"):
        sums[row["what_id"]].append(row)
        moved = found.sums.get((row["what_id"], row["period"]))
        after[row["what_id"]].append(row if moved is None else moved[1].as_row(row["period"]))
    for target in look.targets:
        was, now = (held_against(target, of[target["measure_id"]], look.at, look.years) for of in (sums, after))
        if was.verdict is not now.verdict:
            yield VerdictMove(target["id"], look.at.period, was, now)


# --- single units


class _Courses:
    """The figures of the units that move, as they count now and as they will, in every quarter that is looked at."""

    def __init__(self, session: Session, changed: Sequence[FactMove], found: Moved, looks: Sequence[_Look]) -> None:
        self.before: dict[tuple[int, int], dict[str, Content | None]] = defaultdict(dict)
        self.moves: dict[tuple[int, int], list[FactMove]] = defaultdict(list)
        for move in changed:
            self.moves[move.what_id, move.unit_id].append(move)
        touched = {move.period for move in changed}
        near = touched | {periods.previous(period) for period in touched}
        opened = expectations.all_periods(session.conn)
        needed = {measure: near | _horizon(measure, looks, opened) for measure in found.measures}
        alike: dict[frozenset[str], list[int]] = defaultdict(list)
        for measure, wanted in needed.items():
            alike[frozenset(wanted)].append(measure)
        units = {move.unit_id for move in changed}
        for quarters, measures in alike.items():
            for period, what, unit, given, num, den, val in queries.answers(session.conn, measures, units, quarters):
                said = None if given is None else Content(given, num, den, val)
                self.before[what, unit][period] = said

    def after(self, key: tuple[int, int]) -> Course:
        """What will count of a measure (first) for a unit (second)."""
        return {**self.before[key], **{move.period: move.after for move in self.moves[key]}}

    def will_be(self, key: tuple[int, int], period: str) -> Content | None:
        """What will count in one quarter."""
        for move in self.moves[key]:
            if move.period == period:
                return move.after
        return self.before[key].get(period)


def _horizon(measure: int, looks: Sequence[_Look], opened: Sequence[str]) -> set[str]:
    """The quarters that a unit's own figure to date rests on: the one looked at, or all since the counting began."""
    quarters: set[str] = set()
    for look in looks:
        for target in look.targets:
            if target["measure_id"] == measure:
                whole = adds_up(target) or adds_years(target)
                first = first_quarter(target, look.at.quarter, look.years) if whole else look.at.quarter
                quarters |= {period for period in opened if first <= period <= look.at.quarter}
    return quarters


def _crossings(session: Session, look: _Look, courses: _Courses) -> Iterator[Crossing]:
    shares = shares_of_units(session, look.at)
    of_measure: dict[int, list[Row]] = defaultdict(list)
    for target in look.targets:
        of_measure[target["measure_id"]].append(target)
    plain = {target["id"]: alone(target, None, look.at.quarter, look.years) for target in look.targets}
    crossed: dict[tuple[int, str], list[int]] = defaultdict(list)
    for (measure, unit), before in courses.before.items():
        key = measure, unit
        if look.at.quarter not in before or not courses.moves.get(key) or not any(before.values()):
            continue
        after = courses.after(key)
        here = before[look.at.quarter] != after[look.at.quarter]
        for target in of_measure[measure]:
            share = shares.get((target["id"], unit))
            rule = plain[target["id"]] if share is None else alone(target, share, look.at.quarter, look.years)
            if rule is None or not (here or rule.quarters_count):
                continue
            was, now = rule.verdict(before), rule.verdict(after)
            if was is not now and Verdict.unknown not in {was, now}:
                crossed[target["id"], "fell" if was is Verdict.met else "rose"].append(unit)
    named = [unit for units in crossed.values() for unit in units]
    names = quarter.unit_names(session.conn, named, look.at.cutoff.isoformat())
    for target in look.targets:
        for way in ("fell", "rose"):
            units = crossed.get((target["id"], way))
            if units:
                who = tuple((unit, names.get(unit, "")) for unit in units)
                yield Crossing(target["id"], target["number"], target["text"], look.at.period, way, who)


def _jumps(session: Session, changed: Sequence[FactMove], found: Moved, courses: _Courses) -> Iterator[Jump]:
    """One jump for each figure, the largest of its numbers; against what was reported before, else against last quarter."""
    years = YearType(session.office.year_type)
    touched = {move.period for move in changed}
    lasts = {
        (what, period): last_quarter(period, row, years) for what, row in found.measures.items() for period in touched
    }
    jumped = []
    for move in changed:
        if move.after is None or move.after.given != "value":
            continue
        than, best = "before", largest(move.before, move.after)
        if best is None:
            last = courses.will_be((move.what_id, move.unit_id), lasts[move.what_id, move.period])
            than, best = "last", largest(last, move.after)
        if best is not None:
            jumped.append((move, found.measures[move.what_id], than, best))
    names = quarter.unit_names(session.conn, [move.unit_id for move, *_ in jumped], session.clock.today().isoformat())
    jumped.sort(key=lambda each: each[0].period, reverse=True)
    for move, measure, than, (number, earlier_number, now) in jumped:
        yield Jump(
            unit_id=move.unit_id,
            unit=names.get(move.unit_id, ""),
            measure_id=move.what_id,
            measure=measure["text"],
            period=move.period,
            number=number,
            than=cast('Literal["before", "last"]', than),
            earlier=earlier_number,
            now=now,
            decimals=measure["decimals"],
        )
