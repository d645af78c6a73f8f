"""How many of its targets a single unit below meets, by its own answers (DOMAIN 2.3, table 5)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from app.plan import periods, spans, standing
from app.plan.periods import YearType
from app.plan.standing import AsOf, Standing
from app.plan.target_figures import TargetFigure, held_against, is_rate
from app.plan.verdicts import Comparator, Verdict
from app.session import Session
from db.connection import Row
from db.queries import figures as queries
from db.queries import report_forms


@dataclass(frozen=True, slots=True)
class MetTargets:
    """Of ``total`` targets that a unit can be held against alone it meets ``met``."""

    met: int
    total: int


def met_by_unit(session: Session, period: str, *, as_of: AsOf = "current") -> dict[int, MetTargets]:
    """By unit: the targets of this year that it is asked about and that mean something for one unit.

    Those are rates and yes or no, by the unit's own numerator and denominator, and counts of which it was allotted a share for the year.
    What must be reached only in a later year is left out; what was not reported is not met.
    """
    at = _standing(session, period, as_of)
    rows = [row for row in queries.targets(session.conn) if row["lifecycle"] != "cancelled"]
    answers = _answers(session, [row["measure_id"] for row in rows], at, as_of)
    shares = shares_of_units(session, at)
    year_type = YearType(session.office.year_type)
    of_measure: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        of_measure[row["measure_id"]].append(row)
    counts: dict[int, list[bool]] = defaultdict(list)
    for (unit, measure), sums in answers.items():
        for row in of_measure[measure]:
            share = shares.get((row["id"], unit))
            found = held_alone(row, share, sums, at, year_type)
            if found is not None and (share is not None or not _later(found, at)):
                counts[unit].append(found.verdict is Verdict.met)
    return {unit: MetTargets(sum(met), len(met)) for unit, met in counts.items()}


def _standing(session: Session, period: str, as_of: AsOf) -> Standing:
    """Of a term too, whose months only the workspace knows."""
    own_months = periods.parse(period).first_month is not None
    return standing.of(session, period, as_of) if own_months else spans.of(session, period, as_of).at


def _answers(session: Session, measures: Sequence[int], at: Standing, as_of: AsOf) -> dict[tuple[int, int], list[Row]]:
    """The answers of each unit to each measure by quarter, where it is asked in the last one."""
    found: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in report_forms.values_of_units(session.conn, list(dict.fromkeys(measures)), at.quarter, as_of):
        found[row["unit_id"], row["what_id"]].append(row)
    return {key: rows for key, rows in found.items() if rows[-1]["period"] == at.quarter}


def held_alone(
    target: Row, share: int | None, sums: list[Row], at: Standing, year_type: YearType
) -> TargetFigure | None:
    """A target held against the answers of one unit alone (``share``: what it was allotted for the year); None where it means nothing
    for one unit."""
    if share is None and not _means_something(target):
        return None
    return held_against(target if share is None else _of_the_year(target, share), sums, at, year_type)


def shares_of_units(session: Session, at: Standing) -> dict[tuple[int, int], int]:
    """(target, unit) -> what was allotted to the unit for the year that the quarter lies in, as a stored integer."""
    years = {f"{periods.year_of(at.quarter, YearType.calendar)}", f"SY{periods.year_of(at.quarter, YearType.school)}"}
    rows = report_forms.allotted(session.conn)
    return {(row["target_id"], row["unit_id"]): row["value"] for row in rows if row["period"] in years}


def _of_the_year(target: Row, share: int) -> Row:
    """The target as a unit's share of it for the year: that much, counted from the year's first quarter."""
    return cast("Row", {**dict(target), "value": share, "horizon": "yearly"})  # read by the names of its columns only


def _means_something(target: Row) -> bool:
    """Whether the threshold means something for one unit alone."""
    return target["comparator"] != Comparator.words and (is_rate(target) or target["comparator"] == Comparator.yes)


def _later(figure: TargetFigure, at: Standing) -> bool:
    """Whether the target must be reached only after this year."""
    end = figure.horizon_end
    return end is not None and end > periods.span(periods.quarters_of_year(at.cutoff.year, YearType.calendar)[-1])[1]
