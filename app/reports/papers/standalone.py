"""A table as a paper of its own: landscape from its first page, with the office's head, who made it and who signs it (DOMAIN 2.3)."""

from dataclasses import replace

from app.people import office_facts
from app.plan import periods
from app.plan.figures import AsOf
from app.plan.periods import PeriodKind
from app.reports.content import Block, Document, DocumentNumber, Note, Run, Signature, Table, paragraph
from app.reports.numbers import counted
from app.reports.papers import paper_head, period_reading, report_figures
from app.reports.papers import paper_words as words
from app.reports.papers.paper_head import Frame
from app.reports.papers.report_figures import ReportFigures
from app.reports.table_choices import numbering_of
from app.session import Session

OPTIONS = frozenset({"as_of", "numbering", "attached_to"})
"""What every table of figures takes beside the frame."""

View = AsOf | None
"""As of the close, current, or by whether the period is closed."""

HAND = "(Ký, ghi rõ họ tên)"


def read(session: Session, period: str, *, as_of: View = None) -> ReportFigures:
    """The figures of a quarter, or of a longer period by the rules over time."""
    if periods.parse(period).kind is PeriodKind.quarter:
        return report_figures.read(session, period, as_of=as_of)
    return period_reading.read(session, period, as_of=as_of)


def document(
    session: Session,
    frame: Frame,
    table: Table,
    *,
    kind: str,
    abstract: str,
    ending: str,
    note: str = "",
    attached_to: str = "",
) -> Document:
    """The table under its title. ``attached_to`` is the paper that it goes with ("Báo cáo số 05/BC-LĐLĐ ngày 05/10/2026"); ``note``
    says on what its figures rest, ``ending`` how much it lists, so that nobody adds a row under it and the signature never stands alone
    on a page. It bears no number of its own.
    """
    office = office_facts.facts(session, on=frame.day.isoformat())
    blocks: list[Block] = []
    if attached_to:
        attached = f"(Kèm theo {attached_to} của {office.name})"
        blocks.append(paragraph(Run(attached, italic=True), align="center", indent=False))
    if note:
        blocks.append(Note(note))
    return Document(
        letterhead=paper_head.letterhead(office),
        number=DocumentNumber(""),
        place_date=paper_head.place_date(office, frame),
        kind=kind,
        abstract=abstract,
        blocks=(*blocks, table, paragraph(ending)),
        signature=paper_head.signature(frame),
        countersignature=Signature(("Người lập biểu",), note=HAND),
        recipients=frame.recipients,
        landscape=True,
    )


def of_figures(
    session: Session,
    frame: Frame,
    report: ReportFigures,
    table: Table,
    *,
    kind: str,
    ending: str,
    numbering: str,
    attached_to: str,
    base: str = "",
) -> Document:
    """A table of a period's figures, saying of which day they are and on what they rest (``base``; else on how many units)."""
    return document(
        session,
        frame,
        replace(table, numbering=numbering_of(session, numbering)),
        kind=kind,
        ending=ending,
        abstract=capital(report.name),
        note=_note(report, base or _base_of_units(report)),
        attached_to=attached_to,
    )


def _note(report: ReportFigures, base: str) -> str:
    """ "Số liệu khi khóa kỳ, tính đến ngày 30/9/2026; 4/5 đơn vị đã báo cáo."."""
    told = {"closed": "Số liệu khi khóa kỳ", "current": "Số liệu chưa khóa kỳ" if report.draft else "Số liệu hiện nay"}
    day = f"{told[report.as_of]}, tính đến ngày {words.day(report.at.judged)}"
    return f"{'; '.join(part for part in (day, base) if part)}."


def _base_of_units(report: ReportFigures) -> str:
    if not report.units_expected:
        return ""
    return f"{words.base_words(report.units_reported, report.units_expected)} đã báo cáo"


def lists(count: int, what: str) -> str:
    """ "Biểu gồm 60 nhiệm vụ."."""
    return f"Biểu gồm {counted(count)} {what}." if count else f"Biểu không có {what} nào."


def capital(text: str) -> str:
    """The first letter as a capital."""
    return text[:1].upper() + text[1:]
