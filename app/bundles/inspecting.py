"""What a file is, before anything is planned: who made it, when, for whom, which states are in it and whether they would count.

Nothing is kept and nothing is written; a file that cannot be used is told with the reason, and with as much of it as could be read.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from app.bundles import grants, opening, trust
from app.bundles.book_words import about
from app.bundles.container import Opened
from app.bundles.deciding import Verdict, decide
from app.bundles.keys import KeyMissing
from app.bundles.names import safe_name
from app.bundles.opening import OURS, Carrier
from app.bundles.parts import Seal
from app.bundles.seals import read_seal
from app.bundles.wording import HELD
from app.errors import PlanError
from app.i18n import Message, msg
from app.ids import uid_from_text
from app.session import Session
from db.queries import exchange_seals, peers


@dataclass(frozen=True)
class StateSeen:
    """A state in a file. ``who`` is its author here, empty where nobody knows it; ``rows`` counts what it holds.

    ``verdict`` is what its place among the known states and its signature say; whether its rows may stand only the preview finds out.
    """

    who: str
    audience: str
    about: Message
    ver: int
    epoch: int
    made_ms: int
    rows: int
    relayed: bool
    verdict: Verdict
    code: str = ""
    reason: Message | None = None


@dataclass(frozen=True)
class Inspection:
    """A file. ``code`` and ``reason`` say why it cannot be used as a whole; instants are milliseconds UTC, sizes bytes.

    ``digits`` are those of the keys it was signed with, as they are known here; empty where they are not.
    """

    path: Path
    name: str
    size: int = 0
    sha256: str = ""
    who: str = ""
    role: str = ""
    digits: str = ""
    program: str = ""
    made_ms: int | None = None
    period: str = ""
    recipients: int = 0
    receipts: int = 0
    introduced: int = 0
    wanted: int = 0
    attachments: int = 0
    attachment_bytes: int = 0
    states: tuple[StateSeen, ...] = ()
    code: str = ""
    reason: Message | None = None


def inspect(session: Session, path: Path, *, keys_folder: Path | None = None) -> Inspection:
    """Look at a file. Raises KeyMissing where this machine has no key to open anything with; else what is wrong stands in the answer."""
    seen = Inspection(path, safe_name(path.name))
    try:
        with opening.open_file(session, path, keys_folder) as opened:
            seen = _envelope(seen, opened)
            carried = opening.carrier(session, opened)
            return replace(_sent_by(session, seen, carried), states=_states(session, opened, carried))
    except KeyMissing:
        raise
    except PlanError as wrong:
        code, words = opening.words_of(wrong)
        return replace(seen, code=code, reason=words)
    except OSError as trouble:
        words = msg("Không đọc được tệp {name}: {why}.", name=seen.name, why=trouble.strerror or str(trouble))
        return replace(seen, code="UNREADABLE", reason=words)


def _envelope(seen: Inspection, opened: Opened) -> Inspection:
    envelope = opened.envelope
    return replace(
        seen,
        size=opened.outer.size,
        sha256=opened.outer.sha256,
        program=envelope.program,
        made_ms=envelope.made_ms,
        period=envelope.period,
        recipients=len(envelope.recipients),
        receipts=len(envelope.receipts),
        introduced=len(envelope.roster),
        wanted=len(envelope.wanted),
        attachments=len(opened.files),
        attachment_bytes=sum(opened.file_size(sha256) for sha256 in opened.files),
    )


def _sent_by(session: Session, seen: Inspection, carried: Carrier) -> Inspection:
    known = next((peer for peer in trust.peers(session) if peer.id == carried.peer["id"]), None)
    digits = known.fingerprint if known is not None and carried.stands else ""
    return replace(seen, who=carried.peer["name"], role=carried.peer["role"], digits=digits)


def _states(session: Session, opened: Opened, carried: Carrier) -> tuple[StateSeen, ...]:
    roster = trust.believed(session, carried.peer["id"], opened.envelope.roster) if carried.stands else ()
    found = []
    for seal in opened.seals:
        state = _state(session, seal, relayed=seal.seat != opened.envelope.seat)
        try:
            opening.check_author(session, seal, roster)
            found.append(state)
        except PlanError as wrong:
            code, words = opening.words_of(wrong)
            found.append(replace(state, verdict=Verdict.refuse, code=code, reason=words))
    return tuple(found)


def _state(session: Session, seal: Seal, *, relayed: bool) -> StateSeen:
    seat = peers.item(session.conn, uid_from_text(seal.seat))
    seat_id = None if seat is None else int(seat["id"])
    peer = None if seat_id is None else peers.peer_of_seat(session.conn, seat_id)
    seen = StateSeen(
        who="" if peer is None else peer["name"],
        audience=seal.audience,
        about=about(None, seal.audience),
        ver=seal.ver,
        epoch=seal.epoch.ordinal,
        made_ms=seal.made_ms,
        rows=sum(ref.rows for ref in seal.slices),
        relayed=relayed,
        verdict=Verdict.apply,
    )
    if seat_id == session.office.seat_id:
        known = exchange_seals.by_hash(session.conn, seal.hash)
        return replace(seen, verdict=Verdict.same if known is not None else Verdict.apply, code=OURS, relayed=False)
    standing = None if seat_id is None else exchange_seals.standing(session.conn, seat_id, seal.audience)
    decision = decide(None if standing is None else read_seal(standing["manifest"], standing["sig"]), seal)
    unknown = exchange_seals.by_hash(session.conn, seal.hash) is None
    if unknown and decision.verdict in {Verdict.apply, Verdict.hold} and grants.is_revoked(session, seal.node):
        code = grants.Code.revoked
        return replace(seen, verdict=Verdict.refuse, code=str(code), reason=grants.WORDS[code])
    return replace(seen, verdict=decision.verdict, code=str(decision.code), reason=HELD.get(str(decision.code)))
