"""Which units below owe a file for a quarter, whose came, and whose came in time.

A unit owes one when it exchanges files with us itself (a child whose key a person confirmed by the due day, and that had not ended by then)
and something was expected of it in the quarter; where nothing is expected of anybody below, all of them owe. A file is received when it
could be read: what was refused, or withdrawn since, does not count. A file for a later period brings what was missing as well, since each
file says everything, if the unit had submitted anything about the quarter. The due day is that of our own calendar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.bundles.book_words import months
from app.clock import day_of
from app.dates import days_between
from app.errors import BadInput
from app.i18n import msg
from app.people import units
from app.plan import calendar, periods
from app.plan.calendar import PeriodInfo
from app.plan.periods import PeriodKind
from app.session import Session
from db.connection import Row
from db.queries import exchange_book

RECEIVED = frozenset({"read", "applied", "held"})
"""What stands in the book about a file that came in and could be read."""


class Arrival(StrEnum):
    """How a unit stands with its file for a quarter."""

    ON_TIME = "on_time"
    LATE = "late"
    AWAITED = "awaited"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Duty:
    """What one unit owes for a quarter. Days are ISO; ``received`` is None while nothing came.

    ``bundle_id`` is the file that fulfilled it; ``in_period`` the period of that file where it is a later one. ``days`` counts those
    after the due day: until it came, or until today while it is missing.
    """

    seat_id: int
    unit_id: int
    name: str
    period: str
    due: str
    arrival: Arrival
    received: str | None
    bundle_id: int | None
    in_period: str | None
    days: int

    @property
    def here(self) -> bool:
        """Whether it was received, late or not."""
        return self.received is not None


@dataclass(frozen=True, slots=True)
class Completeness:
    """A quarter: who owed a file and how that went. ``excused`` were asked for nothing; ``on_paper`` do not use the program at all."""

    period: str
    due: str
    duties: tuple[Duty, ...]
    excused: tuple[str, ...]
    on_paper: tuple[str, ...]

    @property
    def expected(self) -> int:
        """How many files were owed."""
        return len(self.duties)

    @property
    def received(self) -> int:
        """How many came, late or not."""
        return sum(duty.here for duty in self.duties)

    @property
    def on_time(self) -> int:
        """How many came by the due day."""
        return self._count(Arrival.ON_TIME)

    @property
    def late(self) -> int:
        """How many came after the due day."""
        return self._count(Arrival.LATE)

    @property
    def missing(self) -> int:
        """How many have not come although the due day is over."""
        return self._count(Arrival.MISSING)

    @property
    def awaited(self) -> int:
        """How many have not come and need not have yet."""
        return self._count(Arrival.AWAITED)

    def _count(self, arrival: Arrival) -> int:
        return sum(duty.arrival is arrival for duty in self.duties)


@dataclass(frozen=True, slots=True)
class Book:
    """What the judging rests on, read once: ``files`` and ``peers`` as ``db.queries.exchange_book`` gives them.

    ``came`` are those of the files that were received.
    """

    files: Sequence[Row]
    came: Sequence[Row]
    peers: Sequence[Row]
    today: str


def read(session: Session, on: str | None = None) -> Book:
    """Read the book as it stands now, with names as of a day (ISO; default today)."""
    today = session.clock.today().isoformat()
    day = on or today
    files = exchange_book.files(session.conn, day)
    came = [row for row in files if row["way"] == "in" and row["status"] in RECEIVED and row["seat_id"] is not None]
    return Book(files, came, exchange_book.peers(session.conn, day), today)


def quarters(session: Session) -> tuple[str, ...]:
    """The quarters this office has opened, oldest first: the periods for which files are owed."""
    return tuple(info.code for info in calendar.opened(session) if _is_quarter(info.code))


def completeness(session: Session, period: str, *, on: str | None = None) -> Completeness:
    """How complete and how punctual a quarter is. Raises BadInput for what is no quarter, NotFound for one that is not open."""
    return _complete(session, read(session, on), calendar.info(session, period))


def by_period(session: Session) -> tuple[Completeness, ...]:
    """Every quarter of the calendar, the newest first."""
    book = read(session)
    return tuple(_complete(session, book, calendar.info(session, code)) for code in reversed(quarters(session)))


def duties(session: Session, book: Book, period: str) -> tuple[Duty, ...]:
    """What the units below owe for a quarter; the same errors as ``completeness``."""
    return _of(session, book, calendar.info(session, period))[0]


def _of(session: Session, book: Book, info: PeriodInfo) -> tuple[tuple[Duty, ...], tuple[str, ...]]:
    """What is owed for a quarter, and the names of those of whom nothing is asked."""
    if not _is_quarter(info.code):
        words = msg(
            "Gói số liệu được theo dõi theo quý, không theo {period}. Chọn một quý.", period=periods.inside(info.code)
        )
        raise BadInput(words, where=str(msg("Kỳ")))
    asked = exchange_book.asked(session.conn, info.code, session.office.unit_id)
    # Files come newest first: of those of one seat the first remains.
    arrived = {row["seat_id"]: row for row in book.came if row["period"] == info.code}
    carried = _carried(session, book.came, info)
    owed, excused = [], []
    for peer in book.peers:
        if not _sends(peer, info, came=peer["seat_id"] in arrived):
            continue
        if asked and not asked.get(peer["unit_id"]) and peer["seat_id"] not in arrived:
            excused.append(str(peer["name"]))
            continue
        found = arrived.get(peer["seat_id"]) or carried.get(peer["seat_id"])
        owed.append(_duty(peer, info, found, book.today))
    return tuple(owed), tuple(excused)


def _complete(session: Session, book: Book, info: PeriodInfo) -> Completeness:
    owed, excused = _of(session, book, info)
    known = {peer["unit_id"] for peer in book.peers if peer["role"] == "child"}
    lines = units.unit_lines(session, on=info.cutoff)
    return Completeness(info.code, info.due, owed, excused, tuple(line.name for line in lines if line.id not in known))


def _is_quarter(code: str) -> bool:
    return periods.parse(code).kind is PeriodKind.quarter


def _sends(peer: Row, info: PeriodInfo, *, came: bool) -> bool:
    """Whether a peer is a unit below that owed us a file itself, or sent one."""
    if peer["role"] != "child" or peer["via_id"] is not None or peer["confirmed_ms"] is None:
        return False
    if came:
        return True
    ended = None if peer["ended_ms"] is None else day_of(peer["ended_ms"]).isoformat()
    return day_of(peer["confirmed_ms"]).isoformat() <= info.due and (ended is None or ended > info.due)


def _carried(session: Session, came: Sequence[Row], info: PeriodInfo) -> dict[int, Row]:
    """Per seat the first file for a later period, where the seat had submitted anything about this one."""
    later = {row["seat_id"]: row for row in came if row["period"] and months(row["period"])[1] > info.ends[:7]}
    if not later:
        return {}
    known = exchange_book.seats_with_facts(session.conn, info.code)
    return {seat: row for seat, row in later.items() if seat in known}


def _duty(peer: Row, info: PeriodInfo, found: Row | None, today: str) -> Duty:
    day = None if found is None else day_of(found["at_ms"]).isoformat()
    days = max(0, days_between(info.due, day or today))
    here, over = (Arrival.ON_TIME, Arrival.LATE) if found is not None else (Arrival.AWAITED, Arrival.MISSING)
    return Duty(
        seat_id=peer["seat_id"],
        unit_id=peer["unit_id"],
        name=str(peer["name"]),
        period=info.code,
        due=info.due,
        arrival=over if days else here,
        received=day,
        bundle_id=None if found is None else found["id"],
        in_period=None if found is None or found["period"] == info.code else found["period"],
        days=days,
    )
