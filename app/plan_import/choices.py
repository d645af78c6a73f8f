"""What a person decides over a plan that is taken over: which ban each body is, who leads, what it updates and carries out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

NEW: Final = "new"
NOBODY: Final = "none"

BanChoice = int | Literal["new", "none"]
"""A ban of the office by its id, a ban to be made, or none of the office's."""

DocumentChoice = int | Literal["new"]


class Key(NamedTuple):
    """An item of a draft: its list ("tasks"), its place in the list, and for duties which of its texts."""

    kind: str
    place: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """The clause of an item carries out a clause of a document above."""

    item: Key
    clause_id: int


@dataclass(frozen=True)
class Choices:
    """The decisions; what is not named follows what matching suggests.

    ``bans`` by the body as written, ``documents`` by the cited number as written. ``update``: the directive that the plan brings up to
    date, None for a plan that is new. ``default_lead`` leads every programme that names nobody. ``implements``: directives it carries out.
    """

    bans: Mapping[str, BanChoice] = field(default_factory=dict)
    default_lead: int | None = None
    update: int | None = None
    documents: Mapping[str, DocumentChoice] = field(default_factory=dict)
    implements: tuple[int, ...] = ()
    clauses: tuple[ClauseLink, ...] = ()
