"""The head of a document: who issued it, number, place and day, type and title, and what it was issued under.

The lines may stand in any arrangement (DOMAIN 5.3): column after column, line by line, side by side, parted by "|", all on one line,
behind junk, or not at all. So every line is cut at what can be recognised, and each piece is taken for what it is. Nothing is ever
filled from a citation.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from app.i18n import msg
from app.plan_import.blocks import is_capitals, tidy
from app.plan_import.draft import Document, IssuedUnder, Warned
from app.plan_import.labels import split_label
from app.plan_import.source import Line
from app.plan_import.vocabulary import Vocabulary, folded, places

HEAD_LINES = 60
_LONGEST_TITLE_LINE = 420
_LONGEST_KIND_LINE = 400
_LONGEST_PART = 130
_UNFINISHED_WORDS = 3
"""A title as short as "TRIỂN KHAI" goes on, whatever comes."""

_NUMBER = re.compile(
    r"(?<!\w)(?:[Ss]ố|SỐ|So|[Ss][ôó])\s*[:.]?\s*(?P<n>[\d_.…]*\s*[a-zđ]?)\s*(?P<year>/\s*(?:19|20)\d\d)?\s*"
    r"(?P<part>[/-])\s*(?P<symbol>[A-ZĐÐ][\wĐÐ&]*(?:\s?[-–/]\s?[\wĐÐ&]+){0,4})"
)
_DATE = re.compile(
    r"(?P<place>[^\d,;:|]{0,60}?)\s*,?\s*(?<!\w)(?:ngày|ngay)\s*(?P<d>\d{1,2}|[.…_]*)\s*tháng\s*(?P<m>\d{1,2}|[.…_]*)"
    r"\s*năm\s*(?P<y>(?:19|20)\d\d|20[.…_]*|[.…_]*)",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"(?P<kind>[^\W\d_][\w ]{2,40}?)\s*(?:[Ss]ố)?\s*:?\s*(?P<n>\d{1,5}[a-zđ]?)\s*(?:/\s*(?:19|20)\d\d)?\s*(?P<part>[/-])\s*"
    r"(?P<symbol>[A-ZĐÐ][\wĐÐ&]*(?:\s?[-–/]\s?[\wĐÐ&]+){0,4})"
    r"(?:[\s,]*(?:ngày\s*(?P<d>\d{1,2})\s*(?:tháng|/|-)\s*(?P<m>\d{1,2})\s*(?:năm|/|-)\s*(?P<y>\d{4})))?"
)
_OF = re.compile(r"(?<!\w)của\s+(?P<body>[^)]+)")
_GAPS = re.compile(r"\s{3,}|\t+|\s*\|\s*")
_LEFT_FOR_NUMBER = re.compile(r"(Số\s?:?|(?<=\d))\s{2,}(?=[\d/-])")
_LEFT_FOR_DAY = re.compile(r"((?:ngày|tháng|năm)\s?[\d.…]*)\s{2,}(?=tháng|năm|\d|$)", re.IGNORECASE)
_RULE = re.compile(r"^[\s\-_=*~.—–]*$")
_COUNTED = re.compile(r"^(?:số\s*)?(?P<n>\d{1,2}|[IVX]{1,4})\s*[:.]?$", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """What the head says, the line the body begins at (an index), a programme's own number and what is odd."""

    document: Document
    body: int
    programme: str | None = None
    warnings: list[Warned] = field(default_factory=list)
    under: tuple[int, int] | None = None


@dataclass(slots=True)
class _Found:
    number: str | None = None
    symbol: str | None = None
    issued_on: date | None = None
    place: str | None = None
    bodies: list[str] = field(default_factory=list)
    kind: str | None = None
    rest: str = ""
    kind_line: int | None = None
    lines: list[int] = field(default_factory=list)
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    place: int
    bold: bool = False


def read_head(lines: Sequence[Line], words: Vocabulary) -> Head:
    """The head of a document's lines."""
    start = _plan_start(lines, words)
    found = _Found()
    warnings: list[Warned] = []
    pieces = list(_pieces(lines, start, words))
    _kind(pieces, found, words)
    last = found.kind_line if found.kind_line is not None else _head_end(lines, start, words)
    for piece in pieces:
        if piece.place <= last:
            _piece(piece, found, words, warnings, lines)
    beside: list[_Piece] = []
    title, body, programme = _title(lines, found, words, last, beside)
    for piece in beside:
        _piece(piece, found, words, warnings, lines)
    under, span, body = _issued_under(lines, start, body, words)
    document = Document(
        kind=found.kind,
        title=title or None,
        number=found.number,
        symbol=found.symbol,
        issued_on=found.issued_on,
        place=found.place,
        issuer=_name(found.bodies[-1]) if found.bodies else None,
        parent_issuer=_name(" ".join(found.bodies[:-1])) if found.bodies[1:] else None,
        issued_under=under,
        lines=_lines(lines, start, body),
        confidence=_confidence(found, title),
    )
    return Head(document, body, programme, warnings, span)


def _lines(lines: Sequence[Line], start: int, body: int) -> list[int] | None:
    said = [line.number for line in lines[start:body] if line.text.strip()]
    return [said[0], said[-1]] if said else None


def _confidence(found: _Found, title: str) -> float:
    sure = 0.4 + 0.2 * (found.kind is not None) + 0.2 * bool(title) + 0.1 * (found.number is not None)
    return round(min(1.0, sure + 0.1 * (found.issued_on is not None)) * found.sure, 2)


def _plan_start(lines: Sequence[Line], words: Vocabulary) -> int:
    """Where the plan begins: at its own head, where a decision that issues it stands before it in the same file."""
    plans = [words_of for words_of, kind in words.kinds if kind in words.lists["documents"]["plans"]]
    seen = False
    for place, line in enumerate(lines):
        text = line.text.strip()
        if not text.startswith("("):
            said = folded(text[:80])
            if place < HEAD_LINES and said[:2] == ("quyet", "dinh") and is_capitals(text[:10]):
                seen = True
            continue
        if seen and words.documents["annexed"].begins(text[1:]):
            for above in range(place - 1, max(0, place - 12), -1):
                kind = folded(lines[above].text[:60])
                if any(kind[: len(one)] == one for one in plans) and is_capitals(lines[above].text[:8]):
                    return above
    return 0


def _pieces(lines: Sequence[Line], start: int, words: Vocabulary) -> Iterator[_Piece]:
    """The lines of the head cut at wide gaps, tabs and "|"; a line that holds the whole head is cut at what is known."""
    seen = 0
    for place in range(start, len(lines)):
        line = lines[place]
        if not line.text.strip():
            continue
        seen += 1
        if seen > HEAD_LINES:
            return
        for part in _GAPS.split(_blanks_filled(line.text.strip())):
            text = tidy(part)
            if text and not _RULE.match(text):
                for piece in _cut(text, words):
                    yield _Piece(piece, place, line.bold)


def _blanks_filled(text: str) -> str:
    """Without the gaps that are left for a number or a day to be written in by hand."""
    return _LEFT_FOR_DAY.sub(r"\1 ", _LEFT_FOR_NUMBER.sub(r"\1 ", text))


def _cut(text: str, words: Vocabulary) -> list[str]:
    """A line at the begin of each thing that is known: country, motto, number, date, type in capitals."""
    if len(text) > 4 * _LONGEST_TITLE_LINE or not text[:3].isupper():
        return [text]
    country, motto = words.documents["country"], words.documents["motto"]
    said = places(text)
    bare = [folded(word)[0] if folded(word) else word for word, _, _ in said]
    cuts: set[int] = set()
    for index in range(len(said)):
        for phrases in (country, motto):
            length = phrases.at(bare, index)
            if length >= 3:
                cuts.add(said[index][1])
                if index + length < len(said):
                    cuts.add(said[index + length][1])
    if not cuts:
        return [text]
    for pattern in (_NUMBER, _DATE):
        for match in pattern.finditer(text):
            cuts |= {match.start("place") if pattern is _DATE else match.start(), match.end()}
    cuts |= _kind_cuts(text, said, bare, words)
    edges = sorted({0, len(text), *cuts})
    return [piece for first, last in pairwise(edges) if (piece := text[first:last].strip(" ,|-"))]


def _kind_cuts(text: str, said: Sequence[tuple[str, int, int]], bare: Sequence[str], words: Vocabulary) -> set[int]:
    """Where the type of the document stands in capitals behind the country, and where it ends."""
    for index in range(len(said) - 1, -1, -1):
        for kind, _ in words.kinds:
            last = index + len(kind)
            if tuple(bare[index:last]) == kind and is_capitals(text[said[index][1] : said[last - 1][2]]):
                return {said[index][1], said[last - 1][2]}
    return set()


def _kind(pieces: Sequence[_Piece], found: _Found, words: Vocabulary) -> None:
    """The first line that is the type of a document in capitals; else one that begins with it."""
    loose: tuple[_Piece, str, str] | None = None
    for piece in pieces:
        said = folded(piece.text[:80])
        kind = next((kind for kind in words.kinds if said[: len(kind[0])] == kind[0]), None)
        if kind is None or len(piece.text) > _LONGEST_KIND_LINE:
            continue
        cut = places(piece.text)[len(kind[0]) - 1][2]
        head, rest = piece.text[:cut], piece.text[cut:].strip(" :-–.")
        if is_capitals(head):
            found.kind, found.rest, found.kind_line = kind[1], rest, piece.place
            return
        counted = _COUNTED.match(rest)
        if loose is None and (not rest or counted):
            loose = piece, kind[1], rest
    if loose is not None:
        found.kind, found.rest, found.kind_line = loose[1], loose[2], loose[0].place
        found.sure = 0.9


def _head_end(lines: Sequence[Line], start: int, words: Vocabulary) -> int:
    """The last line of a head without a type: before the first paragraph, mark or introduction."""
    for place in range(start, min(len(lines), start + HEAD_LINES)):
        text = tidy(lines[place].text)
        if not text:
            continue
        label, _ = split_label(text, words)
        sentence = len(text) > 150 or (label is not None and not _NUMBER.search(text))
        if sentence or (not is_capitals(text) and words.documents["intro"].begins(text) and len(text) > 60):
            return place - 1
    return -1


def _piece(piece: _Piece, found: _Found, words: Vocabulary, warnings: list[Warned], lines: Sequence[Line]) -> None:
    text = piece.text
    line = lines[piece.place].number
    documents = words.documents
    if documents["draft"].begins(text.strip("()*")) and len(text) < 40:
        warnings.append(Warned(code="draft", line=line, message=str(msg("Văn bản ghi là dự thảo."))))
        return
    if documents["country"].begins(text) or documents["motto"].begins(text):
        return
    number = _NUMBER.search(text)
    if number is not None and number.start() < 12:
        _take_number(number, found, warnings, line)
        text = text[number.end() :].strip()
    dated = _DATE.search(text)
    if dated is not None and (found.issued_on is None) and _is_place(dated, text):
        _take_date(dated, found)
        return
    if number is None and piece.place != found.kind_line:
        _take_body(text, found, words)


def _take_number(match: re.Match[str], found: _Found, warnings: list[Warned], line: int) -> None:
    symbol = re.sub(r"\s+", "", match["symbol"]).replace("–", "-")
    figures = re.sub(r"[^\da-zđ]", "", match["n"])
    found.symbol = found.symbol or symbol
    if found.number is None and figures:
        year = re.sub(r"\s+", "", match["year"] or "")
        found.number = f"{figures}{year}{match['part']}{symbol}"
    elif not figures:
        warnings.append(Warned(code="no_number", line=line, message=str(msg("Số của văn bản để trống."))))


def _is_place(match: re.Match[str], text: str) -> bool:
    """Whether a date is that of the document: only a place stands before it, and nothing goes on behind it."""
    before, behind = text[: match.start("place")].strip(" ,.-("), text[match.end() :].strip(" .,)")
    return not before and not behind and "," in text[: match.end("place") + 3]


def _take_date(match: re.Match[str], found: _Found) -> None:
    found.place = " ".join(match["place"].split()).strip(" ,.-*_") or None
    try:
        found.issued_on = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        found.issued_on = None


def _take_body(text: str, found: _Found, words: Vocabulary) -> None:
    """The name of a body in capitals; a line that does not begin one goes on with the one above."""
    if (
        not is_capitals(text)
        or len(text) < 3
        or sum(letter.isalpha() for letter in text) < 0.6 * len(text.replace(" ", ""))
    ):
        return
    documents = words.documents
    if documents["appendix"].begins(text) or documents["urgent"].whole(text) or documents["intro"].whole(text):
        return
    begins = documents["issuers"].begins(text)
    if found.bodies and (not begins or _unfinished(found.bodies[-1], text, words)):
        if not found.bodies[-1].endswith(text):
            found.bodies[-1] = f"{found.bodies[-1]} {text}"
    elif begins:
        found.bodies.append(text)


def _unfinished(name: str, more: str, words: Vocabulary) -> bool:
    """ "CÔNG ĐOÀN CƠ SỞ" goes on with "TRƯỜNG ...", "ỦY BAN NHÂN DÂN" with "TỈNH ..."."""
    first = folded(more)[:1]
    unions = {"cong", "cdcs", "lien", "cdgd", "ldld", "tong"}
    return words.documents["unfinished"].whole(name) and not (first and first[0] in unions)


def _name(text: str) -> str:
    return " ".join(text.split()).strip(" -*_")


def _title(
    lines: Sequence[Line], found: _Found, words: Vocabulary, last: int, rest: list[_Piece]
) -> tuple[str, int, str | None]:
    """The title under the type, the index where the body begins, and a programme's own number.

    Where the right column of the letterhead stands below the title, its lines are put into ``rest``.
    """
    parts = [found.rest] if found.rest else []
    programme = None
    counted = _COUNTED.match(found.rest) if found.kind is not None else None
    if counted:
        programme, parts = counted["n"], []
    place = last + 1
    gap = False
    previous: Line | None = None
    while found.kind is not None and place < len(lines):
        text = tidy(lines[place].text)
        if not text or _RULE.match(text):
            gap = True
        elif _belongs_above(text, words):
            rest.append(_Piece(text, place))
        elif _ends_title(text, parts, lines[place], previous, words, gap=gap, more=_is_said(lines, place + 1)):
            break
        else:
            parts.append(text)
            previous, gap = lines[place], False
        place += 1
    return " ".join(parts).strip(" -–:"), place, programme


def _belongs_above(text: str, words: Vocabulary) -> bool:
    """Whether a line below the type is one of the letterhead: country, motto, number, place and day."""
    if words.documents["country"].begins(text) or words.documents["motto"].begins(text):
        return True
    number, dated = _NUMBER.match(text), _DATE.match(text)
    return bool(number and number.end() == len(text)) or bool(dated and _is_place(dated, text))


def _is_said(lines: Sequence[Line], place: int) -> bool:
    return place < len(lines) and bool(lines[place].text.strip())


def _ends_title(
    text: str, parts: Sequence[str], line: Line, previous: Line | None, words: Vocabulary, *, gap: bool, more: bool
) -> bool:
    """Whether a line below the type is no longer title. ``gap``: a blank line before it; ``more``: none behind it."""
    label, _ = split_label(text, words)
    if text.startswith("(") or len(text) > _LONGEST_TITLE_LINE or (label is not None and label.family != "letter"):
        return True
    reasons = folded(text)[:2] in {("can", "cu"), ("kinh", "gui")}
    intro = words.documents["intro"].begins(text) > 0 and not is_capitals(text)
    if not parts:
        return reasons or (intro and len(text) > 60 and text.endswith((":", ";")))
    centred = previous is not None and previous.centred and line.centred
    if reasons or text.endswith((":", ";")) or centred or len(" ".join(parts).split()) <= _UNFINISHED_WORDS:
        return reasons or text.endswith((":", ";"))
    if is_capitals(parts[-1]) and not is_capitals(text):
        return intro or (gap and len(text) > 60) or len(text) > 160
    if (previous is not None and previous.bold and not line.bold) or text[0].islower():
        return not text[0].islower()
    if previous is not None and previous.centred != line.centred:
        return not line.centred
    if intro and not gap and not more and len(text) <= _LONGEST_PART and not text.endswith("."):
        return False
    return (intro and (gap or len(text) > 40)) or (gap and len(text) > 100) or len(text) > 250 or text.endswith(".")


def _issued_under(
    lines: Sequence[Line], start: int, body: int, words: Vocabulary
) -> tuple[IssuedUnder | None, tuple[int, int] | None, int]:
    """The decision a plan comes with, "(Ban hành kèm theo ...)" below or above its title, perhaps over several lines."""
    place = body
    for place in range(start, min(len(lines), body + 3)):
        text = tidy(lines[place].text)
        if text.startswith("(") and words.documents["annexed"].begins(text[1:]):
            break
    else:
        return None, None, body
    last = place
    text = tidy(lines[place].text)
    while ")" not in text and last + 1 < len(lines) and last < place + 4 and tidy(lines[last + 1].text):
        last += 1
        text = f"{text} {tidy(lines[last].text)}"
    match = _UNDER.search(text)
    if match is None:
        return None, None, max(body, last + 1)
    symbol = re.sub(r"\s+", "", match["symbol"]).replace("–", "-")
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"])) if match["d"] else None
    except ValueError:
        day = None
    span = lines[place].number, lines[last].number
    return IssuedUnder(number=f"{match['n']}{match['part']}{symbol}", issued_on=day), span, max(body, last + 1)
