"""How like two texts are, and the likest of many: by the rare words they share, so that a long list is not compared with a long list.

Pure functions over folded words. Linear in length: each word leads to the texts that hold it, and words that nearly every text holds
lead nowhere.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from app.text import fold

COMMON = 40
"""A word that stands in more texts than this, and in more than a fifth of them, is not looked up: it tells nothing."""

_NUMBERS_WEIGH = 0.5


class Alike:
    """Texts to be found by what is like them. ``texts`` keeps its order; places are indexes into it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._words = [Counter(fold(text).split()) for text in texts]
        self._holders: dict[str, list[int]] = {}
        for place, words in enumerate(self._words):
            for word in words:
                self._holders.setdefault(word, []).append(place)
        self._most = max(COMMON, len(texts) // 5)
        self._many = len(texts) + 1

    def best(self, text: str, least: float, but: Iterable[int] = ()) -> tuple[int, float] | None:
        """(place, likeness) of the text that is likest, when it reaches ``least``; those in ``but`` are left out."""
        ranked = self.ranked(text, least, but)
        return ranked[0] if ranked else None

    def ranked(self, text: str, least: float, but: Iterable[int] = ()) -> list[tuple[int, float]]:
        """(place, likeness) of the texts that reach ``least``, the likest first, in order where they are alike."""
        words = Counter(fold(text).split())
        left_out = set(but)
        places: dict[int, None] = {}
        for word in words:
            holders = self._holders.get(word, ())
            if len(holders) <= self._most:
                places.update(dict.fromkeys(holders))
        found = [(place, self._likeness(words, self._words[place])) for place in places if place not in left_out]
        return sorted((one for one in found if one[1] >= least), key=lambda one: (-one[1], one[0]))

    def _likeness(self, one: Counter[str], other: Counter[str]) -> float:
        common = sum(self._weight(word) * min(count, other[word]) for word, count in one.items() if word in other)
        whole = sum(self._weight(word) * count for words in (one, other) for word, count in words.items())
        return round(2 * common / whole, 3) if whole else 0.0

    def _weight(self, word: str) -> float:
        """Rare words weigh more; a number weighs less, because plans on the same thing differ in their figures."""
        rarity = math.log(1 + self._many / (1 + len(self._holders.get(word, ()))))
        return rarity * (_NUMBERS_WEIGH if word.isdigit() else 1)
