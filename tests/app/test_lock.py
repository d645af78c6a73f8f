"""One process on a workspace: the second is told who has it; a crash leaves no lock."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app import lock, workspace
from app.clock import FrozenClock
from app.errors import WorkspaceTrouble
from tests.helpers import storage

HOLDER = """
import sys
from pathlib import Path
from app import workspace
from app.clock import FrozenClock
from app.session import Actor
session = workspace.open_workspace(Path(sys.argv[1]), clock=FrozenClock("2026-09-30T08:15:00"), actor=Actor("Trần Văn Bình"))
print("open", flush=True)
sys.stdin.read()
session.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    session = storage.make(tmp_path / "so")
    session.close()
    return session.path


def other_process(path: Path, checkout: Path) -> "subprocess.Popen[str]":
    """A process that has the workspace open until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=checkout,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def finish(process: "subprocess.Popen[str]") -> None:
    process.communicate("")


def test_the_second_process_is_refused_with_the_name_of_the_first(path: Path, checkout: Path) -> None:
    process = other_process(path, checkout)
    with pytest.raises(WorkspaceTrouble, match="Trần Văn Bình") as refused:
        workspace.open_workspace(path)
    assert "08:15 30/09/2026" in str(refused.value)
    finish(process)
    workspace.open_workspace(path).close()


def test_a_killed_process_leaves_no_lock(path: Path, checkout: Path) -> None:
    process = other_process(path, checkout)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert lock.holder_file(path).exists(), "its card still lies there"
    session = workspace.open_workspace(path, clock=FrozenClock(storage.NOW))
    found = lock.holder(path)
    assert found is not None
    assert found.pid == os.getpid()
    session.close()


def test_looking_at_a_workspace_needs_no_lock(path: Path, checkout: Path) -> None:
    process = other_process(path, checkout)
    viewer = workspace.open_workspace(path, read_only=True)
    assert storage.get(viewer, "own_unit") is not None
    viewer.close()
    finish(process)


def test_one_process_does_not_open_a_workspace_twice(path: Path) -> None:
    session = workspace.open_workspace(path)
    with pytest.raises(WorkspaceTrouble, match="đang mở"):
        workspace.open_workspace(path)
    session.close()


def test_closing_takes_the_card_away(path: Path) -> None:
    session = workspace.open_workspace(path)
    assert lock.holder_file(path).exists()
    session.close()
    assert not lock.holder_file(path).exists()


def test_a_card_that_cannot_be_read_still_refuses(path: Path) -> None:
    session = workspace.open_workspace(path)
    lock.holder_file(path).write_bytes(b"\xff{")
    started = time.monotonic()
    with pytest.raises(WorkspaceTrouble, match="cửa sổ khác"):
        workspace.open_workspace(path)
    assert time.monotonic() - started < 2, "nobody waits for a lock"
    session.close()
