"""The preview: the paper page by page, with what turns and enlarges it. Pages are drawn beside the window."""

import threading
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.reports.places import Place
from ui.jobs import JobRunner
from ui.marks import MarkLabel
from ui.pages.reports.paper_sheet import Spot
from ui.pages.reports.pdf_pages import PdfPages
from ui.pages.reports.sheet_view import SheetView
from ui.widgets.buttons import Button, IconButton
from ui.widgets.label import Label, Line

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Steps of enlargement against the width of the view."""

BAR = 40


class Preview(QWidget):
    """``show_pages`` shows a paper; ``wait`` says that one is being made."""

    def __init__(self, jobs: JobRunner) -> None:
        super().__init__()
        self._jobs = jobs
        self.lock = threading.Lock()
        self._pages: PdfPages | None = None
        self._page = 0
        self._zoom = ZOOMS.index(1.0)
        self._token = 0
        self.view = SheetView(tr("Xem trước"))
        self.view.turned.connect(self.turn)
        self.view.fitted.connect(lambda: self._draw(top=False))
        self._places: tuple[Place, ...] = ()
        self._states: Mapping[str, str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._bar())
        layout.addWidget(Line())
        layout.addWidget(self.view, 1)
        self.show_nothing("")

    def _bar(self) -> QHBoxLayout:
        row = self._row = QHBoxLayout()
        row.setContentsMargins(16, (BAR - 30) // 2, 16, (BAR - 30) // 2)
        row.setSpacing(8)
        self._back = IconButton("chevron-left", tr("Trang trước"), lambda: self.turn(-1))
        self._forward = IconButton("chevron-right", tr("Trang sau"), lambda: self.turn(1))
        self.place = Label("")
        self.note = MarkLabel("due_soon", " ")
        self.says = Label("", tone="text2", elide=True)
        self._smaller = IconButton("zoom-out", tr("Thu nhỏ"), lambda: self.zoom(-1))
        self._larger = IconButton("zoom-in", tr("Phóng to"), lambda: self.zoom(1))
        self.fit = Button(tr("Vừa bề ngang"), self.fit_width, kind="small")
        row.addWidget(self._back)
        row.addWidget(self.place)
        row.addWidget(self._forward)
        row.addSpacing(8)
        row.addWidget(self.note)
        row.addWidget(self.says, 1)
        for button in (self._smaller, self.fit, self._larger):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def add_menu(self, button: QWidget) -> None:
        """Put a button at the right end of the bar."""
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def pages(self) -> PdfPages | None:
        """The paper that is shown."""
        return self._pages

    def wait(self) -> None:
        """A paper is being made; the one before stays to be looked at."""
        self.says.setText(tr("Đang lập…"))

    def show_nothing(self, why: str) -> None:
        """There is no paper to look at, and why."""
        self._pages = None
        self._token += 1
        self.note.hide()
        self.says.setText(why)
        self.view.clear()
        self._tell()

    def show_pages(
        self, pages: PdfPages, draft: str, places: Sequence[Place] = (), states: Mapping[str, str] | None = None
    ) -> None:
        """Show a paper: from its first page, or where one was when it is about as long as before. ``draft`` is its warning or empty;
        ``places`` are where its paragraphs stand and ``states`` how they do, as ``Spot`` has it.
        """
        same = self._pages is not None and abs(len(self._pages) - len(pages)) <= 1 and self._page < len(pages)
        self._page = self._page if same else 0
        self._pages, self._places, self._states = pages, tuple(places), states or {}
        self.note.setVisible(bool(draft))
        self.note.set_mark("due_soon", tr("Bản nháp"))
        self.note.setToolTip(draft)
        self.says.setText(draft.partition(": ")[2].rstrip("."))
        self._draw(top=not same)

    def turn(self, by: int) -> None:
        """Go to another page."""
        if self._pages is None or not 0 <= self._page + by < len(self._pages):
            return
        self._page += by
        self._draw(top=True)
        if by < 0:
            self.view.to_end()

    def go_to(self, key: str) -> QRect | None:
        """Turn to the page a paragraph stands on, bring it into view, and tell where it is; None where it is not printed."""
        place = next((place for place in self._places if place.key == key), None)
        if place is None or self._pages is None:
            return None
        if place.page - 1 != self._page:
            self._page = place.page - 1
            self._draw(top=True)
        self.view.paper.set_current(key)
        where = self.view.paper.place_of(key)
        if where is not None:
            self.view.bring_into_view(where)
        return where

    def _spots(self, pages: PdfPages) -> tuple[Spot, ...]:
        width, height = pages.sizes[self._page]
        return tuple(
            Spot(
                place.key,
                QRectF(
                    place.x0 / width, place.y0 / height, (place.x1 - place.x0) / width, (place.y1 - place.y0) / height
                ),
                self._states.get(place.key, ""),
            )
            for place in self._places
            if place.page - 1 == self._page
        )

    def zoom(self, by: int) -> None:
        """Enlarge or reduce by a step."""
        self._zoom = min(max(self._zoom + by, 0), len(ZOOMS) - 1)
        self._draw(top=False)

    def fit_width(self) -> None:
        """Fill the width of the view."""
        self._zoom = ZOOMS.index(1.0)
        self._draw(top=False)

    def _tell(self) -> None:
        count = 0 if self._pages is None else len(self._pages)
        self.place.setText(tr("Trang {n}/{total}", n=self._page + 1, total=count) if count else tr("Chưa có trang"))
        self._back.setEnabled(count > 0 and self._page > 0)
        self._forward.setEnabled(self._page + 1 < count)
        fits = ZOOMS[self._zoom] == 1.0
        self.fit.setText(tr("Vừa bề ngang") if fits else f"{round(100 * ZOOMS[self._zoom])}%")
        for button in (self._smaller, self._larger, self.fit):
            button.setEnabled(count > 0)

    def _draw(self, *, top: bool) -> None:
        """Make room for the page at once and draw it in a job; only the newest drawing is shown."""
        self._tell()
        pages = self._pages
        if pages is None:
            return
        self._token += 1
        token, page = self._token, self._page
        width = round(self.view.fit_width() * ZOOMS[self._zoom])
        self.view.show_paper(QSize(width, pages.height_for(page, width)), top=top)
        self.view.paper.set_spots(self._spots(pages))
        ratio = self.devicePixelRatioF()
        job = self._jobs.read(lambda _progress: pages.picture(page, round(width * ratio)))
        job.succeeded.connect(lambda image: self._drawn(token, image, ratio))

    def _drawn(self, token: int, image: QImage, ratio: float) -> None:
        if token != self._token or self._pages is None:
            return
        image.setDevicePixelRatio(ratio)
        self.view.show_picture(image, tr("Trang {n}/{total}", n=self._page + 1, total=len(self._pages)))
