"""The office's people and the posts they hold."""

from collections.abc import Callable

from app.i18n import tr
from app.lists import PEOPLE
from app.people import bans, persons
from ui.context import PageContext
from ui.models.list_model import Row
from ui.pages.asking import ask
from ui.pages.list_page import ListPage
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.details import Details
from ui.widgets.empty import EmptyState
from ui.widgets.fields import ComboBox, TextField
from ui.widgets.form import Form


class PersonList(ListPage):
    """People in the order of their given names, with their posts."""

    spec = PEOPLE
    columns = ("name", "post", "ban", "valid_from")
    stretch = "ban"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._add = Button(tr("Cán bộ"), self.add, kind="primary", icon="plus")
        self._details = Details(tr("Chi tiết cán bộ"))

    def fact(self) -> str:
        return tr("{n} cán bộ", n=self.model.rowCount())

    def adding(self) -> tuple[str, Callable[[], object]]:
        return tr("Thêm cán bộ"), self.add

    def header_buttons(self) -> list[Button]:
        return [self._add]

    def details(self) -> Details:
        return self._details

    def empty_state(self) -> EmptyState:
        return EmptyState(
            tr("Chưa có cán bộ nào."), tr("Ghi cán bộ để giao việc đến từng người."), tr("Thêm cán bộ"), self.add
        )

    def show_row(self, row: Row | None) -> None:
        panel = self._details
        panel.begin()
        if row is None:
            return
        panel.title(row["name"], row["post"] or "")
        panel.can_do(
            [
                Button(tr("Sửa tên"), lambda: self.edit(row), kind="link", icon="pencil"),
                Button(tr("Thêm chức vụ…"), lambda: self.give_post(row), kind="link", icon="plus"),
            ]
        )
        panel.section(tr("Chức vụ"))
        held = [line for line in persons.person_lines(self.context.session, ended=True) if line.id == row["id"]]
        panel.lines(" · ".join(part for part in (post.post, post.ban) if part) for line in held for post in line.posts)

    def add(self) -> None:
        """Ask for a new person with a first post."""
        form = Form()
        form.add("name", tr("Họ tên"), TextField())
        form.add("post", tr("Chức vụ"), TextField())
        form.add("ban_id", tr("Ban"), ComboBox(self._bans()))
        session = self.context.session
        ask(
            self,
            self.context,
            tr("Thêm cán bộ"),
            form,
            tr("Thêm cán bộ"),
            lambda given: persons.add_person(session, **given),
            then=self.stand_on,
        )

    def edit(self, row: Row) -> None:
        """Correct a name."""
        form = Form()
        form.add("name", tr("Họ tên"), TextField(row["name"]))
        session = self.context.session
        ask(
            self,
            self.context,
            tr("Sửa cán bộ"),
            form,
            tr("Lưu tên"),
            lambda given: persons.edit_person(session, row["id"], **given),
        )

    def give_post(self, row: Row) -> None:
        """Give a person one more post from a day on."""
        form = Form()
        form.add("post", tr("Chức vụ"), TextField())
        form.add("ban_id", tr("Ban"), ComboBox(self._bans()))
        form.add("from_day", tr("Từ ngày"), DateField(self.context.session.clock.today()))
        session = self.context.session
        ask(
            self,
            self.context,
            tr("Thêm chức vụ cho {name}", name=row["name"]),
            form,
            tr("Thêm chức vụ"),
            lambda given: persons.give_post(session, row["id"], **given),
        )

    def _bans(self) -> list[tuple[object, str]]:
        return [(None, tr("không thuộc ban")), *((line.id, line.name) for line in bans.ban_lines(self.context.session))]
