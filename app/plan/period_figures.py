"""Figures over several quarters by the measures' rules over time, and answers of units put together (MODEL 13, DESIGN 5).

Increments are summed (or averaged), what is entered to date stands as last reported, a rate is only ever the sum of numerators over the
sum of denominators. A sum over quarters rests on the units that answered in every quarter they were asked in. A measure with the rule
"none" has no figure over several quarters.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.plan import periods, target_figures
from app.plan.figure import Figure
from app.plan.periods import YearType
from app.plan.spans import Span
from app.plan.standing import AsOf
from app.plan.target_figures import TargetFigure, adds_up, adds_years, ends_of_years, put_together
from app.plan.unit_figures import UnitFigures, named
from app.session import Session
from db.connection import Row
from db.queries import figures as queries
from db.queries import report_terms

Base = tuple[int, int, int]
"""n units of m, none_n of them with "không phát sinh" throughout."""


def targets(session: Session, span: Span, as_of: AsOf) -> tuple[TargetFigure, ...]:
    """All targets that are not cancelled at the end of a period. ``figure`` is the whole period's, ``to_date`` what the target is held
    against; where quarters are put together both rest on the units that answered every time they were asked."""
    rows = [row for row in queries.targets(session.conn) if row["lifecycle"] != "cancelled"]
    found = target_figures.targets_at(session, rows, span.at, as_of)
    measures = {row["id"]: row for row in queries.measures(session.conn)}
    summed = [each for each in measures.values() if _is_summed(each)]
    here = bases(session, summed, span.known, as_of)
    before = _bases_to_date(session, found, measures, as_of)
    years = YearType(session.office.year_type)
    sums = _by_measure(queries.rollups(session.conn, measures, span.at.quarter, as_of))
    made = []
    for each in found:
        inside = [row for row in sums.get(each.measure_id, ()) if row["period"] in span.known]
        figure = over(measures[each.measure_id], inside, span.at.quarter, years, here.get(each.measure_id))
        base = before.get((each.measure_id, each.to_date.period, _first(each)))
        made.append(replace(each, figure=figure, to_date=_resting(each.to_date, base)))
    return tuple(made)


def yearly(session: Session, span: Span, as_of: AsOf) -> list[tuple[str, tuple[TargetFigure, ...]]]:
    """The yearly targets at the end of each of the office's years in a period, by its name ("năm 2026"), the running year as it stands."""
    years = YearType(session.office.year_type)
    last = {periods.year_of(code, years): code for code in span.known}
    rows = [
        row for row in queries.targets(session.conn) if row["lifecycle"] != "cancelled" and row["horizon"] == "yearly"
    ]
    made = []
    for year, code in last.items():
        name = f"năm học {year} - {year + 1}" if years is YearType.school else f"năm {year}"
        quarters = tuple(each for each in span.known if periods.year_of(each, years) == year)
        at = replace(span.at, quarter=code, quarters=quarters)
        found = target_figures.targets_at(session, rows, at, as_of)
        measures = {row["id"]: row for row in queries.measures(session.conn)}
        base = _bases_to_date(session, found, measures, as_of)
        made.append(
            (
                name,
                tuple(
                    replace(
                        each,
                        to_date=_resting(each.to_date, base.get((each.measure_id, each.to_date.period, _first(each)))),
                    )
                    for each in found
                ),
            )
        )
    return made


def over(measure: Row, rows: Sequence[Row], quarter: str, years: YearType, base: Base | None = None) -> Figure:
    """A measure over the quarters of a period (``rows``, in the order of time) by its rule; ``base`` for what is put together."""
    asked = [row for row in rows if row["m"]]
    if not asked:
        return put_together(measure, measure["id"], (), quarter)
    last = asked[-1]["period"]
    if measure["over_time"] == "none" and len(asked) > 1:
        empty = put_together(measure, measure["id"], [asked[-1]], last)
        return replace(empty, num=None, den=None, val=None, none_n=0)
    if _is_summed(measure):
        return _resting(put_together(measure, measure["id"], rows, last), base)
    if adds_years(measure):
        return put_together(measure, measure["id"], ends_of_years(asked, years), last)
    return put_together(measure, measure["id"], [asked[-1]], last)


def bases(session: Session, measures: Iterable[Row], quarters: Sequence[str], as_of: AsOf) -> dict[int, Base]:
    """Of each measure the units that answered in every quarter they were asked in, of all that were asked."""
    ids = [row["id"] for row in measures]
    rows = report_terms.bases_over(session.conn, ids, quarters, as_of) if ids and quarters else ()
    return {row["measure_id"]: (row["n"], row["m"], row["none_n"]) for row in rows}


def units(session: Session, span: Span, as_of: AsOf) -> tuple[UnitFigures, ...]:
    """The expected units below over a period: each task once, with whether it was answered when last asked; figures of all quarters."""
    return named(session, report_terms.units_over(session.conn, span.known, as_of), span.at.cutoff)


def _is_summed(measure: Row) -> bool:
    """Whether quarters are put together: increments, and what is averaged over time but is not kept to date."""
    return adds_up(measure) or bool(measure["over_time"] == "average" and measure["entry"] == "snapshot")


def _first(target: TargetFigure) -> str:
    return target.past[0]["period"] if target.past else ""


def _bases_to_date(
    session: Session, found: Iterable[TargetFigure], measures: Mapping[int, Row], as_of: AsOf
) -> dict[tuple[int, str, str], Base]:
    """The bases of figures to date, by measure and the quarters they are made of; one reading for all of the same quarters."""
    wanted: dict[tuple[str, ...], set[int]] = {}
    keys: dict[tuple[str, ...], tuple[str, str]] = {}
    for each in found:
        if each.adds_up and each.past:
            quarters = tuple(row["period"] for row in each.past)
            wanted.setdefault(quarters, set()).add(each.measure_id)
            keys[quarters] = (each.to_date.period, quarters[0])
    return {
        (measure, *keys[quarters]): base
        for quarters, ids in wanted.items()
        for measure, base in bases(session, [measures[one] for one in ids], quarters, as_of).items()
    }


def _resting(figure: Figure, base: Base | None) -> Figure:
    if base is None:
        return figure
    n, m, none_n = base
    return replace(figure, n=n, m=m, none_n=none_n)


def _by_measure(rows: Iterable[Row]) -> dict[int, list[Row]]:
    sums: dict[int, list[Row]] = {}
    for row in rows:
        sums.setdefault(row["what_id"], []).append(row)
    return sums
