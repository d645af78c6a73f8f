"""What counts of each stream here: ours as last sealed, those of others as applied; by state hash, so that two sides can compare."""

from dataclasses import dataclass

from app.bundles.book_words import about
from app.i18n import Message
from app.people import office_facts
from app.session import Session
from db.connection import Row
from db.queries import exchange_seals, peers


@dataclass(frozen=True, slots=True)
class Counting:
    """A stream. ``state`` is the hash over all its rows, the same on every side that holds the same; ``epoch`` counts restores."""

    who: str
    own: bool
    audience: str
    about: Message
    epoch: int
    ver: int
    state: str
    held: int


def counting(session: Session) -> tuple[Counting, ...]:
    """Every stream of which anything was sealed here or applied: ours first, then those of others by name."""
    own, conn = session.office.seat_id, session.conn
    name = office_facts.facts(session).name
    rows = [exchange_seals.newest_own(conn, own, stream["audience"]) for stream in exchange_seals.streams(conn, own)]
    found = [_line(session, name, row, own=True) for row in rows if row is not None]
    for peer in sorted(peers.peers(conn), key=lambda row: str(row["name"])):
        found += [_line(session, peer["name"], row, own=False) for row in exchange_seals.applied(conn, peer["seat_id"])]
    return tuple(found)


def _line(session: Session, who: str, row: Row, *, own: bool) -> Counting:
    held = exchange_seals.with_status(session.conn, "held", row["seat_id"])
    return Counting(
        who=who,
        own=own,
        audience=row["audience"],
        about=about(None, row["audience"]),
        epoch=row["ordinal"],
        ver=row["ver"],
        state=row["state_hash"],
        held=sum(one["audience"] == row["audience"] for one in held),
    )
