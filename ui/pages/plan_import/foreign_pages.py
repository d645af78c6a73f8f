"""The pages of a PDF that came from outside, as pictures: drawn by a process of their own, so that a hostile one harms nothing here."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.errors import BadInput
from app.plan_import.readers import pages
from app.plan_import.source import Source

_A4 = (595.28, 841.89)


class ForeignPages:
    """The document of a source. ``sizes`` are in points; ``picture`` takes a moment and may be called from any thread."""

    def __init__(self, data: bytes, source: Source) -> None:
        self._data, self._name = data, source.name
        self.sizes: list[tuple[float, float]] = list(source.page_sizes) or [_A4] * source.pages

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, page: int, width: int) -> QImage:
        """A page, counted from 0, on white, ``width`` pixels wide; an empty sheet where it cannot be drawn."""
        try:
            drawn = pages.picture(self._data, self._name, page + 1, width)
        except BadInput:
            across, down = self.sizes[page]
            sheet = QImage(
                width, max(1, min(round(width * down / (across or 1)), 4 * width)), QImage.Format.Format_RGBX8888
            )
            sheet.fill(Qt.GlobalColor.white)
            return sheet
        image = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGBX8888)
        return image.copy()
