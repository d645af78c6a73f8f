"""The times that a plan states: windows of days, times that repeat, and by when a target is to be reached.

``windows`` finds every stretch of time in a text, ``only_time`` knows a heading that states nothing else, ``own_time`` the time that
a task sets for itself, ``recurring`` what repeats, ``horizon`` by when targets hold. The words are resources/plan_words/time.toml.
Texts are NFC; places (``first``, ``last``) count characters of the text as given, ``last`` is one behind.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal

from app.plan_import import citations, phrases, time_atoms, time_chains
from app.plan_import.horizons import horizon
from app.plan_import.time_atoms import Atom
from app.plan_import.time_chains import Chain
from app.plan_import.vocabulary import load

__all__ = [
    "Recurrence",
    "Window",
    "horizon",
    "leading",
    "only_recurring",
    "only_time",
    "own_time",
    "recurring",
    "windows",
]

Recurrence = Literal["continuous", "weekly", "monthly", "quarterly", "half_yearly", "yearly"]

_REACH = 40
"""How far before a time the word is looked for that says which end of it is meant."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time as stated. ``kind``: a ``span``, a ``deadline`` (only the end is stated), a ``start`` (only the begin).

    Both days are always given; ``since`` and ``until`` are None for the one that the text does not state.
    """

    start: date
    end: date
    first: int
    last: int
    text: str
    kind: Literal["span", "deadline", "start"] = "span"

    @property
    def since(self) -> date | None:
        """The first day, where the text states it."""
        return None if self.kind == "deadline" else self.start

    @property
    def until(self) -> date | None:
        """The last day, where the text states it."""
        return None if self.kind == "start" else self.end


def windows(text: str, *, year: int | None = None) -> tuple[Window, ...]:
    """Every stretch of time that the text names, in order. ``year`` is the year in force for times without one.

    Dates of cited documents and years of laws are none.
    """
    prepared = phrases.prepare(text)
    return tuple(_windows(text, prepared, year))


def only_time(text: str, *, year: int | None = None) -> Window | None:
    """The window of a line that states nothing but a time ("1. Tháng 8/2018", "Quý III/2021:"), else None."""
    found = windows(text, year=year) if len(text) <= _LONGEST_HEADING else ()
    if not found or not _only(text, [(w.first, w.last) for w in found]):
        return None
    return _hull(found, text)


def only_recurring(text: str) -> Recurrence | None:
    """How often, for a line that states nothing else ("Hằng năm:", "Thường xuyên")."""
    if len(text) > _LONGEST_HEADING:
        return None
    prepared = phrases.prepare(text)
    found = [match.span() for match in _recurring_pattern().finditer(prepared)]
    return recurring(text) if found and _only(text, found) else None


def leading(text: str, *, year: int | None = None) -> Window | None:
    """The window with which a line opens ("Quý 3 năm 2024: Triển khai ..."); what follows it begins at ``last``."""
    found = windows(text[:_LONGEST_HEADING], year=year)
    return found[0] if found and _is_filler(text[: found[0].first], "words") else None


def own_time(text: str, *, year: int | None = None) -> Window | None:
    """The window that a task sets for itself: it opens with it, or says so ("hoàn thành trong quý I", "(tháng 8/2025)")."""
    opening = leading(text, year=year)
    if opening:
        return opening
    prepared = phrases.prepare(text)
    own = [window for window in windows(text, year=year) if _is_own(prepared, window)]
    return _together(own, text) if own else None


def _together(own: Sequence[Window], text: str) -> Window:
    """Several times of one task, as one stretch: "vào quý III năm 2025; hoàn thành trước 30/9/2025"."""
    stated = [window.since for window in own if window.since]
    if len(own) == 1 or not stated:
        return own[-1]
    first, last = own[0].first, own[-1].last
    kind: Literal["span", "start"] = "span" if any(window.until for window in own) else "start"
    end = max(window.end for window in own)
    return Window(min(stated), max(end, *stated), first, last, text[first:last], kind)


def recurring(text: str) -> Recurrence | None:
    """How often, where the text says so: the first such word ("hằng năm", "thường xuyên", "mỗi quý")."""
    found = _recurring_pattern().search(phrases.prepare(text))
    return _recurrences()[found.lastgroup] if found and found.lastgroup else None


_LONGEST_HEADING = 200


def _windows(text: str, prepared: str, year: int | None) -> Iterator[Window]:
    chains = _chains(text, prepared)
    behind, before = 0, None
    for place, chain in enumerate(chains):
        following = chains[place + 1] if place + 1 < len(chains) else None
        near = chain.year or _year_beside(prepared, chain, before, following) or year
        window = _window(text, prepared, chain, near) if chain.first >= behind else None
        if window:
            behind, before = window.last, chain
            yield window


def _chains(text: str, prepared: str) -> list[Chain]:
    """The times joined in the text, without those of cited documents and laws, none overlapping."""
    found: list[Chain] = []
    taken = [(0, 0)]
    for atom in time_atoms.atoms(prepared):
        if taken == [(0, 0)]:
            taken = [(cited.first, cited.last) for cited in citations.find(text)][::-1]
        while taken and taken[-1][1] <= atom.first:
            taken.pop()
        cited = bool(taken) and taken[-1][0] < atom.last
        if not cited and not _is_of_law(prepared, atom) and (not found or atom.first >= found[-1].last):
            chain = time_chains.chain(prepared, atom)
            if chain.span(chain.year or _ANY_YEAR):
                found.append(chain)
    return found


_ANY_YEAR = 2000
_NEAR = 25


def _year_beside(prepared: str, chain: Chain, before: Chain | None, following: Chain | None) -> int | None:
    """The year of a time right beside one without: "cuối tháng 11, đầu tháng 12/2024", "quý I/2024 (từ tháng 1 đến tháng 3)"."""
    if (
        following
        and following.first - chain.last <= _NEAR
        and not _SEPARATE.search(prepared, chain.last, following.first)
    ):
        return following.year
    if before and chain.first - before.last <= _NEAR and not _SEPARATE.search(prepared, before.last, chain.first):
        return before.year
    return None


_SEPARATE = re.compile(r"[.;]")


def _window(text: str, prepared: str, chain: Chain, year: int | None) -> Window | None:
    kind = chain.atoms[0].kind
    lead, first = _lead(prepared, chain.first)
    alone = len(chain.atoms) == 1
    span = chain.span(year)
    if span is None or (alone and (kind == "span" or (kind == "loose_day" and not lead))):
        return None
    last = _closed(prepared, first, chain.last)
    behind = _behind().match(prepared, last)
    if behind and behind["again"]:
        return None
    if behind and alone:
        lead, last = "start", behind.end()
    is_day = kind in {"day", "loose_day"}
    if not alone or not lead or (lead == "limit" and not is_day):
        return Window(*span, first, last, text[first:last])
    start, end = span
    if lead in {"start", "after"}:
        start = end + timedelta(days=1) if lead == "after" else start
        return Window(start, start, first, last, text[first:last], "start")
    if lead == "before" and not is_day:
        end = start - timedelta(days=1)
    return Window(end, end, first, last, text[first:last], "deadline")


def _closed(prepared: str, first: int, last: int) -> int:
    """Where a time ends, with the bracket that closes one opened inside it."""
    closing = (
        prepared.find(")", last, last + 3)
        if prepared.count("(", first, last) > prepared.count(")", first, last)
        else -1
    )
    return closing + 1 if closing >= 0 and not prepared[last:closing].strip() else last


def _lead(prepared: str, first: int) -> tuple[str, int]:
    """The word before a time that says which end is meant, and where it begins."""
    found = _leads().search(prepared, max(0, first - _REACH), first)
    return (str(found.lastgroup), found.start()) if found else ("", first)


def _is_of_law(prepared: str, atom: Atom) -> bool:
    if atom.kind not in {"year", "span"}:
        return False
    before = re.split(r"[,;:.()]", prepared[max(0, atom.first - 60) : atom.first])[-1]
    return bool(re.search(r"\b(?:luật|hiến pháp|pháp lệnh)\b", before))


def _is_own(prepared: str, window: Window) -> bool:
    before = prepared[max(0, window.first - _REACH) : window.first].rstrip(" :")
    if window.start.year < _OLDEST or window.end.year - window.start.year > _LONGEST_TASK:
        return False
    if window.kind == "deadline" and window.text[:1].lower() != "đ":
        return True
    if window.kind == "span" and _FROM.match(prepared, window.first):
        return True
    at_end = window.kind == "span" and not prepared[window.last : window.last + 6].strip(" .;/)")
    if at_end and _COLON.search(prepared, 0, window.first):
        return True
    if before.endswith(("(", " -")):
        return prepared[window.last : window.last + 3].strip(" .;")[:1] in {"", ")"}
    if before.endswith(","):
        return not prepared[window.last : window.last + 6].strip(" .;/)")
    if at_end and (window.end - window.start).days <= _A_MONTH:
        return not _own("names").search(before)
    short = (window.end - window.start).days <= _SHORT
    sets = _own("sets").search(before) or (short and _own("short_sets").search(before))
    return bool(sets) and not _own("names").search(before)


_A_MONTH, _SHORT = 31, 184
"""Days of a month and of half a year."""

_OLDEST, _LONGEST_TASK = 2000, 15
"""Years before the first are history ("28/7/1929"), as are spans of more years."""

_FROM = re.compile(r"(?:từ|trong)\b")
_COLON = re.compile(r": {0,3}$")
"""Before a time that ends the text: "Khảo sát doanh nghiệp: quý II/2026"."""


def _only(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a text says nothing besides these times: before them words such as "thời gian", behind them hardly any."""
    between = ",".join(text[one[1] : other[0]] for one, other in pairwise(spans))
    theme = _THEME.match(text, spans[-1][1])
    spans = [*spans, theme.span()] if theme else spans
    return _is_filler(text[: spans[0][0]], "words") and _is_filler(f"{between},{text[spans[-1][1] :]}", "after")


_THEME = re.compile(r" {0,3}\([^()\d]{1,80}\) {0,3}(?=[:.;]? {0,3}$)")
"""What a time heading may add: "Tháng 9/2025 (Chủ điểm: Mừng năm học mới)"."""


def _is_filler(text: str, which: str) -> bool:
    return bool(_fillers(which).fullmatch(phrases.prepare(text)))


def _hull(found: Sequence[Window], text: str) -> Window:
    """The stretch from the first to the last window; a time in brackets explains the one before it and stands for it."""
    explained = text[: found[-1].first].rstrip().endswith("(")
    if len(found) == 1 or explained:
        return found[-1]
    first, last = found[0].first, found[-1].last
    return Window(min(w.start for w in found), max(w.end for w in found), first, last, text[first:last])


@cache
def _leads() -> re.Pattern[str]:
    words = load("time")
    kinds = "|".join(f"(?P<{kind}>{phrases.any_of(words['leads'][kind], words)})" for kind in words["leads"])
    return re.compile(rf"(?<!\w)(?:{kinds}) {{0,3}}:? {{0,3}}$")


@cache
def _behind() -> re.Pattern[str]:
    words = load("time")
    start, again = (phrases.any_of(words["behind"][key], words) for key in ("start", "again"))
    return re.compile(rf",? {{0,3}}(?:(?P<start>{start})|(?P<again>{again}))(?!\w)")


@cache
def _recurrences() -> dict[str, Recurrence]:
    return {str(kind): kind for kind in load("time")["recurring"]}


@cache
def _recurring_pattern() -> re.Pattern[str]:
    words = load("time")
    kinds = "|".join(f"(?P<{kind}>{phrases.any_of(listed, words)})" for kind, listed in words["recurring"].items())
    return re.compile(rf"(?<!\w)(?:{kinds})(?!\w)")


@cache
def _fillers(which: str) -> re.Pattern[str]:
    words = load("time")
    listed = phrases.any_of(words["fillers"][which], words)
    clock = r"\d{1,2} ?(?:h|g|giờ|:) ?\d{0,2}"
    # Each turn takes a whole word or one sign and gives nothing back, so that a text is read once.
    return re.compile(rf"(?:(?:{listed}|{clock}|\d{{1,2}}|[ivx]{{1,4}}|[a-zđ](?=[.)/]))(?!\w)|[^\w])*+")


@cache
def _own(which: str) -> re.Pattern[str]:
    words = load("time")
    return re.compile(rf"(?<!\w){phrases.any_of(words['own'][which], words)}$")
