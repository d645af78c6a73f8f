"""What becomes of a paper: a file of the person's choosing, a printed one, one in the folder of what is to be sent."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths

from app.i18n import tr
from app.jobs import Progress
from app.reports import file_names
from app.reports.writing import render
from app.safe_files import replace_file
from ui.actions import action
from ui.pages.reports.printing import PrintRun, ask_printer
from ui.widgets.job_bar import JobBar

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.pages.reports.page import Made, ReportsPage

_FILTERS = {"pdf": "PDF (*.pdf)", "docx": "Word (*.docx)", "xlsx": "Excel (*.xlsx)"}


class Output(QObject):
    """Writes the paper that is looked at in a job; the page asks the questions."""

    def __init__(self, page: "ReportsPage", bar: JobBar) -> None:
        super().__init__(page)
        self._page, self._bar = page, bar
        self.actions: list[QAction] = [
            action(page, tr("In ra máy in…"), self.print_paper, keys="Ctrl+P", icon="printer"),
            action(page, tr("Mở bằng chương trình xem PDF"), self.view, icon="external-link"),
            action(page, tr("Ghi vào thư mục gửi"), self.send, keys="Ctrl+Shift+G", icon="send"),
            action(page, tr("Chọn thư mục gửi…"), self.choose_folder, icon="folder"),
        ]

    # --- files

    def save(self, format: str) -> None:
        """Ask where, write the paper there and open it in the program the person uses for it."""
        made = self._page.made
        if made is None:
            return
        chosen = self._page.choose_path(self._suggested(made, format), _FILTERS[format])
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != f".{format}":
            path = path.with_name(f"{path.name}.{format}")
        self._write(made, path, opened=True)

    def _suggested(self, made: "Made", format: str) -> Path:
        """A file name that says what it is, in the person's documents."""
        kind = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(kind) or str(self._page.context.session.path.parent)
        words = made.document.title if made.document is not None else f"{made.choice.title} {made.choice.second}"
        return Path(folder) / f"{file_names.readable(words)}.{format}"

    def _write(self, made: "Made", path: Path, *, opened: bool) -> None:
        format = path.suffix.lower().removeprefix(".")

        def write(progress: Progress) -> Path:
            document = made.document
            if format == "pdf" or document is None:
                replace_file(path, made.pages.data)
            else:
                replace_file(path, render(document, format, made.layout, progress))
            return path

        job = self._page.context.jobs.read(write)
        self._bar.follow(job, tr("Đang ghi {name}", name=path.name))
        job.succeeded.connect(lambda written: self._written(written, opened=opened))
        job.failed.connect(self._page.fail)

    def _written(self, path: Path, *, opened: bool) -> None:
        if opened:
            self._page.said.emit(tr("Đã ghi {name}", name=path.name), None)
            self._page.open_file(path)
        else:
            self._page.said.emit(tr("Đã ghi {name} vào thư mục gửi", name=path.name), None)

    # --- the folder of what is to be sent

    def choose_folder(self) -> str:
        """Ask which folder that is; empty when the person thinks better of it."""
        program = self._page.context.program
        chosen = self._page.choose_folder(program.settings.sending_folder)
        if chosen:
            program.choose_sending_folder(Path(chosen))
        return chosen

    def send(self) -> None:
        """Write the PDF into the folder of what is to be sent; an older one of the same paper is never written over."""
        made = self._page.made
        if made is None:
            return
        folder = self._page.context.program.settings.sending_folder or self.choose_folder()
        if folder:
            self._write(made, _free(Path(folder), self._sent_name(made)), opened=False)

    def _sent_name(self, made: "Made") -> str:
        if made.document is None:
            return file_names.plain_words(f"{made.choice.name} {made.report.number_text if made.report else ''}")
        return file_names.plain(made.document, made.choice.name, made.period)

    # --- paper

    def print_paper(self) -> None:
        """Ask for the printer, then print beside the window."""
        made = self._page.made
        if made is None:
            return
        title = made.document.title if made.document is not None else made.choice.title
        printer = ask_printer(self._page, title, len(made.pages))
        if printer is not None:
            run = PrintRun(self._page.context.jobs, made.pages, printer, self)
            run.ended.connect(lambda pages: self._page.said.emit(tr("Đã gửi {n} trang ra máy in", n=pages), None))
            run.failed.connect(lambda why: self._page.message.say(why, "bad"))
            run.start()

    def view(self) -> None:
        """Show the paper in the system's own viewer, from a copy that the system clears away."""
        made = self._page.made
        if made is not None:
            folder = Path(tempfile.mkdtemp(prefix="tien-do-"))
            self._write(made, folder / f"{self._sent_name(made)}.pdf", opened=True)


def _free(folder: Path, name: str) -> Path:
    """A name nobody has in the folder: "a.pdf", "a-2.pdf" ..."""
    path, again = folder / f"{name}.pdf", 2
    while path.exists():
        path, again = folder / f"{name}-{again}.pdf", again + 1
    return path
