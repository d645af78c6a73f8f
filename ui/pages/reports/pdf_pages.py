"""Pages of a PDF as pictures. Only one thread at a time may be inside the PDF library."""

import threading

from PySide6.QtGui import QImage


class PdfPages:
    """A PDF in memory. ``picture`` may be called from any thread."""

    def __init__(self, data: bytes, lock: threading.Lock) -> None:
        import pypdfium2

        self.data = data
        self._lock = lock
        with lock:
            document = pypdfium2.PdfDocument(data)
            try:
                self.sizes: list[tuple[float, float]] = [document[at].get_size() for at in range(len(document))]
            finally:
                document.close()

    def __len__(self) -> int:
        return len(self.sizes)

    def height_for(self, page: int, width: int) -> int:
        """The height in pixels of a page that is ``width`` pixels wide."""
        across, down = self.sizes[page]
        return round(width * down / across)

    def picture(self, page: int, width: int) -> QImage:
        """A page on white, ``width`` pixels wide."""
        import pypdfium2

        with self._lock:
            document = pypdfium2.PdfDocument(self.data)
            try:
                sheet = document[page]
                # White under everything: a transparent page turns black where it is converted.
                bitmap = sheet.render(
                    scale=width / sheet.get_width(),
                    fill_color=(255, 255, 255, 255),
                    rev_byteorder=True,
                    prefer_bgrx=True,
                )
                image = QImage(
                    bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
                )
                return image.copy()
            finally:
                document.close()
