"""What each unit reported for a target, as lines of the details panel."""

from collections.abc import Iterator, Sequence

from app.i18n import tr
from app.numbers import format_stored
from app.people import units
from app.plan.target_figures import TargetFigure
from app.plan.values import BesideRow
from app.session import Session
from app.words import GIVEN, NOT_REPORTED

MOST = 40


def unit_lines(session: Session, rows: Sequence[BesideRow], target: TargetFigure) -> Iterator[str]:
    """ "THPT Mẫu A · 40/50 = 80,0%"; those who did not report first, because they are what one looks for."""
    names = {line.id: line.short or line.name for line in units.unit_lines(session, ended=True)}
    ordered = sorted(rows, key=lambda row: row.given is not None)
    for row in ordered[:MOST]:
        name = names.get(row.unit_id) or tr("đơn vị mình")
        yield f"{name} · {_said(row, target)}"
    if len(ordered) > MOST:
        yield tr("và {n} đơn vị nữa", n=len(ordered) - MOST)


def _said(row: BesideRow, target: TargetFigure) -> str:
    if row.given is None:
        return str(NOT_REPORTED).lower()
    if row.given != "value":
        return str(GIVEN[row.given]).lower()
    num, den, val = row.now
    if num is not None and den is not None:
        return f"{format_stored(num, 0)}/{format_stored(den, 0)}"
    return format_stored(val, target.decimals) if val is not None else ""
