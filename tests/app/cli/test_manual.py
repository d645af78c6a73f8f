"""The page of the manual on the command line says what the commands say."""

from importlib.resources import files

from app.cli import manual
from app.cli.main import tiendo


def page() -> str:
    return (files("resources") / "help" / "cli.md").read_text("utf-8")


def test_every_command_is_in_the_manual() -> None:
    headings = set(page().splitlines())
    paths = [" ".join(path) for path, _ in manual.pages(tiendo())]
    assert len(paths) > 50
    assert [path for path in paths if f"### `tiendo {path}`" not in headings] == []


def test_the_page_is_the_one_the_commands_make() -> None:
    assert page() == manual.as_markdown(), "run: python -m app.cli.manual > resources/help/cli.md"
