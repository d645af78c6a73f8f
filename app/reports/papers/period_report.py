"""Reports of nine months, half a year, a year, a semester and a school year, assembled from the quarters (DOMAIN 2.1, 2.2).

Nine months read like a quarter. The others have two parts, the work done and the work to come, and add the target table and a section on
emulation and rewards, which a person writes.
"""

from collections.abc import Sequence

from app.plan import periods
from app.plan.figures import AsOf
from app.plan.periods import PeriodKind
from app.plan.spans import QuarterState
from app.reports.content import Block, Document, Heading, Paragraph
from app.reports.papers import (
    appraisal,
    period_paper,
    period_words,
    sections,
    sections_results,
    tables,
    target_table_text,
)
from app.reports.papers.paper_head import Frame
from app.reports.papers.period_paper import Chosen
from app.reports.papers.period_reading import PeriodFigures, read
from app.reports.papers.telling import Telling, capitalised, told
from app.reports.phrases import Phrases
from app.reports.table_choices import numbering_of
from app.session import Session

APPENDICES = (*tables.USUAL, "charts")


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
    """The report of a period over quarters, as of their closes where all are closed, unless said otherwise.

    A period with quarters that are still open or not opened yet gives a draft that names them. Raises NotFound where none was opened.
    """
    chosen = Chosen(frame, appendices, numbering_of(session, numbering), replaces)
    return compose(read(session, period, as_of=as_of), chosen, Phrases.of(session))


def figures(session: Session, period: str, *, as_of: AsOf | None = None) -> PeriodFigures:
    """The figures of the report: what is frozen when it is signed."""
    return read(session, period, as_of=as_of)


def compose(report: PeriodFigures, chosen: Chosen, say: Phrases) -> Document:
    """The report out of its figures."""
    telling = Telling(say, report, tables.annexes(report, chosen.appendices))
    kind = periods.parse(report.period).kind
    subject = say.text(f"subjects.{kind.value}", period=report.name, next=report.next_name)
    body = _as_quarter(telling) if kind is PeriodKind.nine_months else _two_parts(telling)
    return period_paper.document(telling, chosen, subject, body)


def made_of(telling: Telling, report: PeriodFigures) -> Paragraph:
    """From which quarters the report is put together, and for which there is nothing."""
    say = telling.say
    runs = [say.run("general.quarters", quarters=period_words.quarters_name(report.at.quarters))]
    before = report.span.of_state(QuarterState.before)
    if before:
        runs.append(say.run("general.quarters_before", quarters=period_words.quarters_name(before)))
    return told("general.quarters", *runs)


def _as_quarter(telling: Telling) -> tuple[Block, ...]:
    return (
        telling.heading(1, "I", "general"),
        *_general(telling),
        telling.heading(1, "II", "results", period=telling.report.name),
        *sections_results.results(telling),
        *appraisal.appraisal(telling, "III"),
        *sections.next_quarter(telling),
        telling.heading(1, "V", "proposals"),
        *sections.proposals(telling),
    )


def _two_parts(telling: Telling) -> tuple[Block, ...]:
    report = telling.report
    return (
        _part(telling, "Phần thứ nhất", "first_part", report.name),
        telling.heading(1, "I", "general"),
        *_general(telling),
        telling.heading(1, "II", "results_short"),
        sections_results.tasks_summary(telling),
        *sections_results.programmes(telling),
        telling.heading(1, "III", "targets"),
        *target_table_text.chapter(telling),
        telling.heading(1, "IV", "awards"),
        telling.by_hand("awards.text", "awards.by_hand"),
        *appraisal.appraisal(telling, "V"),
        _part(telling, "Phần thứ hai", "second_part", report.next_name),
        telling.heading(1, "I", "next_short"),
        *sections.coming(telling, "mục V, Phần thứ nhất"),
        telling.heading(1, "II", "proposals"),
        *sections.proposals(telling),
    )


def _general(telling: Telling) -> tuple[Block, ...]:
    report = telling.report
    return sections.general(telling, *([made_of(telling, report)] if isinstance(report, PeriodFigures) else []))


def _part(telling: Telling, label: str, name: str, period: str) -> Heading:
    return Heading(0, label, capitalised(telling.say.text(f"headings.{name}", period=period)))
