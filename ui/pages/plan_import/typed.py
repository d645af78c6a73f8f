"""What was typed into a cell of the draft as a correction of its item."""

from collections.abc import Sequence
from datetime import date

from app.plan_import.draft import Reference, Target
from app.plan_import.review import changes
from app.plan_import.review.changes import Change
from app.plan_import.review.entries import Entry
from app.plan_import.review.written import read_level, read_window
from app.text import fold
from ui.pages.plan_import.rows import LEAD, TEXT


def change_of(
    entry: Entry, column: int, typed: str, bans: Sequence[tuple[int, str, str]], issued: date | None
) -> Change:
    """The correction; what cannot be read raises BadInput when it is made. Times without a year are of the document's year."""
    if column == TEXT:
        return lambda review: changes.edit(review, entry.id, text=typed)
    if column == LEAD:
        return lambda review: changes.lead(review, [entry.id], ban_meant(typed, bans) or None)
    return lambda review: changes.edit(review, entry.id, **_term(entry, typed, issued.year if issued else None))


def ban_meant(typed: str, bans: Sequence[tuple[int, str, str]]) -> str:
    """The name of the ban whose code or name was typed, accents aside; else the words as typed."""
    wanted = fold(typed)
    return next((name for _, code, name in bans if wanted and wanted in (fold(code), fold(name))), typed.strip())


def _term(entry: Entry, typed: str, year: int | None) -> dict[str, object]:
    if isinstance(entry.item, Target):
        comparator, value, unit = read_level(typed)
        return {"comparator": comparator, "value": value, "unit": unit}
    start, end = read_window(typed, year=year)
    if isinstance(entry.item, Reference):
        return {"issued_on": end or start}
    if entry.kind == "milestone":
        both = {"start": start or end, "end": end or start}
        return {name: day for name, day in both.items() if day is not None}
    return {"start": start, "end": end}
