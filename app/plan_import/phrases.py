"""Phrases as the word lists write them ("tháng {m}[ năm {y}]") become patterns, and text is made ready to be matched.

A phrase is written in small letters. A blank is a blank, and beside a figure or a sign it may be missing, as scans have it;
``[x]`` may be missing, ``(a|b)`` is either, ``{name}`` is a figure or a sign whose pattern the list gives under ``slots`` or
``signs``; ``variants`` are the spellings of a word. Every pattern bounds its blanks, so that matching stays linear in the text.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_TOKEN = re.compile(r"\{(\w+)\}|([\[\]()|])|(\s+)|(\w+)|([^\w\s])")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\u00ad"
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\v\f"
_DIGITS = "0123456789"
_PLAIN = str.maketrans({**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_BLANKS, " ")})
_NOT_PLAIN = re.compile(f"[{re.escape(_DASHES[1:])}{_BLANKS}]")
_BRACKETS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


def prepare(text: str) -> str:
    """The text in small letters, every dash a hyphen and every blank a space; each character stays at its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered.translate(_PLAIN) if _NOT_PLAIN.search(lowered) else lowered


def pattern(phrase: str, words: Mapping[str, Any], suffix: str = "") -> str:
    """The pattern of a phrase in a word list. With a suffix each slot is captured as ``name + suffix``; digits tell two of a kind apart."""
    tokens = list(_TOKEN.finditer(phrase))
    parts = []
    for place, token in enumerate(tokens):
        slot, bracket, blank, word, sign = token.groups()
        if slot:
            signs = words.get("signs", {})
            figure = signs.get(slot) or words["slots"][slot.rstrip(_DIGITS)]
            parts.append(f"(?P<{slot}{suffix}>{figure})" if suffix and slot not in signs else f"(?:{figure})")
        elif bracket:
            parts.append(_BRACKETS[bracket])
        elif blank:
            loose = _is_figure(reversed(tokens[:place])) or _is_figure(tokens[place + 1 :])
            parts.append(" {0,3}" if loose else " {1,4}")
        elif word:
            parts.append(_spelled(word, words.get("variants", {})))
        else:
            parts.append(f" {{0,3}}{re.escape(sign)} {{0,3}}")
    return "".join(parts)


def any_of(listed: Iterable[str], words: Mapping[str, Any]) -> str:
    """A pattern for whichever of the phrases stands there, the longest first."""
    ordered = sorted(listed, key=len, reverse=True)
    return "(?:" + "|".join(pattern(phrase, words) for phrase in ordered) + ")"


def _spelled(word: str, variants: Mapping[str, list[str]]) -> str:
    spellings = variants.get(word)
    return "(?:" + "|".join(map(re.escape, spellings)) + ")" if spellings else re.escape(word)


def _is_figure(tokens: Iterable[re.Match[str]]) -> bool:
    """Whether the next thing, brackets aside, is a figure or a sign."""
    for token in tokens:
        if not token[2]:
            return bool(token[1] or token[5])
    return False
