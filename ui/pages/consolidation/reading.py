"""What the page reads of one measure, beside everything else: the matrix, what looks wrong in it, and the measures to choose from."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from app.bundles import consolidation, outliers
from app.bundles.consolidation import Matrix
from app.bundles.outliers import Outlier
from app.people import units
from app.plan.periods import PeriodKind, parse
from app.plan.standing import AsOf
from app.plan.unit_figures import View
from app.session import Session
from ui.pages.consolidation import cells
from ui.pages.lists.in_memory import Line


@dataclass(frozen=True)
class Wanted:
    """What the page shows: a measure (None: the first), up to a quarter, how it counts, and by which units."""

    measure_id: int | None
    period: str
    as_of: AsOf
    view: View


@dataclass(frozen=True)
class Shown:
    """What was read for it, with the rows of the list. ``matrix`` is None where no measure is reported by units; ``merged`` says that
    units have become others, so that there are two ways to look at them."""

    wanted: Wanted
    measures: tuple[tuple[int, str], ...]
    matrix: Matrix | None
    odd: Mapping[int, tuple[Outlier, ...]]
    lines: Mapping[Hashable, Line] = field(default_factory=dict)
    merged: bool = False


def read(session: Session, wanted: Wanted) -> Shown:
    """Read it. Raises Refused where no quarter is opened, or none is closed for the closed view."""
    until = wanted.period if parse(wanted.period).kind is PeriodKind.quarter else None
    totals = consolidation.totals(session, until, count=1, as_of=wanted.as_of)
    measures = tuple((line.measure_id, line.text) for line in totals.measures)
    known = {measure for measure, _ in measures}
    chosen = wanted.measure_id if wanted.measure_id in known else next((measure for measure, _ in measures), None)
    if chosen is None:
        return Shown(wanted, measures, None, {})
    found = consolidation.matrix(session, chosen, until, count=cells.QUARTERS, as_of=wanted.as_of, view=wanted.view)
    odd: dict[int, list[Outlier]] = defaultdict(list)
    for each in outliers.find(session, found.periods[-1], as_of=wanted.as_of, measure_ids=[chosen]):
        line = found.line(each.unit_id)
        odd[each.unit_id if line is None else line.unit_id].append(each)
    shown = {unit: tuple(each) for unit, each in odd.items()}
    lines: dict[Hashable, Line] = {
        unit.unit_id: cells.line_of(found, unit, len(shown.get(unit.unit_id, ()))) for unit in found.units
    }
    return Shown(wanted, measures, found, shown, lines, bool(units.successors(session)))
