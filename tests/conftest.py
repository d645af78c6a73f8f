"""The ground every test stands on: no screen, no network, no warnings, no leftovers, the same chance everywhere."""

import gc
import itertools
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app import i18n
from tests.helpers.logs import LogWatch

# Before Qt is imported by anyone: no screen, and a pixel is a pixel.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_ENABLE_HIGHDPI_SCALING"] = "0"
os.environ.pop("QT_STYLE_OVERRIDE", None)

# One core may be busy with another worker: a deadline would measure that, not us. Derandomized: a red run stays red.
settings.register_profile(
    "usual", deadline=None, derandomize=True, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "campaign", deadline=None, derandomize=False, max_examples=5000, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("TIENDO_HYPOTHESIS", "usual"))

Expecting = Callable[..., AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def _log_watch() -> Iterator[LogWatch]:
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    if watch.unexpected:
        pytest.fail("unexpected log records: " + "; ".join(watch.lines()), pytrace=False)


@pytest.fixture
def expected_log(_log_watch: LogWatch) -> Expecting:
    """``with expected_log("pattern", logging.ERROR): …`` - the warning or error that belongs to the story."""
    return _log_watch.expecting


_key_folders = itertools.count(1)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and data of the person who runs the tests are neither read nor touched."""
    home = tmp_path_factory.getbasetemp() / "home"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
        folder = home / name.lower()
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(folder))
    # Each test's workspaces begin with the same uids: they must not find the keys of another test's.
    monkeypatch.setenv("TIENDO_KEYS", str(home / "keys" / str(next(_key_folders))))
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture(autouse=True)
def _speak_vietnamese() -> Iterator[None]:
    """Each test begins in Vietnamese, whatever the last one spoke."""
    i18n.set_language("vi")
    yield
    i18n.set_language("vi")


@pytest.fixture
def checkout() -> Path:
    """The top folder of the sources."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A writer or job that outlives its test would write into the next one's workspace."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(2)
    names = [thread.name for thread in left if thread.is_alive()]
    if names:
        pytest.fail(f"threads left running: {names}", pytrace=False)


_set_aside: list[Path] = []
"""The module before whose first test with widgets the collector last set aside what was there."""


@pytest.fixture(autouse=True)
def _no_window_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test with widgets no window stays open, and the cycles of widgets are freed on this thread.

    Cyclic collection on a worker thread destroys widgets there and crashes, so it rests while such a test runs. What was there
    before the module is set aside: walking through all of it after each test took a third of a second, half of the suite.
    """
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    from PySide6.QtWidgets import QApplication

    before = set(QApplication.topLevelWidgets())
    gc.disable()
    if _set_aside != [request.path]:
        _set_aside[:] = [request.path]
        gc.unfreeze()
        gc.collect()
        gc.freeze()
    yield
    left = [w for w in QApplication.topLevelWidgets() if w not in before and w.isVisible()]
    names = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in left]
    for widget in left:
        widget.close()
    gc.collect()
    gc.enable()
    if names:
        pytest.fail(f"windows left open: {names}", pytrace=False)
