"""By when, or over which years, targets hold: what a heading, a sentence or a claim says of it."""

import re
from functools import cache

from app.plan_import import phrases, time_atoms
from app.plan_import.draft import Horizon
from app.plan_import.vocabulary import load

_GOALS = re.compile(r"(?<!\w)(?:chỉ|mục) tiêu(?!\w)")


def horizon(text: str) -> Horizon | None:
    """The horizon that a heading or sentence sets for targets ("Hàng năm", "Đến năm 2025", "giai đoạn 2021-2023"), or None."""
    found = find(text)
    if not found and _GOALS.search(phrases.prepare(text)):
        found = find(text, named=True)
    return found[0][0] if found else None


def find(text: str, *, named: bool = False) -> tuple[tuple[Horizon, int, int], ...]:
    """Every horizon that the text states, with its place, in order; ``named``: also times that seem to belong to a name."""
    prepared = phrases.prepare(text)
    found: list[tuple[Horizon, int, int]] = []
    for match in _pattern().finditer(prepared):
        stated = _stated(match)
        is_vision = bool(found) and match[0].startswith(("tầm nhìn", "định hướng"))
        if stated and not is_vision and (named or not _belongs_to_name(prepared, match.start(), stated.kind)):
            found.append((stated, match.start(), match.end()))
    return tuple(found)


def _stated(match: re.Match[str]) -> Horizon | None:
    kind = str(match.lastgroup).rstrip("0123456789")
    years = [time_atoms.figure(year) for year in re.findall(load("time")["slots"]["y"], match[0])]
    if kind in {"span", "school_year", "term"} and len(years) == 2:
        return Horizon(kind=kind, since=years[0], until=years[1]) if years[0] <= years[1] else None
    if kind == "by":
        return Horizon(kind="by", until=years[-1])
    return Horizon(kind=kind) if not years else Horizon(kind="by", until=years[-1])


def _belongs_to_name(prepared: str, first: int, kind: str) -> bool:
    """Whether the words only say which thing is meant: "kế hoạch hằng năm", "Nghị quyết Đại hội nhiệm kỳ 2023 - 2028"."""
    before = prepared[max(0, first - 60) : first]
    return bool(_names(kind).search(before)) or bool(kind != "yearly" and _laws().search(before))


@cache
def _pattern() -> re.Pattern[str]:
    words = load("time")
    forms = [(f"(?P<{kind}{n}>)", form) for kind, listed in words["horizon"].items() for n, form in enumerate(listed)]
    # The name of a form stands behind it and figures have a look-ahead, so that words which begin no form are passed at a glance.
    by_word = [phrases.pattern(form, words) + name for name, form in forms if not form.startswith("{")]
    by_figure = [phrases.pattern(form, words) + name for name, form in forms if form.startswith("{")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(by_word)}|(?=\d)(?:{'|'.join(by_figure)}))(?!\w)")


@cache
def _names(kind: str) -> re.Pattern[str]:
    words = load("time")
    return re.compile(rf"(?<!\w){phrases.any_of(words['horizon_nouns'][kind], words)} {{0,3}}[,(]? {{0,3}}$")


@cache
def _laws() -> re.Pattern[str]:
    words = load("time")
    listed = phrases.any_of(words["horizon_nouns"]["after_law"], words)
    return re.compile(rf"(?<!\w){listed}(?: {{1,2}}\w+){{0,7}} {{0,3}}[,(]? {{0,3}}$")
