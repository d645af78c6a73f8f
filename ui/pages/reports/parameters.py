"""The panel at the right: what can be chosen about the paper, or what is known of a signed one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dates import format_date
from app.given import brief
from app.i18n import tr
from app.people import persons
from app.plan import calendar, periods
from app.reports.papers.tables import TITLES
from app.reports.register.comparing import Comparison
from app.reports.register.signing import SignedReport
from app.session import Session
from ui.fonts import Role
from ui.pages.reports.choices import Choice
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckBox, ComboBox, RadioGroup
from ui.widgets.form import FieldRow
from ui.widgets.label import Label, Line
from ui.widgets.scroll import PaperScroll

WIDTH = 272
PADDING = 16
SOON_MS = 250
"""How long a person pauses before the paper is made anew."""

MOST_MOVED = 8
MOST_CAUSES = 3
"""Figures that moved, and answers behind each, in the narrow panel; the amendment annex has all."""

NOBODY = ("", "")
_CHAIRS = ("chủ tịch", "phó chủ tịch")


def signers(session: Session) -> list[tuple[object, str]]:
    """Who may sign: (post, name) and how the list shows them, chairmen first. Where no chairman is known, nobody stands first."""
    held = [(post.post, person.name) for person in persons.person_lines(session) for post in person.posts if post.post]
    chairs = [pair for pair in held if pair[0].lower().startswith(_CHAIRS)]
    others = [pair for pair in held if pair not in chairs]
    chairs.sort(key=lambda pair: pair[0].lower().startswith("phó"))
    named: list[tuple[object, str]] = [((post, name), f"{post} · {name}") for post, name in (*chairs, *others)]
    nobody: tuple[object, str] = (NOBODY, tr("Để trống, ký tay"))
    return [*named, nobody] if chairs else [nobody, *named]


class Parameters(PaperScroll):
    """``changed`` tells, after a pause, that the paper must be made anew; ``sign_asked`` that it is to be signed."""

    changed = Signal()
    sign_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Tham số"))
        self.setFixedWidth(WIDTH)
        self._session = session
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.changed)
        self._signer: object = None
        self._begin()

    def _begin(self) -> QVBoxLayout:
        """Start anew, empty."""
        sheet = QWidget()
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(PADDING, PADDING - 4, PADDING, PADDING)
        self._column.setSpacing(10)
        self._day: DateField | None = None
        self._signers: ComboBox | None = None
        self._view: RadioGroup | None = None
        self._boxes: dict[str, CheckBox] = {}
        self.set_content(sheet)
        return self._column

    # --- a paper to be printed

    def show_paper(self, choice: Choice, period: str) -> None:
        """What can be chosen about a paper of the period."""
        column = self._begin()
        column.addWidget(Label(tr("Tham số"), Role.SECTION))
        column.addWidget(Label(tr("Kỳ báo cáo: {period}", period=periods.label(period)), tone="text2", wrap=True))
        self._day = DateField(None)
        row = FieldRow(tr("Ngày trên văn bản"), self._day, tr("Bỏ trống thì ngày để điền tay."))
        column.addWidget(row)
        self._signers = ComboBox(signers(self._session), self._signer)
        column.addWidget(FieldRow(tr("Ký thay mặt Ban Thường vụ"), self._signers))
        self._day.changed.connect(self._soon.start)
        self._signers.changed.connect(self._signer_chosen)
        closed = calendar.info(self._session, period).closed if choice.name == "quarter" else False
        if choice.name == "quarter":
            self._report_choices(closed=closed)
        column.addStretch(1)
        if choice.name in {"quarter", "amendments"}:
            self._offer_signing(closed=closed or choice.name == "amendments", period=period)

    def _report_choices(self, *, closed: bool) -> None:
        if closed:
            self._view = RadioGroup(
                [("closed", tr("Lúc khóa quý")), ("current", tr("Hiện nay, gồm đính chính"))], "closed"
            )
            self._column.addWidget(FieldRow(tr("Số liệu"), self._view))
            self._view.changed.connect(self._soon.start)
        group = QVBoxLayout()
        group.setSpacing(2)
        group.addWidget(Label(tr("Phụ lục kèm theo"), Role.SMALL, "text2"))
        for name, title in TITLES.items():
            box = CheckBox(title, True)
            box.changed.connect(self._soon.start)
            self._boxes[name] = box
            group.addWidget(box)
        self._column.addLayout(group)

    def _offer_signing(self, *, closed: bool, period: str) -> None:
        self._column.addWidget(Line())
        if closed:
            why = tr("Khi ký, mọi con số được giữ nguyên. In lại về sau vẫn ra đúng bản này.")
        else:
            why = tr("Ký được sau khi khóa {period}.", period=periods.inside(period))
        self._column.addWidget(Label(why, Role.SMALL, "text2", wrap=True))
        button = Button(tr("Ký, giữ số liệu…"), self.sign_asked.emit, icon="signature")
        button.setEnabled(closed)
        self._column.addWidget(button)

    def options(self) -> dict[str, Any]:
        """What was chosen, as the catalogue takes it."""
        found: dict[str, Any] = {}
        if self._day is not None:
            day = self._day.value()
            found |= {"day": day, "day_known": day is not None}
        if self._signers is not None:
            found["post"], found["signer"] = self.signer()
        if self._view is not None:
            found["as_of"] = self._view.value()
        if self._boxes:
            found["appendices"] = tuple(name for name, box in self._boxes.items() if box.value())
        return found

    def signer(self) -> tuple[str, str]:
        """Post and name of who signs."""
        value = None if self._signers is None else self._signers.value()
        return value if isinstance(value, tuple) else NOBODY

    def day(self) -> date | None:
        """The day on the paper, None to be written by hand."""
        return None if self._day is None else self._day.value()

    def _signer_chosen(self, who: object) -> None:
        self._signer = who
        self._soon.start()

    # --- a signed paper

    def show_signed(self, report: SignedReport, moved: Sequence[Comparison]) -> None:
        """What is known of a signed paper, and which of its figures are no longer so."""
        column = self._begin()
        column.addWidget(Label(tr("Đã ký"), Role.SECTION))
        view = tr("lúc khóa quý") if report.as_of == "closed" else tr("lúc ký, gồm đính chính")
        facts: Sequence[tuple[str, str]] = (
            (tr("Số"), report.number_text),
            (tr("Ngày ký"), format_date(report.signed_on)),
            (tr("Người ký"), report.signer or tr("không ghi")),
            (tr("Số liệu"), view),
        )
        for label, text in facts:
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(Label(label, Role.SMALL, "text2"))
            pair.addWidget(Label(text, wrap=True))
            column.addLayout(pair)
        column.addWidget(Line())
        column.addWidget(Label(_what_moved(len(moved)), wrap=True, tone="warn" if moved else "text"))
        for one in moved[:MOST_MOVED]:
            column.addLayout(_moved(one))
        column.addStretch(1)
        if report.replaced_by is not None:
            column.addWidget(Label(tr("Đã có báo cáo khác thay thế bản này."), Role.SMALL, "text2", wrap=True))
        elif report.name == "quarter":
            column.addWidget(Line())
            column.addWidget(Button(tr("Ký bản thay thế…"), self.sign_asked.emit, icon="signature"))

    def show_nothing(self) -> None:
        """There is nothing to choose."""
        self._begin().addStretch(1)


def _moved(one: Comparison) -> QVBoxLayout:
    """A figure that moved: its name, before and after, and the first answers behind it."""
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(Label(brief(one.title, 90), Role.SMALL, "text2", wrap=True))
    lines.addWidget(Label(f"{one.before} → {one.after}", Role.MEDIUM, wrap=True))
    for cause in one.causes[:MOST_CAUSES]:
        lines.addWidget(Label(f"{cause.unit}: {cause.before} → {cause.after}", Role.SMALL, wrap=True))
    if len(one.causes) > MOST_CAUSES:
        more = tr("và {n} đơn vị khác", n=len(one.causes) - MOST_CAUSES)
        lines.addWidget(Label(more, Role.SMALL, "text2"))
    return lines


def _what_moved(moved: int) -> str:
    if not moved:
        return tr("Mọi số liệu hiện nay vẫn như lúc ký.")
    return tr("{n} số liệu hiện nay khác lúc ký. Bản in vẫn là bản đã ký.", n=moved)
