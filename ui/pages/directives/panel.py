"""What is known of one document: its head, what of it is covered, what it rests on, who it tells what, its clauses."""

from collections.abc import Callable

from app import directives
from app.dates import format_date
from app.directives import LINK_WORDS, DutyLine, LinkLine
from app.i18n import tr
from app.plan import coverage, evidence
from app.text import fold
from ui.context import PageContext
from ui.models.list_model import Row
from ui.widgets.buttons import Button
from ui.widgets.details import Details

MOST = 40
"""Clauses and duties shown; a long plan has hundreds, and the rest stands in the plan itself."""


class DirectivePanel(Details):
    """Filled anew for each document. ``go`` leads to another page, ``gaps`` to what of the document is missing."""

    def __init__(
        self,
        context: PageContext,
        edit: Callable[[Row], object],
        go: Callable[[str, object], object],
        gaps: Callable[[int, str], object],
    ) -> None:
        super().__init__(tr("Chi tiết văn bản"))
        self._context, self._edit, self._go, self._gaps = context, edit, go, gaps

    def show_row(self, row: Row | None) -> None:
        """Show a document, or nothing."""
        self.begin()
        if row is None:
            return
        session = self._context.session
        whole = directives.details(session, row["id"])
        self.title(f"{row['kind']} {row['as_written']}".strip(), row["abstract"])
        self.facts(
            [
                (tr("Ngày"), format_date(row["issued"]) if row["issued"] else ""),
                (tr("Ban hành"), row["issuer_text"]),
                (tr("Nơi ký"), whole.place),
                (tr("Người ký"), whole.signer_text),
                (tr("Chương trình"), str(row["programmes"] or "")),
                (tr("Tệp"), ", ".join(one.name for one in evidence.of(session, "directive", row["id"]))),
            ]
        )
        self.can_do([Button(tr("Sửa"), lambda: self._edit(row), kind="link", icon="pencil")])
        self._coverage(row["id"])
        self._links(directives.link_lines(session, row["id"]))
        self._duties(directives.duty_lines(session, row["id"]))
        clauses = directives.clause_lines(session, row["id"])
        self.section(tr("Các mục ({n})", n=len(clauses)))
        self.lines((f"{clause.label}. {clause.text}" for clause in clauses[:MOST]), empty=tr("Chưa ghi mục nào."))
        self._rest(len(clauses))
        if whole.recipients:
            self.section(tr("Nơi nhận"))
            self.lines(whole.recipients.splitlines())

    def _coverage(self, directive_id: int) -> None:
        found = coverage.coverage(self._context.session, directive_id=directive_id, lists=False)
        if found.empty:
            return
        self.section(tr("Độ phủ"), tr("Xem"), lambda: self._gaps(directive_id, ""))
        for share in found.shares:
            if share.missing:
                words = f"{share.title}: {share.missing}/{share.total}"
                self.can_do([self._gap_button(words, directive_id, share.kind)])
        if not found.gaps:
            self.marked("done", tr("Không còn chỗ thiếu."))

    def _gap_button(self, words: str, directive_id: int, kind: str) -> Button:
        return Button(words, lambda: self._gaps(directive_id, kind), kind="link")

    def _links(self, links: tuple[LinkLine, ...]) -> None:
        if not links:
            return
        self.section(tr("Văn bản liên quan"))
        for link in links[:MOST]:
            words = LINK_WORDS[link.kind] if link.outward else directives.LINKED_BY_WORDS[link.kind]
            self.can_do([self._link_button(f"{str(words).capitalize()} {link.name}", link.other_id)])
        self._rest(len(links))

    def _link_button(self, words: str, directive_id: int) -> Button:
        return Button(words, lambda: self._go("directives", ("directive", directive_id)), kind="link")

    def _duties(self, duties: tuple[DutyLine, ...]) -> None:
        if not duties:
            return
        self.section(tr("Tổ chức thực hiện ({n})", n=len(duties)))
        for duty in duties[:MOST]:
            named = fold(duty.text).startswith(fold(duty.body))
            self.lines([duty.text if named else f"{duty.body}: {duty.text}"])
            if duty.task_id is not None:
                self.can_do([self._task_button(duty.task_id)])
        self._rest(len(duties))

    def _task_button(self, task_id: int) -> Button:
        return Button(
            tr("Mở nhiệm vụ"), lambda: self._go("programmes", ("task", task_id)), kind="link", icon="arrow-right"
        )

    def _rest(self, count: int) -> None:
        if count > MOST:
            self.lines([tr("và {n} dòng nữa", n=count - MOST)])
