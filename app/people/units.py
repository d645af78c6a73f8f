"""Units of the organisation, their kinds, and how they succeed one another (DESIGN 5, MODEL 25, DOMAIN 3.3).

Nothing about a unit is timeless: name, parent and life carry days; ``valid_until`` is the first day on which it no longer holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypedDict, Unpack

from app.dates import format_date
from app.errors import BadInput, Refused
from app.given import day, existing, needed_day, one_of, ours, required
from app.given import reason as reason_given
from app.i18n import Message, msg
from app.session import Session
from app.text import clean_line, sort_key
from app.words import SECTORS
from db.connection import Row
from db.queries import people
from db.store import Change

DEFAULT_KINDS = (
    ("LĐLĐ tỉnh", 1, None),
    ("Công đoàn cấp trên trực tiếp cơ sở", 2, None),
    ("CĐCS khu vực nhà nước", 3, "state"),
    ("CĐCS khu vực ngoài nhà nước", 3, "non_state"),
)
"""Name, level (1 is highest) and sector of the kinds an office begins with; it edits them."""

_UNIT = msg("đơn vị")
_KIND = msg("loại đơn vị")
_DAY = msg("Ngày hiệu lực")


class UnitFields(TypedDict, total=False):
    """What ``edit_unit`` may correct; what is left out, or None, stays."""

    name: str | None
    short: str | None
    code: str | None
    kind_id: int | None


class KindFields(TypedDict, total=False):
    """What ``edit_unit_kind`` may change; a sector of None clears it."""

    name: str
    level: int
    sector: str | None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit in a list; days are ISO, ``valid_until`` the first day it no longer exists."""

    id: int
    name: str
    short: str
    code: str
    kind_id: int | None
    kind: str
    sector: str | None
    valid_from: str | None
    valid_until: str | None


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of unit and how many living units are of it."""

    id: int
    name: str
    level: int
    sector: str | None
    units: int


def add_unit_kind(session: Session, *, name: str, level: int = 0, sector: str | None = None) -> int:
    """Add a kind of unit; ``sector`` is state, non_state or None."""
    name = required(name, msg("Tên loại đơn vị"))
    _sector(sector)
    with session.change(msg("Thêm loại đơn vị {name}", name=name)) as change:
        return change.define("unit_kind", seat_id=session.office.seat_id, name=name, level=level, sector=sector)


def edit_unit_kind(session: Session, kind_id: int, **changed: Unpack[KindFields]) -> None:
    """Change the name, level or sector of a kind."""
    kind = ours(session, people.unit_kind(session.conn, kind_id), _KIND, kind_id)
    if "name" in changed:
        changed["name"] = required(changed["name"], msg("Tên loại đơn vị"))
    _sector(changed.get("sector"))
    with session.change(msg("Sửa loại đơn vị {name}", name=kind["name"])) as change:
        change.update("unit_kind", kind_id, **changed)


def add_unit(
    session: Session,
    *,
    name: str,
    kind_id: int,
    short: str = "",
    code: str = "",
    parent_id: int | None = None,
    from_day: str | None = None,
) -> int:
    """Add a unit below ``parent_id`` (default: this office). With ``from_day`` it counts as founded on that day."""
    name, code = required(name, msg("Tên đơn vị")), clean_line(code)
    kind = existing(people.unit_kind(session.conn, kind_id), _KIND, kind_id)
    office = session.office
    parent = office.unit_id if parent_id is None else parent_id
    existing(people.unit(session.conn, parent), _UNIT, parent)
    _new_name(session, parent, name)
    _new_code(session, code)
    since = day(from_day, _DAY)
    with session.change(msg("Thêm đơn vị {name} ({kind})", name=name, kind=kind["name"])) as change:
        unit_id = change.define("unit", seat_id=office.seat_id, kind_id=kind_id, code=code, valid_from=since)
        _name(change, unit_id, name, clean_line(short), since)
        change.insert("unit_parent", unit_id=unit_id, parent_id=parent, purpose="org", valid_from=since)
        if since is not None:
            _event(session, change, "found", since, [], [(unit_id, Fraction(1))])
    return unit_id


def edit_unit(session: Session, unit_id: int, **changed: Unpack[UnitFields]) -> None:
    """Correct what was written wrongly; a change of name that happened on a day is ``rename_unit``."""
    unit = _ours(session, unit_id)
    names: dict[str, str] = {}
    if (name := changed.get("name")) is not None:
        names["name"] = required(name, msg("Tên đơn vị"))
        names["name_key"] = sort_key(names["name"])
        if names["name"] != unit["name"] and unit["parent_id"] is not None:
            _new_name(session, unit["parent_id"], names["name"])
    if (short := changed.get("short")) is not None:
        names["short"] = clean_line(short)
    columns: dict[str, str | int] = {}
    if (code := changed.get("code")) is not None:
        columns["code"] = clean_line(code)
        if columns["code"] != unit["code"]:
            _new_code(session, clean_line(code))
    if (kind_id := changed.get("kind_id")) is not None:
        existing(people.unit_kind(session.conn, kind_id), _KIND, kind_id)
        columns["kind_id"] = kind_id
    with session.change(msg("Sửa đơn vị {name}", name=unit["name"])) as change:
        change.update("unit", unit_id, **columns)
        change.update("unit_name", unit["name_row"], **names)


def rename_unit(session: Session, unit_id: int, *, name: str, short: str = "", from_day: str) -> None:
    """Give a unit a new name from a day on; papers of earlier days keep the old one."""
    unit = _ours(session, unit_id)
    name, since = required(name, msg("Tên đơn vị")), needed_day(from_day, _DAY)
    if since <= (unit["named_from"] or ""):
        raise Refused(
            msg(
                "{name} mang tên này từ {since}. Ngày đổi tên phải sau ngày đó; nếu chỉ ghi sai thì dùng Sửa.",
                name=unit["name"],
                since=format_date(unit["named_from"]),
            )
        )
    label = msg("Đổi tên {old} thành {new} từ {day}", old=unit["name"], new=name, day=format_date(since))
    with session.change(label) as change:
        change.update("unit_name", unit["name_row"], valid_until=since)
        kept = {"symbol_template": unit["symbol_template"], "place": unit["place"]}
        _name(change, unit_id, name, clean_line(short), since, kept)
        _event(session, change, "rename", since, [unit_id], [(unit_id, Fraction(1))])


def merge_units(
    session: Session, befores: Sequence[int], into: int, *, on: str, directive_id: int | None = None
) -> None:
    """Let units end on a day and live on in ``into``, which exists before (add it first when it is new)."""
    since = needed_day(on, _DAY)
    heir = _living(session, into, since)
    if not befores or into in befores or len(set(befores)) != len(befores):
        raise BadInput(msg("Chọn ít nhất một đơn vị được sáp nhập, khác đơn vị nhận {name}.", name=heir["name"]))
    ended = [_ending(session, unit_id, since) for unit_id in befores]
    names = ", ".join(unit["name"] for unit in ended)
    label = msg("Sáp nhập {names} vào {into} từ {day}", names=names, into=heir["name"], day=format_date(since))
    with session.change(label) as change:
        for unit_id in befores:
            _end(session, change, unit_id, since)
        _event(session, change, "merge", since, befores, [(into, Fraction(1))], directive_id=directive_id)


def split_unit(session: Session, before: int, afters: Sequence[tuple[int, Fraction]], *, on: str) -> None:
    """Let a unit end on a day and live on in several, each with its share of the old one's figures; shares sum to 1."""
    since = needed_day(on, _DAY)
    unit = _ending(session, before, since)
    heirs = [_living(session, unit_id, since) for unit_id, _ in afters]
    ids = [unit_id for unit_id, _ in afters]
    if len(ids) < 2 or before in ids or len(set(ids)) != len(ids):
        raise BadInput(
            msg("Chia {name} cần ít nhất hai đơn vị mới, khác chính nó. Thêm đơn vị mới trước.", name=unit["name"])
        )
    if any(share <= 0 for _, share in afters) or sum(share for _, share in afters) != 1:
        raise BadInput(
            msg("Tỷ lệ chia của {name} phải lớn hơn 0 và cộng lại bằng 1 (ví dụ 1/2 và 1/2).", name=unit["name"])
        )
    names = ", ".join(heir["name"] for heir in heirs)
    label = msg("Chia {name} thành {names} từ {day}", name=unit["name"], names=names, day=format_date(since))
    with session.change(label) as change:
        _end(session, change, before, since)
        _event(session, change, "split", since, [before], afters)


def transfer_unit(session: Session, unit_id: int, *, parent_id: int, on: str) -> None:
    """Put a unit under another parent from a day on."""
    since = needed_day(on, _DAY)
    unit, parent = _living(session, unit_id, since), _living(session, parent_id, since)
    _ours(session, unit_id)
    if parent_id == unit_id or unit_id in people.ancestors(session.conn, parent_id):
        raise Refused(
            msg("{parent} nằm dưới {name} nên không nhận {name} được.", parent=parent["name"], name=unit["name"])
        )
    line = people.parent_row(session.conn, unit_id)
    if line is not None and since <= (line["valid_from"] or ""):
        raise Refused(
            msg(
                "{name} về đơn vị hiện nay từ {day}. Ngày chuyển phải sau ngày đó.",
                name=unit["name"],
                day=format_date(line["valid_from"]),
            )
        )
    label = msg("Chuyển {name} về {parent} từ {day}", name=unit["name"], parent=parent["name"], day=format_date(since))
    with session.change(label) as change:
        if line is not None:
            change.update("unit_parent", line["id"], valid_until=since)
        change.insert("unit_parent", unit_id=unit_id, parent_id=parent_id, purpose="org", valid_from=since)
        _event(session, change, "transfer", since, [unit_id], [(unit_id, Fraction(1))])


def dissolve_unit(session: Session, unit_id: int, *, on: str, reason: str) -> None:
    """Let a unit end on a day without a successor. The reason stands in the history."""
    since, why = needed_day(on, _DAY), reason_given(reason)
    unit = _ending(session, unit_id, since)
    label = msg("Giải thể {name} từ {day}: {reason}", name=unit["name"], day=format_date(since), reason=why)
    with session.change(label) as change:
        _end(session, change, unit_id, since)
        _event(session, change, "dissolve", since, [unit_id], [])


def unit_lines(
    session: Session, *, on: str | None = None, parent_id: int | None = None, ended: bool = False
) -> tuple[UnitLine, ...]:
    """The units below this office (or ``parent_id``) that exist on a day (default today), in Vietnamese order; ``ended``: all ever."""
    parent = session.office.unit_id if parent_id is None else parent_id
    rows = people.units(session.conn, parent, on or session.clock.today().isoformat(), ended=ended)
    return tuple(
        UnitLine(
            *(row["id"], row["name"] or "", row["short"] or "", row["code"], row["kind_id"], row["kind"] or ""),
            *(row["sector"], row["valid_from"], row["valid_until"]),
        )
        for row in rows
    )


def unit_kinds(session: Session) -> tuple[KindLine, ...]:
    """The kinds of unit, highest level first."""
    return tuple(
        KindLine(row["id"], row["name"], row["level"], row["sector"], row["units"])
        for row in people.unit_kinds(session.conn)
    )


def successors(session: Session) -> dict[int, list[tuple[int, Fraction]]]:
    """Each merged or split unit -> the units it lives on in and its shares, to read series "as now" (MODEL 25)."""
    return people.successors(session.conn)


def _sector(sector: str | None) -> None:
    if sector is not None:
        one_of(sector, SECTORS, msg("Khu vực"))


def _ours(session: Session, unit_id: int) -> Row:
    return ours(session, people.unit(session.conn, unit_id), _UNIT, unit_id)


def _living(session: Session, unit_id: int, on: str) -> Row:
    unit = existing(people.unit(session.conn, unit_id), _UNIT, unit_id)
    if (unit["valid_until"] or "9999") <= on or (unit["valid_from"] or "") > on:
        raise Refused(_not_there(unit, on))
    return unit


def _ending(session: Session, unit_id: int, on: str) -> Row:
    """A unit that may end on a day: ours to end, not the office itself, in existence the day before."""
    unit = _ours(session, unit_id)
    if unit_id == session.office.unit_id:
        raise Refused(msg("Không kết thúc chính đơn vị của sổ làm việc được. Lập sổ mới cho đơn vị kế thừa."))
    if unit["valid_until"] is not None or (unit["valid_from"] or "") >= on:
        raise Refused(_not_there(unit, on))
    return unit


def _not_there(unit: Row, on: str) -> Message:
    return msg(
        "Vào ngày {day} {name} chưa thành lập hoặc đã kết thúc. Kiểm tra lại ngày hiệu lực.",
        name=unit["name"],
        day=format_date(on),
    )


def _end(session: Session, change: Change, unit_id: int, on: str) -> None:
    change.update("unit", unit_id, valid_until=on)
    line = people.parent_row(session.conn, unit_id)
    if line is not None:
        change.update("unit_parent", line["id"], valid_until=on)


def _name(
    change: Change, unit_id: int, name: str, short: str, since: str | None, kept: dict[str, str] | None = None
) -> None:
    change.insert(
        "unit_name", unit_id=unit_id, valid_from=since, name=name, short=short, name_key=sort_key(name), **(kept or {})
    )


def _event(
    session: Session,
    change: Change,
    kind: str,
    on: str,
    befores: Sequence[int],
    afters: Sequence[tuple[int, Fraction]],
    *,
    directive_id: int | None = None,
) -> None:
    """Write what happened, and who went into it and came out of it with which share."""
    event_id = change.define(
        "unit_event", seat_id=session.office.seat_id, kind=kind, happened_on=on, directive_id=directive_id
    )
    for unit_id in befores:
        change.insert("unit_event_part", event_id=event_id, unit_id=unit_id, side="before")
    for unit_id, share in afters:
        parts = {"share_num": share.numerator, "share_den": share.denominator}
        change.insert("unit_event_part", event_id=event_id, unit_id=unit_id, side="after", **parts)


def _new_name(session: Session, parent_id: int, name: str) -> None:
    if people.unit_called(session.conn, parent_id, name) is not None:
        raise BadInput(msg("Đã có đơn vị tên {name}. Ghi tên khác hoặc sửa đơn vị đang có.", name=name), where="name")


def _new_code(session: Session, code: str) -> None:
    if code and people.unit_coded(session.conn, code) is not None:
        raise BadInput(msg("Mã {code} đã dùng cho đơn vị khác. Chọn mã khác.", code=code), where="code")
