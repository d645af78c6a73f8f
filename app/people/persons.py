"""People of the office and the posts they hold, with days; people sort by given name."""

from dataclasses import dataclass

from app.dates import format_date
from app.errors import Refused
from app.given import day, existing, needed_day, ours, required
from app.i18n import msg
from app.session import Session
from app.text import clean_line, person_key
from db.connection import Row
from db.queries import people
from db.store import Change

_PERSON = msg("cán bộ")
_DAY = msg("Ngày hiệu lực")


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post somebody holds or held; ``ban`` is the ban's code, empty where it belongs to none."""

    id: int
    post: str
    unit_id: int
    unit: str
    ban_id: int | None
    ban: str
    valid_from: str | None
    valid_until: str | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list, with the posts."""

    id: int
    name: str
    posts: tuple[PostLine, ...]


def add_person(
    session: Session,
    *,
    name: str,
    post: str = "",
    ban_id: int | None = None,
    unit_id: int | None = None,
    from_day: str | None = None,
) -> int:
    """Add a person; with ``post`` or ``ban_id`` also the post held (default: in this office)."""
    name = required(name, msg("Họ tên"))
    with session.change(msg("Thêm cán bộ {name}", name=name)) as change:
        person_id = change.define("person", seat_id=session.office.seat_id, name=name, name_key=person_key(name))
        if clean_line(post) or ban_id is not None:
            _hold(session, change, person_id, post, ban_id=ban_id, unit_id=unit_id, from_day=from_day)
    return person_id


def edit_person(session: Session, person_id: int, *, name: str) -> None:
    """Correct a person's name."""
    person, name = _ours(session, person_id), required(name, msg("Họ tên"))
    with session.change(msg("Sửa tên cán bộ {old} thành {new}", old=person["name"], new=name)) as change:
        change.update("person", person_id, name=name, name_key=person_key(name))


def give_post(
    session: Session,
    person_id: int,
    *,
    post: str,
    ban_id: int | None = None,
    unit_id: int | None = None,
    from_day: str | None = None,
) -> int:
    """Let a person hold a post from a day on; return the id of the post held."""
    person, held = _ours(session, person_id), required(post, msg("Chức vụ"))
    with session.change(msg("{name} giữ chức vụ {post}", name=person["name"], post=held)) as change:
        return _hold(session, change, person_id, held, ban_id=ban_id, unit_id=unit_id, from_day=from_day)


def end_post(session: Session, post_id: int, *, on: str) -> None:
    """Let a post end on a day."""
    held = ours(session, people.post(session.conn, post_id), msg("chức vụ"), post_id)
    until = needed_day(on, msg("Ngày thôi giữ chức vụ"))
    if held["valid_until"] is not None or (held["valid_from"] or "") > until:
        raise Refused(msg("{name} không giữ chức vụ này vào ngày {day}.", name=held["name"], day=format_date(until)))
    label = msg("{name} thôi chức vụ {post} từ {day}", name=held["name"], post=held["post"], day=format_date(until))
    with session.change(label) as change:
        change.update("post_held", post_id, valid_until=until)


def person_lines(session: Session, *, ended: bool = False) -> tuple[PersonLine, ...]:
    """The people by given name with the posts they hold (``ended``: also those they held)."""
    held: dict[int, list[PostLine]] = {}
    for row in people.posts(session.conn, ended=ended):
        held.setdefault(row["person_id"], []).append(_post_line(row))
    return tuple(
        PersonLine(row["id"], row["name"], tuple(held.get(row["id"], ()))) for row in people.persons(session.conn)
    )


def _post_line(row: Row) -> PostLine:
    return PostLine(
        *(row["id"], row["post"], row["unit_id"], row["unit"] or "", row["ban_id"], row["ban_code"] or ""),
        *(row["valid_from"], row["valid_until"]),
    )


def _ours(session: Session, person_id: int) -> Row:
    return ours(session, people.person(session.conn, person_id), _PERSON, person_id)


def _hold(
    session: Session,
    change: Change,
    person_id: int,
    post: str,
    *,
    ban_id: int | None,
    unit_id: int | None,
    from_day: str | None,
) -> int:
    if ban_id is not None:
        existing(people.ban(session.conn, ban_id), msg("ban"), ban_id)
    if unit_id is not None:
        existing(people.unit(session.conn, unit_id), msg("đơn vị"), unit_id)
    office = session.office
    return change.define(
        "post_held",
        seat_id=office.seat_id,
        person_id=person_id,
        unit_id=office.unit_id if unit_id is None else unit_id,
        ban_id=ban_id,
        post=clean_line(post),
        valid_from=day(from_day, _DAY),
    )
