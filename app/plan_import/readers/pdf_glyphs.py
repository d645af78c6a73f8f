"""The letters of a PDF page with their places, joined to stretches; the ruled lines; whether the page is a picture.

Places are in points from the top left corner of the page as it is seen (turned pages are turned here).
"""

import ctypes
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import hypot
from typing import Any, NamedTuple

from app.plan_import.readers.docx_paragraphs import legacy_of

MOST_LETTERS = 60_000
"""Letters of a page; a page of small print has 8,000."""

_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 60_000
_WORD_GAP = 0.9
_HEAVY = 600
_FORCED_BOLD = 1 << 18
_STROKED = (1, 2, 5, 6)
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_THIN = 3.0
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
_SPACE = 0.15
_TIGHT = 0.09
_JUMP = 30
_JUMP_GAP = 0.5
_RAISED = 0.4
_TWICE = 0.1


@dataclass(frozen=True, slots=True)
class Face:
    """How a text object's letters look: size in points, bold, the old encoding its font's name stands for."""

    size: float
    bold: bool
    encoding: str | None


@dataclass(slots=True)
class Stretch:
    """Letters that follow each other on one line without a wide gap: their place, and text by face.

    ``elsewhere``: it was not written after what stands left of it, as in another cell of a table.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    texts: list[tuple[str, Face]] = field(default_factory=list)
    elsewhere: bool = False

    @property
    def height(self) -> float:
        """How high the line is."""
        return self.y1 - self.y0

    @property
    def text(self) -> str:
        """The letters."""
        return "".join(text for text, _ in self.texts)

    def add(self, letter: str, face: Face, box: tuple[float, float, float, float]) -> None:
        """One letter more."""
        if self.texts and self.texts[-1][1] is face:
            self.texts[-1] = (self.texts[-1][0] + letter, face)
        else:
            self.texts.append((letter, face))
        if not letter.isspace():
            self.x0, self.y0 = min(self.x0, box[0]), min(self.y0, box[1])
            self.x1, self.y1 = max(self.x1, box[2]), max(self.y1, box[3])


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line across or down the page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def upright(self) -> bool:
        """Whether it goes down the page."""
        return self.x1 - self.x0 < self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it lies there."""

    width: float
    height: float
    stretches: list[Stretch]
    rules: list[Rule]
    has_picture: bool


def read_sheet(page: Any) -> Sheet:
    """The letters and lines of a page of pypdfium2."""
    width, height = page.get_size()
    place = _placing(page, width, height)
    objects = list(_objects(page))
    rules = [rule for found in objects if found.type == _PATH for rule in _rules(found.raw, place)]
    picture = any(found.type == _IMAGE for found in objects)
    text = page.get_textpage()
    try:
        stretches = list(_stretches(text.raw, place, rules))
    finally:
        text.close()
    return Sheet(width, height, stretches, rules, picture)


Place = Callable[[float, float, float, float], tuple[float, float, float, float]]
"""Left, bottom, right, top in the page's own system to left, top, right, bottom as it is seen."""


def _placing(page: Any, width: float, height: float) -> Place:
    left, bottom, *_ = page.get_cropbox()
    turn = page.get_rotation()

    def place(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        x0, x1, y0, y1 = x0 - left, x1 - left, y0 - bottom, y1 - bottom
        if turn == 90:
            return y0, x0, y1, x1
        if turn == 180:
            return width - x1, y0, width - x0, y1
        if turn == 270:
            return width - y1, height - x1, width - y0, height - x0
        return x0, height - y1, x1, height - y0

    return place


def _objects(page: Any) -> Iterator[Any]:
    """The objects of a page, a bounded number of them, also those in forms."""
    for count, found in enumerate(page.get_objects(max_depth=4)):
        if count >= _MOST_OBJECTS:
            return
        yield found


class _Glyph(NamedTuple):
    """A letter with its marks, its place, the height of the line it stands on, and when it was written (``at``)."""

    x0: float
    base: float
    at: int
    text: str
    face: Face
    box: tuple[float, float, float, float]


def _glyphs(text: Any, place: Place) -> Iterator[_Glyph]:
    """The letters as they were written, which is not always the order in which they stand."""
    import pypdfium2.raw as pdfium

    faces = _Faces()
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    last: _Glyph | None = None
    for at in range(min(pdfium.FPDFText_CountChars(text), MOST_LETTERS)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        letter = chr(code) if 0x1F < code < 0xFFFE and not 0xD800 <= code < 0xE000 else _HYPHENS.get(code, "")
        face = faces.of(text, at) if letter else None
        if face is None or not pdfium.FPDFText_GetLooseCharBox(text, at, rect):
            continue
        if last is not None and unicodedata.combining(letter):
            # The library shares the room of one drawn letter between letter and marks.
            last = last._replace(text=last.text + letter, box=_around(last.box, place(*_edges(rect))))
            continue
        if last is not None:
            yield last
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        box = place(*_edges(rect))
        _, base, _, _ = place(x.value, y.value, x.value, y.value)
        last = _Glyph(box[0], base, at, letter, face, box)
    if last is not None:
        yield last


def _edges(rect: Any) -> tuple[float, float, float, float]:
    return rect.left, rect.bottom, rect.right, rect.top


def _around(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _stretches(text: Any, place: Place, rules: list[Rule]) -> Iterator[Stretch]:
    """The letters line by line and from left to right, broken where a gap is wider than between words or a rule stands."""
    upright = [rule for rule in rules if rule.upright]
    for line in _lines(sorted(_glyphs(text, place), key=lambda glyph: glyph.base)):
        current: Stretch | None = None
        last: _Glyph | None = None
        blank: _Glyph | None = None
        for glyph in sorted(line, key=lambda glyph: glyph.x0):
            if glyph.text.isspace():
                blank = glyph
                continue
            if last is not None and glyph.text == last.text and glyph.x0 - last.x0 < _TWICE * glyph.face.size:
                continue
            jumped = last is not None and not 0 < glyph.at - last.at < _JUMP
            if current is not None and not _goes_on(current, glyph, upright, jumped=jumped):
                yield current
                current = None
            if current is None:
                current = Stretch(*glyph.box, elsewhere=jumped)
            elif _is_space(current.x1, glyph, blank):
                current.add(" ", current.texts[-1][1], glyph.box)
            current.add(glyph.text, glyph.face, glyph.box)
            last, blank = glyph, None
        if current is not None:
            yield current


def _is_space(edge: float, glyph: _Glyph, blank: _Glyph | None) -> bool:
    """Whether a space stands before a letter. Those that the library put in have no width and only make a narrow gap likelier."""
    size = glyph.face.size
    if glyph.x0 - edge > (_SPACE if blank is None else _TIGHT) * size:
        return True
    wide = blank is not None and blank.box[2] - blank.box[0] > _TWICE * size
    return (
        blank is not None and wide and edge - _TIGHT * size < (blank.x0 + blank.box[2]) / 2 < glyph.x0 + _TIGHT * size
    )


def _lines(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Letters that stand on one line; raised and lowered ones belong to it."""
    line: list[_Glyph] = []
    for glyph in glyphs:
        if line and glyph.base - line[0].base > _RAISED * max(line[0].face.size, glyph.face.size):
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _goes_on(current: Stretch, glyph: _Glyph, upright: list[Rule], *, jumped: bool) -> bool:
    """Whether a letter belongs to the stretch before it: close behind, no rule between; closer where it was written at another time."""
    x0, y0, _, y1 = glyph.box
    if x0 - current.x1 > (_JUMP_GAP if jumped else _WORD_GAP) * glyph.face.size:
        return False
    return not any(
        current.x1 - 1 <= (rule.x0 + rule.x1) / 2 <= x0 + 1 and rule.y0 < y1 - 2 and rule.y1 > y0 + 2
        for rule in upright
    )


class _Faces:
    """The looks of text objects, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[int, Face] = {}
        self._same: dict[Face, Face] = {}

    def of(self, text: Any, at: int) -> Face | None:
        """The look of a letter; None for one that the library put in between."""
        import pypdfium2.raw as pdfium

        found = pdfium.FPDFText_GetTextObject(text, at)
        address = ctypes.cast(found, ctypes.c_void_p).value
        if not address:
            return None
        known = self._known.get(address)
        if known is None:
            face = _face(found)
            known = self._known[address] = self._same.setdefault(face, face)
        return known


def _face(found: Any) -> Face:
    import pypdfium2.raw as pdfium

    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(found, size)
    pdfium.FPDFPageObj_GetMatrix(found, matrix)
    points = size.value * (hypot(matrix.c, matrix.d) or 1.0)
    font = pdfium.FPDFTextObj_GetFont(found)
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(1, min(length, 400)))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace").split("+")[-1]
    bold = (
        "bold" in name.casefold()
        or pdfium.FPDFFont_GetWeight(font) >= _HEAVY
        or bool(pdfium.FPDFFont_GetFlags(font) & _FORCED_BOLD)
        or pdfium.FPDFTextObj_GetTextRenderMode(found) in _STROKED
    )
    return Face(round(points, 1), bold, legacy_of(name))


def _rules(path: Any, place: Place) -> Iterator[Rule]:
    """The straight lines across and down of a path: drawn lines, sides of boxes, thin filled boxes."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for at in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        else:
            yield from _rule(last, point, place)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _rule(point, start, place)


def _rule(one: tuple[float, float], other: tuple[float, float], place: Place) -> Iterator[Rule]:
    x0, y0, x1, y1 = place(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
    if (x1 - x0 < 1 and y1 - y0 > _THIN) or (y1 - y0 < 1 and x1 - x0 > _THIN):
        yield Rule(x0, y0, x1, y1)
