"""Figures of hundreds of units put together: measures by quarter, the units behind a measure, the entry behind a unit's figure.

Totals come from the kept sums, single units from one reading of their answers, so that a thousand units over twenty quarters open at
once. Every total carries its base n/m; a unit that has not answered is never a nought.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import cast

from app.bundles.alone import Alone, alone
from app.bundles.facts import Content
from app.errors import BadInput, Refused
from app.i18n import msg
from app.plan import periods, revisions, standing
from app.plan.figure import Figure
from app.plan.periods import PeriodKind, YearType
from app.plan.standing import AsOf
from app.plan.target_figures import TargetFigure, put_together, targets_at
from app.plan.unit_figures import View, main_heir, sums_of_heirs
from app.plan.unit_targets import shares_of_units
from app.plan.verdicts import Comparator, Verdict, achievement
from app.session import Session
from db import expectations
from db.connection import Row
from db.queries import consolidation as queries
from db.queries import figures as figure_queries
from db.queries import people, quarter

USUAL_QUARTERS = 4
MOST_QUARTERS = 40


@dataclass(frozen=True)
class MeasureLine:
    """A measure with its figure over all units in each quarter in which it was asked."""

    measure_id: int
    programme_id: int | None
    text: str
    unit_text: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Totals:
    """Measures by quarter, oldest quarter first."""

    periods: tuple[str, ...]
    measures: tuple[MeasureLine, ...]
    as_of: AsOf


@dataclass(frozen=True)
class UnitLine:
    """A unit with its answers of a measure. As of now it may stand for several units of then (``parts``)."""

    unit_id: int
    name: str
    parts: tuple[int, ...]
    cells: Mapping[str, Row]
    """By quarter, as the sums over units are kept (n, m, num, den, val, none_n); absent where the unit was not asked."""

    allotted: int | None
    """What of the target was allotted to it for the year, a stored integer; None where nothing was."""

    held: Alone | None
    """How it is held against the target; None where there is none that means something for one unit."""

    @cached_property
    def verdict(self) -> Verdict:
        """Whether the unit meets the target (or its share of it) by its own answers."""
        if self.held is None:
            return Verdict.unknown
        first = self.held.first if self.held.quarters_count else self.held.quarter
        course = {code: _content(row) for code, row in self.cells.items() if first <= code <= self.held.quarter}
        return self.held.verdict(course)


@dataclass(frozen=True)
class Matrix:
    """One measure: units by quarter. ``target`` is the one that units are held against, where the measure has any."""

    measure: Row
    periods: tuple[str, ...]
    totals: Mapping[str, Figure]
    units: tuple[UnitLine, ...]
    target: TargetFigure | None
    as_of: AsOf
    view: View

    def figure(self, line: UnitLine, period: str) -> Figure | None:
        """A unit's figure in a quarter; None where it was not asked."""
        row = line.cells.get(period)
        return None if row is None else put_together(self.measure, self.measure["id"], [row], period)

    def distance(self, line: UnitLine, period: str) -> Fraction | None:
        """How far a unit's figure has come towards the target, 1 where it is reached; None where the target says nothing of one unit."""
        return self.distance_of(self.figure(line, period))

    def distance_of(self, figure: Figure | None) -> Fraction | None:
        """How far a figure of one unit has come towards the target."""
        target = self.target
        if figure is None or target is None or not (figure.rate or target.comparator is Comparator.yes):
            return None
        return towards(target.comparator, figure.value, target.threshold)

    def share(self, line: UnitLine) -> Fraction | None:
        """Per cent of what was allotted to the unit for the year that it has reached; None without allotment."""
        if line.allotted is None:
            return None
        return achievement(self.reached(line), Fraction(line.allotted, 10 ** self.measure["decimals"]))

    def reached(self, line: UnitLine) -> Fraction | None:
        """What counts towards the year's allotment: the sum of the year's quarters where figures are entered per quarter, else the
        newest figure."""
        rows = [line.cells[period] for period in self._year if period in line.cells and line.cells[period]["m"]]
        if not rows:
            return None
        chosen = rows if self.measure["entry"] == "increment" else [row for row in rows if row["n"]][-1:]
        return put_together(self.measure, self.measure["id"], chosen, rows[-1]["period"]).value if chosen else None

    def part(self, line: UnitLine, period: str) -> Fraction | None:
        """Per cent of the total over all units that a unit's figure is; None for rates and where there is nothing to divide."""
        figure, total = self.figure(line, period), self.totals.get(period)
        if figure is None or total is None or figure.rate or figure.val is None or not total.val:
            return None
        return Fraction(100 * figure.val, total.val)

    def line(self, unit_id: int) -> UnitLine | None:
        """The row of a unit, also of one that lives on in it."""
        return next((line for line in self.units if unit_id == line.unit_id or unit_id in line.parts), None)

    @cached_property
    def _year(self) -> tuple[str, ...]:
        return tuple(periods.quarters_to_date(self.periods[-1], YearType.calendar))


def quarters(
    session: Session, until: str | None = None, count: int = USUAL_QUARTERS, as_of: AsOf = "current"
) -> tuple[str, ...]:
    """The newest ``count`` opened quarters up to one (None: the newest opened), oldest first; of the closed view those that are closed.

    Raises BadInput, and Refused where there is none."""
    if not 1 <= count <= MOST_QUARTERS:
        raise BadInput(
            msg("Số quý {count} ngoài khoảng 1 đến {most}.", count=count, most=MOST_QUARTERS), where="quarters"
        )
    if until is not None and periods.parse(until).kind is not PeriodKind.quarter:
        raise BadInput(
            msg("Tổng hợp xem theo quý. Chọn một quý, ví dụ 2026-Q3, thay cho {period}.", period=until), where="period"
        )
    opened = [code for code in expectations.all_periods(session.conn) if until is None or code <= until]
    if not opened:
        raise Refused(msg("Chưa mở quý nào nên chưa có gì để tổng hợp. Mở quý rồi nhận hoặc ghi số liệu."))
    if as_of == "closed":
        still = set(expectations.open_periods(session.conn))
        opened = [code for code in opened if code not in still]
        if not opened:
            raise Refused(msg("Chưa khóa quý nào nên chưa có số liệu khóa. Xem số liệu hiện tại."))
    return tuple(opened[-count:])


def totals(
    session: Session,
    until: str | None = None,
    *,
    count: int = USUAL_QUARTERS,
    as_of: AsOf = "current",
    programme_id: int | None = None,
) -> Totals:
    """The measures that units report with their figures over all units. Raises BadInput, Refused."""
    codes = quarters(session, until, count, as_of)
    rows = queries.measures(session.conn, programme_id)
    known = {row["id"]: row for row in rows}
    found: dict[int, dict[str, Figure]] = defaultdict(dict)
    for row in queries.sums(session.conn, known, codes, as_of):
        measure = known[row["what_id"]]
        found[measure["id"]][row["period"]] = put_together(measure, measure["id"], [row], row["period"])
    lines = (
        MeasureLine(row["id"], row["programme_id"], row["text"], row["unit_text"], found[row["id"]]) for row in rows
    )
    return Totals(codes, tuple(lines), as_of)


def matrix(
    session: Session,
    measure_id: int,
    until: str | None = None,
    *,
    count: int = USUAL_QUARTERS,
    as_of: AsOf = "current",
    view: View = "then",
) -> Matrix:
    """One measure: each unit by quarter. With ``view`` "now" the figures of units that were merged or split stand where they live on
    today, with the same totals. Raises NotFound, BadInput, Refused; Refused for "now" of what nobody can add up."""
    measure = revisions.measure_or_refuse(session, measure_id)
    codes = quarters(session, until, count, as_of)
    heirs = people.successors(session.conn) if view == "now" else {}
    if heirs and measure["over_units"] == "none":
        raise Refused(
            msg(
                "“{measure}” không cộng được giữa các đơn vị nên không xem theo đơn vị hiện nay được. Xem như khi đó.",
                measure=revisions.titled(measure),
            )
        )
    figures = {
        row["period"]: put_together(measure, measure_id, [row], row["period"])
        for row in queries.sums(session.conn, [measure_id], codes, as_of)
    }
    target, rows = _target(session, measure_id, codes[-1], as_of)
    read = _read(session, codes, rows[:1], YearType(session.office.year_type))
    cells, parts = _cells(queries.answers(session.conn, [measure_id], read, as_of), measure, heirs)
    asked = {unit: found for unit, found in cells.items() if not found.keys().isdisjoint(codes)}
    return Matrix(
        measure=measure,
        periods=codes,
        totals=figures,
        units=_units(session, asked, parts, rows, codes[-1], view),
        target=target,
        as_of=as_of,
        view=view,
    )


def _read(session: Session, codes: Sequence[str], targets: Sequence[Row], years: YearType) -> tuple[str, ...]:
    """The quarters to read beside those that are shown: since the year began, and since the target counts."""
    first = min(codes[0], periods.quarters_to_date(codes[-1], YearType.calendar)[0])
    rules = (alone(target, None, codes[-1], years) for target in targets)
    first = min([first, *(rule.first for rule in rules if rule is not None and rule.quarters_count)])
    between = (code for code in expectations.all_periods(session.conn) if first <= code <= codes[-1])
    return tuple(sorted({*codes, *between}))


def towards(comparator: Comparator, value: Fraction | None, threshold: Fraction | None) -> Fraction | None:
    """How far a value has come towards a threshold: 1 where it is reached, less the farther away it is; None where nothing can be said.

    For what must stay below, the threshold over the value; "yes" is all or nothing.
    """
    if comparator is Comparator.words or value is None:
        return None
    if comparator is Comparator.yes:
        return Fraction(int(value >= 1))
    if threshold is None:
        return None
    if comparator in {Comparator.le, Comparator.lt}:
        return Fraction(1) if value <= threshold else (threshold / value if threshold > 0 else Fraction(0))
    if threshold <= 0:
        return Fraction(int(value >= threshold))
    return value / threshold


def ranked(found: Matrix, period: str) -> tuple[tuple[int, UnitLine], ...]:
    """(place, unit) of the units that reported a figure in a quarter, the best first; equals share a place. Best is the largest, of what
    must stay below a target the smallest."""
    low = found.target is not None and found.target.comparator in {Comparator.le, Comparator.lt}
    values = [
        (figure.value, line) for line in found.units if (figure := found.figure(line, period)) is not None and figure.n
    ]
    there = [(value, line) for value, line in values if value is not None]
    there.sort(key=lambda each: each[0], reverse=not low)
    made: list[tuple[int, UnitLine]] = []
    place, last = 0, None
    for count, (value, line) in enumerate(there, 1):
        place, last = (place, last) if value == last else (count, value)
        made.append((place, line))
    return tuple(made)


# --- putting together


_Cells = Mapping[int, Mapping[str, Row]]


def _cells(
    answers: Iterable[Row], measure: Row, heirs: Mapping[int, Sequence[tuple[int, Fraction]]]
) -> tuple[_Cells, Mapping[int, set[int]]]:
    """unit -> quarter -> answer, and which units of then stand in each."""
    cells: dict[int, dict[str, Row]] = defaultdict(dict)
    parts: dict[int, set[int]] = defaultdict(set)
    if not heirs:
        for row in answers:
            cells[row["unit_id"]][row["period"]] = row
        return cells, parts
    by_period: dict[str, list[Row]] = defaultdict(list)
    for row in answers:
        by_period[row["period"]].append(_as_written(row))
        parts[main_heir(row["unit_id"], heirs)].add(row["unit_id"])
    for period, rows in by_period.items():
        for (unit, _), total in sums_of_heirs(rows, heirs, {measure["id"]: measure}).items():
            given = "value" if total.n > total.none_n else "none_occurred" if total.n else None
            columns = {name: getattr(total, name) for name in ("num", "den", "val", "n", "m", "none_n")}
            cells[unit][period] = cast("Row", {"period": period, "unit_id": unit, "given": given, **columns})
    return cells, parts


def _as_written(row: Row) -> Row:
    """An answer with numerator and denominator as they were written, not as they are counted over units."""
    columns = {name: row[name] for name in ("what_id", "unit_id", "given", "val")}
    return cast("Row", {**columns, "num": row["raw_num"], "den": row["raw_den"]})


def _target(session: Session, measure_id: int, period: str, as_of: AsOf) -> tuple[TargetFigure | None, tuple[Row, ...]]:
    """The measure's first target in force, as it stands in a quarter, and all its targets."""
    rows = tuple(
        row
        for row in figure_queries.targets(session.conn)
        if row["measure_id"] == measure_id and row["lifecycle"] == "open"
    )
    if not rows:
        return None, ()
    at = standing.of(session, period)
    return targets_at(session, rows[:1], at, as_of if at.closed else "current")[0], rows


def _units(
    session: Session,
    cells: _Cells,
    parts: Mapping[int, set[int]],
    targets: Sequence[Row],
    period: str,
    view: View,
) -> tuple[UnitLine, ...]:
    at = standing.of(session, period)
    on = at.cutoff if view == "then" else session.clock.today()
    names = quarter.unit_names(session.conn, list(cells), on.isoformat())
    order = queries.unit_order(session.conn)
    shares = shares_of_units(session, at) if targets else {}
    years = YearType(session.office.year_type)
    rule = _rule(targets[0], None, period, years) if targets else None
    made = []
    for unit in sorted(cells, key=lambda each: (order.get(each, len(order)), each)):
        allotted = next((shares[row["id"], unit] for row in targets if (row["id"], unit) in shares), None)
        held = rule if allotted is None else _rule(targets[0], allotted, period, years)
        made.append(
            UnitLine(unit, names.get(unit, ""), tuple(sorted(parts.get(unit, {unit}))), cells[unit], allotted, held)
        )
    return tuple(made)


def _rule(target: Row, share: int | None, period: str, years: YearType) -> Alone | None:
    """How a unit is held against the target; what the cells hold of units that meet something is counted already."""
    found = alone(target, share, period, years)
    return None if found is None else replace(found, meeting=False)


def _content(row: Row) -> Content | None:
    return None if row["given"] is None else Content(row["given"], row["num"], row["den"], row["val"])
