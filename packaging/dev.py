"""Everything a developer does, with one command and nothing but Python 3.11 or newer: ``python3 packaging/dev.py test``.

run       open the window on a sample workspace (without a screen: do the main job headlessly and say where the papers are)
test      every test, on every core, in random order, without a screen; more arguments go to pytest
check     style, types, layers, sizes, and the tests of what changed since the last commit
bench     the measurements, each against its limit; more arguments go to ``tests.benchmarks``
campaign  the laws and stories with long settings; more arguments go to pytest
demo DIR  the main job on the sample, headlessly; leaves the papers in DIR; more arguments go to ``tiendo demo``
messages  gather the texts, update resources/locale/en.po, compile en.mo; ``--check`` only says what is missing
screenshots  take the pictures of the manual and the README anew; more arguments are their names
lock      write packaging/lock anew; ``--upgrade`` moves to the newest versions

Each prepares first: a virtual environment in .venv with the locked versions, and on Debian or Ubuntu Qt's system libraries.
Only what changed is done again.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(f"Tiến Độ needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")

from dev_checks import checks
from dev_qt_libraries import ensure_libraries
from dev_venv import Trouble, ensure_venv, say

CHECKOUT = Path(__file__).resolve().parent.parent
TIENDO = ["-c", "import sys; from app.cli.main import main; sys.exit(main())"]
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def has_screen() -> bool:
    """Whether a window can be shown."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start(python: Path, arguments: Sequence[str], extra: dict[str, str] | None = None) -> int:
    """Run the environment's Python in the checkout, its output going where ours goes; give its exit code."""
    environment = {**os.environ, "PYTHONUTF8": "1", **(extra or {})}
    return subprocess.run([str(python), *arguments], cwd=CHECKOUT, env=environment, check=False).returncode


def prepared(*, screen: bool = False) -> Path:
    """The environment's Python, after making sure that everything it needs is there."""
    python = ensure_venv(CHECKOUT)
    ensure_libraries(screen=screen)
    return python


def samples_folder() -> Path:
    """Where the sample workspace lives: the system's place for data of programs, outside the checkout."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "tiendo-sample"


def run(arguments: Sequence[str]) -> int:
    """Open the window on the sample, or without a screen do the main job on it."""
    if not has_screen():
        folder = Path(tempfile.mkdtemp(prefix="tiendo-demo-"))
        say(f"No screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): doing the main job headlessly in {folder}")
        code = start(prepared(), [*TIENDO, "demo", str(folder), *arguments])
        if code == 0:
            say(f"The workspace and the papers are in {folder}.")
        return code
    python = prepared(screen=True)
    workspace = samples_folder() / "sample.tdb"
    if not workspace.exists():
        workspace.parent.mkdir(parents=True, exist_ok=True)
        say(f"Making a sample workspace: {workspace}")
        code = start(python, [*TIENDO, "new", str(workspace), "--sample"])
        if code:
            return code
    say(f"Opening the window on {workspace}")
    return start(python, ["-m", "ui", str(workspace), *arguments])


def test(arguments: Sequence[str]) -> int:
    """All tests, or those the arguments name."""
    chosen = any(argument.startswith(("-n", "--numprocesses")) for argument in arguments)
    workers = [] if chosen else ["-n", str(cores())]
    return start(prepared(), ["-m", "pytest", "-q", *workers, "--dist", "worksteal", *arguments], OFFSCREEN)


def check(arguments: Sequence[str]) -> int:
    """Style, types, layers, sizes and the tests of what changed."""
    python = prepared()
    failed = []
    for title, command in checks(CHECKOUT, arguments):
        say(f"{title} …")
        if start(python, command, OFFSCREEN):
            failed.append(title)
    say(f"Not right: {', '.join(failed)}." if failed else "All checks hold.")
    return 1 if failed else 0


def bench(arguments: Sequence[str]) -> int:
    """The measurements; on the screen's platform where one is set, else offscreen."""
    platform = None if "QT_QPA_PLATFORM" in os.environ else OFFSCREEN
    return start(prepared(), ["-m", "tests.benchmarks", *arguments], platform)


def campaign(arguments: Sequence[str]) -> int:
    """The long runs: thousands of examples for each law, an hour for each test."""
    settings = {**OFFSCREEN, "TIENDO_HYPOTHESIS": "campaign"}
    command = ["-m", "pytest", "-q", "-m", "campaign", "-n", str(cores()), "--timeout", "3600", *arguments]
    return start(prepared(), command, settings)


def demo(arguments: Sequence[str]) -> int:
    """The main job, headlessly, into the folder given."""
    if not arguments:
        raise Trouble("Say where the papers shall go: python3 packaging/dev.py demo DIR")
    return start(prepared(), [*TIENDO, "demo", *arguments])


def messages(arguments: Sequence[str]) -> int:
    """The texts and their English."""
    return start(prepared(), ["packaging/dev_messages.py", *arguments])


def screenshots(arguments: Sequence[str]) -> int:
    """The pictures of the manual and the README, of the window as it is."""
    return start(prepared(), ["packaging/screenshots.py", *arguments], OFFSCREEN)


def lock(arguments: Sequence[str]) -> int:
    """Write the locked versions anew, then prepare with them."""
    code = start(ensure_venv(CHECKOUT), ["packaging/dev_lock.py", *arguments])
    if code == 0:
        prepared()
    return code


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    command.__name__: command for command in (run, test, check, bench, campaign, demo, messages, screenshots, lock)
}


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument names; give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 0 if not arguments or arguments[0] in {"-h", "--help", "help"} else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
