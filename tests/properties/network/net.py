"""A network of machines with a mail that loses, delays, doubles and reorders; and everything that can happen in it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.bundles.parts import Seal
from app.ids import uid_from_text
from tests.properties.network import sealing
from tests.properties.network.machine import File, Machine, Seat
from tests.properties.network.rules import REAL, Rules
from tests.properties.network.truth import Truth
from tests.properties.network.workspace import Epoch, Grant

LEVELS = 4
TEN_YEARS_MS = 10 * 365 * 86_400_000


@dataclass(frozen=True)
class Shape:
    """How a network looks: for each office after the first two numbers choose its parent and what else it is."""

    offices: tuple[tuple[int, int], ...]

    def seats(self) -> tuple[Seat, ...]:
        """The offices and bans with their relations."""
        parents: list[list[int]] = [[]]
        level, kind = [0], ["office"]
        for number, (first, second) in enumerate(self.offices, 1):
            above = [at for at in range(number) if kind[at] == "office" and level[at] < LEVELS - 1]
            parent = above[first % len(above)]
            kind.append("ban" if second % 6 == 0 else "office")
            level.append(level[parent] + 1)
            also = [at for at in above if at != parent and level[at] < level[number]]
            two = second % 6 == 1 and also and kind[number] == "office"
            parents.append([parent, also[first % len(also)]] if two else [parent])
        return tuple(self._seat(number, parents, kind) for number in range(len(parents)))

    def _seat(self, number: int, parents: Sequence[Sequence[int]], kind: Sequence[str]) -> Seat:
        names = [sealing.uid(f"seat {at}") for at in range(len(parents))]
        below = [at for at in range(len(parents)) if number in parents[at]]
        above = tuple(names[at] for at in parents[number])
        ban = kind[number] == "ban"
        return Seat(
            uid=names[number],
            name=f"{kind[number]} {number}",
            parents=() if ban else above,
            children=tuple(names[at] for at in below if kind[at] == "office"),
            bans=tuple(names[at] for at in below if kind[at] == "ban"),
            office=above[0] if ban else "",
        )


def _reach(seats: Mapping[str, Seat], seat: Seat) -> dict[str, tuple[str, ...]]:
    """Every seat below one, with the peers through which its states come. Bans speak to their own office only."""
    found: dict[str, set[str]] = {ban: {ban} for ban in seat.bans}
    for child in seat.children:
        todo = [child]
        while todo:
            at = todo.pop()
            if child not in found.setdefault(at, set()):
                found[at].add(child)
                todo.extend(seats[at].children)
    return {at: tuple(sorted(through)) for at, through in found.items()}


@dataclass
class Network:
    """Machines by seat, the first one of each being the true one. ``mail``: on its way; ``sent``: every file ever made."""

    shape: Shape
    rules: Rules = REAL
    truth: Truth = field(default_factory=Truth)
    machines: dict[str, list[Machine]] = field(default_factory=dict)
    mail: list[File] = field(default_factory=list)
    sent: list[File] = field(default_factory=list)
    disputed: bool = False
    names: int = 0

    def __post_init__(self) -> None:
        seats = {seat.uid: seat for seat in self.shape.seats()}
        for seat in seats.values():
            reach = _reach(seats, seat)
            machine = Machine(seat, sealing.uid(f"node of {seat.uid}"), self.truth, self.rules, reach, label=seat.name)
            machine.space.epochs = (Epoch(uid_from_text(self.name("epoch")), 1, None),)
            for known in {*seat.peers, *reach, seat.uid}:
                node = sealing.uid(f"node of {known}")
                machine.space.grants[known] = (Grant(known, node, sealing.public_key(node)),)
            self.machines[seat.uid] = [machine]

    def name(self, what: str) -> str:
        """A fresh identity."""
        self.names += 1
        return sealing.uid(f"{what} {self.names}")

    @property
    def true(self) -> list[Machine]:
        """The machine of each seat that is the seat's own."""
        return [machines[0] for machines in self.machines.values()]

    @property
    def all(self) -> list[Machine]:
        """Every machine that runs, clones and thieves too."""
        return [machine for machines in self.machines.values() for machine in machines]

    # ------------------------------------------------------------------ mail

    def send(self, machine: Machine, peer: str) -> File:
        """Make a file and hand it to the mail."""
        file = machine.make(peer)
        self.mail.append(file)
        self.sent.append(file)
        return file

    def deliver(self, file: File, which: int = 0) -> None:
        """A machine of the addressee opens a file."""
        machines = self.machines[file.to]
        machines[which % len(machines)].open(file)

    # ------------------------------------------------------------------ what people and thieves do

    def clone(self, machine: Machine, *, thief: bool = False) -> Machine:
        """A second machine with the same workspace and keys goes on by itself."""
        self.disputed = True
        backups = [backup.copy() for backup in machine.backups]
        label = f"{machine.label} {'thief' if thief else 'clone'} {len(self.all)}"
        twin = replace(
            machine, space=machine.space.copy(), backups=backups, opened=[], label=label, thief=machine.thief or thief
        )
        self.machines[machine.seat.uid].append(twin)
        return twin

    def restore(self, machine: Machine, number: int) -> None:
        """A machine goes back to one of its backups."""
        if machine.backups:
            machine.restore(number, uid_from_text(self.name("epoch")))

    def revoke(self, machine: Machine) -> None:
        """The keys of a seat were stolen: it gets a new one, and the people of its peers are told up to where the old one is good."""
        old, machine.node = machine.node, self.name("node")
        machine.branch(uid_from_text(self.name("epoch")))
        seat, last = machine.seat.uid, {audience: own[-1] for audience, own in machine.space.own.items() if own}
        good = {audience: (seal.epoch.ordinal, seal.ver) for audience, seal in last.items()}
        machine.grant(Grant(seat, machine.node, sealing.public_key(machine.node)))
        for peer in machine.seat.peers:
            for other in self.machines[peer]:
                held = {stream[1]: seal for stream, seal in other.space.applied.items() if stream[0] == seat}
                cuts = {
                    audience: min(good.get(audience, (0, 0)), (seal.epoch.ordinal, seal.ver))
                    for audience, seal in held.items()
                }
                other.grant(Grant(seat, old, sealing.public_key(old), cuts))
                other.grant(Grant(seat, machine.node, sealing.public_key(machine.node)))
                self.truth.revoked[other.label, old] = cuts

    def tamper(self, file: File, number: int) -> File:
        """A dishonest carrier changes a state in its own file, and signs the file as it may: only the state's own signature tells."""
        carried = [at for at, seal in enumerate(file.seals) if seal.seat != file.sender]
        if not carried:
            return file
        at = carried[number % len(carried)]
        seal = file.seals[at]
        manifest = seal.manifest.replace(f'"ver":{seal.ver}'.encode(), f'"ver":{seal.ver + 7}'.encode(), 1)
        forged = replace(seal, manifest=manifest, ver=seal.ver + 7)
        if number % 2:
            forged = replace(forged, sig=_signed(forged, file.node))
        return replace(file, seals=(*file.seals[:at], forged, *file.seals[at + 1 :]))

    # ------------------------------------------------------------------ quiet days

    def settle(self) -> int:
        """No more mishaps: everybody sends to everybody and every file arrives, until nothing moves. Return how many rounds it took.

        Clones and thieves are found out and stop; the seat's own machine goes on writing.
        """
        for machines in self.machines.values():
            if machines[1:]:
                for audience in machines[0].seat.audiences:
                    machines[0].write(audience, 9, f"từ nay {self.name('word')}")
                del machines[1:]
        self.mail.clear()
        before = None
        for rounds in range(40):
            now = self._where_it_stands()
            if now == before and not self._people_choose():
                return rounds
            before = now
            for machine in self.true if rounds % 2 else reversed(self.true):
                for peer in machine.seat.peers:
                    file = machine.make(peer)
                    self.sent.append(file)
                    self.deliver(file)
        return 40

    def _where_it_stands(self) -> object:
        return [
            (
                sorted((stream, seal.hash) for stream, seal in machine.space.applied.items()),
                sorted((audience, own[-1].hash) for audience, own in machine.space.own.items() if own),
                sorted((stream, sorted(held)) for stream, held in machine.space.held.items() if held),
                sorted((audience, len(back)) for audience, back in machine.space.back.items()),
            )
            for machine in self.true
        ]

    def _people_choose(self) -> bool:
        """Where two machines of one seat spoke, people choose what the seat's own machine said. True when somebody did."""
        chosen = False
        for machine in self.true if self.disputed else ():
            for (seat, audience), held in sorted(machine.space.held.items()):
                truly = self._truly(seat, audience)
                known = machine.space.applied.get((seat, audience))
                meant = [seal for seal, _ in held.values() if seal.hash in truly]
                if not meant or (known is not None and known.hash in truly):
                    continue
                best = max(meant, key=lambda seal: (seal.epoch.ordinal, seal.ver))
                machine.choose((seat, audience), best)
                chosen = True
        return chosen

    def _truly(self, seat: str, audience: str) -> frozenset[str]:
        own: tuple[Seal, ...] = self.machines[seat][0].space.own.get(audience, ())
        return self.truth.made[own[-1].hash].ancestors if own else frozenset()


def _signed(seal: Seal, node: str) -> bytes:
    from app.bundles.crypt import sign
    from app.bundles.seals import SEAL_MAGIC

    return sign(sealing.keys_of(node), SEAL_MAGIC + seal.manifest)


def shuffled(files: Sequence[File], rng: random.Random) -> list[File]:
    """The files in another order, some of them twice."""
    found = list(files) + [file for file in files if rng.random() < 0.2]
    rng.shuffle(found)
    return found
