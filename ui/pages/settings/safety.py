"""Backups and the check of the workspace."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app import backup, checking
from app.display import show_instant
from app.i18n import tr
from app.jobs import Progress
from ui.context import PageContext
from ui.fonts import Role
from ui.pages.settings.section import Section
from ui.widgets.label import Label

SHOWN = 5


class SafetySection(Section):
    """When the data was last backed up and verified; back up now; check everything."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            tr("An toàn dữ liệu"),
            tr("Sổ tự sao lưu mỗi ngày và trước các việc lớn. Bản sao được kiểm tra ngay khi ghi xong."),
        )
        self._list = Label(wrap=True)
        self.add(self._list)
        self.add_button(tr("Sao lưu ngay"), self.back_up)
        self.add_button(tr("Kiểm tra sổ làm việc"), self.check)
        self._found = Label(role=Role.SMALL, tone="text2", wrap=True)
        self._found.hide()
        self.add(self._found)
        self.add_button(tr("Mở thư mục sao lưu"), self._open_folder, kind="link")
        self.refresh()

    def refresh(self) -> None:
        """Show the newest backups."""
        made = backup.list_backups(self.context.session.path)
        newest = [f"{show_instant(one.at_ms)} · {backup.REASON_WORDS[one.reason]}" for one in reversed(made)]
        self._list.setText("\n".join(newest[:SHOWN]) or tr("Chưa có bản sao lưu nào."))

    def back_up(self) -> None:
        """Back up now."""
        session = self.context.session
        job = self.context.jobs.write(lambda _progress: backup.back_up(session))
        job.succeeded.connect(self._made)
        job.failed.connect(self._refused)

    def check(self) -> None:
        """Check structure, rules, log and attachments; the findings stand here."""
        path = self.context.session.path

        def work(progress: Progress) -> checking.CheckReport:
            return checking.check(path, progress)

        self._found.setText(tr("Đang kiểm tra…"))
        self._found.show()
        job = self.context.jobs.read(work)
        job.succeeded.connect(self._checked)
        job.failed.connect(self._refused)

    def _made(self, path: Path) -> None:
        self.refresh()
        self.said.emit(tr("Đã sao lưu vào {name}", name=path.name), None)

    def _checked(self, report: checking.CheckReport) -> None:
        lines = [str(finding.message) for finding in report.findings]
        self._found.setText("\n".join(lines) if lines else tr("Không thấy vấn đề nào."))
        self._found.show()

    def _open_folder(self) -> None:
        folder = backup.folder(self.context.session.path)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
