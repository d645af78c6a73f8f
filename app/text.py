"""Text at the edges of the program: cleaned once when it comes in, folded for search, compared word for word."""

import re
import unicodedata
from types import MappingProxyType

from app.errors import BadInput
from app.i18n import msg
from db.folding import fold, person_key, sort_key

__all__ = ["clean", "clean_line", "expand_abbreviations", "fold", "person_key", "same_words", "sort_key"]

LONGEST_TEXT = 20_000
"""Characters of a text of several lines: ten printed pages, more than any cell of a report holds."""

LONGEST_LINE = 500
"""Characters of a title, name or label."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Control characters, zero-width and direction marks, soft hyphens, halves of surrogate pairs."""

_TRAILING = re.compile("[ \t]+(?=\n|$)")

ABBREVIATIONS = MappingProxyType(
    {
        "CĐGD": "công đoàn giáo dục",
        "CĐN": "công đoàn ngành",
        "CĐCS": "công đoàn cơ sở",
        "CĐCTTTCS": "công đoàn cấp trên trực tiếp cơ sở",
        "CĐVN": "công đoàn Việt Nam",
        "LĐLĐ": "liên đoàn lao động",
        "TLĐ": "tổng liên đoàn",
        "BCH": "ban chấp hành",
        "BTV": "ban thường vụ",
        "UBKT": "ủy ban kiểm tra",
        "NLĐ": "người lao động",
        "NGNLĐ": "nhà giáo, người lao động",
        "CBNGNLĐ": "cán bộ, nhà giáo, người lao động",
        "CNVCLĐ": "công nhân, viên chức, lao động",
        "CBCCVC": "cán bộ, công chức, viên chức",
        "ĐVCĐ": "đoàn viên công đoàn",
        "TƯLĐTT": "thỏa ước lao động tập thể",
        "GDĐT": "giáo dục và đào tạo",
        "GDTX": "giáo dục thường xuyên",
        "TGNC": "tuyên giáo - nữ công",
        "CSPL": "chính sách - pháp luật",
    }
)
"""Abbreviations of the field that name one thing only (DOMAIN 5.7); ambiguous ones (NC, TC, VP) are left alone."""

_EXPANSIONS = {fold(short): fold(long) for short, long in ABBREVIATIONS.items()}
_SHORT_WORD = re.compile(r"\b(?:" + "|".join(sorted(_EXPANSIONS, key=len, reverse=True)) + r")\b")


def clean(text: str, limit: int = LONGEST_TEXT) -> str:
    """Text of several lines as it is kept: NFC, ``\\n`` between lines, plain spaces, nothing unseen, no blank ends.

    What was written stays as written otherwise (spelling school, runs of spaces, case). BadInput above ``limit`` characters.
    """
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    kept = _TRAILING.sub("", _SPACES.sub(" ", composed)).strip()
    if len(kept) > limit:
        raise BadInput(
            msg("Đoạn văn dài {length} ký tự, quá mức {limit}. Rút ngắn rồi ghi lại.", length=len(kept), limit=limit)
        )
    return kept


def clean_line(text: str, limit: int = LONGEST_LINE) -> str:
    """A title or name as it is kept: cleaned, on one line, single spaces. BadInput above ``limit`` characters."""
    return clean(" ".join(clean(text, max(limit, LONGEST_TEXT)).split()), limit)


def expand_abbreviations(folded: str) -> str:
    """Folded text with the field's abbreviations written out: "bch cdcs" is "ban chap hanh cong doan co so"."""
    return _SHORT_WORD.sub(lambda found: _EXPANSIONS[found.group()], folded)


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same word for word; only Unicode form, case and white space may differ.

    Two blank texts say nothing, so they are not the same words.
    """
    words = _words(one)
    return bool(words) and words == _words(other)


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).casefold().split()
