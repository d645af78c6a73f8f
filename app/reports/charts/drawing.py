"""A drawing without a format: shapes in points from the top left corner, in the inks of a printed page.

Inks have names, and no meaning hangs on a colour alone: papers are copied in black and white, so every bar and cell also says its figure.
"""

from dataclasses import dataclass

from app.reports.cleaning import clean_text

INKS = {
    "text": "#000000",
    "soft": "#5A574E",
    "line": "#B8B4AA",
    "done": "#1D4E89",
    "going": "#8FAACB",
    "rest": "#E6E3DB",
    "bad": "#B0261C",
    "bad_soft": "#F6D9D4",
    "warn": "#855300",
    "warn_soft": "#F8E9C9",
    "paper": "#FFFFFF",
}
"""The inks by name: dark ones for done and missed, light ones that stay apart in grey."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle; with ``outline`` its edge is drawn in that ink, and ``fill`` may be empty."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    outline: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line of ``thickness`` points."""

    x0: float
    y0: float
    x1: float
    y1: float
    ink: str = "line"
    thickness: float = 0.5


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text on the base line ``y``; ``anchor`` is "left", "centre" or "right" of ``x``."""

    x: float
    y: float
    text: str
    size: float = 10.0
    bold: bool = False
    anchor: str = "left"
    ink: str = "text"

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))


Mark = Rectangle | Stroke | Shape | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks in painting order on a field of ``width`` x ``height`` points."""

    width: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What can be read on it, in painting order."""
        return tuple(mark.text for mark in self.marks if isinstance(mark, Words))
