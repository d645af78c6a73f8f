"""A period of several quarters: from when to when, which of its quarters are locked, and how it stands for figures (MODEL 3, DOMAIN 2.1).

A half-year or a year need not be opened in the calendar; where it is, its own cut-off and due day hold. A term is named by its label or
opened as a period; a mid-term review runs from the beginning of the term to the end of a period.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.dates import from_iso
from app.errors import NotFound, Refused
from app.i18n import msg
from app.people import terms
from app.people.terms import TermLine
from app.plan import calendar, periods
from app.plan.calendar import PeriodInfo
from app.plan.periods import PeriodKind
from app.plan.standing import AsOf, Standing
from app.plan.timeliness import judged_on
from app.session import Session

_HALF = 45
"""Days: half a quarter."""


class QuarterState(StrEnum):
    """What is known of a quarter: locked, still open, not opened yet, or before this workspace began."""

    closed = "closed"
    open = "open"
    missing = "missing"
    before = "before"


@dataclass(frozen=True)
class Span:
    """A period over quarters. ``quarters`` are all of it, in the order of time, with how each stands; ``term`` is the office's term it
    belongs to, where one was asked for. ``info`` has the days; it counts as locked once every quarter that can be is locked.
    """

    period: str
    quarters: tuple[tuple[str, QuarterState], ...]
    info: PeriodInfo
    at: Standing
    term: TermLine | None = None

    def of_state(self, state: QuarterState) -> tuple[str, ...]:
        """The quarters that stand so."""
        return tuple(code for code, found in self.quarters if found is state)

    @property
    def known(self) -> tuple[str, ...]:
        """The quarters that have figures: locked or open."""
        return self.at.quarters


def of(
    session: Session, period: str, as_of: AsOf | None = None, *, half: bool = False, since_term: bool = False
) -> Span:
    """A period as its quarters stand; ``since_term`` from the beginning of the term it lies in, ``half`` only the first half of a term.

    Raises NotFound where none of its quarters was opened, or no term is known; Refused for the closed view while a quarter is open.
    """
    starts, ends, term = _days(session, period, half=half, since_term=since_term)
    known = {found.code: found for found in calendar.opened(session)}
    opened = sorted(code for code in known if periods.parse(code).kind is PeriodKind.quarter)
    codes = _quarters(starts, ends)
    states = tuple((code, _state(code, known, opened)) for code in codes)
    having = tuple(code for code, state in states if state in {QuarterState.closed, QuarterState.open})
    if not having:
        raise NotFound(
            msg(
                "Chưa mở quý nào trong {period} nên chưa có số liệu. Mở quý rồi ghi số liệu.",
                period=periods.label(period),
            )
        )
    closed = all(state in {QuarterState.closed, QuarterState.before} for _, state in states)
    if as_of == "closed" and not closed:
        raise Refused(
            msg(
                "{period} còn quý chưa khóa nên chưa có số liệu khóa. Xem số liệu hiện tại.",
                period=periods.label(period),
            )
        )
    info = _info(period, (starts, ends), [known[code] for code in having], known.get(period), closed)
    cutoff = from_iso(info.cutoff)
    judged = cutoff if closed else judged_on(cutoff, session.clock.today())
    at = Standing(period, having[-1], having, cutoff, judged, closed)
    return Span(period, states, info, at, term)


def _state(code: str, known: dict[str, PeriodInfo], opened: list[str]) -> QuarterState:
    if code in known:
        return QuarterState.closed if known[code].closed else QuarterState.open
    return QuarterState.before if opened and code < opened[0] else QuarterState.missing


def _info(
    period: str, days: tuple[date, date], having: list[PeriodInfo], own: PeriodInfo | None, closed: bool
) -> PeriodInfo:
    """The days of the period: its own in the calendar; else to the cut-off of its last quarter, where that one is opened."""
    last = having[-1]
    if own is not None and own.ends == days[1].isoformat():
        cutoff, due = own.cutoff, own.due
    else:
        cutoff, due = last.cutoff, last.due
    at_ms = max((each.closed_at_ms or 0 for each in having), default=0) if closed else None
    label = "" if own is None else own.label
    return PeriodInfo(period, days[0].isoformat(), days[1].isoformat(), cutoff, due, at_ms, label)


def _days(session: Session, period: str, *, half: bool, since_term: bool) -> tuple[date, date, TermLine | None]:
    found = periods.parse(period)
    if found.kind is PeriodKind.term:
        starts, ends, term = _term_days(session, period)
        return starts, _middle(starts, ends) if half else ends, term
    if found.kind is PeriodKind.special:
        info = calendar.info(session, period)
        return from_iso(info.starts), from_iso(info.ends), None
    starts, ends = periods.span(period)
    if not since_term:
        return starts, ends, None
    term = term_on(session, ends)
    return from_iso(term.starts), ends, term


def term_on(session: Session, day: date) -> TermLine:
    """The term of this office that a day lies in. Raises NotFound."""
    for term in terms.term_lines(session):
        if term.starts <= day.isoformat() <= (term.ends_real or term.ends_planned):
            return term
    raise NotFound(
        msg(
            "Chưa khai nhiệm kỳ nào gồm ngày {day}. Khai nhiệm kỳ ở Thiết lập, hoặc bằng `tiendo term add`.",
            day=f"{day:%d/%m/%Y}",
        )
    )


def _term_days(session: Session, period: str) -> tuple[date, date, TermLine | None]:
    """A term by its label, else a term that was opened as a period. Raises NotFound."""
    label = period.removeprefix("T:")
    for term in terms.term_lines(session):
        if "".join(term.label.split()) == "".join(label.split()):
            return from_iso(term.starts), from_iso(term.ends_real or term.ends_planned), term
    if not any(info.code == period for info in calendar.opened(session)):
        known = ", ".join(f"T:{''.join(term.label.split())}" for term in terms.term_lines(session)) or "–"
        raise NotFound(msg("Không có nhiệm kỳ “{label}”. Nhiệm kỳ đã khai: {known}.", label=label, known=known))
    info = calendar.info(session, period)
    return from_iso(info.starts), from_iso(info.ends), None


def _middle(starts: date, ends: date) -> date:
    """The last day of the quarter that ends the first half of a term."""
    codes = _quarters(starts, ends)
    return periods.span(codes[(len(codes) + 1) // 2 - 1])[1]


def _quarters(starts: date, ends: date) -> tuple[str, ...]:
    """The quarters of which at least half lies between two days; of a shorter period the one it lies in most."""
    codes = [periods.quarter_of(starts)]
    while codes[-1] < periods.quarter_of(ends):
        codes.append(periods.following(codes[-1]))
    shared = {code: _shared(code, starts, ends) for code in codes}
    return tuple(code for code in codes if shared[code] >= _HALF) or (max(codes, key=lambda code: shared[code]),)


def _shared(code: str, starts: date, ends: date) -> int:
    """How many days a quarter has in common with a period."""
    first, last = periods.span(code)
    return (min(last, ends) - max(first, starts)).days + 1
