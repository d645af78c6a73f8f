"""The sheets in which milestones of a programme are added, corrected and said to be reached."""

from typing import Any

from app.dates import from_iso
from app.errors import NotFound
from app.i18n import tr
from app.plan import details, programmes
from app.plan.details import MilestoneLine
from ui.context import PageContext
from ui.pages.asking import ask
from ui.widgets.date_field import DateField
from ui.widgets.fields import ComboBox, TextField
from ui.widgets.form import Form
from ui.widgets.page import Page


class MilestoneForms:
    """Opens the sheets over a page; every one saves as one change."""

    def __init__(self, page: Page, context: PageContext) -> None:
        self._page = page
        self._context = context

    def add(self, programme_id: int) -> None:
        """Ask for a new milestone."""
        session = self._context.session
        ask(
            self._page,
            self._context,
            tr("Thêm mốc"),
            _form(None),
            tr("Thêm mốc"),
            lambda given: programmes.add_milestone(session, programme_id, **_days(given)),
        )

    def open(self, programme_id: int, milestone_id: int) -> None:
        """Correct a milestone, or say on which day it was reached; nothing happens for one that another office set."""
        try:
            programme = details.programme(self._context.session, programme_id)
        except NotFound:
            return
        known = next((one for one in programme.milestones if one.id == milestone_id), None)
        if known is None or not programme.owned:
            return
        session = self._context.session
        ask(
            self._page,
            self._context,
            tr("Sửa mốc"),
            _form(known),
            tr("Lưu mốc"),
            lambda given: programmes.edit_milestone(session, milestone_id, **_days(given)),
        )


def _form(known: MilestoneLine | None) -> Form:
    form = Form()
    form.add("text", tr("Nội dung mốc"), TextField(known.text if known else ""))
    kinds = [(key, str(word)) for key, word in programmes.MILESTONE_WORDS.items()]
    form.add("kind", tr("Loại mốc"), ComboBox(kinds, known.kind if known else "other"))
    form.add_pair(
        ("starts", tr("Từ ngày"), _date(known.starts if known else None)),
        ("ends", tr("Đến ngày"), _date(known.ends if known else None)),
    )
    form.add("reached", tr("Đạt ngày"), _date(known.reached if known else None), tr("Bỏ trống khi chưa đạt."))
    return form


def _days(given: dict[str, Any]) -> dict[str, Any]:
    """A milestone of one day may be given by either of its days."""
    starts = given.get("starts") or given.get("ends") or ""
    return {**given, "starts": starts, "ends": given.get("ends") or starts}


def _date(iso: str | None) -> DateField:
    return DateField(from_iso(iso) if iso else None)
