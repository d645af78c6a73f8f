"""What a screen reader tells of each screen: in this process as Qt offers it, and over AT-SPI as it comes to the bus."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface

from tests.screens.screens import walk
from tests.ui.at_window import AtWindow, Key

ROLE, NAME = QAccessible.Role, QAccessible.Text.Name
CELLS = (ROLE.Cell, ROLE.TreeItem)
NAMED = (
    ROLE.Button,
    ROLE.CheckBox,
    ROLE.RadioButton,
    ROLE.EditableText,
    ROLE.ComboBox,
    ROLE.Table,
    ROLE.Tree,
    ROLE.List,
    ROLE.Link,
)
DEEPEST, MOST_CELLS = 24, 120
SYSTEM_PYTHON = "/usr/bin/python3"


def told(node: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    """A thing that is shown and what is in it."""
    yield node
    if depth == DEEPEST:
        return
    for place in range(min(node.childCount(), MOST_CELLS)):
        child = node.child(place)
        if child.isValid() and not child.state().invisible:
            yield from told(child, depth + 1)


def test_every_screen_tells_what_its_controls_and_cells_are_called(at_sample: AtWindow) -> None:
    nameless, cells, empty = [], 0, 0
    for screen in walk(at_sample):
        window = QAccessible.queryAccessibleInterface(at_sample.window)
        for node in told(window):
            if node.role() in NAMED and not node.text(NAME):
                nameless.append(f"{screen.name}: {node.role().name}")
            if node.role() in CELLS:
                cells += 1
                empty += not node.text(NAME)
        focused = QAccessible.queryAccessibleInterface(at_sample.focus())
        if not focused.state().focused:
            nameless.append(f"{screen.name}: {focused.text(NAME)} has the focus and does not tell it")
    assert nameless == []
    assert cells > 600
    assert empty < cells / 4, "most cells say something"


def test_the_grid_the_tree_and_the_marks_of_the_overview_tell_their_states(at_sample: AtWindow) -> None:
    me = at_sample
    me.go("overview")
    links = [
        node.text(NAME) for node in told(QAccessible.queryAccessibleInterface(me.window)) if node.role() == ROLE.Link
    ]
    assert any("quá hạn" in words.lower() for words in links)
    assert any("III/2026" in words and "5/6" in words for words in links), (
        "a mark of the heat map tells programme, quarter and n/m"
    )
    me.go("programmes")
    tree = {
        node.text(NAME)[:4].strip(): node.state() for node in told(QAccessible.queryAccessibleInterface(me.focus()))
    }
    assert tree["1  Đ"].selected
    assert tree["1  Đ"].expanded
    assert not tree["1.1"].selected
    me.press(Key.Key_Left)
    assert not next(told(QAccessible.queryAccessibleInterface(me.focus()).child(6))).state().expanded
    me.go("quarter")
    grid = [node for node in told(QAccessible.queryAccessibleInterface(me.focus())) if node.role() in CELLS]
    here = [node.text(NAME) for node in grid if node.state().focused]
    assert here == ["Trạng thái: Hoàn thành muộn"]


@pytest.mark.skipif(
    not all(shutil.which(tool) for tool in ("dbus-run-session", "xvfb-run")) or not Path(SYSTEM_PYTHON).exists(),
    reason="no bus, no screen",
)
def test_the_tree_comes_over_at_spi_with_names_and_states(sample: Path, checkout: Path) -> None:
    asked = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"]
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("no bindings of AT-SPI")
    listening = [SYSTEM_PYTHON, "tests/screens/listening.py", "Tien Do", "overview,programmes,quarter"]
    window = [sys.executable, "-m", "tests.screens.spoken_window", str(sample)]
    surroundings = {
        **os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "PYTHONPATH": str(checkout),
    }  # fmt: skip
    done = subprocess.run(
        ["dbus-run-session", "--", "xvfb-run", "-a", *listening, *window],
        cwd=checkout, env=surroundings, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    pages: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
    for line in done.stdout.splitlines():
        thing = json.loads(line) if line.startswith("{") else {}
        if "page" in thing:
            page = pages.setdefault(thing["page"], [])
        elif thing:
            page.append((thing["role"], thing["name"], frozenset(thing["states"])))
    assert all(
        name for things in pages.values() for role, name, _ in things if role in {"push button", "check box", "link"}
    )
    assert any(role == "link" and "III/2026" in name for role, name, _ in pages["overview"])
    in_tree = [
        states for role, name, states in pages["programmes"] if role == "table cell" and name.startswith("1  Đổi mới")
    ]
    assert {"focused", "selected", "expanded"} <= in_tree[0]
    assert ("table cell", "Trạng thái: Hoàn thành muộn") in [
        (role, name) for role, name, states in pages["quarter"] if "focused" in states
    ]
