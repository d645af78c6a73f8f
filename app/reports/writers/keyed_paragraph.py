"""A paragraph of a PDF that notes where it is drawn."""

from typing import Any, Self

from reportlab.platypus import Paragraph as PdfParagraph

from app.reports.places import Place


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
