"""Cited documents gathered, so that each stands once however often and however it is cited (DOMAIN 5.4).

Wrong dates and numbers that disagree are flagged, never mended.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.i18n import tr
from app.plan_import.citation_forms import Citation, codes, find
from app.plan_import.draft import Reference, Warned

__all__ = ["Citation", "find", "gather"]


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
                if digits.lstrip("0") == cited.number.lstrip("0") and code in codes().get(cited.kind, ())
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
