"""What taking the plan over again would change, as a list to be read before it is done."""

from app.i18n import Message, msg, tr
from app.plan_import.matching import match
from app.plan_import.review.deciding import choices_of
from app.plan_import.review.entries import to_draft
from app.plan_import.update_plan import Fate, RowChange, UpdatePlan
from app.plan_import.updating import compare
from ui.fonts import Role
from ui.pages.plan_import.desk import Desk
from ui.widgets.label import Label, Line
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet

FATES: dict[Fate, Message] = {
    Fate.NEW: msg("Thêm"),
    Fate.CHANGED: msg("Đổi"),
    Fate.REMOVED: msg("Rút"),
    Fate.ENDED: msg("Kết thúc"),
    Fate.SAME: msg("Giữ"),
}
_TONES = {Fate.NEW: "ok", Fate.CHANGED: "accent", Fate.REMOVED: "bad", Fate.ENDED: "warn", Fate.SAME: "text2"}
MOST = 150


def show_update(page: Page, desk: Desk) -> None:
    """Compare beside the window, then show it in a sheet over the page."""
    session, review, source = desk.context.session, desk.review, desk.source

    def work() -> UpdatePlan:
        draft = to_draft(review)
        return compare(session, draft, choices_of(review, match(session, draft, source=source)))

    job = desk.context.jobs.read(lambda _progress: work())
    job.succeeded.connect(lambda plan: _shown(page, plan))
    job.failed.connect(page.fail)


def _shown(page: Page, plan: UpdatePlan) -> None:
    sheet = Sheet(tr("Nhận sẽ đổi những gì"), width=460)
    parts = [f"{FATES[fate]} {plan.counts[fate]}" for fate in FATES if plan.counts.get(fate)]
    sheet.body.addWidget(Label(f"{plan.name}: " + ", ".join(parts), tone="text2", wrap=True))
    for row in plan.changes[:MOST]:
        sheet.body.addWidget(Line())
        _add(sheet, row)
    if plan.nothing:
        sheet.body.addWidget(Label(tr("Không có gì thay đổi."), wrap=True))
    sheet.body.addStretch(1)
    sheet.set_primary(tr("Đóng"), sheet.close_sheet)
    sheet.open_over(page)


def _add(sheet: Sheet, row: RowChange) -> None:
    sheet.body.addWidget(Label(str(FATES[row.fate]), Role.SMALL_STRONG, _TONES[row.fate]))
    sheet.body.addWidget(Label(row.text, wrap=True))
    for field in row.fields:
        kept = " " + tr("(giữ theo sổ, người dùng đã sửa)") if field.kept else ""
        words = tr("{label}: {old} thành {new}", label=field.label, old=_said(field.old), new=_said(field.new))
        sheet.body.addWidget(Label(words + kept, Role.SMALL, "text2", wrap=True))


def _said(value: object) -> str:
    return tr("trống") if value in (None, "") else str(value)
