"""Sơ kết giữa nhiệm kỳ: from the beginning of the term to the end of a period, assembled from its quarters (DOMAIN 2.2).

For a term itself the first half of it; for a quarter, half-year, year and so on what lies between the beginning of the term and its end.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from app.numbers import format_percent
from app.plan import periods
from app.plan.figures import AsOf, TargetFigure
from app.plan.verdicts import Comparator, Verdict
from app.reports.content import Block, Document, Paragraph
from app.reports.papers import paper_words as words
from app.reports.papers import (
    period_paper,
    sections,
    sections_results,
    tables,
    target_table_text,
    target_words,
    term_parts,
)
from app.reports.papers.paper_head import Frame
from app.reports.papers.period_paper import Chosen
from app.reports.papers.period_reading import PeriodFigures, read
from app.reports.papers.telling import Telling, listing, told
from app.reports.phrases import Phrases
from app.reports.table_choices import numbering_of
from app.session import Session

APPENDICES = ("tasks", "bans", "units", "charts")
FAR_BELOW = Fraction(1, 2)
"""A target whose straight line reaches less than this share of it by its end is proposed for adjustment; a person decides."""

_UP = {Comparator.ge, Comparator.gt, Comparator.eq}


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
    """The mid-term review. Raises NotFound where no term is known or none of its quarters was opened."""
    chosen = Chosen(frame, appendices, numbering_of(session, numbering), replaces)
    return compose(figures(session, period, as_of=as_of), chosen, Phrases.of(session))


def figures(session: Session, period: str, *, as_of: AsOf | None = None) -> PeriodFigures:
    """The figures of the review: what is frozen when it is signed."""
    report = read(session, period, as_of=as_of, half=True, since_term=True)
    term = term_parts.term_name(report.span)
    if periods.parse(period).first_month is not None:
        called = f"nhiệm kỳ {term} (tính đến hết {words.period_name(period)})"
        return replace(report, called=called, called_next="thời gian còn lại của nhiệm kỳ")
    if period.startswith("T:"):
        return replace(report, called=f"nửa đầu nhiệm kỳ {term}", called_next=f"nửa cuối nhiệm kỳ {term}")
    return replace(report, called=term_parts.days(report.span), called_next="thời gian tới")


def compose(report: PeriodFigures, chosen: Chosen, say: Phrases) -> Document:
    """The review out of its figures."""
    telling = Telling(say, report, tables.annexes(report, chosen.appendices))
    subject = term_parts.named(report, say.text("subjects.mid_term", term=term_parts.term_name(report.span)))
    body = (
        telling.heading(1, "I", "leading"),
        *term_parts.leading(telling, report, chosen.frame),
        telling.heading(1, "II", "targets"),
        *target_table_text.chapter(telling, always=True),
        *_yearly(telling),
        telling.heading(1, "III", "programmes"),
        sections_results.tasks_summary(telling),
        *sections_results.programmes(telling, targets=False),
        *term_parts.shortcomings(telling, "IV"),
        telling.heading(1, "V", "second_half"),
        telling.heading(2, "1", "second_half_1"),
        *sections.coming(telling, "mục IV"),
        telling.heading(2, "2", "second_half_2"),
        *adjustments(telling),
        telling.heading(2, "3", "proposals"),
        *sections.proposals(telling),
    )
    return period_paper.document(telling, chosen, subject, body, bases=False)


def _yearly(telling: Telling) -> tuple[Block, ...]:
    """Targets of every year, year by year: the table has the newest."""
    found = [target for target in telling.report.targets if target.horizon == "yearly" and target.to_date.text]
    if not found:
        return ()
    return told("yearly", telling.say.run("term.yearly")), *listing(target_words.against(telling, found, "yearly"))


def adjustments(telling: Telling) -> tuple[Block, ...]:
    """Targets of later years that are reached already, and those that go far below; else that all are kept."""
    later = [target for target in telling.report.targets if target.horizon not in target_words.YEARLY]
    items = [paragraph for target in later for paragraph in _adjustment(telling, target)]
    return listing(items) or (told("adjustments.none", telling.say.run("term.no_adjust")),)


def _adjustment(telling: Telling, target: TargetFigure) -> tuple[Paragraph, ...]:
    end, limit = target.horizon_end, target.threshold
    if end is None or limit is None or target.comparator not in _UP or end <= target_words.last_day(telling.report):
        return ()
    if target.verdict is Verdict.met:
        name = "term.ahead"
    elif target.projected is not None and target.projected < limit * FAR_BELOW:
        name = "term.adjust"
    else:
        return ()
    run = telling.say.run(
        name,
        f"target:{target.target_id}",
        target=words.clipped(target.text, 220),
        threshold=words.threshold(target, sign=False),
        reached=_short(target),
    )
    return (told(f"adjustments.target:{target.target_id}", run),)


def _short(target: TargetFigure) -> str:
    figure = target.to_date
    if figure.rate:
        return figure.text_percent or figure.text
    share = f" ({format_percent(target.achievement)})" if target.achievement is not None else ""
    return f"{figure.text}{f' {target.unit_text}' if target.unit_text else ''}{share}"
