"""A workspace of the simulation: what its machine knows, all of it copied by a backup."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.bundles.deciding import Code
from app.bundles.parts import Receipt, Seal
from tests.properties.network.rules import Place

Stream = tuple[str, str]
"""(seat, audience)."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Grant:
    """A key that may sign for a seat; ``cuts``: up to which place of which stream (None: it still stands)."""

    seat: str
    node: str
    sign_key: bytes
    cuts: Mapping[str, Place] | None = None

    def cut(self, audience: str) -> Place | None:
        """The last place that counts; None without one. Of a stream that no cut-off names, nothing counts."""
        return None if self.cuts is None else self.cuts.get(audience, (0, 0))

    def narrowed(self, cuts: Mapping[str, Place] | None) -> "Grant":
        """Cut shorter, never longer."""
        if cuts is None:
            return self
        if self.cuts is None:
            return replace(self, cuts=dict(cuts))
        both = {
            audience: min(self.cuts.get(audience, (0, 0)), cuts.get(audience, (0, 0)))
            for audience in {*self.cuts, *cuts}
        }
        return replace(self, cuts=both)


@dataclass(frozen=True)
class Epoch:
    """An epoch of the seat, as ``db.epochs`` keeps it."""

    uid: bytes
    ordinal: int
    from_epoch: bytes | None


@dataclass
class Workspace:
    """``own``: our seals oldest first. ``back``: our seals that came back and were taken in. ``past``: what counted before ``applied``.

    ``noticed``: seals of ours that this machine cannot have made: another machine goes by our name.
    """

    epochs: tuple[Epoch, ...] = ()
    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    own: dict[str, tuple[Seal, ...]] = field(default_factory=dict)
    back: dict[str, tuple[Seal, ...]] = field(default_factory=dict)
    applied: dict[Stream, Seal] = field(default_factory=dict)
    past: dict[Stream, tuple[Seal, ...]] = field(default_factory=dict)
    held: dict[Stream, dict[str, tuple[Seal, Code]]] = field(default_factory=dict)
    slices: dict[str, bytes] = field(default_factory=dict)
    receipts: dict[Stream, Receipt] = field(default_factory=dict)
    told: dict[Stream, str] = field(default_factory=dict)
    grants: dict[str, tuple[Grant, ...]] = field(default_factory=dict)
    noticed: set[str] = field(default_factory=set)

    def copy(self) -> "Workspace":
        """A backup: every value inside is never changed in place."""
        return Workspace(
            epochs=self.epochs,
            rows={audience: dict(rows) for audience, rows in self.rows.items()},
            own=dict(self.own),
            back=dict(self.back),
            applied=dict(self.applied),
            past=dict(self.past),
            held={stream: dict(found) for stream, found in self.held.items()},
            slices=dict(self.slices),
            receipts=dict(self.receipts),
            told=dict(self.told),
            grants=dict(self.grants),
            noticed=set(self.noticed),
        )
