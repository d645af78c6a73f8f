"""Whom we exchange with: confirmed by people over the telephone, replaced, taken back (MODEL 5, 24).

Trusting is not undone by Ctrl+Z, because files may have been applied on the strength of it: the counter action is to revoke.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.bundles import crypt
from app.bundles.grants import Code, Signer, Untrusted, end_grant, key_for, may_speak, signer
from app.bundles.matching import Matched, match
from app.bundles.meeting import (
    ROLES,
    Meeting,
    Standing,
    fingerprint_of,
    introduce,
    look_at,
    own_fingerprint,
    refuse_stop,
    understand,
)
from app.bundles.parts import Introduction
from app.bundles.roster import NotTaken, roster_lines, take_roster
from app.bundles.vouching import author_key, believed
from app.errors import BadInput, NotFound, Refused
from app.given import one_of
from app.given import reason as reason_given
from app.i18n import msg
from app.ids import uid_from_text
from app.session import Session
from app.words import PEER_ROLES
from db.connection import Row
from db.queries import peers as queries
from db.queries.peers import Place
from db.store import Change

__all__ = [
    "ROLES",
    "Beyond",
    "Code",
    "Introduction",
    "Meeting",
    "NotTaken",
    "Peer",
    "Revocation",
    "Signer",
    "Standing",
    "Untrusted",
    "author_key",
    "believed",
    "beyond",
    "introduce",
    "key_for",
    "look_at",
    "may_speak",
    "own_fingerprint",
    "peers",
    "revoke",
    "roster_lines",
    "signer",
    "states",
    "take_roster",
    "trust",
]


@dataclass(frozen=True, slots=True)
class Peer:
    """One whom we exchange files with. ``state`` as in ``app.words.PEER_STATES``.

    ``via`` names who vouched for it, empty where a person here compared the digits; instants are milliseconds UTC.
    """

    id: int
    seat_id: int
    name: str
    role: str
    unit_id: int | None
    unit: str
    ban_id: int | None
    ban: str
    fingerprint: str
    since_ms: int | None
    via: str
    seen_ms: int | None
    state: str
    ended_ms: int | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class Beyond:
    """A state beyond a cut-off, and the file that brought it: to be withdrawn one by one."""

    bundle_id: int
    file_name: str
    at_ms: int
    audience: str
    ver: int


@dataclass(frozen=True)
class Revocation:
    """What revoking did: where each stream was cut, and what was applied beyond."""

    peer_id: int
    cuts: Mapping[str, Place]
    beyond: tuple[Beyond, ...]


def peers(session: Session) -> tuple[Peer, ...]:
    """Everyone we exchange with: offices above, units below, bans."""
    return tuple(_line(row) for row in queries.peers(session.conn))


def trust(
    session: Session,
    meeting: Meeting,
    *,
    role: str,
    unit_id: int | None = None,
    new_unit: str | None = None,
    kind_id: int | None = None,
    ban_id: int | None = None,
    confirmed_fingerprint: str | None,
    replace: bool = False,
) -> int:
    """Accept a node as the writer of a seat, after people compared its digits; return the peer's id.

    ``role``: see ``ROLES``. A child is ``unit_id``, a unit below us, or ``new_unit``, one to be added (of ``kind_id``, by default the
    commonest below us); a ban's workstation is that of ``ban_id``. ``confirmed_fingerprint`` are the digits as the others read them out;
    spaces do not matter. ``replace``: a changed key is meant, the old one counts up to what is held here.
    Raises BadInput for digits that differ, Refused for what may not be.
    """
    one_of(role, ROLES, msg("Vai trò"))
    label = msg("Làm quen với {name}", name=meeting.introduction.unit_name)
    with session.change(label, counter_action="revoke") as change:
        now = understand(session, meeting.introduction)  # what stands may have moved on since it was looked at
        refuse_stop(now, replace=replace)
        _compare(now, confirmed_fingerprint)
        _refuse_other_role(session, now, role)
        placed = match(
            session, change, now, role=role, unit_id=unit_id, new_unit=new_unit, kind_id=kind_id, ban_id=ban_id
        )
        _give_grant(session, change, now, placed.seat_id)
        return _write_peer(session, change, now, role, placed)


def revoke(session: Session, peer_id: int, *, reason: str, last_good: Mapping[str, int] | None = None) -> Revocation:
    """Accept a peer's key no further: for a stolen key, and to take a ban's seat back from its workstation.

    ``last_good``: audience -> the last version that is surely theirs, default all that is held here. Of a stream that is not named, what
    is held stays. It never reaches beyond what is held here: what a thief may have made later is not let in by a number. The key is
    never trusted again, under whatever name it comes.
    """
    peer, why = _known(session, peer_id), reason_given(reason)
    label = msg("Thu hồi khóa của {name}: {reason}", name=peer["name"], reason=why)
    with session.change(label, counter_action="introduce") as change:
        now = session.clock.now_ms()
        cuts = _cut_places(session, peer["seat_id"], last_good or {})
        found = beyond(session, peer_id, last_good)
        grant = queries.open_grant(change.connection, peer["seat_id"])
        if grant is None:
            raise Refused(msg("Khóa của {name} đã thu hồi từ trước.", name=peer["name"]))
        end_grant(change, grant, cuts, why)
        change.update("node", grant["node_id"], revoked_ms=now)
        change.update("peer", peer_id, ended_ms=now, end_reason=why)
    return Revocation(peer_id, cuts, found)


def beyond(session: Session, peer_id: int, last_good: Mapping[str, int] | None = None) -> tuple[Beyond, ...]:
    """The files whose states would lie beyond such a cut-off, oldest first."""
    peer = _known(session, peer_id)
    cuts = _cut_places(session, peer["seat_id"], last_good or {})
    rows = queries.brought(session.conn, peer["seat_id"], peer["node_id"] or 0)
    return tuple(
        Beyond(row["bundle_id"], row["file_name"], row["at_ms"], row["audience"], row["ver"])
        for row in rows
        if (row["ordinal"], row["ver"]) > cuts.get(row["audience"], (0, 0))
    )


def states(session: Session, peer_id: int) -> tuple[Beyond, ...]:
    """Every state of a peer's present key that counted here, with the file that brought it; newest first."""
    return tuple(
        reversed(
            beyond(session, peer_id, dict.fromkeys(_cut_places(session, _known(session, peer_id)["seat_id"], {}), 0))
        )
    )


def _known(session: Session, peer_id: int) -> Row:
    peer = queries.peer(session.conn, peer_id)
    if peer is None:
        raise NotFound(msg("Không có nơi gửi nhận số {id}. Xem lại danh sách.", id=peer_id))
    return peer


def _cut_places(session: Session, seat_id: int, last_good: Mapping[str, int]) -> dict[str, Place]:
    held = queries.held_places(session.conn, seat_id)
    return {
        audience: queries.place_up_to(session.conn, seat_id, audience, last_good[audience])
        if audience in last_good
        else place
        for audience, place in held.items()
    }


def _compare(meeting: Meeting, said: str | None) -> None:
    """The digits the people read to each other must be those of the file: all thirty."""
    if meeting.standing is Standing.same and said is None:
        return
    given = "".join(letter for letter in said or "" if letter.isdecimal())
    if not given:
        raise BadInput(
            msg(
                "Chưa so mã. Gọi điện cho {name}, nghe họ đọc 30 chữ số rồi ghi vào.",
                name=meeting.introduction.unit_name,
            )
        )
    if given != meeting.fingerprint.replace(" ", ""):
        raise BadInput(
            msg(
                "Mã không khớp với thư của {name}: không xác nhận. Nghe đọc lại từng nhóm; nếu vẫn khác, đừng dùng thư này.",
                name=meeting.introduction.unit_name,
            )
        )


def _refuse_other_role(session: Session, meeting: Meeting, role: str) -> None:
    if meeting.peer_id is None:
        return
    peer = _known(session, meeting.peer_id)
    if peer["role"] != role and peer["ended_ms"] is None:
        raise Refused(
            msg(
                "{name} đang là “{role}”. Thu hồi quan hệ đó trước khi nhận lại với vai trò khác.",
                name=peer["name"],
                role=PEER_ROLES[peer["role"]],
            )
        )


def _give_grant(session: Session, change: Change, meeting: Meeting, seat_id: int) -> None:
    """Let the node sign for the seat from now on; the one before it counts up to what is held here."""
    introduction, conn = meeting.introduction, change.connection
    standing = queries.open_grant(conn, seat_id)
    node_uid, own_seat = uid_from_text(introduction.node), session.office.seat_id
    if standing is not None and standing["node_uid"] == node_uid:
        change.update("seat_node", standing["id"], granted_by=own_seat)
        return
    if standing is not None:
        end_grant(change, standing, queries.held_places(conn, seat_id), str(msg("Thay bằng khóa mới")))
    node_id = change.insert(
        "node",
        uid=node_uid,
        label=introduction.label or introduction.unit_name,
        sign_key=crypt.key_bytes(introduction.sign_key),
        age_key=introduction.age_key,
    )
    change.insert("seat_node", seat_id=seat_id, node_id=node_id, from_ver=0, granted_by=own_seat)


def _write_peer(session: Session, change: Change, meeting: Meeting, role: str, placed: Matched) -> int:
    introduction = meeting.introduction
    values: dict[str, object] = {
        "role": role,
        "unit_id": placed.unit_id,
        "ban_id": placed.ban_id,
        "name": placed.name,
        "via_id": None,
        "ended_ms": None,
        "end_reason": None,
    }
    if introduction.known_as:
        values["known_as"] = uid_from_text(introduction.known_as)
    if meeting.peer_id is None:
        return change.insert("peer", seat_id=placed.seat_id, confirmed_ms=session.clock.now_ms(), **values)
    if meeting.standing is not Standing.same:
        values["confirmed_ms"] = session.clock.now_ms()
    change.update("peer", meeting.peer_id, **values)
    return meeting.peer_id


def _line(row: Row) -> Peer:
    return Peer(
        id=row["id"],
        seat_id=row["seat_id"],
        name=row["name"],
        role=row["role"],
        unit_id=row["unit_id"],
        unit=row["unit_name"] or "",
        ban_id=row["ban_id"],
        ban=row["ban_name"] or "",
        fingerprint=fingerprint_of(row),
        since_ms=row["confirmed_ms"],
        via=row["via_name"],
        seen_ms=row["seen_ms"],
        state=_state(row),
        ended_ms=row["ended_ms"],
        end_reason=row["end_reason"] or "",
    )


def _state(row: Row) -> str:
    if row["ended_ms"] is not None:
        return "ended"
    if row["sign_key"] is None or row["until_ver"] is not None:
        return "waiting"
    return "vouched" if row["via_id"] is not None else "ok"
