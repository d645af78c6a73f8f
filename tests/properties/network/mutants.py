"""Deliberate breakages of the rules. A law that notices none of them would hold for any program (NOTES-FAULTS § 5, negative control)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from app.bundles import canonical, deciding
from app.bundles.crypt import KeyPair, sign
from app.bundles.deciding import APPLY, FORK, OLDER, SAME, Decision
from app.bundles.parts import Seal
from app.bundles.seals import SEAL_MAGIC
from tests.properties.network.rules import REAL, Rules
from tests.properties.network.sealing import FUTURE

Decide = Callable[[Seal | None, Seal], Decision]


@dataclass(frozen=True)
class Mutant:
    """Broken rules and the kind of history in which they must be found out."""

    rules: Rules
    kind: str


def _deciding(rule: Callable[[Seal, Seal], Decision]) -> Rules:
    """A rule for a state that meets another one."""

    def decide(known: Seal | None, new: Seal) -> Decision:
        if known is None:
            return APPLY
        return SAME if known.hash == new.hash else rule(known, new)

    return replace(REAL, decide=decide)


def _versions_only(known: Seal, new: Seal) -> Decision:
    return FORK if known.ver == new.ver else APPLY if new.ver > known.ver else OLDER


def _blind_at_one_version(known: Seal, new: Seal) -> Decision:
    return OLDER if known.epoch.uid == new.epoch.uid and known.ver == new.ver else deciding.decide(known, new)


def _as_it_arrives(known: Seal, new: Seal) -> Decision:
    return APPLY


def _latest_clock(known: Seal, new: Seal) -> Decision:
    return APPLY if new.made_ms > known.made_ms else OLDER


def _restores_believed(known: Seal, new: Seal) -> Decision:
    found = deciding.decide(known, new)
    return APPLY if found == deciding.RESTORED else found


def _late_states_dropped(known: Seal, new: Seal) -> Decision:
    found = deciding.decide(known, new)
    return OLDER if found == deciding.LATE else found


def _forks_by_ordinal_only(known: Seal, new: Seal) -> Decision:
    one, other = (known.epoch.ordinal, known.ver), (new.epoch.ordinal, new.ver)
    return FORK if one == other else APPLY if other > one else OLDER


def _sealed_anew(seal: Seal, carrier: KeyPair) -> Seal:
    return replace(seal, sig=sign(carrier, SEAL_MAGIC + seal.manifest))


def _known_fields_only(seal: Seal, carrier: KeyPair) -> Seal:
    fields = canonical.decode(seal.manifest)
    fields.pop(FUTURE, None)
    return replace(seal, manifest=canonical.encode(fields))


def _known_slices_only(slices: Mapping[str, bytes], seal: Seal) -> dict[str, bytes]:
    return {ref.sha256: slices[ref.sha256] for ref in seal.slices if ref.name == "rows"}


MUTANTS: Mapping[str, Mutant] = MappingProxyType(
    {
        "epochs are ignored": Mutant(_deciding(_versions_only), "restores"),
        "the hash at one version is ignored": Mutant(_deciding(_blind_at_one_version), "clones"),
        "what arrives last counts": Mutant(_deciding(_as_it_arrives), "offices"),
        "what was made last counts": Mutant(_deciding(_latest_clock), "offices"),
        "a seal names no lineage": Mutant(replace(REAL, lineage=lambda path: ()), "clones"),
        "a restored state counts at once": Mutant(_deciding(_restores_believed), "restores"),
        "a late state is dropped": Mutant(_deciding(_late_states_dropped), "restores"),
        "the highest place counts": Mutant(_deciding(_forks_by_ordinal_only), "restores"),
        "stubs are dropped": Mutant(replace(REAL, stubs=False), "offices"),
        "carriers seal anew": Mutant(replace(REAL, carried=_sealed_anew), "offices"),
        "carriers drop unknown fields": Mutant(replace(REAL, carried=_known_fields_only), "offices"),
        "carriers drop unknown slices": Mutant(replace(REAL, carried_slices=_known_slices_only), "offices"),
        "signatures are not looked at": Mutant(replace(REAL, verify=lambda seal, key: None), "carriers"),
        "rows of others are written": Mutant(replace(REAL, may_write=lambda seat, key: True), "carriers"),
        "receipts tell only what is new": Mutant(replace(REAL, all_receipts=False), "offices"),
        "a revoked key counts on": Mutant(replace(REAL, within=lambda cut, place: True), "thieves"),
        "what came back is not taken in": Mutant(replace(REAL, takes_back=False), "restores"),
        "states are not returned": Mutant(replace(REAL, returns=False), "restores"),
        "a restore begins no epoch": Mutant(replace(REAL, new_epoch=False), "restores"),
        "what waits is never settled": Mutant(replace(REAL, settled=lambda known, held: False), "restores"),
        "what waits is forgotten": Mutant(replace(REAL, settled=lambda known, held: True), "clones"),
    }
)
