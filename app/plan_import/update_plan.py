"""What taking a plan over again would do to what stands: new, changed, gone, and what people wrote since and keep. Nothing logged is lost.

A value that a person reviews (DESIGN, rule 8); ``accept`` with ``Choices(update=…)`` applies the same comparison.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.i18n import Message
from app.plan_import.choices import Key


class Fate(StrEnum):
    """What becomes of a row. ``ended``: it is no longer in the document and closed with the reason, because something hangs on it."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REMOVED = "removed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of a row: what stands, what the document says now. ``kept``: people wrote over it since, so it is left as it stands."""

    name: str
    label: Message
    old: Any
    new: Any
    kept: bool = False


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row and its fate. ``kind``: directive, programme, task, target, milestone or duty.

    ``id`` is None for what is new, ``item`` for what is gone; ``entries``: how often it was logged.
    """

    kind: str
    fate: Fate
    text: str
    id: int | None = None
    item: Key | None = None
    fields: tuple[FieldChange, ...] = ()
    entries: int = 0

    @property
    def kept(self) -> tuple[FieldChange, ...]:
        """The columns that people changed and the document says otherwise: shown, not overwritten."""
        return tuple(field for field in self.fields if field.kept)


@dataclass(frozen=True)
class UpdatePlan:
    """Everything that a plan taken over again does to the document that stands, in the order of the document, what is gone at the end."""

    directive_id: int
    name: str
    rows: tuple[RowChange, ...]

    @property
    def counts(self) -> Counter[Fate]:
        """Rows by fate."""
        return Counter(row.fate for row in self.rows)

    @property
    def changes(self) -> tuple[RowChange, ...]:
        """The rows that are not simply the same."""
        return tuple(row for row in self.rows if row.fate is not Fate.SAME or row.kept)

    @property
    def nothing(self) -> bool:
        """Whether the workspace already says what the plan says."""
        return all(row.fate is Fate.SAME for row in self.rows)
