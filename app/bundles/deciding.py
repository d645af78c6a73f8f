"""What becomes of a state that arrives, given the state that counts now: the rules of versions, epochs and forks (MODEL 19, 21-23).

Pure: it knows seals, not tables, so that its laws can be tested over thousands of histories. The path of a seal is its own place and those
before it that it names; two seals whose paths name different states for one version were written apart from each other, by a clone, a
second machine, or a forger who holds the key. A seal that names another among those it has taken back knows what that one said, however
the two came apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.bundles.parts import Seal

RECENT = 32
"""A seal names every one of its stream's states of so many versions before it: what it does not name there was never on its path."""


class Verdict(StrEnum):
    """What happens to the state: it counts from now on, is known, is superseded already, waits for a person, or is turned away."""

    apply = "apply"
    same = "same"
    older = "older"
    hold = "hold"
    refuse = "refuse"


class Code(StrEnum):
    """Why a state is held: words for people stand in ``wording.py``."""

    none = ""
    fork = "FORK"
    restored = "RESTORED"
    late = "LATE_STATE"


CODES: frozenset[str] = frozenset({Code.fork, Code.restored, Code.late})
"""The reasons for which a state waits here, and for nothing else."""


@dataclass(frozen=True)
class Decision:
    """The verdict and its reason; the reason is empty where nothing needs explaining."""

    verdict: Verdict
    code: Code = Code.none


APPLY = Decision(Verdict.apply)
SAME = Decision(Verdict.same)
OLDER = Decision(Verdict.older)
FORK = Decision(Verdict.hold, Code.fork)
RESTORED = Decision(Verdict.hold, Code.restored)
LATE = Decision(Verdict.hold, Code.late)


def decide(known: Seal | None, new: Seal) -> Decision:
    """What becomes of ``new`` where ``known`` counts (None: nothing of this stream was ever applied)."""
    if known is None:
        return APPLY
    if new.hash == known.hash:
        return SAME
    if covers(new, known):
        return APPLY
    if covers(known, new):
        return OLDER
    if new.epoch.uid == known.epoch.uid:
        return _in_one_epoch(known, new)
    if new.epoch.ordinal == known.epoch.ordinal:
        return FORK
    return _later_epoch(known, new) if new.epoch.ordinal > known.epoch.ordinal else _earlier_epoch(known, new)


def settled(known: Seal, held: Seal) -> bool:
    """Whether a held state needs nobody any more: what counts now is that state, follows from it, or has taken its rows back."""
    if held.hash == known.hash or covers(known, held):
        return True
    return dict(_path(known)).get(held.ver) == held.hash


def covers(known: Seal, lost: Seal) -> bool:
    """Whether the author has taken back what it had sealed as ``lost``: exactly that, for another state of the same or an earlier version
    may be of a machine that the author knows nothing of."""
    return (lost.epoch.uid, lost.ver, lost.hash) in known.recovered


def _in_one_epoch(known: Seal, new: Seal) -> Decision:
    if new.ver > known.ver:
        return FORK if _parted(new, known) else APPLY
    return FORK if new.ver == known.ver or _parted(known, new) else OLDER


def _later_epoch(known: Seal, new: Seal) -> Decision:
    """The author began again from a backup: does that backup hold what we hold?"""
    if not _holds(new, known):
        return RESTORED
    return FORK if _parted(new, known) else APPLY


def _earlier_epoch(known: Seal, new: Seal) -> Decision:
    """A state from before a restore, or of a machine that did not hear of it."""
    if not _holds(known, new):
        return LATE
    return FORK if _parted(known, new) else OLDER


def _holds(later: Seal, earlier: Seal) -> bool:
    """Whether the epochs of ``later`` went on from ``earlier`` or from what followed it. A backup may be older than whole epochs."""
    branch = _branch_from(later, earlier.epoch.uid)
    return branch is not None and earlier.ver <= branch


def _branch_from(later: Seal, epoch_uid: str) -> int | None:
    """The version of ``epoch_uid`` from which the epochs of ``later`` went on; None where it is not among their ancestors."""
    for younger, elder in zip(later.epochs, later.epochs[1:], strict=False):
        if elder.uid == epoch_uid:
            return younger.from_ver
    return None


def _parted(later: Seal, earlier: Seal) -> bool:
    """Whether ``earlier`` is not on the path of ``later``, as far as that names its places: all of the newest, some of those before."""
    path = dict(_path(later))
    named = path.get(earlier.ver)
    if named is not None:
        return named != earlier.hash
    newest = later.lineage[-1][0] if later.lineage else 0
    if earlier.ver > newest - RECENT:
        return True
    return any(path.get(ver, hash_) != hash_ for ver, hash_ in _path(earlier))


def _path(seal: Seal) -> Iterable[tuple[int, str]]:
    return (*seal.lineage, (seal.ver, seal.hash))
