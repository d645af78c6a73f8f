"""Manual, README and format pages tell the truth: what they name is there, and what is there they name."""

import ast
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path

import click
import msgspec
import pytest

from app.cli.main import tiendo as command_line
from app.plan_import import draft
from app.plan_import.plan_json import read_plan
from db import migrations
from db.connection import open_writer
from tests.helpers.command_line import tiendo
from tests.helpers.sources import CHECKOUT

HELP = CHECKOUT / "resources" / "help"
README = CHECKOUT / "README.md"
MANUAL = HELP / "huong-dan.html"
PLAN = HELP / "ke-hoach.json"

DEFINITION = {"id", "seat_id", "ver", "gone"}
"""What every definition has; the page on the workspace says it once."""

CHAPTERS_OF_WORK = {
    *(
        "bat-dau",
        "mot-quy",
        "ban-phim",
        "khong-co",
        "dinh-chinh",
        "sao-luu",
        "su-co",
        "dong-lenh",
        "mat",
        "khong-bao-ve",
    ),
}
"""The chapters that no page of the window leads to."""

HANDLED = {
    "Enter": "Key_Return",
    "Tab": "Key_Tab",
    "Delete": "Key_Delete",
    "F2": "Key_F2",
    "Esc": "Key_Escape",
    "Alt": "Key_Alt",
    "Shift": "ShiftModifier",
    "Space": "Key_Space",
    ";": "Key_Semicolon",
    "↑": "Key_Up",
    "↓": "Key_Down",
    "←": "Key_Left",
    "→": "Key_Right",
    "Menu": "Key_Menu",
    "C": "StandardKey.Copy",
    "A": "StandardKey.SelectAll",
    "V": "StandardKey.Paste",
    "PgUp": "Key_PageUp",
    "PgDown": "Key_PageDown",
    "1": "text.isdigit()",
    "7": "text.isdigit()",
}
"""Keys that are not shortcuts of an action: what stands on the key, and what the code that handles it says."""


def tables_described(page: str) -> Iterator[tuple[str, str, set[str]]]:
    """(heading, what follows it on its line, names in the first column) of each ``###`` part that has a table."""
    for part in re.split(r"^### ", page, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        body = re.split(r"^## ", body, flags=re.MULTILINE)[0]
        rows = re.findall(r"^\| (`.+?) \|", body, flags=re.MULTILINE)
        name, _, rest = title.partition(" ")
        yield name.strip("`"), rest, {word for row in rows for word in re.findall(r"`(\w+)`", row)}


def schema_of_a_new_workspace(folder: Path) -> dict[str, set[str]]:
    connection = open_writer(folder / "new.tdb")
    try:
        migrations.migrate(connection)
        names = [
            row[0]
            for row in connection.execute(
                """SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                   AND name NOT LIKE 'search_index_%'"""
            )
        ]
        return {name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in names}
    finally:
        connection.close()


def test_every_table_and_column_of_a_workspace_is_described_and_nothing_else(tmp_path: Path) -> None:
    described = {
        name: columns | (DEFINITION if rest == "D" else set())
        for name, rest, columns in tables_described((HELP / "workspace.md").read_text(encoding="utf-8"))
    }
    assert described == schema_of_a_new_workspace(tmp_path)


def test_the_keys_of_a_plan_are_those_the_program_reads() -> None:
    described = {
        name: keys for name, _, keys in tables_described((HELP / "plan-json.md").read_text(encoding="utf-8")) if keys
    }
    read = {"Plan": draft.PlanDraft} | {name: getattr(draft, name) for name in described if name != "Plan"}
    carried = set(draft.Item.__struct_fields__)
    wanted = {
        name: {field.encode_name for field in msgspec.structs.fields(struct)} - (carried if name != "Plan" else set())
        for name, struct in read.items()
    }
    assert described == wanted
    structs = {
        name
        for name, value in vars(draft).items()
        if isinstance(value, type) and issubclass(value, msgspec.Struct) and value is not msgspec.Struct
    }
    assert structs - {"Item", "PlanDraft"} == described.keys() - {"Plan"}


def codes_of_warnings() -> Iterator[str]:
    """What the reader of plans calls the things it warns of."""
    for path in (CHECKOUT / "app" / "plan_import").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and re.search(r"(?i)warn(ed)?$", ast.unparse(node.func)):
                given = [*node.args, *(word.value for word in node.keywords if word.arg == "code")]
                yield from (str(each.value) for each in given if isinstance(each, ast.Constant))


def test_the_page_on_plans_names_every_warning_and_every_list_of_words() -> None:
    page = (HELP / "plan-json.md").read_text(encoding="utf-8")
    listed = page.partition("| Code | Where |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == set(codes_of_warnings())
    files = page.partition("| File | What it knows |")[2].partition("\n\n")[0]
    lists = {path.stem for path in (CHECKOUT / "resources" / "plan_words").glob("*.toml")}
    assert set(re.findall(r"^\| `(\w+)`", files, flags=re.MULTILINE)) == lists


def test_the_example_of_a_plan_is_read_and_stands_on_its_page() -> None:
    plan = read_plan(PLAN)
    assert [task.scope for task in plan.tasks] == ["own", "own", "passed_down"]
    assert PLAN.read_text(encoding="utf-8").splitlines() in blocks(HELP / "plan-json.md")


class Manual(HTMLParser):
    """The ids, links, pictures, keys and code of the manual."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.pictures: list[dict[str, str]] = []
        self.keys: list[str] = []
        self.code: list[str] = []
        self._inside = ""
        self.feed(MANUAL.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given["id"]} if "id" in given else set()
        self.links |= {given["href"]} if "href" in given else set()
        if tag == "img":
            self.pictures.append(given)
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "kbd":
            self.keys.append(data)
        elif self._inside in {"code", "pre"}:
            self.code += data.splitlines()


@pytest.fixture(scope="module")
def manual() -> Manual:
    return Manual()


def ui_trees() -> Iterator[ast.Module]:
    for path in sorted((CHECKOUT / "ui").rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def test_every_page_of_the_window_has_its_chapter(manual: Manual) -> None:
    chapters = {
        node.value.value
        for tree in ui_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Constant)
        and "help_chapter" in ast.unparse(node).partition("=")[0]
    }
    keys = {
        node.args[0].value
        for tree in ui_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "PageSpec"
        and isinstance(node.args[0], ast.Constant)
    }
    assert keys
    assert (chapters - {""}) | keys | CHAPTERS_OF_WORK <= manual.ids


def test_links_of_the_manual_lead_somewhere(manual: Manual) -> None:
    for link in manual.links:
        assert not link.startswith("http"), "the manual is read without a network"
        file, _, chapter = link.partition("#")
        assert not file or (HELP / file).is_file(), link
        assert not chapter or chapter in manual.ids, link


def test_pictures_are_there_are_small_and_say_what_they_show(manual: Manual) -> None:
    shown = {HELP / picture["src"] for picture in manual.pictures}
    shown |= {CHECKOUT / src for src in re.findall(r"!\[[^]]+\]\(([^)]+)\)", README.read_text(encoding="utf-8"))}
    assert shown == set((HELP / "images").glob("*.png"))
    for picture in manual.pictures:
        assert picture["alt"]
    for path in shown:
        assert path.stat().st_size <= 150_000, path


def shortcuts() -> set[str]:
    """The keys of every action and page, as they are written in the code."""
    found: set[str] = set()
    for tree in ui_trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            given = [word.value for word in node.keywords if word.arg in {"keys", "shortcut"}]
            if name == "PageSpec":
                given += node.args[5:6]
            found |= {str(value.value) for value in given if isinstance(value, ast.Constant) and value.value}
    return found


def test_every_shortcut_is_in_the_manual_and_every_key_of_the_manual_does_something(manual: Manual) -> None:
    named = {key.replace("Page Up", "PgUp").replace("Page Down", "PgDown") for key in manual.keys}
    written = shortcuts()
    arrows = str.maketrans({"↑": "Up", "↓": "Down", "←": "Left", "→": "Right"})
    named |= {key.translate(arrows) for key in named} & written
    assert written - named == set(), "shortcuts the manual does not name"
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted((CHECKOUT / "ui").rglob("*.py")))
    for key in sorted(named - written):
        last = key.removesuffix("+").rpartition("+")[2]
        assert last in HANDLED, f"no action has {key}, and no handler is known for it"
        assert HANDLED[last] in code, key


def commands(lines: list[str]) -> list[list[str]]:
    """The words of each command line of ours, those joined by ``&&`` apart."""
    each = [part.strip() for line in lines for part in line.split("&&") if line.startswith("tiendo ")]
    return [shlex.split(part)[1:] for part in each]


def parse(words: list[str]) -> None:
    """Parse a command line to its end without running it."""
    command: click.Command = command_line()
    rest = list(words)
    while isinstance(command, click.Group) and not rest[0].startswith("-"):
        command = command.commands[rest.pop(0)]
    with suppress(click.exceptions.Exit):  # --help and --list are answered while they are parsed
        command.make_context("tiendo", rest)


def blocks(page: Path) -> list[list[str]]:
    """The lines of each block of code of a page."""
    return [block.splitlines() for block in re.findall(r"```\w*\n(.+?)```", page.read_text("utf-8"), flags=re.DOTALL)]


def test_every_command_of_the_readme_and_the_manual_is_a_command(manual: Manual) -> None:
    found = commands([line for block in blocks(README) for line in block]) + commands(manual.code)
    assert found
    for words in found:
        parse(words)


def test_the_main_job_of_the_readme_runs_as_it_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = next(block for block in blocks(README) if block[0].startswith("tiendo new"))
    assert f"The main job in {('six', 'seven', 'eight')[len(lines) - 6]} lines" in README.read_text(encoding="utf-8")
    for words in commands(lines):
        for word in words:
            if word.startswith("resources/"):
                (tmp_path / word).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(CHECKOUT / word, tmp_path / word)
        ran = tiendo(*words)
        assert ran.code == 0, ran.err
    assert (tmp_path / "bao-cao.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "bao-cao.docx").read_bytes().startswith(b"PK")


def test_the_exchange_of_the_readme_runs_as_it_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = next(block for block in blocks(README) if block[0].startswith("tiendo bundle export"))
    (tmp_path / "usb").mkdir()
    above = "Tổng Liên đoàn Lao động Việt Nam"
    for name, called in (("so", "LĐLĐ tỉnh Mẫu"), ("tren", above)):
        assert tiendo("new", name, "--name", called).code == 0
    meeting = (("so", "tren", "child", ("--new-unit", "LĐLĐ tỉnh Mẫu")), ("tren", "so", "parent", ()))
    for one, other, role, unit in meeting:
        told = tiendo("bundle", "introduce", one, f"{one}.gioithieu", "--format", "json").json()
        digits = ("--fingerprint", told["fingerprint"])
        assert tiendo("bundle", "trust", other, f"{one}.gioithieu", "--role", role, *unit, *digits).code == 0
    assert tiendo("bundle", "export", "tren", "--all", "--into", "usb").code == 0
    for words in commands(lines):
        ran = tiendo(*words)
        assert ran.code == 0, ran


def test_every_folder_of_code_stands_in_the_readme_and_every_folder_named_there_exists() -> None:
    page = README.read_text(encoding="utf-8")
    named = {name.rstrip("/") for name in re.findall(r"`([a-z_]+/(?:[a-z_]+/)?)`", page)}
    assert all((CHECKOUT / name).is_dir() for name in named), named
    packages = {path.parent.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "app").glob("*/__init__.py")}
    assert packages <= named
