"""What ``dev.py check`` runs, in order of speed."""

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

ARCHITECTURE = "tests/test_architecture.py"
BRIEF = ["--output-format", "concise"]
LAYERS = "from importlinter.cli import lint_imports_command as main; main()"


def checks(checkout: Path, arguments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Title and arguments for Python of each check; ``arguments`` go to the tests."""
    tests = [ARCHITECTURE, *touched_tests(checkout)]
    return [
        ("Format (ruff format)", ["-m", "ruff", "format", "--check", "--quiet", *BRIEF, "."]),
        ("Style and faults (ruff)", ["-m", "ruff", "check", "--quiet", *BRIEF, "."]),
        ("Layers (import-linter)", ["-c", LAYERS, "--no-logo"]),
        ("Types (mypy --strict)", ["-m", "mypy", "--no-error-summary"]),
        (f"Architecture and {len(tests) - 1} touched test files", ["-m", "pytest", "-q", *tests, *arguments]),
    ]


def touched_tests(checkout: Path) -> list[str]:
    """Test files that changed since the last commit, and those that mirror a module that did."""
    return sorted({test for path in _changed(checkout) for test in tests_of(checkout, path)} - {ARCHITECTURE})


def tests_of(checkout: Path, path: str) -> Iterable[str]:
    """The test files of a source path: ``app/plan/tasks.py`` → ``tests/app/plan/test_tasks*.py``."""
    source = Path(path)
    if source.suffix != ".py":
        return []
    if source.parts[0] == "tests":
        return [path] if source.name.startswith("test_") and (checkout / source).exists() else []
    folder = checkout / "tests" / source.parent
    found = [*folder.glob(f"test_{source.stem}.py"), *folder.glob(f"test_{source.stem}_*.py")]
    return [file.relative_to(checkout).as_posix() for file in found]


def _changed(checkout: Path) -> list[str]:
    """Paths that differ from HEAD or are new; none where git is not there."""
    paths: list[str] = []
    for command in (["diff", "--name-only", "HEAD"], ["ls-files", "--others", "--exclude-standard"]):
        try:
            done = subprocess.run(
                ["git", "-c", "core.quotepath=off", *command],
                cwd=checkout,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
        except FileNotFoundError:
            return []
        paths += done.stdout.splitlines() if done.returncode == 0 else []
    return paths
