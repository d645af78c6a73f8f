"""How far a parsed plan agrees with the marks of a careful reader: one number from 0 to 1 for each aspect.

The rules of the contract for ``tiendo plan parse`` ("tiendo.plan/1"): lists are matched one to one, the best pair first, and an
aspect is the F1 of its matches, so that what is missing and what is invented both cost; marks that are ``optional`` are neither
asked for nor punished.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any

Item = dict[str, Any]
Judge = Callable[[Any, Any], float]
_BAD = (TypeError, ValueError, AttributeError, KeyError, IndexError)


def fold(text: object) -> str:
    """Words only, lower case, composed: what two spellings of the same text have in common."""
    composed = unicodedata.normalize("NFC", "" if text is None else str(text)).casefold()
    return re.sub(r"[\s\W_]+", " ", composed).strip()


def alike(first: object, second: object) -> float:
    """How alike two texts are; 0 where they share too little to be compared."""
    return _alike(fold(first), fold(second))


@lru_cache(maxsize=65536)
def _alike(first: str, second: str) -> float:
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    short, long = sorted((len(first), len(second)))
    words, others = set(first.split()), set(second.split())
    if short < 0.4 * long or len(words & others) < 0.4 * min(len(words), len(others)):
        return 0.0
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()


def same_text(first: object, second: object) -> float:
    """1 for the same text, falling to 0 where 85 % agree."""
    likeness = alike(first, second)
    return 1.0 if likeness >= 0.995 else max(0.0, (likeness - 0.85) / 0.15)


def overlap(expected: Item, parsed: Item) -> bool:
    """Whether the lines of both meet; true where none are marked."""
    want, got = expected.get("lines"), parsed.get("lines")
    if not want:
        return True
    try:
        return got is not None and int(got[0]) <= want[1] and int(got[1]) >= want[0]
    except _BAD:
        return False


def _text(item: object) -> object:
    return item.get("text") if isinstance(item, dict) else item


def _optional(item: object) -> bool:
    return isinstance(item, dict) and bool(item.get("optional"))


def matched(expected: list[Any], parsed: list[Any], judge: Judge) -> list[tuple[float, int, int]]:
    """The pairs (how well, which expected, which parsed), each item in one pair at most, the best first."""
    pairs = [
        (value, i, j)
        for i, want in enumerate(expected)
        for j, got in enumerate(parsed)
        if (value := _judged(judge, want, got)) > 0
    ]
    taken: set[int] = set()
    found: set[int] = set()
    kept = []
    for value, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in found and j not in taken:
            found.add(i)
            taken.add(j)
            kept.append((value, i, j))
    return kept


def _judged(judge: Judge, want: object, got: object) -> float:
    try:
        return float(judge(want, got))
    except _BAD:
        return 0.0


def f1(expected: list[Any], parsed: list[Any], judge: Judge) -> float:
    """The F1 of the matches; pairs with an optional mark count on neither side."""
    required = sum(not _optional(want) for want in expected)
    pairs = matched(expected, parsed, judge)
    forgiven = sum(_optional(expected[i]) for _, i, _ in pairs)
    total = sum(value for value, i, _ in pairs if not _optional(expected[i]))
    counted = len(parsed) - forgiven
    if not required:
        return 1.0 / (1.0 + counted)
    if not counted or not total:
        return 0.0
    precision, recall = total / counted, total / required
    return 2 * precision * recall / (precision + recall)


def _document(want: Item, got: Item) -> float:
    checks = [
        fold(want[key]) == fold(got.get(key))
        for key in ("number", "issued_on", "place", "signer", "issuer")
        if key in want
    ]
    kind, title, heading = fold(got.get("kind")), fold(got.get("title")), fold(want["heading"])
    checks.append(kind in {fold(each) for each in want["kind"]})
    checks.append(title.startswith(heading) or f"{kind} {title}".startswith(heading))
    if "issued_under" in want:
        under, given = want["issued_under"], got.get("issued_under") or {}
        checks.append(
            fold(under["number"]) == fold(given.get("number")) and under["issued_on"] == given.get("issued_on")
        )
    return sum(checks) / len(checks)


def _programme(want: Item, got: Item) -> float:
    title = fold(got.get("title"))
    if not title.startswith(fold(want["title"])) and alike(want["title"], title) < 0.85:
        return 0.0
    same_lead, same_number = (fold(want.get(key)) == fold(got.get(key)) for key in ("lead", "number"))
    return 0.5 + 0.3 * same_lead + 0.2 * same_number


def _target(want: Item, got: Item) -> float:
    texts = [text for text in (got.get("text"), got.get("text_full")) if text]
    claim = fold(want["text"])
    near = any(
        alike(want["text"], text) >= 0.7 or alike(want["text_full"], text) >= 0.9 or (claim and claim in fold(text))
        for text in texts
    )
    if not near or not overlap(want, got):
        return 0.0
    if not _same_value(want["value"], got.get("value")):
        return 0.1
    horizon, given = want["horizon"], got.get("horizon") or {}
    same_end: bool = horizon["kind"] == given.get("kind") and horizon["to"] == given.get("to")
    same_start: bool = horizon["kind"] != "span" or horizon["from"] == given.get("from")
    same_unit: bool = want["unit"] == got.get("unit")
    same_comparator: bool = want["comparator"] == got.get("comparator")
    return 0.4 + 0.1 * same_unit + 0.2 * same_end + 0.1 * same_start + 0.2 * same_comparator


def _same_value(want: float | None, got: object) -> bool:
    if want is None or isinstance(got, bool) or not isinstance(got, int | float):
        return want is None and got is None
    return abs(got - want) < 1e-9


def _task(want: Item, got: Item) -> float:
    text = same_text(want["text"], got.get("text"))
    if not text or not overlap(want, got):
        return 0.0
    group = alike(want["group"], got.get("group")) >= 0.85
    window: bool = bool(want.get("window_free")) or all(want[key] == got.get(key) for key in ("start", "end"))
    scope: bool = want["scope"] == got.get("scope")
    details: bool = not want["details"] or f1(want["details"], got.get("details") or [], _alike_items) >= 0.8
    return text * (0.6 + 0.15 * group + 0.1 * window + 0.05 * scope + 0.1 * details)


def _alike_items(want: object, got: object) -> float:
    return float(alike(want, _text(got)) >= 0.85)


def _duty(want: Item, got: Item) -> float:
    body = alike(want["body"], got.get("body")) >= 0.8
    body = body or (len(fold(want["body"])) > 8 and fold(got.get("body")).startswith(fold(want["body"])))
    texts = [_text(text) for text in got.get("texts") or []]
    if not body:
        return float(_optional(want) and any(_alike_items(a, b) for a in want["texts"] for b in texts))
    if "programmes" in want:
        return 0.5 + 0.5 * (sorted(want["programmes"]) == sorted(map(str, got.get("programmes") or [])))
    return 0.3 + 0.7 * f1(want["texts"], texts, _alike_items)


def _milestone(want: Item, got: Item) -> float:
    return float(want["start"] == got.get("start") and want["end"] == got.get("end"))


def _reference(want: Item, got: Item) -> float:
    if fold(want["number"]) != fold(got.get("number")):
        return 0.0
    return 1.0 if want["issued_on"] == got.get("issued_on") else 0.6


def _recipient(want: object, got: object) -> float:
    return float(alike(want, _text(got)) >= 0.8)


def _warned(want: list[Item], got: list[Any]) -> float:
    """The share of the expected warnings that were given; further ones are not punished."""

    def given(mark: Item) -> bool:
        line = mark["line"]
        return any(
            isinstance(each, dict)
            and each.get("code") == mark["code"]
            and (line is None or each.get("line") == line or overlap({"lines": [line, line]}, each))
            for each in got
        )

    return sum(map(given, want)) / len(want) if want else 1.0


JUDGES: dict[str, Judge] = {
    "programmes": _programme, "targets": _target, "tasks": _task, "milestones": _milestone, "duties": _duty,
    "references": _reference, "recipients": _recipient,
}  # fmt: skip


def agreement(expected: Item, parsed: Item) -> dict[str, float]:
    """Each aspect with its number, from the document's head to its warnings."""
    result = {"document": _document(expected["document"], parsed.get("document") or {})}
    for aspect, judge in JUDGES.items():
        got = parsed.get(aspect)
        result[aspect] = f1(expected[aspect], got if isinstance(got, list) else [], judge)
    result["warnings"] = _warned(expected["warnings"], parsed.get("warnings") or [])
    return result


def mean(parts: dict[str, float]) -> float:
    """The mean of the aspects."""
    return sum(parts.values()) / len(parts)
