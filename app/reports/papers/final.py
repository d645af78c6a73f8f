"""Tổng kết nhiệm kỳ: the whole term, target by target "đã đạt, chưa đạt, nguyên nhân và đề xuất kiến nghị" (DOMAIN 2.2)."""

from collections.abc import Sequence
from dataclasses import replace

from app.plan.figures import AsOf, TargetFigure
from app.plan.verdicts import Verdict
from app.reports.content import Block, Document, Paragraph, Run
from app.reports.numbers import counted
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
from app.reports.papers.telling import BY_HAND, Telling, listing, told
from app.reports.phrases import Phrases
from app.reports.table_choices import numbering_of
from app.session import Session

APPENDICES = ("tasks", "bans", "units", "charts")


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
    """The final report of a term, by its label ("T:2025-2030"). A term that still runs gives a draft that names what is missing.

    Raises NotFound for a term that is not known, or none of whose quarters was opened.
    """
    chosen = Chosen(frame, appendices, numbering_of(session, numbering), replaces)
    return compose(figures(session, period, as_of=as_of), chosen, Phrases.of(session))


def figures(session: Session, period: str, *, as_of: AsOf | None = None) -> PeriodFigures:
    """The figures of the report: what is frozen when it is signed."""
    report = read(session, period, as_of=as_of)
    term = term_parts.term_name(report.span)
    if period.startswith("T:"):
        return replace(report, called=f"nhiệm kỳ {term}", called_next="nhiệm kỳ tới")
    return replace(report, called=term_parts.days(report.span), called_next="thời gian tới")


def compose(report: PeriodFigures, chosen: Chosen, say: Phrases) -> Document:
    """The report out of its figures."""
    telling = Telling(say, report, tables.annexes(report, chosen.appendices))
    name = "subjects.final" if report.period.startswith("T:") else "subjects.special"
    subject = term_parts.named(report, say.text(name, term=term_parts.term_name(report.span)))
    body = (
        telling.heading(1, "I", "leading"),
        *term_parts.leading(telling, report, chosen.frame),
        telling.heading(1, "II", "targets"),
        *_judged(telling),
        telling.heading(1, "III", "programmes"),
        sections_results.tasks_summary(telling),
        *sections_results.programmes(telling, targets=False),
        telling.heading(1, "IV", "awards"),
        telling.by_hand("awards.text", "awards.by_hand"),
        *term_parts.shortcomings(telling, "V"),
        telling.heading(1, "VI", "next_term"),
        *sections.proposals(telling, "term.no_proposals"),
    )
    return period_paper.document(telling, chosen, subject, body, bases=False)


def _judged(telling: Telling) -> tuple[Block, ...]:
    """How many targets are met, the table of all, then each: met, not met with its cause, not judged."""
    report, say = telling.report, telling.say
    if not report.targets:
        return (told("results.targets", say.run("term.no_targets")),)
    groups = {verdict: [each for each in report.targets if each.verdict is verdict] for verdict in Verdict}
    table = told("results.table", say.run("term.table", day=words.day(report.at.cutoff)))
    blocks: list[Block] = [told("results.targets", _summary(telling, groups)), table, target_table_text.table(report)]
    parts: tuple[tuple[str, tuple[Block, ...]], ...] = (
        (
            "met",
            listing(target_words.against(telling, groups[Verdict.met], "met"))
            or (told("met.none", say.run("term.none_met")),),
        ),
        (
            "not_met",
            listing(_not_met(telling, groups[Verdict.not_met])) or _none_missed(telling, groups),
        ),
        ("not_judged", listing(target_words.against(telling, groups[Verdict.unknown], "not_judged"))),
    )
    shown = [(name, body) for name, body in parts if body]
    for number, (name, body) in enumerate(shown, 1):
        blocks += [telling.heading(2, str(number), name), *body]
    return tuple(blocks)


def _summary(telling: Telling, groups: dict[Verdict, list[TargetFigure]]) -> Run:
    total = len(telling.report.targets)
    names = {Verdict.met: "judged_met", Verdict.not_met: "judged_not_met", Verdict.unknown: "judged_unknown"}
    parts = [
        telling.say.text(f"term.{name}", n=counted(len(groups[verdict])), rate=words.share(len(groups[verdict]), total))
        for verdict, name in names.items()
        if groups[verdict]
    ]
    return telling.say.run("term.judged", n=counted(total), parts="; ".join(parts))


def _not_met(telling: Telling, targets: Sequence[TargetFigure]) -> list[Paragraph]:
    """The targets that were not met, thresholds on one figure together. Why they were not a person has to write: what was logged gives
    the causes of late tasks, and a target has many."""
    cause = Run(f" {telling.say.text('term.missed_cause')}", about=(BY_HAND,))
    return [replace(told, runs=(*told.runs, cause)) for told in target_words.against(telling, targets, "not_met")]


def _none_missed(telling: Telling, groups: dict[Verdict, list[TargetFigure]]) -> tuple[Block, ...]:
    return () if groups[Verdict.unknown] else (told("not_met.none", telling.say.run("term.all_met")),)
