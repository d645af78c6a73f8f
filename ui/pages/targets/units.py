"""What each unit reported for a target: as the units were in the period, or put together as they are now."""

from collections.abc import Iterator, Sequence

from app.i18n import tr
from app.numbers import format_stored
from app.people import units
from app.plan import figures
from app.plan.target_figures import TargetFigure
from app.plan.values import BesideRow, beside
from app.session import Session
from app.words import GIVEN, NOT_REPORTED

MOST = 40


def unit_lines(session: Session, period: str, target: TargetFigure, view: str) -> list[str]:
    """ "THPT Mẫu A · 40/50"; those who did not report first, because they are what one looks for. ``view``: then, now."""
    found = _then(session, period, target) if view == "then" else _now(session, period, target)
    shown = sorted(found, key=lambda line: line[1] != _silent())
    lines = [f"{name} · {said}" for name, said in shown[:MOST]]
    return [*lines, tr("và {n} đơn vị nữa", n=len(shown) - MOST)] if len(shown) > MOST else lines


def merged(session: Session, period: str, target: TargetFigure) -> bool:
    """Whether a unit behind this target has become another one since: then there are two ways to look."""
    heirs = units.successors(session)
    return any(row.unit_id in heirs for row in beside(session, target.measure_id, period))


def _then(session: Session, period: str, target: TargetFigure) -> Iterator[tuple[str, str]]:
    rows: Sequence[BesideRow] = beside(session, target.measure_id, period)
    names = {line.id: line.short or line.name for line in units.unit_lines(session, ended=True)}
    for row in rows:
        yield names.get(row.unit_id) or tr("đơn vị mình"), _said(row, target)


def _now(session: Session, period: str, target: TargetFigure) -> Iterator[tuple[str, str]]:
    rows = {row.unit_id: row for row in beside(session, target.measure_id, period)}
    names = {line.id: line.short or line.name for line in units.unit_lines(session, ended=True)}
    for unit in figures.units_as(session, period, "now", measure_id=target.measure_id):
        parts = [rows[part] for part in (unit.unit_id, *unit.parts) if part in rows]
        figure = unit.figures.get(target.measure_id)
        name = names.get(unit.unit_id) or unit.name
        if figure is not None and figure.n > figure.none_n:
            yield name, figure.text
        elif parts:
            yield name, _said(max(parts, key=lambda row: row.given is not None), target)


def _said(row: BesideRow, target: TargetFigure) -> str:
    if row.given is None:
        return _silent()
    if row.given != "value":
        return str(GIVEN[row.given]).lower()
    num, den, val = row.now
    if num is not None and den is not None:
        return f"{format_stored(num, target.decimals)}/{format_stored(den, target.decimals)}"
    return format_stored(val, target.decimals) if val is not None else ""


def _silent() -> str:
    return str(NOT_REPORTED).lower()
