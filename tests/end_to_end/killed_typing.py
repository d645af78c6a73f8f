"""A child process for ``test_killed_window``: a window in which a cell and a sheet stand open, half typed, until somebody kills it."""

import sys
from pathlib import Path

from app import drafts
from app.clock import FrozenClock
from tests.ui.at_window import CTRL, AtWindow, Key
from ui.application import make_application

NOW = "2026-09-20T16:40:00"
CELL = "Đã họp với 12 đơn vị, còn 3"
NAME = "Công đoàn cơ sở chưa kịp lưu"


def main(path: Path) -> None:
    """Type into the grid and into a new unit's sheet; say so once both are kept, and wait to be killed."""
    app = make_application(["tiendo"], theme="light")
    me = AtWindow(FrozenClock(NOW, step_ms=1))
    me.open(path)
    me.go("units")
    me.press(Key.Key_N, CTRL)
    me.type(NAME)
    page = me.go("quarter")
    page.view.go(1, page.model.column_at("result"))
    page.view.setFocus()
    me.type(CELL)
    me.wait_until(lambda: len(drafts.load(path)) == 2 and CELL in str(drafts.load(path)))
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
