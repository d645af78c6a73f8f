"""How far a writer has come: rows of tables set, pages laid out. A person who stops a long paper is obeyed within a few dozen rows."""

from app.i18n import msg
from app.jobs import Progress
from app.reports.content import Document, tables_of

_EVERY = 32
"""Rows between two reports: often enough to stop at once, seldom enough to cost nothing."""


class Steps:
    """Counts what a writer has done of ``document`` and tells it to ``progress``, which raises Cancelled when asked to stop."""

    def __init__(self, document: Document, progress: Progress) -> None:
        tables = [*tables_of(document.blocks)]
        for appendix in document.appendices:
            tables += tables_of(appendix.blocks)
        self._total = sum(len(table.rows) for table in tables)
        self._done = 0
        self._progress = progress
        progress.report(0, self._total)

    def row(self) -> None:
        """One more row of a table."""
        self._done += 1
        if self._done % _EVERY == 0:
            self._progress.report(min(self._done, self._total), self._total)

    def page(self, number: int) -> None:
        """Another page is laid out; how many there will be is not known."""
        self._progress.report(self._total, self._total, str(msg("Trang {n}", n=number)))
