"""A machine of the simulation: writes rows, seals states, makes files, opens files, goes back to backups."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from app.bundles import seals
from app.bundles.deciding import Code, Verdict
from app.bundles.faults import Damaged
from app.bundles.parts import Receipt, Seal
from tests.properties.network import sealing
from tests.properties.network.rules import Rules
from tests.properties.network.truth import Rows, Truth, rows_in
from tests.properties.network.workspace import Epoch, Grant, Row, Stream, Workspace

START_MS = 1_790_000_000_000


@dataclass(frozen=True)
class File:
    """What one machine hands to another seat. ``sender`` is the seat in whose name it comes, ``node`` the carrier that signed it."""

    sender: str
    node: str
    to: str
    seals: tuple[Seal, ...]
    slices: Mapping[str, bytes]
    receipts: tuple[Receipt, ...]
    grants: tuple[Grant, ...]


@dataclass(frozen=True)
class Seat:
    """An office or a ban of one: whom it exchanges files with. Parents, children and bans by their seats; ``office`` of a ban's."""

    uid: str
    name: str
    parents: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    bans: tuple[str, ...] = ()
    office: str = ""

    @property
    def peers(self) -> tuple[str, ...]:
        """Everybody files are exchanged with."""
        return (*self.parents, *self.children, *self.bans, *([self.office] if self.office else []))

    def said_to(self, peer: str) -> tuple[str, ...]:
        """The audiences of our streams that a peer gets."""
        if peer in self.parents or peer == self.office:
            return ("above", f"to:{peer}")
        return ("below" if peer in self.children else "inside", f"to:{peer}")

    @property
    def audiences(self) -> tuple[str, ...]:
        """Every stream this seat writes."""
        return tuple(dict.fromkeys(audience for peer in self.peers for audience in self.said_to(peer)))


@dataclass
class Machine:
    """One running program. ``reach``: seat below -> the peers through which its states come. ``newer``: a later version of the program.

    ``opened``: the files it opened, since its last restore.
    """

    seat: Seat
    node: str
    truth: Truth
    rules: Rules
    reach: Mapping[str, tuple[str, ...]]
    space: Workspace = field(default_factory=Workspace)
    backups: list[Workspace] = field(default_factory=list)
    opened: list[File] = field(default_factory=list)
    clock_ms: int = START_MS
    newer: bool = False
    thief: bool = False
    label: str = ""
    chosen: int = 0

    # ------------------------------------------------------------------ writing and sealing

    def write(self, audience: str, number: int, text: str | None) -> None:
        """Set a row of ours, or withdraw it (None): what was never sealed simply goes, what was becomes a stub."""
        rows = self.space.rows.setdefault(audience, {})
        key = f"{self.seat.uid}/{audience}/{number}"
        if text is not None:
            rows[key] = {"uid": key, "text": text}
        elif key in rows:
            rows[key] = {"uid": key, "gone": "rút"}

    def claim(self, audience: str, key: str, text: str) -> None:
        """Say something about a row of somebody else's, as no honest program does."""
        self.space.rows.setdefault(audience, {})[key] = {"uid": key, "text": text}

    def sealed(self, audience: str) -> Seal | None:
        """The seal of a stream as it is now: the last one where nothing changed. After a restore an empty one too: others may hold more."""
        space = self.space
        own = space.own.get(audience, ())
        rows = sealing.stated(space, audience, stubs=self.rules.stubs)
        if not own and not rows and len(space.epochs) == 1:
            return None
        parts = [sealing.packed("rows", rows)]
        if self.newer:
            parts.append(sealing.packed(sealing.FUTURE, [{"uid": audience, "what": 1}]))
        refs = [ref for ref, _ in parts]
        back = {seal.hash for seal in space.back.get(audience, ())}
        if (
            own
            and own[-1].state == seals.state_hash(refs)
            and own[-1].epoch.uid == self._epoch
            and back <= _told(own[-1])
        ):
            return own[-1]
        self.clock_ms += 1
        seal = sealing.next_seal(space, (self.seat.uid, self.node), audience, refs, max(0, self.clock_ms), self.rules)
        if self.newer:
            seal = sealing.newer(seal, self.node)
        space.slices.update((ref.sha256, data) for ref, data in parts)
        parents = tuple(each.hash for each in (*own[-1:], *space.back.get(audience, ())))
        self.truth.sealed(seal, parents, space.slices, by_thief=self.thief)
        space.own[audience] = (*own, seal)
        return seal

    @property
    def _epoch(self) -> str:
        return sealing.epoch_text(self.space.epochs[0])

    # ------------------------------------------------------------------ files out

    def make(self, peer: str) -> File:
        """A file for a peer: our streams for it, what we pass on, what it lacks of its own, and what we hold of it."""
        own = [seal for audience in self.seat.said_to(peer) if (seal := self.sealed(audience)) is not None]
        carried = [self.rules.carried(seal, sealing.keys_of(self.node)) for seal in self._passed_on(peer)]
        back = list(self._returned(peer)) if self.rules.returns else []
        slices: dict[str, bytes] = {}
        for seal in own:
            slices.update({ref.sha256: self.space.slices[ref.sha256] for ref in seal.slices})
        for seal in (*carried, *back):
            slices.update(self.rules.carried_slices(self.space.slices, seal))
        upward = peer in self.seat.parents or peer == self.seat.office
        beneath = [seat for seat in sorted(self.reach) if seat not in self.seat.bans] if upward else []
        grants = [grant for seat in beneath for grant in self.space.grants.get(seat, ())]
        states = tuple(dict.fromkeys((*own, *carried, *back)))
        return File(self.seat.uid, self.node, peer, states, slices, self._receipts(peer), tuple(grants))

    def _passed_on(self, peer: str) -> Iterator[Seal]:
        """What came from further below goes up as it was sealed."""
        if peer not in self.seat.parents and peer != self.seat.office:
            return
        for (seat, audience), seal in sorted(self.space.applied.items()):
            if (
                audience == "above"
                and seat in self.reach
                and seat not in self.seat.bans
                and peer not in self.reach[seat]
            ):
                yield seal

    def _returned(self, peer: str) -> Iterator[Seal]:
        """Of the streams of a peer, or of seats that it speaks to: the states from before a restore that their author may lack."""
        for (seat, _), found in sorted(self.space.held.items()):
            if seat != peer and peer not in self.reach.get(seat, ()):
                continue
            for held, code in found.values():
                if code is Code.restored:
                    yield self.space.applied[seat, held.audience]
                elif code is Code.late:
                    yield held

    def _receipts(self, peer: str) -> tuple[Receipt, ...]:
        found = []
        for (seat, audience), seal in sorted(self.space.applied.items()):
            if seat != peer or (not self.rules.all_receipts and self.space.told.get((seat, audience)) == seal.hash):
                continue
            self.space.told[seat, audience] = seal.hash
            found.append(Receipt(seat, audience, seal.epoch.uid, seal.ver, seal.hash, "apply"))
        return tuple(found)

    # ------------------------------------------------------------------ files in

    def open(self, file: File) -> None:
        """Apply what may be applied, hold what must wait, turn the rest away."""
        self.opened.append(file)
        self._take_grants(file)
        for seal in file.seals:
            self._receive(seal, file.slices)
        for receipt in file.receipts:
            self._note(file.sender, receipt)

    def _receive(self, seal: Seal, slices: Mapping[str, bytes]) -> None:
        try:
            seal = read_again(seal)
            rows = rows_in(seal, slices)
        except (Damaged, KeyError):
            return  # a real file would be refused as a whole
        if not self._may_speak(seal) or not self._authentic(seal):
            return
        self.space.slices.update((ref.sha256, slices[ref.sha256]) for ref in seal.slices)
        if seal.seat == self.seat.uid:
            self._take_back(seal, rows)
            return
        stream = seal.seat, seal.audience
        known = self.space.applied.get(stream)
        decision = self.rules.decide(known, seal)
        if decision.verdict is Verdict.apply:
            self._count(stream, seal)
        elif decision.verdict is Verdict.hold:
            self.space.held[stream] = {**self.space.held.get(stream, {}), seal.hash: (seal, decision.code)}
        elif known is not None and decision.verdict in {Verdict.same, Verdict.older}:
            self.truth.passed_over(self.label, known, seal)

    def _count(self, stream: Stream, seal: Seal, *, chosen: bool = False) -> None:
        space, known = self.space, self.space.applied.get(stream)
        self.truth.counts(self.label, known, seal, chosen=chosen)
        if known is not None:
            space.past[stream] = (*space.past.get(stream, ()), known)
        space.applied[stream] = seal
        for key, (each, _) in space.held.get(stream, {}).items():
            if not chosen and self.rules.settled(seal, each) and key in self.truth.made:
                self.truth.passed_over(self.label, seal, each)
        left = {key: each for key, each in space.held.get(stream, {}).items() if not self.rules.settled(seal, each[0])}
        space.held[stream] = {key: (each, self.rules.decide(seal, each).code) for key, (each, _) in left.items()}

    def choose(self, stream: Stream, seal: Seal) -> None:
        """A person decides that a held state counts."""
        self.chosen += 1
        self._count(stream, seal, chosen=True)

    def _may_speak(self, seal: Seal) -> bool:
        seat, audience = seal.seat, seal.audience
        if seat == self.seat.uid:
            return True
        if audience == "above":
            return seat in self.reach
        if audience == "below":
            return seat in self.seat.parents
        if audience == "inside":
            return seat == self.seat.office
        return audience == f"to:{self.seat.uid}" and seat in self.seat.peers

    def _authentic(self, seal: Seal) -> bool:
        grants = self.space.grants.get(seal.seat, ())
        place = seal.epoch.ordinal, seal.ver
        for grant in grants:
            if grant.node == seal.node and self.rules.within(grant.cut(seal.audience), place):
                try:
                    self.rules.verify(seal, grant.sign_key)
                except Damaged:
                    return False
                return True
        return False

    def _take_back(self, seal: Seal, rows: Rows) -> None:
        """A state of ours comes back: rows that were lost by a restore are taken in again (MODEL 23)."""
        space, audience = self.space, seal.audience
        own, back = space.own.get(audience, ()), space.back.get(audience, ())
        if any(seal.hash == each.hash for each in (*own, *back)):
            return
        if seal.epoch.ordinal >= space.epochs[0].ordinal:
            space.noticed.add(seal.hash)
            return
        if not self.rules.takes_back:
            return
        mine = space.rows.setdefault(audience, {})
        earlier = [rows_in(each, space.slices) for each in _said_before(seal, (*own, *back))]
        for key, row in rows.items():
            if key not in mine or any(said.get(key) == mine[key] for said in earlier):
                mine[key] = row  # what was written anew since the restore stays
        space.back[audience] = (*back, seal)

    def _note(self, peer: str, receipt: Receipt) -> None:
        """Remember the furthest of our states that a peer said to hold; an older file says less and changes nothing."""
        found = {seal.hash: seal for seal in self.space.own.get(receipt.audience, ())}
        told = self.space.receipts.get((peer, receipt.audience))
        if receipt.hash not in found:
            return
        before = None if told is None else found.get(told.hash)
        new = found[receipt.hash]
        if before is None or (before.epoch.ordinal, before.ver) < (new.epoch.ordinal, new.ver):
            self.space.receipts[peer, receipt.audience] = receipt

    # ------------------------------------------------------------------ keys

    def _take_grants(self, file: File) -> None:
        for grant in file.grants:
            if file.sender in self.reach.get(grant.seat, ()) and grant.seat not in self.seat.peers:
                self.grant(grant)

    def grant(self, grant: Grant) -> None:
        """Believe that a node signs for a seat, up to its cut-off."""
        known = self.space.grants.get(grant.seat, ())
        same = [each for each in known if each.node == grant.node]
        others = tuple(each for each in known if each.node != grant.node)
        self.space.grants[grant.seat] = (*others, same[0].narrowed(grant.cuts) if same else grant)
        if same and grant.cuts is not None:
            self._withdraw_beyond(grant.seat)

    def _withdraw_beyond(self, seat: str) -> None:
        """A person takes back what was applied or held on the strength of a key beyond its cut-off."""
        space = self.space
        for stream in [each for each in space.applied if each[0] == seat]:
            kept = [seal for seal in (*space.past.get(stream, ()), space.applied[stream]) if self._authentic(seal)]
            space.held[stream] = {
                key: each for key, each in space.held.get(stream, {}).items() if self._authentic(each[0])
            }
            if kept and kept[-1].hash == space.applied[stream].hash:
                continue
            space.past[stream] = tuple(kept[:-1])
            if kept:
                space.applied[stream] = kept[-1]
            else:
                del space.applied[stream]

    # ------------------------------------------------------------------ backups

    def back_up(self) -> None:
        """Put a copy of the workspace aside."""
        self.backups.append(self.space.copy())

    def restore(self, number: int, epoch: bytes) -> None:
        """Go on from a backup, in a new epoch; what others said of our key since then is asked of them again."""
        grants, reached = self.space.grants, self.space.epochs[0].ordinal
        self.space = self.backups[number % len(self.backups)].copy()
        self.space.grants = grants
        self.opened.clear()
        if self.rules.new_epoch:
            self.branch(epoch, reached)

    def branch(self, epoch: bytes, reached: int = 0) -> None:
        """Begin a new epoch, beyond those of the workspace and the one that it replaces."""
        before = self.space.epochs[0]
        self.space.epochs = (Epoch(epoch, max(reached, before.ordinal) + 1, before.uid), *self.space.epochs)

    # ------------------------------------------------------------------ what it comes to

    def projected(self) -> dict[str, tuple[str, Row]]:
        """The tables: what the states that count say, and who said it."""
        table: dict[str, tuple[str, Row]] = {}
        for stream, seal in sorted(self.space.applied.items()):
            for key, row in rows_in(seal, self.space.slices).items():
                if self.rules.may_write(stream[0], key):
                    table[key] = (stream[0], row)
        return table

    def state(self) -> str:
        """The state hash over the applied states and the rows they give."""
        counted = [(*stream, seal.hash) for stream, seal in sorted(self.space.applied.items())]
        table = sorted((key, owner, sorted(row.items())) for key, (owner, row) in self.projected().items())
        return hashlib.sha256(json.dumps([counted, table]).encode()).hexdigest()


@lru_cache(maxsize=20_000)
def _read(manifest: bytes, sig: bytes) -> Seal:
    return seals.read_seal(manifest, sig)


def read_again(seal: Seal) -> Seal:
    """The seal as a receiver reads it out of its two parts; Damaged where it is none."""
    return _read(seal.manifest, seal.sig)


def _said_before(seal: Seal, known: Iterable[Seal]) -> list[Seal]:
    """Of our states that we know: those that stood before one of ours that came back."""
    place = seal.epoch.ordinal, seal.ver
    return [each for each in known if (each.epoch.ordinal, each.ver) < place]


def _told(seal: Seal) -> set[str]:
    return {hash_ for _, _, hash_ in seal.recovered}
