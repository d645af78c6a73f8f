"""The times that a plan states: windows of days, times that repeat, and by when a target is to be reached.

``windows`` finds every stretch of time in a text, ``only_time`` knows a heading that states nothing else, ``own_time`` the time that
a task sets for itself, ``recurring`` what repeats, ``horizon`` by when targets hold. The words are resources/plan_words/time.toml.
Texts are NFC; places (``first``, ``last``) count characters of the text as given, ``last`` is one behind.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal

from app.plan_import import citations, phrases, time_atoms
from app.plan_import.horizons import horizon
from app.plan_import.time_atoms import Atom, Forms, Span
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
    return own[-1] if own else None


def recurring(text: str) -> Recurrence | None:
    """How often, where the text says so: the first such word ("hằng năm", "thường xuyên", "mỗi quý")."""
    found = _recurring_pattern().search(phrases.prepare(text))
    return _recurrences()[found.lastgroup] if found and found.lastgroup else None


_LONGEST_HEADING = 200


def _windows(text: str, prepared: str, year: int | None) -> Iterator[Window]:
    every = list(time_atoms.atoms(prepared))
    if not every:
        return
    taken = [(cited.first, cited.last) for cited in citations.find(text)]
    behind = 0
    for atom in every:
        if atom.first < behind or _inside(atom, taken) or _is_of_law(prepared, atom):
            continue
        window = _window(text, prepared, atom, year)
        if window:
            behind = window.last
            yield window


def _window(text: str, prepared: str, atom: Atom, year: int | None) -> Window | None:
    chain, ranged = _chain(prepared, atom)
    lead, first = _lead(prepared, atom.first)
    alone = len(chain) == 1
    if alone and (atom.kind == "span" or (atom.kind == "loose_day" and not lead)):
        return None
    span = _span(chain, ranged, year)
    if span is None:
        return None
    last = _closed(prepared, first, chain[-1].last)
    behind = _behind().match(prepared, last)
    if behind and behind["again"]:
        return None
    if behind and alone:
        lead, last = "start", behind.end()
    if not alone or not lead:
        return Window(*span, first, last, text[first:last])
    start, end = span
    if lead == "start":
        return Window(start, start, first, last, text[first:last], "start")
    if lead == "before" and atom.kind not in {"day", "loose_day"}:
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


def _chain(prepared: str, atom: Atom) -> tuple[list[Atom], bool]:
    """The times joined to this one, and whether by a word for a range."""
    chain, ranged = [atom], False
    while len(chain) < _LONGEST_CHAIN:
        join = _joins().match(prepared, chain[-1].last)
        following = _following(prepared, chain[-1], join.end(), bool(join["range"])) if join else None
        if join is None or following is None:
            break
        ranged = ranged or bool(join["range"])
        chain.append(following)
    return chain, ranged


_LONGEST_CHAIN = 13
_UNITS = {"phase": "year", "span": "year", "loose_day": "day"}
_OPEN_END = re.compile(r" {0,3}(?:$|[.,;:)/(-]|và |hoặc |đến )")


def _following(prepared: str, before: Atom, place: int, ranged: bool) -> Atom | None:
    every = time_atoms.forms()
    found = every.pattern.match(prepared, place)
    named = every.atom(found) if found else None
    if named and named.kind == "span":
        named = replace(named, kind="year") if _UNITS.get(before.kind, before.kind) == "year" else None
    same = named is not None and named.kind == before.kind and (named.kind != "day" or "y" not in before.figures)
    if named and (ranged or same):
        return named
    more: Forms | None = time_atoms.followers(before.kind)
    bare = more.pattern.match(prepared, place) if more else None
    if more is None or bare is None:
        return None
    atom = more.atom(bare)
    whole = "y" in atom.figures or {"d", "m"} <= atom.figures.keys()
    return atom if whole or _OPEN_END.match(prepared, atom.last) else None


def _span(chain: Sequence[Atom], ranged: bool, year: int | None) -> Span | None:
    """The days from the first to the last time of a chain; a year or month that one lacks is its neighbour's."""
    filled = list(chain)
    for place in range(len(filled) - 2, -1, -1):
        filled[place] = _like(filled[place], filled[place + 1])
    for place in range(1, len(filled)):
        filled[place] = _like(filled[place], filled[place - 1])
    spans = [time_atoms.days(atom.dated(year)) for atom in filled]
    known = [span for span in spans if span]
    if not known or (len(known) < len(spans) and ranged):
        return None
    start, end = known[0][0], known[-1][1]
    if end < start and ranged:
        start, end = _over_new_year(chain, filled, year) or (start, end)
    return (start, end) if start <= end else None


def _over_new_year(chain: Sequence[Atom], filled: Sequence[Atom], year: int | None) -> Span | None:
    """In "tháng 9 đến tháng 5/2025" September is of the year before; in "tháng 11/2024 đến tháng 2" February of the next."""
    first, last = filled[0].dated(year), filled[-1].dated(year)
    if "y" not in chain[0].figures:
        first = _shifted(first, -1)
    elif "y" not in chain[-1].figures:
        last = _shifted(last, 1)
    spans = time_atoms.days(first), time_atoms.days(last)
    return (spans[0][0], spans[1][1]) if spans[0] and spans[1] else None


def _shifted(atom: Atom, years: int) -> Atom:
    return replace(atom, figures={**atom.figures, "y": atom.figures["y"] + years})


def _like(atom: Atom, other: Atom) -> Atom:
    missing = {slot: value for slot, value in other.figures.items() if slot == "y" and slot not in atom.figures}
    if atom.kind in {"day", "loose_day"} and "m" not in atom.figures and "m" in other.figures:
        missing["m"] = other.figures["m"]
    return replace(atom, figures={**atom.figures, **missing}) if missing else atom


def _lead(prepared: str, first: int) -> tuple[str, int]:
    """The word before a time that says which end is meant, and where it begins."""
    found = _leads().search(prepared, max(0, first - _REACH), first)
    return (str(found.lastgroup), found.start()) if found else ("", first)


def _is_of_law(prepared: str, atom: Atom) -> bool:
    if atom.kind not in {"year", "span"}:
        return False
    before = re.split(r"[,;:.()]", prepared[max(0, atom.first - 60) : atom.first])[-1]
    return bool(re.search(r"\b(?:luật|hiến pháp|pháp lệnh)\b", before))


def _inside(atom: Atom, taken: list[tuple[int, int]]) -> bool:
    return any(first < atom.last and atom.first < last for first, last in taken)


def _is_own(prepared: str, window: Window) -> bool:
    before = prepared[max(0, window.first - _REACH) : window.first].rstrip(" :")
    if window.start.year < _OLDEST or window.end.year - window.start.year > _LONGEST_TASK:
        return False
    if window.kind == "deadline" and window.text[:1].lower() != "đ":
        return True
    if window.kind == "span" and _FROM.match(prepared, window.first):
        return True
    if before.endswith(("(", " -")):
        return prepared[window.last : window.last + 3].strip(" .;")[:1] in {"", ")"}
    if before.endswith(","):
        return not prepared[window.last :].strip(" .;/)")
    return bool(_sets().search(before)) and not _names().search(before)


_OLDEST, _LONGEST_TASK = 2000, 15
"""Years before the first are history ("28/7/1929"), as are spans of more years."""

_FROM = re.compile(r"từ\b")


def _only(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a text says nothing besides these times: before them words such as "thời gian", behind them hardly any."""
    between = ",".join(text[one[1] : other[0]] for one, other in pairwise(spans))
    return _is_filler(text[: spans[0][0]], "words") and _is_filler(f"{between},{text[spans[-1][1] :]}", "after")


def _is_filler(text: str, which: str) -> bool:
    return bool(_fillers(which).fullmatch(phrases.prepare(text)))


def _hull(found: Sequence[Window], text: str) -> Window:
    if len(found) == 1:
        return found[0]
    first, last = found[0].first, found[-1].last
    return Window(min(w.start for w in found), max(w.end for w in found), first, last, text[first:last])


@cache
def _joins() -> re.Pattern[str]:
    words = load("time")
    ranges, lists = (phrases.any_of(words["joins"][kind], words) for kind in ("range", "list"))
    return re.compile(rf" {{0,3}}(?:(?P<range>{ranges})|(?P<list>{lists}))(?:(?<=\w)(?!\w)|(?<!\w)) {{0,3}}")


@cache
def _leads() -> re.Pattern[str]:
    words = load("time")
    kinds = "|".join(
        f"(?P<{kind}>{phrases.any_of(words['leads'][kind], words)})" for kind in ("before", "deadline", "start")
    )
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
def _sets() -> re.Pattern[str]:
    words = load("time")
    return re.compile(rf"(?<!\w){phrases.any_of(words['own']['sets'], words)}$")


@cache
def _names() -> re.Pattern[str]:
    words = load("time")
    return re.compile(rf"(?<!\w){phrases.any_of(words['own']['names'], words)}$")
