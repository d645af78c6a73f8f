"""PDF files for tests, drawn line by line with the program's own fonts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
_FONTS = Path(__file__).parents[4] / "resources" / "fonts"

_WORDS = "Dòng {at} của văn bản, viết cho đủ bề ngang của trang giấy A4 này nhé"


class Drawing:
    """A PDF being drawn; heights count from the top of the page, in points."""

    def __init__(self, path: Path, **options: Any) -> None:
        for style in ("Regular", "Bold"):
            pdfmetrics.registerFont(TTFont(f"Test-{style}", str(_FONTS / f"Tinos-{style}.ttf")))
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1, **options)

    def text(
        self, words: str, x: float, y: float, *, bold: bool = False, size: float = 13, centred: bool = False
    ) -> None:
        """Draw words at a place (or around it)."""
        self.canvas.setFont(f"Test-{'Bold' if bold else 'Regular'}", size)
        (self.canvas.drawCentredString if centred else self.canvas.drawString)(x, HEIGHT - y, words)

    def picture(self) -> None:
        """Cover the page with a picture, as a scanner does."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        self.canvas.drawImage(ImageReader(Image.new("L", (60, 84), 230)), 0, 0, WIDTH, HEIGHT)

    @property
    def middle(self) -> float:
        """The middle of the lines of ``body``."""
        return 85 + float(pdfmetrics.stringWidth(_WORDS.format(at=11), "Test-Regular", 13)) / 2

    def body(self, first: int, lines: int = 20, top: float = 100) -> None:
        """Draw lines of plain text over the whole width."""
        for at in range(lines):
            self.text(_WORDS.format(at=first + at), 85, top + at * 18)

    def grid(self, columns: list[float], rows: list[float]) -> None:
        """Draw a ruled table."""
        self.canvas.grid(columns, [HEIGHT - row for row in rows])


def pdf(path: Path, *pages: Callable[[Drawing], None], **options: Any) -> Path:
    """Draw a PDF page by page."""
    drawing = Drawing(path, **options)
    for page in pages:
        page(drawing)
        drawing.canvas.showPage()
    drawing.canvas.save()
    return path
