"""Text that a scan, a font or a converter damaged: words that are no Vietnamese syllables, old encodings (DOMAIN 4.1).

Nothing is mended: each line is told once, so that a person looks at it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from app.i18n import Message, msg
from app.plan_import.draft import Warned
from app.plan_import.source import Line
from app.plan_import.vocabulary import load

MOST = 200
"""Damaged lines told of one document; a file with more is damaged as a whole."""

_WORD = re.compile(r"[^\W\d_]+")
_OLD = re.compile(
    r"[A-Za-zÀ-ỹ][µμ¸®«»¬¶¹ªäåæçëîïñöøûüþßÞÆÄÅØ×¨©÷−]+[A-Za-z]|(?<![A-Za-zÀ-ỹ])®[A-Za-z]|[a-z][µμ](?![A-Za-zÀ-ỹ])"
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ETH = re.compile("[ðÐ]")
_VOWELS = set("aăâeêioôơuưy")


def damaged(lines: Sequence[Line]) -> list[Warned]:
    """What is odd about the letters of a document."""
    return list(islice(_warnings(lines), MOST))


def _warnings(lines: Sequence[Line]) -> Iterator[Warned]:
    clean: set[str] = set()
    for line in lines:
        if _OLD.search(line.text):
            yield _warned(
                line, "legacy_encoding", msg("Dòng còn chữ theo bảng mã cũ: “{text}”.", text=_short(line.text))
            )
        elif _ETH.search(line.text):
            words = msg("Chữ Ð (eth) đứng thay chữ Đ: “{text}”.", text=_short(line.text))
            yield _warned(line, "damaged_text", words)
        else:
            word = _damaged_word(line.text, clean)
            if word:
                words = msg("Chữ “{word}” có vẻ bị hỏng khi quét hoặc chuyển đổi.", word=word)
                yield _warned(line, "damaged_text", words)


def _warned(line: Line, code: str, words: Message) -> Warned:
    return Warned(code=code, line=line.number, message=str(words))


def _short(text: str) -> str:
    return " ".join(text.split())[:60]


def _damaged_word(text: str, clean: set[str]) -> str | None:
    """The first word that is damaged. ``clean`` remembers the words that are not."""
    for found in _WORD.finditer(text):
        word = found.group()
        if word not in clean:
            if not _is_sound(unicodedata.normalize("NFC", word)):
                return word
            clean.add(word)
    hit = _known().search(text.lower())
    return hit.group() if hit else None


def _is_sound(word: str) -> bool:
    """Whether a word may stand in Vietnamese text: a syllable, an abbreviation, a foreign word without accents."""
    small = word.lower()
    plain, tones = _TONES.subn("", unicodedata.normalize("NFD", small))
    plain = unicodedata.normalize("NFC", plain)
    if small.isascii():
        if not word.islower() or not 1 < len(word) <= 4 or small in _short_forms():
            return True
        return (
            bool(_VOWELS & set(small))
            if small[0] != "q"
            else small.startswith("qu") and len(small) > 2 and small[2] in "aeioy"
        )
    if not _VOWELS & set(plain):
        return not word.islower() or len(word) == 1 or small in _short_forms()
    if not word[1:].islower() and not tones and word[1:]:
        return True
    return _is_syllable(small, plain, tones)


def _is_syllable(small: str, plain: str, tones: int) -> bool:
    spelling = load("spelling")
    if plain.startswith(tuple(spelling["foreign"])) or plain.endswith("k"):
        return True
    if tones > 1:
        return False
    for onset in (*spelling["onsets"], ""):
        if plain.startswith(onset):
            rime = plain[len(onset) :]
            if rime in _rimes():
                toned_last = tones and small[-1:] != plain[-1:] and len(rime) > 1
                return not (toned_last and rime in _untoned_ends())
    return False


@cache
def _rimes() -> frozenset[str]:
    return frozenset(load("spelling")["rimes"].split())


@cache
def _untoned_ends() -> frozenset[str]:
    return frozenset(load("spelling")["untoned_end"].split())


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(load("spelling")["without_vowels"])


@cache
def _known() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, load("spelling")["damaged"])) + r")(?!\w)")
