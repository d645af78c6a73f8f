"""Workspaces to harm, the worker as a process, and the verdict on what is left."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import attachments, backup, workspace
from app.clock import FrozenClock
from app.i18n import msg
from app.session import Actor
from db import change_log, checks
from tests.faults.power_cut import WITNESS
from tests.helpers.sources import CHECKOUT

Start = Callable[..., "subprocess.Popen[str]"]


@dataclass(frozen=True)
class Verdict:
    """What a harmed folder holds: the newest change that was confirmed to the outside, and the newest one that is there."""

    acknowledged: int
    there: int

    @property
    def lost(self) -> int:
        """How many confirmed changes are gone."""
        return max(0, self.acknowledged - self.there)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a workspace at change 0."""
    place = tmp_path / "disk"
    place.mkdir()
    session = workspace.create(place / "so", clock=FrozenClock("2026-09-30T07:00:00"), actor=Actor("Lan"), seed=1)
    with session.change(msg("Bắt đầu")) as change:
        change.insert("setting", name="n", value="0")
    session.close()
    return place


@pytest.fixture
def start(folder: Path) -> Start:
    """Start the worker: ``start(changes, synchronous="", **environment)``."""

    def begin(changes: int, synchronous: str = "", **environment: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.faults.worker", str(folder), str(changes), synchronous]
        return subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return begin


@pytest.fixture(scope="session")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The compiled recorder; without a C compiler or the preloading of Linux such tests are skipped."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs a C compiler on Linux")
    library = tmp_path_factory.mktemp("recorder") / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", str(source), "-o", str(library), "-ldl"], check=True)
    return str(library)


@pytest.fixture
def judge() -> Callable[[Path], Verdict]:
    """Open what is left, look at all of it, and say what was lost."""
    return verdict


def verdict(folder: Path) -> Verdict:
    """The verdict on a harmed folder. Fails when anything is torn, damaged, or promised and missing."""
    lines = (folder / WITNESS).read_text().split() if (folder / WITNESS).exists() else []
    session = workspace.open_workspace(folder / "so.tdb", clock=FrozenClock("2026-09-30T09:00:00"))
    try:
        reader = session.conn
        assert checks.complaints(reader) == []
        assert list(change_log.broken_links(reader)) == []
        assert list(checks.rows_unlike_the_log(reader)) == []
        there = int(reader.execute("SELECT value FROM setting WHERE id = 1").fetchone()[0])
        numbers = [int(row[0][1:]) for row in reader.execute("SELECT name FROM setting WHERE id > 1 ORDER BY id")]
        assert numbers == sorted(numbers)
        assert there == (numbers[-1] if numbers else 0)
        store = attachments.folder(session.path)
        for sha256, _, _ in checks.attachments(reader):
            assert attachments.presence(store, sha256) is attachments.Presence.PRESENT
    finally:
        session.close()
    for made in backup.list_backups(folder / "so.tdb"):
        if made.verified:
            assert attachments.digest(backup.folder(folder / "so.tdb") / made.name) == made.sha256
    return Verdict(max((int(line) for line in lines), default=0), there)
