"""The hand-over book (sổ giao nhận): each file made and received with how it stands, and the units whose file has not come.

*Exported* is not *acknowledged*: a file counts as received there once the other side says that it holds every state in it, or later ones.
``bundle.at_ms`` is when the file was written into the book: when it was given out, and when it was opened here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.bundles import punctuality
from app.bundles.book_words import NOT_SENT, NOTHING, WHY, State, about, months
from app.bundles.punctuality import Arrival, Book, Duty
from app.clock import day_of
from app.dates import days_between, format_date
from app.i18n import Message, msg
from app.plan import calendar
from app.plan.calendar import PeriodInfo
from app.session import Session
from db.connection import Row
from db.queries import exchange_book


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line. ``bundle_id`` is None where no file came; ``seat_id`` where nobody knows whose the file is. Days are ISO.

    ``about`` says what it is about, ``ver`` is the version of the sender's stream; ``said`` tells how it stands, ``in_time`` whether the
    first file of a quarter came by the due day, ``reason`` in full why it was held or refused, ``days`` how long it has waited or was late.
    """

    key: str
    bundle_id: int | None
    way: str
    seat_id: int | None
    unit_id: int | None
    name: str
    period: str | None
    about: Message
    day: str | None
    ver: int | None
    state: State
    said: Message
    in_time: Message = NOTHING
    reason: str = ""
    days: int = 0
    due: str | None = None
    sha256: str = ""
    file_name: str = ""
    place: str = ""
    size: int = 0
    person: str = ""

    @property
    def unsent(self) -> bool:
        """Whether it stands for a file that a unit below has not sent."""
        return self.state in NOT_SENT


def lines(
    session: Session, *, period: str | None = None, seat_id: int | None = None, on: str | None = None
) -> tuple[BookLine, ...]:
    """The book of a period or of all, of one peer or of all: files from the newest to the oldest, then what has not come.

    To a period that is open belong the files for it or for a part of it, and those for no period that went between its first day and its
    due day. Names are as of the day ``on`` (ISO; default today).
    """
    book = punctuality.read(session, on)
    span = next((info for info in calendar.opened(session) if info.code == period), None)
    codes = [code for code in punctuality.quarters(session) if period in (None, code)]
    owed = [duty for code in reversed(codes) for duty in punctuality.duties(session, book, code)]
    judging = _Judging(book, exchange_book.open_slips(session.conn), owed)
    found = [judging.line(row) for row in book.files if period is None or _within(row, period, span)]
    found += [_not_sent(duty) for duty in owed if not duty.here]
    return tuple(line for line in found if seat_id in (None, line.seat_id))


def _within(row: Row, period: str, span: PeriodInfo | None) -> bool:
    """Whether a file belongs to a period; ``span`` is None for one that is not open here, to which only its own files belong."""
    if row["period"] == period or span is None:
        return bool(row["period"] == period)
    if row["period"] is None:
        return span.starts <= day_of(row["at_ms"]).isoformat() <= max(span.ends, span.due)
    first, last = months(row["period"])
    return bool(first) and span.starts[:7] <= first and last <= span.ends[:7]


def tally(found: Sequence[BookLine]) -> Mapping[State, int]:
    """How many lines stand in each state; states without any are there with 0."""
    counts = dict.fromkeys(State, 0)
    for line in found:
        counts[line.state] += 1
    return counts


class _Judging:
    """What the state of a file depends on besides its own row: other files of the same peer, slips, what is owed."""

    def __init__(self, book: Book, slips: Sequence[Row], owed: Sequence[Duty]) -> None:
        self._today = book.today
        self._last_out: dict[tuple[int, int], Row] = {}
        self._given_out: dict[int, int] = {}
        for row in book.files:  # the newest first
            if row["way"] == "out" and row["status"] in ("exported", "acknowledged"):
                self._given_out.setdefault(row["seat_id"], row["at_ms"])
                known = self._last_out.get((row["seat_id"], row["stream_id"]))
                if known is None or _order(row) > _order(known):
                    self._last_out[row["seat_id"], row["stream_id"]] = row
        self._slips = dict(_latest_for_each(book.files, slips))
        self._owed = {duty.bundle_id: duty for duty in reversed(owed) if duty.bundle_id is not None}

    def line(self, row: Row) -> BookLine:
        """The line of a file."""
        state, said, days = self._out(row) if row["way"] == "out" else self._in(row)
        duty = self._owed.get(row["id"])
        return BookLine(
            key=f"b{row['id']}",
            bundle_id=row["id"],
            way=row["way"],
            seat_id=row["seat_id"],
            unit_id=row["unit_id"],
            name=row["name"] or str(msg("chưa rõ của ai")),
            period=row["period"],
            about=about(row["period"], row["audience"]),
            day=day_of(row["at_ms"]).isoformat(),
            ver=row["ver"],
            state=state,
            said=said,
            in_time=NOTHING if duty is None else in_time(duty),
            reason=str(_told(row["reason"] or "")),
            days=days,
            due=None if duty is None else duty.due,
            sha256=row["sha256"],
            file_name=row["file_name"],
            place=row["place"],
            size=row["size"],
            person=row["person_text"],
        )

    def _out(self, row: Row) -> tuple[State, Message, int]:
        if row["status"] == "made":
            return State.MADE, msg("đã lập, chưa gửi đi"), self._since(row)
        if row["status"] == "withdrawn":
            return State.WITHDRAWN, msg("đã rút lại"), 0
        if row["status"] == "refused":
            return State.REFUSED_THERE, _because(msg("bên nhận không nhận"), row), 0
        if row["status"] == "acknowledged":
            return State.ACKNOWLEDGED, _acknowledged(row), 0
        if row["code"]:
            return State.HELD_THERE, _because(msg("bên nhận để chờ"), row), self._since(row)
        return self._waiting(row)

    def _waiting(self, row: Row) -> tuple[State, Message, int]:
        """Of a file that was given out and that nobody has told of: a newer one takes its place, and is waited for instead."""
        newer = self._last_out.get((row["seat_id"], row["stream_id"]))
        if newer is not None and _order(newer) > _order(row):
            return State.REPLACED, msg("đã gửi bản {ver} thay", ver=newer["ver"]), 0
        days = self._since(row)
        if not days:
            return State.EXPORTED, msg("chưa có giấy báo nhận, gửi hôm nay"), 0
        return State.EXPORTED, msg("chưa có giấy báo nhận, {n} ngày", n=days), days

    def _in(self, row: Row) -> tuple[State, Message, int]:
        if row["status"] == "refused":
            return State.REFUSED, _because(msg("không nhận"), row), 0
        if row["status"] == "held":
            return State.HELD, _because(msg("để chờ"), row), self._since(row)
        if row["status"] == "withdrawn":
            return State.WITHDRAWN, msg("đã rút lại"), 0
        if row["status"] == "read":
            return State.READ, msg("đã đọc, không có gì mới"), 0
        slip = self._slips.get(row["id"])
        if slip is not None:
            return State.RETURNED, msg("trả lại {n} dòng, phiếu số {no}", n=slip["entries"], no=slip["no"]), 0
        if self._given_out.get(row["seat_id"], -1) >= row["at_ms"]:
            return State.APPLIED, msg("đã áp dụng, đã gửi giấy báo"), 0
        return State.APPLIED, msg("đã áp dụng, chưa gửi giấy báo"), 0

    def _since(self, row: Row) -> int:
        return max(0, days_between(day_of(row["at_ms"]), self._today))


def _order(row: Row) -> tuple[int, int, int]:
    """Which of two files of one stream says the newer thing: a later epoch, a later version, else the one made later."""
    return row["ordinal"] or 0, row["ver"] or 0, row["id"]


def _latest_for_each(files: Sequence[Row], slips: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Each open slip with the newest applied file of its unit for its period: the one that it answers."""
    for slip in slips:
        for row in files:  # the newest first
            mine = row["seat_id"] == slip["to_seat_id"] or (row["unit_id"] or -1) == slip["to_unit_id"]
            if row["way"] == "in" and row["status"] == "applied" and mine and row["period"] == slip["period"]:
                yield row["id"], slip
                break


def _acknowledged(row: Row) -> Message:
    if not row["answered"]:
        return msg("đã báo nhận")
    day = format_date(day_of(row["told_ms"]))
    if row["told_ver"] == row["ver"]:
        return msg("đã nhận {day}", day=day)
    return msg("đã nhận bản {ver} ngày {day}", ver=row["told_ver"], day=day)


def _because(said: Message, row: Row) -> Message:
    """With the reason: of what the program itself found in few words, else as it was written down."""
    why = WHY.get(row["code"] or "") or _told(row["reason"] or "")
    return msg("{said}: {reason}", said=said, reason=why) if str(why) else said


def _told(reason: str) -> Message | str:
    """A reason as it was stored: a sentence of the program, or what a person wrote."""
    try:
        return Message.restored(reason) if reason.startswith('["') else reason
    except ValueError:
        return reason


def in_time(duty: Duty) -> Message:
    """Whether what a unit owed came in time, in words; empty while it need not have come."""
    if duty.arrival is Arrival.ON_TIME:
        return msg("đúng hạn")
    if duty.arrival is Arrival.LATE:
        return msg("muộn {n} ngày", n=duty.days)
    return msg("quá hạn {n} ngày", n=duty.days) if duty.arrival is Arrival.MISSING else NOTHING


def _not_sent(duty: Duty) -> BookLine:
    missing = duty.arrival is Arrival.MISSING
    due = format_date(duty.due)
    said = (
        msg("chưa gửi, hạn {due}, quá {n} ngày", due=due, n=duty.days)
        if missing
        else msg("chưa gửi, hạn {due}", due=due)
    )
    return BookLine(
        key=f"d{duty.seat_id}:{duty.period}",
        bundle_id=None,
        way="in",
        seat_id=duty.seat_id,
        unit_id=duty.unit_id,
        name=duty.name,
        period=duty.period,
        about=about(duty.period, None),
        day=None,
        ver=None,
        state=State.MISSING if missing else State.AWAITED,
        said=said,
        in_time=in_time(duty),
        days=duty.days,
        due=duty.due,
    )
