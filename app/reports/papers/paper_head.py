"""What every paper of the office has around its text: letterhead, number, place and day, who signs, who receives it."""

from dataclasses import dataclass, field
from datetime import date

from app.people.office_facts import OfficeFacts
from app.reports.content import DocumentNumber, Letterhead, PlaceDate, Signature

AUTHORITY = "Ban Thường vụ"
"""The collective that a provincial office signs for; a grassroots union writes "Ban Chấp hành" (DOMAIN 1.2)."""


@dataclass(frozen=True)
class Frame:
    """What a person chooses about a paper: its day and number, who signs it for whom, who receives it.

    ``day_known`` False leaves the day to be written by hand; ``number`` None the number. Empty ``recipients`` are the usual ones.
    """

    day: date
    day_known: bool = False
    number: int | None = None
    authority: str = AUTHORITY
    post: str = ""
    signer: str = ""
    recipients: tuple[str, ...] = field(default=())


def letterhead(office: OfficeFacts) -> Letterhead:
    """The office under the unit above it."""
    return Letterhead(office.name, office.parent)


def document_number(office: OfficeFacts, doc_kind: str, number: int | None) -> DocumentNumber:
    """The number with its symbol by the office's template: "{number}/{kind}-LĐLĐ" gives "BC-LĐLĐ" for a report."""
    symbol = office.symbol_template.replace("{number}", "").replace("{kind}", doc_kind)
    return DocumentNumber(symbol.strip(" /-") or doc_kind, number)


def place_date(office: OfficeFacts, frame: Frame) -> PlaceDate:
    """Where and when; the office's name of the place, else a blank to fill."""
    return PlaceDate(office.place or "……", frame.day, frame.day_known)


def signature(frame: Frame) -> Signature:
    """The block at the right foot: "TM. Ban Thường vụ" over the post and the name (DOMAIN 1.2: a deputy signs without KT.)."""
    lines = (f"TM. {frame.authority}",) if frame.authority else ()
    return Signature((*lines, *((frame.post,) if frame.post else ())), frame.signer)
