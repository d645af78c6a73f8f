"""Power cuts while a whole file is made or replaced: there is the old workspace or the new one, never half of either."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app import backup, workspace
from app.clock import FrozenClock
from db import change_log, checks
from tests.faults.power_cut import Operation, disk_after, lay_out, read_record
from tests.helpers import storage
from tests.helpers.sources import CHECKOUT

NEAR_THE_END = 8

RESTORE = """
import sys
from pathlib import Path
from app import restore
from app.clock import FrozenClock
from app.session import Actor
plan = restore.plan_restore(Path(sys.argv[2]), into=Path(sys.argv[1]))
restore.restore(plan, clock=FrozenClock("2026-10-01T08:00:00"), actor=Actor("Lan"))
"""

CREATE = """
import sys
from pathlib import Path
from app import workspace
from app.clock import FrozenClock
from app.session import Actor
workspace.create(Path(sys.argv[1]), clock=FrozenClock("2026-10-01T08:00:00"), actor=Actor("Lan"), seed=1)
"""


def record(script: str, folder: Path, recorder: str, *arguments: Path) -> list[Operation]:
    """Run a script over a folder and return what it did to the disk, after what was there before."""
    log = folder.parent / "record"
    base: list[Operation] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            base += [Operation("W", str(path), "", 0, path.read_bytes()), Operation("F", str(path), "", 0, b"")]
    watched = {"LD_PRELOAD": recorder, "TIENDO_DISK": str(folder), "TIENDO_RECORD": str(log)}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    subprocess.run(command, cwd=CHECKOUT, env={**os.environ, **watched}, check=True, timeout=50)
    return base + read_record(log)


def cuts(operations: list[Operation], first: int, folder: Path, count: int, seed: int) -> list[Path]:
    """``count`` folders, each as a cut after ``first`` or more operations may leave it; every other one near the end."""
    rng = random.Random(seed)
    made = []
    for number in range(count):
        target = folder.parent / f"after-{number}"
        start = max(first, len(operations) - NEAR_THE_END) if number % 2 else first
        lay_out(disk_after(operations, rng.randrange(start, len(operations)) + 1, rng), folder, target)
        made.append(target)
    return made


def test_a_cut_while_restoring_leaves_the_old_or_the_restored_workspace(tmp_path: Path, recorder: str) -> None:
    folder = tmp_path / "disk"
    session = storage.make(folder / "so")
    storage.put(session, "a", "một")
    made = backup.back_up(session)
    storage.put(session, "b", "hai")
    session.close()
    there = sum(path.is_file() for path in folder.rglob("*")) * 2
    operations = record(RESTORE, folder, recorder, session.path, made)
    assert any(operation.kind == "R" and operation.other == str(session.path) for operation in operations)
    outcomes = set()
    for left in cuts(operations, there, folder, 40, seed=3):
        again = workspace.open_workspace(left / "so.tdb", clock=FrozenClock(storage.NOW))
        outcomes.add(storage.get(again, "b"))
        assert storage.get(again, "a") == "một"
        assert checks.complaints(again.conn) == []
        assert list(change_log.broken_links(again.conn)) == []
        again.close()
        shutil.rmtree(left)
    assert outcomes == {"hai", None}, "both happen"


def test_a_cut_while_creating_leaves_nothing_in_the_way(tmp_path: Path, recorder: str) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    operations = record(CREATE, folder, recorder, folder / "so.tdb")
    whole = 0
    for left in cuts(operations, 0, folder, 40, seed=4):
        left.mkdir(exist_ok=True)
        if (left / "so.tdb").exists():
            workspace.open_workspace(left / "so.tdb").close()
            whole += 1
        else:
            workspace.create(left / "so.tdb").close()
        shutil.rmtree(left)
    assert 0 < whole < 40, "both happen"


@pytest.mark.parametrize("log", [b"", b"of another" * 500])
def test_a_log_left_by_another_file_is_not_taken_for_ones_own(tmp_path: Path, log: bytes) -> None:
    other = storage.make(tmp_path / "other")
    storage.put(other, "của sổ khác", "1")
    stale = (tmp_path / "other.tdb-wal").read_bytes() if log else log
    other.close()
    (tmp_path / "so.tdb-wal").write_bytes(stale)
    session = storage.make(tmp_path / "so")
    assert storage.get(session, "của sổ khác") is None
    session.close()
    kept = list(tmp_path.glob("so.orphan-*"))
    assert [path.read_bytes() for path in kept] == ([stale] if log else [])
