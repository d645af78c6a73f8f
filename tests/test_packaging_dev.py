"""packaging/dev.py prepares a machine: it asks before nothing it cannot do, and says the one command a person needs."""

import ctypes
import json
import os
import sys
from pathlib import Path

import dev
import dev_qt_libraries
import dev_venv
import pytest
from dev_checks import tests_of as mirrored

LINUX_ONLY = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt is a matter of Debian and Ubuntu")


def fake_tool(folder: Path, name: str, script: str) -> None:
    tool = folder / name
    tool.write_text(f'#!/bin/sh\necho "{name} $@" >> "{folder}/calls"\n{script}\n', "utf-8")
    tool.chmod(0o755)


def calls(folder: Path) -> list[str]:
    return (folder / "calls").read_text("utf-8").splitlines()


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An apt that knows libgl1 and libglib2.0-0t64 only, and installs nothing."""
    fake_tool(tmp_path, "apt-cache", 'case "$2" in libgl1|libglib2.0-0t64) echo found;; *) exit 100;; esac')
    fake_tool(tmp_path, "apt-get", "exit 0")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DEBIAN_FRONTEND", "noninteractive")
    return tmp_path


@LINUX_ONLY
def test_as_root_missing_packages_are_installed_under_the_name_this_release_has(
    apt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev_venv, "is_root", lambda: True)
    dev_venv.apt_install(["libgl1", "libglib2.0-0"], "Qt")
    made = [call for call in calls(apt) if call.startswith("apt-get")]
    assert made == ["apt-get update -q", "apt-get install -y -q --no-install-recommends libgl1 libglib2.0-0t64"]


@LINUX_ONLY
def test_without_root_the_one_command_is_said_and_nothing_is_run(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_venv, "is_root", lambda: False)
    with pytest.raises(dev_venv.Trouble, match="sudo apt-get install --no-install-recommends libgl1 libegl1"):
        dev_venv.apt_install(["libgl1", "libegl1"], "Qt")
    assert not (apt / "calls").exists()


@LINUX_ONLY
def test_a_library_that_does_not_load_is_named_with_its_package() -> None:
    assert dev_qt_libraries.missing({"libc.so.6": "libc6", "libnot-there.so.7": "libnot-there7"}) == {
        "libnot-there.so.7": "libnot-there7"
    }


@LINUX_ONLY
def test_qt_starts_with_the_libraries_of_the_list() -> None:
    for library in dev_qt_libraries.WITHOUT_SCREEN:
        ctypes.CDLL(library)


def test_a_command_that_fails_shows_what_it_said() -> None:
    with pytest.raises(dev_venv.Trouble, match=r"It did not go\.\n(.|\n)*because of this"):
        dev_venv.run_quietly([sys.executable, "-c", "print('because of this'); exit(3)"], "It did not go.")


def test_the_environment_is_made_again_only_when_lock_place_or_project_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    checkout = tmp_path / "checkout"
    lock = checkout / "packaging" / "lock" / "run.txt"
    lock.parent.mkdir(parents=True)
    lock.write_text("click==1\n", "utf-8")
    (checkout / "pyproject.toml").write_text('[project]\nname = "x"\n', "utf-8")
    (checkout / ".venv").mkdir()
    monkeypatch.setattr(dev_venv, "_works", lambda python: True)
    monkeypatch.setattr(dev_venv, "_make", lambda venv: done.append("made"))
    monkeypatch.setattr(dev_venv, "_install", lambda checkout, python: done.append("installed"))

    dev_venv.ensure_venv(checkout)
    dev_venv.ensure_venv(checkout)
    assert done == ["installed"]

    lock.write_bytes(b"click==1\r\n")
    dev_venv.ensure_venv(checkout)
    assert done == ["installed"], "line ends are no change"

    lock.write_text("click==2\n", "utf-8")
    dev_venv.ensure_venv(checkout)
    assert done == ["installed"] * 2

    stamp = checkout / ".venv" / dev_venv.STAMP
    stamp.write_text(json.dumps({**json.loads(stamp.read_text("utf-8")), "place": "elsewhere"}), "utf-8")
    dev_venv.ensure_venv(checkout)
    assert done == ["installed", "installed", "made", "installed"]


def test_a_changed_module_calls_for_the_tests_that_mirror_it(tmp_path: Path) -> None:
    for name in ("tests/app/plan/test_tasks.py", "tests/app/plan/test_tasks_split.py", "tests/app/plan/test_other.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert sorted(mirrored(tmp_path, "app/plan/tasks.py")) == [
        "tests/app/plan/test_tasks.py",
        "tests/app/plan/test_tasks_split.py",
    ]
    assert list(mirrored(tmp_path, "tests/app/plan/test_other.py")) == ["tests/app/plan/test_other.py"]
    assert list(mirrored(tmp_path, "README.md")) == []


def test_every_command_is_explained() -> None:
    assert dev.__doc__
    for command in dev.COMMANDS:
        assert f"\n{command} " in dev.__doc__


def test_an_unknown_command_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    assert "campaign" in capsys.readouterr().out


def test_a_demo_without_a_folder_asks_for_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["demo"]) == 1
    assert "demo DIR" in capsys.readouterr().err
