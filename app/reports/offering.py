"""What a screen offers for a paper: the periods it can be made for, and for whom."""

from collections.abc import Iterable

from app.errors import NotFound
from app.people import bans, persons, terms, units
from app.plan import calendar, periods, spans
from app.plan.periods import PeriodKind
from app.reports.papers.paper import Paper
from app.session import Session

_FORMS = {
    PeriodKind.half_year: ("{year}-H1", "{year}-H2"),
    PeriodKind.nine_months: ("{year}-9M",),
    PeriodKind.year: ("{year}",),
    PeriodKind.semester: ("SY{year}-S1", "SY{year}-S2"),
    PeriodKind.school_year: ("SY{year}",),
}
"""The codes of the longer periods of a year."""

AHEAD = frozenset({"plan", "schedule", "assignment"})
"""Papers that look forward: they are made for the coming year too, before any of its quarters is opened."""


IN_TERM = frozenset({"mid_term"})
"""Papers that tell of a term up to the end of a period; for the term itself there is the final report."""


def periods_for(session: Session, paper: Paper) -> tuple[str, ...]:
    """The periods a paper can be made for, the newest first: opened quarters, longer periods that hold one of them, the office's terms."""
    quarters = [info.code for info in calendar.opened(session) if "-Q" in info.code]
    years = {int(code[:4]) for code in quarters}
    years |= {min(years, default=session.clock.today().year) - 1} | (
        {max(years) + 1} if years and paper.name in AHEAD else set()
    )
    found = [code for code in quarters if PeriodKind.quarter in paper.periods]
    for kind, forms in _FORMS.items():
        if kind in paper.periods:
            codes = (form.format(year=year) for year in years for form in forms)
            found += [code for code in codes if paper.name in AHEAD or _holds_any(code, quarters)]
    if PeriodKind.term in paper.periods:
        found += [f"T:{''.join(term.label.split())}" for term in terms.term_lines(session)]
    if paper.name in IN_TERM:
        found = [code for code in found if _in_a_term(session, code)]
    return tuple(sorted(found, key=_newest_first, reverse=True))


def period_near(offered: Iterable[str], wanted: str) -> str | None:
    """Of the periods offered the wanted one, else the shortest that holds it, else the newest; None where nothing is offered."""
    known = list(offered)
    if wanted in known:
        return wanted
    holding = [code for code in known if wanted in _quarters(code)]
    return min(holding, key=lambda code: len(_quarters(code)), default=known[0] if known else None)


def is_closed(session: Session, period: str) -> bool:
    """Whether every quarter of a period is locked, so that its report can be signed."""
    if periods.parse(period).kind is PeriodKind.quarter:
        return any(info.code == period and info.closed for info in calendar.opened(session))
    try:
        return spans.of(session, period).info.closed
    except NotFound:
        return False


def whom(session: Session, need: str) -> tuple[tuple[int, str], ...]:
    """Whom a paper can be for: (id, name) of the bans, persons or units for "ban_id", "person_id", "unit_id"."""
    if need == "ban_id":
        return tuple((ban.id, ban.name) for ban in bans.ban_lines(session))
    if need == "person_id":
        return tuple((person.id, person.name) for person in persons.person_lines(session))
    return tuple((unit.id, unit.name) for unit in units.unit_lines(session))


def _in_a_term(session: Session, code: str) -> bool:
    if periods.parse(code).first_month is None:
        return False
    last = periods.span(code)[1].isoformat()
    return any(term.starts <= last <= (term.ends_real or term.ends_planned) for term in terms.term_lines(session))


def _holds_any(code: str, quarters: Iterable[str]) -> bool:
    return not _quarters(code).isdisjoint(quarters)


def _quarters(code: str) -> frozenset[str]:
    period = periods.parse(code)
    return frozenset(periods.quarters_in(period)) if period.first_month else frozenset()


def _newest_first(code: str) -> tuple[str, int]:
    """By the last month, then the longer period after the shorter; terms stand first."""
    period = periods.parse(code)
    return (period.last_month or "9999", -len(_quarters(code)))
