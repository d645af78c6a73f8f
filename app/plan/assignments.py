"""Who does what: one lead, collaborators, those who watch and the leader in charge, with the history of every hand-over.

What is given is a task, a programme (then the default of its tasks), a target or a measure. A ban or person of this office does own
work; a unit, a kind of unit or a sector is given passed-down work (MODEL 6).
"""

from dataclasses import dataclass, fields
from typing import TypedDict, Unpack

from app.dates import format_date
from app.errors import BadInput, NotFound, Refused
from app.given import brief, day, existing, needed_day, one_of, ours
from app.given import reason as reason_given
from app.i18n import msg
from app.session import Session
from app.words import ROLES, SECTORS
from db.connection import Row
from db.queries import people, plan
from db.store import Change

_ON = msg("Ngày bàn giao")


class Whom(TypedDict, total=False):
    """Who gets it: a ban, a person or both, or a unit, a kind of unit, or a sector."""

    ban_id: int | None
    person_id: int | None
    unit_id: int | None
    unit_kind_id: int | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One assignment; names are the newest. ``inherited`` when a task has it from its programme. Superseded: with ``valid_until``."""

    id: int
    what_id: int
    role: str
    ban_id: int | None
    ban_code: str
    ban: str
    person_id: int | None
    person: str
    unit_id: int | None
    unit: str
    unit_kind_id: int | None
    unit_kind: str
    sector: str | None
    due: str | None
    valid_from: str | None
    valid_until: str | None
    reason: str
    seat_id: int
    inherited: bool = False


_COLUMNS = tuple(field.name for field in fields(Assignment) if field.name != "inherited")


def assign(
    session: Session, what_id: int, *, role: str, due: str | None = None, reason: str = "", **whom: Unpack[Whom]
) -> int:
    """Give work to somebody from today on; return the assignment. A ban as lead replaces the lead that stands (history keeps it)."""
    one_of(role, ROLES, msg("Vai trò"))
    text = _given_work(session, what_id)
    to = _name_of_whom(session, whom)
    deadline = day(due, msg("Thời hạn"))
    label = msg("Giao “{work}” cho {to} ({role})", role=ROLES[role], work=brief(text), to=to)
    today = session.clock.today().isoformat()
    with session.change(label) as change:
        standing = _same_standing(session, what_id, role, whom)
        if standing is not None:
            change.update("assignment", standing["id"], due=deadline, person_id=whom.get("person_id"))
            return int(standing["id"])
        if role == "lead" and (whom.get("ban_id") or whom.get("person_id")):
            why = reason.strip() or str(msg("Giao lại cho {to}", to=to))
            _supersede_lead(session, change, what_id, today, why)
        return _write(session, change, what_id, role, whom, due=deadline, valid_from=today)


def hand_over(
    session: Session, what_id: int, *, to_ban_id: int, person_id: int | None = None, on: str, reason: str
) -> int:
    """Move the lead to another ban on a day, with a reason; return the new assignment. Refused when nobody leads it."""
    text, why, since = _given_work(session, what_id), reason_given(reason), needed_day(on, _ON)
    lead = lead_of(session, what_id)
    if lead is None:
        raise Refused(msg("“{work}” chưa có ban chủ trì nên chưa bàn giao được. Giao chủ trì trước.", work=brief(text)))
    if lead.ban_id == to_ban_id and lead.person_id == person_id:
        raise Refused(msg("{ban} đang chủ trì “{work}”. Chọn ban khác.", ban=lead.ban, work=brief(text)))
    if (lead.valid_from or "") > since:
        raise BadInput(
            msg("{ban} nhận việc từ {day}. Ngày bàn giao không sớm hơn.", ban=lead.ban, day=_d(lead.valid_from))
        )
    whom: Whom = {"ban_id": to_ban_id, "person_id": person_id}
    to = _name_of_whom(session, whom)
    label = msg(
        "Bàn giao “{work}” từ {old} sang {to}: {reason}",
        work=brief(text),
        old=lead.ban or lead.person,
        to=to,
        reason=why,
    )
    with session.change(label) as change:
        if lead.inherited or lead.seat_id != session.office.seat_id:
            past: Whom = {"ban_id": lead.ban_id, "person_id": lead.person_id}
            _write(session, change, what_id, "lead", past, valid_from=lead.valid_from, valid_until=since, reason=why)
        else:
            change.update("assignment", lead.id, valid_until=since, reason=why)
        due = None if lead.inherited else lead.due  # another seat's word stays; ours comes before it
        return _write(session, change, what_id, "lead", whom, due=due, valid_from=since)


def unassign(session: Session, assignment_id: int, *, on: str, reason: str) -> None:
    """End an assignment on a day with a reason; it stays in the history."""
    row = ours(session, plan.assignment(session.conn, assignment_id), msg("phân công"), assignment_id)
    until, why = needed_day(on, _ON), reason_given(reason)
    if row["valid_until"] is not None:
        raise Refused(msg("Phân công này đã kết thúc từ {day}.", day=_d(row["valid_until"])))
    if (row["valid_from"] or "") > until:
        raise BadInput(msg("Phân công có từ {day}. Ngày kết thúc không sớm hơn.", day=_d(row["valid_from"])))
    work, who = brief(_given_work(session, row["what_id"])), _whom_in_words(_assignment(row))
    label = msg(
        "Thôi giao “{work}” cho {to} ({role}): {reason}", role=ROLES[row["role"]], work=work, to=who, reason=why
    )
    with session.change(label) as change:
        change.update("assignment", assignment_id, valid_until=until, reason=why)


def hand_over_all(session: Session, from_ban_id: int, to_ban_id: int, *, on: str, reason: str) -> int:
    """Give everything a ban has to another on a day; return how much it was. What the other already has is only ended."""
    since, why = needed_day(on, _ON), reason_given(reason)
    old, new = people.ban_name(session.conn, from_ban_id), people.ban_name(session.conn, to_ban_id)
    rows = plan.standing_of_ban(session.conn, from_ban_id)
    with session.change(msg("Bàn giao mọi việc của {old} sang {new}", old=old, new=new)) as change:
        for row in rows:
            change.update("assignment", row["id"], valid_until=since, reason=why)
            whom: Whom = {"ban_id": to_ban_id}
            if _same_standing(session, row["what_id"], row["role"], whom) is None:
                _write(session, change, row["what_id"], row["role"], whom, due=row["due"], valid_from=since)
    return len(rows)


def standing_of_ban(session: Session, ban_id: int) -> int:
    """How many assignments of work that is not over a ban has."""
    return len(plan.standing_of_ban(session.conn, ban_id))


def of(session: Session, what_id: int, *, history: bool = False) -> tuple[Assignment, ...]:
    """The assignments that stand, leads first; for a task without its own lead, its programme's comes first as inherited.

    ``history``: also the superseded ones, after those that stand, newest first.
    """
    own = tuple(_assignment(row) for row in plan.assignments(session.conn, what_id, history=history))
    lead = lead_of(session, what_id)
    return (lead, *own) if lead is not None and lead.inherited else own


def lead_of(session: Session, what_id: int) -> Assignment | None:
    """Who leads a task, programme, target or measure: its own lead, else its programme's (then ``inherited``), else nobody."""
    row = plan.standing_lead(session.conn, what_id)
    if row is not None:
        return _assignment(row)
    programme_id = _programme_of(session, what_id)
    above = None if programme_id is None else plan.standing_lead(session.conn, programme_id)
    return None if above is None else _assignment(above, inherited=True)


def _programme_of(session: Session, what_id: int) -> int | None:
    row = plan.task(session.conn, what_id) or plan.target(session.conn, what_id) or plan.measure(session.conn, what_id)
    return None if row is None else row["programme_id"]


def _given_work(session: Session, what_id: int) -> str:
    found = plan.name_of(session.conn, what_id)
    if found is None:
        raise NotFound(msg("Không có chương trình, nhiệm vụ hay chỉ tiêu số {id} để giao.", id=what_id))
    return found[1]


def _name_of_whom(session: Session, whom: Whom) -> str:
    """Who it is in words; BadInput when nobody is named, or an own and a lower body at once."""
    inside = bool(whom.get("ban_id") or whom.get("person_id"))
    below = bool(whom.get("unit_id") or whom.get("unit_kind_id") or whom.get("sector"))
    if not (inside or below):
        raise BadInput(msg("Chưa chọn ban, người hay đơn vị nhận việc."))
    if inside and below:
        raise BadInput(
            msg("Giao cho ban của mình và giao cho đơn vị cấp dưới là hai phân công. Ghi riêng từng phân công.")
        )
    conn, names = session.conn, []
    if (ban_id := whom.get("ban_id")) is not None:
        ban = existing(people.ban(conn, ban_id), msg("ban"), ban_id)
        if ban["valid_until"] is not None and ban["valid_until"] <= session.clock.today().isoformat():
            raise Refused(
                msg("Ban {name} đã kết thúc từ {day}. Chọn ban khác.", name=ban["name"], day=_d(ban["valid_until"]))
            )
        names.append(ban["name"])
    if (person_id := whom.get("person_id")) is not None:
        names.append(existing(people.person(conn, person_id), msg("cán bộ"), person_id)["name"])
    if (unit_id := whom.get("unit_id")) is not None:
        names.append(existing(people.unit(conn, unit_id), msg("đơn vị"), unit_id)["name"])
    if (kind_id := whom.get("unit_kind_id")) is not None:
        names.append(existing(people.unit_kind(conn, kind_id), msg("loại đơn vị"), kind_id)["name"])
    if (sector := whom.get("sector")) is not None:
        names.append(str(SECTORS[one_of(sector, SECTORS, msg("Khu vực"))]))
    return ", ".join(names)


def _whom_in_words(found: Assignment) -> str:
    sector = str(SECTORS[found.sector]) if found.sector else ""
    return ", ".join(name for name in (found.ban, found.person, found.unit, found.unit_kind, sector) if name)


def _same_standing(session: Session, what_id: int, role: str, whom: Whom) -> Row | None:
    """Our assignment that stands of the same work in the same role to the same body (a person within a ban may differ)."""
    keys = ["ban_id", "unit_id", "unit_kind_id", "sector"] + ([] if whom.get("ban_id") else ["person_id"])
    for row in plan.assignments(session.conn, what_id, history=False):
        ours_too = row["seat_id"] == session.office.seat_id
        if ours_too and row["role"] == role and all(row[key] == whom.get(key) for key in keys):
            return row
    return None


def _supersede_lead(session: Session, change: Change, what_id: int, on: str, why: str) -> None:
    standing = plan.standing_lead(session.conn, what_id)
    if standing is not None and standing["seat_id"] == session.office.seat_id:
        change.update("assignment", standing["id"], valid_until=on, reason=why)


def _write(session: Session, change: Change, what_id: int, role: str, whom: Whom, **columns: str | None) -> int:
    return change.define("assignment", seat_id=session.office.seat_id, what_id=what_id, role=role, **whom, **columns)


def _assignment(row: Row, *, inherited: bool = False) -> Assignment:
    values = {name: row[name] for name in _COLUMNS}
    return Assignment(**values, inherited=inherited)


def _d(iso: str | None) -> str:
    return format_date(iso) if iso else ""
