"""Văn bản: the documents known here, their clauses and what rests on them."""

from collections.abc import Callable
from typing import Any

from app import directives
from app.dates import format_date, from_iso
from app.i18n import tr
from app.lists import DIRECTIVES
from ui.context import PageContext
from ui.models.list_model import Row
from ui.pages.asking import ask
from ui.pages.list_page import ListPage
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.details import Details
from ui.widgets.empty import EmptyState
from ui.widgets.fields import TextArea, TextField
from ui.widgets.form import Form


class DirectivesPage(ListPage):
    """The list of documents; a document is added or corrected in a sheet beside it."""

    spec = DIRECTIVES
    columns = ("as_written", "issued", "kind", "abstract", "issuer_text", "programmes")
    stretch = "abstract"
    help_chapter = "directives"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._add = Button(tr("Văn bản"), self.add, kind="primary", icon="plus")
        self._details = Details(tr("Chi tiết văn bản"))

    def title(self) -> str:
        return tr("Văn bản")

    def fact(self) -> str:
        return tr("{n} văn bản", n=self.model.rowCount())

    def adding(self) -> tuple[str, Callable[[], object]]:
        return tr("Thêm văn bản"), self.add

    def header_buttons(self) -> list[Button]:
        return [self._add]

    def details(self) -> Details:
        return self._details

    def empty_state(self) -> EmptyState:
        return EmptyState(
            tr("Chưa có văn bản nào."),
            tr("Kế hoạch, nghị quyết đã ban hành là căn cứ của chương trình và nhiệm vụ."),
            tr("Thêm văn bản"),
            self.add,
        )

    def show_row(self, row: Row | None) -> None:
        panel = self._details
        panel.begin()
        if row is None:
            return
        panel.title(f"{row['kind']} {row['as_written']}".strip(), row["abstract"])
        panel.facts(
            [
                (tr("Ngày"), format_date(row["issued"]) if row["issued"] else ""),
                (tr("Ban hành"), row["issuer_text"]),
                (tr("Chương trình"), str(row["programmes"] or "")),
            ]
        )
        clauses = directives.clause_lines(self.context.session, row["id"])
        panel.section(tr("Các mục ({n})", n=len(clauses)), tr("Sửa"), lambda: self.edit(row))
        panel.lines((f"{clause.label}. {clause.text}" for clause in clauses), empty=tr("Chưa ghi mục nào."))

    def add(self) -> None:
        """Ask for a new document."""
        self._sheet(tr("Thêm văn bản"), None)

    def edit(self, row: Row) -> None:
        """Correct a document."""
        self._sheet(tr("Sửa văn bản"), row)

    def _sheet(self, title: str, row: Row | None) -> None:
        form = Form()
        form.add("kind", tr("Loại văn bản"), TextField(row["kind"] if row else tr("Kế hoạch")))
        form.add("as_written", tr("Số, ký hiệu"), TextField(row["as_written"] if row else ""), "27/KH-LĐLĐ")
        form.add("issued", tr("Ngày ban hành"), DateField(from_iso(row["issued"]) if row and row["issued"] else None))
        form.add("issuer_text", tr("Cơ quan ban hành"), TextField(row["issuer_text"] if row else ""))
        form.add("abstract", tr("Trích yếu"), TextArea(row["abstract"] if row else ""))
        session = self.context.session

        def write(given: dict[str, Any]) -> int:
            if row is None:
                return directives.add_directive(session, **given)
            directives.edit_directive(session, row["id"], **given)
            return int(row["id"])

        ask(self, self.context, title, form, tr("Lưu văn bản"), write, then=self.stand_on)
