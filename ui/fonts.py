"""The bundled fonts and the type scale (LOOK 2).

"Tien Do Sans" is Be Vietnam Pro whose figures all have one width and are not kerned, so that columns of figures stand still.
"""

from enum import Enum
from functools import cache
from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

FAMILY = "Tien Do Sans"
_FILES = ("TienDoSans-Regular.ttf", "TienDoSans-Medium.ttf", "TienDoSans-SemiBold.ttf")


class Role(Enum):
    """What a text is for: (logical pixels, weight). The weights are 400, 500 and 600 only."""

    BODY = (13, 400)
    MEDIUM = (13, 500)
    STRONG = (13, 600)
    SMALL = (12, 400)
    SMALL_MEDIUM = (12, 500)
    SMALL_STRONG = (12, 600)
    CAPTION = (11, 400)
    CAPTION_MEDIUM = (11, 500)
    CAPTION_STRONG = (11, 600)
    SECTION = (14, 600)
    TITLE = (16, 600)
    INPUT_LARGE = (16, 400)
    SENTENCE = (20, 600)
    FIGURE = (24, 600)
    FIGURE_BASE = (15, 500)

    # A cell asks for its font and measures four times a paint; the hash of an Enum is a call into Python.
    __hash__ = object.__hash__


def load() -> None:
    """Give Qt the bundled interface font. Call it before the first window, so that even a machine without fonts shows text."""
    for name in _FILES:
        if QFontDatabase.addApplicationFontFromData((files("resources") / "fonts" / name).read_bytes()) < 0:
            raise RuntimeError(name)


@cache
def font(role: Role) -> QFont:
    """The font of a role."""
    size, weight = role.value
    return sized(size, weight)


def sized(size: int, weight: int = 400) -> QFont:
    """The interface font at ``size`` logical pixels."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    # Unhinted glyphs keep their widths at every scaling; hinting also makes figures of one width differ by a pixel.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@cache
def metrics(role: Role) -> QFontMetrics:
    """The measures of a role's font, for painting code."""
    return QFontMetrics(font(role))
