"""By which key a seat may speak, up to which place, and which of its streams are its to speak in (MODEL 5, 19, 24, 26).

A place is (ordinal of the epoch, version): a stolen key could otherwise seal a low version in an epoch of its own making.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.errors import Refused
from app.i18n import Message, msg
from app.ids import uid_from_text, uid_text
from app.session import Session
from db.connection import Connection, Row
from db.queries import exchange_files, exchange_seals, exchange_uses, peers
from db.queries.peers import Place
from db.store import Change

ADDRESSED = "to:"
"""How the audience of a stream for one peer begins; the uid of that peer's seat follows."""


class Code(StrEnum):
    """Why a signature or a stream is not accepted; ``WORDS`` has the sentences."""

    unknown_node = "UNKNOWN_NODE"
    revoked = "REVOKED"
    not_granted = "NOT_GRANTED"
    not_theirs = "NOT_THEIRS"
    key_changed = "KEY_CHANGED"
    not_beneath = "NOT_BENEATH"


WORDS: Mapping[Code, Message] = {
    Code.unknown_node: msg("Chưa làm quen với máy đã ký. Xin thư giới thiệu của nơi đó rồi so mã."),
    Code.revoked: msg("Khóa đã ký bị thu hồi ở đây; phần sau mốc thu hồi không được nhận."),
    Code.not_granted: msg(
        "Khóa đã ký không được ghi thay nơi này trong phiên bản đó. Hỏi lại nơi gửi xem máy nào đang dùng."
    ),
    Code.not_theirs: msg("Nơi gửi không có quyền ghi loại nội dung này."),
    Code.key_changed: msg("Khóa của nơi này khác với khóa đã biết. Dừng lại, gọi điện so mã trước khi nhận."),
    Code.not_beneath: msg("Nơi gửi giới thiệu hộ một nơi không thuộc mình. Làm quen trực tiếp với nơi đó."),
}


class Untrusted(Refused):
    """A state whose signer may not speak. ``code`` is the reason for the book and the receipt."""

    def __init__(self, code: Code) -> None:
        super().__init__(WORDS[code])
        self.code = code


@dataclass(frozen=True)
class Signer:
    """Who may have signed a state: the node's row here, and its signing key."""

    node_id: int
    sign_key: bytes


def signer(session: Session, seat: str, node: str, audience: str, place: Place) -> Signer:
    """The key by which ``node`` may sign the state of ``seat``'s stream at ``place``. Uids as text. Raises Untrusted."""
    seat_row = peers.item(session.conn, uid_from_text(seat))
    if seat_row is None:
        raise Untrusted(Code.unknown_node)
    node_uid = uid_from_text(node)
    found = [grant for grant in peers.grants(session.conn, seat_row["id"]) if grant["node_uid"] == node_uid]
    if not found:
        known = peers.node(session.conn, node_uid)
        raise Untrusted(Code.unknown_node if known is None else Code.not_granted)
    for grant in found:
        if grant["sign_key"] is not None and _covers(session.conn, grant, audience, place):
            return Signer(grant["node_id"], bytes(grant["sign_key"]))
    raise Untrusted(Code.revoked if any(grant["revoked_ms"] is not None for grant in found) else Code.not_granted)


def is_revoked(session: Session, node: str) -> bool:
    """Whether a person here took the key of a node back (uid as text). What it sealed and we hold stays; anything else may be a thief's,
    who can also seal a place below the cut-off."""
    row = peers.node(session.conn, uid_from_text(node))
    return row is not None and row["revoked_ms"] is not None


def key_for(
    session: Session, seat: str, audience: str, ver: int, *, node: str | None = None, ordinal: int | None = None
) -> bytes:
    """The signing key that may have signed version ``ver`` of a stream. Raises Untrusted.

    ``node`` and ``ordinal`` are what the seal says of itself. Without them only the key that stands today is good: an ended one
    counts up to a place, and a place needs both.
    """
    if node is None or ordinal is None:
        seat_row = peers.item(session.conn, uid_from_text(seat))
        grant = None if seat_row is None else peers.open_grant(session.conn, seat_row["id"])
        if grant is None:
            raise Untrusted(Code.unknown_node if seat_row is None else Code.not_granted)
        node, ordinal = uid_text(grant["node_uid"]), max(ordinal or 0, 0)
    return signer(session, seat, node, audience, (ordinal, ver)).sign_key


def may_speak(session: Session, seat: str, audience: str) -> Code | None:
    """Whether a seat has the authority for a stream; None when it has, else why not.

    ``below`` is for offices above us, ``inside`` for the office whose workstation we are, ``above`` for units below and our bans'
    workstations, ``to:`` for every peer that addresses us, or a peer to whom we pass it on. Our own states may come back to us.
    """
    row = peers.item(session.conn, uid_from_text(seat))
    if row is None:
        return Code.unknown_node
    if row["id"] == session.office.seat_id:
        return None
    peer = peers.peer_of_seat(session.conn, row["id"])
    if peer is None:
        return Code.unknown_node
    if peer["via_id"] is not None and not _stands(session.conn, peer["via_id"]):
        return Code.revoked
    return None if _theirs(session, peer["role"], audience) else Code.not_theirs


def end_grant(change: Change, grant: Row, places: Mapping[str, Place], reason: str) -> None:
    """End a grant at these places (audience -> last place that counts); one that is ended already can only be cut shorter."""
    conn = change.connection
    before, ids = peers.cuts(conn, grant["id"]), peers.cut_ids(conn, grant["id"])
    ended = grant["until_ver"] is not None
    for audience in sorted(before.keys() | places.keys()):
        place = places.get(audience, (0, 0))
        if ended:
            place = min(place, before.get(audience, (0, 0)))
        _put_cut(change, grant["id"], ids.get(audience), audience, place)
    cut = peers.cuts(conn, grant["id"])
    furthest = max((ver for _, ver in cut.values()), default=0)
    change.update("seat_node", grant["id"], until_ver=furthest, end_reason=reason)
    for held in exchange_seals.with_status(conn, "held", grant["seat_id"]):
        if held["node_id"] == grant["node_id"] and (held["ordinal"], held["ver"]) > cut.get(held["audience"], (0, 0)):
            _turn_away(change, held["id"])


def _turn_away(change: Change, seal_id: int) -> None:
    """A state that waits for a person and is beyond the cut-off must not be let in by one who does not know of it."""
    change.update("seal", seal_id, status="refused", code=Code.revoked)
    for line in exchange_uses.lines_of_seal(change.connection, seal_id):
        change.update("bundle_seal", line["id"], verdict="refuse", code=Code.revoked)
        bundle = exchange_files.bundle(change.connection, line["bundle_id"])
        others = exchange_files.seals_of_bundle(change.connection, line["bundle_id"])
        if bundle is not None and bundle["status"] == "held" and all(one["status"] != "held" for one in others):
            change.update("bundle", bundle["id"], status="refused", code=Code.revoked)


def _put_cut(change: Change, grant_id: int, row_id: int | None, audience: str, place: Place) -> None:
    ordinal, ver = place
    if row_id is None:
        change.insert("grant_cut", grant_id=grant_id, audience=audience, ordinal=ordinal, ver=ver)
    else:
        change.update("grant_cut", row_id, ordinal=ordinal, ver=ver)


def _covers(reader: Connection, grant: Row, audience: str, place: Place) -> bool:
    """Whether the signatures of a grant count at a place."""
    if grant["until_ver"] is None:
        return grant["revoked_ms"] is None
    return place <= peers.cuts(reader, grant["id"]).get(audience, (0, 0))


def _stands(reader: Connection, seat_id: int) -> bool:
    """Whether the seat that vouched is itself still one that a person here met."""
    voucher = peers.peer_of_seat(reader, seat_id)
    return voucher is not None and voucher["ended_ms"] is None


def _theirs(session: Session, role: str, audience: str) -> bool:
    if audience.startswith(ADDRESSED):
        return _reaches(session, audience.removeprefix(ADDRESSED))
    return role in {"below": {"parent"}, "inside": {"office"}, "above": {"child", "ban"}}.get(audience, set())


def _reaches(session: Session, addressee: str) -> bool:
    """Whether a stream for one seat concerns us: it is ours, or that seat is a peer we pass it on to."""
    row = peers.item(session.conn, uid_from_text(addressee))
    if row is None:
        return False
    return row["id"] == session.office.seat_id or peers.peer_of_seat(session.conn, row["id"]) is not None
