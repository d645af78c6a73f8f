"""The single times that a text names ("tháng 8/2018", "quý III", "năm học 2018 - 2019"), and the days they mean."""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from app.plan_import import phrases
from app.plan_import.vocabulary import load

Span = tuple[date, date]

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Atom:
    """A time as named: its kind, the figures of its slots (``part`` is the word đầu, giữa or cuối), its place in the text."""

    kind: str
    first: int
    last: int
    figures: Mapping[str, int]
    part: str = ""

    def dated(self, year: int | None) -> "Atom":
        """The same with this year, where it names none."""
        return self if "y" in self.figures or year is None else replace(self, figures={**self.figures, "y": year})


class Forms:
    """The patterns of several forms in one, with the kind and the slots of each."""

    def __init__(self, forms: list[tuple[str, str]]) -> None:
        words = load("time")
        parts = [
            f"{phrases.pattern(form, words, f'_{number}')}(?P<f{number}>)" for number, (_, form) in enumerate(forms)
        ]
        self._kinds = [kind for kind, _ in forms]
        self._slots = [[slot for slot in _SLOT.findall(form) if slot not in words["signs"]] for _, form in forms]
        by_word = [part for part, (_, form) in zip(parts, forms, strict=True) if not form.startswith("{")]
        by_figure = [part for part, (_, form) in zip(parts, forms, strict=True) if form.startswith("{")]
        # What begins with a figure is looked at only where one stands: most of a text is words.
        figures = rf"(?=\d|{phrases.any_of(words['words'], words)} )(?:{'|'.join(by_figure)})"
        # A figure inside a longer number or a number of a document is no time.
        either = "|".join([*by_word, figures] if by_word else by_figure)
        each = "".join(f"(?<!{word} )" for word in words["before"]["each"])
        self.pattern = re.compile(rf"(?<!\w)(?<!\d[/.]){each}(?:{either})(?!\w)(?!/\w)(?! (?:lần|buổi)\b)")

    def atom(self, found: re.Match[str]) -> Atom:
        """The time that a match of the pattern names."""
        number = int(str(found.lastgroup)[1:])
        texts = {slot: found[f"{slot}_{number}"] for slot in self._slots[number]}
        figures = {"m" if slot == "mw" else slot: figure(text) for slot, text in texts.items() if text}
        before = _before().search(found.string, max(0, found.start() - _REACH), found.start())
        parts: Mapping[str, str] = load("time")["before"]["parts"]
        first, part = (before.start(), parts.get(before["part"] or "", "")) if before else (found.start(), "")
        return Atom(self._kinds[number], first, found.end(), figures, part)


def figure(text: str) -> int:
    """A figure in digits, Roman signs (as scanned: "lll") or words."""
    digits = text.replace("o", "0").replace("l", "1") if any(map(str.isdecimal, text)) else ""
    if digits.isdecimal():
        return int(digits)
    words: Mapping[str, int] = load("time")["words"]
    return words.get(text) or words.get(text.replace("l", "i"), 0)


_REACH = 16


@cache
def _before() -> re.Pattern[str]:
    """Words that belong to the time behind them: "cuối tháng 6", "các năm học 2018-2019"."""
    words = load("time")
    parts, articles = (phrases.any_of(words["before"][key], words) for key in ("parts", "articles"))
    return re.compile(rf"(?<!\w)(?:(?P<part>{parts})|{articles}) {{1,3}}(?:{articles} {{1,3}})?$")


@cache
def forms() -> Forms:
    """All single times of the word list."""
    return Forms([(atom["kind"], form) for atom in load("time")["atom"] for form in atom["forms"]])


@cache
def followers(kind: str) -> Forms | None:
    """What may continue a time of this kind without naming it again ("tháng 3, 4, 5")."""
    same = {"phase": "year", "span": "year", "loose_day": "day"}.get(kind, kind)
    listed = load("time")["follow"].get(same)
    return Forms([(same, form) for form in listed]) if listed else None


def atoms(prepared: str) -> Iterator[Atom]:
    """Every single time in the prepared text, in order."""
    every = forms()
    return map(every.atom, every.pattern.finditer(prepared))


def days(atom: Atom) -> Span | None:
    """First and last day of a time; None where it lacks its year or month, or no such day exists."""
    resolve = _RESOLVERS.get(atom.kind)
    try:
        return resolve(atom.figures, atom.part) if resolve and "y" in atom.figures else None
    except (ValueError, KeyError):
        return None


def months(year: int, first: int, last: int) -> Span:
    """From the first day of one month to the last of another; months above 12 lie in the next year."""
    start = date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return start, date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def _day(at: Mapping[str, int], _part: str) -> Span:
    day = date(at["y"], at["m"], at["d"])
    return day, day


def _month(at: Mapping[str, int], part: str) -> Span:
    start, end = months(at["y"], at["m"], at["m"])
    if not part:
        return start, end
    first, last = load("time")["parts"]["month"][part]
    return start.replace(day=first), end.replace(day=min(last, end.day))


def _week(at: Mapping[str, int], _part: str) -> Span:
    start, end = months(at["y"], at["m"], at["m"])
    first = 7 * (at["k"] - 1) + 1 if at["k"] > 0 else end.day - 6
    return start.replace(day=first), end.replace(day=min(first + 6, end.day))


def _quarter(at: Mapping[str, int], part: str) -> Span:
    begin = 3 * (at["q"] - 1)
    first, last = load("time")["parts"]["quarter"][part] if part else (1, 3)
    return months(at["y"], begin + first, begin + last)


def _year(at: Mapping[str, int], part: str) -> Span:
    first, last = load("time")["parts"]["year"][part] if part else (1, 12)
    return months(at["y"], first, last)


def _school(at: Mapping[str, int], part: str) -> Span:
    bounds = load("time")["school_year"]
    begin, end = at["y"], at.get("y2", at["y"] + 1)
    if part == "đầu":
        return months(begin, bounds["first"], bounds["first"] + 1)
    if part == "cuối":
        return months(end, bounds["last"] - 3, bounds["last"] - 2)
    return date(begin, bounds["first"], 1), months(end, bounds["last"], bounds["last"])[1]


def _semester(at: Mapping[str, int], _part: str) -> Span:
    first, last = load("time")["semester"][str(at["k"])]
    return months(at["y"], first, last)


def _semester_of_year(at: Mapping[str, int], _part: str) -> Span:
    first, last = load("time")["semester"][str(at["k"])]
    return months(at["y"], first, min(last, 12)) if first <= 12 else months(at["y"], first - 12, last - 12)


_RESOLVERS: dict[str, Any] = {
    "day": _day,
    "loose_day": _day,
    "month": _month,
    "week": _week,
    "quarter": _quarter,
    "year": _year,
    "part_of_year": lambda at, part: _year(at, part) if part else None,
    "phase": _year,
    "span": _year,
    "school": _school,
    "semester": _semester,
    "semester_of_year": _semester_of_year,
    "summer": lambda at, _: months(at["y"], 6, 8),
    "first_months": lambda at, _: months(at["y"], 1, at["n"]),
    "last_months": lambda at, _: months(at["y"], 13 - at["n"], 12),
    "first_half": lambda at, _: months(at["y"], 1, 6),
    "last_half": lambda at, _: months(at["y"], 7, 12),
}
