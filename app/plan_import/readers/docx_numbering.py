"""The numbers that Word writes in front of paragraphs, from numbering.xml: lists, levels, restarts, overrides, styles.

A list (``num``) is an instance of an abstract one; lists of one abstract list count on together unless one of them says where its levels
start anew. A level's number begins again whenever a higher level moved on. Word itself counts with the Latin alphabet (a, b, c, d, e);
the Vietnamese one (…d, đ, e, g) stands only where a person typed it.
"""

import re
from dataclasses import dataclass, field, replace

from app.foreign.xml_stream import Node
from app.plan_import.readers.docx_package import Package, number, on
from app.plan_import.readers.docx_styles import Look, Styles
from app.plan_import.readers.texts import SIGNS

_LEVELS = 9
_LARGEST = 100_000
_PLACE = re.compile("%([1-9])")
_BULLETS = ("-", "+", "*")
"""What stands for a bullet from a symbol font, by level: such a font's letters say nothing, its level does."""

_PICTURES = {"o", "§", "Ø", "ü", "v", "q"}
"""Letters that mean their picture in Wingdings or Courier New."""

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: first number, format, text with places ("%1.%2."), after which level it starts again, style that means it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[str] = set()
        self._styles = styles
        for piece in package.pieces(package.numbering, whole={"w:abstractNum", "w:num"}):
            if piece.tag == "w:abstractNum":
                self._add_abstract(piece.node)
            else:
                self._add_list(piece.node)

    def label(self, look: Look) -> str:
        """Count a paragraph and give what Word writes in front of it, empty where that is nothing."""
        found = self._lists.get(look.num) if look.num not in {None, "0"} else None
        if found is None or look.num is None:
            return ""
        abstract, levels = self._levels(found)
        at = self._level(levels, look)
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if look.num not in self._seen:
            self._seen.add(look.num)
            for place, start in found.starts.items():
                counts[place] = start - 1
        counts[at] = min(counts.get(at, level.start - 1) + 1, _LARGEST)
        for deeper in [place for place in counts if place > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:
                del counts[deeper]
        return _printed(levels, counts, at)

    def _levels(self, found: _List) -> tuple[str, dict[int, Level]]:
        """The abstract list and levels of a list; an abstract one may only point to a style that names another list."""
        abstract = found.abstract
        for _ in range(_LEVELS):
            target = self._lists.get(self._styles.list_of(self._links.get(abstract, "")) or "")
            if target is None or target.abstract == abstract:
                break
            abstract = target.abstract
        return abstract, {**self._abstract.get(abstract, {}), **found.levels}

    def _level(self, levels: dict[int, Level], look: Look) -> int:
        if look.level is None and look.numbered_by is not None:
            return next((at for at, level in levels.items() if level.style == look.numbered_by), 0)
        return look.level or 0

    def _add_abstract(self, node: Node) -> None:
        key = node.get("w:abstractNumId") or ""
        self._abstract[key] = dict(_level(child) for child in node.children if child.tag == "w:lvl")
        link = node.value_of("w:numStyleLink", "w:val")
        if link:
            self._links[key] = link

    def _add_list(self, node: Node) -> None:
        added = _List(node.value_of("w:abstractNumId", "w:val") or "")
        for override in (child for child in node.children if child.tag == "w:lvlOverride"):
            at = number(override.get("w:ilvl")) or 0
            start = number(override.value_of("w:startOverride", "w:val"))
            own = override.child("w:lvl")
            if own is not None:
                added.levels[at] = _level(own)[1]
            if start is not None:
                added.starts[at] = start
                if at in added.levels:
                    added.levels[at] = replace(added.levels[at], start=start)
        self._lists[node.get("w:numId") or ""] = added


def _level(node: Node) -> tuple[int, Level]:
    start = number(node.value_of("w:start", "w:val"))
    text = node.value_of("w:lvlText", "w:val") or ""
    level = Level(
        start=1 if start is None else start,
        form=node.value_of("w:numFmt", "w:val") or "decimal",
        text=text or ("\uf0b7" if node.child("w:lvlPicBulletId") else ""),
        restart=number(node.value_of("w:lvlRestart", "w:val")),
        legal=on(node, "w:isLgl") is True,
        style=node.value_of("w:pStyle", "w:val"),
    )
    return number(node.get("w:ilvl")) or 0, level


def _printed(levels: dict[int, Level], counts: dict[int, int], at: int) -> str:
    level = levels[at]
    if level.form == "bullet":
        text = level.text.strip()
        if text[:1] in SIGNS:
            return SIGNS[text[0]]
        return _BULLETS[min(at, 2)] if _PRIVATE.search(text) or text in _PICTURES else text

    def place(found: re.Match[str]) -> str:
        which = int(found[1]) - 1
        meant = levels.get(which, Level())
        count = counts.get(which, meant.start)
        return numeral(count, "decimal" if level.legal and which != at else meant.form)

    return _PLACE.sub(place, level.text).strip()


def numeral(count: int, form: str) -> str:
    """A number in one of Word's formats; those without a meaning here are plain digits."""
    if form == "none":
        return ""
    if form in {"upperRoman", "lowerRoman"}:
        text = _roman(count)
    elif form in {"upperLetter", "lowerLetter"}:
        text = chr(ord("A") + (count - 1) % 26) * min((count - 1) // 26 + 1, 20) if count > 0 else "0"
    elif form == "decimalZero":
        return f"{count:02d}"
    elif form in {"vietnameseCounting", "cardinalText", "ordinalText"}:
        return _counted(count)
    elif form == "numberInDash":
        return f"- {count} -"
    else:
        return str(count)
    return text if form.startswith("upper") else text.lower()


def _roman(count: int) -> str:
    if not 0 < count < 5000:
        return str(count)
    text = ""
    for value, letters in _ROMAN:
        while count >= value:
            text += letters
            count -= value
    return text


def _counted(count: int) -> str:
    """A number in Vietnamese words, up to 99; digits beyond."""
    if not 0 < count < 100:
        return str(count)
    tens, one = divmod(count, 10)
    if tens == 0:
        return _ONES[one]
    last = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(one, _ONES[one])
    return f"{'mười' if tens == 1 else f'{_ONES[tens]} mươi'} {last}".strip()
