"""Power cuts: whatever the disk had not yet written, no confirmed change is lost and nothing is torn."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.conftest import Start, Verdict
from tests.faults.power_cut import WITNESS, Operation, disk_after, lay_out, read_record

Judge = Callable[[Path], Verdict]


def record(start: Start, recorder: str, folder: Path, changes: int, synchronous: str = "") -> list[Operation]:
    """Run the worker and return what it did to the disk, after what was there before."""
    log = folder.parent / "record"
    before = [(path, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
    process = start(changes, synchronous, LD_PRELOAD=recorder, TIENDO_DISK=str(folder), TIENDO_RECORD=str(log))
    _, errors = process.communicate(timeout=50)
    assert process.returncode == 0, errors
    base = []
    for path, content in before:
        base += [Operation("W", str(path), "", 0, content), Operation("F", str(path), "", 0, b"")]
    return base + read_record(log)


def cut(operations: list[Operation], folder: Path, judge: Judge, cuts: int, seed: int) -> list[Verdict]:
    """The verdicts on ``cuts`` disks, each cut at another moment after the first confirmed change."""
    rng = random.Random(seed)
    first = next(n for n, op in enumerate(operations) if op.name.endswith(WITNESS) and op.kind == "W")
    verdicts = []
    for _ in range(cuts):
        target = folder.parent / "after"
        shutil.rmtree(target, ignore_errors=True)
        lay_out(disk_after(operations, rng.randrange(first, len(operations)) + 1, rng), folder, target)
        verdicts.append(judge(target))
    return verdicts


def test_no_confirmed_change_is_lost_in_a_power_cut(start: Start, recorder: str, folder: Path, judge: Judge) -> None:
    operations = record(start, recorder, folder, changes=40)
    assert sum(operation.kind == "F" for operation in operations) > 40, "the recorder sees the syncs"
    assert [v.lost for v in cut(operations, folder, judge, cuts=60, seed=1) if v.lost] == []


def test_the_simulator_catches_a_setting_that_does_lose_changes(
    start: Start, recorder: str, folder: Path, judge: Judge
) -> None:
    operations = record(start, recorder, folder, changes=30, synchronous="NORMAL")
    lossy = [v.lost for v in cut(operations, folder, judge, cuts=40, seed=2) if v.lost]
    assert len(lossy) > 10, "negative control: a harness that finds nothing here would find nothing anywhere"


@pytest.mark.campaign
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(4))
def test_no_confirmed_change_is_lost_in_many_power_cuts(
    start: Start, recorder: str, folder: Path, judge: Judge, seed: int
) -> None:
    operations = record(start, recorder, folder, changes=400)
    assert [v.lost for v in cut(operations, folder, judge, cuts=250, seed=100 + seed) if v.lost] == []
