"""The colours, measures and pens of the look (LOOK 1, 3): two inks on paper, light and dark.

What is worn is a property of the whole process, like the palette of its QApplication; painting code asks ``tokens()`` once per
paint and never keeps the answer.
"""

from dataclasses import dataclass, fields
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

ROW = 28
ROW_TWO = 44
HEAD = 26
HEAD_TWO = 44
INPUT = 30
SMALL = 24
CHIP = 24
FILTER_BAR = 42
HEADER = 52
STATUS = 26
FOOTER = 50
NAV_ITEM = 34
NAV_OPEN = 176
NAV_CLOSED = 48
PAD = 20
PAD_GRID = 16


@dataclass(frozen=True, eq=False)
class Tokens:
    """One theme's colours by their use. ``*_soft`` is the ground a colour stands on. The same object, the same theme."""

    window: QColor
    base: QColor
    alt: QColor
    line: QColor
    line2: QColor
    ctl: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    on_accent: QColor
    sel: QColor
    bar: QColor
    ok: QColor
    ok_soft: QColor
    warn: QColor
    warn_soft: QColor
    warn_fill: QColor
    bad: QColor
    bad_soft: QColor

    def named(self, name: str) -> QColor:
        """The colour a model or caller names, such as ``bad``. An unknown name raises AttributeError."""
        color: QColor = getattr(self, name)
        return color


def _made(colors: str) -> Tokens:
    values = colors.split()
    return Tokens(**{field.name: QColor(value) for field, value in zip(fields(Tokens), values, strict=True)})


# In the order of the fields: window base alt line line2 ctl | text text2 text3 | accent on_accent sel bar | ok warn bad.
LIGHT = _made(
    "#F2F0EB #FFFEFC #F8F7F3 #E2DFD7 #CBC7BC #8B877C #1E1D1A #5A574E #6C685E #1D4E89 #FFFFFF #E3EBF5 #C9D6E6"
    " #0E6F66 #DDEFEC #855300 #FAEFD8 #B67A00 #B0261C #FBE8E4"
)
DARK = _made(
    "#191A1C #202124 #26272B #323438 #484A4F #77797E #E8E6E1 #B3B0A9 #A3A098 #8FB8EE #0F1B2C #24344A #3A506E"
    " #5FCBBE #1A3A37 #E2B04F #3D3119 #D9A13B #F4836F #46241F"
)


class _Worn:
    """What the process wears now."""

    tokens = LIGHT


def tokens() -> Tokens:
    """The colours worn now."""
    return _Worn.tokens


def put_on(worn: Tokens) -> None:
    """Wear these colours; ``ui.theme.wear`` calls it and sets palette and style sheet along with it."""
    _Worn.tokens = worn


@cache
def row_pen(t: Tokens) -> QPen:
    """The hairline between rows: kept, because a list draws hundreds of them in one paint."""
    return hairline(t.line)


def hairline(color: QColor) -> QPen:
    """A line of one device pixel at any scaling."""
    pen = QPen(color, 1)
    pen.setCosmetic(True)
    return pen


def dashed(color: QColor) -> QPen:
    """The dashed hairline around what has not been logged or reported."""
    pen = hairline(color)
    pen.setStyle(Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3, 2])
    return pen
