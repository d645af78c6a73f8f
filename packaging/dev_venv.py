"""The virtual environment of the checkout: made once, with the locked versions, and again only when the lock changes."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

STAMP = "tiendo-installed.json"


class Trouble(Exception):
    """Something a person must do before the command can go on; the text says what."""


def say(text: str) -> None:
    """Say what is being done, at once."""
    print(text, flush=True)


def run_quietly(command: Sequence[str], trouble: str) -> None:
    """Run a command; its output is shown only when it fails, after the sentence ``trouble``. Raises Trouble then."""
    try:
        done = subprocess.run(
            list(command), capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
        )
    except FileNotFoundError as error:
        raise Trouble(f"{trouble} ({error})") from error
    if done.returncode:
        raise Trouble(f"{trouble}\n$ {' '.join(command)}\n{done.stdout}{done.stderr}")


def is_root() -> bool:
    """Whether system packages can be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(packages: Sequence[str], purpose: str) -> None:
    """Install Debian packages as root, or raise Trouble with the one command a person can run."""
    if not is_root():
        raise Trouble(
            f"{purpose} needs system packages. Install them once, then start this again:\n"
            f"  sudo apt-get install --no-install-recommends {' '.join(packages)}"
        )
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    if not all(_known_to_apt(package) for package in packages):
        say("Fetching the list of system packages (apt-get update) …")
        run_quietly(["apt-get", "update", "-q"], "apt-get update failed.")
    chosen = [package if _known_to_apt(package) else f"{package}t64" for package in packages]
    say(f"Installing system packages for {purpose}: {' '.join(chosen)} …")
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *chosen]
    run_quietly(command, "apt-get could not install the packages.")


def _known_to_apt(package: str) -> bool:
    found = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
    return found.returncode == 0 and bool(found.stdout.strip())


def ensure_venv(checkout: Path) -> Path:
    """The Python of ``checkout/.venv``, with exactly the locked versions and the project itself in it."""
    venv = checkout / ".venv"
    python = venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted = _wanted(checkout)
    stamp = venv / STAMP
    have = json.loads(stamp.read_text("utf-8")) if stamp.exists() else None
    if have == wanted and _works(python):
        return python
    if not _works(python) or (have and have["place"] != wanted["place"]):
        _make(venv)
    _install(checkout, python)
    stamp.write_text(json.dumps(wanted, indent=1), "utf-8")
    return python


def lock_files(checkout: Path) -> list[Path]:
    """The lock files, in the order they are installed."""
    return sorted((checkout / "packaging" / "lock").glob("*.txt"))


def _wanted(checkout: Path) -> dict[str, str]:
    """What an environment must have been made from: the place (scripts know it), the versions, the project's own data."""
    with (checkout / "pyproject.toml").open("rb") as stream:
        project = tomllib.load(stream)["project"]
    digest = hashlib.sha256(json.dumps(project, sort_keys=True).encode())
    for file in lock_files(checkout):
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return {"place": str(checkout), "lock": digest.hexdigest()}


def _works(python: Path) -> bool:
    """Whether the environment's Python starts, has pip and is new enough (its base may have been upgraded away)."""
    if not python.exists():
        return False
    code = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([str(python), "-c", code], capture_output=True, check=False).returncode == 0


def _make(venv: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        if shutil.which("apt-get") is None:
            raise Trouble("This Python has no venv and ensurepip. Install them (often a package named python3-venv).")
        apt_install([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"], "the virtual environment")
    say(f"Making the virtual environment {venv} …")
    run_quietly([sys.executable, "-m", "venv", "--clear", str(venv)], "The virtual environment could not be made.")


def _install(checkout: Path, python: Path) -> None:
    locks = lock_files(checkout)
    if not locks:
        raise Trouble("packaging/lock is empty: the checkout is not complete.")
    say("Installing the locked versions (the first time some 150 MB are fetched; a minute or two) …")
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    files = [part for file in locks for part in ("-r", str(file))]
    run_quietly(
        [*pip, "--require-hashes", "--only-binary", ":all:", *files], "pip could not install the locked versions."
    )
    itself = ["--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat", "-e", str(checkout)]
    run_quietly([*pip, *itself], "pip could not install the project itself.")
