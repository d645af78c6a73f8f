"""The document font: Tinos, free (SIL OFL), of the widths of Times New Roman, with all Vietnamese letters
(NOTES-QT § 4).

Importing this module loads ReportLab, so only the writers import it, and they are imported when a paper is written.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FAMILY = "Tinos"
_FACES = {
    (False, False): ("Tinos", "Tinos-Regular.ttf"),
    (True, False): ("Tinos-Bold", "Tinos-Bold.ttf"),
    (False, True): ("Tinos-Italic", "Tinos-Italic.ttf"),
    (True, True): ("Tinos-BoldItalic", "Tinos-BoldItalic.ttf"),
}


def face(*, bold: bool = False, italic: bool = False) -> str:
    """ReportLab's name of the face, registered on first use."""
    _register()
    return _FACES[bold, italic][0]


@cache
def _register() -> None:
    """Make the four faces known to ReportLab, which keeps fonts for the whole process."""
    for (bold, italic), (name, file_name) in _FACES.items():
        data = (files("resources") / "fonts" / file_name).read_bytes()
        pdfmetrics.registerFont(TTFont(name, BytesIO(data)))
        addMapping(FAMILY, int(bold), int(italic), name)


def width(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """Width of ``text`` in points."""
    return float(pdfmetrics.stringWidth(text, face(bold=bold, italic=italic), size))


def face_width(text: str, name: str, size: float) -> float:
    """Width of ``text`` in points in the face of ReportLab's ``name``."""
    return float(pdfmetrics.stringWidth(text, name, size))
