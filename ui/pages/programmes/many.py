"""The sheet in which several tasks are changed at once: what is not touched stays as it is in each of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from app.dates import format_date
from app.i18n import tr
from app.people import bans, units
from app.plan import bulk
from app.plan.programmes import ProgrammeNode
from app.words import LIFECYCLES
from ui.context import PageContext
from ui.pages.asking import ask
from ui.widgets.date_field import DateField
from ui.widgets.fields import ComboBox, TextArea
from ui.widgets.form import Form
from ui.widgets.page import Page

Rows = Sequence[Mapping[str, Any]]
Options = list[tuple[object, str]]
MOST_VALUES = 3


def places(tree: Iterable[ProgrammeNode]) -> Options:
    """Every programme and section a task may stand in, as (programme, section) with its words."""
    found: Options = []
    for programme in tree:
        name = f"{programme.number} {programme.title}".strip() if programme.id is not None else tr("Việc đột xuất")
        found.append(((programme.id, None), name))
        found += [
            ((programme.id, section.id), f"    {section.number} {section.title}")
            for section in programme.sections
            if section.id is not None
        ]
    return found


def edit_many(page: Page, context: PageContext, rows: Rows, tree: Iterable[ProgrammeNode]) -> None:
    """Ask what is to change in the tasks of these rows (of the list of tasks), and write it as one change."""
    session = context.session
    form = Form()
    lines = bans.ban_lines(session)
    named: Options = [(line.id, f"{line.name} ({line.code})") for line in lines]
    form.add("lead_ban_id", tr("Ban chủ trì"), _choice(named), _now(rows, "lead"))
    form.add(
        "collaborator_ban_id", tr("Thêm ban phối hợp"), _choice(named, tr("không thêm")), _now(rows, "collaborators")
    )
    if all(row["scope"] == "passed_down" for row in rows):
        kinds: Options = [(line.id, line.name) for line in units.unit_kinds(session)]
        form.add("unit_kind_id", tr("Giao cho loại đơn vị"), _choice(kinds))
    form.add_pair(
        ("starts", tr("Bắt đầu"), DateField()),
        ("due", tr("Thời hạn"), DateField()),
    )
    form.row("starts").set_hint(_now(rows, "starts", _day))
    form.row("due").set_hint(_now(rows, "due", _day))
    nature: Options = [(True, tr("Việc thường xuyên")), (False, tr("Có thời hạn"))]
    form.add("continuous", tr("Tính chất"), _choice(nature))
    form.add("place", tr("Chuyển đến mục"), _choice(places(tree)))
    ways: Options = [
        ("paused", tr("Tạm dừng")),
        ("cancelled", tr("Hủy")),
        ("ended", tr("Kết thúc")),
        ("open", tr("Mở lại")),
    ]
    form.add("lifecycle", tr("Dừng, hủy, mở lại"), _choice(ways), _now(rows, "lifecycle", _life))
    form.add("on", tr("Từ ngày"), DateField(session.clock.today()), tr("Ngày dừng, hủy hay kết thúc."))
    form.add("reason", tr("Lý do"), TextArea(lines=2), tr("Cần khi dừng, hủy; nên ghi khi đổi thời hạn."))
    ids = [int(row["id"]) for row in rows]

    def write(given: dict[str, Any]) -> int:
        touched = {key: value for key, value in given.items() if value is not None and value != ""}
        return bulk.edit_tasks(session, ids, **touched)

    words = tr("Sửa {n} nhiệm vụ", n=len(ids))
    ask(page, context, words, form, words, write)


def _choice(options: Options, untouched: str = "") -> ComboBox:
    return ComboBox([(None, untouched or tr("giữ nguyên")), *options])


def _now(rows: Rows, key: str, words: Callable[[Any], str] = str) -> str:
    """What stands there now and how often, the commonest first."""
    counts = Counter(words(row[key]) if row[key] else tr("trống") for row in rows)
    if len(counts) == 1:
        return tr("Hiện: {value}", value=next(iter(counts)))
    common = [f"{value} ({n})" for value, n in counts.most_common(MOST_VALUES)]
    more = ["…"] if len(counts) > MOST_VALUES else []
    return tr("Hiện: {value}", value=", ".join(common + more))


def _day(iso: str) -> str:
    return format_date(iso)


def _life(key: str) -> str:
    return str(LIFECYCLES[key])
