"""Citations of documents in running text, however they are written (DOMAIN 5.4, 5.7).

A citation is a type, a number with its symbol in either order ("18/CTr-LĐLĐ", "18-CTr/TU"), and mostly a date. A short one repeats an
earlier by its number alone ("Nghị quyết 02").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import takewhile

from app.plan_import import phrases
from app.plan_import.vocabulary import load

_REACH = 48
"""How far before a number its type is looked for."""

_LONGEST_ABOUT = 300
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as cited. ``number`` has no blanks ("02-NQ/TW"); ``text`` is type, number and date as written.

    ``short``: only a type and a bare number. ``about`` says whose it is and on what, as far as the clause goes. ``wrong_date`` is a date
    that cannot be one as written; ``issued_on`` is then the nearest reading, or None.
    """

    number: str
    issued_on: date | None
    text: str
    first: int
    last: int
    short: bool
    kind: str = ""
    about: str = ""
    wrong_date: str = ""


def find(text: str) -> tuple[Citation, ...]:
    """Every citation in the text, in order; ``first`` and ``last`` are its place in the text as given."""
    if not _FIGURE.search(text):
        return ()
    plain = phrases.prepare(text)
    found: list[Citation] = []
    behind = 0
    for number in _numbers().finditer(text):
        last = _number_end(plain, number, behind) if number.start() >= behind else 0
        if last:
            found.append(_citation(text, plain, (number.start(), last), behind))
            behind = found[-1].last
    found.extend(_short_ones(text, plain, found))
    found.sort(key=lambda cited: cited.first)
    return tuple(_with_shared_dates(text, found))


def _citation(text: str, plain: str, place: tuple[int, int], behind: int) -> Citation:
    kind, first = _kind(plain, place[0], behind)
    last, day, wrong = _date(plain, place[1])
    about = _about().match(text, last)
    return Citation(
        number=_number(plain, text, place),
        issued_on=day,
        text=text[first:last],
        first=first,
        last=last,
        short=False,
        kind=kind,
        about=_unfinished(about[0]) if about else "",
        wrong_date=wrong,
    )


def _number(plain: str, text: str, place: tuple[int, int]) -> str:
    """The number without blanks; a blank between figure and symbol stands for the hyphen that a scan lost ("29 NQ/TW")."""
    written = "".join("-" if plain[at] == "-" else text[at] for at in range(*place))
    return re.sub(r"\s+", "", re.sub(r"(?<=\w)\s+(?=[^\W\d])", "-", written, count=1))


def _unfinished(about: str) -> str:
    """What is said of a document, without the beginning of the next citation."""
    following = _numbers().search(about)
    if following:
        kind = _kinds().search(phrases.prepare(about), 0, following.start())
        about = about[: kind.start() if kind else following.start()]
    return re.sub(r"(?:\s|,|\bvà|\bcùng)+$", "", about).strip()


def _number_end(plain: str, number: re.Match[str], behind: int) -> int:
    """Where the number of a document ends, 0 where figure and signs are none (24/7, 20/11, 2 - CĐ): never by the signs alone."""
    groups = list(_GROUP.finditer(number.string, number.start("symbol"), number.end("symbol")))
    mixed = load("citations")["mixed_case"]["codes"]
    sound = list(takewhile(lambda group: _is_code(group[0], mixed), groups))
    if not sound:
        return 0
    last = number.end() if len(sound) == len(groups) else sound[-1].end()
    kind, first = _kind(plain, number.start(), behind)
    known = _known_code(sound[0][0])
    if "/" not in number.string[number.start("sep") : sound[-1].start()]:
        return last if kind and known else 0
    alone = len(sound) == 1 and first == number.start() and not known
    return 0 if alone or last - number.start("symbol") < 2 else last


_GROUP = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_code(group: str, mixed: Sequence[str]) -> bool:
    letters = [letter for letter in group if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return (
        group in mixed
        or _YEAR.fullmatch(group) is not None
        or (bool(letters) and capitals * 2 >= len(letters) and letters[0].isupper())
    )


def _known_code(code: str) -> bool:
    return any(code in codes for codes in codes().values())


def _kind(plain: str, first: int, behind: int) -> tuple[str, int]:
    """The type right before a number, and where it begins; an empty type where none stands there."""
    start = max(behind, first - _REACH)
    found = _kinds().search(plain, start, first)
    if not found:
        return "", first
    if found["kind"]:
        return found["kind"], found.start()
    named = _named_kinds().search(plain, start, found.start())
    return (named["kind"], named.start()) if named else ("", found.start())


def _date(plain: str, last: int) -> tuple[int, date | None, str]:
    found = _dates().match(plain, last) or _late_dates().match(plain, last)
    if not found:
        return last, None, ""
    figures = [int(figure) for figure in re.findall(r"\d+", found["date"])]
    odd = found["date"] if found["odd"] else ""
    end = found.end() if "(" in found[0] else found.end("date")
    try:
        return end, date(figures[2], figures[1], figures[0]), odd
    except (ValueError, IndexError):
        return end, None, found["date"]


def _short_ones(text: str, plain: str, found: list[Citation]) -> list[Citation]:
    taken = [(cited.first, cited.last) for cited in found]
    short, place = [], 0
    for match in _shorts().finditer(plain):
        while place < len(taken) and taken[place][1] <= match.start():
            place += 1
        if place < len(taken) and taken[place][0] < match.end():
            continue
        first, last = match.span()
        kind = plain[first : match.start("name")]
        short.append(Citation(match["number"], None, text[first:last], first, last, short=True, kind=kind))
    return short


def _with_shared_dates(text: str, found: list[Citation]) -> list[Citation]:
    """In "217-QĐ/TW và 218-QĐ/TW ngày 12/12/2013" the date is of both."""
    dated = list(found)
    for place in range(len(dated) - 2, -1, -1):
        one, other = dated[place], dated[place + 1]
        between = text[one.last : other.first].strip()
        if (
            one.issued_on is None
            and not one.wrong_date
            and not other.kind
            and other.issued_on
            and between in {",", "và", ", và", ";"}
        ):
            dated[place] = Citation(
                one.number, other.issued_on, one.text, one.first, one.last, one.short, one.kind, other.about
            )
    return dated


@cache
def codes() -> dict[str, tuple[str, ...]]:
    """The codes that the numbers of each type carry: "nghị quyết" has NQ."""
    return {kind: tuple(codes) for kind, codes in load("citations")["kinds"].items()}


def _kind_words() -> str:
    return phrases.any_of(codes(), load("citations"))


@cache
def _numbers() -> re.Pattern[str]:
    capital = "".join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isalpha() and letter.isupper())
    code = rf"[{capital}]\w{{0,9}}"
    return re.compile(
        rf"(?P<digits>\d(?<![\w/.,]\d)\d{{0,4}}[a-zđA-Z]?)(?P<year> {{0,2}}/ {{0,2}}(?:19|20)\d\d)?"
        rf"(?P<sep> {{0,2}}[-–/] {{0,2}}| {{1,2}})(?P<symbol>{code}(?: {{0,2}}[-–/&] {{0,2}}{code}){{0,4}}(?:/(?:19|20)\d\d)?)(?!\w)"
    )


@cache
def _kinds() -> re.Pattern[str]:
    number_word = r"(?: {0,3}(?:số|so|sỐ))?[ :.]{0,4}"
    return re.compile(rf"(?<!\w)(?:(?P<kind>{_kind_words()}){number_word}|số[ :.]{{0,4}})$")


@cache
def _named_kinds() -> re.Pattern[str]:
    """A type with the name of what it is on between it and the number: "Luật Công đoàn số 12/2012/QH13"."""
    return re.compile(rf"(?<!\w)(?P<kind>{_kind_words()})(?: {{1,2}}[^\W\d_]+){{1,4}} {{1,3}}$")


@cache
def _shorts() -> re.Pattern[str]:
    words = load("citations")
    kinds = phrases.any_of(words["short"]["kinds"], words)
    return re.compile(rf"(?<!\w){kinds}(?P<name>(?: số)?) {{1,3}}(?P<number>\d{{1,4}})(?!\d|[.,]\d|%| ?[-/]\w)")


@cache
def _dates() -> re.Pattern[str]:
    return re.compile(
        rf" {{0,3}}[,(;]? {{0,3}}(?:(?:ban hành|ký|ra|được ban hành) )?(?:ngày|ngay)? {{0,3}}{_day()}(?!\d)\)?"
    )


@cache
def _late_dates() -> re.Pattern[str]:
    """A date behind the issuer: "Kế hoạch số 12/KH-LĐLĐ của LĐLĐ tỉnh ngày 05/01/2025"."""
    issuer = r"(?: {1,2}(?!(?:về|để|nhằm|trong|vào|ngày)\b)[^\W\d_]+){1,10}"
    return re.compile(rf" {{0,3}},? {{0,3}}của{issuer},? {{1,3}}(?:ban hành |ký )?ngày {{0,3}}{_day()}(?!\d)")


def _day() -> str:
    day, month, year = r"\d{1,2}", r"\d{1,2}", r"(?:19|20)\d\d"
    mark = r" {0,2}[/.-] {0,2}"
    figures = rf"{day}{mark}{month}{mark}{year}"
    words = rf"{day} {{0,3}}tháng {{0,3}}{month},? {{0,3}}(?:năm|/|(?P<odd>tháng)) {{0,3}}{year}"
    return rf"(?P<date>{words}|{figures})"


@cache
def _about() -> re.Pattern[str]:
    return re.compile(
        rf"[^;\n]{{0,{_LONGEST_ABOUT}}}?(?=[;\n]|\. |\.$|$|, (?:Quyết định|Nghị quyết|Kế hoạch|Chỉ thị|Kết luận))"
    )
