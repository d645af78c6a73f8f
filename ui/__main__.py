"""``tiendo-gui``: opens the window on a workspace, or the first-start screen where there is none."""

import argparse
import contextlib
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from app import drafts, i18n, jobs, manual, paths, reading, settings, workspace
from app.foreign.entry import serve
from app.people import office_facts
from app.plan import calendar
from ui.application import collect_on_the_gui_thread, guard, make_application
from ui.program import Program

CORE = (calendar, drafts, jobs, manual, office_facts, reading, workspace)
"""What the window needs of the core before it is there. PySide6 reads the source of every module that is imported after it,
which takes longer than importing it: so these come first."""

LOG_SIZE = 1_000_000
LOG_FILES = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window until it is closed; returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    served = serve(given)
    if served is not None:
        return served
    options = _options(given)
    chosen = settings.load()
    language = options.lang or chosen.language or i18n.language_of_locale()
    i18n.set_language(language)
    log_file = _log_to_file()
    app = make_application(sys.argv[:1], theme=chosen.theme, language=language)
    collect_on_the_gui_thread(app)
    guard(app, log_file)
    program = Program(app, chosen)
    program.start(Path(options.workspace) if options.workspace else None)
    return app.exec()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tiendo-gui", description="Tiến Độ")
    parser.add_argument("workspace", nargs="?", help="sổ làm việc (*.tdb)")
    parser.add_argument("--lang", choices=i18n.LANGUAGES, help="vi, en")
    return parser.parse_args(arguments)


def _log_to_file() -> Path:
    """Log into the person's folder. Not by ``logging.handlers``: it would load sockets and pickles at every start."""
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    log_file = folder / "tiendo.log"
    _turn_over(log_file)
    handler = logging.FileHandler(log_file, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    return log_file


def _turn_over(log_file: Path) -> None:
    """Put a log that has grown large aside, keeping the last few. Another window may hold one open: then it stays."""
    if not log_file.exists() or log_file.stat().st_size < LOG_SIZE:
        return
    names = [log_file, *(log_file.with_name(f"{log_file.name}.{number}") for number in range(1, LOG_FILES + 1))]
    for older, newer in zip(reversed(names[1:]), reversed(names[:-1]), strict=True):
        if newer.exists():
            with contextlib.suppress(OSError):
                newer.replace(older)


if __name__ == "__main__":
    sys.exit(main())
