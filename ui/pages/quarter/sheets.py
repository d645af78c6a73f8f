"""What opens at the right of the grid when more is asked: submitting, approving and returning, amending."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.errors import Refused
from app.i18n import msg, tr
from app.plan import periods
from app.plan.grid import Standing
from app.plan.grid_rows import OWN, PASSED_DOWN, VALUES, Grid, MeasureInfo, Row, TaskRow, ValueRow
from app.plan.timeliness import STATE_WORDS
from ui.fonts import Role
from ui.pages.quarter.value_cells import amount_text
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckBox, ComboBox, NumberField, TextArea, TextField
from ui.widgets.form import Form
from ui.widgets.label import Label, Line
from ui.widgets.sheet import Sheet

_NAMES = 6


class SubmitSheet(Sheet):
    """What would be submitted, part by part; what has nothing yet. ``on`` gets the ids of tasks' entries and of values."""

    def __init__(
        self, period: str, parts: Sequence[Standing], returned: int, on: Callable[[list[int], list[int]], object]
    ) -> None:
        super().__init__(tr("Trình duyệt {period}", period=str(periods.label(period))))
        self._parts, self._on = parts, on
        names = {OWN: tr("nhiệm vụ của cơ quan"), PASSED_DOWN: tr("dòng của cấp dưới"), VALUES: tr("số liệu")}
        self._boxes: dict[str, CheckBox] = {}
        for part in parts:
            if part.drafts:
                words = tr("{n} {what} đã ghi, chưa trình", n=len(part.drafts), what=names[part.part])
                self._boxes[part.part] = CheckBox(words, checked=True)
                self._boxes[part.part].changed.connect(self._recount)
                self.body.addWidget(self._boxes[part.part])
        for part in parts:
            if part.missing:
                words = tr("{n} {what} chưa ghi, trình sau cũng được", n=part.missing, what=names[part.part])
                self.body.addWidget(Label(words, tone="warn", wrap=True))
        if returned:
            self.body.addWidget(Label(tr("{n} dòng bị trả lại chưa sửa", n=returned), tone="bad", wrap=True))
        self.body.addWidget(Line())
        rule = tr("Bản đã trình không sửa nữa; sửa tiếp là ghi bản mới. Thu hồi được khi chưa duyệt.")
        self.body.addWidget(Label(rule, tone="text2", wrap=True))
        self.body.addStretch(1)
        self.primary = self.set_primary("", self._submit)
        self._recount()

    def _chosen(self) -> list[Standing]:
        return [part for part in self._parts if part.part in self._boxes and self._boxes[part.part].value()]

    def _recount(self) -> None:
        number = sum(len(part.drafts) for part in self._chosen())
        self.primary.setText(tr("Trình {n} dòng", n=number) if number else tr("Không có gì để trình"))
        self.primary.setEnabled(number > 0)

    def _submit(self) -> None:
        chosen = self._chosen()
        tasks = [fact for part in chosen if part.part != VALUES for fact in part.drafts]
        self._on(tasks, [fact for part in chosen if part.part == VALUES for fact in part.drafts])


def review_sheet(
    grid: Grid, rows: Sequence[Row], on_approve: Callable[[], object], on_return: Callable[[str], object]
) -> Sheet:
    """Approve what waits, or return it with a reason."""
    sheet = Sheet(tr("Duyệt {period}", period=str(periods.label(grid.period))))
    sheet.body.addWidget(Label(tr("{n} dòng đang chờ duyệt", n=len(rows)), Role.MEDIUM))
    for row in rows[:_NAMES]:
        sheet.body.addWidget(Label(f"{row.number} {row.text}".strip(), tone="text2", elide=True))
    if len(rows) > _NAMES:
        sheet.body.addWidget(Label(tr("và {n} dòng nữa", n=len(rows) - _NAMES), tone="text2"))
    sheet.body.addWidget(Line())
    sheet.body.addWidget(Label(tr("Lý do nếu trả lại"), Role.SMALL_MEDIUM, "text2"))
    reason = TextArea(lines=3, placeholder=tr("Nêu điều cần sửa"))
    reason.setAccessibleName(tr("Lý do nếu trả lại"))
    sheet.body.addWidget(reason)
    sheet.body.addStretch(1)
    back = Button(tr("Trả lại {n} dòng", n=len(rows)), lambda: on_return(reason.value()), kind="danger")
    sheet.set_primary(tr("Duyệt {n} dòng", n=len(rows)), on_approve)
    sheet.add_button(back)
    return sheet


def return_sheet(rows: Sequence[Row], on: Callable[[str], object]) -> Sheet:
    """Ask for the reason of a return."""
    sheet, form = Sheet(tr("Trả lại {n} dòng", n=len(rows))), Form()
    reason = form.add("reason", tr("Lý do"), TextArea(lines=4), tr("Đơn vị thấy lý do này ngay ở ô bị trả lại."))
    sheet.set_form(form)
    sheet.set_primary(tr("Trả lại {n} dòng", n=len(rows)), lambda: on(reason.value()))
    return sheet


class AmendSheet(Sheet):
    """An amendment of one row: the figures or words anew, why, and who allowed it. ``on`` gets reason, authority and fields."""

    def __init__(
        self, row: Row, grid: Grid, measure: MeasureInfo | None, on: Callable[[str, str, dict[str, Any]], object]
    ) -> None:
        super().__init__(tr("Đính chính {period}", period=str(periods.label(grid.period))), width=440)
        self._row, self._on = row, on
        self.subject = f"{row.number} {row.text}".strip()
        form = Form()
        self._old: Mapping[str, Any] = {}
        form.add_wide(Label(f"{row.number} {row.text}".strip(), Role.MEDIUM, wrap=True))
        if isinstance(row, TaskRow):
            self._task_fields(form, row, grid)
        elif measure is not None:
            self._value_fields(form, row, measure)
        form.add("reason", tr("Lý do đính chính"), TextArea(lines=2))
        form.add("authority", tr("Người cho phép"), TextField(), tr("Chức vụ, họ tên; để trống nếu không cần."))
        self.set_form(form)
        self._old = form.values()
        self.set_primary(tr("Lưu đính chính"), self._save)

    def _task_fields(self, form: Form, row: TaskRow, grid: Grid) -> None:
        states = [(str(state), str(word)) for state, word in STATE_WORDS.items()]
        form.add("state", tr("Trạng thái"), ComboBox(states, row.state or "not_started"))
        form.add("percent", tr("Phần trăm"), NumberField(row.percent, minimum=0))
        form.add("done_on", tr("Ngày xong"), DateField(row.done_on, year=grid.cutoff.year))
        form.add("result", tr("Kết quả, sản phẩm"), TextArea(row.result, lines=4))
        form.add("difficulty", tr("Khó khăn"), TextArea(row.difficulty, lines=2))
        form.add("cause", tr("Nguyên nhân"), TextArea(row.cause, lines=2))

    def _value_fields(self, form: Form, row: ValueRow, measure: MeasureInfo) -> None:
        words = tr("Tử số/mẫu số, như 40/50") if measure.form == "ratio" else tr("Số liệu")
        form.add("val", words, TextField(amount_text(row.now, measure)))

    def _save(self) -> None:
        if self.form is None or not self.form.check():
            return
        values = self.form.values()
        reason, authority = str(values.pop("reason")), str(values.pop("authority"))
        if not reason:
            self.fail(Refused(msg("Đính chính phải có lý do. Ghi lý do rồi lưu.")))
            return
        changed = {name: value for name, value in values.items() if value != self._old.get(name)}
        self._on(reason, authority, {name: _plain(name, value) for name, value in changed.items()})


def _plain(name: str, value: Any) -> Any:
    """A field's value as the core takes it: "" clears."""
    if value is None:
        return ""
    if name == "percent":
        return int(value)
    return value.isoformat() if name == "done_on" else value
