"""Văn bản: the documents known here, what is known of each, and what of them is not yet covered."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from app import directives
from app.dates import from_iso
from app.i18n import tr
from app.lists import DIRECTIVES
from ui.actions import action
from ui.context import PageContext
from ui.models.list_model import Row
from ui.pages.asking import ask
from ui.pages.directives.coverage import CoverageView
from ui.pages.directives.panel import DirectivePanel
from ui.pages.list_page import ListPage
from ui.pages.lists.host import ListHost
from ui.widgets.buttons import Button, Segmented
from ui.widgets.date_field import DateField
from ui.widgets.empty import EmptyState
from ui.widgets.fields import TextArea, TextField
from ui.widgets.form import Form

LIST, COVERAGE = "list", "coverage"


class DirectivesPage(ListPage):
    """The list of documents; a document is added or corrected in a sheet beside it. The switch in the header brings the coverage."""

    spec = DIRECTIVES
    columns = ("as_written", "issued", "kind", "abstract", "issuer_text", "programmes")
    stretch = "abstract"
    help_chapter = "directives"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._add = Button(tr("Văn bản"), self.add, kind="primary", icon="plus")
        self._import = Button(tr("Nhập kế hoạch…"), self._read_plan, icon="file-import")
        self._panel = DirectivePanel(context, self.edit, self.open_requested.emit, self.show_gaps)
        self._coverage = CoverageView(context, self)
        self._coverage.hide()
        self.body.addWidget(self._coverage, 1)
        self._details = QStackedWidget()
        self._details.addWidget(self._panel)
        self._details.addWidget(self._coverage.panel)
        self._switch = Segmented([(LIST, tr("Danh sách")), (COVERAGE, tr("Độ phủ"))], LIST, name=tr("Đang xem"))
        self._switch.changed.connect(self._switched)

    def title(self) -> str:
        return tr("Văn bản")

    def fact(self) -> str:
        return self._coverage.fact() if self.covering else tr("{n} văn bản", n=self.model.rowCount())

    @property
    def covering(self) -> bool:
        """Whether the coverage is in front."""
        return self._switch.value() == COVERAGE

    def adding(self) -> tuple[str, Callable[[], object]]:
        return tr("Thêm văn bản"), self.add

    def header_widget(self) -> QWidget:
        return self._switch

    def header_buttons(self) -> list[Button]:
        return [self._import, self._add]

    def details(self) -> QWidget:
        return self._details

    def front(self) -> ListHost:
        return self._coverage if self.covering else self

    def regions(self) -> list[QWidget]:
        return [self._coverage.bar, self._coverage.view] if self.covering else super().regions()

    def focus_first(self) -> None:
        if self.covering:
            self._coverage.view.setFocus()
        else:
            super().focus_first()

    def actions_for_menu(self) -> list[QAction]:
        return [
            *super().actions_for_menu(),
            action(self, tr("Xem độ phủ"), self._cover, keys="Ctrl+Shift+P", icon="list-check"),
            action(self, tr("Xem danh sách văn bản"), lambda: self.show_view(LIST)),
        ]

    def empty_state(self) -> EmptyState:
        return EmptyState(
            tr("Chưa có văn bản nào."),
            tr("Kế hoạch, nghị quyết đã ban hành là căn cứ của chương trình và nhiệm vụ."),
            tr("Thêm văn bản"),
            self.add,
        )

    def show_row(self, row: Row | None) -> None:
        self._panel.show_row(row)

    def show_item(self, what: object) -> None:
        if isinstance(what, tuple) and len(what) == 2 and what[0] == COVERAGE:
            self.show_gaps(what[1] if isinstance(what[1], int) else None, "")
            return
        self.show_view(LIST)
        super().show_item(what)

    def on_changed(self, touched: frozenset[tuple[str, Any]]) -> None:
        super().on_changed(touched)
        if self.covering:
            self._coverage.on_changed(touched)

    def show_gaps(self, directive_id: int | None, kind: str = "") -> None:
        """Bring the coverage of a document (None: of all) to the front, of one kind of gap where it is named."""
        self._bring(COVERAGE)
        self._coverage.show_directive(directive_id, kind)
        self.focus_first()

    def show_view(self, key: str) -> None:
        """Bring the list or the coverage to the front."""
        if key == COVERAGE:
            self._cover()
        elif self.covering:
            self._bring(LIST)
            self.focus_first()

    def _cover(self) -> None:
        """The coverage of the document that is selected; of all where it has no plan."""
        row = self.current_row()
        self.show_gaps(row["id"] if row is not None and (row["clauses"] or row["programmes"]) else None)

    def _switched(self, key: object) -> None:
        # The switch has moved already; the views follow it.
        if key == COVERAGE:
            self._cover()
        else:
            self._bring(LIST)
            self.focus_first()

    def _bring(self, key: str) -> None:
        self._switch.set_value(key)
        covering = key == COVERAGE
        self.bar.setVisible(not covering)
        self.view.setVisible(not covering)
        self._coverage.setVisible(covering)
        self._details.setCurrentIndex(int(covering))
        self.header_changed.emit()

    def _read_plan(self) -> None:
        self.open_requested.emit("plan_import", None)

    def add(self) -> None:
        """Ask for a new document."""
        self._sheet(tr("Thêm văn bản"), None)

    def edit(self, row: Row) -> None:
        """Correct a document."""
        self._sheet(tr("Sửa văn bản"), row)

    def _sheet(self, title: str, row: Row | None) -> None:
        known = directives.details(self.context.session, row["id"]) if row else None
        form = Form()
        form.add("kind", tr("Loại văn bản"), TextField(row["kind"] if row else tr("Kế hoạch")))
        form.add("as_written", tr("Số, ký hiệu"), TextField(row["as_written"] if row else ""), "27/KH-LĐLĐ")
        form.add("issued", tr("Ngày ban hành"), DateField(from_iso(row["issued"]) if row and row["issued"] else None))
        form.add("issuer_text", tr("Cơ quan ban hành"), TextField(row["issuer_text"] if row else ""))
        form.add("abstract", tr("Trích yếu"), TextArea(row["abstract"] if row else ""))
        form.add("place", tr("Nơi ký"), TextField(known.place if known else ""))
        form.add("signer_text", tr("Người ký"), TextField(known.signer_text if known else ""))
        session = self.context.session

        def write(given: dict[str, Any]) -> int:
            if row is None:
                return directives.add_directive(session, **given)
            directives.edit_directive(session, row["id"], **given)
            return int(row["id"])

        ask(self, self.context, title, form, tr("Lưu văn bản"), write, then=self.stand_on)
