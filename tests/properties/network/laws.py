"""The laws of the exchange, over a network after a history; those of every single step stand in ``truth.py``."""

import random
from dataclasses import replace

from app.bundles import canonical
from app.bundles.parts import Seal
from tests.properties.network.machine import Machine
from tests.properties.network.net import Network, shuffled
from tests.properties.network.truth import Broken


def expected(network: Network, machine: Machine) -> dict[tuple[str, str], Seal]:
    """What should count at a machine at last: the newest state of everybody who speaks to it."""
    seat, found = machine.seat, {}
    for other in network.true:
        uid = other.seat.uid
        audiences = [f"to:{seat.uid}"] if uid in seat.peers else []
        audiences += ["above"] if uid in machine.reach else []
        audiences += ["below"] if uid in seat.parents else []
        audiences += ["inside"] if uid == seat.office else []
        for audience in audiences:
            if own := other.space.own.get(audience, ()):
                found[uid, audience] = own[-1]
    return found


def converges(network: Network) -> None:
    """After undisturbed days everybody holds the newest state of everybody it hears, and nothing waits."""
    if network.settle() >= 40:
        raise Broken("converges", "still moving after 40 rounds")
    for machine in network.true:
        for stream, seal in expected(network, machine).items():
            found = machine.space.applied.get(stream)
            if found is None or found.hash != seal.hash:
                raise Broken("converges", f"{machine.label} holds {_place(found)} of {stream}, not {_place(seal)}")
            waits = machine.space.held.get(stream)
            if waits and not network.disputed:
                raise Broken("converges", f"{machine.label} still holds {len(waits)} states of {stream}")


def needs_nobody(network: Network) -> None:
    """Where no second machine speaks in anybody's name, no person ever has to choose between states."""
    if network.disputed:
        return
    for machine in network.true:
        if machine.chosen or machine.space.noticed:
            raise Broken("needs nobody", f"{machine.label} had to choose")


def gets_back(network: Network) -> None:
    """Whatever counts or counted in the books of somebody stands in its author's books again, whatever was restored in between."""
    if network.disputed:
        return
    for machine in network.true:
        known = [*machine.space.applied.values(), *(seal for past in machine.space.past.values() for seal in past)]
        for seal in known:
            author = network.machines[seal.seat][0]
            lost = network.truth.made[seal.hash].rows.keys() - author.space.rows.get(seal.audience, {}).keys()
            if lost:
                raise Broken("gets back", f"{author.label} lost {sorted(lost)}, which {machine.label} has seen")


def agree(network: Network) -> None:
    """Machines that hold the same states say the same: each row as its owner sealed it, and by nobody else."""
    for machine in network.true:
        for key, (owner, row) in machine.projected().items():
            if not key.startswith(owner):
                raise Broken("owned", f"{machine.label} has {key} from {owner}")
            seal = machine.space.applied[owner, key.split("/")[1]]
            if network.truth.made[seal.hash].rows[key] != row:
                raise Broken("owned", f"{machine.label} has another {key} than its owner sealed")


def unknown_fields_survive(network: Network) -> None:
    """What a newer version said arrives whole, by whatever older one it was carried."""
    for machine in network.true:
        for seal in machine.space.applied.values():
            made = network.truth.made[seal.hash]
            if canonical.decode(seal.manifest) != canonical.decode(made.seal.manifest):
                raise Broken("unknown fields", f"{machine.label} has another manifest than was sealed")
            if any(machine.space.slices.get(ref.sha256) != made.slices[ref.sha256] for ref in made.seal.slices):
                raise Broken("unknown fields", f"{machine.label} lacks a part of what was sealed")


def acknowledged(network: Network) -> None:
    """At last every author knows of every peer that it holds the newest state."""
    for machine in network.true:
        for peer in machine.seat.peers:
            for audience in machine.seat.said_to(peer):
                own, told = machine.space.own.get(audience, ()), machine.space.receipts.get((peer, audience))
                if own and (told is None or told.hash != own[-1].hash):
                    raise Broken("acknowledged", f"{machine.label} does not know that {audience} arrived")


def replay_changes_nothing(network: Network, rng: random.Random) -> None:
    """Any file that a machine opened since its last restore may come again, in any order: nothing moves (idempotence, replay)."""
    for machine in network.true:
        counts = {stream: machine.space.applied[stream].hash for stream in expected(network, machine)}
        for file in shuffled(machine.opened, rng):
            machine.open(file)
        for stream, hash_ in counts.items():
            if machine.space.applied[stream].hash != hash_:
                raise Broken("replay", f"an old file moved {stream} at {machine.label}")


def order_is_nothing(network: Network, rng: random.Random) -> None:
    """A machine that opens the same files in another order, some twice, some lost but for the newest of each peer, comes to the same."""
    if network.disputed:
        return
    for machine in rng.sample(network.true, min(2, len(network.true))):
        newest = {file.sender: file for file in machine.opened}
        some = [file for file in machine.opened if rng.random() < 0.7 and file is not newest[file.sender]]
        fresh = replace(machine, space=machine.space.copy(), opened=[])
        for received in (fresh.space.applied, fresh.space.past, fresh.space.held):
            received.clear()
        for file in shuffled([*some, *newest.values()], rng):
            fresh.open(file)
        if fresh.state() != machine.state():
            raise Broken("order", f"{machine.label} comes to another state in another order")


def after(network: Network, rng: random.Random) -> None:
    """Every law that holds at the end of a history."""
    converges(network)
    needs_nobody(network)
    gets_back(network)
    agree(network)
    unknown_fields_survive(network)
    acknowledged(network)
    order_is_nothing(network, rng)
    replay_changes_nothing(network, rng)


def _place(seal: Seal | None) -> str:
    return "nothing" if seal is None else f"epoch {seal.epoch.ordinal} version {seal.ver}"
