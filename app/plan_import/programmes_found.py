"""Programmes that a plan lists ("Chương trình 1: ..."), and the bans that are given them."""

import re
from collections.abc import Sequence

import msgspec

from app.plan_import.draft import Document, Duty, Programme
from app.plan_import.outline import Outline
from app.plan_import.responsible import lead_and_others
from app.plan_import.vocabulary import Vocabulary, folded, places
from app.text import fold

_BEHIND = re.compile(r"\s*(?P<n>\d{1,2}|[IVX]{1,4})\s*(?:[:.\-–)]+\s*|\s+(?=[“\"]))(?P<title>\S.*)", re.DOTALL)
_ORDINAL = re.compile(r"\s*thứ\s+(?P<n>\w+)\s*[:.\-–]+\s*(?P<title>\S.*)", re.DOTALL | re.IGNORECASE)
_ORDINALS = {"nhat": "1", "hai": "2", "ba": "3", "tu": "4", "nam": "5", "sau": "6", "bay": "7", "tam": "8", "chin": "9"}
_NUMBERS = re.compile(r"\s*(?:số\s*)?(\d{1,2})(?!\s*[/\d])")
_GOES_ON = re.compile(
    r"\s*(?:,|và|;|-|–|&)\s*(?:(?:các\s+)?chương trình\s*)?(?:số\s*)?(\d{1,2})(?!\s*[/\d])", re.IGNORECASE
)
_FEWEST = 2


def programme_in(text: str, words: Vocabulary) -> tuple[str, str] | None:
    """Number and title of an item "Chương trình 1: ...", None for another text."""
    length = words.documents["programme"].at(folded(text[:60]))
    said = places(text[:60]) if length else []
    if not length or length > len(said):
        return None
    found = _BEHIND.match(text, said[length - 1][2])
    if found:
        return found["n"], found["title"]
    ordinal = _ORDINAL.match(text, said[length - 1][2])
    number = _ORDINALS.get(fold(ordinal["n"])) if ordinal else None
    return (number, ordinal["title"]) if ordinal and number else None


def find_programmes(outline: Outline, words: Vocabulary) -> list[Programme]:
    """The programmes a plan lists, each number once; none where there are fewer than two."""
    found: dict[str, Programme] = {}
    for node in outline.root.walk():
        listed = programme_in(node.text, words) if node.kind != "table" else None
        if listed is None or listed[0] in found:
            continue
        number, title = listed
        lead, _ = lead_and_others(title, words)
        found[number] = Programme(
            number=number,
            title=title.rstrip(" .;:"),
            lead=lead,
            lines=node.block.lines,
            confidence=round(0.95 * node.sure, 2),
        )
    return list(found.values()) if len(found) >= _FEWEST else []


def the_plan_itself(document: Document, number: str | None) -> list[Programme]:
    """A plan that lists no programmes is itself one."""
    if not document.title:
        return []
    return [Programme(number=number, title=document.title, lines=document.lines, confidence=document.confidence)]


def with_leads(programmes: Sequence[Programme], duties: Sequence[Duty]) -> list[Programme]:
    """The programmes with the bodies that the duties give them to."""
    given = {number: duty.body for duty in reversed(duties) for number in duty.programmes}
    return [msgspec.structs.replace(each, lead=each.lead or given.get(each.number or "")) for each in programmes]


def given_programmes(text: str, known: Sequence[str], words: Vocabulary) -> list[str]:
    """The numbers of the programmes a duty names ("chương trình 3, chương trình 4 và 5"), of those the plan has."""
    found: list[str] = []
    said = places(text)
    bare = folded(text)
    if len(bare) != len(said):
        bare = tuple(folded(word)[0] if folded(word) else word for word, _, _ in said)
    place = 0
    while (hit := words.documents["programme"].find(bare, place)) is not None:
        place = hit[0] + hit[1]
        ordinal = (
            _ORDINALS.get(bare[place + 1]) if bare[place : place + 1] == ("thu",) and place + 1 < len(bare) else None
        )
        if ordinal is not None and ordinal in known and ordinal not in found:
            found.append(ordinal)
        match = _NUMBERS.match(text, said[place - 1][2])
        while match is not None:
            if match[1] in known and match[1] not in found:
                found.append(match[1])
            match = _GOES_ON.match(text, match.end())
    return found
