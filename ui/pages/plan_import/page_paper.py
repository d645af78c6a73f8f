"""A PDF page by page, as it would be printed; what was recognised is marked over it. Pages are drawn beside the window."""

import threading
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.plan_import.source import Box, Source
from ui.jobs import JobRunner
from ui.pages.plan_import.paper import EDGE, GUTTER, ZOOMS, Paper
from ui.pages.reports.pdf_pages import PdfPages
from ui.tokens import Tokens, hairline

_GAP = 12
_MOST_PICTURES = 12
_PAPER = QColor("white")
_SELECTED = QColor(29, 78, 137, 46)
_LINE = 3


class PagePaper(Paper):
    """Pictures are drawn when their page is seen, and the oldest are let go."""

    def __init__(self, source: Source, data: bytes, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._jobs = jobs
        self._pages = PdfPages(data, threading.Lock())
        self._boxes: dict[int, tuple[Box, ...]] = {line.number: line.boxes for line in source.lines if line.boxes}
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._asked: set[tuple[int, int]] = set()
        self._width = 300
        self._tops: list[int] = []

    def arrange(self) -> None:
        room = self.viewport().width() - EDGE - GUTTER - EDGE
        self._width = (
            max(160, round(room * ZOOMS[self.zoom_at])) if self.zoom_at <= ZOOMS.index(1.0) else max(160, room)
        )
        y = EDGE
        self._tops = []
        for page in range(len(self._pages)):
            self._tops.append(y)
            y += self._pages.height_for(page, self._width) + _GAP
        self._height = y

    def paper_height(self) -> float:
        return float(self._height)

    def reach(self, first: int, last: int) -> tuple[float, float] | None:
        places = [self._on_paper(box) for number in range(first, last + 1) for box in self._boxes.get(number, ())]
        return (min(r.top() for r in places), max(r.bottom() for r in places)) if places else None

    def line_at(self, place: QPointF) -> int:
        for number, boxes in self._boxes.items():
            for box in boxes:
                rect = self._on_paper(box).adjusted(-GUTTER, -_LINE, EDGE, _LINE)
                if rect.contains(place):
                    return number
        return 0

    def place_words(self) -> str:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = sum(top <= middle for top in self._tops)
        return tr("Trang {n}/{total}", n=max(page, 1), total=len(self._pages))

    def _on_paper(self, box: Box) -> QRectF:
        if not 1 <= box.page <= len(self._pages) or len(self._tops) < box.page:
            return QRectF()
        scale = self._width / self._pages.sizes[box.page - 1][0]
        left, top = EDGE + GUTTER, self._tops[box.page - 1]
        return QRectF(left + box.x0 * scale, top + box.y0 * scale, (box.x1 - box.x0) * scale, (box.y1 - box.y0) * scale)

    def paint_paper(self, painter: QPainter, t: Tokens, top: float, bottom: float) -> None:
        for page, above in enumerate(self._tops):
            height = self._pages.height_for(page, self._width)
            if above > bottom or above + height < top:
                continue
            sheet = QRect(EDGE + GUTTER, above, self._width, height)
            painter.fillRect(sheet, _PAPER)
            picture = self._pictures.get((page, self._width))
            if picture is not None:
                painter.drawImage(sheet.topLeft(), picture)
            else:
                self._ask(page)
            painter.setPen(hairline(t.line2))
            painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        self._paint_marks(painter, t, top, bottom)

    def _paint_marks(self, painter: QPainter, t: Tokens, top: float, bottom: float) -> None:
        for number, boxes in self._boxes.items():
            first = self._on_paper(boxes[0])
            if first.bottom() < top or first.top() > bottom:
                continue
            if self.is_selected(number):
                for box in boxes:
                    painter.fillRect(self._on_paper(box).adjusted(-3, -2, 3, 2), _SELECTED)
            self.paint_tags(painter, t, number, EDGE + GUTTER - 10, first.top())

    def _ask(self, page: int) -> None:
        """Have a page drawn; asked once for each width."""
        wanted = (page, self._width)
        if wanted in self._asked:
            return
        self._asked.add(wanted)
        ratio, pages = self.devicePixelRatioF(), self._pages
        job = self._jobs.read(lambda _progress: pages.picture(page, round(wanted[1] * ratio)))
        job.succeeded.connect(partial(self._drawn, wanted, ratio))

    def _drawn(self, wanted: tuple[int, int], ratio: float, image: QImage) -> None:
        image.setDevicePixelRatio(ratio)
        self._pictures[wanted] = image
        while len(self._pictures) > _MOST_PICTURES:
            oldest = next(iter(self._pictures))
            del self._pictures[oldest]
            self._asked.discard(oldest)
        self.viewport().update()
