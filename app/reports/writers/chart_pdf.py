"""A drawing on a PDF page, and as a picture for papers that cannot hold one (Word)."""

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.reports.charts.drawing import INKS, Drawing, Mark, Rectangle, Shape, Stroke
from app.reports.writers import fonts

DOTS_PER_INCH = 220
"""Fine enough for print; NĐ 30 asks at least 200 for scans."""


class ChartDrawing(Flowable):  # type: ignore[misc]  # ReportLab comes without types
    """A drawing in the middle of the column; a wider one is made smaller."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self.keepWithNext = 1

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The size needed."""
        self._scale = min(1.0, available_width / self._drawing.width)
        self.width, self.height = available_width, self._drawing.height * self._scale
        return self.width, self.height

    def draw(self) -> None:
        """The drawing."""
        self.canv.translate((self.width - self._drawing.width * self._scale) / 2, 0)
        self.canv.scale(self._scale, self._scale)
        paint(self.canv, self._drawing)


def paint(canvas: Canvas, drawing: Drawing) -> None:
    """The drawing, its lower left corner at the origin."""
    for mark in drawing.marks:
        _paint_mark(canvas, mark, drawing.height)


def picture(drawing: Drawing) -> bytes:
    """The drawing as a PNG of its own size at ``DOTS_PER_INCH``, on white."""
    import pypdfium2
    from PIL import Image

    sheet = BytesIO()
    canvas = Canvas(sheet, pagesize=(drawing.width, drawing.height), initialFontName=fonts.face(), invariant=1)
    paint(canvas, drawing)
    canvas.save()
    with pypdfium2.PdfDocument(sheet.getvalue()) as document:
        page = document[0]
        dots = page.render(scale=DOTS_PER_INCH / 72)
        image = Image.frombytes("RGB", (dots.width, dots.height), bytes(dots.buffer), "raw", dots.mode, dots.stride)
        page.close()
    out = BytesIO()
    image.save(out, "PNG", optimize=True, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return out.getvalue()


def _paint_mark(canvas: Canvas, mark: Mark, height: float) -> None:
    if isinstance(mark, Rectangle):
        canvas.setLineWidth(0.5)
        if mark.fill:
            canvas.setFillColor(HexColor(INKS[mark.fill]))
        if mark.outline:
            canvas.setStrokeColor(HexColor(INKS[mark.outline]))
        y = height - mark.y - mark.height
        canvas.rect(mark.x, y, mark.width, mark.height, stroke=int(bool(mark.outline)), fill=int(bool(mark.fill)))
    elif isinstance(mark, Stroke):
        canvas.setStrokeColor(HexColor(INKS[mark.ink]))
        canvas.setLineWidth(mark.thickness)
        canvas.line(mark.x0, height - mark.y0, mark.x1, height - mark.y1)
    elif isinstance(mark, Shape):
        canvas.setFillColor(HexColor(INKS[mark.fill]))
        path = canvas.beginPath()
        path.moveTo(mark.points[0][0], height - mark.points[0][1])
        for x, y in mark.points[1:]:
            path.lineTo(x, height - y)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    else:
        canvas.setFillColor(HexColor(INKS[mark.ink]))
        canvas.setFont(fonts.face(bold=mark.bold), mark.size)
        put = {"left": canvas.drawString, "centre": canvas.drawCentredString, "right": canvas.drawRightString}
        put[mark.anchor](mark.x, height - mark.y, mark.text)
