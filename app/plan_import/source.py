"""What every reader of a document gives: its lines in order, with what is known of their look and place.

A reader knows files, the recogniser knows plans; between them stands only this.
"""

from dataclasses import dataclass
from typing import Literal

from app.plan_import.draft import Warned

SourceKind = Literal["txt", "docx", "pdf", "doc", "paste"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner; pages count from 1."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class TableCell:
    """Where in which table of the document a line stands; all counted from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text or PDF, one paragraph or table cell of a Word document; ``number`` is its line in ``Source.text``, from 1.

    ``text`` is NFC and holds the number or mark of a list as the reader sees it printed ("1. ", "a) ", "- "). ``size`` is in points.
    """

    text: str
    number: int
    bold: bool = False
    centred: bool = False
    size: float | None = None
    cell: TableCell | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read. ``whole_paragraphs``: a line is a whole paragraph, nothing has to be joined (Word).

    ``pages`` is 0 where the format has none, else ``page_sizes`` holds width and height of each in points, as it is seen; ``sha256`` is of
    the file's bytes, empty for pasted text.
    """

    name: str
    kind: SourceKind
    lines: tuple[Line, ...]
    whole_paragraphs: bool
    pages: int = 0
    sha256: str = ""
    warnings: tuple[Warned, ...] = ()
    page_sizes: tuple[tuple[float, float], ...] = ()

    @property
    def text(self) -> str:
        """The whole text, one line each: what the line numbers of a draft count in."""
        return "\n".join(line.text for line in self.lines)
