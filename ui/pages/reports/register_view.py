"""Sổ văn bản: the numbers of a year, what bears them, which are void, and the scans of what was signed by hand."""

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.plan import evidence
from app.reports.register import registering
from app.reports.register.registering import RegisterLine
from ui.context import PageContext
from ui.fonts import Role
from ui.pages.asking import ask
from ui.pages.lists.in_memory import InMemoryList
from ui.pages.reports.register_lines import COLUMNS, USUAL, WIDTHS, line, state_told
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.cells import ID_ROLE
from ui.widgets.chips import Chip, ChipBar, ChipMenu
from ui.widgets.dropping import files_of
from ui.widgets.empty import EmptyState
from ui.widgets.fields import NumberField, TextField
from ui.widgets.form import Form
from ui.widgets.label import Label, Line, VLine
from ui.widgets.scroll import PaperScroll

if TYPE_CHECKING:
    from ui.pages.reports.page import ReportsPage

SIDE = 272
_SCANS = "PDF, JPG, PNG (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"


class RegisterView(InMemoryList):
    """The register, as a list within the page of reports; ``open_signed`` shows the paper of a number."""

    name = "register"
    known = COLUMNS
    usual = USUAL
    widths = WIDTHS
    stretch = "paper"

    def __init__(self, page: "ReportsPage", context: PageContext, open_signed: Callable[[int], object]) -> None:
        self._page, self._open_signed = page, open_signed
        self._numbers: dict[Hashable, RegisterLine] = {}
        super().__init__(context)
        self.setAcceptDrops(True)
        self.view.current_moved.connect(self._moved)
        self.view.opened.connect(lambda _index: self._open())
        self.stand_in(page)
        QWidget.setTabOrder(self._kind, self._void)
        self.refresh()

    def list_title(self) -> str:
        return tr("Sổ văn bản")

    def fill_bar(self, bar: ChipBar) -> None:
        every, now = (None, tr("tất cả")), self._this_year()
        self._year = ChipMenu(tr("Năm"), [every, (now, str(now))], now)
        self._kind = ChipMenu(tr("Loại văn bản"), [every])
        for chip in (self._year, self._kind):
            bar.add(chip)
            chip.changed.connect(lambda _value: self.refilter())
        self._void = Button(tr("Hủy một số…"), self.ask_void, kind="small", icon="ban")
        bar.add_right(self._void)

    def own_chips(self) -> Mapping[str, Chip]:
        return {"year": self._year, "kind": self._kind}

    def lay_out(self) -> None:
        """The number that is looked at stands at the right, under the bar."""
        self._side = PaperScroll(tr("Số đang xem"))
        self._side.setFixedWidth(SIDE)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(VLine())
        row.addWidget(self._side)
        self.body.addWidget(self.job_bar)
        self.body.addWidget(self.bar)
        self.body.addLayout(row, 1)

    def room(self) -> int:
        """What is left of the number that is looked at."""
        return self.width() - SIDE - 1

    def regions(self) -> list[QWidget]:
        return [self.bar, self.view, self._side]

    def empty_state(self) -> EmptyState:
        return EmptyState(tr("Chưa cấp số nào trong năm này."), tr("Ký một văn bản thì số của nó vào sổ này."))

    @property
    def current(self) -> RegisterLine | None:
        """The number that is looked at."""
        return self._numbers.get(self.view.currentIndex().data(ID_ROLE))

    def refresh(self) -> None:
        """Read the register anew; year, kind and row stay."""
        found = registering.lines(self.context.session)
        years = sorted({one.year for one in found} | {self._this_year()}, reverse=True)
        every = (None, tr("tất cả"))
        kinds = [(kind, kind or tr("Công văn")) for kind in sorted({one.doc_kind for one in found})]
        self._year.set_options([every, *((year, str(year)) for year in years)], self._year.value())
        self._kind.set_options([every, *kinds], self._kind.value())
        self._numbers = {one.id: one for one in found}
        self.set_lines({one.id: line(one) for one in found})

    def _this_year(self) -> int:
        return self.context.session.clock.today().year

    def takes(self, key: Hashable) -> bool:
        """Whether a number is of the year and kind that are chosen."""
        one = self._numbers[key]
        return self._year.value() in (None, one.year) and self._kind.value() in (None, one.doc_kind)

    def stand_nowhere(self) -> None:
        """Look at the first number that is left."""
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))
        else:
            self._show(None)

    def _moved(self, _index: QModelIndex) -> None:
        self._show(self.current)

    # --- the number that is looked at

    def _show(self, line: RegisterLine | None) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(16, PAD - 8, 16, PAD)
        column.setSpacing(8)
        if line is not None:
            column.addWidget(Label(line.symbol, Role.SECTION, wrap=True))
            column.addWidget(Label(state_told(line), tone="text2", wrap=True))
            if line.signer:
                column.addWidget(Label(tr("Người ký: {name}", name=line.signer), tone="text2", wrap=True))
            if line.report_id is not None:
                self._add_actions(column, line, line.report_id)
        column.addStretch(1)
        self._side.set_content(sheet)

    def _add_actions(self, column: QVBoxLayout, line: RegisterLine, report_id: int) -> None:
        column.addWidget(Button(tr("Xem bản đã ký"), self._open, icon="eye"))
        column.addWidget(Line())
        column.addWidget(Label(tr("Bản ký, đóng dấu đã quét"), Role.SMALL_MEDIUM, "text2"))
        for scan in evidence.of(self.context.session, "report", report_id):
            column.addWidget(Button(scan.name, partial(self.open_file, scan.path), kind="link", icon="paperclip"))
        column.addWidget(Button(tr("Đính kèm bản quét…"), lambda: self.ask_scan(report_id), icon="upload"))
        column.addWidget(Label(tr("Hoặc thả tệp vào đây."), Role.SMALL, "text2", wrap=True))

    def _open(self) -> None:
        line = self.current
        if line is not None and line.report_id is not None:
            self._open_signed(line.report_id)

    def open_file(self, path: Path) -> None:
        """Open a scan in the program the person uses for it."""
        self._page.open_file(path)

    def choose_scan(self) -> str:
        """Ask for the file of the scan; empty when the person thinks better of it."""
        return QFileDialog.getOpenFileName(self, tr("Chọn bản quét"), "", _SCANS)[0]

    def ask_scan(self, report_id: int) -> None:
        """Choose the scan and keep it."""
        chosen = self.choose_scan()
        if chosen:
            self.attach([Path(chosen)], report_id)

    def attach(self, paths: list[Path], report_id: int) -> None:
        """Keep scans of the paper as it was signed and sealed."""
        session = self.context.session

        job = self.context.jobs.write(lambda _progress: registering.attach_scans(session, report_id, paths))
        job.succeeded.connect(lambda _done: self.said.emit(tr("Đã đính kèm bản quét"), True))
        job.failed.connect(self.fail)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        line = self.current
        if line is not None and line.report_id is not None and files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        line = self.current
        if line is not None and line.report_id is not None:
            self.attach(files_of(event.mimeData()), line.report_id)

    # --- void numbers

    def ask_void(self) -> None:
        """Say that a number is not used, and why."""
        year = int(str(self._year.value() or self._this_year()))
        kind = self._kind.value()
        form = Form()
        form.add("doc_kind", tr("Loại văn bản"), TextField("BC" if kind is None else str(kind)))
        form.add("number", tr("Số văn bản"), NumberField(minimum=1))
        form.add("reason", tr("Lý do"), TextField())
        session = self.context.session

        def void(given: dict[str, object]) -> object:
            number, reason = int(str(given["number"] or 0)), str(given["reason"])
            return registering.void_number(session, year, number, reason=reason, doc_kind=str(given["doc_kind"]))

        ask(self, self.context, tr("Hủy một số của năm {year}", year=year), form, tr("Hủy số"), void)
