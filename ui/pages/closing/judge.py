"""Approving and returning in bulk: what is selected or everything that waits, one reason, one change."""

from collections.abc import Callable, Sequence

from app.errors import PlanError
from app.i18n import tr
from app.plan import closing, reviews
from app.plan.judging import ToJudge
from ui.context import PageContext
from ui.widgets.fields import TextArea
from ui.widgets.form import Form
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet


class Judge:
    """Writes judgements for a page, which tells them with the way back."""

    def __init__(self, page: Page, context: PageContext) -> None:
        self._page, self._context = page, context

    def approve(self, chosen: Sequence[ToJudge]) -> None:
        """Approve these."""
        entries, figures = _ids(chosen)
        session = self._context.session
        self._write(
            lambda: reviews.approve(session, progress_ids=entries, value_ids=figures),
            lambda n: tr("Đã duyệt {n} bản", n=n),
        )

    def approve_all(self, period: str) -> None:
        """Approve everything that waits in a period."""
        session = self._context.session
        self._write(lambda: closing.approve_waiting(session, period), lambda n: tr("Đã duyệt {n} bản", n=n))

    def submit_all(self, period: str) -> None:
        """Submit every draft of a period. Not undone: what was submitted is recalled."""
        session = self._context.session
        job = self._context.jobs.write(lambda _progress: reviews.submit(session, period=period))
        job.succeeded.connect(lambda n: self._page.said.emit(tr("Đã trình {n} bản", n=n), None))
        job.failed.connect(self._page.fail)

    def ask_return(self, chosen: Sequence[ToJudge]) -> Sheet:
        """Ask for the one reason, then return all of these on one slip."""
        words = tr("Trả lại {n} bản", n=len(chosen))
        sheet, form = Sheet(words), Form()
        reason = form.add("reason", tr("Lý do"), TextArea(lines=4), tr("Đơn vị thấy lý do này ngay ở ô bị trả lại."))
        sheet.set_form(form)
        sheet.subject = chosen[0].title
        sheet.set_primary(words, lambda: self._return(chosen, str(reason.value()), sheet))
        sheet.open_over(self._page)
        return sheet

    def _return(self, chosen: Sequence[ToJudge], reason: str, sheet: Sheet) -> None:
        entries, figures = _ids(chosen)
        session = self._context.session

        def done(_slip: object) -> str:
            sheet.close_sheet()
            return tr("Đã trả lại {n} bản", n=len(chosen))

        self._write(
            lambda: reviews.return_(session, progress_ids=entries, value_ids=figures, reason=reason), done, sheet.fail
        )

    def _write(
        self,
        work: Callable[[], int],
        said: Callable[[int], str],
        failed: Callable[[PlanError], object] | None = None,
    ) -> None:
        job = self._context.jobs.write(lambda _progress: work())
        job.succeeded.connect(lambda n: self._page.said.emit(said(n), True))
        job.failed.connect(failed or self._page.fail)


def _ids(chosen: Sequence[ToJudge]) -> tuple[list[int], list[int]]:
    return (
        [one.fact_id for one in chosen if one.kind == "progress"],
        [one.fact_id for one in chosen if one.kind == "value"],
    )
