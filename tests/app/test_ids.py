"""Identities are UUIDv7 that grow, whatever the clock does."""

import random
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import FrozenClock
from app.errors import BadInput
from app.ids import IdMaker, uid_from_text, uid_text, uuid7


@given(st.integers(0, (1 << 48) - 1), st.integers(0, 1000))
def test_an_identity_is_a_uuid_of_version_7_with_its_time_in_front(ms: int, seed: int) -> None:
    made = uuid.UUID(bytes=uuid7(ms, random.Random(seed)))
    assert (made.version, made.variant, made.int >> 80) == (7, uuid.RFC_4122, ms)


@given(st.lists(st.integers(-5, 5), max_size=50), st.integers(0, 1000))
def test_identities_grow_even_when_the_clock_stands_or_goes_back(steps: list[int], seed: int) -> None:
    clock = FrozenClock("2026-07-01T08:00:00")
    maker = IdMaker(clock, seed)
    made = [maker.make()]
    for step in steps:
        clock.advance(step)
        made.append(maker.make())
    assert made == sorted(set(made))
    assert {uuid.UUID(bytes=uid).version for uid in made} == {7}


def test_a_full_millisecond_borrows_from_the_next() -> None:
    maker = IdMaker(FrozenClock("2026-07-01T08:00:00"), seed=1)
    first = maker.make()
    maker._tail = (1 << 74) - 1
    assert maker.make() > first


def test_a_seed_repeats_and_no_seed_does_not() -> None:
    clock = FrozenClock("2026-07-01T08:00:00")
    assert IdMaker(clock, seed=7).make() == IdMaker(clock, seed=7).make()
    assert IdMaker(clock).make() != IdMaker(clock).make()


@given(st.binary(min_size=16, max_size=16))
def test_an_identity_is_read_back_as_it_was_written(uid: bytes) -> None:
    assert uid_from_text(uid_text(uid)) == uid


def test_what_is_no_identity_is_refused() -> None:
    with pytest.raises(BadInput, match="không đúng dạng"):
        uid_from_text("xyz")
