"""The lock serves Linux and Windows and every Python we run on, whatever machine it was written on."""

from dev_lock import PYTHONS, TARGETS, Package, Target, text_of, walk
from packaging.requirements import Requirement

PACKAGES = {
    "click": Package("8", [Requirement('colorama; sys_platform == "win32"')]),
    "pytest": Package("9", [Requirement('tomli; python_version < "3.12"'), Requirement('furo; extra == "docs"')]),
}


def test_what_only_windows_needs_is_found_on_linux() -> None:
    assert walk(["click"], Target("win32", "3.13"), PACKAGES) == {"click", "colorama"}
    assert walk(["click"], Target("linux", "3.13"), PACKAGES) == {"click"}


def test_what_only_an_older_python_needs_is_found() -> None:
    assert walk(["pytest"], Target("linux", "3.11"), PACKAGES) == {"pytest", "tomli"}


def test_extras_are_followed_only_when_asked_for() -> None:
    assert "furo" in walk(["pytest[docs]"], Target("linux", "3.13"), PACKAGES)


def test_the_lines_are_name_version_hashes_in_order() -> None:
    windows = {target for target in TARGETS if target.platform == "win32"}
    packages = {
        "b": Package("2", [], set(TARGETS), {"bb", "aa"}),
        "a": Package("1", [], windows, {"cc"}),
    }
    assert text_of(packages, packages).splitlines()[1:] == [
        'a==1 ; sys_platform == "win32" \\',
        "    --hash=sha256:cc",
        "b==2 \\",
        "    --hash=sha256:aa \\",
        "    --hash=sha256:bb",
    ]


def test_every_python_is_served_on_both_systems() -> None:
    assert len(TARGETS) == 2 * len(PYTHONS)
