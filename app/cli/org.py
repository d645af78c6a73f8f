"""Commands on the organisation: the office, unit kinds, units and their succession, bans, people and posts."""

from fractions import Fraction
from typing import Any

import click

from app.cli import refs
from app.cli.frame import argument, command, group, option
from app.cli.kinds import DAY, SHARE, WHOLE
from app.cli.opening import changing
from app.i18n import msg
from app.people import bans, offices, persons, units
from app.plan import assignments
from app.session import Session

_NAME = msg("Tên đầy đủ.")
_SHORT = msg("Tên ngắn.")
_CODE = msg("Mã.")
_FROM = msg("Có hiệu lực từ ngày.")
_ON = msg("Ngày xảy ra.")
_REASON = msg("Lý do.")
_UNIT = msg("Đơn vị: mã, tên hoặc #id.")
_BAN = msg("Ban: mã, tên hoặc #id.")
_SECTOR = click.Choice(["state", "non_state"])


@command("office", msg("Sửa thông tin văn phòng: tên, ký hiệu văn bản, nơi làm việc, kiểu năm."))
@changing
@option("--name", words=_NAME)
@option("--short", words=_SHORT)
@option("--symbol", "symbol_template", words=msg("Mẫu ký hiệu văn bản, ví dụ {number}/{kind}-LĐLĐ."))
@option("--place", words=msg("Địa danh ghi trên văn bản."))
@option("--parent", "parent_name", words=msg("Tên cấp trên trực tiếp."))
@option("--year-type", type=click.Choice(["calendar", "school"]), words=msg("Năm dương lịch hoặc năm học."))
def office(session: Session, **given: str | None) -> None:
    """Change what is said of the office."""
    offices.edit_office(session, **{key: value for key, value in given.items() if value is not None})


@command("add", msg("Thêm loại đơn vị."))
@changing
@option("--name", required=True, words=_NAME)
@option("--level", type=WHOLE, default=0, words=msg("Cấp: 1 là cao nhất."))
@option("--sector", type=_SECTOR, words=msg("Khu vực."))
def add_unit_kind(session: Session, name: str, level: int, sector: str | None) -> int:
    """Add a kind of unit."""
    return units.add_unit_kind(session, name=name, level=level, sector=sector)


@command("edit", msg("Sửa loại đơn vị."))
@changing
@argument("kind", msg("Loại đơn vị."))
@option("--name", words=_NAME)
@option("--level", type=WHOLE, words=msg("Cấp: 1 là cao nhất."))
@option("--sector", type=_SECTOR, words=msg("Khu vực."))
def edit_unit_kind(session: Session, kind: str, **given: Any) -> None:
    """Edit a kind of unit."""
    units.edit_unit_kind(session, refs.find(session, "unit-kind", kind), **refs.said(given))


@command("add", msg("Thêm đơn vị trực thuộc."))
@changing
@option("--name", required=True, words=_NAME)
@option("--short", default="", words=_SHORT)
@option("--kind", required=True, words=msg("Loại đơn vị."))
@option("--code", default="", words=_CODE)
@option("--parent", words=msg("Đơn vị cấp trên; bỏ trống là văn phòng này."))
@option("--from", "from_day", type=DAY, words=_FROM)
def add_unit(
    session: Session, name: str, short: str, kind: str, code: str, parent: str | None, from_day: str | None
) -> int:
    """Add a unit below the office."""
    return units.add_unit(
        session,
        name=name,
        short=short,
        code=code,
        kind_id=refs.find(session, "unit-kind", kind),
        parent_id=refs.find_if(session, "unit", parent),
        from_day=from_day,
    )


@command("edit", msg("Sửa cho đúng tên, mã, loại đã khai sai của đơn vị."))
@changing
@argument("unit", _UNIT)
@option("--name", words=_NAME)
@option("--short", words=_SHORT)
@option("--code", words=_CODE)
@option("--kind", words=msg("Loại đơn vị."))
def edit_unit(
    session: Session, unit: str, name: str | None, short: str | None, code: str | None, kind: str | None
) -> None:
    """Correct what was entered of a unit."""
    kind_id = refs.find_if(session, "unit-kind", kind)
    units.edit_unit(session, refs.find(session, "unit", unit), name=name, short=short, code=code, kind_id=kind_id)


@command("rename", msg("Đổi tên đơn vị từ một ngày; văn bản cũ vẫn in tên cũ."))
@changing
@argument("unit", _UNIT)
@option("--name", required=True, words=_NAME)
@option("--short", default="", words=_SHORT)
@option("--from", "from_day", type=DAY, required=True, words=_FROM)
def rename_unit(session: Session, unit: str, name: str, short: str, from_day: str) -> None:
    """Give a unit another name from a day on."""
    units.rename_unit(session, refs.find(session, "unit", unit), name=name, short=short, from_day=from_day)


@command("merge", msg("Nhập một hay nhiều đơn vị vào một đơn vị."))
@changing
@argument("befores", _UNIT, nargs=-1, required=True)
@option("--into", required=True, words=msg("Đơn vị nhận."))
@option("--on", type=DAY, required=True, words=_ON)
@option("--directive", words=msg("Văn bản quyết định."))
def merge_units(session: Session, befores: tuple[str, ...], into: str, on: str, directive: str | None) -> None:
    """Merge units into one."""
    units.merge_units(
        session,
        refs.find_some(session, "unit", befores),
        refs.find(session, "unit", into),
        on=on,
        directive_id=refs.find_if(session, "directive", directive),
    )


@command("split", msg("Tách một đơn vị thành nhiều, mỗi đơn vị một phần: --into “Tên=1/2”."))
@changing
@argument("unit", _UNIT)
@option("--into", type=SHARE, multiple=True, required=True, words=msg("Đơn vị mới và phần của nó, ví dụ “Tên=1/2”."))
@option("--on", type=DAY, required=True, words=_ON)
def split_unit(session: Session, unit: str, into: tuple[tuple[str, Fraction], ...], on: str) -> None:
    """Split a unit into several, with their shares of its figures."""
    afters = [(refs.find(session, "unit", name), share) for name, share in into]
    units.split_unit(session, refs.find(session, "unit", unit), afters, on=on)


@command("transfer", msg("Chuyển đơn vị sang cấp trên khác."))
@changing
@argument("unit", _UNIT)
@option("--parent", required=True, words=msg("Đơn vị cấp trên mới."))
@option("--on", type=DAY, required=True, words=_ON)
def transfer_unit(session: Session, unit: str, parent: str, on: str) -> None:
    """Put a unit under another parent."""
    parent_id = refs.find(session, "unit", parent)
    units.transfer_unit(session, refs.find(session, "unit", unit), parent_id=parent_id, on=on)


@command("dissolve", msg("Giải thể đơn vị."))
@changing
@argument("unit", _UNIT)
@option("--on", type=DAY, required=True, words=_ON)
@option("--reason", required=True, words=_REASON)
def dissolve_unit(session: Session, unit: str, on: str, reason: str) -> None:
    """Dissolve a unit."""
    units.dissolve_unit(session, refs.find(session, "unit", unit), on=on, reason=reason)


@command("add", msg("Thêm ban của văn phòng."))
@changing
@option("--name", required=True, words=_NAME)
@option("--code", required=True, words=_CODE)
@option("--temporary", is_flag=True, words=msg("Ban lâm thời, ví dụ ban chỉ đạo."))
@option("--from", "from_day", type=DAY, words=_FROM)
def add_ban(session: Session, name: str, code: str, temporary: bool, from_day: str | None) -> int:
    """Add a ban."""
    return bans.add_ban(session, name=name, code=code, temporary=temporary, from_day=from_day)


@command("edit", msg("Sửa cho đúng tên, mã đã khai sai của ban."))
@changing
@argument("ban", _BAN)
@option("--name", words=_NAME)
@option("--code", words=_CODE)
@option("--temporary/--permanent", default=None, words=msg("Lâm thời hay thường trực."))
def edit_ban(session: Session, ban: str, **given: Any) -> None:
    """Correct what was entered of a ban."""
    bans.edit_ban(session, refs.find(session, "ban", ban), **refs.said(given))


@command("hand-over", msg("Bàn giao mọi việc ban này đang chủ trì cho ban khác."))
@changing
@argument("ban", _BAN)
@option("--to", "receiver", required=True, words=msg("Ban nhận."))
@option("--on", type=DAY, required=True, words=_ON)
@option("--reason", required=True, words=_REASON)
def hand_over_all(session: Session, ban: str, receiver: str, on: str, reason: str) -> None:
    """Hand everything a ban leads over to another."""
    to_ban = refs.find(session, "ban", receiver)
    assignments.hand_over_all(session, refs.find(session, "ban", ban), to_ban, on=on, reason=reason)


@command("rename", msg("Đổi tên ban từ một ngày."))
@changing
@argument("ban", _BAN)
@option("--name", required=True, words=_NAME)
@option("--from", "from_day", type=DAY, required=True, words=_FROM)
def rename_ban(session: Session, ban: str, name: str, from_day: str) -> None:
    """Give a ban another name from a day on."""
    bans.rename_ban(session, refs.find(session, "ban", ban), name=name, from_day=from_day)


@command("close", msg("Kết thúc hoạt động của ban, có thể ghi ban kế tục."))
@changing
@argument("ban", _BAN)
@option("--on", type=DAY, required=True, words=_ON)
@option("--successor", words=msg("Ban kế tục."))
def close_ban(session: Session, ban: str, on: str, successor: str | None) -> None:
    """End a ban."""
    bans.close_ban(session, refs.find(session, "ban", ban), on=on, successor_id=refs.find_if(session, "ban", successor))


@command("add", msg("Thêm cán bộ, kèm chức vụ nếu có."))
@changing
@option("--name", required=True, words=msg("Họ và tên."))
@option("--post", default="", words=msg("Chức vụ."))
@option("--ban", words=_BAN)
@option("--unit", words=_UNIT)
@option("--from", "from_day", type=DAY, words=_FROM)
def add_person(session: Session, name: str, post: str, ban: str | None, unit: str | None, from_day: str | None) -> int:
    """Add a person."""
    return persons.add_person(
        session,
        name=name,
        post=post,
        ban_id=refs.find_if(session, "ban", ban),
        unit_id=refs.find_if(session, "unit", unit),
        from_day=from_day,
    )


@command("edit", msg("Sửa họ tên cán bộ."))
@changing
@argument("person", msg("Cán bộ: họ tên hoặc #id."))
@option("--name", required=True, words=msg("Họ và tên."))
def edit_person(session: Session, person: str, name: str) -> None:
    """Correct a person's name."""
    persons.edit_person(session, refs.find(session, "person", person), name=name)


@command("post", msg("Giao chức vụ cho cán bộ, hoặc thôi chức vụ với --end."))
@changing
@argument("person", msg("Cán bộ: họ tên hoặc #id."))
@option("--post", default="", words=msg("Chức vụ."))
@option("--ban", words=_BAN)
@option("--unit", words=_UNIT)
@option("--from", "from_day", type=DAY, words=_FROM)
@option("--end", "ends", type=DAY, words=msg("Thôi chức vụ đang giữ từ ngày này."))
def post_person(
    session: Session, person: str, post: str, ban: str | None, unit: str | None, from_day: str | None, ends: str | None
) -> int | None:
    """Give a post, or end the one that is held."""
    if ends is not None:
        persons.end_post(session, refs.find(session, "post", person), on=ends)
        return None
    return persons.give_post(
        session,
        refs.find(session, "person", person),
        post=post,
        ban_id=refs.find_if(session, "ban", ban),
        unit_id=refs.find_if(session, "unit", unit),
        from_day=from_day,
    )


COMMANDS = (
    office,
    group("unit-kind", msg("Loại đơn vị."), [add_unit_kind, edit_unit_kind]),
    group(
        "unit",
        msg("Đơn vị: thêm, đổi tên, sáp nhập, chia tách, chuyển, giải thể."),
        [add_unit, edit_unit, rename_unit, merge_units, split_unit, transfer_unit, dissolve_unit],
    ),
    group("ban", msg("Ban của văn phòng."), [add_ban, edit_ban, rename_ban, hand_over_all, close_ban]),
    group("person", msg("Cán bộ và chức vụ."), [add_person, edit_person, post_person]),
)
