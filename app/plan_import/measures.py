"""What a claim measures, as a key: claims on the same thing at different horizons get the same one (DOMAIN 2.6)."""

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import msgspec

from app.plan_import import amounts, horizons, phrases
from app.plan_import.draft import Target
from app.plan_import.vocabulary import load
from app.text import expand_abbreviations, fold

_LONGEST_KEY = 96
_MOST_COMPARED = 40
"""With how many claims that share a rare word one claim is compared: keeps joining linear in hostile text."""

_ALIKE = 0.75
"""The share of words that two claims must have in common to be about the same thing."""


def key(text: str) -> str:
    """The words of what is measured, folded, without figures, times and words of intent: "ket-nap-doan-vien"."""
    return _slug(_words(text))


def join(targets: Sequence[Target]) -> list[Target]:
    """The targets with one ``measure`` key for all that are on the same thing; two at the same horizon stay apart unless worded alike."""
    known: list[tuple[frozenset[str], str, str]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    by_key: dict[tuple[str, str], str] = {}
    joined = []
    for target in targets:
        words = frozenset((target.measure or "").split("-")) - {""}
        unit = target.unit or ""
        exact = (target.measure or "", unit)
        if exact not in by_key:
            by_key[exact] = _same_thing(words, unit, known, by_word) or exact[0]
            for word in words:
                by_word[word].append(len(known))
            known.append((words, unit, by_key[exact]))
        joined.append(msgspec.structs.replace(target, measure=by_key[exact] or None))
    return joined


def falling(targets: Sequence[Target]) -> list[tuple[Target, Target]]:
    """Shares to be reached that are lower at a later year than at the one before, each with the earlier: most likely a slip."""
    timed: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        rising = (
            target.unit == "percent" and target.comparator in {"at_least", "more_than"} and target.value is not None
        )
        if rising and target.measure and target.horizon.until is not None:
            timed[target.measure].append(target)
    found = []
    for together in timed.values():
        together.sort(key=lambda target: target.horizon.until or 0)
        found += [(one, other) for one, other in pairwise(together) if _is_less(other, one)]
    return found


def _is_less(later: Target, earlier: Target) -> bool:
    if later.value is None or earlier.value is None or later.horizon.until == earlier.horizon.until:
        return False
    return later.value < earlier.value


def _same_thing(
    words: frozenset[str], unit: str, known: list[tuple[frozenset[str], str, str]], by_word: dict[str, list[int]]
) -> str | None:
    rare = sorted((word for word in words if word in by_word), key=lambda word: len(by_word[word]))[:3]
    candidates = {place for word in rare for place in by_word[word][:_MOST_COMPARED]}
    best, most = None, _ALIKE
    for place in sorted(candidates):
        others, other_unit, measure = known[place]
        if other_unit != unit or (words ^ others) & _telling_apart():
            continue
        alike = len(words & others) / len(words | others)
        if alike >= most:
            best, most = measure, alike + 1e-9
    return best


def _words(text: str) -> list[str]:
    prepared = phrases.prepare(text)
    figures = [(found.first, found.last, found.noun if found.unit == "rate" else "") for found in amounts.find(text)]
    times = [(first, last, "") for _, first, last in horizons.find(text)]
    kept, behind = [], 0
    for first, last, counted in sorted(figures + times):
        if first >= behind:
            kept += [prepared[behind:first], counted]
        behind = max(behind, last)
    plain = _goals().sub(" ", " ".join([*kept, prepared[behind:]]))
    folded = expand_abbreviations(fold(plain))
    for written, meant in load("claims")["synonyms"].items():
        folded = folded.replace(fold(written), fold(meant))
    return [word for word in folded.split() if not word.isdecimal()]


def _slug(words: list[str]) -> str:
    slug = "-".join(words)
    if len(slug) <= _LONGEST_KEY:
        return slug
    return f"{slug[:_LONGEST_KEY].rsplit('-', 1)[0]}-{zlib.crc32(slug.encode()):08x}"


@cache
def _goals() -> re.Pattern[str]:
    words = load("claims")
    listed = [*words["goals"]["words"], *words["amounts_in_words"]["words"]]
    listed += [phrase for phrases_of in words["comparators"].values() for phrase in phrases_of if phrase[0].isalpha()]
    return re.compile(rf"(?<!\w){phrases.any_of(listed, words)}(?!\w)")


@cache
def _telling_apart() -> frozenset[str]:
    return frozenset(word for phrase in load("claims")["telling_apart"]["words"] for word in fold(phrase).split())
