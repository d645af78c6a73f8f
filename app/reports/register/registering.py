"""The register of document numbers: each number of a year and kind is given once; a gap is a void number with its reason (MODEL 12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.dates import from_iso
from app.errors import BadInput, Refused
from app.given import reason as given_reason
from app.i18n import msg
from app.people import office_facts
from app.plan import evidence
from app.reports.papers import paper_head
from app.reports.writers.letterhead import number_text
from app.session import Session
from db.queries import report_register as register
from db.queries import reports as queries
from db.store import Change

FIRST = 1


def next_number(session: Session, year: int, doc_kind: str = "BC") -> int:
    """The number after the highest of the year, void ones counted."""
    last = queries.last_number(session.conn, session.office.seat_id, year, doc_kind)
    return FIRST if last is None else last + 1


@dataclass(frozen=True)
class Issued:
    """A number of the register: its row and the number."""

    id: int
    number: int


def issue(
    session: Session, change: Change, year: int, number: int | None, *, gap_reason: str = "", doc_kind: str = "BC"
) -> Issued:
    """Give a number out, the next of the register when none is asked for.

    The first number of a year may be any, because the office's register began before. A later one leaves no gap: numbers between are
    written void with ``gap_reason``. Raises Refused for a number that was given already or a gap without a reason.
    """
    seat = session.office.seat_id
    following = next_number(session, year, doc_kind)
    if number is None:
        number = following
    if number < FIRST:
        raise BadInput(msg("Số văn bản bắt đầu từ 1. Ghi số {n}.", n=following), where=str(msg("Số")))
    begun = queries.last_number(session.conn, seat, year, doc_kind) is not None
    if number < following and queries.register_row(session.conn, seat, year, doc_kind, number) is not None:
        raise Refused(msg("Số {number} năm {year} đã cấp. Số tiếp theo là {n}.", number=number, year=year, n=following))
    if begun and number > following:
        _void_between(session, change, (year, doc_kind), range(following, number), gap_reason)
    return Issued(_enter(session, change, (year, doc_kind), number), number)


@dataclass(frozen=True)
class RegisterLine:
    """A number of the register. ``state`` is "issued" or "void", then with its ``reason``; the rest is of the paper that bears it."""

    id: int
    year: int
    doc_kind: str
    number: int
    symbol: str
    state: str
    reason: str
    report_id: int | None
    paper: str
    period: str
    signed_on: date | None
    signer: str
    replaced: bool
    scans: int


def lines(session: Session, year: int | None = None, doc_kind: str | None = None) -> tuple[RegisterLine, ...]:
    """The register of one year and kind or of all, the newest year and number first."""
    rows = register.lines(session.conn, session.office.seat_id, year, doc_kind)
    return tuple(
        RegisterLine(
            id=row["id"],
            year=row["year"],
            doc_kind=row["doc_kind"],
            number=row["number"],
            symbol=row["symbol"],
            state=row["state"],
            reason=row["reason"] or "",
            report_id=row["report_id"],
            paper=row["kind"] or "",
            period=row["period"] or "",
            signed_on=from_iso(row["signed_on"]) if row["signed_on"] else None,
            signer=row["signer_text"] or "",
            replaced=bool(row["replaced"]),
            scans=row["scans"],
        )
        for row in rows
    )


def gaps(session: Session, year: int, doc_kind: str = "BC") -> tuple[int, ...]:
    """Numbers between the first and the last of a year that are neither issued nor void: none, unless somebody changed the file."""
    given = {line.number for line in lines(session, year, doc_kind)}
    return tuple(number for number in range(min(given), max(given)) if number not in given) if given else ()


def attach_scans(session: Session, report_id: int, paths: Sequence[Path]) -> None:
    """Keep the scans of the paper as it was signed and sealed by hand: one change. Raises NotFound, BadInput."""
    with session.change(msg("Đính kèm bản quét của văn bản đã ký")):
        for path in paths:
            evidence.attach(session, "report", report_id, path=path)


def void_number(session: Session, year: int, number: int, *, reason: str, doc_kind: str = "BC") -> int:
    """Say that a number is not used, and why; return the register's row.

    Raises Refused for the number of a report that stands, and for one that would leave a gap behind the newest; BadInput below 1.
    """
    why = given_reason(reason)
    following = next_number(session, year, doc_kind)
    if number < FIRST:
        raise BadInput(msg("Số văn bản bắt đầu từ 1. Ghi số {n}.", n=following), where=str(msg("Số")))
    if number > following > FIRST:
        told = {"number": number, "year": year, "n": following}
        raise Refused(msg("Số {number} năm {year} chưa tới lượt: số tiếp theo là {n}. Hủy từ số đó.", **told))
    row = queries.register_row(session.conn, session.office.seat_id, year, doc_kind, number)
    if row is not None and row["report_id"] is not None:
        raise Refused(
            msg("Số {number} năm {year} đang ở một báo cáo đã ký. Ký báo cáo thay thế trước.", number=number, year=year)
        )
    if row is not None and row["state"] == "void":
        raise Refused(msg("Số {number} năm {year} đã hủy: {reason}.", number=number, year=year, reason=row["reason"]))
    label = msg("Hủy số {number}/{kind} năm {year}: {reason}", number=number, kind=doc_kind, year=year, reason=why)
    with session.change(label) as change:
        if row is None:
            return _enter(session, change, (year, doc_kind), number, void=why)
        change.update("number_register", row["id"], state="void", reason=why)
        return int(row["id"])


def _void_between(session: Session, change: Change, of: tuple[int, str], numbers: range, why: str) -> None:
    if not why.strip():
        span = f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
        raise Refused(
            msg("Bỏ trống số {span}. Ghi lý do bỏ số, hoặc dùng số tiếp theo là {n}.", span=span, n=numbers[0])
        )
    for number in numbers:
        if queries.register_row(session.conn, session.office.seat_id, *of, number) is None:
            _enter(session, change, of, number, void=given_reason(why))


def _enter(session: Session, change: Change, of: tuple[int, str], number: int, *, void: str = "") -> int:
    year, doc_kind = of
    symbol = number_text(paper_head.document_number(office_facts.facts(session), doc_kind, number))
    state = {"state": "void", "reason": void} if void else {"state": "issued"}
    seat = session.office.seat_id
    return change.define(
        "number_register", seat_id=seat, year=year, doc_kind=doc_kind, number=number, symbol=symbol, **state
    )
