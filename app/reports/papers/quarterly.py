"""The quarterly report: "Báo cáo kết quả thực hiện nhiệm vụ quý …", its five chapters and its appendices (DOMAIN 2.2, 2.3)."""

from collections.abc import Sequence

from app.plan.figures import AsOf
from app.reports.content import Block, Document, Paragraph, Run, paragraph
from app.reports.papers import paper_head, sections, sections_results, tables
from app.reports.papers import paper_words as words
from app.reports.papers.paper_head import Frame
from app.reports.papers.report_figures import ReportFigures, read
from app.session import Session

DOC_KIND = "BC"
APPENDICES = tuple(tables.TITLES)


def build(
    session: Session,
    period: str,
    *,
    frame: Frame,
    as_of: AsOf | None = None,
    appendices: Sequence[str] = APPENDICES,
    replaces: str = "",
) -> Document:
    """The report of a period, as of its close where it is closed, unless said otherwise.

    An open period gives a draft that says so. ``replaces`` names a signed report that this one takes the place of
    ("Báo cáo số 05/BC-LĐLĐ ngày …"). Raises NotFound for a period that was never opened.
    """
    return compose(read(session, period, as_of=as_of), frame, appendices, replaces)


def compose(report: ReportFigures, frame: Frame, wanted: Sequence[str] = APPENDICES, replaces: str = "") -> Document:
    """The report out of its figures."""
    names = tables.annexes(report, wanted)
    return Document(
        letterhead=paper_head.letterhead(report.office),
        number=paper_head.document_number(report.office, DOC_KIND, frame.number),
        place_date=paper_head.place_date(report.office, frame),
        kind="Báo cáo",
        abstract=f"Kết quả thực hiện nhiệm vụ {words.period_name(report.period)}",
        bases=tuple(words.basis(found) for found in report.bases),
        addressees=(report.office.parent,) if report.office.parent else (),
        blocks=(
            *_opening(report, frame, replaces),
            *sections.general(report),
            *sections_results.results(report, names),
            *sections.appraisal(report, names),
            *sections.next_quarter(report),
            *sections.proposals(report),
            paragraph(_closing(report, names)),
        ),
        appendices=tables.appendices(report, names),
        signature=paper_head.signature(frame),
        recipients=frame.recipients or _recipients(report, frame),
    )


def draft_note(report: ReportFigures) -> str:
    """What stands on a draft; empty once the period is closed."""
    if not report.draft:
        return ""
    name = words.period_name(report.period)
    base = (
        f", {words.base_words(report.units_reported, report.units_expected)} đã báo cáo"
        if report.units_expected
        else ""
    )
    return f"Bản nháp: {name} chưa khóa{base}."


def _opening(report: ReportFigures, frame: Frame, replaces: str) -> tuple[Block, ...]:
    who = f"{frame.authority} {report.office.name}" if frame.authority else report.office.name
    text = f"{who} báo cáo kết quả thực hiện nhiệm vụ {words.period_name(report.period)} như sau:"
    notices = (draft_note(report), f"Báo cáo này thay thế {replaces}." if replaces else "")
    return (*(_notice(notice) for notice in notices if notice), paragraph(text))


def _notice(text: str) -> Paragraph:
    """What a reader must know before anything else, in the middle of the page."""
    return paragraph(Run(text, bold=True, italic=True), align="center", indent=False)


def _closing(report: ReportFigures, names: tables.Annexes) -> str:
    text = f"Trên đây là báo cáo kết quả thực hiện nhiệm vụ {words.period_name(report.period)} của {report.office.name}"
    return f"{text} (kèm theo {len(names.names):02d} phụ lục)." if names.names else f"{text}."


def _recipients(report: ReportFigures, frame: Frame) -> tuple[str, ...]:
    own = f"{frame.authority} {report.office.short or report.office.name}" if frame.authority else ""
    first = ("Như trên",) if report.office.parent else ()
    return (*first, *((own,) if own else ()), "Các ban, đơn vị trực thuộc", "Lưu: VT, VP")
