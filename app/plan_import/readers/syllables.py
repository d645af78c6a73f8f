"""Whether text reads as Vietnamese: by the shape of its syllables (onset, vowels with at most one tone, coda)."""

import re
import unicodedata

_WORDS = re.compile(r"[^\s.,;:!?()\[\]{}\"'“”‘’…/\\|<>=+*%&@#~^`–—-]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    "(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)


def is_syllable(word: str) -> bool:
    """Whether a word is built as a Vietnamese syllable; "đ" alone and abbreviations are not."""
    parts = unicodedata.normalize("NFD", word.casefold())
    toneless, tones = _TONES.subn("", parts)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


def score(text: str) -> float:
    """The share of syllables among the words that hold anything beyond ASCII, 0 to 1; 0 where there are none."""
    words = [word for word in _WORDS.findall(text) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
