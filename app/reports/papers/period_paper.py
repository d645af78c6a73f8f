"""What all reports of a period share: letterhead, notices above the text, first sentence, appendices, recipients."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.content import Block, Document, Numbering, Paragraph, Run, paragraph
from app.reports.papers import paper_head, sections, tables
from app.reports.papers import paper_words as words
from app.reports.papers.paper_head import Frame
from app.reports.papers.report_figures import ReportFigures
from app.reports.papers.telling import Telling, capitalised, told

DOC_KIND = "BC"


@dataclass(frozen=True)
class Chosen:
    """What a person chose of a report beside its frame. ``replaces`` names a signed report that this one takes the place of
    ("Báo cáo số 05/BC-LĐLĐ ngày …"); ``numbering`` is how TT runs in the appendices.
    """

    frame: Frame
    appendices: Sequence[str]
    numbering: Numbering = Numbering.RUNNING
    replaces: str = ""


def document(telling: Telling, chosen: Chosen, subject: str, body: Sequence[Block], *, bases: bool = True) -> Document:
    """The whole paper around its chapters. ``subject`` is what it reports ("kết quả thực hiện nhiệm vụ quý III năm 2026"); without
    ``bases`` its chapters name the documents that the work rests on.
    """
    report, frame = telling.report, chosen.frame
    return Document(
        letterhead=paper_head.letterhead(report.office),
        number=paper_head.document_number(report.office, DOC_KIND, frame.number),
        place_date=paper_head.place_date(report.office, frame),
        kind="Báo cáo",
        abstract=capitalised(subject),
        bases=tuple(words.basis(found) for found in report.bases) if bases else (),
        addressees=(report.office.parent,) if report.office.parent else (),
        blocks=(*opening(telling, chosen, subject), *body, sections.closing(telling, subject)),
        appendices=tables.appendices(report, telling.annexes, chosen.numbering),
        signature=paper_head.signature(frame),
        recipients=frame.recipients or _recipients(report, frame),
    )


def draft_note(telling: Telling) -> str:
    """What stands on a draft: which quarters are still open, and how many units have reported; empty once all are locked."""
    report, say = telling.report, telling.say
    missing = report.missing(say)
    if not missing:
        return ""
    if report.units_expected:
        base = words.base_words(report.units_reported, report.units_expected)
        missing = (*missing, say.text("head.draft_base", base=base))
    return say.text("head.draft", missing="; ".join(missing))


def opening(telling: Telling, chosen: Chosen, subject: str) -> tuple[Block, ...]:
    """Notices and the first sentence."""
    say, report = telling.say, telling.report
    replaces = say.text("head.replaces", report=chosen.replaces) if chosen.replaces else ""
    notices = [_notice(notice) for notice in (draft_note(telling), replaces) if notice]
    run = say.run("head.opening", who=who(report, chosen.frame), subject=subject)
    return (*notices, told("opening", run))


def who(report: ReportFigures, frame: Frame) -> str:
    """Who reports: the collective of the office, or the office."""
    return f"{frame.collective} {report.office.name}" if frame.collective else report.office.name


def _notice(text: str) -> Paragraph:
    """What a reader must know before anything else, in the middle of the page."""
    return paragraph(Run(text, bold=True, italic=True), align="center", indent=False)


def _recipients(report: ReportFigures, frame: Frame) -> tuple[str, ...]:
    own = f"{frame.collective} {report.office.short or report.office.name}" if frame.collective else ""
    first = ("Như trên",) if report.office.parent else ()
    return (*first, *((own,) if own else ()), "Các ban, đơn vị trực thuộc", "Lưu: VT, VP")
