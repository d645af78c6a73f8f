"""What the head of a paper, its appendices and its foot say, line by line; the same lines for all three writers.

Rules of NĐ 30/2020 Phụ lục I and II as told in DOMAIN § 1.1. Only words are made here; where lines break depends
on the width of letters, so the breaking takes a ``measure``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.reports import numbers
from app.reports.content import Appendix, Document, DocumentNumber, Heading, PlaceDate, Signature
from app.reports.layout import Layout, points
from app.reports.writers.line_breaks import balanced

Measure = Callable[[str, float, bool, bool], float]
"""Width in points of (text, size, bold, italic) in the document's font."""

HAND_NUMBER = "\u00a0" * 8
"""Room to write the number by hand: "Số:        /BC-LĐLĐ"; no-break spaces, so that nothing collapses or breaks it."""
HAND_DAY = "\u00a0" * 5
"""Room to write the day by hand."""


@dataclass(frozen=True)
class Head:
    """The broken lines of the head: boxes 1 to 4, all in their final spelling."""

    parent: tuple[str, ...]
    agency: tuple[str, ...]
    nation: str
    motto: str
    number: str
    place_date: tuple[str, ...]
    number_size: float
    place_date_size: float


SMALLEST_DATE = 13.0
"""Box 4: 13-14 pt; a line that does not fit at its size is set in 13 pt before it is broken after the place."""


def head(document: Document, layout: Layout, measure: Measure) -> Head:
    """The head of ``document``, names broken to the left column; of the right column only a date with a very long place
    wraps, and a symbol too long for its column is set smaller.
    """
    width = points(layout.head_left_width) - 4
    names = document.letterhead

    def broken(name: str, *, bold: bool) -> tuple[str, ...]:
        return balanced(name.upper(), width, lambda text: measure(text, layout.agency_size, bold, False))

    number = number_line(document.number)
    place_date, date_size = _dated(document.place_date, layout, measure)
    return Head(
        parent=broken(names.parent, bold=False),
        agency=broken(names.agency, bold=True),
        nation=names.nation.upper(),
        motto=names.motto,
        number=number,
        place_date=place_date,
        number_size=min(
            layout.number_size, layout.number_size * width / (measure(number, layout.number_size, False, False) or 1)
        ),
        place_date_size=date_size,
    )


def _dated(place_date: PlaceDate, layout: Layout, measure: Measure) -> tuple[tuple[str, ...], float]:
    """Box 4 and its size: on one line, in smaller letters where these make it fit, else broken after the place."""
    line, room = place_date_line(place_date), points(layout.head_right_width)
    smaller = min(SMALLEST_DATE, layout.place_date_size)
    for size in (layout.place_date_size, smaller):
        if measure(line, size, False, True) <= room:
            return (line,), size
    place = balanced(f"{place_date.place},", room, lambda text: measure(text, smaller, False, True))
    return (*place, date_text(place_date)), smaller


def number_text(number: DocumentNumber) -> str:
    """ "05/BC-LĐLĐ": below 10 with a leading zero, no spaces; open numbers leave room for the hand."""
    written = HAND_NUMBER if number.number is None else f"{number.number:02d}{number.letter}"
    return f"{written}/{number.symbol}"


def number_line(number: DocumentNumber) -> str:
    """Box 3: "Số: 05/BC-LĐLĐ"; empty for a paper that bears no number, which has no symbol either."""
    return f"Số: {number_text(number)}" if number.symbol else ""


def date_text(place_date: PlaceDate) -> str:
    """ "ngày 05 tháng 9 năm 2026", with room for the day where it is not known yet."""
    text = numbers.long_date(place_date.day)
    return text if place_date.day_known else text.replace(f"{place_date.day.day:02d}", HAND_DAY, 1)


def place_date_line(place_date: PlaceDate) -> str:
    """Box 4: "Mẫu, ngày 05 tháng 9 năm 2026"."""
    return f"{place_date.place}, {date_text(place_date)}"


def appendix_label(document: Document, index: int) -> str:
    """ "PHỤ LỤC" for a single one, "Phụ lục II" by order among several (NĐ 30: Roman numbers from two on)."""
    return "Phụ lục" if len(document.appendices) == 1 else f"Phụ lục {numbers.roman(index + 1)}"


def attached_line(document: Document, appendix: Appendix) -> str:
    """ "(Kèm theo Báo cáo số 05/BC-LĐLĐ ngày ... tháng ... năm ... của Liên đoàn Lao động tỉnh Mẫu)"."""
    if appendix.attached:
        return appendix.attached
    kind = document.kind or "Công văn"
    where = f"{number_text(document.number)} {date_text(document.place_date)}"
    return f"(Kèm theo {kind} số {where} của {document.letterhead.agency})"


def listed(items: Sequence[str]) -> tuple[str, ...]:
    """Items of căn cứ, kính gửi and nơi nhận with their end marks: ";" after each, "." after the last."""
    bare = [item.rstrip(" ;.") for item in items]
    return tuple(f"{item}{'.' if at == len(bare) - 1 else ';'}" for at, item in enumerate(bare))


def recipient_lines(document: Document) -> tuple[str, ...]:
    """Box 9b without its title: "- Như trên;" ... "- Lưu: VT, VP."."""
    return tuple(f"- {item}" for item in listed(document.recipients))


def addressee_lines(document: Document) -> tuple[str, ...]:
    """Box 9a: one line "Kính gửi: X" for a single addressee, else "Kính gửi:" and a dash line each."""
    if len(document.addressees) == 1:
        return (f"Kính gửi: {document.addressees[0].rstrip(' ;.')}",)
    return ("Kính gửi:", *(f"- {item}" for item in listed(document.addressees))) if document.addressees else ()


def signer_lines(signature: Signature) -> tuple[str, ...]:
    """The authority and post in capitals (boxes 7a, 7b)."""
    return tuple(line.upper() for line in signature.lines)


def heading_lines(heading: Heading, layout: Layout) -> tuple[str, ...]:
    """The lines of a heading: level 0 on two lines, 1 "I. CAPITALS", 2 "1. Words", 3 "a) Words"."""
    capitals = heading.level == 0 or (heading.level == 1 and layout.heading_capitals)
    text = heading.text.upper() if capitals else heading.text
    if heading.level == 0:
        return tuple(line for line in (heading.label, text) if line)
    if not heading.label:
        return (text,)
    return (f"{heading.label}{')' if heading.level == 3 else '.'} {text}",)
