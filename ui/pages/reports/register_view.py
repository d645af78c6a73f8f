"""Sổ văn bản: the numbers of a year, what bears them, which are void, and the scans of what was signed by hand."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.dates import format_date
from app.i18n import tr
from app.plan import evidence, periods
from app.reports.catalogue import PAPERS
from app.reports.register import registering
from app.reports.register.registering import RegisterLine
from ui.context import PageContext
from ui.fonts import Role
from ui.models.rows_model import ROOT, RowsModel
from ui.pages.asking import ask
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.cells import ID_ROLE, Cell
from ui.widgets.dropping import files_of
from ui.widgets.empty import EmptyState
from ui.widgets.fields import ComboBox, NumberField, TextField
from ui.widgets.form import Form
from ui.widgets.label import Label, Line, VLine
from ui.widgets.list_view import ListView
from ui.widgets.page import Page
from ui.widgets.scroll import PaperScroll

SIDE = 272
_WIDTHS = [120, 260, 96, 140, 60]
_SCANS = "PDF, JPG, PNG (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"


class RegisterView(QWidget):
    """The register over the page it stands in; ``open_signed`` shows the paper of a number, ``open_file`` a scan."""

    def __init__(self, page: Page, context: PageContext, open_signed: Callable[[int], object]) -> None:
        super().__init__()
        self._page, self._context, self._open_signed = page, context, open_signed
        self._lines: dict[int, RegisterLine] = {}
        self.setAcceptDrops(True)
        self._year, self._kind = ComboBox([]), ComboBox([])
        for box, name in ((self._year, tr("Năm")), (self._kind, tr("Loại văn bản"))):
            box.setAccessibleName(name)
            box.setFixedWidth(150)
            box.changed.connect(lambda _value: self._fill())
        self._void = Button(tr("Hủy một số…"), self.ask_void, icon="ban")
        titles = (tr("Số, ký hiệu"), tr("Văn bản"), tr("Ngày ký"), tr("Tình trạng"), tr("Bản quét"))
        self._model = RowsModel(titles, (), self)
        self.view = ListView(name=tr("Sổ văn bản"), sortable=False)
        self.view.setModel(self._model)
        self.view.set_widths(_WIDTHS, stretch=1)
        self.view.set_empty(
            EmptyState(tr("Chưa cấp số nào trong năm này."), tr("Ký một văn bản thì số của nó vào sổ này."))
        )
        self.view.current_moved.connect(self._moved)
        self.view.opened.connect(lambda _index: self._open())
        self._side = PaperScroll(tr("Số đang xem"))
        self._side.setFixedWidth(SIDE)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 5, 16, 5)
        bar.setSpacing(8)
        bar.addWidget(self._year)
        bar.addWidget(self._kind)
        bar.addStretch(1)
        bar.addWidget(self._void)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(Line())
        column.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(VLine())
        row.addWidget(self._side)

    @property
    def current(self) -> RegisterLine | None:
        """The number that is looked at."""
        return self._lines.get(self.view.currentIndex().data(ID_ROLE) or 0)

    def refresh(self) -> None:
        """Read the register anew; year, kind and row stay."""
        session = self._context.session
        known = registering.lines(session)
        years = sorted({line.year for line in known} | {session.clock.today().year}, reverse=True)
        kinds = sorted({line.doc_kind for line in known})
        self._year.set_options([(year, str(year)) for year in years], self._year.value() or years[0])
        offered: list[tuple[object, str]] = [
            (None, tr("Mọi loại")),
            *((kind, kind or tr("Công văn")) for kind in kinds),
        ]
        self._kind.set_options(offered, self._kind.value())
        self._fill()

    def _fill(self) -> None:
        before = self.current
        kind = self._kind.value()
        lines = registering.lines(
            self._context.session, int(str(self._year.value())), None if kind is None else str(kind)
        )
        self._lines = {line.id: line for line in lines}
        self._model.set_rows([_cells(line) for line in lines], [line.id for line in lines])
        ids = list(self._lines)
        row = ids.index(before.id) if before is not None and before.id in self._lines else 0
        if ids:
            self.view.setCurrentIndex(self._model.index(row, 0, ROOT))
        self._show(self.current)

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
            column.addWidget(Label(_state(line), tone="text2", wrap=True))
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
        for scan in evidence.of(self._context.session, "report", report_id):
            column.addWidget(Button(scan.name, partial(self.open_file, scan.path), kind="link", icon="paperclip"))
        column.addWidget(Button(tr("Đính kèm bản quét…"), lambda: self.ask_scan(report_id), icon="upload"))
        column.addWidget(Label(tr("Hoặc thả tệp vào đây."), Role.SMALL, "text2", wrap=True))

    def _open(self) -> None:
        line = self.current
        if line is not None and line.report_id is not None:
            self._open_signed(line.report_id)

    def open_file(self, path: Path) -> None:
        """Open a scan in the program the person uses for it."""
        self._page.open_file(path)  # type: ignore[attr-defined]  # the reports page opens files

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
        session = self._context.session

        job = self._context.jobs.write(lambda _progress: registering.attach_scans(session, report_id, paths))
        job.succeeded.connect(lambda _done: self._page.said.emit(tr("Đã đính kèm bản quét"), True))
        job.failed.connect(self._page.fail)

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
        year = int(str(self._year.value()))
        kind = self._kind.value()
        form = Form()
        form.add("doc_kind", tr("Loại văn bản"), TextField("BC" if kind is None else str(kind)))
        form.add("number", tr("Số văn bản"), NumberField(minimum=1))
        form.add("reason", tr("Lý do"), TextField())
        session = self._context.session

        def void(given: dict[str, object]) -> object:
            number, reason = int(str(given["number"] or 0)), str(given["reason"])
            return registering.void_number(session, year, number, reason=reason, doc_kind=str(given["doc_kind"]))

        ask(self._page, self._context, tr("Hủy một số của năm {year}", year=year), form, tr("Hủy số"), void)


def _cells(line: RegisterLine) -> list[Cell]:
    void = line.state == "void"
    tone = "text3" if void else "text2" if line.replaced else "text"
    return [
        Cell(line.symbol, tone=tone, weight=500),
        Cell(_paper(line), tone=tone),
        Cell(format_date(line.signed_on) if line.signed_on else "", tone=tone),
        Cell(_short_state(line), mark="cancelled" if void else "", tone=tone),
        Cell(str(line.scans) if line.scans else "", icon="paperclip" if line.scans else "", tone=tone),
    ]


def _paper(line: RegisterLine) -> str:
    if line.report_id is None:
        return ""
    title = PAPERS[line.paper].title if line.paper in PAPERS else line.paper
    return f"{title}, {periods.inside(line.period)}"


def _short_state(line: RegisterLine) -> str:
    if line.state == "void":
        return tr("Đã hủy")
    if line.report_id is None:
        return tr("Đã cấp, chưa dùng")
    return tr("Đã thay thế") if line.replaced else tr("Còn hiệu lực")


def _state(line: RegisterLine) -> str:
    if line.state == "void":
        return tr("Số này đã hủy: {reason}.", reason=line.reason.rstrip("."))
    if line.replaced:
        return tr("{paper}. Đã có văn bản khác thay thế.", paper=_paper(line))
    return _paper(line)
