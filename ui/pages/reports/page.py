"""Báo cáo: the papers of the period as they will be printed, to be saved, printed and signed (look/mock-report)."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from app.errors import NotFound
from app.i18n import tr
from app.jobs import Progress
from app.plan import periods
from app.reports import catalogue, layouts
from app.reports.catalogue import Drafted
from app.reports.content import Document, Paragraph
from app.reports.layout import ND30, Layout
from app.reports.places import Place
from app.reports.register import comparing, signing
from app.reports.register.comparing import Comparison
from app.reports.writing import pdf_with_places
from app.session import Session, Touched
from ui.context import PageContext
from ui.pages.lists.commands import list_actions
from ui.pages.reports.choices import REGISTER, Choice, choices
from ui.pages.reports.output import Output
from ui.pages.reports.paper_list import PaperList
from ui.pages.reports.parameters import Parameters
from ui.pages.reports.pdf_pages import PdfPages
from ui.pages.reports.preview import Preview
from ui.pages.reports.register_view import RegisterView
from ui.pages.reports.side_panel import SidePanel
from ui.pages.reports.signing_sheet import ask_to_sign
from ui.pages.reports.text_work import TextWork, states
from ui.pages.reports.texts_panel import TextsPanel
from ui.pages.reports.why_sheet import open_why
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.job_bar import JobBar
from ui.widgets.label import VLine
from ui.widgets.page import Page

if TYPE_CHECKING:
    from ui.jobs import Job

_UNSEEN = frozenset({"setting", "file", "frozen_figure", "frozen_input", "evidence"})
_OF_SIGNING = ("post", "signer", "as_of")
_OF_THE_DAY = ("day", "day_known")


@dataclass(frozen=True)
class Made:
    """A paper ready to be looked at; ``document`` is None for a signed one, of which only the file is kept."""

    choice: Choice
    document: Document | None
    pages: PdfPages
    layout: Layout
    period: str = ""
    about: str = ""
    drafted: Drafted | None = None
    places: tuple[Place, ...] = ()
    draft: str = ""
    report: signing.SignedReport | None = None
    moved: tuple[Comparison, ...] = ()


class ReportsPage(Page):
    """Papers are made, drawn and written beside the window; only the newest one that was asked for is shown."""

    has_period = True
    help_chapter = "reports"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._period = ""
        self._token = 0
        self._stale = True
        self._made: Made | None = None
        self._job: Job | None = None
        self._bar = JobBar()
        self.papers = PaperList()
        self.papers.chosen.connect(self._chosen)
        self.preview = Preview(context.jobs)
        self.parameters = Parameters(context.session)
        self.parameters.changed.connect(self.refresh)
        self.parameters.sign_asked.connect(self.sign)
        self.parameters.why_asked.connect(self.tell_why)
        self.texts = TextsPanel()
        self._text_work = TextWork(self, self.texts, context.typing)
        self.side = SidePanel(self.parameters, self.texts)
        self.register = RegisterView(self, context, lambda report_id: self.show_item(("signed", report_id)))
        self._lay_out()
        self.output = Output(self, self._bar)
        self._word = Button(tr("Sửa bằng Word"), lambda: self.output.save("docx"), icon="file-type-docx")
        self._excel = Button(tr("Phụ lục Excel"), lambda: self.output.save("xlsx"), icon="file-spreadsheet")
        self._print = Button(tr("In PDF…"), lambda: self.output.save("pdf"), kind="primary", icon="printer")
        self.preview.add_menu(MenuButton(tr("Khác"), self.output.actions, kind="small"))
        self._enable()

    def _lay_out(self) -> None:
        paper = QWidget()
        row = QHBoxLayout(paper)
        row.addWidget(self.preview, 1)
        row.addWidget(VLine())
        row.addWidget(self.side)
        self._faces = QStackedWidget()
        self._faces.addWidget(paper)
        self._faces.addWidget(self.register)
        whole = QHBoxLayout()
        whole.addWidget(self.papers)
        whole.addWidget(VLine())
        whole.addWidget(self._faces, 1)
        for layout in (row, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.body.addLayout(whole, 1)
        self.body.addWidget(self._bar)

    @property
    def made(self) -> Made | None:
        """The paper that is looked at."""
        return self._made

    # --- what is shown

    def on_period(self, code: str) -> None:
        self._period = code
        self._stale = True
        self._read_list()

    def on_shown(self) -> None:
        if self._stale:
            self._read_list()

    def on_changed(self, touched: Touched) -> None:
        if all(table in _UNSEEN for table, _ in touched):
            return
        self._stale = True
        if self.isVisible():
            self._read_list()

    def show_item(self, what: object) -> None:
        """Lead to a paper: (its name, None), ("paper", its name), ("assignment", ban id), ("signed", report id), or (its name,
        (unit id, period)) with what is to be chosen in it; None leaves that open.
        """
        if not (isinstance(what, tuple) and len(what) == 2):
            return
        name, one = what
        if name == "paper":
            name, one = one, None
        if isinstance(one, tuple):
            self.parameters.remembered |= {"unit_id": one[0], "period": one[1]}
        offered = choices(self.context.session, self._period)
        for choice in offered:
            if choice.report_id == one if name == "signed" else choice.name == name and choice.report_id is None:
                self._stale = False
                self.papers.set_choices(offered, choice.key)
                if isinstance(one, int) and choice.report_id is None:
                    self.parameters.remembered["whom"] = ("ban_id", one)
                self._chosen(choice)
                return

    def _read_list(self) -> None:
        """Read the list anew; the paper that was looked at stays in front."""
        if not self._period:
            return
        self._stale = False
        before = self.papers.current()
        self.papers.set_choices(choices(self.context.session, self._period), before.key if before else None)
        choice = self.papers.current()
        if choice is None:
            self.parameters.show_nothing()
            self._show_nothing(tr("{period} chưa mở nên chưa có báo cáo.", period=periods.label(self._period)))
            return
        if choice != before or self._made is None:
            self._chosen(choice)
        else:
            self.refresh()

    def _chosen(self, choice: Choice) -> None:
        self._faces.setCurrentIndex(int(choice.name == REGISTER))
        if choice.name == REGISTER:
            self._show_register()
            return
        if choice.report_id is None:
            self.parameters.show_paper(choice, self._period)
        self.refresh()

    def _show_register(self) -> None:
        self._made = None
        self._token += 1
        self.register.refresh()
        self._enable()
        self.header_changed.emit()

    def refresh(self) -> None:
        """Make the chosen paper anew in a job."""
        choice = self.papers.current()
        if choice is None:
            return
        if choice.name == REGISTER:
            self._show_register()
            return
        if choice.report_id is None and self.parameters.lacking:
            self._show_nothing(self.parameters.lacking)
            return
        self._token += 1
        token, session, lock = self._token, self.context.session, self.preview.lock
        period, given = self.parameters.period or self._period, self.parameters.options()
        self.preview.wait()

        def make(progress: Progress) -> Made:
            if choice.report_id is not None:
                return _signed(session, choice, lock)
            return _make(session, period, choice, given, lock, progress)

        if self._job is not None:
            self._job.cancel()
        job = self._job = self.context.jobs.read(make)
        self._bar.follow(job, tr("Đang lập {paper}", paper=choice.title))
        job.succeeded.connect(lambda made: self._show(made) if token == self._token else None)
        job.failed.connect(lambda error: self._not_made(error) if token == self._token else None)

    def _show(self, made: Made) -> None:
        self.message.clear()
        self._made = made
        if made.report is not None:
            self.parameters.show_signed(made.report, made.moved)
        self.preview.show_pages(made.pages, made.draft, made.places, states(made.drafted) if made.drafted else {})
        self._text_work.show(made)
        self._enable()
        self.header_changed.emit()

    def show_texts(self) -> None:
        """Turn the panel at the right to the words of the paper."""
        self.side.show_texts()

    def _not_made(self, error: Exception) -> None:
        self._show_nothing(str(error) if isinstance(error, NotFound) else "")
        if not isinstance(error, NotFound):
            self.fail(error)

    def _show_nothing(self, why: str) -> None:
        """There is no paper, and why; nothing that is still being made is shown any more."""
        self._token += 1
        self._made = None
        self._text_work.show(None)
        self.preview.show_nothing(why)
        self._enable()
        self.header_changed.emit()

    def _enable(self) -> None:
        editable = self._made is not None and self._made.document is not None
        self._word.setEnabled(editable)
        self._excel.setEnabled(editable and bool(self._made and self._made.document and self._made.document.appendices))
        self._print.setEnabled(self._made is not None)

    # --- what the buttons do

    def open_file(self, path: Path) -> None:
        """Open a file in the program the person uses for it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def choose_path(self, suggested: Path, name_filter: str) -> str:
        """Ask where to write; empty when the person thinks better of it."""
        return QFileDialog.getSaveFileName(self, tr("Ghi tệp"), str(suggested), name_filter)[0]

    def choose_folder(self, begin: str) -> str:
        """Ask for a folder; empty when the person thinks better of it."""
        return QFileDialog.getExistingDirectory(self, tr("Chọn thư mục gửi"), begin)

    def sign(self) -> None:
        """Ask for number and day, then sign the paper that is looked at, or its replacement."""
        made = self._made
        if made is None:
            return
        period = made.report.period if made.report else self.parameters.period
        begun: dict[str, Any] = {"name": made.choice.name}
        if made.report is not None:
            begun |= {"replaces": made.report.id, "as_of": "current"}
        else:
            given = self.parameters.options()
            begun |= {key: given[key] for key in _OF_SIGNING if key in given}
            begun["options"] = {key: value for key, value in given.items() if key not in {*_OF_SIGNING, *_OF_THE_DAY}}
        waiting = len(made.drafted.by_hand) if made.drafted is not None else 0
        ask_to_sign(self, self.context, period, begun, self._has_signed, waiting=waiting)

    def tell_why(self) -> None:
        """Say of each figure of the signed paper whose answers it is made of."""
        report = self._made.report if self._made is not None else None
        if report is not None:
            open_why(self, self.context.session, report.id, report.number_text)

    def _has_signed(self, report_id: int) -> None:
        report = next(each for each in signing.signed(self.context.session) if each.id == report_id)
        self.papers.set_choices(choices(self.context.session, self._period), (report.name, report_id))
        choice = self.papers.current()
        if choice is not None:
            self._chosen(choice)
        self.said.emit(tr("Đã ký số {number}, số liệu được giữ nguyên", number=report.number_text), None)

    # --- as a page

    def title(self) -> str:
        return tr("Báo cáo")

    def fact(self) -> str:
        choice = self.papers.current()
        if choice is not None and choice.name == REGISTER:
            return tr("Sổ văn bản")
        if self._made is None:
            return ""
        count = len(self._made.document.appendices) if self._made.document else 0
        name = str(catalogue.PAPERS[self._made.choice.name].title)
        if count:
            return tr("{paper} · {pages} trang, {n} phụ lục", paper=name, pages=len(self._made.pages), n=count)
        return tr("{paper} · {pages} trang", paper=name, pages=len(self._made.pages))

    def actions_for_menu(self) -> list[QAction]:
        # The only list here is the register: a command of lists brings it to the front.
        return [*self._text_work.actions, *self.output.actions, *list_actions(self, self._bring_register)]

    def _bring_register(self) -> RegisterView:
        choice = self.papers.current()
        if choice is None or choice.name != REGISTER:
            self.show_item((REGISTER, None))
        return self.register

    def header_buttons(self) -> list[Button]:
        return [self._word, self._excel, self._print]

    def regions(self) -> list[QWidget]:
        shown = self.register.regions() if self._faces.currentIndex() else [self.preview, self.side]
        return [self.papers, *shown]


def _make(
    session: Session, period: str, choice: Choice, given: dict[str, Any], lock: threading.Lock, progress: Progress
) -> Made:
    drafted, layout = catalogue.compose(session, choice.name, period, **given), layouts.of(session)
    data, places = pdf_with_places(drafted.document, layout, progress)
    return Made(
        choice,
        drafted.document,
        PdfPages(data, lock),
        layout,
        period,
        catalogue.whom(choice.name, given),
        drafted,
        places,
        _draft(drafted.document),
    )


def _signed(session: Session, choice: Choice, lock: threading.Lock) -> Made:
    report = next(each for each in signing.signed(session) if each.id == choice.report_id)
    pages = PdfPages(signing.reprint(session, report.id), lock)
    return Made(choice, None, pages, ND30, report=report, moved=comparing.compare(session, report.id))


def _draft(document: Document) -> str:
    """The warning that stands on a draft, empty on other papers."""
    notes = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    return next((note for note in notes if note.startswith("Bản nháp")), "")
