"""A drawing as SVG, for the screen."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from app.reports.charts.drawing import INKS, Drawing, Mark, Rectangle, Shape, Stroke

_ANCHORS = {"left": "start", "centre": "middle", "right": "end"}
_FAMILY = "Tinos, 'Times New Roman', serif"


def svg_of(drawing: Drawing) -> str:
    """The drawing as an SVG document of its own size; one point is one unit."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(drawing.width)}" height="{_n(drawing.height)}" '
        f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}">'
    )
    return "\n".join((head, *(_element(mark) for mark in drawing.marks), "</svg>"))


def _element(mark: Mark) -> str:
    if isinstance(mark, Rectangle):
        fill = INKS[mark.fill] if mark.fill else "none"
        outline = f' stroke="{INKS[mark.outline]}" stroke-width="0.5"' if mark.outline else ""
        place = f'x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}" height="{_n(mark.height)}"'
        return f'<rect {place} fill="{fill}"{outline}/>'
    if isinstance(mark, Stroke):
        ends = f'x1="{_n(mark.x0)}" y1="{_n(mark.y0)}" x2="{_n(mark.x1)}" y2="{_n(mark.y1)}"'
        return f'<line {ends} stroke="{INKS[mark.ink]}" stroke-width="{_n(mark.thickness)}"/>'
    if isinstance(mark, Shape):
        return f'<polygon points="{" ".join(_pairs(mark))}" fill="{INKS[mark.fill]}"/>'
    weight = ' font-weight="bold"' if mark.bold else ""
    return (
        f'<text x="{_n(mark.x)}" y="{_n(mark.y)}" font-family="{_FAMILY}" font-size="{_n(mark.size)}"{weight} '
        f'text-anchor="{_ANCHORS[mark.anchor]}" fill="{INKS[mark.ink]}">{escape(mark.text)}</text>'
    )


def _pairs(shape: Shape) -> Iterator[str]:
    return (f"{_n(x)},{_n(y)}" for x, y in shape.points)


def _n(value: float) -> str:
    """A number with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
