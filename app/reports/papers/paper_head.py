"""What every paper of the office has around its text: letterhead, number, place and day, who signs, who receives it."""

from dataclasses import dataclass, field
from datetime import date

from app.people.office_facts import OfficeFacts
from app.reports.content import DocumentNumber, Letterhead, PlaceDate, Signature

AUTHORITY = "Ban Thường vụ"
"""The collective that a provincial office signs for; a grassroots union writes "Ban Chấp hành" (DOMAIN 1.2)."""


_SIGNED_BY = ("TM.", "TL.", "KT.", "TUQ.", "Q.")
"""How a signer stands to the one signed for (NĐ 30/2020 Phụ lục I, II.7a)."""


@dataclass(frozen=True)
class Frame:
    """What a person chooses about a paper: its day and number, who signs it for whom, who receives it.

    ``day_known`` False leaves the day to be written by hand; ``number`` None the number. Empty ``recipients`` are the usual ones.
    ``authority`` is signed for "TM." unless it says otherwise itself ("TL. Ban Thường vụ").
    """

    day: date
    day_known: bool = False
    number: int | None = None
    authority: str = AUTHORITY
    post: str = ""
    signer: str = ""
    recipients: tuple[str, ...] = field(default=())

    @property
    def collective(self) -> str:
        """Those that are signed for, as the text names them: "Ban Thường vụ"."""
        first, _, rest = self.authority.partition(" ")
        return rest.strip() if first in _SIGNED_BY else self.authority


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
    said = frame.collective != frame.authority
    lines = (frame.authority if said else f"TM. {frame.authority}",) if frame.authority else ()
    return Signature((*lines, *((frame.post,) if frame.post else ())), frame.signer)
