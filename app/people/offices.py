"""The office whose workspace this is: set up once, its names, symbol and settings kept up to date."""

from typing import TypedDict, Unpack

from app.errors import BadInput, Refused
from app.given import one_of, required
from app.i18n import msg
from app.people.units import DEFAULT_KINDS
from app.plan.periods import YearType
from app.session import Session
from app.text import clean_line, sort_key
from db.queries import people, workspace
from db.store import Change

SYMBOL_TEMPLATE = "{number}/{kind}-LĐLĐ"
"""How a symbol is made: every office edits its own (DOMAIN 1.2: never derived by fixed code)."""

SETTINGS = {"soon_days": "7", "heat_warn": "90", "heat_bad": "70"}
"""What can be set, with its default: days before a due date that count as soon, per cent below which the heat map warns or alarms."""


class OfficeFields(TypedDict, total=False):
    """What ``edit_office`` may change; what is left out stays."""

    name: str
    short: str
    symbol_template: str
    place: str
    year_type: str
    parent_name: str


def set_up_office(
    session: Session,
    *,
    name: str,
    short: str,
    symbol_template: str = SYMBOL_TEMPLATE,
    place: str = "",
    year_type: str = "calendar",
    parent_name: str = "",
) -> int:
    """Say whose workspace this is; return the office's unit id. Once per workspace, not undone (start a new workspace instead).

    Makes the unit and its names, the seat that owns what is written here, this installation as its writer, the first epoch and
    streams (MODEL 5, 19, 23), a first list of unit kinds, the settings, and the unit above where it is named.
    """
    if workspace.office(session.conn) is not None:
        raise Refused(msg("Sổ làm việc này đã khai đơn vị. Sửa ở Thiết lập, hoặc tạo sổ mới cho đơn vị khác."))
    name = required(name, msg("Tên đơn vị"))
    year = one_of(year_type, set(YearType), msg("Kiểu năm"))
    names = {"short": clean_line(short), "symbol_template": _template(symbol_template), "place": clean_line(place)}
    with session.change(msg("Khai đơn vị {name}", name=name), counter_action="restore") as change:
        seat_id = change.insert("item", uid=change.new_uid(), kind="seat")
        unit_id = change.define("unit", seat_id=seat_id)
        change.insert("seat", id=seat_id, unit_id=unit_id)
        change.insert("unit_name", unit_id=unit_id, name=name, name_key=sort_key(name), **names)
        _found_seat(change, seat_id)
        for kind, level, sector in DEFAULT_KINDS:
            change.define("unit_kind", seat_id=seat_id, name=kind, level=level, sector=sector)
        if parent := clean_line(parent_name):
            _place_below(change, seat_id, unit_id, parent)
        settings = {"own_unit": str(unit_id), "own_seat": str(seat_id), "year_type": year, **SETTINGS}
        for key, value in settings.items():
            change.insert("setting", name=key, value=value)
    return unit_id


def edit_office(session: Session, **changed: Unpack[OfficeFields]) -> None:
    """Correct the office's names, symbol, place, year type or the name of the unit above. For a dated change of name: ``rename_unit``."""
    office = session.office
    row = people.unit_name_row(session.conn, office.unit_id)
    if row is None:
        raise Refused(msg("Đơn vị của sổ này chưa có tên. Mở Thiết lập và khai lại."))
    label = msg("Sửa thông tin đơn vị {name}", name=row["name"])
    with session.change(label) as change:
        change.update("unit_name", row["id"], **_names(changed))
        if "year_type" in changed:
            set_setting(session, "year_type", one_of(changed["year_type"], set(YearType), msg("Kiểu năm")))
        if "parent_name" in changed:
            _name_parent(session, change, clean_line(changed["parent_name"]))


def set_setting(session: Session, name: str, value: str) -> None:
    """Set one setting of the workspace. Whose workspace it is cannot be set. Numbers are checked."""
    if name in {"own_unit", "own_seat"}:
        raise Refused(msg("Không đổi được đơn vị của sổ làm việc. Tạo sổ mới cho đơn vị khác."))
    text = clean_line(value)
    if name in SETTINGS and not text.isdecimal():
        raise BadInput(msg("Thiết lập {name} phải là số nguyên không âm, không phải “{value}”.", name=name, value=text))
    if name == "year_type":
        one_of(text, set(YearType), msg("Kiểu năm"))
    row_id = workspace.setting_id(session.conn, name)
    with session.change(msg("Đặt {name} = {value}", name=name, value=text)) as change:
        if row_id is None:
            change.insert("setting", name=name, value=text)
        else:
            change.update("setting", row_id, value=text)


def _found_seat(change: Change, seat_id: int) -> None:
    """This installation writes for the seat; its first epoch and its two own streams begin."""
    node_id = change.insert("node", uid=change.new_uid(), label="Máy chính", own=1)
    change.insert("seat_node", seat_id=seat_id, node_id=node_id, from_ver=0)
    epoch_id = change.insert("epoch", uid=change.new_uid(), seat_id=seat_id, ordinal=1)
    for audience in ("below", "above"):
        change.insert("stream", seat_id=seat_id, audience=audience, epoch_id=epoch_id)


def _place_below(change: Change, seat_id: int, unit_id: int, parent: str) -> None:
    parent_id = change.define("unit", seat_id=seat_id)
    change.insert("unit_name", unit_id=parent_id, name=parent, name_key=sort_key(parent))
    change.insert("unit_parent", unit_id=unit_id, parent_id=parent_id, purpose="org")


def _name_parent(session: Session, change: Change, parent: str) -> None:
    office = session.office
    line = people.parent_row(session.conn, office.unit_id)
    if line is None:
        if parent:
            _place_below(change, office.seat_id, office.unit_id, parent)
        return
    name_row = people.unit_name_row(session.conn, line["parent_id"])
    if not parent:
        change.delete("unit_parent", line["id"])
    elif name_row is not None:
        change.update("unit_name", name_row["id"], name=parent, name_key=sort_key(parent))


def _names(changed: OfficeFields) -> dict[str, str]:
    written: dict[str, str] = {}
    if "name" in changed:
        written["name"] = required(changed["name"], msg("Tên đơn vị"))
        written["name_key"] = sort_key(written["name"])
    if "short" in changed:
        written["short"] = clean_line(changed["short"])
    if "place" in changed:
        written["place"] = clean_line(changed["place"])
    if "symbol_template" in changed:
        written["symbol_template"] = _template(changed["symbol_template"])
    return written


def _template(text: str) -> str:
    """A symbol template: {number} and {kind} stand for the number and the abbreviation of the document type."""
    line = clean_line(text)
    try:
        line.format(number="01", kind="BC", year="2026")
    except (KeyError, IndexError, ValueError):
        raise BadInput(
            msg("Mẫu ký hiệu “{text}” không dùng được. Ghi như {sample}.", text=line, sample=SYMBOL_TEMPLATE)
        ) from None
    return line
