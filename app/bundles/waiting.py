"""States that wait for a person: whose, since when, why, and which file brought them."""

from dataclasses import dataclass

from app.bundles.book_words import about
from app.bundles.seals import read_seal
from app.bundles.wording import HELD
from app.i18n import Message
from app.session import Session
from db.connection import Row
from db.queries import exchange_files, exchange_seals, exchange_uses, peers


@dataclass(frozen=True, slots=True)
class Waiting:
    """A held state. ``id`` is what ``applying.decide_held`` takes; instants are milliseconds UTC.

    ``standing_ver`` is the version that counts meanwhile, None where nothing of the stream does; ``reason`` is in words why it waits.
    """

    id: int
    seat_id: int
    who: str
    audience: str
    about: Message
    ver: int
    standing_ver: int | None
    made_ms: int
    since_ms: int
    code: str
    reason: Message
    files: tuple[str, ...]


def waiting(session: Session) -> tuple[Waiting, ...]:
    """Every state that waits for a decision, the oldest first."""
    return tuple(_line(session, row) for row in exchange_seals.with_status(session.conn, "held"))


def _line(session: Session, row: Row) -> Waiting:
    peer = peers.peer_of_seat(session.conn, row["seat_id"])
    standing = exchange_seals.standing(session.conn, row["seat_id"], row["audience"])
    code = row["code"] or ""
    bundles = (
        exchange_files.bundle(session.conn, line["bundle_id"])
        for line in exchange_uses.lines_of_seal(session.conn, row["id"])
    )
    return Waiting(
        id=row["id"],
        seat_id=row["seat_id"],
        who="" if peer is None else peer["name"],
        audience=row["audience"],
        about=about(None, row["audience"]),
        ver=row["ver"],
        standing_ver=None if standing is None else standing["ver"],
        made_ms=read_seal(row["manifest"], row["sig"]).made_ms,
        since_ms=row["at_ms"],
        code=code,
        reason=HELD.get(code, HELD["BY_PERSON"]),
        files=tuple(bundle["file_name"] for bundle in bundles if bundle is not None),
    )
