"""What the bans of the province write of a task or figure in a quarter, by the words of the plan."""

import random
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.plan import periods
from app.sample.story import Story

BEGINNING = "2025-Q2"
NEWEST = "2026-Q3"
_STARTS = "2025-04-01"
_ALMOST = 90
_AT_LAST = 95
_COUNT = re.compile("[{]([nm])[}]")


def number_of(code: str) -> int:
    """How many quarters after the first of the story."""
    return (int(code[:4]) - int(BEGINNING[:4])) * 4 + int(code[-1]) - int(BEGINNING[-1])


def chance_for(*what: object) -> random.Random:
    """The same chances for the same thing, whatever was drawn before."""
    return random.Random("|".join(map(str, what)))


def fill(text: str, chance: random.Random, most: int = 420) -> str:
    """A text with its counts, each drawn anew: {n} a few, {m} up to ``most``."""
    return _COUNT.sub(lambda found: str(chance.randint(2, 9) if found[1] == "n" else chance.randint(12, most)), text)


def own_entry(words: dict[str, Any], code: str, goes_on: Sequence[str]) -> dict[str, Any]:
    """State, percent and texts of one of the office's tasks in a quarter; ``goes_on`` are texts for long work."""
    ends = periods.span(code)[1]
    chance = chance_for(words["number"], code)
    finish = words.get("finish")
    if finish and finish <= ends.isoformat():
        late = words.get("late", "") if finish > words["due"] else ""
        return {"state": "done", "percent": 100, "done_on": finish, "result": words["done"], "cause": late}
    turn = max(0, number_of(code) - _first_turn(words))
    if "due" not in words:
        texts = words["log"]
        return {"state": "in_progress", "result": fill(texts[turn % len(texts)], chance)}
    percent = _percent(words, ends)
    if percent == 0:
        return {"state": "not_started"}
    return {
        "state": "in_progress",
        "percent": percent,
        "result": _running(words, turn, chance, goes_on).format(percent=percent),
        **_overdue(words, ends),
    }


def said(story: Story, task: int, code: str, unit: int | None = None) -> dict[str, str]:
    """What hinders a ban or unit in a quarter and what it asks for, where the story says so."""
    for words in story.plan["said"]["list"]:
        of_unit = story.units[words["unit"]] if "unit" in words else None
        if (words["quarter"], story.tasks.get(words["task"]), of_unit) == (code, task, unit):
            return {name: words[name] for name in ("difficulty", "proposal") if name in words}
    return {}


def own_figure(story: Story, measure: int, code: str) -> tuple[int | None, int | None, int | None]:
    """What the office itself reports of a measure: numerator, denominator, value."""
    words = story.specs[measure]
    chance = chance_for(words["key"], code)
    if words["base"] == "money":
        return None, None, chance.randint(150, 330)
    if words["base"] == "few":
        return None, None, chance.randint(1, 4)
    cases = 5 * int(code[-1]) + chance.randint(0, 2)
    return round(cases * words["rate"]), cases, None


def _first_turn(words: dict[str, Any]) -> int:
    starts = words.get("starts", _STARTS)
    return number_of(periods.quarter_of(date.fromisoformat(starts)))


def _percent(words: dict[str, Any], ends: date) -> int:
    """How far the work is: in step with time, up to the figure the plan gives for the newest quarter."""
    starts = date.fromisoformat(words.get("starts", _STARTS))
    until = date.fromisoformat(words["finish"]) if "finish" in words else periods.span(NEWEST)[1]
    whole = _ALMOST if "finish" in words else words.get("percent", _ALMOST)
    passed = min(1.0, (ends - starts).days / max(1, (until - starts).days))
    return min(_AT_LAST, round(whole * passed / 5) * 5)


def _running(words: dict[str, Any], turn: int, chance: random.Random, goes_on: Sequence[str]) -> str:
    texts = words.get("log", ())
    if turn < len(texts):
        return fill(texts[turn], chance)
    return chance.choice(goes_on)


def _overdue(words: dict[str, Any], ends: date) -> dict[str, str]:
    due = words.get("extend") or words["due"]
    if due > ends.isoformat():
        return {}
    return {"cause": words.get("late", ""), "difficulty": words.get("difficulty", "")}
