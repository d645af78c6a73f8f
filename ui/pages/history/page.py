"""Lịch sử: every change in words, newest first; what one of them wrote."""

from app import history
from app.display import show_instant
from app.i18n import Message, tr
from app.lists import CHANGES
from app.words import CHANGE_KINDS
from ui.context import PageContext
from ui.models.list_model import Row
from ui.pages.list_page import ListPage
from ui.widgets.cells import Cell
from ui.widgets.details import Details
from ui.widgets.empty import EmptyState


def _label(row: Row) -> Cell:
    return Cell(str(Message.restored(row["label"])), tone="text3" if row["undone"] else "text")


class HistoryPage(ListPage):
    """The change log for people: what was done, by whom, and each value before and after."""

    spec = CHANGES
    columns = ("at_ms", "person_text", "label", "kind", "undone")
    stretch = "label"
    help_chapter = "history"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._details = Details(tr("Chi tiết thay đổi"))

    def title(self) -> str:
        return tr("Lịch sử")

    def fact(self) -> str:
        return tr("{n} thay đổi", n=self.model.rowCount())

    def cells(self):  # type: ignore[no-untyped-def]  # the base's mapping
        return {"label": _label}

    def details(self) -> Details:
        return self._details

    def empty_state(self) -> EmptyState:
        return EmptyState(tr("Chưa có thay đổi nào."), tr("Mỗi lần lưu sẽ để lại một dòng ở đây, kể cả khi hoàn tác."))

    def show_row(self, row: Row | None) -> None:
        panel = self._details
        panel.begin()
        if row is None:
            return
        panel.title(str(Message.restored(row["label"])), f"{show_instant(row['at_ms'])} · {row['person_text']}")
        panel.facts(
            [
                (tr("Loại"), str(CHANGE_KINDS[row["kind"]])),
                (tr("Hoàn tác"), tr("đã được hoàn tác") if row["undone"] else ""),
            ]
        )
        panel.section(tr("Đã ghi"))
        panel.lines(str(line) for line in history.of_change(self.context.session, row["id"]))
