"""The panel at the right: what can be chosen about the paper, or what is known of a signed one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.plan import periods
from app.reports import catalogue, offering
from app.reports.papers.paper import Paper
from app.reports.register.comparing import Comparison
from app.reports.register.signing import SignedReport
from app.session import Session
from ui.fonts import Role
from ui.pages.reports.choices import Choice
from ui.pages.reports.paper_fields import PaperFields
from ui.pages.reports.signed_facts import facts, moved_figures, moved_words
from ui.widgets.buttons import Button
from ui.widgets.label import Label, Line
from ui.widgets.scroll import PaperScroll

WIDTH = 288
PADDING = 16
SOON_MS = 250
"""How long a person pauses before the paper is made anew."""


class Parameters(PaperScroll):
    """``changed`` tells, after a pause, that the paper must be made anew; ``sign_asked`` that it is to be signed,
    ``why_asked`` that somebody wants to know what its figures are made of."""

    changed = Signal()
    sign_asked = Signal()
    why_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Tham số"))
        self.setFixedWidth(WIDTH)
        self._session = session
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.changed)
        self.remembered: dict[str, Any] = {}
        self._begin()

    def _begin(self) -> QVBoxLayout:
        """Start anew, empty."""
        self._soon.stop()
        sheet = QWidget()
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(PADDING, PADDING - 4, PADDING, PADDING)
        self._column.setSpacing(10)
        self.fields: PaperFields | None = None
        self.set_content(sheet)
        return self._column

    def show_paper(self, choice: Choice, period: str) -> None:
        """What can be chosen about a paper, begun with the period that is worked in."""
        column = self._begin()
        paper = catalogue.paper(choice.name)
        column.addWidget(Label(tr("Tham số"), Role.SECTION))
        self.fields = PaperFields(self._session, paper, period, self.remembered)
        self.fields.changed.connect(self._soon.start)
        column.addWidget(self.fields)
        column.addStretch(1)
        if paper.signable:
            self._offer_signing(paper)

    def _offer_signing(self, paper: Paper) -> None:
        self._column.addWidget(Line())
        self._why = Label("", Role.SMALL, "text2", wrap=True)
        self._column.addWidget(self._why)
        words = tr("Ký, giữ số liệu…") if paper.has_figures else tr("Ký, cấp số…")
        self._sign = Button(words, self.sign_asked.emit, icon="signature")
        self._column.addWidget(self._sign)
        self._tell_signing(paper)
        if self.fields is not None:
            self.fields.changed.connect(lambda: self._tell_signing(paper))

    def _tell_signing(self, paper: Paper) -> None:
        """Whether the paper can be signed for the period that is chosen."""
        figures = paper.group == "period" and paper.name != "amendments"
        waits = figures and not offering.is_closed(self._session, self.period)
        if waits:
            why = tr("Ký được sau khi khóa {period}.", period=periods.inside(self.period))
        elif paper.has_figures:
            why = tr("Khi ký, mọi con số được giữ nguyên. In lại về sau vẫn ra đúng bản này.")
        else:
            why = tr("Khi ký, văn bản được cấp số và giữ nguyên bản in.")
        self._why.setText(why)
        self._sign.setEnabled(not waits and not self.lacking)

    @property
    def period(self) -> str:
        """The period of the paper; empty while there is none."""
        return self.fields.period if self.fields is not None else ""

    @property
    def lacking(self) -> str:
        """Why the paper cannot be made yet; empty when it can."""
        return self.fields.lacking if self.fields is not None else ""

    def options(self) -> dict[str, Any]:
        """What was chosen, as the catalogue takes it."""
        return self.fields.options() if self.fields is not None else {}

    def show_signed(self, report: SignedReport, moved: Sequence[Comparison]) -> None:
        """What is known of a signed paper, and which of its figures are no longer so."""
        column = self._begin()
        column.addWidget(Label(tr("Đã ký"), Role.SECTION))
        for pair in facts(report):
            column.addLayout(pair)
        if catalogue.paper(report.name).has_figures:
            column.addWidget(Line())
            column.addWidget(moved_words(moved))
            column.addWidget(Button(tr("Vì sao có con số này…"), self.why_asked.emit, icon="help-circle"))
        for lines in moved_figures(moved):
            column.addLayout(lines)
        column.addStretch(1)
        if report.replaced_by is not None:
            column.addWidget(Label(tr("Đã có văn bản khác thay thế bản này."), Role.SMALL, "text2", wrap=True))
        elif catalogue.paper(report.name).group == "period" and report.name != "amendments":
            column.addWidget(Line())
            column.addWidget(Button(tr("Ký bản thay thế…"), self.sign_asked.emit, icon="signature"))

    def show_nothing(self) -> None:
        """There is nothing to choose."""
        self._begin().addStretch(1)
