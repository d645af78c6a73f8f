"""The window on a workspace for a screen reader to listen to: shows the page named by each line it reads, then says its name."""

import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier

from app.clock import FrozenClock
from tests.ui.at_window import AtWindow
from ui.application import make_application

TODAY = "2026-10-02T08:00:00"


def main(path: Path) -> None:
    """Show pages until there are no more lines."""
    app = make_application(["tiendo"], theme="light")
    me = AtWindow(FrozenClock(TODAY, step_ms=1))
    me.open(path)

    def go_on() -> None:
        key = sys.stdin.readline().strip()
        if key:
            me.window.show_page(key)
            me.settle()
            sys.stdout.write(f"{key}\n")
            sys.stdout.flush()
        else:
            lines.setEnabled(False)
            me.close()
            app.quit()

    lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    lines.activated.connect(go_on)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
