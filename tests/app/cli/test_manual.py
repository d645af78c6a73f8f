"""The page of the manual on the command line says what the commands say."""

import json
import shlex
from importlib.resources import files
from pathlib import Path

import pytest

from app.cli import manual
from app.cli.main import tiendo
from tests.helpers.command_line import tiendo as run
from tests.helpers.plans import PLAN


def page() -> str:
    return (files("resources") / "help" / "cli.md").read_text("utf-8")


def test_every_command_is_in_the_manual() -> None:
    headings = set(page().splitlines())
    paths = [" ".join(path) for path, _ in manual.pages(tiendo())]
    assert len(paths) > 50
    assert [path for path in paths if f"### `tiendo {path}`" not in headings] == []


def test_the_page_is_the_one_the_commands_make() -> None:
    assert page() == manual.as_markdown(), "run: python -m app.cli.manual > resources/help/cli.md"


def test_the_six_lines_of_a_quarter_do_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ke-hoach.json").write_text(json.dumps(PLAN, ensure_ascii=False), "utf-8")
    lines = page().partition("```\n")[2].partition("```")[0].strip().splitlines()
    assert len(lines) == 6
    for command in " && ".join(lines).split(" && "):
        ran = run(*shlex.split(command)[1:], "--today", "05/10/2026")
        assert ran.code == 0, ran
    assert (tmp_path / "bao-cao.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "bao-cao.docx").exists()
