"""The sheet in which a target and what it counts are added or corrected."""

from decimal import Decimal
from typing import Any

from app.i18n import tr
from app.plan import targets
from app.plan.targets import TargetLine
from app.plan.verdicts import COMPARATOR_SIGNS
from app.words import FORMS, HORIZONS, SECTORS
from ui.context import PageContext
from ui.pages.asking import ask
from ui.widgets.fields import ComboBox, NumberField, TextArea, TextField
from ui.widgets.form import Form
from ui.widgets.page import Page

_ENTRIES = ("increment", "to_date_year", "to_date_span", "snapshot")


def entry_words() -> dict[str, str]:
    """How a figure is entered."""
    return {
        "increment": tr("Số phát sinh trong kỳ"),
        "to_date_year": tr("Lũy kế từ đầu năm"),
        "to_date_span": tr("Lũy kế cả giai đoạn"),
        "snapshot": tr("Số có tại ngày chốt"),
    }


def add_target(page: Page, context: PageContext, programmes: list[tuple[object, str]]) -> None:
    """Ask for a new target with its measure, as one change."""
    form = Form()
    form.add("programme_id", tr("Chương trình"), ComboBox(programmes, programmes[0][0] if programmes else None))
    form.add("number", tr("Số thứ tự"), TextField())
    form.add("text", tr("Chỉ tiêu"), TextArea(lines=3), tr("Viết như trong văn bản."))
    form.add("measure", tr("Đếm cái gì"), TextField(), tr("Ví dụ: đoàn viên được học tập nghị quyết."))
    form.add("form", tr("Loại"), ComboBox([(key, str(word)) for key, word in FORMS.items()], "ratio"))
    words = entry_words()
    form.add("entry", tr("Cách ghi"), ComboBox([(key, words[key]) for key in _ENTRIES], "to_date_year"))
    _add_threshold(form, None)
    sectors: list[tuple[object, str]] = [(None, tr("Mọi đơn vị")), *((key, str(word)) for key, word in SECTORS.items())]
    form.add("scope_sector", tr("Đơn vị phải báo cáo"), ComboBox(sectors))
    session = context.session

    def write(given: dict[str, Any]) -> int:
        return targets.add_with_measure(session, **_whole(given))

    ask(
        page,
        context,
        tr("Thêm chỉ tiêu"),
        form,
        tr("Thêm chỉ tiêu"),
        write,
        then=lambda made: page.show_item(("target", made)),
    )


def add_threshold(page: Page, context: PageContext, line: TargetLine) -> None:
    """Ask for one more target on what another one counts: another threshold, another horizon."""
    form = Form()
    form.add("number", tr("Số thứ tự"), TextField())
    form.add("text", tr("Chỉ tiêu"), TextArea(lines=3), tr("Cùng đếm: {measure}", measure=line.measure))
    _add_threshold(form, None)
    session = context.session
    ask(
        page,
        context,
        tr("Thêm mức giao"),
        form,
        tr("Thêm mức giao"),
        lambda given: targets.add_target(session, line.measure_id, **_whole(given)),
        then=lambda made: page.show_item(("target", made)),
    )


def edit_target(page: Page, context: PageContext, line: TargetLine) -> None:
    """Correct a target; what is counted stays."""
    form = Form()
    form.add("number", tr("Số thứ tự"), TextField(line.number))
    form.add("text", tr("Chỉ tiêu"), TextArea(line.text, lines=3))
    _add_threshold(form, line)
    session = context.session
    ask(
        page,
        context,
        tr("Sửa chỉ tiêu"),
        form,
        tr("Lưu chỉ tiêu"),
        lambda given: targets.edit_target(session, line.id, **_whole(given)),
    )


def _add_threshold(form: Form, line: TargetLine | None) -> None:
    signs = [(str(key), f"{sign}") for key, sign in COMPARATOR_SIGNS.items() if sign]
    signs += [("yes", tr("có làm")), ("words", tr("bằng lời"))]
    shown = dict(signs)
    comparator = ComboBox(list(shown.items()), line.comparator if line else "ge")
    value = NumberField(line.value if line else None, decimals=2)
    form.add_pair(("comparator", tr("So với"), comparator), ("value", tr("Mức giao"), value))
    form.add(
        "horizon",
        tr("Thời hạn"),
        ComboBox([(key, str(word)) for key, word in HORIZONS.items()], line.horizon if line else "yearly"),
    )
    years = (NumberField(line.h_from if line else None), NumberField(line.h_to if line else None))
    form.add_pair(("h_from", tr("Từ năm"), years[0]), ("h_to", tr("Đến năm"), years[1]))


def _whole(given: dict[str, Any]) -> dict[str, Any]:
    """Years as whole numbers, as the core takes them."""
    for key in ("h_from", "h_to"):
        if isinstance(given.get(key), Decimal):
            given[key] = int(given[key])
    return given
