"""The laws of the exchange (MODEL 18-26, NOTES-FAULTS § 5) over histories of networks of 2 to 40 seats on four levels.

Nothing is lost, nothing doubled, nothing forged: whatever the mail loses, delays, doubles and reorders, whoever restores a backup, clones
a PC, steals a key or changes what he carries. The networks are simulated in memory; states are decided, sealed, signed, read and verified
by the program itself.
"""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.network import laws
from tests.properties.network.mutants import MUTANTS
from tests.properties.network.net import Shape
from tests.properties.network.play import KINDS, STEPS, play, shape_of, steps_of
from tests.properties.network.rules import REAL, Rules
from tests.properties.network.truth import Broken

USUAL, CAMPAIGN = 40, 3500
MUTANT_HISTORIES = 150
numbers = st.integers(0, 999)


def lived(seed: int, kind: str, rules: Rules = REAL) -> None:
    """One history out of a seed, and every law over it."""
    rng = random.Random(seed)
    shape, steps = shape_of(rng, kind), steps_of(rng, kind)
    laws.after(play(shape, steps, rules), rng)


@pytest.mark.parametrize("kind", KINDS)
def test_the_laws_hold_over_histories(kind: str) -> None:
    for seed in range(USUAL):
        lived(seed, kind)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15)
@given(data=st.data())
def test_the_laws_hold_over_histories_that_can_be_made_small(kind: str, data: st.DataObject) -> None:
    offices = data.draw(st.lists(st.tuples(numbers, st.integers(0, 11)), min_size=1, max_size=5))
    steps = data.draw(st.lists(st.tuples(st.sampled_from(STEPS[kind]), numbers, numbers), max_size=40))
    laws.after(play(Shape(tuple(offices)), steps), random.Random(len(steps)))


@pytest.mark.campaign
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=CAMPAIGN)
@given(seed=st.integers(0, 2**63))
def test_the_laws_hold_over_very_many_histories(kind: str, seed: int) -> None:
    lived(seed, kind)


@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_rule_is_found_out(name: str) -> None:
    mutant = MUTANTS[name]
    for seed in range(MUTANT_HISTORIES):
        try:
            lived(seed, mutant.kind, mutant.rules)
        except Broken:
            return
    pytest.fail(f"no law noticed in {MUTANT_HISTORIES} histories that {name}")
