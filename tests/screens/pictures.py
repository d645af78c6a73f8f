"""Pictures of every screen for people's eyes, and what a machine finds wrong with them.

    python -m tests.screens.pictures WORKSPACE FOLDER [light|dark] [vi|en]

draws every screen of a workspace at the scaling of QT_SCALE_FACTOR into the folder, in a window with the pixels of 1366 × 768, and prints
a line for each fault. Where the folder is "-" nothing is drawn.
"""

import sys
from pathlib import Path
from typing import cast, get_args

from app import i18n
from app.clock import FrozenClock
from tests.screens.looking import cut_words, misplaced, off_screen, out_of_reach
from tests.screens.screens import walk
from tests.ui.at_window import AtWindow
from ui.application import make_application
from ui.theme import Choice, wear

TODAY = "2026-10-02T08:00:00"
WIDTH, HEIGHT = 1366, 698


def main(path: Path, folder: str, theme: Choice = "light", language: str = "vi") -> None:
    """Walk through the screens."""
    app = make_application(["tiendo"], theme=theme, language=language)
    i18n.set_language(language)
    me = AtWindow(FrozenClock(TODAY, step_ms=1))
    me.open(path)
    wear(app, theme)
    scale = me.window.devicePixelRatioF()
    me.window.resize(round(WIDTH / scale), round(HEIGHT / scale))
    me.settle()
    for screen in walk(me):
        for fault in (*cut_words(me.window), *misplaced(me.window), *out_of_reach(me.window), *off_screen(me.window)):
            sys.stdout.write(f"{screen.name}: {fault}\n")
        if folder != "-":
            me.window.grab().save(
                str(Path(folder) / f"{screen.name.replace(' ', '-')}-{theme}-{round(scale * 100)}.png")
            )
    me.close()


if __name__ == "__main__":
    chosen = sys.argv[3] if len(sys.argv) > 3 else "light"
    if chosen not in get_args(Choice):
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2], cast(Choice, chosen), sys.argv[4] if len(sys.argv) > 4 else "vi")
