"""Where a mark of the overview leads."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lead:
    """A page and what it is to show; ``period`` where it is another one than is shown now."""

    page: str
    what: object = None
    period: str = ""


@dataclass(frozen=True)
class Remind:
    """A ban or unit is to be reminded: its place among those that owe."""

    kind: str
    id: int | None
