"""Where a seat stands in our organisation: which unit or ban of ours it is, and by which names its files call that unit (MODEL 1, 5)."""

from collections import Counter
from dataclasses import dataclass

from app.bundles.meeting import Meeting
from app.errors import BadInput, NotFound, Refused
from app.given import existing, required
from app.i18n import Message, msg
from app.ids import uid_from_text
from app.people import units
from app.session import Session
from app.text import sort_key
from db.connection import Row
from db.queries import peers, people
from db.store import Change

_UNIT = msg("đơn vị")


@dataclass(frozen=True)
class Matched:
    """What a seat is here: its row, the unit of ours, the ban of ours (only for its workstation), and what to call it."""

    seat_id: int
    unit_id: int
    ban_id: int | None
    name: str


def match(
    session: Session,
    change: Change,
    meeting: Meeting,
    *,
    role: str,
    unit_id: int | None,
    new_unit: str | None,
    kind_id: int | None,
    ban_id: int | None,
) -> Matched:
    """Find or make what the met seat is here, and write down its own uid for it. Raises Refused, NotFound, BadInput."""
    introduction, own = meeting.introduction, session.office.unit_id
    name, ban = introduction.unit_name, None
    if role == "child":
        unit = _child(session, meeting, unit_id, new_unit, kind_id)
    elif role == "parent":
        unit = _parent(session, change, meeting, unit_id)
    elif role == "ban":
        unit, ban = own, _free_ban(session, meeting, ban_id)
        name = people.ban_name(change.connection, ban)
    else:
        unit = _only_office(session, meeting, own)
        _say_which_ban_we_are(session, change, meeting)
    seat_id = seat_row(change, uid_from_text(introduction.seat), unit, ban)
    if introduction.unit:
        _name_unit(change, uid_from_text(introduction.unit), unit, _before(session, meeting))
    return Matched(seat_id, unit, ban, required(name, msg("Tên đơn vị")))


def seat_row(change: Change, uid: bytes, unit_id: int, ban_id: int | None) -> int:
    """The seat of a uid, made on first mention, standing for this unit and ban. Refused where the uid is something else."""
    found = peers.item(change.connection, uid)
    if found is None:
        seat_id = change.insert("item", uid=uid, kind="seat")
        change.insert("seat", id=seat_id, unit_id=unit_id, ban_id=ban_id)
        return seat_id
    if found["kind"] != "seat":
        raise Refused(msg("Thư giới thiệu mang mã của một dòng khác trong sổ này. Nhờ nơi đó tạo sổ mới."))
    if peers.has_seat_row(change.connection, found["id"]):
        change.update("seat", found["id"], unit_id=unit_id, ban_id=ban_id)
    else:
        change.insert("seat", id=found["id"], unit_id=unit_id, ban_id=ban_id)
    return int(found["id"])


def named_elsewhere(change: Change, uid: bytes, unit_id: int) -> bool:
    """Whether a foreign name for a unit already means something else here: files could then speak of a unit that is not theirs."""
    meant = peers.resolved(change.connection, uid)
    return meant is not None and meant != unit_id


def put_alias(change: Change, uid: bytes, unit_id: int) -> None:
    """Let a foreign uid mean a unit of ours; nothing to do where it is the unit's own."""
    if peers.uid(change.connection, unit_id) == uid:
        return
    line = peers.alias(change.connection, uid)
    if line is None:
        change.insert("alias", uid=uid, item_id=unit_id)
    else:
        change.update("alias", line["id"], item_id=unit_id)


def _before(session: Session, meeting: Meeting) -> Row | None:
    return None if meeting.peer_id is None else peers.peer(session.conn, meeting.peer_id)


def _name_unit(change: Change, uid: bytes, unit_id: int, before: Row | None) -> None:
    if named_elsewhere(change, uid, unit_id):
        meant = peers.resolved(change.connection, uid)
        theirs = before is not None and before["unit_id"] == meant
        if not theirs or (before is not None and peers.held_places(change.connection, before["seat_id"])):
            raise Refused(
                msg(
                    "Đơn vị trong thư này đang ứng với {name} trong sổ. Chọn đúng đơn vị đó, hoặc nhờ nơi gửi tạo sổ riêng.",
                    name=people.unit_name(change.connection, int(meant or 0)) or "–",
                )
            )
    put_alias(change, uid, unit_id)


def _child(session: Session, meeting: Meeting, unit_id: int | None, new_unit: str | None, kind_id: int | None) -> int:
    if new_unit is not None:
        kind = _usual_kind(session) if kind_id is None else kind_id
        return units.add_unit(session, name=new_unit, kind_id=kind)
    chosen = unit_id if unit_id is not None else meeting.unit_id if meeting.role == "child" else None
    if chosen is None:
        raise BadInput(msg("Chưa chọn đơn vị. Chọn đơn vị của sổ này ứng với nơi gửi, hoặc thêm đơn vị mới."))
    unit = existing(people.unit(session.conn, chosen), _UNIT, chosen)
    if session.office.unit_id not in people.ancestors(session.conn, chosen):
        raise Refused(msg("{name} không thuộc văn phòng này. Chọn một đơn vị trực thuộc.", name=unit["name"]))
    _only(meeting, peers.peer_of_unit(session.conn, chosen, "child"))
    return chosen


def _usual_kind(session: Session) -> int:
    """The kind that most units below us have; where there are none, the lowest."""
    counted = Counter(line.kind_id for line in units.unit_lines(session) if line.kind_id is not None)
    if counted:
        return counted.most_common(1)[0][0]
    kinds = units.unit_kinds(session)
    if not kinds:
        raise BadInput(msg("Chưa khai loại đơn vị nào. Thêm loại đơn vị rồi làm lại."))
    return kinds[-1].id


def _parent(session: Session, change: Change, meeting: Meeting, unit_id: int | None) -> int:
    """The unit above us that this office is: the one it was, the one named, ours by the organisation, else a new one beside it."""
    conn, own = change.connection, session.office.unit_id
    before = _before(session, meeting)
    if unit_id is None and before is not None and before["role"] == "parent" and before["unit_id"] is not None:
        return int(before["unit_id"])
    if unit_id is not None:
        unit = existing(people.unit(conn, unit_id), _UNIT, unit_id)
        if unit_id == own or own in people.ancestors(conn, unit_id):
            raise Refused(msg("{name} thuộc văn phòng này nên không phải là cấp trên.", name=unit["name"]))
        _only(meeting, peers.peer_of_unit(conn, unit_id, "parent"))
        return unit_id
    line = people.parent_row(conn, own)
    if line is not None and peers.peer_of_unit(conn, line["parent_id"], "parent") is None:
        return int(line["parent_id"])
    return _new_parent(session, change, meeting.introduction.unit_name, "org" if line is None else "professional")


def _new_parent(session: Session, change: Change, name: str, purpose: str) -> int:
    name = required(name, msg("Tên đơn vị"))
    parent_id = change.define("unit", seat_id=session.office.seat_id)
    change.insert("unit_name", unit_id=parent_id, name=name, name_key=sort_key(name))
    change.insert("unit_parent", unit_id=session.office.unit_id, parent_id=parent_id, purpose=purpose)
    return parent_id


def _free_ban(session: Session, meeting: Meeting, ban_id: int | None) -> int:
    chosen = ban_id if ban_id is not None else meeting.ban_id if meeting.role == "ban" else None
    if chosen is None:
        raise BadInput(msg("Chưa chọn ban. Chọn ban mà máy này ghi thay."))
    ban = people.ban(session.conn, chosen)
    if ban is None or ban["gone"] is not None or ban["unit_id"] != session.office.unit_id:
        raise NotFound(msg("Không có ban số {id} của văn phòng này. Chọn lại.", id=chosen))
    if ban["valid_until"] is not None:
        raise Refused(msg("Ban {name} đã kết thúc. Chọn ban đang hoạt động.", name=ban["name"]))
    _only(meeting, peers.peer_of_ban(session.conn, chosen))
    return chosen


def _only_office(session: Session, meeting: Meeting, own: int) -> int:
    """A workstation of a ban belongs to one office."""
    _only(meeting, next(iter(peers.peers_of_role(session.conn, "office")), None))
    return own


def _say_which_ban_we_are(session: Session, change: Change, meeting: Meeting) -> None:
    """An office's introduction to its ban's workstation names the ban: our own seat is that ban's from now on."""
    introduction = meeting.introduction
    if introduction.role != "office" or not introduction.ban or not introduction.to_seat:
        raise Refused(
            msg(
                "Thư của {name} chưa nói máy này ghi thay ban nào. Nhờ văn phòng mở thư của máy này trước, chọn ban, rồi viết thư riêng.",
                name=introduction.unit_name,
            )
        )
    uid = uid_from_text(introduction.ban)
    found = peers.item(change.connection, uid)
    ban_id = change.insert("item", uid=uid, kind="ban") if found is None else int(found["id"])
    change.update("seat", session.office.seat_id, ban_id=ban_id)


def _only(meeting: Meeting, taken: Row | None) -> None:
    """Refused where another seat has this place already."""
    if taken is None or taken["id"] == meeting.peer_id:
        return
    raise Refused(_taken(taken))


def _taken(peer: Row) -> Message:
    return msg(
        "Chỗ này đã có {name} giữ. Thu hồi khóa của nơi đó trước, rồi làm quen với máy mới.",
        name=peer["name"] or "–",
    )
