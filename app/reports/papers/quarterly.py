"""The quarterly report: "Báo cáo kết quả thực hiện nhiệm vụ quý …", its five chapters and its appendices (DOMAIN 2.2, 2.3)."""

from collections.abc import Sequence

from app.plan.figures import AsOf
from app.reports.content import Document, Numbering
from app.reports.papers import appraisal, period_paper, sections, sections_results, tables
from app.reports.papers.paper_head import Frame
from app.reports.papers.period_paper import Chosen
from app.reports.papers.report_figures import ReportFigures, read
from app.reports.papers.telling import Telling
from app.reports.phrases import Phrases
from app.reports.table_choices import numbering_of
from app.session import Session

DOC_KIND = period_paper.DOC_KIND
APPENDICES = tables.USUAL


def build(
    session: Session,
    period: str,
    *,
    frame: Frame,
    as_of: AsOf | None = None,
    appendices: Sequence[str] = APPENDICES,
    numbering: str = "",
    replaces: str = "",
) -> Document:
    """The report of a quarter, as of its close where it is closed, unless said otherwise.

    An open quarter gives a draft that says so. ``replaces`` names a signed report that this one takes the place of
    ("Báo cáo số 05/BC-LĐLĐ ngày …"). ``numbering`` "running" or "restarting" is how TT runs, else as the office set it.
    Raises NotFound for a quarter that was never opened.
    """
    report = read(session, period, as_of=as_of)
    chosen = Chosen(frame, appendices, numbering_of(session, numbering), replaces)
    return compose(report, frame, chosen.appendices, replaces, say=Phrases.of(session), numbering=chosen.numbering)


def figures(session: Session, period: str, *, as_of: AsOf | None = None) -> ReportFigures:
    """The figures of the report: what is frozen when it is signed."""
    return read(session, period, as_of=as_of)


def compose(
    report: ReportFigures,
    frame: Frame,
    wanted: Sequence[str] = APPENDICES,
    replaces: str = "",
    *,
    say: Phrases | None = None,
    numbering: Numbering = Numbering.RUNNING,
) -> Document:
    """The report out of its figures, by the program's own templates unless others are given."""
    telling = Telling(say or Phrases.default(), report, tables.annexes(report, wanted))
    subject = telling.say.text("subjects.quarter", period=report.name)
    body = (
        telling.heading(1, "I", "general"),
        *sections.general(telling),
        telling.heading(1, "II", "results", period=report.name),
        *sections_results.results(telling),
        *appraisal.appraisal(telling, "III"),
        *sections.next_quarter(telling),
        telling.heading(1, "V", "proposals"),
        *sections.proposals(telling),
    )
    return period_paper.document(telling, Chosen(frame, wanted, numbering, replaces), subject, body)
