"""Where on the pages the paragraphs of a paper stand, so that a screen can point at them."""

from dataclasses import dataclass
from typing import Any, Self

from reportlab.platypus import Paragraph as PdfParagraph


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph (or the part of one before a page break) on a page: pages from 1, points from the page's top left corner."""

    key: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class KeyedParagraph(PdfParagraph):  # type: ignore[misc]  # ReportLab comes without types
    """A paragraph that notes where it is drawn, whole or in parts, if it has a key."""

    key = ""
    places: list[Place]

    def known_as(self, key: str, places: list[Place]) -> Self:
        """Give the paragraph its key and the list that gets its places."""
        self.key, self.places = key, places
        return self

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """The parts, each of them still knowing its key."""
        parts: list[Any] = super().split(available_width, available_height)
        if self.key:
            parts = [
                part.known_as(self.key, self.places) if isinstance(part, KeyedParagraph) else part for part in parts
            ]
        return parts

    def draw(self) -> None:
        """The text; its place is noted."""
        if self.key:
            canvas = self.canv
            x, foot = canvas.absolutePosition(0, 0)
            page_height = canvas._pagesize[1]  # noqa: SLF001  # ReportLab has no other way to ask
            top = page_height - foot - self.height
            self.places.append(Place(self.key, canvas.getPageNumber(), x, top, x + self.width, top + self.height))
        super().draw()
