"""The document a task comes from, beside the tree: its clauses around the one that asks for the task, and its files."""

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app import directives
from app.directives import ClauseLine
from app.errors import PlanError
from app.i18n import tr
from app.plan import evidence
from app.plan.evidence import Evidence
from app.plan.evidence_files import opened_copy
from ui.context import PageContext
from ui.fonts import Role, metrics
from ui.tokens import tokens
from ui.widgets.buttons import Button
from ui.widgets.label import Label
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet

AROUND = 30
"""Clauses shown before and after the one that is quoted."""

WIDTH = 440
NAME_WIDTH = 240


class _Clause(QWidget):
    """One clause; the one that is looked for stands on the colour of a selection."""

    def __init__(self, clause: ClauseLine, *, wanted: bool) -> None:
        super().__init__()
        self._wanted = wanted
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 5, 8, 5)
        column.setSpacing(0)
        role = Role.MEDIUM if wanted else Role.BODY
        words = f"{clause.label}. {clause.text}" if clause.text else clause.label
        column.addWidget(Label(words, role, wrap=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._wanted:
            painter = QPainter(self)
            painter.fillRect(self.rect(), tokens().sel)
            painter.fillRect(0, 0, 3, self.height(), tokens().accent)


def show_source(page: Page, context: PageContext, directive_id: int, clause_id: int | None) -> Sheet:
    """Open the document over the page, at a clause."""
    session = context.session
    whole = directives.details(session, directive_id)
    name = next((line for line in directives.directive_lines(session) if line.id == directive_id), None)
    title = f"{name.kind} {name.as_written}".strip() if name is not None else tr("Văn bản")
    sheet = Sheet(title, width=WIDTH)
    if name is not None and name.abstract:
        sheet.body.addWidget(Label(name.abstract, tone="text2", wrap=True))
    if whole.signer_text:
        sheet.body.addWidget(Label(tr("Người ký: {name}", name=whole.signer_text), Role.SMALL, "text2", wrap=True))
    for file in evidence.of(session, "directive", directive_id):
        sheet.body.addWidget(file_link(file, page), 0, Qt.AlignmentFlag.AlignLeft)
    clauses = directives.clause_lines(session, directive_id)
    wanted = _add_clauses(sheet, clauses, clause_id)
    sheet.body.addStretch(1)
    sheet.set_primary(
        tr("Mở ở trang Văn bản"), lambda: page.open_requested.emit("directives", ("directive", directive_id))
    )
    sheet.open_over(page)
    area = sheet.findChild(QScrollArea)
    if wanted is not None and area is not None:
        # When the labels have found their heights.
        QTimer.singleShot(0, wanted, lambda: area.ensureWidgetVisible(wanted, 0, 160))
    return sheet


def _add_clauses(sheet: Sheet, clauses: tuple[ClauseLine, ...], clause_id: int | None) -> QWidget | None:
    at = next((place for place, one in enumerate(clauses) if one.id == clause_id), 0)
    shown = clauses[max(at - AROUND, 0) : at + AROUND]
    if len(shown) < len(clauses):
        sheet.body.addWidget(
            Label(tr("{n}/{m} mục, quanh mục được giao", n=len(shown), m=len(clauses)), Role.SMALL, "text2")
        )
    if not clauses:
        sheet.body.addWidget(Label(tr("Chưa ghi mục nào của văn bản này."), tone="text2", wrap=True))
    column = QVBoxLayout()
    column.setSpacing(2)
    sheet.body.addLayout(column)
    wanted = None
    for clause in shown:
        row = _Clause(clause, wanted=clause.id == clause_id)
        wanted = row if clause.id == clause_id else wanted
        column.addWidget(row)
    return wanted


def file_link(file: Evidence, page: Page) -> Button:
    """A file's name that opens it with the program of this machine; a long name loses its middle, so that its kind is seen."""
    name = metrics(Role.SMALL_MEDIUM).elidedText(file.name, Qt.TextElideMode.ElideMiddle, NAME_WIDTH)
    link = Button(name, lambda: open_file(file, page), kind="link", icon="paperclip", tip=file.note or file.name)
    link.setAccessibleName(file.name)
    return link


def open_file(file: Evidence, page: Page) -> None:
    """Open a copy of a file with the program of this machine; what hinders it the page says."""
    try:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(opened_copy(file))))
    except PlanError as error:
        page.fail(error)
