"""Measures and targets of a period out of the kept sums: this period, to date, verdict, where it is heading (MODEL 13, 15)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from app.errors import NotFound
from app.i18n import msg
from app.plan import periods, revisions, standing
from app.plan.figure import Figure
from app.plan.periods import YearType
from app.plan.standing import AsOf, Standing
from app.plan.verdicts import Comparator, Verdict, achievement, projected, verdict
from app.session import Session
from db.connection import Row
from db.queries import figures as queries

FIRST = "0000-Q1"
"""Before any quarter: a target without a beginning counts from the first quarter in the workspace."""


@dataclass(frozen=True)
class TargetFigure:
    """A target in a period. ``figure`` is this period's, ``to_date`` what the target is held against.

    ``threshold`` and the values are per cent for rates, else in the measure's own unit. ``gaps`` counts the earlier quarters in
    ``to_date`` in which somebody did not report. ``achievement`` is per cent of the threshold.
    """

    target_id: int
    measure_id: int
    programme_id: int | None
    number: str
    text: str
    measure: str
    comparator: Comparator
    threshold: Fraction | None
    horizon: str
    form: str
    decimals: int
    unit_text: str
    figure: Figure
    to_date: Figure
    gaps: int
    past: tuple[Row, ...] = field(repr=False)
    adds_up: bool
    averaged: bool
    horizon_end: date | None
    years: YearType | None = None

    @property
    def value(self) -> Fraction | None:
        """What is held against the threshold; for a yes/no target 1 where all who answered say yes."""
        figure = self.to_date
        if self.comparator is Comparator.yes and figure.rate:
            return None if not figure.den else Fraction(int(figure.num == figure.den))
        return figure.value

    @property
    def verdict(self) -> Verdict:
        """Whether the target is met now."""
        return verdict(self.comparator, self.threshold, self.value)

    @property
    def achievement(self) -> Fraction | None:
        """Per cent of the threshold reached; None for targets that must stay below it and for words."""
        counts_up = self.comparator in {Comparator.ge, Comparator.gt, Comparator.eq}
        return achievement(self.value, self.threshold) if counts_up else None

    @cached_property
    def points(self) -> tuple[tuple[date, Fraction], ...]:
        """The value at the end of each quarter of the horizon in which somebody reported."""
        found = ((periods.span(figure.period)[1], figure.value) for figure in self._course())
        return tuple((day, value) for day, value in found if value is not None)

    def _course(self) -> Iterator[Figure]:
        """What the target was held against at the end of each quarter."""
        sums: list[int | None] = [None, None, None]
        before, year, parts = sums, None, 0
        for row in self.past:
            now = [row["num"], row["den"], row["val"]]
            if self.years is not None and (of_row := periods.year_of(row["period"], self.years)) != year:
                before, year = sums, of_row
            earlier = sums if self.adds_up else before
            sums = [_plus(*pair) for pair in zip(earlier, now, strict=True)]
            parts += _has_part(row)
            if row["n"]:
                yield replace(
                    self.to_date,
                    period=row["period"],
                    num=sums[0],
                    den=sums[1],
                    val=sums[2],
                    n=row["n"],
                    none_n=row["none_n"],
                    parts=max(1, parts) if self.averaged else 1,
                )

    @cached_property
    def projected(self) -> Fraction | None:
        """The value at the horizon if it goes on as so far; None where a line means nothing."""
        return None if self.horizon_end is None else projected(self.points, self.horizon_end)


def measure_figure(session: Session, measure_id: int, period: str, *, as_of: AsOf = "current") -> Figure:
    """A measure in a period, over the units of that time. Raises NotFound, BadInput, and Refused for the closed view while it is open.

    In a period of several quarters increments are summed, anything else is what the last quarter says.
    """
    measure = revisions.measure_or_refuse(session, measure_id)
    at = standing.of(session, period, as_of)
    rows = queries.rollups(session.conn, [measure_id], at.quarter, as_of)
    return _in_period(measure, measure_id, rows, at)


def target_figure(session: Session, target_id: int, period: str, *, as_of: AsOf = "current") -> TargetFigure:
    """One target in a period. Raises NotFound, BadInput, Refused as ``measure_figure``."""
    rows = queries.targets(session.conn, target_id=target_id)
    if not rows:
        raise NotFound(msg("Không có chỉ tiêu số {id} trong sổ làm việc. Mở lại danh sách rồi chọn.", id=target_id))
    return _figures(session, rows, period, as_of)[0]


def targets(
    session: Session, period: str, programme_id: int | None = None, *, as_of: AsOf = "current"
) -> tuple[TargetFigure, ...]:
    """All targets that are not cancelled, or those of a programme, in the order of the plan."""
    rows = [row for row in queries.targets(session.conn, programme_id=programme_id) if row["lifecycle"] != "cancelled"]
    return _figures(session, rows, period, as_of)


def of_measures(session: Session, measure_ids: Sequence[int], period: str, as_of: AsOf) -> dict[int, Figure]:
    """Several measures in a period, by id."""
    at = standing.of(session, period, as_of)
    rows = _by_measure(queries.rollups(session.conn, measure_ids, at.quarter, as_of))
    known = {row["id"]: row for row in queries.measures(session.conn)}
    return {found: _in_period(known[found], found, rows.get(found, []), at) for found in measure_ids if found in known}


def is_rate(measure: Row) -> bool:
    """Whether the measure's figure is numerator over denominator."""
    return bool(measure["form"] == "ratio" or measure["over_units"] == "count_meeting")


def _figures(session: Session, rows: Sequence[Row], period: str, as_of: AsOf) -> tuple[TargetFigure, ...]:
    return targets_at(session, rows, standing.of(session, period, as_of), as_of)


def targets_at(session: Session, rows: Sequence[Row], at: Standing, as_of: AsOf) -> tuple[TargetFigure, ...]:
    """Targets (rows of ``queries.targets``) as a period stands."""
    ids = dict.fromkeys(row["measure_id"] for row in rows)
    sums = _by_measure(queries.rollups(session.conn, ids, at.quarter, as_of))
    year_type = YearType(session.office.year_type)
    return tuple(held_against(row, sums.get(row["measure_id"], []), at, year_type) for row in rows)


def _by_measure(rows: Iterable[Row]) -> dict[int, list[Row]]:
    sums: dict[int, list[Row]] = {}
    for row in rows:
        sums.setdefault(row["what_id"], []).append(row)
    return sums


def held_against(target: Row, sums: list[Row], at: Standing, year_type: YearType) -> TargetFigure:
    """A target in a period out of the sums of its measure by quarter: those over units, or the answers of one unit alone."""
    first = first_quarter(target, at.quarter, year_type)
    inside = [row for row in sums if row["period"] >= first]
    years = year_type if adds_years(target) else None
    to_date = _to_date(target, inside, at, years)
    stored = target["value"]
    return TargetFigure(
        target_id=target["id"],
        measure_id=target["measure_id"],
        programme_id=target["programme_id"],
        number=target["number"],
        text=target["text"],
        measure=target["measure"],
        comparator=Comparator(target["comparator"]),
        threshold=None if stored is None else Fraction(stored, 10 ** target["decimals"]),
        horizon=target["horizon"],
        form=target["form"],
        decimals=target["decimals"],
        unit_text=target["unit_text"],
        figure=_in_period(target, target["measure_id"], sums, at),
        to_date=to_date,
        gaps=sum(row["n"] < row["m"] for row in inside if row["period"] < at.quarter) if adds_up(target) else 0,
        past=tuple(inside),
        adds_up=adds_up(target),
        averaged=adds_up(target) and target["over_time"] == "average",
        horizon_end=_horizon_end(target, at.quarter, year_type),
        years=years,
    )


def adds_up(measure: Row) -> bool:
    """Whether quarters are put together over time: what is entered per period, unless the rule says the latest only."""
    return bool(measure["entry"] == "increment" and measure["over_time"] in {"sum", "average"})


def adds_years(measure: Row) -> bool:
    """Whether what is entered to date this year is put together over the years of a longer horizon (its rule over time: sum)."""
    return bool(measure["entry"] == "to_date_year" and measure["over_time"] == "sum")


def ends_of_years(rows: Sequence[Row], year_type: YearType) -> list[Row]:
    """The last quarter of each year in which somebody reported, and the newest: it holds what was reached in that year."""
    return list(
        {periods.year_of(row["period"], year_type): row for row in rows if row["n"] or row is rows[-1]}.values()
    )


def _in_period(measure: Row, measure_id: int, sums: Sequence[Row], at: Standing) -> Figure:
    """The figure of a period itself: of its quarter, or over the quarters it sums up."""
    inside = [row for row in sums if row["period"] in at.quarters]
    return (
        put_together(measure, measure_id, inside, at.quarter)
        if adds_up(measure)
        else _last(measure, measure_id, inside, at.quarter)
    )


def _to_date(target: Row, inside: Sequence[Row], at: Standing, years: YearType | None) -> Figure:
    """What the target is held against. A figure that was not asked for this quarter stands as it was last reported."""
    if adds_up(target):
        return put_together(target, target["measure_id"], inside, at.quarter)
    asked = [row for row in inside if row["m"]]
    last = asked[-1]["period"] if asked else at.quarter
    if years is not None:
        return put_together(target, target["measure_id"], ends_of_years(asked, years), last)
    return _last(target, target["measure_id"], asked, last)


def put_together(measure: Row, measure_id: int, rows: Sequence[Row], quarter: str) -> Figure:
    """Sums over quarters, resting on the base of the last one."""
    base = next((row for row in rows if row["period"] == quarter), None)
    num = den = val = None
    parts = 0
    for row in rows:
        num, den, val = _plus(num, row["num"]), _plus(den, row["den"]), _plus(val, row["val"])
        parts += _has_part(row)
    return Figure(
        measure_id=measure_id,
        period=quarter,
        rate=is_rate(measure),
        decimals=measure["decimals"],
        num=num,
        den=den,
        val=val,
        n=base["n"] if base else 0,
        m=base["m"] if base else 0,
        none_n=base["none_n"] if base else 0,
        parts=max(1, parts) if measure["over_time"] == "average" else 1,
    )


def _has_part(row: Row) -> bool:
    """Whether a quarter counts in an average: it has a figure, or all who answered say that nothing occurred, which is nought."""
    return bool(row["val"] is not None or (row["none_n"] and row["none_n"] == row["n"]))


def _last(measure: Row, measure_id: int, rows: Sequence[Row], quarter: str) -> Figure:
    """The sums of one quarter as they are."""
    return put_together(measure, measure_id, [row for row in rows if row["period"] == quarter], quarter)


def first_quarter(target: Row, quarter: str, year_type: YearType) -> str:
    """Where the counting of a target begins (``FIRST``: nowhere) that is looked at in a quarter."""
    horizon, first = target["horizon"], target["h_from"]
    if horizon in {"yearly", "none"}:
        return periods.quarters_to_date(quarter, year_type)[0]
    if horizon == "school_year":
        return periods.quarters_to_date(quarter, YearType.school)[0]
    if horizon == "term" and target["term_starts"]:
        return periods.quarter_of(date.fromisoformat(target["term_starts"]))
    return FIRST if first is None else periods.quarters_of_year(first, year_type)[0]


def _horizon_end(target: Row, quarter: str, year_type: YearType) -> date | None:
    """The day on which a target must be reached."""
    horizon, last = target["horizon"], target["h_to"]
    if horizon in {"yearly", "school_year"}:
        kind = YearType.school if horizon == "school_year" else year_type
        return periods.span(periods.quarters_of_year(periods.year_of(quarter, kind), kind)[-1])[1]
    if horizon == "term" and target["term_ends"]:
        return date.fromisoformat(target["term_ends"])
    return None if last is None else periods.span(periods.quarters_of_year(last, year_type)[-1])[1]


def _plus(one: int | None, other: int | None) -> int | None:
    """The sum of what is there; None where there is nothing at all."""
    if one is None or other is None:
        return one if other is None else other
    return one + other
