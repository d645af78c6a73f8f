"""What the chapters of a report share: the templates, the figures, the appendices to point at, and how sentences become paragraphs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.reports.content import Block, BulletList, Heading, Paragraph, Run, paragraph
from app.reports.numbers import counted
from app.reports.papers import paper_words as words
from app.reports.papers.report_figures import Lead, ReportFigures
from app.reports.papers.tables import Annexes
from app.reports.phrases import Phrases
from app.text import fold

BY_HAND = "by_hand"
"""What a run says it rests on where nothing is known and a person has to write."""


@dataclass(frozen=True)
class Telling:
    """A report being put into words."""

    say: Phrases
    report: ReportFigures
    annexes: Annexes

    def heading(self, level: int, label: str, name: str, **values: object) -> Heading:
        """A heading by the name of its template."""
        return Heading(level, label, capitalised(self.say.text(f"headings.{name}", **values)))

    def by_hand(self, key: str, name: str) -> Paragraph:
        """A paragraph that a person has to write, with a word on what belongs there."""
        return paragraph(Run(self.say.text(name), italic=True, about=(BY_HAND,)), key=key)

    def lead(self, lead: Lead) -> str:
        """Who leads a task, or that nobody does."""
        return lead.name or self.say.text("appraisal.no_lead")


def told(key: str, *runs: Run) -> Paragraph:
    """Sentences as one paragraph, a blank between each two."""
    found = [run for run in runs if run.text]
    spaced = [Run(f"{run.text} ", run.bold, run.italic, run.about) for run in found[:-1]]
    return paragraph(*spaced, *found[-1:], key=key)


def listing(items: Sequence[Paragraph]) -> tuple[Block, ...]:
    """Paragraphs as a dash list; nothing for none."""
    return (BulletList(tuple(items)),) if items else ()


def capped(telling: Telling, items: Sequence[Paragraph], most: int, key: str) -> tuple[Block, ...]:
    """A dash list; past ``most`` a sentence says how many more there are."""
    if len(items) <= most:
        return listing(items)
    rest = counted(len(items) - most)
    return (*listing(items[:most]), told(f"{key}.more", telling.say.run("appraisal.more", n=rest)))


def capitalised(text: str) -> str:
    """The text with a capital first."""
    return f"{text[:1].upper()}{text[1:]}"


def merged(sayings: Iterable[tuple[str, str, int | None]]) -> list[tuple[str, list[str], tuple[str, ...]]]:
    """(text, who says it, entries) with equal texts put together, in the order in which they first came."""
    entries: dict[str, list[str]] = {}
    pairs = []
    for who, text, entry in sayings:
        pairs.append((who, text))
        if entry is not None:
            entries.setdefault(fold(text), []).append(f"progress:{entry}")
    return [(text, who, tuple(entries.get(fold(text), ()))) for text, who in words.merged(pairs)]
