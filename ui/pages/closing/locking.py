"""The lock itself, and what is done with a quarter that is locked: its report as files, the next quarter."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.i18n import tr
from app.jobs import Progress
from app.plan import calendar, periods
from app.session import Session
from ui.context import PageContext
from ui.pages.closing import reading
from ui.widgets.job_bar import JobBar
from ui.widgets.page import Page


class Locking:
    """Does it for a page, which tells what came of it."""

    def __init__(self, page: Page, context: PageContext, bar: JobBar) -> None:
        self._page, self._context, self._bar = page, context, bar

    def lock(self, period: str) -> None:
        """Lock, then back up."""
        session, page = self._context.session, self._page
        job = self._context.jobs.write(lambda _progress: reading.lock(session, period))
        self._bar.follow(job, tr("Đang khóa và sao lưu"))
        label = periods.inside(period)

        def locked(trouble: Exception | None) -> None:
            page.said.emit(tr("Đã khóa {period}", period=label), None)
            if trouble is not None:
                page.fail(trouble)
            else:
                # The backup was made after the change was told of.
                page.on_period(period)

        job.succeeded.connect(locked)
        job.failed.connect(page.fail)

    def write_files(self, period: str) -> None:
        """Write the report as PDF, Word and Excel into the folder of what is to be sent, which is asked for once."""
        program = self._context.program
        folder = program.settings.sending_folder or self.choose_folder()
        if not folder:
            return
        session = self._context.session
        job = self._context.jobs.read(lambda progress: _files(session, period, Path(folder), progress))
        self._bar.follow(job, tr("Đang ghi báo cáo"))
        job.succeeded.connect(
            lambda written: self._page.said.emit(
                tr("Đã ghi {names} vào thư mục gửi", names=", ".join(path.name for path in written)), None
            )
        )
        job.failed.connect(self._page.fail)

    def choose_folder(self) -> str:
        """Ask which folder that is; empty when the person thinks better of it."""
        chosen = QFileDialog.getExistingDirectory(self._page, tr("Chọn thư mục gửi"))
        if chosen:
            self._context.program.choose_sending_folder(Path(chosen))
        return chosen

    def go_on(self, period: str) -> None:
        """To the next quarter, opened where it is not yet."""
        session, following = self._context.session, periods.following(period)

        def open_it() -> None:
            if all(info.code != following for info in calendar.opened(session)):
                calendar.open_period(session, following)

        job = self._context.jobs.write(lambda _progress: open_it())
        job.succeeded.connect(lambda _nothing: self._arrive(following))
        job.failed.connect(self._page.fail)

    def _arrive(self, period: str) -> None:
        self._page.open_requested.emit("quarter", None)
        self._page.period_requested.emit(period)


def _files(session: Session, period: str, folder: Path, progress: Progress) -> tuple[Path, ...]:
    from app.reports import gist

    return gist.write_files(session, period, folder, progress)
