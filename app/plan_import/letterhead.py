"""The head of a document: who issued it, number, place and day, type and title, and what it was issued under.

The lines may stand in any arrangement (DOMAIN 5.3): column after column, line by line, side by side, parted by "|", all on one line,
behind junk, or not at all. So every line is cut at what can be recognised, and each piece is taken for what it is. Nothing is ever
filled from a citation.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from app.i18n import msg
from app.plan_import import titles
from app.plan_import.blocks import is_capitals, tidy
from app.plan_import.draft import Document, Warned
from app.plan_import.head_lines import DATE, GAPS, NUMBER, is_number, is_place
from app.plan_import.source import Line
from app.plan_import.titles import HEAD_LINES, RULE, Piece
from app.plan_import.vocabulary import Vocabulary, folded, places
from app.text import fold

_LONGEST_HEAD = 1600
_NUMBER_WITHIN = 12

_DATE_GOES_ON = re.compile(r",\s*ngày\s*[\d.…]*(?:\s*tháng\s*[\d.…]*)?$", re.IGNORECASE)
_PLACE_AND_DAY = re.compile(r"[^\W\d]\w+(?: [^\W\d]\w+){0,4}, ngày \d{1,2}(?: tháng(?: \d{1,2})?)?$")
_LONGEST_CUT = 12
_LEFT_FOR_NUMBER = re.compile(r"(Số\s?:?|(?<=\d))\s{2,}(?=[\d/-])")
_LEFT_FOR_DAY = re.compile(r"((?:ngày|tháng|năm)(?:\s?[\d.…]+)?)\s{2,}(?=tháng|năm|\d|$)", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """What the head says, the line the body begins at (an index), a programme's own number and what is odd.

    ``titled`` are the lines of type and title, ``under`` those that name the decision it comes with.
    """

    document: Document
    body: int
    programme: str | None = None
    warnings: list[Warned] = field(default_factory=list)
    under: tuple[int, int] | None = None
    titled: tuple[int, int] | None = None


@dataclass(slots=True)
class _Found:
    number: str | None = None
    symbol: str | None = None
    issued_on: date | None = None
    place: str | None = None
    bodies: list[str] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    country_goes_on: bool = False


_REST_OF_COUNTRY = frozenset({"viet nam", "nam"})
"""What a narrow column leaves of "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" for its next line, which stands beside the name of a body."""


def read_head(lines: Sequence[Line], words: Vocabulary) -> Head:
    """The head of a document's lines."""
    start = titles.plan_start(lines, words)
    pieces = list(_pieces(lines, start, words))
    kind = titles.kind_of(pieces, words)
    if kind is None:
        last = titles.head_end(lines, start, words)
        title, above = titles.untyped_title(lines, last + 1, words), [piece for piece in pieces if piece.place <= last]
    else:
        title, above = titles.title_of(lines, pieces, kind, words), list(pieces[: kind.piece])
    found = _Found()
    for piece in (*above, *title.beside):
        _take(piece, found, words, lines)
    under, span, body = titles.issued_under(lines, start, title.body, words)
    sure = (
        0.4
        + (0.2 if kind else 0)
        + (0.2 if title.text else 0)
        + (0.1 if found.number else 0)
        + (0.1 if found.issued_on else 0)
    )
    document = Document(
        kind=kind.text if kind else _kind_by_symbol(found.symbol, words),
        title=title.text or None,
        number=found.number,
        symbol=found.symbol,
        issued_on=found.issued_on,
        place=found.place,
        issuer=_name(found.bodies[-1]) if found.bodies else None,
        parent_issuer=_name(" ".join(found.bodies[:-1])) if found.bodies[1:] else None,
        issued_under=under,
        lines=_lines(lines, start, body),
        confidence=round(sure * (kind.sure if kind else 1.0), 2),
    )
    titled = _lines(lines, pieces[kind.piece].place, title.body) if kind else None
    return Head(document, body, title.programme, found.warnings, span, (titled[0], titled[1]) if titled else None)


def _kind_by_symbol(symbol: str | None, words: Vocabulary) -> str | None:
    """The type that a number states where the line with the type is lost: "186/KH-UBND" is a KẾ HOẠCH."""
    known: Mapping[str, str] = words.lists["documents"]["symbols"]
    parts = re.split(r"[-–/]", symbol or "")
    return next((known[part.upper()] for part in parts if part.upper() in known), None)


def _lines(lines: Sequence[Line], start: int, body: int) -> list[int] | None:
    said = [line.number for line in lines[start:body] if line.text.strip()]
    return [said[0], said[-1]] if said else None


def _pieces(lines: Sequence[Line], start: int, words: Vocabulary) -> Iterator[Piece]:
    """The lines of the head cut at wide gaps, tabs and "|"; a line that holds the whole head is cut at what is known."""
    seen = 0
    begun = ""
    for place in range(start, len(lines)):
        text = lines[place].text.strip()
        if not text:
            continue
        seen += 1
        if seen > HEAD_LINES:
            return
        text = _without_blanks(f"{begun} {text}" if begun else text)
        begun = ""
        if _is_cut_name(text, lines, place, words):
            begun = text
            continue
        for part in GAPS.split(text):
            piece = tidy(part)
            if RULE.match(piece):
                continue
            if _DATE_GOES_ON.search(piece) and part.strip() == text:
                begun = piece
                continue
            for cut in _cut(piece, words):
                yield Piece(cut, place)


def _is_cut_name(text: str, lines: Sequence[Line], place: int, words: Vocabulary) -> bool:
    """Whether a line is only the begin of what goes on below: "ỦY / BAN NHÂN DÂN", "Số: / 220/KH-UBND", "Cần / Thơ, ngày …"."""
    following = next((said for line in lines[place + 1 : place + 3] if (said := line.text.strip())), "")[:_LONGEST_HEAD]
    if not following or len(text) > _LONGEST_CUT or len(text.split()) > 1:
        return False
    whole = f"{text} {following}"
    if _is_of_the_letterhead(whole) and not is_number(following):
        return True
    frame = (words.documents[name] for name in ("country", "issuers"))
    return is_capitals(text) and any(phrases.begins(whole) > 1 and not phrases.whole(text) for phrases in frame)


def _is_of_the_letterhead(text: str) -> bool:
    """Whether a line is a number, or place and day; the day may go on below."""
    dated = DATE.match(text)
    return is_number(text) or (dated is not None and is_place(dated, text)) or bool(_PLACE_AND_DAY.match(text))


def _without_blanks(text: str) -> str:
    """Without the gaps that are left for a number or a day to be written in by hand: "ngày   19    tháng" has two."""
    text = _LEFT_FOR_NUMBER.sub(r"\1 ", text)
    return _LEFT_FOR_DAY.sub(r"\1 ", _LEFT_FOR_DAY.sub(r"\1 ", text))


def _cut(text: str, words: Vocabulary) -> list[str]:
    """A line at the begin of each thing that is known: country, motto, bodies, number, date, type in capitals."""
    if len(text) > _LONGEST_HEAD or not text[:3].isupper():
        return [text]
    said = places(text)
    bare = [folded(word)[0] if folded(word) else word for word, _, _ in said]
    cuts: set[int] = set()
    for index in range(len(said)):
        for phrases in (words.documents["country"], words.documents["motto"]):
            length = phrases.at(bare, index)
            if length >= 3:
                cuts.add(said[index][1])
                cuts.add(said[index + length][1] if index + length < len(said) else len(text))
    if not cuts or len(said) < _FEWEST_WORDS:
        return [text]
    first = min(cuts)
    for index in range(1, len(said)):
        begins = words.documents["issuers"].at(bare, index) > 1 and bare[index - 1] not in {"tong", "hanh"}
        if begins and said[index][1] < first and not words.documents["unfinished"].whole(text[: said[index][1]]):
            cuts.add(said[index][1])
    numbers = [match.span() for match in NUMBER.finditer(text)]
    cuts |= {place for span in numbers for place in span}
    cuts |= {place for match in DATE.finditer(text) for place in (_place_start(match), match.end())}
    cuts |= _kind_cuts(text, said, bare, words)
    edges = sorted(cut for cut in {0, len(text), *cuts} if not any(a < cut < b for a, b in numbers))
    return [piece for a, b in pairwise(edges) if (piece := text[a:b].strip(" ,|-"))]


_FEWEST_WORDS = 10
"""A line with fewer words is no whole letterhead."""


def _kind_cuts(text: str, said: Sequence[tuple[str, int, int]], bare: Sequence[str], words: Vocabulary) -> set[int]:
    """Where the type of the document stands in capitals behind the country, and where it ends."""
    for index in range(len(said) - 1, -1, -1):
        for kind, _ in words.kinds:
            last = index + len(kind)
            if tuple(bare[index:last]) == kind and is_capitals(text[said[index][1] : said[last - 1][2]]):
                return {said[index][1], said[last - 1][2]}
    return set()


def _place_start(match: re.Match[str]) -> int:
    """Where the place begins before a date: the last words with a capital."""
    start = match.end("place")
    for word in reversed(list(re.finditer(r"\S+", match["place"]))):
        if not word.group()[0].isupper() or not word.group().strip(".,").isalpha():
            break
        start = match.start("place") + word.start()
    return start


def _take(piece: Piece, found: _Found, words: Vocabulary, lines: Sequence[Line]) -> None:
    """Put a piece where it belongs."""
    text, line = piece.text[:_LONGEST_HEAD], lines[piece.place].number
    documents = words.documents
    if documents["draft"].begins(text.strip("()*")) and len(text) < 40:
        found.warnings.append(Warned(code="draft", line=line, message=str(msg("Văn bản ghi là dự thảo."))))
        return
    if documents["country"].begins(text):
        found.country_goes_on = not fold(text).endswith("viet nam")
        return
    if found.country_goes_on and fold(text) in _REST_OF_COUNTRY:
        found.country_goes_on = False
        return
    if documents["motto"].begins(text):
        return
    number = NUMBER.search(text)
    if number is not None and number.start() < _NUMBER_WITHIN:
        _take_number(number, found, line)
        text = text[number.end() :].strip()
    dated = DATE.search(text)
    if dated is not None and found.issued_on is None and is_place(dated, text):
        _take_date(dated, found)
    elif number is None:
        _take_body(text, found, words)


def _take_number(match: re.Match[str], found: _Found, line: int) -> None:
    symbol = re.sub(r"\s+", "", match["symbol"]).replace("–", "-")
    figures = re.sub(r"[^\da-zđ]", "", match["n"])
    found.symbol = found.symbol or symbol
    if found.number is None and figures:
        year = re.sub(r"\s+", "", match["year"] or "")
        found.number = f"{figures}{year}{match['part']}{symbol}"
    elif not figures:
        found.warnings.append(Warned(code="no_number", line=line, message=str(msg("Số của văn bản để trống."))))


def _take_date(match: re.Match[str], found: _Found) -> None:
    found.place = " ".join(match["place"].split()).strip(" ,.-*_") or None
    try:
        found.issued_on = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        found.issued_on = None


_INSIDE = re.compile(r"(?<!BCH)(?<!CHẤP HÀNH)\s+(?=CĐCS\s)")
"""Where the name of a grassroots union begins behind that of the level above, both on one line."""


def _take_body(text: str, found: _Found, words: Vocabulary) -> None:
    """The name of a body in capitals; a line that does not begin one goes on with the one above."""
    letters = sum(letter.isalpha() for letter in text)
    if not is_capitals(text) or len(text) < 3 or letters < 0.6 * len(text.replace(" ", "")):
        return
    documents = words.documents
    if documents["appendix"].begins(text) or documents["urgent"].whole(text) or documents["intro"].whole(text):
        return
    if (inside := _INSIDE.search(text)) is not None:
        _take_body(text[: inside.start()], found, words)
        text = text[inside.end() :]
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
