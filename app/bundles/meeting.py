"""Meeting another office: its introduction file, who it says it is, and whether its keys are those we know (MODEL 24).

An introduction proves only that its maker holds the keys. Whose keys they are, people say to each other by telephone, in digits.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.bundles import crypt
from app.bundles.canonical import tidy
from app.bundles.faults import Damaged, Fault
from app.bundles.introductions import read_introduction, write_introduction
from app.bundles.keys import own_keys, own_node
from app.bundles.limits import LIMITS
from app.bundles.parts import Introduction
from app.errors import NotFound, Refused
from app.i18n import Message, msg
from app.ids import uid_from_text, uid_text
from app.people import bans, units
from app.safe_files import replace_file
from app.session import Session
from app.text import fold
from app.version import VERSION
from db.connection import Row, schema_version
from db.queries import peers, people, seats

ROLES = ("parent", "child", "ban", "office")
"""What a peer can be: an office above us, a unit below us, the workstation of a ban of ours, the office whose ban's workstation we are."""


class Standing(StrEnum):
    """What an introduction means here.

    ``changed``, ``revoked``, ``replaced`` and ``clash`` are stops; only ``changed`` can be overcome, by comparing the digits again.
    """

    new = "NEW"
    same = "SAME"
    vouched = "VOUCHED"
    changed = "KEY_CHANGED"
    revoked = "REVOKED"
    replaced = "REPLACED"
    clash = "NODE_CLASH"
    own = "OWN"
    other = "FOR_OTHER"


WORDS: dict[Standing, Message] = {
    Standing.new: msg("Nơi này chưa làm quen. Gọi điện cho họ, so từng nhóm số rồi mới xác nhận."),
    Standing.same: msg("Đã làm quen với nơi này, khóa vẫn như trước."),
    Standing.vouched: msg("Nơi này đã biết qua nơi khác giới thiệu, khóa trùng khớp. So mã để xác nhận trực tiếp."),
    Standing.changed: msg(
        "DỪNG LẠI: khóa của nơi này khác với khóa đã biết. Có thể họ đổi máy, cũng có thể ai đó mạo danh. "
        "Gọi điện theo số đã biết từ trước, hỏi vì sao đổi, so lại từng nhóm số rồi gõ đủ dãy số."
    ),
    Standing.revoked: msg(
        "Khóa trong thư này đã bị thu hồi nên không dùng lại được. Nhờ nơi đó lập máy mới rồi gửi thư khác."
    ),
    Standing.replaced: msg(
        "Thư này mang khóa cũ, đã được thay bằng khóa khác. Nhờ nơi đó gửi thư giới thiệu mới nhất."
    ),
    Standing.clash: msg(
        "Máy trong thư này trùng mã hoặc trùng khóa với một máy đã biết của nơi khác: hai sổ được chép từ một sổ. "
        "Nhờ một trong hai nơi lập máy mới với khóa mới rồi gửi thư khác."
    ),
    Standing.own: msg(
        "Đây là thư giới thiệu của chính văn phòng này. Gửi tệp này cho nơi cần làm quen, rồi mở thư của họ."
    ),
    Standing.other: msg("Thư này viết riêng cho một nơi khác. Nhờ nơi gửi làm thư cho văn phòng này."),
}


@dataclass(frozen=True)
class Meeting:
    """An introduction that was read, and what it means here.

    ``fingerprint``: 30 digits of the keys in it; ``known_fingerprint`` those of the keys known until now, since ``known_ms`` (empty and
    None for a new seat). ``role``, ``unit_id`` and ``ban_id`` are suggestions by name, or what the peer is already.
    """

    introduction: Introduction
    fingerprint: str
    standing: Standing
    peer_id: int | None = None
    known_fingerprint: str = ""
    known_ms: int | None = None
    ended_ms: int | None = None
    role: str | None = None
    unit_id: int | None = None
    ban_id: int | None = None

    @property
    def words(self) -> Message:
        """What it means, and what to do."""
        return WORDS[self.standing]

    @property
    def stops(self) -> bool:
        """Whether this cannot simply be confirmed."""
        return self.standing not in {Standing.new, Standing.same, Standing.vouched}


def introduce(session: Session, to: Path, peer_id: int | None = None, folder: Path | None = None) -> Introduction:
    """Write who we are into a file to be handed to another office; return what it says.

    For a known peer it also says as what we know them, so that their unit here and there is one. ``folder`` is where keys lie.
    """
    keys = own_keys(session, folder)
    peer = None if peer_id is None else peers.peer(session.conn, peer_id)
    if peer_id is not None and peer is None:
        raise NotFound(msg("Không có nơi gửi nhận số {id}. Xem lại danh sách.", id=peer_id))
    introduction = _own_introduction(session, keys, peer)
    replace_file(to, write_introduction(keys, introduction))
    return introduction


def look_at(session: Session, path: Path) -> Meeting:
    """Read an introduction file and say what it means here; nothing is written.

    Raises NotFound for a file that cannot be read, Damaged for one that is no introduction or was altered.
    """
    try:
        large = path.stat().st_size > LIMITS.introduction
        data = b"" if large else path.read_bytes()
    except OSError as trouble:
        raise NotFound(
            msg("Không đọc được thư giới thiệu {path}: {why}.", path=str(path), why=trouble.strerror or str(trouble))
        ) from trouble
    if large:
        raise Damaged(Fault.introduction, name=path.name)
    try:
        return understand(session, read_introduction(data))
    except Damaged as damaged:
        raise damaged.called(path.name) from damaged


def understand(session: Session, introduction: Introduction) -> Meeting:
    """What an introduction that holds in itself means here."""
    conn, office = session.conn, session.office
    seat = peers.item(conn, uid_from_text(introduction.seat))
    peer = None if seat is None else peers.peer_of_seat(conn, seat["id"])
    digits = crypt.fingerprint(
        crypt.key_bytes(introduction.sign_key), introduction.age_key, introduction.seat, introduction.node
    )
    standing = _standing(session, introduction, peer)
    if seat is not None and seat["id"] == office.seat_id:
        return Meeting(introduction, digits, Standing.own)
    if peer is not None:
        return Meeting(
            introduction,
            digits,
            standing,
            peer_id=peer["id"],
            known_fingerprint=fingerprint_of(peer),
            known_ms=peer["confirmed_ms"],
            ended_ms=peer["ended_ms"],
            role=peer["role"],
            unit_id=peer["unit_id"],
            ban_id=peer["ban_id"],
        )
    role, unit_id, ban_id = _suggested(session, introduction)
    return Meeting(introduction, digits, standing, role=role, unit_id=unit_id, ban_id=ban_id)


def fingerprint_of(peer: Row) -> str:
    """The digits of a peer's newest key; empty where it has none."""
    if peer["sign_key"] is None or not peer["age_key"]:
        return ""
    return crypt.fingerprint(
        bytes(peer["sign_key"]), peer["age_key"], uid_text(peer["seat_uid"]), uid_text(peer["node_uid"])
    )


def own_fingerprint(session: Session, folder: Path | None = None) -> str:
    """The digits that we read out to the others."""
    keys, node = own_keys(session, folder), own_node(session)
    seat = uid_text(peers.uid(session.conn, session.office.seat_id))
    return crypt.fingerprint(keys.sign_key, keys.age_key, seat, uid_text(node["uid"]))


def _own_introduction(session: Session, keys: crypt.KeyPair, peer: Row | None) -> Introduction:
    conn, office, node = session.conn, session.office, own_node(session)
    ban_id = seats.of_ban(conn, office.seat_id)
    workstation = bool(ban_id) or bool(peers.peers_of_role(conn, "office"))
    told_ban = ban_id if peer is None or peer["role"] != "ban" else peer["ban_id"]
    return Introduction(
        seat=uid_text(peers.uid(conn, office.seat_id)),
        node=uid_text(node["uid"]),
        sign_key=crypt.key_text(keys.sign_key),
        age_key=keys.age_key,
        unit=uid_text(peers.uid(conn, office.unit_id)),
        unit_name=tidy(people.unit_name(conn, office.unit_id)),
        role="ban" if workstation else "office",
        made_ms=session.clock.now_ms(),
        schema=schema_version(conn),
        program=VERSION,
        ban=uid_text(peers.uid(conn, told_ban)) if told_ban else "",
        ban_name=tidy(people.ban_name(conn, told_ban)) if told_ban else "",
        label=tidy(node["label"]),
        to_seat=uid_text(peer["seat_uid"]) if peer is not None else "",
        known_as=uid_text(peers.uid(conn, peer["unit_id"])) if peer is not None and peer["unit_id"] else "",
    )


def _standing(session: Session, introduction: Introduction, peer: Row | None) -> Standing:
    """The strictest answer first: a revoked key stays revoked under every name it comes under."""
    conn, key = session.conn, crypt.key_bytes(introduction.sign_key)
    node = peers.node(conn, uid_from_text(introduction.node))
    alike = [*peers.nodes_with_key(conn, key), *([] if node is None else [node])]
    if any(each["revoked_ms"] is not None for each in alike):
        return Standing.revoked
    if any(each["own"] for each in alike):
        return Standing.clash
    if introduction.to_seat and uid_from_text(introduction.to_seat) != peers.uid(conn, session.office.seat_id):
        return Standing.other
    if alike:
        return _met_before(session, introduction, peer, alike)
    known = peer is not None and peer["node_id"] is not None
    return Standing.changed if known else Standing.new


def _met_before(session: Session, introduction: Introduction, peer: Row | None, alike: list[Row]) -> Standing:
    """A key or a machine that is known already: it must be this seat's, whole, and the one that stands."""
    key, node_uid = crypt.key_bytes(introduction.sign_key), uid_from_text(introduction.node)
    whole = (key, introduction.age_key, node_uid)
    if peer is None or any((bytes(each["sign_key"] or b""), each["age_key"], each["uid"]) != whole for each in alike):
        return Standing.clash
    grants = [each for each in peers.grants(session.conn, peer["seat_id"]) if each["node_uid"] == node_uid]
    if not grants:
        return Standing.clash
    if all(each["until_ver"] is not None for each in grants):
        return Standing.replaced
    return Standing.same if peer["via_id"] is None else Standing.vouched


def _suggested(session: Session, introduction: Introduction) -> tuple[str | None, int | None, int | None]:
    """(role, unit of ours, ban of ours) by name; None where nothing fits."""
    called, office = fold(introduction.unit_name), session.office
    if introduction.role == "ban":
        return "ban", office.unit_id, _ban_like(session, introduction)
    if called == fold(people.unit_name(session.conn, office.unit_id)):
        return "office", office.unit_id, None
    line = people.parent_row(session.conn, office.unit_id)
    if line is not None and called == fold(people.unit_name(session.conn, line["parent_id"])):
        return "parent", line["parent_id"], None
    below = [each.id for each in units.unit_lines(session) if called in {fold(each.name), fold(each.short)}]
    return ("child", below[0], None) if len(below) == 1 else (None, None, None)


def _ban_like(session: Session, introduction: Introduction) -> int | None:
    found = peers.item(session.conn, uid_from_text(introduction.ban)) if introduction.ban else None
    lines = bans.ban_lines(session)
    if found is not None and any(line.id == found["id"] for line in lines):
        return int(found["id"])
    called = [line.id for line in lines if fold(introduction.ban_name) in {fold(line.name), fold(line.code)}]
    return called[0] if len(called) == 1 else None


def refuse_stop(meeting: Meeting, *, replace: bool) -> None:
    """Refused where an introduction may not be confirmed; a changed key may be, when ``replace`` says that it is meant."""
    if meeting.stops and not (meeting.standing is Standing.changed and replace):
        raise Refused(meeting.words)
