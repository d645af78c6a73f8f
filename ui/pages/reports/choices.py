"""What the list of papers offers: those of the period, one sheet for each ban, and what was signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.dates import format_date
from app.i18n import tr
from app.people import bans
from app.plan import calendar, periods
from app.reports.catalogue import PAPERS
from app.reports.register import signing
from app.session import Session

MOST_SIGNED = 30
"""Signed papers in the list, newest first; more than that nobody scrolls through."""


@dataclass(frozen=True)
class Choice:
    """A paper to look at: ``name`` of the catalogue, for a ban, or one that was signed. Without a name it is a heading."""

    title: str
    name: str = ""
    second: str = ""
    icon: str = ""
    ban_id: int | None = None
    report_id: int | None = None

    @property
    def key(self) -> tuple[str, int | None, int | None]:
        """What stays the same when the list is read anew."""
        return self.name, self.ban_id, self.report_id


def choices(session: Session, period: str) -> list[Choice]:
    """The list for a period, headings included."""
    return [*_of_period(session, period), *_sheets(session), *_signed(session)]


def _of_period(session: Session, period: str) -> Iterator[Choice]:
    info = next((found for found in calendar.opened(session) if found.code == period), None)
    if info is None:
        return
    yield Choice(tr("Báo cáo kỳ"))
    second = tr("đã khóa, ký được") if info.closed else tr("bản nháp, hạn {day}", day=format_date(info.due))
    yield Choice(str(PAPERS["quarter"].title), "quarter", second, "file-text")
    if info.closed:
        yield Choice(str(PAPERS["amendments"].title), "amendments", tr("sau khi khóa"), "replace")


def _sheets(session: Session) -> Iterator[Choice]:
    lines = bans.ban_lines(session)
    if lines:
        yield Choice(tr("Phân công nhiệm vụ cho ban"))
    for line in lines:
        yield Choice(line.name, "assignment", icon="clipboard-list", ban_id=line.id)


def _signed(session: Session) -> Iterator[Choice]:
    found = signing.signed(session)[:MOST_SIGNED]
    if found:
        yield Choice(tr("Đã ký"))
    for report in found:
        title = tr(
            "{paper} {period}", paper=PAPERS[report.name].title, period=periods.inside(report.period).split(" ", 1)[-1]
        )
        said = tr("số {number}, ký {day}", number=report.number_text, day=format_date(report.signed_on))
        if report.replaced_by is not None:
            said = tr("số {number}, đã thay thế", number=report.number_text)
        yield Choice(title, report.name, said, "lock", report_id=report.id)
