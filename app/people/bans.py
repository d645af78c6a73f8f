"""Bans: the departments of the office, permanent or for a time (Ban chỉ đạo), with dated names and successors."""

from dataclasses import dataclass
from typing import TypedDict, Unpack

from app.dates import format_date
from app.errors import BadInput, Refused
from app.given import day, needed_day, ours, required
from app.i18n import msg
from app.plan import assignments
from app.plan.order import GAP
from app.session import Session
from db.connection import Row
from db.queries import people

_BAN = msg("ban")
_DAY = msg("Ngày hiệu lực")


class BanFields(TypedDict, total=False):
    """What ``edit_ban`` may correct; what is left out stays."""

    name: str
    code: str
    temporary: bool


@dataclass(frozen=True, slots=True)
class BanLine:
    """One ban in a list: programmes and open tasks it leads, things it joins in, people with a post in it."""

    id: int
    code: str
    name: str
    temporary: bool
    valid_from: str | None
    valid_until: str | None
    successor_id: int | None
    programmes: int
    leads: int
    joins: int
    people: int


def add_ban(session: Session, *, name: str, code: str, temporary: bool = False, from_day: str | None = None) -> int:
    """Add a ban of this office; ``code`` is the abbreviation used in lists and symbols ("TGNC")."""
    name, code = required(name, msg("Tên ban")), _new_code(session, code)
    since, office = day(from_day, _DAY), session.office
    position = people.last_position(session.conn, office.unit_id) + GAP
    with session.change(msg("Thêm ban {name} ({code})", name=name, code=code)) as change:
        ban_id = change.define(
            "ban",
            seat_id=office.seat_id,
            unit_id=office.unit_id,
            code=code,
            temporary=int(temporary),
            valid_from=since,
            position=position,
        )
        change.insert("ban_name", ban_id=ban_id, valid_from=since, name=name)
    return ban_id


def edit_ban(session: Session, ban_id: int, **changed: Unpack[BanFields]) -> None:
    """Correct what was written wrongly; a change of name that happened on a day is ``rename_ban``."""
    ban = _ours(session, ban_id)
    columns: dict[str, str | int] = {}
    if "code" in changed and changed["code"] != ban["code"]:
        columns["code"] = _new_code(session, changed["code"])
    if "temporary" in changed:
        columns["temporary"] = int(changed["temporary"])
    with session.change(msg("Sửa ban {name}", name=ban["name"])) as change:
        change.update("ban", ban_id, **columns)
        if "name" in changed:
            change.update("ban_name", ban["name_row"], name=required(changed["name"], msg("Tên ban")))


def rename_ban(session: Session, ban_id: int, *, name: str, from_day: str) -> None:
    """Give a ban a new name from a day on; papers of earlier days keep the old one."""
    ban = _ours(session, ban_id)
    name, since = required(name, msg("Tên ban")), needed_day(from_day, _DAY)
    if since <= (ban["named_from"] or ""):
        raise Refused(
            msg(
                "Ban {name} mang tên này từ {since}. Ngày đổi tên phải sau ngày đó; nếu chỉ ghi sai thì dùng Sửa.",
                name=ban["name"],
                since=format_date(ban["named_from"]),
            )
        )
    label = msg("Đổi tên ban {old} thành {new} từ {day}", old=ban["name"], new=name, day=format_date(since))
    with session.change(label) as change:
        change.update("ban_name", ban["name_row"], valid_until=since)
        change.insert("ban_name", ban_id=ban_id, valid_from=since, name=name)


def close_ban(session: Session, ban_id: int, *, on: str, successor_id: int | None = None) -> None:
    """Let a ban end on a day; its successor takes over everything the ban is given. Refused while it leads and nobody succeeds."""
    ban, since = _ours(session, ban_id), needed_day(on, _DAY)
    if ban["valid_until"] is not None or (ban["valid_from"] or "") >= since:
        raise Refused(msg("Ban {name} đã kết thúc hoặc chưa lập vào ngày đó. Kiểm tra lại ngày.", name=ban["name"]))
    leads = assignments.standing_of_ban(session, ban_id)
    if leads and successor_id is None:
        raise Refused(
            msg(
                "Ban {name} còn {count} phân công. Chọn ban kế thừa, hoặc bàn giao các việc đó trước.",
                name=ban["name"],
                count=leads,
            )
        )
    with session.change(msg("Kết thúc ban {name} từ {day}", name=ban["name"], day=format_date(since))) as change:
        if successor_id is not None:
            heir = _ours(session, successor_id)
            if successor_id == ban_id or heir["valid_until"] is not None:
                raise Refused(
                    msg("Ban {name} không nhận kế thừa được. Chọn một ban đang hoạt động.", name=heir["name"])
                )
            why = str(msg("Ban {old} kết thúc, {new} kế thừa", old=ban["name"], new=heir["name"]))
            assignments.hand_over_all(session, ban_id, successor_id, on=since, reason=why)
        change.update("ban", ban_id, valid_until=since, successor_id=successor_id)


def ban_lines(session: Session, *, on: str | None = None, ended: bool = False) -> tuple[BanLine, ...]:
    """The bans of the office on a day (default today) in their order; ``ended``: also those that are over."""
    rows = people.bans(session.conn, session.office.unit_id, on or session.clock.today().isoformat(), ended=ended)
    return tuple(
        BanLine(
            *(row["id"], row["code"], row["name"] or "", bool(row["temporary"]), row["valid_from"], row["valid_until"]),
            *(row["successor_id"], row["programmes"], row["leads"], row["joins"], row["people"]),
        )
        for row in rows
    )


def _ours(session: Session, ban_id: int) -> Row:
    return ours(session, people.ban(session.conn, ban_id), _BAN, ban_id)


def _new_code(session: Session, code: str) -> str:
    code = required(code, msg("Mã ban"))
    if people.ban_coded(session.conn, session.office.unit_id, code) is not None:
        raise BadInput(msg("Mã {code} đã dùng cho ban khác. Chọn mã khác.", code=code), where="code")
    return code
