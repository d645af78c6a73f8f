"""The words by which a plan is understood: lists under resources/plan_words, each read once.

What an office adds comes on top (``Vocabulary.extended``); nothing else in the program knows a phrase.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from app.text import fold

LISTS = ("sections", "documents", "bodies")
"""The lists a ``Vocabulary`` is made of; those of times, claims and citations are read by their own modules."""

_WORD = re.compile(r"\w+")
_TONE_ON_Y = re.compile(r"(?<!q)u([ýỳỷỹỵ])")
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
}  # fmt: skip
_TONE_PLACE = re.compile("|".join(_TONES))
_U = {"ý": "úy", "ỳ": "ùy", "ỷ": "ủy", "ỹ": "ũy", "ỵ": "ụy"}


@cache
def load(name: str) -> Mapping[str, Any]:
    """The word list ``name`` ("time", "claims", "citations", …) as its TOML says."""
    text = (files("resources") / "plan_words" / f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


def folded(text: str) -> tuple[str, ...]:
    """The words without accents: for titles, which scans damage most."""
    return tuple(fold(text).split())


def spelled(text: str) -> tuple[str, ...]:
    """The words with their accents, in small letters, in one of the two spellings (hòa, ủy): where "giao" must not be "giáo"."""
    return tuple(word for word, _, _ in places(text))


def places(text: str) -> list[tuple[str, int, int]]:
    """The words as ``spelled`` gives them, each with its first and last place in the text."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return [(_one_spelling(found.group()), found.start(), found.end()) for found in _WORD.finditer(small)]


@lru_cache(maxsize=8192)
def _one_spelling(word: str) -> str:
    if word.isascii():
        return word
    word = unicodedata.normalize("NFC", word).replace("ð", "đ")
    word = _TONE_PLACE.sub(lambda found: _TONES[found.group()], word)
    return _TONE_ON_Y.sub(lambda found: _U[found.group(1)], word)


class Phrases:
    """A list of phrases, found by their words: the longest first."""

    def __init__(self, phrases: Iterable[str], words: Callable[[str], tuple[str, ...]] = folded) -> None:
        self.words = words
        ways: dict[str, set[tuple[str, ...]]] = {}
        for phrase in phrases:
            split = words(phrase)
            if split:
                ways.setdefault(split[0], set()).add(split)
        self._ways = {first: sorted(found, key=len, reverse=True) for first, found in ways.items()}

    def at(self, words: Sequence[str], place: int = 0) -> int:
        """How many words the longest phrase takes that begins at ``place``; 0 for none."""
        if place >= len(words):
            return 0
        for phrase in self._ways.get(words[place], ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def begins(self, text: str) -> int:
        """How many words of a phrase the text begins with; 0 for none."""
        return self.at(self.words(text))

    def whole(self, text: str) -> bool:
        """Whether the text is one of the phrases and nothing more."""
        words = self.words(text)
        return bool(words) and any(phrase == words for phrase in self._ways.get(words[0], ()))

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """The first place where a phrase stands, and how many words it takes."""
        ways = self._ways
        for place in range(start, len(words) if end is None else min(end, len(words))):
            if words[place] in ways and (length := self.at(words, place)):
                return place, length
        return None

    def inside(self, text: str) -> bool:
        """Whether a phrase stands anywhere in the text."""
        return self.find(self.words(text)) is not None


@dataclass(frozen=True)
class Vocabulary:
    """The lists of sections, documents and bodies, ready to be matched."""

    lists: Mapping[str, Mapping[str, Any]]

    def extended(self, more: Mapping[str, Mapping[str, Any]]) -> "Vocabulary":
        """With what an office adds: {"bodies": {"bans": {"names": ["ban công nghệ"]}}}; lists are joined, nothing is taken away."""
        return Vocabulary({name: _joined(self.lists[name], more.get(name, {})) for name in self.lists})

    @cached_property
    def roles(self) -> Mapping[str, Phrases]:
        """Section roles and how their titles begin."""
        return {role: Phrases(table["starts"]) for role, table in self.lists["sections"].items()}

    @cached_property
    def documents(self) -> Mapping[str, Phrases]:
        """The words of the frame of a document, by what they are for."""
        return {name: Phrases(phrases) for name, phrases in self.lists["documents"].items()}

    @cached_property
    def kinds(self) -> Sequence[tuple[tuple[str, ...], str]]:
        """The types of documents, the longest first: words and the type as written."""
        named = [(folded(kind), kind) for kind in self.lists["documents"]["kinds"]]
        return sorted(named, key=lambda each: len(each[0]), reverse=True)

    @cached_property
    def levels(self) -> Sequence[tuple[int, Phrases]]:
        """Ranks of bodies, the most telling list first."""
        return [(level["rank"], Phrases(level["names"], spelled)) for level in self.lists["bodies"]["level"]]

    @cached_property
    def bodies(self) -> Mapping[str, Phrases]:
        """Phrases about bodies: for, give, starts, bans, verbs, lead, together, …, with their accents."""
        table = self.lists["bodies"]
        flat = {**table["words"], "bans": table["starts"]["bans"], "units": table["starts"]["units"]}
        ranked = [name for level in table["level"] for name in level["names"]]
        flat |= {"names": table["bans"]["names"], "known": [*table["bans"]["names"], *ranked]}
        flat |= {"verbs": table["verbs"]["starts"]}
        flat |= {"lead": table["verbs"]["lead"], "together": table["verbs"]["together"]}
        return {name: Phrases(phrases, spelled) for name, phrases in flat.items()}

    @cached_property
    def attributes(self) -> Mapping[str, Phrases]:
        """What a column of a table or a line "Thời gian: ..." says."""
        return {name: Phrases(phrases) for name, phrases in self.lists["bodies"]["attributes"].items()}


@cache
def standard() -> Vocabulary:
    """The vocabulary the program ships."""
    return Vocabulary({name: load(name) for name in LISTS})


def _joined(ours: Any, more: Any) -> Any:
    if isinstance(ours, Mapping) and isinstance(more, Mapping):
        return {key: _joined(ours.get(key), more[key]) if key in more else ours[key] for key in {**ours, **more}}
    if isinstance(ours, list) and isinstance(more, list):
        return [*ours, *more]
    return more
