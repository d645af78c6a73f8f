"""Asking for the fields of one thing in a sheet, and saving them as one change."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.errors import PlanError
from app.i18n import tr
from ui.context import PageContext
from ui.widgets.form import Form
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet

Write = Callable[[dict[str, Any]], object]


def ask(
    page: Page,
    context: PageContext,
    title: str,
    form: Form,
    words: str,
    write: Write,
    *,
    then: Callable[[Any], object] | None = None,
) -> Sheet:
    """Open a sheet over the page with a form and one button.

    ``write`` gets the values (days as ISO text) on the writer thread. What the core refuses is shown in the form and nothing that was typed
    is lost; when it is saved the sheet closes and the page says so, with the way back. ``then`` gets what ``write`` gave, such as the id of
    what was added.
    """
    sheet = Sheet(title)
    sheet.set_form(form)

    def save() -> None:
        if not form.check():
            return
        values = as_given(form.values())
        # A second press before the first is saved would add the thing twice.
        button.setEnabled(False)
        job = context.jobs.write(lambda _progress: write(values))
        job.succeeded.connect(_saved)
        job.failed.connect(_refused)

    def _saved(made: object) -> None:
        sheet.close_sheet()
        if then is not None:
            then(made)
        page.said.emit(tr("Đã lưu"), True)

    def _refused(error: Exception) -> None:
        button.setEnabled(True)
        if isinstance(error, PlanError):
            form.show_error(error, getattr(error, "where", ""))

    button = sheet.set_primary(words, save)
    sheet.open_over(page)
    return sheet


def as_given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a form as use cases take them: days as ISO text."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
