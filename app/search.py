"""Search over everything without accents: every word must occur, the last one may be unfinished, abbreviations count as their words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.dates import format_date
from app.errors import BadInput
from app.i18n import msg, tr
from app.plan import periods
from app.session import Session
from app.text import ABBREVIATIONS, fold
from db import text_index
from db.connection import Row
from db.queries import search as queries

LONGEST_QUERY = 200
"""Characters of a query that are looked at."""

LEAST_INITIALS = 3
"""Initial letters that say something: two of them begin half of everything."""

_PIECE = re.compile(r"\w+")
_SHORT = {fold(short): tuple(fold(words).split()) for short, words in ABBREVIATIONS.items()}
_LONG = sorted(((words, short) for short, words in _SHORT.items()), key=lambda pair: -len(pair[0]))
_SHORTEST_PREFIX = 2
_INDEXED_PREFIX = 3  # prefixes up to this length have an index of their own (prefix = '2 3')


@dataclass(frozen=True, slots=True)
class Hit:
    """One find. ``id`` is that of its row; ``context`` says where it stands, ``when`` is a day or period code, or empty."""

    kind: str
    id: int
    title: str
    context: str
    when: str


def search(session: Session, text: str, *, kinds: Iterable[str] = (), limit: int = 50) -> tuple[Hit, ...]:
    """The newest finds, definitions (tasks, units, …) before what is written each quarter; of some kinds only, or of all.

    "dong thuan" finds "đồng thuận", "hoa binh" finds "hoà bình" and "hòa bình", "cdcs" finds "công đoàn cơ sở" and the other way
    round. A blank text finds nothing. Raises BadInput for an unknown kind.
    """
    wanted = tuple(kinds)
    unknown = [kind for kind in wanted if kind not in queries.KINDS]
    if unknown:
        raise BadInput(
            msg(
                "Không tìm theo loại “{kind}”. Chọn một trong: {known}.",
                kind=unknown[0],
                known=", ".join(queries.KINDS),
            ),
            "kind",
        )
    match = match_expression(text)
    if not match:
        return ()
    return named(session, _found(session, text, match, wanted, limit), fold(text[:LONGEST_QUERY]).split())


def named(session: Session, things: Sequence[tuple[str, int]], words: Sequence[str] = ()) -> tuple[Hit, ...]:
    """Things by kind and id as finds, in the order given; of an entry the line that holds most of the folded ``words``."""
    rows = {
        kind: queries.hits(session.conn, kind, [row_id for of_kind, row_id in things if of_kind == kind])
        for kind in {kind for kind, _ in things}
    }
    return tuple(_hit(kind, rows[kind][row_id], words) for kind, row_id in things if row_id in rows[kind])


def abbreviated(words: Sequence[str]) -> list[tuple[str, ...]]:
    """What folded words stand for besides themselves: abbreviations written out, and written out words abbreviated."""
    found = [_SHORT[word] for word in words if word in _SHORT]
    for long, short in _LONG:
        places = range(len(words) - len(long) + 1)
        found += [(short,) for place in places if tuple(words[place : place + len(long)]) == long]
    return found


def match_expression(text: str, *, whole: bool = False) -> str:
    """The FTS5 expression for what a person typed, or "" when nothing of it can be looked for. ``whole``: the last word is finished."""
    words = fold(text[:LONGEST_QUERY]).split()
    parts, place = [], 0
    while place < len(words):
        taken, part = _part(words, place, whole=whole)
        parts.append(part)
        place += taken
    return f"({' AND '.join(parts)})" if parts else ""


def matches(title: str, text: str) -> list[tuple[int, int]]:
    """Where a title answers what was typed: (start, length) pairs. Beginnings of words, abbreviations either way, initial letters."""
    words = fold(text).split()
    places = [(found.start(), found.group()) for found in _PIECE.finditer(title)]
    folded = [fold(piece) for _, piece in places]
    marked: dict[int, int] = {}
    for word in words:
        for place, piece in enumerate(folded):
            if piece.startswith(word):
                marked[place] = max(marked.get(place, 0), min(len(word), len(places[place][1])))
    for phrase in abbreviated(words):
        for place in _runs(folded, phrase):
            marked |= {at: len(places[at][1]) for at in range(place, place + len(phrase))}
    if not marked and len(words) == 1 and len(words[0]) >= LEAST_INITIALS:
        start = "".join(piece[:1] or " " for piece in folded).find(words[0])
        marked = dict.fromkeys(range(start, start + len(words[0])), 1) if start >= 0 else {}
    return [(places[place][0], length) for place, length in sorted(marked.items())]


def _runs(folded: Sequence[str], phrase: Sequence[str]) -> Iterator[int]:
    for place in range(len(folded) - len(phrase) + 1):
        if list(folded[place : place + len(phrase)]) == list(phrase):
            yield place


def _found(session: Session, text: str, match: str, kinds: Sequence[str], limit: int) -> list[tuple[str, int]]:
    """Kind and id of the finds. A longer last word is tried as finished first, because SQLite gathers every document of a prefix
    (55 ms at half a million) where it walks those of a word from the newest on (0.2 ms).
    """
    if len(fold(text).split()[-1]) > _INDEXED_PREFIX:
        found = text_index.search(session.conn, match_expression(text, whole=True), kinds, limit)
        if len(found) == limit:
            return found
    return text_index.search(session.conn, match, kinds, limit)


def _part(words: list[str], place: int, *, whole: bool) -> tuple[int, str]:
    """How many words are taken from ``place`` on, and what finds them: as typed, or as abbreviated or written out."""
    short = words[place]
    if short in _SHORT:
        typed = _all_of((short,), unfinished=not whole and place + 1 == len(words))
        return 1, f'({typed} OR "{" ".join(_SHORT[short])}")'
    for long, abbreviation in _LONG:
        if tuple(words[place : place + len(long)]) == long:
            typed = _all_of(long, unfinished=not whole and place + len(long) == len(words))
            return len(long), f'(({typed}) OR "{abbreviation}")'
    return 1, _all_of((short,), unfinished=not whole and place + 1 == len(words))


def _all_of(words: Sequence[str], *, unfinished: bool) -> str:
    """Every word, the last one as a prefix where it is unfinished; one letter alone would be a prefix of everything."""
    quoted = [f'"{word}"' for word in words]
    if unfinished and len(words[-1]) >= _SHORTEST_PREFIX:
        quoted[-1] += "*"
    return " AND ".join(quoted)


def _hit(kind: str, row: Row, words: Sequence[str]) -> Hit:
    title = _told_line(row["title"], words) if kind == "progress" else row["title"]
    return Hit(kind, row["id"], title, _context(kind, row), row["at"] or "")


def _told_line(texts: str, words: Sequence[str]) -> str:
    """Of what was written in an entry, the line that holds most of the words."""
    lines = [line for line in texts.splitlines() if line.strip()]
    return max(lines, key=lambda line: sum(word in fold(line) for word in words), default="")


def _context(kind: str, row: Row) -> str:
    """Where a find stands, in words."""
    if kind in {"task", "target", "section"}:
        return _programme(row)
    if kind == "progress":
        return f"{row['where_text']} · {periods.label(row['at'])} · {row['also']}"
    if kind == "directive":
        issued = tr("ngày {day}", day=format_date(row["at"])) if row["at"] else ""
        return " · ".join(filter(None, (issued, row["where_text"])))
    return " · ".join(filter(None, (row["also"] if kind in {"unit", "ban"} else "", row["where_text"])))


def _programme(row: Row) -> str:
    if row["where_text"] is None:
        return tr("Nhiệm vụ đột xuất")
    return tr("Chương trình {number}", number=row["also"]) if row["also"] else str(row["where_text"])
