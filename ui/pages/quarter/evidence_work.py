"""What is done with the evidence of a row: drop, paste or choose files; open, look at, note and take off."""

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from app.clock import local
from app.errors import PlanError, Refused
from app.i18n import msg, tr
from app.plan import block, evidence
from app.plan.evidence import Evidence
from app.plan.evidence_files import opened_copy
from app.plan.grid_rows import Row
from app.session import Session
from ui.context import PageContext
from ui.pages.asking import ask
from ui.pages.quarter.evidence_preview import PreviewSheet
from ui.pages.quarter.model import GridModel
from ui.widgets.dropping import files_of
from ui.widgets.fields import TextArea
from ui.widgets.form import Form
from ui.widgets.label import Label
from ui.widgets.page import Page

MOST_FILES = 50
"""At once: a folder's content dragged by mistake is asked for again in parts."""


class EvidenceWork(QObject):
    """Writes on the writer's thread; each change says so with its undo."""

    def __init__(self, context: PageContext, page: Page, model: GridModel) -> None:
        super().__init__(page)
        self._context, self._page, self._model = context, page, model

    # -- new evidence -----------------------------------------------------------------------------------------

    def choose(self, row: Row) -> None:
        """Choose files for a row."""
        names, _ = QFileDialog.getOpenFileNames(self._page, tr("Chọn tệp minh chứng"))
        self.attach(row, [Path(name) for name in names])

    def attach(self, row: Row, files: Sequence[Path]) -> None:
        """Put files to a row as its evidence."""
        grid = self._model.grid
        if grid is None or not files:
            return
        if len(files) > MOST_FILES:
            said = msg("{n} tệp một lần là nhiều quá. Chọn tối đa {most} tệp.", n=len(files), most=MOST_FILES)
            self._page.fail(Refused(said))
            return
        self._write(lambda session: block.attach(session, row, grid, files), _added)

    def paste(self, row: Row) -> bool:
        """Put what lies on the clipboard to a row: copied files, or a picture. False where there is neither, as when it is text."""
        clipboard, grid = QGuiApplication.clipboard(), self._model.grid
        data = clipboard.mimeData()
        files = files_of(data)
        if grid is not None and files:
            self.attach(row, files)
            return True
        # A spreadsheet puts a picture of its cells beside their text.
        if grid is None or data.hasText() or not data.hasImage():
            return False
        image = clipboard.image()
        if image.isNull():
            return False
        moment = local(self._context.session.clock.now_ms())
        name = tr("Ảnh dán {time}.png", time=moment.strftime("%Y-%m-%d %H.%M.%S"))

        def write(session: Session) -> list[int]:
            with tempfile.TemporaryDirectory(prefix="tiendo-") as folder:
                return block.attach(session, row, grid, [_saved(image, Path(folder) / name)])

        self._write(write, _added)
        return True

    # -- what is there ----------------------------------------------------------------------------------------

    def do(self, what: str, file: Evidence) -> None:
        """Open, preview, note or remove a file."""
        {"open": self.open, "preview": self.preview, "note": self.note, "remove": self.remove}[what](file)

    def open(self, file: Evidence) -> None:
        """Open a copy of a file with the program that the machine has for it; programs are not started."""
        job = self._context.jobs.read(lambda _progress: opened_copy(file))
        job.succeeded.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        job.failed.connect(self._page.fail)

    def preview(self, file: Evidence) -> None:
        """Look at a file beside the grid."""
        PreviewSheet(self._context.jobs, file, partial(self.open, file)).open_over(self._page)

    def note(self, file: Evidence) -> None:
        """Say what a file proves."""
        form = Form()
        form.add_wide(Label(file.name, wrap=True))
        form.add("note", tr("Ghi chú"), TextArea(file.note, lines=3), tr("Nói tệp này chứng minh điều gì."))
        session = self._context.session
        ask(
            self._page,
            self._context,
            tr("Ghi chú minh chứng"),
            form,
            tr("Lưu ghi chú"),
            lambda given: evidence.annotate(session, file.id, given["note"]),
        ).subject = file.name

    def remove(self, file: Evidence) -> None:
        """Take a file off its row; the toast brings it back."""
        name = file.name
        self._write(
            lambda session: evidence.detach(session, file.id), lambda _none: tr("Đã gỡ minh chứng {name}", name=name)
        )

    def _write(self, work: Callable[[Session], Any], words: Callable[[Any], str]) -> None:
        session = self._context.session
        job = self._context.jobs.write(lambda _progress: work(session))
        job.succeeded.connect(lambda result: self._page.said.emit(words(result), True))
        job.failed.connect(self._page.fail)


def _added(ids: Sequence[int]) -> str:
    return tr("Đã thêm {n} tệp minh chứng", n=len(ids))


def _saved(image: QImage, path: Path) -> Path:
    if not image.save(str(path)):
        raise PlanError(msg("Chưa lưu được ảnh dán. Lưu ảnh thành tệp rồi kéo vào dòng."))
    return path
