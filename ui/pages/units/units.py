"""The units below this office: who they are, what they were called, what became of them."""

from collections.abc import Callable, Mapping
from typing import Any

from app import history
from app.dates import format_date
from app.i18n import tr
from app.lists import UNITS
from app.people import units
from app.reading import Where
from app.words import SECTORS
from ui.context import PageContext
from ui.models.list_model import Row
from ui.pages.asking import ask
from ui.pages.list_page import ListPage
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip, ChipBar, ChipMenu
from ui.widgets.date_field import DateField
from ui.widgets.details import Details
from ui.widgets.empty import EmptyState
from ui.widgets.fields import ComboBox, TextArea, TextField
from ui.widgets.form import Form


class UnitList(ListPage):
    """Units: add, correct, rename, merge, dissolve; each from a day, nothing is forgotten."""

    spec = UNITS
    columns = ("code", "name", "kind", "valid_until")
    stretch = "name"

    def __init__(self, context: PageContext) -> None:
        self._ended = Chip(tr("Đã kết thúc"))
        kinds = [(kind.id, kind.name) for kind in units.unit_kinds(context.session)]
        self._kind = ChipMenu(tr("Loại"), [(None, tr("tất cả")), *kinds])
        super().__init__(context)
        self._add = Button(tr("Đơn vị"), self.add, kind="primary", icon="plus")
        self._details = Details(tr("Chi tiết đơn vị"))
        self._ended.toggled.connect(lambda _on: self.refilter())
        self._kind.changed.connect(lambda _value: self.refilter())
        self.refilter()

    def fill_bar(self, bar: ChipBar) -> None:
        bar.add(self._kind)
        bar.add(self._ended)

    def own_chips(self) -> Mapping[str, Chip]:
        return {"kind": self._kind, "ended": self._ended}

    def conditions(self) -> tuple[Where, ...]:
        found = [Where("own", "eq", 0)]
        if self._ended.isChecked():
            found.append(Where("valid_until", "is_not", None))
        else:
            # What stands above this office has no parent here; what has ended has none any more.
            found += [Where("parent", "is_not", None), Where("valid_until", "is", None)]
        if self._kind.value() is not None:
            name = dict(self._kinds())[self._kind.value()]
            found.append(Where("kind", "eq", name))
        return tuple(found)

    def fact(self) -> str:
        return tr("{n} đơn vị", n=self.model.rowCount())

    def adding(self) -> tuple[str, Callable[[], object]]:
        return tr("Thêm đơn vị"), self.add

    def header_buttons(self) -> list[Button]:
        return [self._add]

    def details(self) -> Details:
        return self._details

    def empty_state(self) -> EmptyState:
        return EmptyState(
            tr("Chưa có đơn vị cấp dưới nào."),
            tr("Đơn vị cấp dưới nhận nhiệm vụ được giao và gửi số liệu chỉ tiêu."),
            tr("Thêm đơn vị"),
            self.add,
        )

    def show_row(self, row: Row | None) -> None:
        panel = self._details
        panel.begin()
        if row is None:
            return
        panel.title(row["name"] or "", row["kind"] or "")
        panel.facts(
            [
                (tr("Mã"), row["code"]),
                (tr("Khu vực"), str(SECTORS[row["sector"]]) if row["sector"] else ""),
                (tr("Trực thuộc"), row["parent"] or ""),
                (tr("Từ ngày"), format_date(row["valid_from"]) if row["valid_from"] else ""),
                (tr("Đến trước"), format_date(row["valid_until"]) if row["valid_until"] else ""),
            ]
        )
        if row["valid_until"] is None:
            panel.can_do(
                [
                    Button(tr("Sửa"), lambda: self.edit(row), kind="link", icon="pencil"),
                    Button(tr("Đổi tên từ một ngày…"), lambda: self.rename(row), kind="link", icon="replace"),
                    Button(tr("Sáp nhập vào đơn vị khác…"), lambda: self.merge(row), kind="link", icon="arrow-right"),
                    Button(tr("Giải thể…"), lambda: self.dissolve(row), kind="link", icon="archive"),
                ]
            )
        panel.section(tr("Lịch sử"))
        panel.lines(str(line) for line in history.of_row(self.context.session, "unit", row["id"]))

    # --- changes

    def add(self) -> None:
        """Ask for a new unit."""
        form = Form()
        form.add("name", tr("Tên đơn vị"), TextField(), tr("Viết đầy đủ như trên văn bản."))
        form.add("short", tr("Tên gọn"), TextField())
        form.add("code", tr("Mã"), TextField())
        kinds = self._kinds()
        form.add("kind_id", tr("Loại đơn vị"), ComboBox(kinds, kinds[-1][0] if kinds else None))
        form.add("from_day", tr("Thành lập ngày"), DateField(), tr("Bỏ trống nếu đã có từ trước."))
        session = self.context.session
        ask(
            self,
            self.context,
            tr("Thêm đơn vị"),
            form,
            tr("Thêm đơn vị"),
            lambda given: units.add_unit(session, **given),
            then=self.stand_on,
        )

    def edit(self, row: Row) -> None:
        """Correct what was written wrongly; a new name from a day on is ``rename``."""
        form = Form()
        form.add("name", tr("Tên đơn vị"), TextField(row["name"]))
        form.add("code", tr("Mã"), TextField(row["code"]))
        form.add("kind_id", tr("Loại đơn vị"), ComboBox(self._kinds(), self._kind_of(row)))
        session = self.context.session
        ask(
            self,
            self.context,
            tr("Sửa đơn vị"),
            form,
            tr("Lưu đơn vị"),
            lambda given: units.edit_unit(session, row["id"], **given),
        )

    def rename(self, row: Row) -> None:
        """A new name from a day on; papers of earlier days keep the old one."""
        form = Form()
        form.add("name", tr("Tên mới"), TextField(row["name"]))
        form.add("short", tr("Tên gọn"), TextField())
        form.add("from_day", tr("Từ ngày"), DateField(self.context.session.clock.today()))
        self._ask_about(row, tr("Đổi tên {name}", name=row["name"]), form, tr("Đổi tên"), units.rename_unit)

    def merge(self, row: Row) -> None:
        """Let the unit live on in another one from a day on."""
        others = [(line.id, line.name) for line in units.unit_lines(self.context.session) if line.id != row["id"]]
        form = Form()
        form.add("into", tr("Sáp nhập vào"), ComboBox(others))
        form.add("on", tr("Từ ngày"), DateField(self.context.session.clock.today()))
        session = self.context.session
        ask(
            self,
            self.context,
            tr("Sáp nhập {name}", name=row["name"]),
            form,
            tr("Sáp nhập"),
            lambda given: units.merge_units(session, [row["id"]], given["into"], on=given["on"]),
        )

    def dissolve(self, row: Row) -> None:
        """End the unit on a day, with the reason."""
        form = Form()
        form.add("on", tr("Từ ngày"), DateField(self.context.session.clock.today()))
        form.add("reason", tr("Lý do"), TextArea())
        self._ask_about(row, tr("Giải thể {name}", name=row["name"]), form, tr("Giải thể"), units.dissolve_unit)

    def _ask_about(self, row: Row, title: str, form: Form, words: str, use_case: Any) -> None:
        session = self.context.session
        ask(self, self.context, title, form, words, lambda given: use_case(session, row["id"], **given))

    def _kinds(self) -> list[tuple[object, str]]:
        return [(kind.id, kind.name) for kind in units.unit_kinds(self.context.session)]

    def _kind_of(self, row: Row) -> object:
        return next((key for key, name in self._kinds() if name == row["kind"]), None)
