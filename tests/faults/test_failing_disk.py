"""Writes and syncs that fail: said in words, nothing torn, nothing confirmed lost, and the work goes on when the disk does."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.conftest import Start, Verdict

Judge = Callable[[Path], Verdict]


def harm(start: Start, recorder: str, folder: Path, judge: Judge, failing: str) -> str:
    """Run the worker on a copy while something fails; check what is left; return what it printed."""
    work = folder
    pristine = folder.parent / "pristine"
    if not pristine.exists():
        shutil.copytree(folder, pristine)
    shutil.rmtree(work)
    shutil.copytree(pristine, work)
    process = start(16, LD_PRELOAD=recorder, TIENDO_DISK=str(work), TIENDO_FAIL=failing)
    printed, errors = process.communicate(timeout=50)
    assert process.returncode in (0, -9) or "WorkspaceTrouble" in errors, (
        errors
    )  # the last: it could not even be opened
    assert judge(work).lost == 0
    return printed


@pytest.mark.parametrize("failing", ["full:40", "full:40+", "error:55", "short:30", "sync:12", "kill:60"])
def test_a_failing_disk_loses_nothing_confirmed(
    start: Start, recorder: str, folder: Path, judge: Judge, failing: str
) -> None:
    harm(start, recorder, folder, judge, failing)


def test_when_the_disk_is_full_from_some_point_on_every_later_change_is_refused_in_words(
    start: Start, recorder: str, folder: Path, judge: Judge
) -> None:
    printed = harm(start, recorder, folder, judge, "full:40+").split("\n")
    assert any(line == "! WorkspaceTrouble" for line in printed)
    assert "16" not in printed


@pytest.mark.campaign
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", ["full", "error", "short", "sync", "kill"])
@pytest.mark.parametrize("lasting", ["", "+"])
def test_whichever_call_fails_nothing_confirmed_is_lost(
    start: Start, recorder: str, folder: Path, judge: Judge, kind: str, lasting: str
) -> None:
    for point in range(1, 121 if kind != "sync" else 61):
        harm(start, recorder, folder, judge, f"{kind}:{point}{lasting}")
