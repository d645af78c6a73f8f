"""What the list of papers offers: the set by its groups, and what was signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.dates import format_date
from app.i18n import tr
from app.plan import calendar, periods
from app.plan.periods import PeriodKind, YearType
from app.reports import offering
from app.reports.catalogue import PAPERS
from app.reports.papers.paper import Group, Paper
from app.reports.register import signing
from app.session import Session

REGISTER = "register"
"""The name of what is no paper: the register of numbers."""

MOST_SIGNED = 30
"""Signed papers in the list, newest first; the register has all."""

_ICONS = {
    "amendments": "replace",
    "assignment": "clipboard-list",
    "schedule": "calendar",
    "plan": "list-check",
    "reminder": "bell",
    "handover": "file-check",
    "bundles": "arrows-exchange",
    "weekly": "clipboard-list",
}
_GROUP_ICONS: dict[Group, str] = {"period": "file-text", "tables": "table", "letters": "file-text"}
_SCHOOL = frozenset({PeriodKind.semester, PeriodKind.school_year})


@dataclass(frozen=True)
class Choice:
    """A paper to look at: ``name`` of the catalogue, or one that was signed. Without a name it is a heading."""

    title: str
    name: str = ""
    second: str = ""
    icon: str = ""
    report_id: int | None = None

    @property
    def key(self) -> tuple[str, int | None]:
        """What stays the same when the list is read anew."""
        return self.name, self.report_id


def choices(session: Session, period: str) -> list[Choice]:
    """The list as it stands beside a period, headings included; before it is opened only what looks forward."""
    opened = any(info.code == period for info in calendar.opened(session))
    groups: tuple[tuple[Group, str], ...] = (
        ("period", tr("Báo cáo kỳ")),
        ("tables", tr("Bảng biểu")),
        ("letters", tr("Kế hoạch, thư, phiếu, biên bản")),
    )
    found: list[Choice] = []
    for group, title in groups:
        papers = [one for one in _of_group(session, group, period) if opened or one.name in offering.AHEAD]
        found += [Choice(title), *papers] if papers else []
    return [*found, *_signed(session)]


def _of_group(session: Session, group: Group, period: str) -> Iterator[Choice]:
    by_school_year = session.office.year_type == YearType.school
    for paper in PAPERS.values():
        if paper.group != group or (paper.periods <= _SCHOOL and not by_school_year):
            continue
        near = offering.period_near(offering.periods_for(session, paper), period)
        second = None if near is None else _second(session, paper, near)
        if second is not None:
            icon = _ICONS.get(paper.name, _GROUP_ICONS[group])
            yield Choice(str(paper.title), paper.name, second, icon)


def _second(session: Session, paper: Paper, near: str) -> str | None:
    """The grey line: how the quarter stands, or which longer period is meant; None where the paper says nothing yet."""
    if paper.group != "period":
        return ""
    if paper.periods != {PeriodKind.quarter}:
        return str(periods.label(near))
    info = calendar.info(session, near)
    if paper.name == "amendments":
        return tr("sau khi khóa") if info.closed else None
    return tr("đã khóa, ký được") if info.closed else tr("bản nháp, hạn {day}", day=format_date(info.due))


def _signed(session: Session) -> Iterator[Choice]:
    found = signing.signed(session)[:MOST_SIGNED]
    yield Choice(tr("Đã ký"))
    yield Choice(tr("Sổ văn bản"), REGISTER, tr("số đã cấp, số hủy, bản quét"), "book")
    for report in found:
        title = tr("{paper}, {period}", paper=PAPERS[report.name].title, period=periods.inside(report.period))
        said = tr("số {number}, ký {day}", number=report.number_text, day=format_date(report.signed_on))
        if report.replaced_by is not None:
            said = tr("số {number}, đã thay thế", number=report.number_text)
        yield Choice(title, report.name, said, "lock", report_id=report.id)
