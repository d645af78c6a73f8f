"""Asking for the fields of one thing in a sheet, and saving them as one change."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.i18n import tr
from ui.context import PageContext
from ui.widgets.form import Form
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ui.jobs import Job

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
    if (standing := standing_sheet(page)) is not None:
        return standing
    sheet = Sheet(title)
    sheet.set_form(form)
    # Esc may close the sheet while its change is being written: then the page says what came of it.
    gone: list[bool] = []
    sheet.closed.connect(lambda: gone.append(True))
    written: list[Job] = []

    def save() -> None:
        # A second Enter while the first is being written would add the same thing twice.
        if (written and not written[-1].ended) or not form.check():
            return
        sheet.message.clear()
        values = as_given(form.values())
        job = context.jobs.write(lambda _progress: write(values))
        written.append(job)
        job.succeeded.connect(lambda made: _saved(page, None if gone else sheet, then, made))
        job.failed.connect(lambda error: page.fail(error) if gone else sheet.fail(error))

    sheet.set_primary(words, save)
    sheet.open_over(page)
    return sheet


def as_given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a form as use cases take them: days as ISO text."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def _saved(page: Page, sheet: Sheet | None, then: Callable[[Any], object] | None, made: object) -> None:
    """Close the sheet where it still stands, lead on, and say so."""
    if sheet is not None:
        sheet.close_sheet()
    if then is not None:
        then(made)
    page.said.emit(tr("Đã lưu"), True)


def standing_sheet(page: Page) -> Sheet | None:
    """The sheet that stands open over the page, with the focus in it: nothing is begun over what is being typed."""
    standing = next((one for one in page.findChildren(Sheet) if not one.isHidden()), None)
    if standing is not None and standing.form is not None:
        standing.form.focus_first()
    return standing
