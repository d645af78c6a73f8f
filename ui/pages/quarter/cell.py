"""What one cell of the quarter grid shows (LOOK 5)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GridCell:
    """Everything a cell paints. ``tone``, ``second_tone``, ``ground`` and ``edge`` are token names.

    ``missing`` is the word in the dashed frame of what has not been logged; ``nothing`` one of the kinds of nothing; ``corner`` at most
    two of ear, equal, tick and lock; ``edge`` a 3 px stroke at the left; ``raw`` the text as it is edited and copied.
    """

    text: str = ""
    tone: str = "text"
    right: bool = False
    weight: int = 400
    mark: str = ""
    icon: str = ""
    second: str = ""
    second_tone: str = "text2"
    second_icon: str = ""
    missing: str = ""
    nothing: str = ""
    ground: str = ""
    edge: str = ""
    corner: tuple[str, ...] = ()
    raw: str | None = None

    @property
    def copied(self) -> str:
        """The cell as text for copying and editing."""
        return self.text if self.raw is None else self.raw


EMPTY = GridCell()
