"""What a screen reader is told over AT-SPI: run by the system's own Python, which has the bindings, on a bus of its own.

    dbus-run-session -- xvfb-run -a /usr/bin/python3 listening.py PROGRAM PAGES COMMAND...

starts the command, a program that shows a page for each line it reads and then says its name, finds its window on the accessibility
bus, and writes one JSON object a line for each thing in the tree of each page. It stands alone: nothing of ours can be imported here.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]  # only the system's own Python has it

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found]  # noqa: E402  # the same; the version must be asked for first

PATIENCE_S = 60.0
DEEPEST, WIDEST = 24, 40
STATES = ("FOCUSABLE", "FOCUSED", "SELECTED", "CHECKED", "EXPANDED", "EXPANDABLE", "ENABLED", "SHOWING", "EDITABLE")


def tree(node: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """A thing and what is in it, as far as it is shown."""
    states = node.get_state_set()
    said = [name.lower() for name in STATES if states.contains(getattr(Atspi.StateType, name))]
    yield {"depth": depth, "role": node.get_role_name(), "name": node.get_name(), "states": said}
    if depth < DEEPEST:
        for place in range(min(node.get_child_count(), WIDEST)):
            child = node.get_child_at_index(place)
            if child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING):
                yield from tree(child, depth + 1)


def window_of(name: str) -> Any:
    """The first window of the program, once it stands on the bus."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(place)
            if program is not None and program.get_name() == name and program.get_child_count():
                return program.get_child_at_index(0)
        time.sleep(0.1)
    raise SystemExit(f"no program “{name}” came to the accessibility bus in {PATIENCE_S:.0f} s")


def main(name: str, pages: str, command: list[str]) -> None:
    """Ask the program for one page after the other and write what the bus tells of each."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for page in pages.split(","):
            program.stdin.write(f"{page}\n")
            program.stdin.flush()
            if program.stdout.readline().strip() != page:
                raise SystemExit(f"the program did not come to {page}")
            sys.stdout.write(json.dumps({"page": page}) + "\n")
            for thing in tree(window_of(name)):
                sys.stdout.write(json.dumps(thing) + "\n")
        program.stdin.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
