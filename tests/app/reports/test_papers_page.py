"""The page on papers says what the program prints: the set, the measures of the page, the names that sentences are filled with."""

import re
from collections import defaultdict
from pathlib import Path

from app.plan.periods import PeriodKind
from app.reports.catalogue import PAPERS
from app.reports.layouts import MEASURES
from app.reports.phrases import phrases
from app.reports.table_choices import SETTING as NUMBERING
from app.session import Session
from db.migrations import STEPS
from tests.helpers.sources import CHECKOUT

PAGE = CHECKOUT / "resources" / "help" / "papers.md"
WORKSPACE = CHECKOUT / "resources" / "help" / "workspace.md"
NOTHING = "–"


def rows_under(heading: str, page: Path = PAGE) -> list[list[str]]:
    """The cells of the table of a chapter, without its head."""
    chapter = page.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in chapter.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def names(cell: str) -> list[str]:
    """The names in ticks, without braces."""
    return re.findall(r"`\{?(\w+)\}?`", cell)


def ticked(found: list[str] | frozenset[str]) -> str:
    return ", ".join(f"`{one}`" for one in found) or NOTHING


def test_the_page_lists_every_paper_with_its_periods_whom_it_is_for_and_its_options() -> None:
    signed = {(True, True): "figures", (True, False): "yes"}
    assert rows_under("The set") == [
        [
            f"`{paper.name}`",
            str(paper.title),
            paper.doc_kind or NOTHING,
            ticked([kind.value for kind in PeriodKind if kind in paper.periods]),
            ticked(sorted(paper.needs)),
            ticked(sorted(paper.options)),
            signed.get((paper.signable, paper.has_figures), NOTHING),
        ]
        for paper in PAPERS.values()
    ]


def test_the_page_lists_every_measure_with_its_default_its_range_and_where_it_comes_from() -> None:
    described = rows_under("The measures of the page")
    assert [names(row[0]) for row in described] == [[measure.name] for measure in MEASURES]
    for (_, words, unit, default, allowed, source), measure in zip(described, MEASURES, strict=True):
        assert (words, source) == (str(measure.words), str(measure.source))
        assert unit == (measure.unit or NOTHING)
        assert float(default) == measure.default
        ends = [float(one) for one in allowed.split(" - ")]
        assert (ends[0], ends[-1]) == (measure.low, measure.high)


def test_the_page_names_what_is_filled_into_the_sentences_of_each_part(session: Session) -> None:
    filled: dict[str, set[str]] = defaultdict(set)
    groups = {}
    for phrase in phrases(session):
        part = phrase.name.partition(".")[0]
        filled[part] |= set(phrase.placeholders)
        groups[part] = phrase.group
    assert rows_under("Sentences") == [
        [
            f"`{part}`",
            group,
            ", ".join(f"`{{{name}}}`" for name in sorted(filled[part])) or NOTHING,
        ]
        for part, group in groups.items()
    ]


def test_the_settings_of_papers_stand_on_the_page_of_the_workspace() -> None:
    settings = {name for row in rows_under("Settings by name (`setting`)", WORKSPACE) for name in names(row[0])}
    assert {"paper_layout", "paper_phrases", NUMBERING} <= settings


def test_the_page_of_the_workspace_names_the_schema_version_that_a_new_file_has() -> None:
    assert f"Schema version {len(STEPS)} (`user_version`)" in WORKSPACE.read_text(encoding="utf-8")
