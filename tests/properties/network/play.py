"""Histories: what happens in a network, step by step, drawn by hypothesis or from a seed."""

import random
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType
from typing import TypeVar

from tests.properties.network.machine import Machine
from tests.properties.network.net import TEN_YEARS_MS, Network, Shape
from tests.properties.network.rules import REAL, Rules

T = TypeVar("T")

Step = tuple[str, int, int]
"""What happens and two numbers that say to whom and how."""

KINDS = ("offices", "restores", "clones", "twins", "thieves", "carriers")
"""What a history is about, from quiet mishaps of the mail on. ``twins``: clones and restores at an office with two parents."""

_MAIL = (
    *("hand over",) * 5,
    *("write",) * 4,
    *("send",) * 4,
    *("arrive",) * 4,
    "lose",
    "twice",
    "old",
    "backup",
    "clock",
    "upgrade",
)
STEPS = MappingProxyType(
    {
        "offices": _MAIL,
        "restores": (*_MAIL, "restore", "restore"),
        "clones": (*_MAIL, "restore", "clone"),
        "twins": (*("hand over",) * 12, "arrive", "send", "backup", "backup", "restore", "clone"),
        "thieves": (*_MAIL, "steal", "revoke"),
        "carriers": (*_MAIL, "tamper", "tamper", "claim"),
    }
)


def shape_of(rng: random.Random, kind: str) -> Shape:
    """A network: mostly of 2 to 5 seats, where mishaps meet each other, sometimes of up to 12, rarely of 40."""
    if kind == "twins":
        return Shape(((0, 2), (1, 1)))
    most = rng.choice((2, 3, 3, 4, 4, 5, 5, 8, 12) * 6 + (40,))
    return Shape(tuple((rng.randrange(40), rng.randrange(12)) for _ in range(rng.randint(1, most - 1))))


def steps_of(rng: random.Random, kind: str, most: int = 80) -> list[Step]:
    """What happens in a history of a kind."""
    names = STEPS[kind]
    return [(rng.choice(names), rng.randrange(1000), rng.randrange(1000)) for _ in range(rng.randint(5, most))]


def play(shape: Shape, steps: Iterable[Step], rules: Rules = REAL) -> Network:
    """Everything that happens, in its order. Raises Broken where a law does not hold on the way."""
    network = Network(shape, rules)
    for name, a, b in steps:
        DEEDS[name](network, a, b)
    return network


def _machine(network: Network, a: int) -> Machine:
    machines = network.all
    return machines[a % len(machines)]


def _write(network: Network, a: int, b: int) -> None:
    machine = _machine(network, a)
    audience = _of(machine.seat.audiences, a)
    machine.write(audience, b % 4, None if b % 5 == 0 else f"nội dung {a} {b}")


def _send(network: Network, a: int, b: int) -> None:
    machine = _machine(network, a)
    if not (machine.thief and _of(machine.seat.peers, b) in machine.seat.children):
        network.send(machine, _of(machine.seat.peers, b))


def _hand_over(network: Network, a: int, b: int) -> None:
    """Somebody writes something, sends it, and it arrives."""
    machine = _machine(network, a)
    peer = _of(machine.seat.peers, b)
    audiences = machine.seat.said_to(peer)
    machine.write(_of(audiences, a % 3 // 2), b % 4, None if b % 7 == 0 else f"nội dung {a} {b}")
    network.deliver(network.send(machine, peer), b)
    network.mail.pop()


def _arrive(network: Network, a: int, b: int) -> None:
    if network.mail:
        network.deliver(network.mail.pop(a % len(network.mail)), b)


def _lose(network: Network, a: int, b: int) -> None:
    if network.mail:
        network.mail.pop(a % len(network.mail))


def _twice(network: Network, a: int, b: int) -> None:
    if network.mail:
        network.mail.append(_of(network.mail, a))


def _old(network: Network, a: int, b: int) -> None:
    """A file from some time comes again."""
    if network.sent:
        network.deliver(_of(network.sent, a), b)


def _backup(network: Network, a: int, b: int) -> None:
    _machine(network, a).back_up()


def _restore(network: Network, a: int, b: int) -> None:
    network.restore(_machine(network, a), b)


def _clock(network: Network, a: int, b: int) -> None:
    _machine(network, a).clock_ms += TEN_YEARS_MS * (1 if b % 2 else -1)


def _upgrade(network: Network, a: int, b: int) -> None:
    _machine(network, a).newer = True


def _clone(network: Network, a: int, b: int) -> None:
    if len(network.all) < 2 * len(network.machines):
        network.clone(_machine(network, a))


def _steal(network: Network, a: int, b: int) -> None:
    machine = _of(network.true, a)
    if not any(twin.thief for twin in network.machines[machine.seat.uid]):
        network.clone(machine, thief=True)


def _revoke(network: Network, a: int, b: int) -> None:
    stolen = [machines[0] for machines in network.machines.values() if any(each.thief for each in machines)]
    known = [
        machine
        for machine in stolen
        if any(each.node == machine.node for each in network.machines[machine.seat.uid][1:])
    ]
    if known:
        network.revoke(_of(known, a))


def _tamper(network: Network, a: int, b: int) -> None:
    if network.mail:
        at = a % len(network.mail)
        network.mail[at] = network.tamper(network.mail[at], b)


def _claim(network: Network, a: int, b: int) -> None:
    """Somebody says something about a row of somebody else's."""
    machine = _machine(network, a)
    other = _of(network.true, b)
    audience = _of(machine.seat.audiences, a)
    machine.claim(audience, f"{other.seat.uid}/{_of(other.seat.audiences, a)}/{b % 4}", f"giả {a} {b}")


def _of(found: Sequence[T], number: int) -> T:
    return found[number % len(found)]


DEEDS: MappingProxyType[str, Callable[[Network, int, int], None]] = MappingProxyType(
    {
        "write": _write,
        "send": _send,
        "hand over": _hand_over,
        "arrive": _arrive,
        "lose": _lose,
        "twice": _twice,
        "old": _old,
        "backup": _backup,
        "restore": _restore,
        "clock": _clock,
        "upgrade": _upgrade,
        "clone": _clone,
        "steal": _steal,
        "revoke": _revoke,
        "tamper": _tamper,
        "claim": _claim,
    }
)
