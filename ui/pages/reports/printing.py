"""Printing on paper: the system's dialog asks for printer, pages and copies; the pages are drawn one by one beside the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.jobs import Progress
from ui.jobs import JobRunner

if TYPE_CHECKING:
    from ui.pages.reports.pdf_pages import PdfPages

DOTS_PER_INCH = 300
_POINTS = 72


def ask_printer(parent: QWidget, title: str, pages: int) -> QPrinter | None:
    """Ask which printer and pages; None when the person thinks better of it."""
    printer = new_printer(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("In {title}", title=title))
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, True)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def new_printer(title: str) -> QPrinter:
    """A printer of the system that knows what it prints, for pages drawn to their edges."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    return printer


class PrintRun(QObject):
    """Prints some pages: each is drawn in a job and handed to the printer when it is there, so that the window stays alive.

    ``ended`` tells how many pages went to the printer; ``failed`` that it would not take them.
    """

    ended = Signal(int)
    failed = Signal(str)

    def __init__(self, jobs: JobRunner, pages: "PdfPages", printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._pages, self._printer = jobs, pages, printer
        first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
        self._left = list(range(max(first, 1) - 1, min(last, len(pages))))
        self._printed = 0
        self._painter = QPainter()

    def start(self) -> None:
        """Print the first page; the others follow."""
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._end()
            return
        page = self._left.pop(0)
        width = round(self._pages.sizes[page][0] / _POINTS * DOTS_PER_INCH)
        pages = self._pages

        def draw(_progress: Progress) -> QImage:
            return pages.picture(page, width)

        job = self._jobs.read(draw)
        job.succeeded.connect(lambda image: self._put(page, image))
        job.failed.connect(lambda error: self._stop(str(error)))

    def _put(self, page: int, image: QImage) -> None:
        width, height = self._pages.sizes[page]
        upright = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
        turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
        self._printer.setPageLayout(QPageLayout(upright, turned, QMarginsF(0, 0, 0, 0)))
        ready = self._printer.newPage() if self._painter.isActive() else self._painter.begin(self._printer)
        if not ready:
            self._stop(tr("Máy in không nhận trang {n}. Xem lại máy in rồi in lại từ trang đó.", n=page + 1))
            return
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        self._painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), image)
        self._printed += 1
        self._next()

    def _stop(self, why: str) -> None:
        self._left.clear()
        if self._painter.isActive():
            self._painter.end()
        self.failed.emit(why)

    def _end(self) -> None:
        if self._painter.isActive():
            self._painter.end()
        self.ended.emit(self._printed)
