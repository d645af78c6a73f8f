"""The rules of the exchange as they stand in the program, each of which a mutant may break to see whether a law notices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.bundles import deciding, sealing, seals
from app.bundles.crypt import KeyPair
from app.bundles.deciding import Decision
from app.bundles.parts import Seal

Place = tuple[int, int]
"""(ordinal of the epoch, version)."""


def as_it_is(seal: Seal, carrier: KeyPair) -> Seal:
    """A carrier passes a state on byte for byte."""
    return seal


def every_slice(slices: Mapping[str, bytes], seal: Seal) -> dict[str, bytes]:
    """The bytes of all slices of a state, of unknown kinds too."""
    return {ref.sha256: slices[ref.sha256] for ref in seal.slices}


def own_rows_only(seat: str, key: str) -> bool:
    """Whether a seat may write the row: keys of this simulation begin with the seat of their owner."""
    return key.startswith(seat)


def within(cut: Place | None, place: Place) -> bool:
    """Whether a signature counts at a place; without a cut-off everywhere."""
    return cut is None or place <= cut


@dataclass(frozen=True)
class Rules:
    """What the machines of a network go by."""

    decide: Callable[[Seal | None, Seal], Decision] = deciding.decide
    settled: Callable[[Seal, Seal], bool] = deciding.settled
    lineage: Callable[[list[tuple[int, str]]], tuple[tuple[int, str], ...]] = sealing.lineage
    verify: Callable[[Seal, bytes], None] = seals.verify_seal
    carried: Callable[[Seal, KeyPair], Seal] = as_it_is
    carried_slices: Callable[[Mapping[str, bytes], Seal], dict[str, bytes]] = every_slice
    may_write: Callable[[str, str], bool] = own_rows_only
    within: Callable[[Place | None, Place], bool] = within
    stubs: bool = True
    takes_back: bool = True
    returns: bool = True
    all_receipts: bool = True
    new_epoch: bool = True


REAL = Rules()
