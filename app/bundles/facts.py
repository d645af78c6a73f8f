"""One fact of a unit as an import moves it: what counts of it before and after."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["progress", "value"]
Key = tuple[str, int, int]
"""(quarter, task or measure, unit)."""


@dataclass(frozen=True, slots=True)
class Content:
    """What counts of a submitted revision: of a figure given, num, den, val (stored integers), of progress state, done_on, percent."""

    given: str = "value"
    num: int | None = None
    den: int | None = None
    val: int | None = None
    state: str | None = None
    done_on: str | None = None
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class FactMove:
    """What counts of one fact of a unit before an import and after it; None where nothing counts. ``closed``: this office has locked
    the period, so that the closed figures stay and only the current ones move."""

    kind: Kind
    what_id: int
    unit_id: int
    period: str
    before: Content | None
    after: Content | None
    closed: bool = False

    @property
    def key(self) -> Key:
        """Where the fact stands."""
        return self.period, self.what_id, self.unit_id
