"""Where on the pages the paragraphs of a paper stand, so that a screen can point at them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph (or the part of one before a page break) on a page: pages from 1, points from the page's top left corner."""

    key: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
