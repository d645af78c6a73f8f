"""Single times joined to one stretch: "tháng 3, 4, 5/2025", "từ tháng 9 đến hết tháng 12/2018", "quý IV/2024 và quý I/2025"."""

import re
from dataclasses import dataclass, replace
from functools import cache

from app.plan_import import phrases, time_atoms
from app.plan_import.time_atoms import Atom, Span
from app.plan_import.vocabulary import load

_LONGEST = 13
"""Times in one chain: the months of a year and one."""

_UNITS = {"phase": "year", "span": "year", "loose_day": "day"}
_OPEN_END = re.compile(r" {0,3}(?:$|[.,;:)/(-]|và |hoặc |đến )")
_FOREWORD = re.compile(r"(?:(?:trong |vào )?(?:đầu|giữa|cuối|các|những) {1,3})?")


@dataclass(frozen=True, slots=True)
class Chain:
    """Times joined by words; ``ranged`` where one of the words says "from … to"."""

    atoms: tuple[Atom, ...]
    ranged: bool

    @property
    def first(self) -> int:
        """Where it begins in the text."""
        return self.atoms[0].first

    @property
    def last(self) -> int:
        """One behind its end in the text."""
        return self.atoms[-1].last

    @property
    def year(self) -> int | None:
        """A year that it names, if any."""
        return next((atom.figures["y"] for atom in self.atoms if "y" in atom.figures), None)

    def span(self, year: int | None) -> Span | None:
        """The days from the first to the last time; a year or month that one lacks is its neighbour's, else ``year``."""
        filled = list(self.atoms)
        for place in range(len(filled) - 2, -1, -1):
            filled[place] = _like(filled[place], filled[place + 1])
        for place in range(1, len(filled)):
            filled[place] = _like(filled[place], filled[place - 1])
        filled = [atom.dated(year) for atom in filled]
        spans = [time_atoms.days(atom) for atom in filled]
        known = [span for span in spans if span]
        if not known or (len(known) < len(spans) and self.ranged):
            return None
        start, end = known[0][0], known[-1][1]
        if end < start and (self.ranged or _turns_the_year(filled)):
            start, end = self._over_new_year(filled[0], filled[-1]) or (start, end)
        return (start, end) if start <= end else None

    def _over_new_year(self, first: Atom, last: Atom) -> Span | None:
        """In "tháng 9 đến tháng 5/2025" September is of the year before; in "tháng 11/2024 đến tháng 2" February of the next."""
        if "y" not in self.atoms[0].figures:
            first = _shifted(first, -1)
        elif "y" not in self.atoms[-1].figures:
            last = _shifted(last, 1)
        spans = time_atoms.days(first), time_atoms.days(last)
        return (spans[0][0], spans[1][1]) if spans[0] and spans[1] else None


def _turns_the_year(atoms: list[Atom]) -> bool:
    """Whether a list goes from the last month of a year to the first of the next: "tháng 12 và tháng 01/2021"."""
    months = [atom.figures.get("m") for atom in atoms]
    return all(atom.kind == "month" for atom in atoms) and months[:2] == [12, 1]


def chain(prepared: str, atom: Atom) -> Chain:
    """This time and all that are joined to it."""
    atoms, ranged = [atom], False
    while len(atoms) < _LONGEST:
        join = _joins().match(prepared, atoms[-1].last)
        following = _following(prepared, atoms[-1], join.end(), bool(join["range"])) if join else None
        if join is None or following is None:
            break
        ranged = ranged or bool(join["range"])
        atoms.append(following)
    return Chain(tuple(atoms), ranged)


def _following(prepared: str, before: Atom, place: int, ranged: bool) -> Atom | None:
    bare = _bare(prepared, before, place)
    if bare and "y" in bare.figures:
        return bare
    every = time_atoms.forms()
    foreword = _FOREWORD.match(prepared, place)
    found = every.pattern.match(prepared, foreword.end() if foreword else place)
    named = every.atom(found) if found else None
    if named and named.kind == "span":
        named = replace(named, kind="year") if _UNITS.get(before.kind, before.kind) == "year" else None
    same = named is not None and named.kind == before.kind and (named.kind != "day" or "y" not in before.figures)
    return named if named and (ranged or same) else bare


def _bare(prepared: str, before: Atom, place: int) -> Atom | None:
    """A figure that continues a time without naming it again."""
    more = time_atoms.followers(before.kind)
    found = more.pattern.match(prepared, place) if more else None
    if more is None or found is None:
        return None
    atom = more.atom(found)
    whole = "y" in atom.figures or {"d", "m"} <= atom.figures.keys()
    return atom if whole or _OPEN_END.match(prepared, atom.last) else None


def _shifted(atom: Atom, years: int) -> Atom:
    return replace(atom, figures={**atom.figures, "y": atom.figures["y"] + years}) if "y" in atom.figures else atom


def _like(atom: Atom, other: Atom) -> Atom:
    missing = {slot: value for slot, value in other.figures.items() if slot == "y" and slot not in atom.figures}
    if atom.kind in {"day", "loose_day"} and "m" not in atom.figures and "m" in other.figures:
        missing["m"] = other.figures["m"]
    return replace(atom, figures={**atom.figures, **missing}) if missing else atom


@cache
def _joins() -> re.Pattern[str]:
    words = load("time")
    ranges, lists = (phrases.any_of(words["joins"][kind], words) for kind in ("range", "list"))
    return re.compile(rf" {{0,3}}(?:(?P<range>{ranges})|(?P<list>{lists}))(?:(?<=\w)(?!\w)|(?<!\w)) {{0,3}}")
