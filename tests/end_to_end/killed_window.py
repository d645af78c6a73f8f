"""A child process for ``test_killed_window``: a window in which units are added until somebody kills it.

Each name is printed when the window has said that it is saved, and not before.
"""

import sys
from pathlib import Path

from tests.ui.at_window import CTRL, AtWindow, Key
from ui.application import make_application


def main(path: Path) -> None:
    """Open the window on the workspace and add units for ever."""
    app = make_application(["tiendo"], theme="light")
    me = AtWindow()
    me.open(path)
    me.go("units")
    number = 0
    while app is not None:
        number += 1
        name = f"Công đoàn cơ sở số {number}"
        me.press(Key.Key_N, CTRL)
        me.save(name=name)
        assert me.toast() == "Đã lưu"
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
