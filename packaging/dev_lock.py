"""Write ``packaging/lock/*.txt``: every version pinned, every file hashed, for Linux and Windows and each Python we run on.

Runs inside the environment (``dev.py lock``). Asks the ordinary pip only, and fetches no file: pip's report names the hash
of the wheel it would take. The lock carries names, versions and hashes, never an address.
"""

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = CHECKOUT / "packaging" / "lock"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# Debian 12 has glibc 2.36, Ubuntu 22.04 2.35, Qt's wheels ask for 2.34: nothing newer may be locked.
LINUX = [f"manylinux_2_{minor}_x86_64" for minor in range(34, 4, -1)] + ["manylinux2014_x86_64", "manylinux1_x86_64"]
PLATFORMS = {"linux": LINUX, "win32": ["win_amd64"]}


@dataclass(frozen=True)
class Target:
    """One system and Python that the lock must serve."""

    platform: str
    python: str

    def environment(self, extra: str = "") -> dict[str, str]:
        """What a dependency's marker sees there."""
        windows = self.platform == "win32"
        return {
            **{key: str(value) for key, value in default_environment().items()},
            "sys_platform": self.platform,
            "platform_system": "Windows" if windows else "Linux",
            "os_name": "nt" if windows else "posix",
            "platform_machine": "AMD64" if windows else "x86_64",
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "extra": extra,
        }


TARGETS = [Target(platform, python) for platform in PLATFORMS for python in PYTHONS]


@dataclass
class Package:
    """One pinned distribution: its version, its dependencies as declared, where it is needed, its files' hashes."""

    version: str
    needs: list[Requirement]
    targets: set[Target] = field(default_factory=set)
    hashes: set[str] = field(default_factory=set)


def pip_report(arguments: Sequence[str]) -> list[dict[str, Any]]:
    """What pip would install, as its report tells; the machine's own pip settings stay out of it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PIP_") or k == "PIP_CERT"}
    environment["PIP_CONFIG_FILE"] = os.devnull
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--dry-run"]
        command += ["--ignore-installed", "--only-binary", ":all:", "--report", str(report), *arguments]
        subprocess.run(command, env=environment, check=True)
        found: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))["install"]
        return found


def resolve(requirements: Iterable[str], constraints: Path | None) -> dict[str, Package]:
    """The versions pip chooses for all requirements together, by canonical name."""
    arguments = [*requirements, *(["--constraint", str(constraints)] if constraints else [])]
    packages: dict[str, Package] = {}
    for item in pip_report(arguments):
        data = item["metadata"]
        needs = [Requirement(line) for line in data.get("requires_dist", [])]
        packages[canonicalize_name(data["name"])] = Package(data["version"], needs)
    return packages


def walk(roots: Iterable[str], target: Target, packages: dict[str, Package]) -> set[str]:
    """Canonical names of everything the roots need on the target; names not in ``packages`` are in it as well."""
    seen: set[tuple[str, str]] = set()
    todo = [Requirement(root) for root in roots]
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            needs = packages[name].needs if name in packages else []
            there = target.environment(extra)
            todo += [need for need in needs if need.marker is None or need.marker.evaluate(there)]
    return {name for name, _ in seen}


def resolve_everywhere(roots: list[str], constraints: Path | None) -> dict[str, Package]:
    """Resolve, adding what only other systems or Pythons need (colorama on Windows), until nothing is missing."""
    wanted = list(roots)
    while True:
        packages = resolve(wanted, constraints)
        lacking = {name for target in TARGETS for name in walk(roots, target, packages)} - set(packages)
        if not lacking:
            return packages
        wanted += sorted(lacking)


def add_hashes(packages: dict[str, Package]) -> None:
    """Ask pip, for each target, which file it would take for each package, and keep its hash."""
    for target in TARGETS:
        print(f"Hashes for {target.platform}, Python {target.python} …", flush=True)
        arguments = ["--no-deps", "--target", "unused", "--python-version", target.python]
        for platform in PLATFORMS[target.platform]:
            arguments += ["--platform", platform]
        arguments += [f"{name}=={package.version}" for name, package in packages.items() if target in package.targets]
        for item in pip_report(arguments):
            name = canonicalize_name(item["metadata"]["name"])
            packages[name].hashes.add(item["download_info"]["archive_info"]["hashes"]["sha256"])


def text_of(names: Iterable[str], packages: dict[str, Package]) -> str:
    """The lines of one lock file."""
    lines = ["# Written by `packaging/dev.py lock`; do not edit."]
    for name in sorted(names):
        package = packages[name]
        windows_only = all(target.platform == "win32" for target in package.targets)
        lines.append(f"{name}=={package.version}" + (' ; sys_platform == "win32"' if windows_only else "") + " \\")
        lines += [f"    --hash=sha256:{digest} \\" for digest in sorted(package.hashes)]
        lines[-1] = lines[-1].removesuffix(" \\")
    return "\n".join(lines) + "\n"


def current_versions(folder: Path) -> Path | None:
    """A file of the versions locked now, for pip to keep to; None when there is no lock yet."""
    pinned = []
    for file in sorted(FOLDER.glob("*.txt")):
        pinned += [
            line.split(" ")[0] for line in file.read_text("utf-8").splitlines() if "==" in line and line[0] != " "
        ]
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(pinned), "utf-8")
    return constraints if pinned else None


def main(arguments: Sequence[str]) -> None:
    """Write run.txt (what the program needs) and dev.txt (what its developers need on top)."""
    with (CHECKOUT / "pyproject.toml").open("rb") as stream:
        project = tomllib.load(stream)["project"]
    run, dev = project["dependencies"], project["optional-dependencies"]["dev"]
    with tempfile.TemporaryDirectory() as folder:
        constraints = None if "--upgrade" in arguments else current_versions(Path(folder))
        packages = resolve_everywhere([*run, *dev], constraints)
    for target in TARGETS:
        for name in walk([*run, *dev], target, packages):
            packages[name].targets.add(target)
    add_hashes(packages)
    needed = {name for target in TARGETS for name in walk(run, target, packages)}
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "run.txt").write_text(text_of(needed, packages), "utf-8", newline="\n")
    (FOLDER / "dev.txt").write_text(text_of(set(packages) - needed, packages), "utf-8", newline="\n")
    print(f"Locked {len(needed)} packages for the program and {len(packages) - len(needed)} for its developers.")


if __name__ == "__main__":
    main(sys.argv[1:])
