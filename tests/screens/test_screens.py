"""Each screen as it is seen: in both themes and every size, with long names, nothing at all and much, in both languages."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app import i18n, workspace
from app.clock import FrozenClock
from app.sample.bulk import write_bulk
from app.session import Actor
from tests.screens.looking import (
    cut_words,
    foreign_patches,
    misplaced,
    off_screen,
    out_of_reach,
    shows_focus,
    stops,
    told,
)
from tests.screens.screens import PAGES, Screen, lengthen, walk
from tests.ui.at_window import AtWindow
from tests.ui.conftest import TODAY
from tests.ui.test_workspace_window import no_other_windows
from ui.theme import is_dark, wear

OFFSCREEN = "propagateSizeHints"
"""What the platform without a screen says of pop-ups, and no other one."""
OVERLAYS = frozenset({"palette", "task sheet"})
FEW = 4
"""So many of the 512 patches may be what is meant to stand out: a button, a chart."""
WIDE, DESIGN, NARROW, HALF = (1920, 1040), (1366, 698), (1000, 640), (683, 349)
"""The client area of 1920 × 1080, the one of 1366 × 768 at 100 %, 1920 × 1080 at 175 %, and 1366 × 768 at 200 %."""
LISTS = frozenset(
    {"overview", "programmes", "quarter's tasks", "quarter of units", "targets", "closing", "units", "history"}
)


def faults(me: AtWindow, screen: str) -> list[str]:
    """What is wrong with the screen as it stands."""
    size = me.window.size().toTuple()
    found = [*cut_words(me.window), *misplaced(me.window), *out_of_reach(me.window), *off_screen(me.window)]
    return [f"{screen} at {size}: {fault}" for fault in found]


def in_sizes(me: AtWindow, sizes: Iterable[tuple[int, int]], screens: frozenset[str] = frozenset()) -> str:
    """What is wrong with any screen in these sizes of the window."""
    found = []
    for screen in walk(me, screens):
        for size in sizes:
            me.window.resize(*size)
            me.settle()
            found += faults(me, screen.name)
            if me.window.size().toTuple() != size:
                found.append(f"{screen.name} holds the window open at {me.window.size().toTuple()}")
        if me.page.message.text():
            found.append(f"{screen.name} says {me.page.message.text()}")
    return "\n".join(found)


def test_every_screen_with_long_names_is_whole_in_every_size(at_sample: AtWindow) -> None:
    lengthen(at_sample.session)
    at_sample.settle()
    with no_other_windows():
        assert in_sizes(at_sample, (HALF, DESIGN)) == ""


def test_every_screen_is_whole_in_english(at_sample: AtWindow) -> None:
    path = at_sample.session.path
    at_sample.close()
    i18n.set_language("en")
    at_sample.open(path)
    assert in_sizes(at_sample, (HALF, DESIGN)) == ""


def test_an_office_with_nothing_in_it_is_whole(at_new: AtWindow) -> None:
    assert in_sizes(at_new, (HALF,)) == ""


def test_a_large_office_is_whole(me: AtWindow, tmp_path: Path) -> None:
    session = workspace.create(
        tmp_path / "so.tdb", clock=FrozenClock(TODAY, step_ms=1), actor=Actor("Thu Hằng"), seed=1
    )
    write_bulk(session, units=200, tasks=60, targets=40, quarters=1)
    me.show(session)
    assert in_sizes(me, (NARROW, WIDE), LISTS) == ""


def test_every_screen_is_whole_and_the_console_silent_at_200_per_cent(sample: Path, checkout: Path) -> None:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2"}
    surroundings.pop("QT_ENABLE_HIGHDPI_SCALING", None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.screens.pictures", str(sample), "-", "dark"],
        cwd=checkout, env=surroundings, capture_output=True, text=True, check=True,
    )  # fmt: skip
    console = [line for line in done.stderr.splitlines() if OFFSCREEN not in line]
    assert (done.stdout, console) == ("", [])


def patches(me: AtWindow, screen: Screen) -> list[str]:
    """What of the screen looks like the other theme; a sheet of paper is white in the dark too."""
    found = 0 if screen.paper else foreign_patches(me.window.grab().toImage(), dark=is_dark())
    return [f"{screen.name}: {found} patches of the other theme"] if found > FEW else []


def test_in_the_light_every_focus_is_seen_and_nothing_is_dark(at_sample: AtWindow) -> None:
    me = at_sample
    found: list[str] = []
    known: set[QWidget] = set()
    for screen in walk(me):
        found += patches(me, screen)
        # The box of Ctrl+K has the focus in its field as long as it is there.
        new = [] if screen.name == "palette" else [one for one in stops(me.window) if one not in known]
        known |= set(new)
        focused = me.focus()
        found += [f"{screen.name}: {told(one)}" for one in new if not shows_focus(one)]
        focused.setFocus()
    assert "\n".join(found) == ""


def test_in_the_dark_nothing_is_light(at_sample: AtWindow, qapp: QApplication) -> None:
    wear(qapp, "dark")
    assert "\n".join(line for screen in walk(at_sample, PAGES | OVERLAYS) for line in patches(at_sample, screen)) == ""
