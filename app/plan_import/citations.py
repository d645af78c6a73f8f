"""Cited documents: found in running text however they are written, and gathered so that each stands once (DOMAIN 5.4).

A citation is a type, a number with its symbol in either order ("18/CTr-LĐLĐ", "18-CTr/TU"), and mostly a date. A short one repeats an
earlier by its number alone ("Nghị quyết 02"). Wrong dates and numbers that disagree are flagged, never mended.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import takewhile

from app.i18n import tr
from app.plan_import import phrases
from app.plan_import.draft import Reference, Warned
from app.plan_import.vocabulary import load

_REACH = 48
"""How far before a number its type is looked for."""

_LONGEST_ABOUT = 300


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


def gather(
    paragraphs: Iterable[tuple[int, int, str]], own_number: str | None, *, issued_on: date | None = None
) -> tuple[list[Reference], list[Warned]]:
    """The documents cited in paragraphs ``(first line, last line, text)``, each once, in order; and what a person should look at.

    The document's own number is left out. ``issued_on`` is the day of the document: what it cites must be older.
    """
    book = _Book(_key(own_number or ""), issued_on)
    for first, last, text in paragraphs:
        for cited in find(text):
            line = first + text.count("\n", 0, cited.first) if "\n" in text else first
            book.enter(cited, line, last)
    return book.references(), book.warnings()


@dataclass(slots=True)
class _Entry:
    cited: Citation
    lines: list[int]
    occurrences: list[int]


class _Book:
    """The documents cited so far, by number, and what was odd."""

    def __init__(self, own: str, issued_on: date | None) -> None:
        self._own = own
        self._issued_on = issued_on
        self._entries: dict[str, _Entry] = {}
        self._by_bare: dict[tuple[str, str], list[_Entry]] = {}
        self._shorts: list[tuple[Citation, int]] = []
        self._odd: list[Warned] = []

    def enter(self, cited: Citation, line: int, last: int) -> None:
        """Add a citation: a new document, or one more place of a known one."""
        if cited.short:
            self._shorts.append((cited, line))
            return
        key = _key(cited.number)
        if not key or key == self._own:
            return
        self._check_date(cited, line)
        known = self._entries.get(key)
        if known is None:
            entry = self._entries[key] = _Entry(cited, [line, max(line, last)], [line])
            self._check_alike(entry, line)
            return
        if line not in known.occurrences[-1:]:
            known.occurrences.append(line)
        self._merge(known, cited, line, last)

    def _merge(self, known: _Entry, cited: Citation, line: int, last: int) -> None:
        if known.cited.issued_on is None and cited.issued_on is not None:
            known.cited, known.lines = cited, [line, max(line, last)]
        elif cited.issued_on is not None and known.cited.issued_on != cited.issued_on:
            self._warn(
                "conflicting_citation",
                line,
                tr(
                    "{number} được dẫn với hai ngày khác nhau: {one} và {other}.",
                    number=cited.number,
                    one=f"{known.cited.issued_on:%d/%m/%Y}",
                    other=f"{cited.issued_on:%d/%m/%Y}",
                ),
            )

    def _check_alike(self, entry: _Entry, line: int) -> None:
        """The same number, type and day under another symbol is most likely one document written in two ways."""
        digits, code, _ = _pieces(entry.cited.number)
        alike = self._by_bare.setdefault((digits, code), [])
        for other in alike:
            same_day = other.cited.issued_on == entry.cited.issued_on or None in {
                other.cited.issued_on,
                entry.cited.issued_on,
            }
            if same_day and _near(other.cited.number, entry.cited.number):
                message = tr(
                    "{one} và {other} có lẽ là một văn bản; xem lại ký hiệu.",
                    one=other.cited.number,
                    other=entry.cited.number,
                )
                self._warn("conflicting_citation", line, message)
                break
        alike.append(entry)

    def _check_date(self, cited: Citation, line: int) -> None:
        if cited.wrong_date:
            message = tr("Ngày của {number} viết sai: “{text}”.", number=cited.number, text=cited.wrong_date)
            self._warn("wrong_date", line, message)
        elif self._issued_on and cited.issued_on and cited.issued_on > self._issued_on:
            message = tr("{number} được dẫn có ngày sau ngày ban hành văn bản này.", number=cited.number)
            self._warn("citation_after_issue", line, message)

    def _warn(self, code: str, line: int, message: str) -> None:
        self._odd.append(Warned(code=code, line=line, message=message))

    def references(self) -> list[Reference]:
        """Each document once, with every line that cites it, in full or short."""
        for cited, line in self._shorts:
            full = [
                entry
                for (digits, code), entries in self._by_bare.items()
                if digits.lstrip("0") == cited.number.lstrip("0") and code in _codes().get(cited.kind, ())
                for entry in entries
            ]
            if len(full) == 1 and line not in full[0].occurrences:
                full[0].occurrences.append(line)
        return [
            Reference(
                number=entry.cited.number,
                issued_on=entry.cited.issued_on,
                text=f"{entry.cited.text} {entry.cited.about}".strip(),
                lines=entry.lines,
                occurrences=sorted(entry.occurrences),
                confidence=0.98 if entry.cited.issued_on else 0.9,
            )
            for entry in self._entries.values()
        ]

    def warnings(self) -> list[Warned]:
        """What was odd, in the order of the text."""
        return self._odd


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
    codes = list(takewhile(lambda group: _is_code(group[0], mixed), groups))
    if not codes:
        return 0
    last = number.end() if len(codes) == len(groups) else codes[-1].end()
    separators = number.string[number.start("sep") : codes[-1].start()]
    if "/" not in separators:
        kind, first = _kind(plain, number.start(), behind)
        known = bool(kind) and first < number.start() and _known_code(codes[0][0])
        return last if known else 0
    return last if last - number.start("symbol") > 1 else 0


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
    return any(code in codes for codes in _codes().values())


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
    found = _dates().match(plain, last)
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
        short.append(Citation(match["number"], None, text[first:last], first, last, short=True, kind=match["kind"]))
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


def _key(number: str) -> str:
    return re.sub(r"[\W_]+", "-", number.casefold()).strip("-").lstrip("0")


def _pieces(number: str) -> tuple[str, str, str]:
    """Digits, first code and the rest of a number: ("389", "KH", "TW")."""
    found = re.match(r"(\d+\w?)(?:/(?:19|20)\d\d)?[-/\s]*([^-/]+)(.*)", number)
    return (found[1].lstrip("0"), found[2], found[3]) if found else (number, "", "")


def _near(one: str, other: str) -> bool:
    """The same digits and code, and issuers that one letter or the order of signs tells apart (TW and TU; CDN and CĐN)."""
    rest, rest_other = (re.sub(r"[\W_]+", "", _pieces(number)[2]) for number in (one, other))
    if len(rest) != len(rest_other):
        return False
    return sum(a != b for a, b in zip(rest, rest_other, strict=True)) <= 1


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(codes) for kind, codes in load("citations")["kinds"].items()}


def _kind_words() -> str:
    return phrases.any_of(_codes(), load("citations"))


@cache
def _numbers() -> re.Pattern[str]:
    capital = "".join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isalpha() and letter.isupper())
    code = rf"[{capital}]\w{{0,9}}"
    return re.compile(
        rf"(?<![\w/.,])(?P<digits>\d{{1,5}}[a-zđA-Z]?)(?P<year> {{0,2}}/ {{0,2}}(?:19|20)\d\d)?"
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
    return re.compile(rf"(?<!\w)(?P<kind>{kinds})(?: số)? {{1,3}}(?P<number>\d{{1,4}})(?!\d|[.,]\d|%| ?[-/]\w)")


@cache
def _dates() -> re.Pattern[str]:
    day, month, year = r"\d{1,2}", r"\d{1,2}", r"(?:19|20)\d\d"
    mark = r" {0,2}[/.-] {0,2}"
    figures = rf"{day}{mark}{month}{mark}{year}"
    words = rf"{day} {{0,3}}tháng {{0,3}}{month},? {{0,3}}(?:năm|/|(?P<odd>tháng)) {{0,3}}{year}"
    return re.compile(
        rf" {{0,3}}[,(;]? {{0,3}}(?:(?:ban hành|ký|ra|được ban hành) )?(?:ngày|ngay)? {{0,3}}(?P<date>{words}|{figures})(?!\d)\)?"
    )


@cache
def _about() -> re.Pattern[str]:
    return re.compile(
        rf"[^;\n]{{0,{_LONGEST_ABOUT}}}?(?=[;\n]|\. |\.$|$|, (?:Quyết định|Nghị quyết|Kế hoạch|Chỉ thị|Kết luận))"
    )
