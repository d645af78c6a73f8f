"""Asking which rows of a column shall be shown: ticked values, contained text, from-to, empty or not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from app.columns import Column, Kind
from app.dates import from_iso
from app.i18n import tr
from app.lists_filter import DAYS, NUMBERS, TEXTS, value_words
from app.lists_kept import LONGEST_TEXT, Filter
from ui.marks import MARKS
from ui.pages.asking import standing_sheet
from ui.pages.lists.host import Counted, ListHost
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.fields import ComboBox, NumberField, TextField
from ui.widgets.form import Form
from ui.widgets.sheet import Sheet
from ui.widgets.tick_list import Tick, TickList

Apply = Callable[[Filter], None]


def ask_filter(host: ListHost, column: Column, now: Filter, counted: Counted | None, apply: Apply) -> Sheet:
    """Open the sheet; ``apply`` gets the filter, which asks for nothing where the person took it away.

    A sheet that stands open already stays: nothing is begun over what is being typed.
    """
    if (standing := standing_sheet(host)) is not None:
        return standing
    sheet = Sheet(tr("Chỉ dòng có “{column}”…", column=column.title))
    form = Form()
    ticks = _add_ticks(form, column, now, counted) if counted else None
    _add_fields(form, column, now, ticked=ticks is not None)
    sheet.set_form(form)

    def take() -> None:
        wanted = _wanted(form, column)
        if wanted is not None:
            sheet.close_sheet()
            apply(wanted)

    def drop() -> None:
        sheet.close_sheet()
        apply(Filter(column.key))

    sheet.set_primary(tr("Lọc"), take)
    if now.asks:
        sheet.add_button(Button(tr("Bỏ lọc cột này"), drop))
    if ticks is not None:
        ticks.done.connect(take)
    sheet.open_over(host)
    return sheet


def _add_ticks(form: Form, column: Column, now: Filter, counted: Counted) -> TickList:
    """The values with how often they stand; those ticked before stay although no row has them now."""
    found = {"" if value is None else str(value): count for value, count in counted}
    for value in now.among:
        found.setdefault(value, 0)
    ticks = [
        Tick(key, value_words(column, key), key in now.among, count, _mark(column, key)) for key, count in found.items()
    ]
    hint = tr("Phím cách đánh dấu; không dấu nào là mọi dòng.")
    made: TickList = form.add("among", tr("Một trong các giá trị"), TickList(ticks), hint)
    return made


def _mark(column: Column, key: str) -> str:
    return key if column.kind is Kind.STATUS and key in MARKS else ""


def _add_fields(form: Form, column: Column, now: Filter, *, ticked: bool) -> None:
    if column.kind in TEXTS:
        form.add("has", tr("Có chữ"), TextField(now.has), tr("Không cần dấu.")).setMaxLength(LONGEST_TEXT)
    elif column.kind in DAYS:
        least, most = (DateField(from_iso(day) if day else None) for day in (now.least, now.most))
        form.add_pair(("least", tr("Từ ngày"), least), ("most", tr("Đến ngày"), most))
    elif column.kind in NUMBERS:
        low, high = (NumberField(Decimal(text) if text else None) for text in (now.least, now.most))
        form.add_pair(("least", tr("Từ"), low), ("most", tr("Đến"), high))
    if not ticked:
        options = [("", tr("mọi dòng")), ("filled", tr("chỉ dòng có ghi")), ("empty", tr("chỉ dòng để trống"))]
        form.add("blank", tr("Ô trống"), ComboBox(options, now.blank))


def _wanted(form: Form, column: Column) -> Filter | None:
    """The filter that was entered; None where something in it is wrong, which the form then says."""
    if not form.check():
        return None
    given = form.values()
    least, most = given.get("least"), given.get("most")
    if least is not None and most is not None and least > most:
        form.row("most").set_problem(tr("Đầu sau phải lớn hơn hoặc bằng đầu trước."))
        form.row("most").editor.setFocus()
        return None
    return Filter(
        column.key,
        has=given.get("has", ""),
        among=given.get("among", ()),
        least=_kept(least),
        most=_kept(most),
        blank=given.get("blank", ""),
    )


def _kept(value: Any) -> str:
    """A day or whole number as filters keep it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(int(value))
