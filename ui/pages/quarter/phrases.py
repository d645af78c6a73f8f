"""Phrases used before, offered while a text is typed: offices write the same sentences every quarter. No Qt in here."""

import re
from collections import defaultdict
from collections.abc import Iterable

from app.text import fold

MOST_TEXTS = 600
OFFERED = 3
_CLAUSE = re.compile(r"[.;\n]+")
_LEAST_LETTERS = 3
_LEAST_GAIN = 6
"""A phrase that saves fewer letters than this is in the way."""


class PhraseBook:
    """Clauses of earlier texts, found by their words."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._clauses: list[list[str]] = []
        self._folded: list[list[str]] = []
        self._starts: dict[str, list[tuple[int, int]]] = defaultdict(list)
        distinct = dict.fromkeys(text for text in texts if text)
        for text in list(distinct)[:MOST_TEXTS]:
            for clause in _CLAUSE.split(text):
                self._add(clause.split())

    def suggest(self, typed: str) -> list[tuple[int, str]]:
        """What could stand at the end of ``typed``: (how many letters of it are replaced, the phrase), the longest match first.

        The last two words must begin a known run of words; at the start of a clause one word is enough.
        """
        tail = _CLAUSE.split(typed)[-1]
        words = tail.split()
        if not words or typed[-1:].isspace() or len(fold(words[-1])) == 0:
            return []
        found: dict[str, int] = {}
        for count in (3, 2, 1):
            if count > len(words) or (count == 1 and len(words) > 1):
                continue
            fragment = words[-count:]
            replaced = _length_of(tail, count)
            for phrase in self._matching([fold(word) for word in fragment], at_start=count == 1):
                if len(phrase) >= replaced + _LEAST_GAIN and not any(known.endswith(phrase) for known in found):
                    found.setdefault(phrase, replaced)
        return [(replaced, phrase) for phrase, replaced in list(found.items())[:OFFERED]]

    def _add(self, words: list[str]) -> None:
        folded = [fold(word) for word in words]
        if len(words) < 2 or folded in self._folded[-50:]:
            return
        self._clauses.append(words)
        self._folded.append(folded)
        for place, word in enumerate(folded):
            self._starts[word].append((len(self._clauses) - 1, place))

    def _matching(self, fragment: list[str], *, at_start: bool) -> list[str]:
        *whole, last = fragment
        if len("".join(fragment)) < _LEAST_LETTERS:
            return []
        if at_start:
            places = [(at, 0) for at, folded in enumerate(self._folded) if folded[0].startswith(last)]
        else:
            places = self._starts.get(whole[0], [])
        found = []
        for at, start in places:
            folded = self._folded[at][start : start + len(fragment)]
            if len(folded) == len(fragment) and folded[:-1] == whole and folded[-1].startswith(last):
                found.append(" ".join(self._clauses[at][start:]))
        return list(dict.fromkeys(found))


def _length_of(text: str, words: int) -> int:
    """How many letters the last ``words`` words of a text take, with the blanks between them."""
    starts = [found.start() for found in re.finditer(r"\S+", text)]
    return len(text) - starts[-words]
