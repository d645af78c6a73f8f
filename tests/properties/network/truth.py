"""What really happened in a network, known to nobody in it: which state grew out of which, and what was ever counted where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from app.bundles import seals
from app.bundles.parts import Seal

Rows = Mapping[str, Mapping[str, Any]]


class Broken(AssertionError):
    """A law does not hold; ``law`` is its name."""

    def __init__(self, law: str, detail: str = "") -> None:
        super().__init__(f"{law}: {detail}")
        self.law = law


@lru_cache(maxsize=20_000)
def _unpacked(ref: Any, data: bytes) -> Rows:
    return {row["uid"]: row for row in seals.unpack_slice(ref, data)}


def rows_in(seal: Seal, slices: Mapping[str, bytes]) -> Rows:
    """The rows of a state by key, of the kind that every version knows. Damaged where a slice is not what the seal says."""
    found: Rows = {}
    for ref in seal.slices:
        rows = _unpacked(ref, slices[ref.sha256])
        if ref.name == "rows":
            found = rows
    return found


@dataclass
class Made:
    """A state that a machine sealed: everything it grew out of, and its rows."""

    seal: Seal
    ancestors: frozenset[str]
    rows: Rows
    slices: Mapping[str, bytes]
    by_thief: bool = False


@dataclass
class Truth:
    """Every state by its hash. ``revoked``: (machine, node) -> what a person at that machine said about how far the key is good."""

    made: dict[str, Made] = field(default_factory=dict)
    revoked: dict[tuple[str, str], Mapping[str, tuple[int, int]]] = field(default_factory=dict)

    def sealed(self, seal: Seal, parents: tuple[str, ...], slices: Mapping[str, bytes], *, by_thief: bool) -> None:
        """A machine sealed a state out of the ones named."""
        ancestors = frozenset({seal.hash}).union(*(self.made[parent].ancestors for parent in parents))
        if seal.hash in self.made:
            ancestors |= self.made[seal.hash].ancestors
        self.made[seal.hash] = Made(seal, ancestors, rows_in(seal, slices), dict(slices), by_thief)

    def follows(self, new: str, old: str) -> bool:
        """Whether one state knows everything another said."""
        return old in self.made[new].ancestors

    def counts(self, where: str, old: Seal | None, new: Seal, *, chosen: bool) -> None:
        """A state begins to count at a machine. Breaks the laws that hold at every single step."""
        made = self.made.get(new.hash)
        if made is None or made.seal.sig != new.sig:
            raise Broken("authentic", f"{where} applied a state of {new.seat} that it never sealed")
        cuts = self.revoked.get((where, new.node))
        if cuts is not None and (new.epoch.ordinal, new.ver) > cuts.get(new.audience, (0, 0)):
            raise Broken("revoked", f"{where} applied {_place(new)} of a key that is revoked from {cuts} on")
        if old is None or chosen:
            return
        if not self.follows(new.hash, old.hash):
            raise Broken(
                "never silently", f"{where}: {_place(new)} put {_place(old)} behind, of which it knows nothing"
            )
        gone = self.made[old.hash].rows.keys() - made.rows.keys()
        if gone:
            raise Broken("no row disappears", f"{where}: {sorted(gone)} of {_place(old)} not in {_place(new)}")

    def passed_over(self, where: str, known: Seal, seal: Seal) -> None:
        """A machine puts a state aside as known or older, or lets it wait no longer: what counts must know what it said."""
        if not self.follows(known.hash, seal.hash):
            raise Broken("never silently", f"{where} dropped {_place(seal)}, of which {_place(known)} knows nothing")


def _place(seal: Seal) -> str:
    return f"{seal.audience} epoch {seal.epoch.ordinal} version {seal.ver}"
