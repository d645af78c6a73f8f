"""What the mid-term review and the final report share: how the work was led; shortcomings, causes, lessons (DOMAIN 2.2)."""

from collections import Counter
from collections.abc import Sequence

from app.plan.spans import Span
from app.reports.content import Block, Paragraph, Run
from app.reports.numbers import counted
from app.reports.papers import appraisal, period_paper, period_report, sections
from app.reports.papers import paper_words as words
from app.reports.papers.paper_head import Frame
from app.reports.papers.period_reading import PeriodFigures
from app.reports.papers.telling import Telling, capitalised, capped, merged, told
from app.text import clean_line

MOST = 12
"""Bullets of one list."""


def term_name(span: Span) -> str:
    """What the term is called: "2025 - 2030"."""
    label = span.term.label if span.term is not None else span.info.label or span.period.partition(":")[2]
    label = clean_line(label)
    for word in ("Nhiệm kỳ ", "nhiệm kỳ "):
        label = label.removeprefix(word)
    return label or span.period


def named(report: PeriodFigures, said: str) -> str:
    """What a report on a period of the office's own is about: the label it was opened with; ``said`` for a term, or without a label."""
    label = clean_line(report.span.info.label)
    return words.lowered(label) if report.period.startswith("X:") and label else said


def days(span: Span) -> str:
    """A period without a name of its own: "từ quý II năm 2025 đến quý II năm 2026"."""
    first, last = span.quarters[0][0], span.quarters[-1][0]
    return words.period_name(first) if first == last else f"từ {words.period_name(first)} đến {words.period_name(last)}"


def leading(telling: Telling, report: PeriodFigures, frame: Frame) -> tuple[Block, ...]:
    """I. Công tác lãnh đạo, triển khai: what it rests on, who leads what, milestones, how it was followed; from which quarters."""
    say = telling.say
    own, passed = report.summary.total, len(report.passed)
    shares = say.text("general.work_shares", own=counted(own), passed=counted(passed)) if own and passed else ""
    given = {
        "who": period_paper.who(report, frame),
        "programmes": counted(sum(line.id is not None for line in report.programmes)),
        "targets": counted(len(report.targets)),
        "tasks": counted(own + passed),
        "shares": shares,
    }
    documents = [words.basis(found).removeprefix("Căn cứ ") for found in report.bases]
    if documents:
        first = say.run("term.basis", documents=words.listed(documents, 3, "văn bản khác"), **given)
    else:
        first = say.run("term.basis_alone", **given)
    blocks = [told("leading.basis", first)]
    leads = Counter(line.lead.name for line in report.programmes if line.id is not None and line.lead.name)
    if leads:
        named = [say.text("term.lead", ban=ban, n=counted(n)) for ban, n in leads.items()]
        blocks.append(told("leading.leads", say.run("term.leads", leads=", ".join(named))))
    return (
        *blocks,
        *_milestones(telling, report),
        *sections.general(telling)[-1:],
        period_report.made_of(telling, report),
    )


def _milestones(telling: Telling, report: PeriodFigures) -> list[Paragraph]:
    if not report.reached:
        return []
    which = words.listed([f"“{words.quoted(words.phrase(each.text))}”" for each in report.reached], 6, "mốc khác")
    return [told("leading.milestones", telling.say.run("term.milestones", n=counted(len(report.reached)), which=which))]


def shortcomings(telling: Telling, label: str) -> tuple[Block, ...]:
    """Hạn chế, nguyên nhân, bài học: what did not go well, the causes that were given, and room for the lessons."""
    return (
        telling.heading(1, label, "shortcomings"),
        telling.heading(2, "1", "shortcomings_1"),
        *appraisal.weaknesses(telling, with_cause=False),
        telling.heading(2, "2", "shortcomings_2"),
        *causes(telling),
        telling.heading(2, "3", "shortcomings_3"),
        telling.by_hand("lessons.text", "term.lesson"),
    )


def causes(telling: Telling) -> tuple[Block, ...]:
    """The causes that bans and units gave, equal words put together."""
    late = [
        (task.lead.name, words.phrase(task.cause), task.entry_id)
        for task in telling.report.tasks
        if task.column == "overdue" and task.cause
    ]
    said = ((saying.who, words.phrase(saying.cause), saying.entry_id) for saying in telling.report.sayings)
    found = merged([*late, *said])
    if not found:
        return (told("causes.none", telling.say.run("term.no_cause")),)
    items = [_cause(telling, at, *each) for at, each in enumerate(found)]
    return capped(telling, items, MOST, "causes")


def _cause(telling: Telling, at: int, text: str, who: Sequence[str], entries: tuple[str, ...]) -> Paragraph:
    key = f"causes.{entries[0] if entries else at}"
    cause = capitalised(text)
    if not who:
        return told(key, Run(words.sentence(cause), about=entries))
    return told(key, telling.say.run("term.cause", *entries, cause=cause, who=words.listed(who, 3)))
