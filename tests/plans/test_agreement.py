"""The scoring agrees with the scorer of the contract, where that lies beside the checkout, on good, broken and empty readings."""

import copy
import importlib.util
import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from tests.plans.agreement import Item, agreement
from tests.plans.make import FOLDERS, HERE, plans
from tests.plans.marks import marks

MARKED = [(plan.name, marks(plan)) for folder in FOLDERS for plan in plans(HERE / folder)]
LISTS = ("programmes", "targets", "tasks", "milestones", "duties", "references", "recipients", "warnings")


@pytest.fixture(scope="module")
def contract() -> Callable[[Item, Item], dict[str, float]]:
    """The scorer handed out with the contract."""
    beside = Path(__file__).resolve().parents[2].parent / "shared"
    path = Path(os.environ.get("TIENDO_SHARED") or beside) / "plans" / "score.py"
    if not path.exists():
        pytest.skip("the shared plans are not here")
    spec = importlib.util.spec_from_file_location("contract_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Callable[[Item, Item], dict[str, float]], module.score)


def perfect(marked: Item) -> Item:
    """What a reader would print that finds just what is marked."""
    reading = copy.deepcopy(marked)
    document = reading["document"]
    document["kind"], document["title"] = document["kind"][0], document["heading"]
    return reading


def damaged(reading: Item, seed: int) -> Item:
    """The reading with items lost, doubled, cut short and with wrong values."""
    chance = random.Random(seed)
    for name in LISTS:
        items: list[Any] = [copy.deepcopy(item) for item in reading[name] if chance.random() > 0.2]
        items += [copy.deepcopy(item) for item in items if chance.random() > 0.8]
        for item in items:
            if isinstance(item, dict):
                _spoil(item, chance)
        reading[name] = items
    return reading


def _spoil(item: Item, chance: random.Random) -> None:
    for key in list(item):
        if chance.random() < 0.15:
            value = item[key]
            item[key] = value[: len(value) * 3 // 4] if isinstance(value, str) else None


@pytest.mark.parametrize(("name", "marked"), MARKED, ids=[name for name, _ in MARKED])
def test_a_reading_that_finds_just_what_is_marked_scores_one_in_every_aspect(name: str, marked: Item) -> None:
    assert agreement(marked, perfect(marked)) == dict.fromkeys(agreement(marked, {}), 1.0)


@pytest.mark.parametrize(("name", "marked"), MARKED, ids=[name for name, _ in MARKED])
def test_our_scoring_is_that_of_the_contract(
    name: str, marked: Item, contract: Callable[[Item, Item], dict[str, float]]
) -> None:
    readings = [{}, perfect(marked), *(damaged(perfect(marked), seed) for seed in range(3))]
    for reading in readings:
        assert agreement(marked, reading) == pytest.approx(contract(marked, reading))


def test_what_is_invented_costs_as_what_is_missing_does() -> None:
    _, marked = MARKED[0]
    reading = perfect(marked)
    reading["tasks"] += [{"text": "Một việc không có trong văn bản", "lines": [1, 1]}] * len(reading["tasks"])
    assert agreement(marked, reading)["tasks"] == pytest.approx(2 / 3)


def test_an_optional_mark_is_neither_asked_for_nor_punished() -> None:
    marked = next(marked for _, marked in MARKED if any("optional" in duty for duty in marked["duties"]))
    reading = perfect(marked)
    reading["duties"] = [duty for duty in reading["duties"] if "optional" not in duty]
    assert agreement(marked, reading)["duties"] == agreement(marked, perfect(marked))["duties"] == 1.0


def test_the_marks_are_plain_json() -> None:
    assert all(json.loads(json.dumps(marked)) == marked for _, marked in MARKED)
