"""What is known while a document is read: its words, its year, its issuer; and the time and scope that follow from them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.plan_import import when
from app.plan_import.responsible import names_body, rank_of
from app.plan_import.vocabulary import Vocabulary, folded, spelled
from app.plan_import.when import Window

_LONGEST = 1000
_YEAR_FIRST = re.compile(r"\s*((?:19|20)\d\d)\s*[:\-–]\s*(?!\d)")
_SCHOOL_YEAR_BEGINS = 8
"""The month from which on a month without a year belongs to the first year of a school year."""


@dataclass(frozen=True, slots=True)
class Context:
    """The vocabulary, the year in force (of a school year the first), and the body whose document it is."""

    words: Vocabulary
    year: int | None = None
    school_year: bool = False
    issuer: str | None = None

    def year_of(self, text: str) -> int | None:
        """The year in force for a text: in a school year the months of spring belong to the second."""
        if not self.school_year or self.year is None or len(text) > _LONGEST:
            return self.year
        found = when.windows(text, year=self.year)
        return self.year + 1 if found and found[0].end.month < _SCHOOL_YEAR_BEGINS else self.year

    def own_time(self, text: str, under: Window | None = None) -> Window | None:
        """The time a task sets for itself; under a heading that states a time, in its year."""
        context = (
            self
            if under is None
            else replace(self, year=under.start.year, school_year=under.start.year != under.end.year)
        )
        return when.own_time(text, year=context.year_of(text))

    def time(self, text: str) -> Window | None:
        """The time that the words of a column or a schedule line state: the first of them up to the last where it is nothing but time."""
        year = self.year_of(text)
        whole = when.only_time(text, year=year) or self._bare_year(text)
        if whole is not None:
            return whole
        found = when.leading(text, year=year) or when.own_time(text, year=year)
        if found is not None:
            return found
        every = when.windows(text, year=year)
        return every[0] if every else None

    def _bare_year(self, text: str) -> Window | None:
        """ "2026: Tổng kết": a line of a schedule that begins with nothing but a year."""
        found = _YEAR_FIRST.match(text)
        return when.only_time(f"năm {found[1]}") if found else None

    def scope(self, heading: str) -> str | None:
        """Whether a heading that names a body gives work to units below; None for a heading that names none."""
        name = self._named(heading)
        if name is None:
            return None
        rank = rank_of(name, self.words)
        own = rank_of(self.issuer, self.words) if self.issuer else None
        said = spelled(name)
        if rank is None or own is None:
            if self.words.bodies["own"].find(said) and rank is None:
                return "own"
            below = self.words.bodies["below"].find(said) is not None
            return "passed_down" if below and not self._is_issuer(name) else "own"
        if rank == own:
            organ = self.words.bodies["own"].at(said) > 0
            return "passed_down" if "các" in said[:4] and not organ and not self._is_issuer(name) else "own"
        return "passed_down" if rank < own else "own"

    def _named(self, heading: str) -> str | None:
        """The body a heading names, also behind words such as "Nhiệm vụ đối với ..."."""
        whole = names_body(heading, self.words)
        if whole is not None:
            return whole
        said = spelled(heading)
        hit = self.words.bodies["for"].find(said[:6])
        if hit is None or hit[1] < 2:
            return None
        return " ".join(said[hit[0] + hit[1] :]) or None

    def _is_issuer(self, name: str) -> bool:
        return self.issuer is not None and set(folded(name)) <= set(folded(self.issuer))


def year_in_force(title: str, issued_on: date | None, intro: Sequence[str]) -> tuple[int | None, bool]:
    """The year that times without one belong to, and whether it is the first of a school year: by the title, else the day of issue."""
    for text in (title, *intro):
        for found in when.windows(text):
            months = (found.end.year - found.start.year) * 12 + found.end.month - found.start.month
            if months <= 12:
                return found.start.year, found.start.year != found.end.year
    return (issued_on.year if issued_on else None), False
