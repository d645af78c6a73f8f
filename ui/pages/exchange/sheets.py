"""Sheets whose work Ctrl+Z does not take back: files that are written, keys, trust. ``ui.pages.asking`` would offer the way back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ui.context import PageContext
from ui.pages.asking import as_given, standing_sheet
from ui.widgets.form import Form
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ui.jobs import Job


def ask_once(
    page: Page,
    context: PageContext,
    title: str,
    form: Form,
    words: str,
    *,
    write: Callable[[dict[str, Any]], Any],
    done: Callable[[Any], object],
) -> Sheet:
    """Open a sheet with a form and one button; ``write`` gets the values on the writer thread, ``done`` what it gave.

    What the core refuses is shown in the form, and nothing that was typed is lost.
    """
    if (standing := standing_sheet(page)) is not None:
        return standing
    sheet = Sheet(title)
    sheet.set_form(form)
    gone: list[bool] = []
    sheet.closed.connect(lambda: gone.append(True))
    written: list[Job] = []

    def save() -> None:
        if (written and not written[-1].ended) or not form.check():
            return
        sheet.message.clear()
        values = as_given(form.values())
        job = context.jobs.write(lambda _progress: write(values))
        written.append(job)
        job.succeeded.connect(lambda made: _end(None if gone else sheet, done, made))
        job.failed.connect(lambda error: page.fail(error) if gone else sheet.fail(error))

    sheet.set_primary(words, save)
    sheet.open_over(page)
    return sheet


def _end(sheet: Sheet | None, done: Callable[[Any], object], made: Any) -> None:
    if sheet is not None:
        sheet.close_sheet()
    done(made)
