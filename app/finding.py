"""What Ctrl+K finds: everything of the workspace by words, abbreviations and initial letters, what was opened lately first.

Search (app/search) finds words in their newest texts; here the finds are spread over their kinds and put into the order people want.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from app.dates import format_date
from app.i18n import tr
from app.plan import periods
from app.search import LEAST_INITIALS, Hit, match_expression, named, search
from app.session import Session, Touched
from app.text import fold
from db import text_index
from db.queries import search as queries

Thing = tuple[str, int]
"""A thing of the workspace by its kind and id."""

KINDS = ("programme", "section", "task", "target", "unit", "ban", "person", "directive", "report", "progress")
"""What is found, in the order of its groups where nothing else decides. "report" is a signed paper, "progress" an entry."""

LIMIT = 30
"""Finds shown at once: nobody reads on, people type another letter."""

_EACH = 20
_ENTRIES = 10
_PAPERS = 500
_INDEXED = tuple(kind for kind in KINDS if kind != "report")
_DEFINED = tuple(kind for kind in _INDEXED if kind != "progress")
_LETTERS = re.compile("[a-z]+")
_NUMBER = re.compile("^[0-9 ]+")


class Initials:
    """Folded texts by the initial letters of their words: "btc" finds "Ban Tổ chức". One text, searched as a whole (1 ms at 50,000)."""

    def __init__(self, texts: Iterable[tuple[str, int, str]]) -> None:
        self._things: list[Thing] = []
        self._starts: list[int] = []
        parts, length = [], 0
        for kind, row_id, folded in texts:
            letters = "\n" + "".join(word[0] for word in folded.split())
            self._things.append((kind, row_id))
            self._starts.append(length)
            parts.append(letters)
            length += len(letters)
        self._all = "".join(parts)

    def find(self, word: str, limit: int) -> list[Thing]:
        """The things of which words that stand together begin with these letters; those that begin so come first."""
        found: dict[Thing, None] = {}
        for wanted in ("\n" + word, word):
            place = self._all.find(wanted)
            while place >= 0 and len(found) < limit:
                found[self._things[bisect_right(self._starts, place) - 1]] = None
                place = self._all.find(wanted, place + 1)
        return list(found)


class Finding:
    """Finds in one workspace; used on any reader thread. Tell it of changes by ``heard``."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._initials: Initials | None = None

    def heard(self, touched: Touched) -> None:
        """A change was made: initials are gathered anew where it touched something that has some."""
        if any(text_index.TABLES.get(table, ("", ""))[0] in _DEFINED for table, _ in touched):
            self._initials = None

    def find(self, text: str, opened: Sequence[Thing] = ()) -> tuple[Hit, ...]:
        """At most ``LIMIT`` finds, those of a kind together; what was opened lately, and what begins with the words, first."""
        words = fold(text).split()
        if not words:
            return ()
        found = {(hit.kind, hit.id): hit for hit in self._all(text, words, opened)}
        lately = set(opened)
        rank = {thing: _rank(hit.title, words, thing in lately) for thing, hit in found.items()}
        by_kind = sorted(found, key=lambda thing: (KINDS.index(thing[0]), rank[thing]))
        groups = [list(things) for _, things in groupby(by_kind, key=lambda thing: thing[0])]
        shown = _spread(groups, LIMIT)
        shown.sort(key=lambda things: rank[things[0]] // 2)
        return tuple(found[thing] for things in shown for thing in things)

    def recall(self, opened: Sequence[Thing]) -> tuple[Hit, ...]:
        """What was opened lately, newest first; without what is gone."""
        there = set(text_index.present(self._session.conn, [one for one in opened if one[0] in _INDEXED]))
        hits = {(hit.kind, hit.id): hit for hit in named(self._session, sorted(there))}
        if any(kind == "report" for kind, _ in opened):
            hits |= {(hit.kind, hit.id): hit for hit in self._papers(())}
        return tuple(hits[thing] for thing in opened if thing in hits)

    def _all(self, text: str, words: Sequence[str], opened: Sequence[Thing]) -> Iterator[Hit]:
        conn = self._session.conn
        things = [thing for thing in opened if thing[0] in _INDEXED]
        lately = [hit for hit in named(self._session, text_index.present(conn, things)) if _has(hit.title, words)]
        yield from lately
        # Codes and older names have initials too: only those of the name shown are what somebody meant.
        yield from (hit for hit in named(self._session, self._by_initials(words)) if _has(hit.title, words))
        yield from named(self._session, self._by_words(text))
        yield from search(self._session, text, kinds=("progress",), limit=_ENTRIES)
        yield from self._papers(words)

    def _by_words(self, text: str) -> list[Thing]:
        """Definitions by words. A longer last word is tried as finished first, as in ``search``."""
        found: list[Thing] = []
        for expression in (match_expression(text, whole=True), match_expression(text)):
            if expression and len(found) < LIMIT:
                found += text_index.search_each(self._session.conn, expression, _DEFINED, _EACH)
        return list(dict.fromkeys(found))

    def _by_initials(self, words: Sequence[str]) -> list[Thing]:
        if len(words) != 1 or len(words[0]) < LEAST_INITIALS or not _LETTERS.fullmatch(words[0]):
            return []
        if self._initials is None:
            self._initials = Initials(text_index.definitions(self._session.conn, _DEFINED))
        return self._initials.find(words[0], _EACH)

    def _papers(self, words: Sequence[str]) -> Iterator[Hit]:
        """Signed papers by number, name, period or who signed."""
        rows = queries.signed_papers(self._session.conn, self._session.office.seat_id, _PAPERS)
        if not rows:
            return
        from app.reports.papers.forms_list import FORMS
        from app.reports.papers.period_list import PERIOD_REPORTS

        names = {paper.name: str(paper.title) for paper in (*PERIOD_REPORTS, *FORMS)}
        for row in rows:
            name = names.get(row["kind"], row["kind"])
            title = f"{row['symbol'] or tr('không số')} · {name}, {periods.inside(row['period'])}"
            if _has(f"{title} {row['signer_text']}", words):
                said = tr("{signer} ký {day}", signer=row["signer_text"], day=format_date(row["signed_on"]))
                yield Hit("report", row["id"], title, said, row["period"])


def _has(title: str, words: Sequence[str]) -> bool:
    """Whether every word begins a word of the title, or they are its initial letters."""
    pieces = fold(title).split()
    known = all(any(piece.startswith(word) for piece in pieces) for word in words)
    return known or (len(words) == 1 and len(words[0]) >= LEAST_INITIALS and words[0] in "".join(p[0] for p in pieces))


def _rank(title: str, words: Sequence[str], lately: bool) -> int:
    """Small is first: opened lately, begins with what was typed, its words stand together, all others."""
    if lately:
        return 0
    folded, typed = _NUMBER.sub("", fold(title)), " ".join(words)
    if folded.startswith(typed) or "".join(piece[0] for piece in folded.split()).startswith(typed):
        return 1
    return 2 if f" {typed}" in folded else 4


def _spread(groups: Sequence[list[Thing]], limit: int) -> list[list[Thing]]:
    """Of each group as many as fit into the limit when all take turns."""
    kept = [0] * len(groups)
    while sum(kept) < limit and any(kept[place] < len(group) for place, group in enumerate(groups)):
        for place, group in enumerate(groups):
            if kept[place] < len(group) and sum(kept) < limit:
                kept[place] += 1
    return [group[:number] for group, number in zip(groups, kept, strict=True) if number]
