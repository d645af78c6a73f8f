"""Type and title of a document, the decision it comes with, and where in a file of several documents the plan begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.plan_import.blocks import is_capitals, tidy
from app.plan_import.draft import IssuedUnder
from app.plan_import.head_lines import GAPS, is_dated, is_number
from app.plan_import.labels import split_label
from app.plan_import.source import Line
from app.plan_import.vocabulary import Vocabulary, folded, places

HEAD_LINES = 60
"""How many lines with words a head may have, junk before it included."""

LONGEST_KIND = 400
_LONGEST_LINE = 420
_LONGEST_PART = 130
_MOST_LINES = 12
_UNFINISHED_WORDS = 3
"""A title as short as "TRIỂN KHAI" goes on, whatever comes."""

RULE = re.compile(r"^[\s\-_=*~.—–|]*$")
"""A line that draws a rule, or holds nothing."""

_UNDER = re.compile(
    r"(?P<kind>[^\W\d_][\w ]{2,40}?)\s*(?:[Ss]ố)?\s*:?\s*(?P<n>\d{1,5}[a-zđ]?)\s*(?:/\s*(?:19|20)\d\d)?\s*(?P<part>[/-])\s*"
    r"(?P<symbol>[A-ZĐÐ][\wĐÐ&]*(?:\s?[-–/]\s?[\wĐÐ&]+){0,4})"
    r"(?:[\s,]*(?:ngày\s*(?P<d>\d{1,2})\s*(?:tháng|/|-)\s*(?P<m>\d{1,2})\s*(?:năm|/|-)\s*(?P<y>\d{4})))?"
)
_ABOUT = re.compile(r"\s*(?:V/v|v/v|Về việc)\s*:?\s+")
_COUNTED = re.compile(r"^(?:số\s*)?(?P<n>\d{1,2}|[IVX]{1,4})\s*[:.]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line of the head, and the index of the line."""

    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Kind:
    """The type as the decree writes it, the words behind it on its line, and which piece it is."""

    text: str
    rest: str
    piece: int
    sure: float = 1.0


@dataclass(slots=True)
class Title:
    """The title, the index of the line the body begins at, a programme's own number, lines of the letterhead that stand below."""

    text: str
    body: int
    programme: str | None = None
    beside: list[Piece] = field(default_factory=list)


def kind_of(pieces: Sequence[Piece], words: Vocabulary) -> Kind | None:
    """The first piece that begins with the type of a document in capitals; else one that is nothing but a type or "Chương trình 1"."""
    loose: Kind | None = None
    for index, piece in enumerate(pieces):
        said = folded(piece.text[:80])
        kind = next((kind for kind in words.kinds if said[: len(kind[0])] == kind[0]), None)
        if kind is None or len(piece.text) > LONGEST_KIND:
            continue
        cut = places(piece.text)[len(kind[0]) - 1][2]
        head, rest = piece.text[:cut], piece.text[cut:].strip(" :-–.")
        if is_capitals(head):
            return _below_the_letterhead(Kind(kind[1], rest, index), pieces, words)
        if loose is None and (not rest or _COUNTED.match(rest)):
            loose = Kind(kind[1], rest, index, 0.9)
    return loose


def _below_the_letterhead(kind: Kind, pieces: Sequence[Piece], words: Vocabulary) -> Kind:
    """The same type again below the letterhead: a web page says the title of a document once more above it."""
    framed = False
    for index in range(kind.piece + 1, len(pieces)):
        text = pieces[index].text
        framed = framed or words.documents["motto"].begins(text) > 0 or is_dated(text)
        if folded(text[:80])[: len(folded(kind.text))] != folded(kind.text) or len(text) > LONGEST_KIND:
            continue
        cut = places(text)[len(folded(kind.text)) - 1][2]
        rest = text[cut:].strip(" :-–.")
        if is_capitals(text[:cut]) and not text.endswith(":") and (framed or (kind.rest and not rest)):
            return Kind(kind.text, rest, index)
    return kind


def title_of(lines: Sequence[Line], pieces: Sequence[Piece], kind: Kind, words: Vocabulary) -> Title:
    """The title under a type: what stands behind it on its line, and the lines below it."""
    first = pieces[kind.piece].place
    parts = [kind.rest] if kind.rest else []
    found = Title("", first + 1)
    counted = _COUNTED.match(kind.rest)
    if counted:
        found.programme, parts = counted["n"], []
    parts.extend(piece.text for piece in pieces[kind.piece + 1 :] if piece.place == first)
    gap = False
    previous: Line | None = None
    while found.body < len(lines):
        line = lines[found.body]
        text = tidy(line.text)
        if RULE.match(text):
            gap = True
        elif belongs_above(text, words):
            found.beside.append(Piece(text, found.body))
        elif parts and _names_organ(text, parts, words):
            gap = True
        elif _ends(text, parts, line, _Around.at(lines, found.body, previous, gap=gap), words):
            break
        else:
            parts.append(text)
            previous, gap = line, False
        found.body += 1
    found.text = " ".join(parts).strip(" -–:")
    return found


def _names_organ(text: str, parts: Sequence[str], words: Vocabulary) -> bool:
    """Whether a line in capitals below a title in small letters is the organ that decides ("BAN THƯỜNG VỤ ...")."""
    return is_capitals(text) and not is_capitals(parts[-1]) and words.documents["issuers"].begins(text) > 0


def belongs_above(text: str, words: Vocabulary) -> bool:
    """Whether a line below the type is one of the letterhead: country, motto, number, place and day."""
    if words.documents["country"].begins(text) or words.documents["motto"].begins(text):
        return True
    return is_number(text) or is_dated(text)


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a line below the type: the title line above it, a blank line between, the next line with words."""

    previous: Line | None
    gap: bool
    following: str
    apart: bool

    @classmethod
    def at(cls, lines: Sequence[Line], place: int, previous: Line | None, *, gap: bool) -> "_Around":
        """``apart``: a blank line, or the end, comes behind the line."""
        near = range(place + 1, min(len(lines), place + 8))
        behind = next((n for n in near if not RULE.match(lines[n].text)), None)
        following = tidy(lines[behind].text) if behind is not None else ""
        return cls(previous, gap, following, behind != place + 1)


def _ends(text: str, parts: Sequence[str], line: Line, around: _Around, words: Vocabulary) -> bool:
    """Whether a line below the type is no longer title."""
    if len(parts) > _MOST_LINES or _is_no_title(text, words):
        return True
    intro = _introduces(text, words)
    if not parts or text.endswith((":", ";")):
        return text.endswith((":", ";")) and (bool(parts) or (intro and len(text) > 60))
    previous = around.previous
    centred = previous is not None and previous.centred and line.centred
    if centred or len(" ".join(parts).split()) <= _UNFINISHED_WORDS:
        return False
    if is_capitals(parts[-1]) and not is_capitals(text):
        goes_on = text[0].islower() and not text.endswith(".")
        return not goes_on and (intro or (around.gap and len(text) > 60) or len(text) > 160)
    if text[0].islower():
        return False
    if previous is not None and ((previous.bold and not line.bold) or previous.centred != line.centred):
        return not line.centred and not (is_capitals(text) and is_capitals(parts[-1]) and not around.gap)
    alone = around.apart and (not around.gap or _introduces(around.following, words))
    if intro and alone and len(text) <= _LONGEST_PART and not text.endswith("."):
        return False
    return (
        (intro and (around.gap or len(text) > 40))
        or (around.gap and len(text) > 100)
        or len(text) > 250
        or text.endswith(".")
    )


def _is_no_title(text: str, words: Vocabulary) -> bool:
    """Whether a line can be no part of a title: a mark, "Căn cứ ...", "(Ban hành kèm theo ...", a whole paragraph."""
    label, _ = split_label(text, words)
    if len(text) > _LONGEST_LINE or (label is not None and label.family != "letter"):
        return True
    annexed = text.startswith("(") and (words.documents["annexed"].begins(text) > 0 or not text.endswith(")"))
    return annexed or folded(text[:40])[:2] in {("can", "cu"), ("kinh", "gui")}


def _introduces(text: str, words: Vocabulary) -> bool:
    return words.documents["intro"].begins(text.lstrip("-–+• ")) > 0 and not is_capitals(text)


def head_end(lines: Sequence[Line], start: int, words: Vocabulary) -> int:
    """The last line of a head without a type: before the first paragraph, mark or introduction."""
    framed = False
    for place in range(start, min(len(lines), start + HEAD_LINES)):
        parts = [part for part in map(tidy, GAPS.split(lines[place].text.strip())) if part]
        if parts and not all(_is_head(part, words) for part in parts):
            return place - 1
        if framed and any(is_capitals(part) and not words.documents["issuers"].begins(part) for part in parts):
            return place - 1
        framed = framed or any(is_dated(part) for part in parts)
    return -1


def _is_head(text: str, words: Vocabulary) -> bool:
    """Whether a piece can stand in a letterhead: number, day, country, motto, a name in capitals that heads no section."""
    if belongs_above(text, words) or RULE.match(text):
        return True
    titled = any(phrases.whole(text) for role, phrases in words.roles.items() if role != "work")
    return is_capitals(text) and not titled and split_label(text, words)[0] is None


def untyped_title(lines: Sequence[Line], place: int, words: Vocabulary) -> Title:
    """The title of a document without a type: behind "V/v" (a letter), else a short first line that heads no section."""
    while place < len(lines) and RULE.match(lines[place].text):
        place += 1
    text = tidy(lines[place].text) if place < len(lines) else ""
    about = next((n for n in range(place, min(len(lines), place + _MOST_LINES)) if _ABOUT.match(lines[n].text)), None)
    if about is not None:
        return Title(_ABOUT.sub("", tidy(lines[about].text)).strip(), about + 1)
    titled = any(phrases.begins(text) for role, phrases in words.roles.items() if role != "work")
    plain = split_label(text, words)[0] is None and not text.endswith((".", ";", ":", ","))
    longest = _LONGEST_LINE if is_capitals(text) else _LONGEST_PART
    if not text or titled or not plain or len(text) > longest or words.documents["recipients"].begins(text):
        return Title("", place)
    return Title(text, place + 1) if len(text.split()) > _UNFINISHED_WORDS else Title("", place)


def plan_start(lines: Sequence[Line], words: Vocabulary) -> int:
    """Where the plan begins: at its own head, where a decision that issues it stands before it in the same file."""
    plans = [kind for kind, written in words.kinds if written in words.lists["documents"]["plans"]]
    seen = False
    for place, line in enumerate(lines):
        text = line.text.strip()
        if text.startswith("("):
            if seen and words.documents["annexed"].begins(text[1:]):
                for above in range(place - 1, max(0, place - 12), -1):
                    said = folded(lines[above].text[:60])
                    if any(said[: len(kind)] == kind for kind in plans) and is_capitals(lines[above].text[:8]):
                        return above
        elif place < HEAD_LINES and is_capitals(text[:10]) and folded(text[:80])[:2] == ("quyet", "dinh"):
            seen = True
    return 0


def issued_under(
    lines: Sequence[Line], start: int, body: int, words: Vocabulary
) -> tuple[IssuedUnder | None, tuple[int, int] | None, int]:
    """The decision a plan comes with, "(Ban hành kèm theo ...)" below or above its title, its lines, and where the body begins."""
    for place in range(start, min(len(lines), body + 3)):
        text = tidy(lines[place].text)
        if text.startswith("(") and words.documents["annexed"].begins(text[1:]):
            break
    else:
        return None, None, body
    last = place
    while ")" not in text and last + 1 < len(lines) and last < place + 4 and (more := tidy(lines[last + 1].text)):
        last += 1
        text = f"{text} {more}"
    span = lines[place].number, lines[last].number
    match = _UNDER.search(text)
    if match is None:
        return None, span, max(body, last + 1)
    symbol = re.sub(r"\s+", "", match["symbol"]).replace("–", "-")
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"])) if match["d"] else None
    except ValueError:
        day = None
    return IssuedUnder(number=f"{match['n']}{match['part']}{symbol}", issued_on=day), span, max(body, last + 1)
