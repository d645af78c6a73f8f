"""Opening files for a plan: is it ours, who carries it, who sealed what is in it, may he (DESIGN § 6, MODEL 20, 24)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.bundles import container, kept, seals, trust
from app.bundles.container import Opened
from app.bundles.faults import Damaged
from app.bundles.grants import ADDRESSED, WORDS
from app.bundles.keys import opening_keys
from app.bundles.names import safe_name
from app.bundles.parts import RosterLine, Seal
from app.bundles.trust import Code, Untrusted
from app.errors import PlanError
from app.i18n import Message, msg
from app.ids import uid_from_text, uid_text
from app.session import Session
from db.connection import Row
from db.queries import peers

OURS = "OURS"
"""The code of a state of our own that another office sends back."""


class Unwelcome(PlanError):
    """A file that is whole but not for us, or not from somebody we know. ``code`` for the book."""

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Carrier:
    """Who made a file: the peer it is here, whether its key still stands (receipts and rosters of an ended key are not heard)."""

    peer: Row
    stands: bool


def open_file(session: Session, path: Path, folder: Path | None = None) -> Opened:
    """Open a file with whichever of our keys it was made for. Raises Damaged."""
    keys = opening_keys(session, folder)
    return container.read(path, keys, name=safe_name(path.name), folder=session.path.parent)


def carrier(session: Session, opened: Opened) -> Carrier:
    """Whose file it is. Raises Unwelcome for our own, one addressed to others, and one of somebody nobody here met."""
    envelope = opened.envelope
    own = uid_text(peers.uid(session.conn, session.office.seat_id))
    if envelope.seat == own:
        raise Unwelcome("OWN_FILE", msg("Đây là gói do chính sổ này lập. Chọn gói của nơi khác gửi đến."))
    if own not in envelope.recipients:
        raise Unwelcome("NOT_FOR_US", msg("Gói này gửi cho nơi khác, không phải cho đơn vị của sổ này."))
    seat = peers.item(session.conn, uid_from_text(envelope.seat))
    peer = None if seat is None else peers.peer_of_seat(session.conn, seat["id"])
    if seat is None or peer is None or peer["via_id"] is not None:
        raise Unwelcome(str(Code.unknown_node), WORDS[Code.unknown_node])
    grants = [row for row in peers.grants(session.conn, seat["id"]) if row["node_uid"] == uid_from_text(envelope.node)]
    if not grants or all(bytes(row["sign_key"] or b"") != opened.signer.sign_key for row in grants):
        raise Unwelcome(str(Code.key_changed), WORDS[Code.key_changed])
    stands = any(row["until_ver"] is None and row["revoked_ms"] is None for row in grants)
    return Carrier(peer, stands and peer["ended_ms"] is None)


def check_author(session: Session, seal: Seal, believed: Sequence[RosterLine]) -> None:
    """Whether the seal is by whom it says, and whether he may speak so. Raises Untrusted or Damaged.

    ``believed`` are the lines of the file's roster that taking it would write down. Our own states that come back are checked too: whoever
    could forge one would have us take back what we never said.
    """
    own = uid_text(peers.uid(session.conn, session.office.seat_id))
    if seal.seat != own and seal.audience.startswith(ADDRESSED) and seal.audience != f"{ADDRESSED}{own}":
        raise Untrusted(Code.not_theirs)
    seals.check_features(seal.features)
    seals.verify_seal(seal, trust.author_key(session, seal, believed))


def keep_received(session: Session, path: Path) -> Path:
    """Put a file that was read into the keeping of the workspace, so that the stick may go."""
    return kept.path_of(session.path, "in", kept.keep(session, "in", path))


def words_of(wrong: PlanError) -> tuple[str, Message]:
    """(code, sentence) of what is wrong with a file."""
    code = wrong.code if isinstance(wrong, Damaged | Unwelcome | Untrusted) else "UNREADABLE"
    return str(code), wrong.message
