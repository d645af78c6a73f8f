"""What a person reviews before anything is applied: files, states, rows, one by one (DESIGN § 4.8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from app.bundles.deciding import Verdict
from app.bundles.effects import Effects
from app.bundles.moves import FactMove
from app.bundles.parts import Seal
from app.i18n import Message

Sign = Literal["new", "changed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What a file brings of one row. ``title`` says what it is about; ``old`` and ``new`` are the field's values as text, empty for none.

    ``field`` is empty for a row that is new or withdrawn as a whole, and ``new`` then what it says in a word, or why it was withdrawn;
    ``period`` is that of a fact.
    """

    sign: Sign
    kind: str
    key: str
    title: str
    field: str = ""
    old: str = ""
    new: str = ""
    period: str = ""


@dataclass(frozen=True)
class Counts:
    """How many rows are new, changed, withdrawn."""

    new: int = 0
    changed: int = 0
    withdrawn: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.changed + self.withdrawn

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.new + other.new, self.changed + other.changed, self.withdrawn + other.withdrawn)


@dataclass(frozen=True)
class SealPlan:
    """What becomes of one state. ``seat_id`` is its author here, None where nobody knows it; ``relayed``: another carries it.

    ``reason`` says in words why it is held or refused; ``changes`` are the first of its rows, ``counts`` all. ``node_id`` signed it.
    """

    seal: Seal
    seat_id: int | None
    relayed: bool
    verdict: Verdict
    code: str = ""
    reason: Message | None = None
    counts: Counts = Counts()
    changes: tuple[RowChange, ...] = ()
    moves: tuple[FactMove, ...] = ()
    closed: tuple[str, ...] = ()
    replaces: int | None = None

    @property
    def own_again(self) -> bool:
        """Whether it is a state of ours that another office sends back."""
        return self.code == "OURS"


@dataclass(frozen=True)
class FilePlan:
    """One file. ``who`` names the sender, ``seat_id`` it here; ``code`` and ``reason`` say why the file as a whole is refused.

    ``key`` is the SHA-256 of the file, by which it is accepted. Instants are milliseconds UTC, sizes bytes.
    """

    key: str
    path: Path
    name: str
    size: int = 0
    who: str = ""
    seat_id: int | None = None
    unit_id: int | None = None
    made_ms: int = 0
    period: str = ""
    seals: tuple[SealPlan, ...] = ()
    attachments: int = 0
    attachment_bytes: int = 0
    receipts: int = 0
    code: str = ""
    reason: Message | None = None

    @property
    def counts(self) -> Counts:
        """The rows that applying it would move."""
        return sum((plan.counts for plan in self.applying), Counts())

    @property
    def applying(self) -> tuple[SealPlan, ...]:
        """The states that would count from then on."""
        return tuple(plan for plan in self.seals if plan.verdict is Verdict.apply)

    @property
    def held(self) -> tuple[SealPlan, ...]:
        """The states that wait for a person."""
        return tuple(plan for plan in self.seals if plan.verdict is Verdict.hold)

    @property
    def refused(self) -> tuple[SealPlan, ...]:
        """The states that are turned away, the file itself being in order."""
        return tuple(plan for plan in self.seals if plan.verdict is Verdict.refuse)

    @property
    def standing(self) -> Literal["refused", "apply", "hold", "nothing"]:
        """What the file is good for, in a word."""
        if self.code or (self.refused and not self.applying and not self.held):
            return "refused"
        if self.applying:
            return "apply"
        return "hold" if self.held else "nothing"


@dataclass(frozen=True)
class MergePlan:
    """Everything that applying would do. ``basis`` is the entry of the change log it was made upon; ``effects`` what would move.

    ``digest`` runs over the verdicts and rows: applying works it all out anew, and stops where it differs.
    """

    files: tuple[FilePlan, ...]
    basis: tuple[int, str]
    effects: Effects
    digest: str
    by_key: Mapping[str, FilePlan] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def counts(self) -> Counts:
        """The rows that applying all of it would move."""
        return sum((plan.counts for plan in self.files), Counts())

    def moves(self, keys: Iterable[str] | None = None) -> tuple[FactMove, ...]:
        """What would move of the facts, of some files or of all."""
        chosen = None if keys is None else set(keys)
        return tuple(
            move
            for plan in self.files
            if chosen is None or plan.key in chosen
            for seal in plan.applying
            for move in seal.moves
        )
