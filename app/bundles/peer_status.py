"""How the exchange with each peer stands: what it was sent last, what it says it holds, what came from it, what waits for a person."""

from dataclasses import dataclass

from app.bundles import book
from app.bundles.book_words import State
from app.bundles.receipts import TWIN
from app.clock import day_of
from app.dates import days_between
from app.i18n import Message, msg
from app.session import Session
from db.queries import exchange_book

_HEARD = frozenset({State.READ, State.APPLIED, State.RETURNED, State.HELD, State.WITHDRAWN})
"""Files that are known to be from the peer; one that was refused may be from anybody."""

_GIVEN = frozenset({State.EXPORTED, State.ACKNOWLEDGED, State.REPLACED, State.HELD_THERE, State.REFUSED_THERE})


@dataclass(frozen=True, slots=True)
class PeerStatus:
    """One peer. Days are ISO. Versions are those of the main stream each way; None where nothing went or came.

    ``silent_days`` counts the days since its last file, None when none ever came. ``held`` are states of it that wait for a decision here,
    ``unsent`` files made for it and not given out, ``unanswered`` those given out and not acknowledged. ``twin``: it speaks of a state in
    our name that was not sealed here.
    """

    seat_id: int
    name: str
    role: str
    confirmed: bool
    ended: bool
    relayed: bool
    sent_ver: int | None
    sent_on: str | None
    acknowledged_ver: int | None
    received_ver: int | None
    received_on: str | None
    silent_days: int | None
    held: int
    unsent: int
    unanswered: int
    twin: bool = False

    @property
    def told(self) -> Message:
        """The one thing to know about this peer now, the most pressing first."""
        if self.ended:
            return msg("đã thôi trao đổi")
        if not self.confirmed:
            return msg("chưa xác nhận khóa")
        if self.twin:
            return msg(
                "nơi này có một bản mang tên sổ này mà máy này không lập: sổ đã bị chép sang máy khác, hoặc bị thay bằng bản cũ"
            )
        return self._open()

    def _open(self) -> Message:
        """What waits, on either side."""
        if self.held:
            return msg("{n} bản chờ quyết định", n=self.held)
        if self.unsent:
            return msg("{n} gói đã lập, chưa gửi đi", n=self.unsent)
        if self.unanswered:
            return msg("{n} gói chưa có giấy báo nhận", n=self.unanswered)
        if self.silent_days is None:
            return msg("chưa có gói nào từ đơn vị này")
        if self.silent_days:
            return msg("{n} ngày chưa có gói mới", n=self.silent_days)
        return msg("có gói mới hôm nay")


_SENT = {"parent": "above", "office": "above", "child": "below", "ban": "inside"}
"""Our stream that a peer is sent, in the order in which peers are listed."""

_FROM = {"parent": "below", "office": "inside", "child": "above", "ban": "above"}
"""The stream that a peer sends."""


def status(session: Session) -> tuple[PeerStatus, ...]:
    """Every peer in the order parents, offices, children, bans, and within by name."""
    today = session.clock.today().isoformat()
    files: dict[int | None, list[book.BookLine]] = {}
    for line in book.lines(session):
        if line.bundle_id is not None:
            files.setdefault(line.seat_id, []).append(line)
    applied = {(row["seat_id"], row["audience"]): row for row in exchange_book.newest(session.conn)}
    receipts = exchange_book.acknowledged(session.conn, session.office.seat_id)
    held = exchange_book.held(session.conn)
    twins = exchange_book.with_receipt_code(session.conn, TWIN)
    order = list(_SENT)
    found = []
    for row in sorted(exchange_book.peers(session.conn, today), key=lambda row: order.index(row["role"])):
        seat, mine = row["seat_id"], files.get(row["seat_id"], [])
        heard = next((line.day for line in mine if line.way == "in" and line.state in _HEARD), None)
        given = next((line for line in mine if line.way == "out" and line.state in _GIVEN), None)
        state = applied.get((seat, _FROM[row["role"]]))
        found.append(
            PeerStatus(
                seat_id=seat,
                name=str(row["name"]),
                role=row["role"],
                confirmed=row["confirmed_ms"] is not None or row["via_id"] is not None,
                ended=row["ended_ms"] is not None,
                relayed=row["via_id"] is not None,
                sent_ver=None if given is None else given.ver,
                sent_on=None if given is None else given.day,
                acknowledged_ver=receipts.get((seat, _SENT[row["role"]])),
                received_ver=None if state is None else state["ver"],
                received_on=heard or (None if state is None else day_of(state["at_ms"]).isoformat()),
                silent_days=None if heard is None else max(0, days_between(heard, today)),
                held=held.get(seat, 0),
                unsent=sum(line.state is State.MADE for line in mine),
                unanswered=sum(line.state is State.EXPORTED for line in mine),
                twin=seat in twins,
            )
        )
    return tuple(found)
