"""How far the recogniser agrees with a careful reader on plans of our own: a floor for each folder, kind of file and aspect.

The ``open`` plans were there while the recogniser was built; the ``aside`` ones were kept from those who built it, so that what they
score is honest. A floor is what was reached when it was set, less a hair: a change that falls below it reads plans worse than before.
``python -m tests.plans.scoring open --why`` says where.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.plans.agreement import JUDGES, Item, agreement, matched, mean
from tests.plans.make import HERE, PAPERS, Kind, plans
from tests.plans.marks import marks
from tests.plans.scoring import SCANNED, parsed, readings, varied

ASPECTS = ("document", "programmes", "targets", "tasks", "milestones", "duties", "references", "recipients", "warnings")
FLOORS: dict[tuple[str, Kind], tuple[float, ...]] = {
    ("open", "txt"): (0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99),
    ("open", "docx"): (0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99),
    ("open", "pdf"): (0.98, 0.99, 0.99, 0.98, 0.99, 0.99, 0.99, 0.99, 0.99),
    ("office", "pdf"): (0.99, 0.99, 0.99, 0.93, 0.99, 0.99, 0.99, 0.99, 0.99),
    ("aside", "txt"): (0.99, 0.99, 0.98, 0.98, 0.99, 0.95, 0.99, 0.99, 0.97),
    ("aside", "docx"): (0.99, 0.99, 0.98, 0.98, 0.99, 0.95, 0.99, 0.99, 0.97),
    ("aside", "pdf"): (0.99, 0.99, 0.98, 0.95, 0.94, 0.95, 0.99, 0.99, 0.97),
}
"""The least mean of each aspect over the plans of a folder, in the order of ``ASPECTS``."""
WORST_PLAN = {"open": 0.96, "office": 0.97, "aside": 0.87}
WORST_LAYOUT = {"open": 0.96, "aside": 0.92}
WORST_SCAN = 0.87
SAMPLE = 0.99
FIGURES = 0.96


@cache
def read(folder: str, kind: Kind) -> tuple[tuple[str, Item, Item], ...]:
    """Every plan of the folder as a file of the kind: name, marks, what the program reads."""
    return tuple((name, marked, found) for name, _, marked, found in readings(HERE / folder, (kind,)))


@pytest.mark.parametrize(("folder", "kind"), FLOORS)
def test_no_aspect_and_no_plan_is_read_worse_than_when_its_floor_was_set(folder: str, kind: Kind) -> None:
    scores = {name: agreement(marked, found) for name, marked, found in read(folder, kind)}
    means = {aspect: sum(parts[aspect] for parts in scores.values()) / len(scores) for aspect in ASPECTS}
    below = {
        aspect: round(means[aspect], 3)
        for aspect, floor in zip(ASPECTS, FLOORS[folder, kind], strict=True)
        if means[aspect] < floor
    }
    bad = {name: round(mean(parts), 3) for name, parts in scores.items() if mean(parts) < WORST_PLAN[folder]}
    assert (below, bad) == ({}, {})


@pytest.mark.parametrize("folder", WORST_LAYOUT)
def test_another_letterhead_broken_lines_or_misread_letters_do_not_spoil_a_plan(folder: str) -> None:
    bad = {(plan, layout): round(mean(parts), 3) for plan, layout, parts in varied(HERE / folder, share=4)}
    floors = {where: WORST_SCAN if where[1] == SCANNED else WORST_LAYOUT[folder] for where in bad}
    assert {where: score for where, score in bad.items() if score < floors[where]} == {}


@pytest.mark.parametrize("plan", plans(HERE / "samples"), ids=lambda plan: plan.name)
def test_the_papers_that_come_with_the_sample_are_read_whole(plan: Any) -> None:
    kind = plan.page["format"]
    found = parsed(PAPERS / f"{plan.name}.{kind}")
    assert {aspect: score for aspect, score in agreement(marks(plan, kind), found).items() if score < SAMPLE} == {}


def targets_of(folder: str) -> Iterator[tuple[str, list[tuple[Item, Item]]]]:
    for name, marked, found in read(folder, "txt"):
        pairs = matched(marked["targets"], found["targets"], JUDGES["targets"])
        yield name, [(marked["targets"][i], found["targets"][j]) for _, i, j in pairs]


@pytest.mark.parametrize(("folder", "allowed"), [("open", 0), ("samples", 0), ("aside", 1)])
def test_claims_on_the_same_thing_at_different_horizons_have_one_measure(folder: str, allowed: int) -> None:
    split = []
    for name, pairs in targets_of(folder):
        keys: dict[str, set[str]] = {}
        for want, got in pairs:
            if "measure" in want:
                keys.setdefault(want["measure"], set()).add(got["measure"])
        split += [(name, measure, found) for measure, found in keys.items() if len(found) > 1]
        together = set().union(*keys.values())
        assert len(together) >= len(keys), f"{name}: different things under one measure"
    assert len(split) <= allowed, split


def test_a_task_that_states_a_figure_says_so() -> None:
    told = []
    for folder in ("open", "aside", "samples"):
        for _, marked, found in read(folder, "txt"):
            pairs = matched(marked["tasks"], found["tasks"], JUDGES["tasks"])
            told += [marked["tasks"][i]["measurable"] == found["tasks"][j]["measurable"] for _, i, j in pairs]
    assert sum(told) / len(told) >= FIGURES


def test_the_lead_of_a_task_is_the_one_named() -> None:
    for folder in ("open", "samples"):
        for name, marked, found in read(folder, "txt"):
            pairs = matched(marked["tasks"], found["tasks"], JUDGES["tasks"])
            named = [(marked["tasks"][i], found["tasks"][j]) for _, i, j in pairs if marked["tasks"][i]["lead"]]
            wrong = [json.dumps(got, ensure_ascii=False) for want, got in named if want["lead"] != got.get("lead")]
            assert wrong == [], name
