"""A PDF page by page, as it would be printed; what was recognised is marked over it. Pages are drawn beside the window."""

from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.plan_import.source import Box, Source
from ui.jobs import JobRunner
from ui.pages.plan_import.foreign_pages import ForeignPages
from ui.pages.plan_import.paper import EDGE, GUTTER, ZOOMS, Paper
from ui.pages.plan_import.paper_font import family
from ui.tokens import Tokens, hairline

_GAP = 12
_MOST_PICTURES = 12
_PAPER = QColor("white")
_SELECTED = QColor("#E3EBF5")
_RECOGNISED = QColor("#FAEFD8")
_MARGIN = 16.0
"""Points of paper left of the first and right of the last letter."""

_LINE = 3


class PagePaper(Paper):
    """Pictures are drawn when their page is seen, and the oldest are let go."""

    def __init__(self, source: Source, data: bytes, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._jobs = jobs
        self._pages = ForeignPages(data, source)
        self._boxes: dict[int, tuple[Box, ...]] = {line.number: line.boxes for line in source.lines if line.boxes}
        self._texts = {line.number: line.text for line in source.lines if line.boxes}
        self._metrics = QFontMetricsF(QFont(family()))
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._asked: set[tuple[int, int]] = set()
        self._left_edge, self._right_edge = self._edges()
        self._width, self._scale, self._height = 300, 1.0, 0
        self._tops: list[int] = []
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    def arrange(self) -> None:
        """Place the pages below each other, as wide as the enlargement asks."""
        room = max(160, self.viewport().width() - EDGE - GUTTER - EDGE)
        self._width = round(room * ZOOMS[self.zoom_at])
        self._scale = self._width / (self._right_edge - self._left_edge)
        bar = self.horizontalScrollBar()
        bar.setPageStep(room)
        bar.setRange(0, max(0, self._width - room))
        y = EDGE
        self._tops = []
        for page in range(len(self._pages)):
            self._tops.append(y)
            y += self._page_height(page) + _GAP
        self._height = y

    def _edges(self) -> tuple[float, float]:
        """From where to where, in points, the words of all pages reach: the empty margins of the paper are left out."""
        boxes = [box for boxes in self._boxes.values() for box in boxes]
        widest = max((width for width, _ in self._pages.sizes), default=595.0)
        if not boxes:
            return 0.0, widest
        return max(0.0, min(box.x0 for box in boxes) - _MARGIN), min(widest, max(box.x1 for box in boxes) + _MARGIN)

    def _page_height(self, page: int) -> int:
        return round(self._pages.sizes[page][1] * self._scale)

    def paper_height(self) -> float:
        """How high all pages are together."""
        return float(self._height)

    def reach(self, first: int, last: int) -> tuple[float, float] | None:
        """From where to where the boxes of these lines reach."""
        places = [self._on_paper(box) for number in range(first, last + 1) for box in self._boxes.get(number, ())]
        return (min(r.top() for r in places), max(r.bottom() for r in places)) if places else None

    def line_at(self, place: QPointF) -> int:
        """The line whose box, or margin, is at a place."""
        for number, boxes in self._boxes.items():
            for box in boxes:
                rect = self._on_paper(box).adjusted(-GUTTER, -_LINE, EDGE, _LINE)
                if rect.contains(place):
                    return number
        return 0

    def place_words(self) -> str:
        """The page in the middle of what is shown."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = sum(top <= middle for top in self._tops)
        return tr("Trang {n}/{total}", n=max(page, 1), total=len(self._pages))

    def _on_paper(self, box: Box) -> QRectF:
        if not 1 <= box.page <= len(self._pages) or len(self._tops) < box.page:
            return QRectF()
        scale, top = self._scale, self._tops[box.page - 1]
        left = EDGE + GUTTER - self.horizontalScrollBar().value() - self._left_edge * scale
        return QRectF(left + box.x0 * scale, top + box.y0 * scale, (box.x1 - box.x0) * scale, (box.y1 - box.y0) * scale)

    def paint_paper(self, painter: QPainter, t: Tokens, top: float, bottom: float) -> None:
        """Paint the pages that can be seen, coloured through the print."""
        room = self.viewport().width()
        moved = self.horizontalScrollBar().value()
        for page, above in enumerate(self._tops):
            height = self._page_height(page)
            if above > bottom or above + height < top:
                continue
            sheet = QRect(EDGE + GUTTER, above, min(self._width, room - EDGE - GUTTER - EDGE), height)
            painter.fillRect(sheet, _PAPER)
            picture = self._pictures.get((page, self._picture_width(page)))
            painter.save()
            painter.setClipRect(sheet)
            if picture is not None:
                painter.drawImage(QPointF(round(sheet.left() - moved - self._left_edge * self._scale), above), picture)
            else:
                self._ask(page)
            self._paint_grounds(painter, page + 1)
            painter.restore()
            painter.setPen(hairline(t.line2))
            painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        for number, boxes in self._boxes.items():
            first = self._on_paper(boxes[0])
            if first.bottom() >= top and first.top() <= bottom:
                self.paint_tags(painter, t, number, EDGE + GUTTER - 10, first.top())

    def _paint_grounds(self, painter: QPainter, page: int) -> None:
        """Colour what is selected and recognised through the print, as a marker pen does."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for number, boxes in self._boxes.items():
            if boxes[0].page != page:
                continue
            if self.is_selected(number):
                for box in boxes:
                    painter.fillRect(self._on_paper(box).adjusted(-3, -2, 3, 2), _SELECTED)
            for rect in self._recognised(number, boxes[0]):
                painter.fillRect(rect, _RECOGNISED)

    def _recognised(self, number: int, box: Box) -> list[QRectF]:
        """Where the numbers and times of a line stand, by the share of its letters before them."""
        marks, text = self.marks_of(number), self._texts.get(number, "")
        whole = self._metrics.horizontalAdvance(text)
        if not marks or not whole:
            return []
        line = self._on_paper(box)
        edges = [[self._metrics.horizontalAdvance(text[:at]) / whole * line.width() for at in mark] for mark in marks]
        return [QRectF(line.left() + left - 1, line.top(), right - left + 2, line.height()) for left, right in edges]

    def _picture_width(self, page: int) -> int:
        return round(self._pages.sizes[page][0] * self._scale)

    def _ask(self, page: int) -> None:
        """Have a page drawn; asked once for each width."""
        wanted = (page, self._picture_width(page))
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
