"""Killed in the middle of commits: what was confirmed is there, whole, and the next start needs no repair."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.conftest import Start, Verdict

Judge = Callable[[Path], Verdict]


def kill_after(start: Start, folder: Path, judge: Judge, confirmed: int) -> None:
    """Let the worker confirm so many changes, kill it, look at what is left."""
    process = start(10_000)
    assert process.stdout is not None
    for _ in range(confirmed):
        process.stdout.readline()
    process.kill()
    _, errors = process.communicate()
    assert process.returncode == -9, errors
    found = judge(folder)
    assert found.lost == 0
    assert found.there >= confirmed


def test_a_kill_loses_nothing_confirmed_and_the_next_start_goes_on(start: Start, folder: Path, judge: Judge) -> None:
    for confirmed in (1, 4, 16):
        kill_after(start, folder, judge, confirmed)


@pytest.mark.campaign
@pytest.mark.timeout(1800)
def test_many_kills_lose_nothing_confirmed(start: Start, folder: Path, judge: Judge) -> None:
    rng = random.Random(7)
    for _ in range(150):
        kill_after(start, folder, judge, rng.randrange(1, 40))
