"""The mark a paragraph begins with: "Phần I", "A.", "II-", "1/.", "2.1.", "a)", "-", "+", "Chỉ tiêu 3:".

Real plans use them all, in every spelling of scans (DOMAIN 5.2). A mark is kept as written; what it counts is its value.
"""

import re
from dataclasses import dataclass

from app.plan_import.vocabulary import Vocabulary, folded

RANKS = {
    "part": 0,
    "chapter": 1,
    "upper": 3,
    "roman": 4,
    "article": 5,
    "number": 10,
    "counted": 11,
    "ordinal": 11,
    "decimal2": 12,
    "decimal3": 14,
    "decimal4": 15,
    "letter": 16,
    "paren": 17,
    "dash": 20,
    "bullet": 20,
    "plus": 22,
}
"""How strong the families of marks are where a document does not say otherwise; a smaller figure stands higher."""

_SIGN = r"(?:/\.|\./|\.-|\.\)|\)\.|[.)/:\-–]+)"
_AFTER = (
    rf"(?:\s*{_SIGN}\s*(?=[^\W\d_]|[“\"'(*])|\s*{_SIGN}\s+(?=\d)|\s*{_SIGN}(?=\d{{2,3}}\s*%)|\s*(?:/\.|\./|[.)/:])\s*$)"
)
_PATTERNS = (
    (
        "part",
        re.compile(
            r"(?P<v>P(?:hần|HẦN)\s+(?:(?:thứ|THỨ)\s+\w+|[IVX]+|\d{1,2}|[A-H]|(?:một|hai|ba|bốn|MỘT|HAI|BA|BỐN))(?!\w))\s*[.:\-–)]*\s*"
        ),
    ),
    ("chapter", re.compile(r"(?P<v>[CM](?:hương|HƯƠNG|ục|ỤC)\s+(?:[IVXivx]+|\d+))(?!\w)\s*[.:\-–)]*\s*")),
    ("article", re.compile(r"(?P<v>Đ(?:iều|IỀU)\s+\d+)\s*[.:]\s*")),
    (
        "ordinal",
        re.compile(
            r"(?P<v>(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)(?= là)|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám))(?: là)?\s*[,:]\s*(?=\S)"
        ),
    ),
    ("roman", re.compile(r"(?!V/[vV](?!\w))(?P<v>[IVX]+|I[Il1]+|[Il1]+I|l{2,3}|[Il]V|V[Il]{1,3})" + _AFTER)),
    ("roman", re.compile(r"(?P<v>[IVX]{1,5})\s+[-–]\s*(?=\w)")),
    ("upper", re.compile(r"(?!Đ/[cC](?!\w))(?P<v>[A-HĐ])(?:\s*(?:/\.|[.)/\-–]+)\s*(?=[^\W\d_]))")),
    ("decimal", re.compile(r"(?P<v>\d{1,2}(?:\.\d{1,2}){1,4})(?:\s*(?:[.):]|\.-|-)\s*(?=\S)|\s+(?=[^\W\da-zà-ỹđ_]))")),
    ("number", re.compile(r"(?!\d{1,2}\s?[/-]\s?[A-ZĐ]\w*[/-])(?P<v>\d{1,2}|[lI])" + _AFTER)),
    ("paren", re.compile(r"(?P<v>\(\s*(?:\d{1,2}|[a-zđ]|[ivx]{1,4})\s*\))\s*(?=\S)")),
    ("letter", re.compile(r"(?P<v>[a-zđ]\d?)\s*(?:\)\.?|\.|/)\s*(?=\S)")),
    ("letter", re.compile(r"(?P<v>[a-eđ])\s*[-–]\s+(?=[^\W\d_])")),
    ("plus", re.compile(r"(?P<v>(?:[-–—]\s*)?\+)\s*(?=\S)")),
    ("plus", re.compile(r"(?P<v>[o○◦])\s+(?=[^\W\d_a-z])")),
    ("dash", re.compile(r"(?P<v>[-–—−•●▪■□►➢❖✓✔√·*\uf02d\uf0b7\uf0a7\uf0d8\uf076]+)\s*(?=\S)")),
)
_HYPHENS = "-–—−"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_D_THEN_E = (4, 6)
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_WORDS = {
    "nhat": 1,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}


@dataclass(frozen=True, slots=True)
class Label:
    """A mark as written, its family, what it counts (None for bullets) and the numbers above it ("2.1": (2,))."""

    text: str
    family: str
    value: int | None = None
    above: tuple[int, ...] = ()

    @property
    def rank(self) -> int:
        """How strong its family is."""
        return RANKS[self.family.partition(" ")[0]]


def split_label(text: str, words: Vocabulary) -> tuple[Label | None, str]:
    """The mark a text begins with, and the text without it; the mark is None where there is none."""
    for family, pattern in _PATTERNS:
        found = pattern.match(text)
        if found:
            scanned = family == "number" and found["v"] == "l" and text[found.end() :][:3].isupper()
            label = _label(found["v"], "roman" if scanned else family, text[: found.end()].strip())
            if label is not None:
                return label, text[found.end() :].strip()
    return _counted(text, words)


def _label(value: str, family: str, written: str) -> Label | None:
    if family in {"dash", "plus"}:
        sign = value[-1]
        return Label(written, family if family == "plus" or sign in _HYPHENS else f"bullet {sign}")
    if family == "decimal":
        numbers = tuple(map(int, value.split(".")))
        return Label(written, f"decimal{min(len(numbers), 4)}", numbers[-1], numbers[:-1])
    if family == "paren":
        inner = value.strip("() ")
        return Label(written, family, int(inner) if inner.isdigit() else letter_value(inner))
    return Label(written, family, _value(value, family))


def _value(value: str, family: str) -> int | None:
    if family == "number":
        return int(value) if value.isdigit() else 1
    if family == "roman":
        return roman_value(value)
    if family in {"letter", "upper"}:
        return letter_value(value[0].lower())
    last = value.rsplit(maxsplit=1)[-1]
    if last.isdigit():
        return int(last)
    return roman_value(last) if set(last.upper()) <= set("IVX") else _WORDS.get("".join(folded(last)))


def roman_value(text: str) -> int:
    """What a Roman number counts; l and 1 of scans are read as I."""
    figures = [_ROMAN[letter] for letter in text.replace("l", "I").replace("1", "I").upper() if letter in _ROMAN]
    following = [*figures[1:], 0]
    return sum(-one if one < after else one for one, after in zip(figures, following, strict=True))


def letter_value(text: str) -> int | None:
    """The place of a letter in Vietnamese lists (a b c d đ e ...)."""
    return _LETTERS.index(text) + 1 if len(text) == 1 and text in _LETTERS else None


def _counted(text: str, words: Vocabulary) -> tuple[Label | None, str]:
    """ "Chỉ tiêu 1: ...": a word and a number."""
    head, colon, rest = text[:40].partition(":")
    if not colon:
        head, colon, rest = text[:40].partition(".")
    parts = head.split()
    if not colon or not rest.strip() or len(parts) < 2 or not parts[-1].isdigit():
        return None, text
    if not words.documents["counted"].whole(" ".join(parts[:-1])):
        return None, text
    label = Label(text[: len(head) + 1], "counted", int(parts[-1]))
    return label, text[len(head) + 1 :].strip()


def follows(label: Label, before: Label) -> bool:
    """Whether a mark comes next after another of its family; lists by letters may leave out đ."""
    if label.value is None or before.value is None:
        return True
    without_d = label.family in {"letter", "upper"} and (before.value, label.value) == _D_THEN_E
    return without_d or label.value == before.value + 1
