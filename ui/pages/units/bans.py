"""The office's bans."""

from collections.abc import Callable

from app.dates import format_date
from app.i18n import tr
from app.lists import BANS
from app.people import bans, persons
from ui.context import PageContext
from ui.models.list_model import Row
from ui.pages.asking import ask
from ui.pages.list_page import ListPage
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.details import Details
from ui.widgets.empty import EmptyState
from ui.widgets.fields import CheckBox, ComboBox, TextField
from ui.widgets.form import Form


class BanList(ListPage):
    """Bans: add, correct, rename, close with a successor."""

    spec = BANS
    columns = ("code", "name", "people", "leads", "valid_from", "valid_until")
    stretch = "name"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._add = Button(tr("Ban"), self.add, kind="primary", icon="plus")
        self._details = Details(tr("Chi tiết ban"))

    def fact(self) -> str:
        return tr("{n} ban", n=self.model.rowCount())

    def adding(self) -> tuple[str, Callable[[], object]]:
        return tr("Thêm ban"), self.add

    def header_buttons(self) -> list[Button]:
        return [self._add]

    def details(self) -> Details:
        return self._details

    def empty_state(self) -> EmptyState:
        return EmptyState(
            tr("Chưa có ban nào."), tr("Mỗi chương trình, nhiệm vụ cần một ban chủ trì."), tr("Thêm ban"), self.add
        )

    def show_row(self, row: Row | None) -> None:
        panel = self._details
        panel.begin()
        if row is None:
            return
        panel.title(row["name"] or "", row["code"])
        panel.facts(
            [
                (tr("Chủ trì"), tr("{n} việc", n=row["leads"])),
                (tr("Từ ngày"), format_date(row["valid_from"]) if row["valid_from"] else ""),
                (tr("Đến trước"), format_date(row["valid_until"]) if row["valid_until"] else ""),
            ]
        )
        if row["valid_until"] is None:
            panel.can_do(
                [
                    Button(tr("Sửa"), lambda: self.edit(row), kind="link", icon="pencil"),
                    Button(tr("Đổi tên từ một ngày…"), lambda: self.rename(row), kind="link", icon="replace"),
                    Button(tr("Kết thúc ban…"), lambda: self.close_ban(row), kind="link", icon="archive"),
                ]
            )
        panel.section(tr("Cán bộ"))
        panel.lines(
            (
                f"{person.name} · {post.post}"
                for person in persons.person_lines(self.context.session)
                for post in person.posts
                if post.ban_id == row["id"]
            ),
            empty=tr("Chưa ghi cán bộ nào."),
        )

    def add(self) -> None:
        """Ask for a new ban."""
        form = Form()
        form.add("name", tr("Tên ban"), TextField())
        form.add("code", tr("Mã"), TextField(), tr("Viết tắt dùng trong bảng và ký hiệu, ví dụ TGNC."))
        form.add("temporary", tr("Tính chất"), CheckBox(tr("Ban lâm thời")))
        session = self.context.session
        ask(
            self,
            self.context,
            tr("Thêm ban"),
            form,
            tr("Thêm ban"),
            lambda given: bans.add_ban(session, **given),
            then=self.stand_on,
        )

    def edit(self, row: Row) -> None:
        """Correct what was written wrongly."""
        form = Form()
        form.add("name", tr("Tên ban"), TextField(row["name"]))
        form.add("code", tr("Mã"), TextField(row["code"]))
        session = self.context.session
        ask(
            self,
            self.context,
            tr("Sửa ban"),
            form,
            tr("Lưu ban"),
            lambda given: bans.edit_ban(session, row["id"], **given),
        )

    def rename(self, row: Row) -> None:
        """A new name from a day on."""
        form = Form()
        form.add("name", tr("Tên mới"), TextField(row["name"]))
        form.add("from_day", tr("Từ ngày"), DateField(self.context.session.clock.today()))
        session = self.context.session
        ask(
            self,
            self.context,
            tr("Đổi tên {name}", name=row["name"]),
            form,
            tr("Đổi tên"),
            lambda given: bans.rename_ban(session, row["id"], **given),
        )

    def close_ban(self, row: Row) -> None:
        """End a ban; its work goes to the successor."""
        others = [(line.id, line.name) for line in bans.ban_lines(self.context.session) if line.id != row["id"]]
        form = Form()
        form.add("on", tr("Từ ngày"), DateField(self.context.session.clock.today()))
        form.add("successor_id", tr("Ban nhận việc"), ComboBox([(None, tr("chưa giao")), *others]))
        session = self.context.session
        ask(
            self,
            self.context,
            tr("Kết thúc {name}", name=row["name"]),
            form,
            tr("Kết thúc ban"),
            lambda given: bans.close_ban(session, row["id"], **given),
        )
