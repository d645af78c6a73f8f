"""The rules of the house that no tool checks: sizes, where SQL stands, what is imported where, what never gets in."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.helpers.sources import CHECKOUT, PACKAGES, SQL, Source, forget, sources

FILE_LINES = 400
FUNCTION_LINES = 40

HEAVY = {
    "babel",
    "PIL",
    "docx",
    "openpyxl",
    "pypdfium2",
    "reportlab",
    "sqlite_utils",
    "platformdirs",
    "msgspec",
    "viparse",
    "doc2docx",
}
"""Imported on use, because the window must be there at once and most days need none of them."""

LIGHT_ENOUGH = {"platformdirs", "msgspec"}
"""Of these, what the window may load at its start: settings are read with them, in a few milliseconds."""

HEAVY_OF_OURS = {
    "app.reports": "brings reportlab, openpyxl or docx with it",
    "app.forms": "brings openpyxl with it",
    "app.bundles.found_files": "brings what reads foreign files with it, needed when one is dropped",
    "app.plan_import": "brings the readers of documents with it",
    "app.sample": "the texts of the sample are needed once in a workspace's life",
    "app.foreign.child": "needed by a start of the program that is to read one file and end",
    "app.backup": "needed when the window is up and idle, not before its first paint",
    "app.upkeep": "brings the backup with it",
    "app.plan.waiting": "tells badges after the first paint",
    "app.plan.reminders": "tells the bell after the first paint",
    "ui.shell.reminders_panel": "needed when somebody opens the bell",
    "ui.tour": "needed once, or when somebody asks for it again",
    "ui.finder": "needed when somebody searches",
    "ui.kept_sheets": "brings forms and fields with it, needed when a sheet opens",
    "ui.start": "needed where there is no workspace yet",
}
"""Modules of ours that may be imported on use as well, each with its reason."""

TOOLS_WITHOUT_IMPORT = {
    "ruff",
    "mypy",
    "pytest-timeout",
    "pytest-xdist",
    "pytest-randomly",
    "import-linter",
    "setuptools",
}
"""Development tools that are run or plugged in, never imported."""


@pytest.fixture(scope="module", autouse=True)
def _the_trees_go_with_the_last_test() -> Iterator[None]:
    yield
    forget()


def names(found: list[tuple[Source, int, str]]) -> list[str]:
    return [f"{source.name}:{line}: {what}" for source, line, what in found]


def project() -> dict[str, object]:
    with (CHECKOUT / "pyproject.toml").open("rb") as stream:
        data: dict[str, object] = tomllib.load(stream)["project"]
    return data


def canonical(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def tracked_texts() -> list[tuple[str, str]]:
    """Path and text of every file that git knows or would take."""
    command = ["git", "-c", "core.quotepath=off", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=True).stdout.decode().splitlines()
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    texts = []
    for name in listed:
        path = CHECKOUT / name
        if path.is_file():
            try:
                texts.append((name, path.read_text("utf-8")))
            except UnicodeDecodeError:
                continue
    return texts


def test_sql_stands_only_in_db() -> None:
    found = [(s, line, text) for s in sources("app", "ui") for line, text in s.strings() if SQL.search(text)]
    assert names(found) == []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT id FROM task",
        "\n  INSERT OR IGNORE INTO x VALUES (1)",
        "UPDATE task SET a = 1",
        "WITH x AS (",
        "PRAGMA user_version",
    ],
)
def test_the_search_for_sql_knows_sql(text: str) -> None:
    assert SQL.search(text)


@pytest.mark.parametrize("text", ["Select a task", "Update", "with the ban", "Chọn từ danh sách", "order by hand"])
def test_the_search_for_sql_leaves_sentences_alone(text: str) -> None:
    assert not SQL.search(text)


def test_no_file_is_longer_than_a_person_reads_at_once() -> None:
    counted = [(s, s.text.count("\n")) for s in sources(*PACKAGES, "tests", "packaging")]
    assert [f"{s.name}: {lines} lines" for s, lines in counted if lines > FILE_LINES] == []


def test_no_function_is_longer_than_a_screen() -> None:
    found = []
    for source in sources(*PACKAGES, "packaging"):
        for function in source.functions():
            lines = (function.end_lineno or 0) - function.lineno + 1
            if lines > FUNCTION_LINES:
                found.append((source, function.lineno, f"{function.name} has {lines} lines"))
    assert names(found) == []


def test_only_heavy_libraries_are_imported_inside_functions() -> None:
    found = [
        (source, line, module)
        for source in sources(*PACKAGES)
        for line, module in source.imports(inside_functions=True)
        if module.split(".")[0] not in HEAVY and not module.startswith(tuple(HEAVY_OF_OURS))
    ]
    assert names(found) == []


def test_nothing_heavy_is_loaded_by_what_starts_the_window() -> None:
    if not (CHECKOUT / "ui" / "__main__.py").exists():
        pytest.skip("no window yet")
    code = "import sys, ui.__main__; print(*{module.split('.')[0] for module in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & (HEAVY - LIGHT_ENOUGH) == set()


def test_what_starts_the_window_loads_no_page_and_nothing_of_ours_that_can_wait() -> None:
    """A page is imported when it is first shown; the overview follows the first paint."""
    code = "import sys, ui.__main__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    late = ("ui.pages.", "app.cli", *HEAVY_OF_OURS)
    assert [module for module in done.stdout.split() if module.startswith(late)] == []


def test_the_core_is_loaded_before_qt() -> None:
    """PySide6 reads the source of each module imported after it, which takes longer than the import itself."""
    code = "import sys, ui.__main__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    after = loaded[loaded.index("PySide6") :]
    assert [module for module in after if module.split(".")[0] in {"app", "db"}] == []


def test_declared_dependencies_are_the_imported_ones() -> None:
    declared = {canonical(line) for line in project()["dependencies"]}  # type: ignore[attr-defined]  # a list in TOML
    ours = {*PACKAGES, "resources", "tests", "__future__"}
    providers = packages_distributions()
    imported: dict[str, str] = {}
    for source in sources(*PACKAGES):
        for line, module in source.imports():
            top = module.split(".")[0]
            if top not in ours and top not in sys.stdlib_module_names:
                imported[canonical(providers.get(top, [top])[0])] = f"{source.name}:{line}"
    undeclared = {name: place for name, place in imported.items() if name not in declared}
    assert undeclared == {}
    assert declared - set(imported) == set(), "declared but imported nowhere"


def test_declared_development_tools_are_used() -> None:
    extras = project()["optional-dependencies"]["dev"]  # type: ignore[index]  # a table in TOML
    declared = {canonical(line) for line in extras} - TOOLS_WITHOUT_IMPORT
    providers = packages_distributions()
    tops = {module.split(".")[0] for source in sources("tests", "packaging") for _, module in source.imports()}
    used = {canonical(name) for top in tops for name in providers.get(top, [])}
    assert declared - used == set()


def test_every_module_says_what_it_is() -> None:
    assert [s.name for s in sources(*PACKAGES, "tests", "packaging") if not ast.get_docstring(s.tree)] == []


def test_methods_of_ours_in_the_window_say_what_they_do() -> None:
    """Ruff leaves methods in ui/ alone because Qt's overrides need no words; those are written in camelCase, ours are not."""
    found = []
    said_above = _said_by_pages()
    for source in sources("ui"):
        classes = [n for n in ast.walk(source.tree) if isinstance(n, ast.ClassDef) and not n.name.startswith("_")]
        for method in (n for c in classes for n in c.body if isinstance(n, ast.FunctionDef)):
            ours = method.name.islower() and not method.name.startswith("_")
            qt = method.name in QT_LOWER_CASE
            setter = any(isinstance(d, ast.Attribute) and d.attr == "setter" for d in method.decorator_list)
            if ours and not qt and not setter and not ast.get_docstring(method) and method.name not in said_above:
                found.append((source, method.lineno, method.name))
    assert names(found) == []


def _said_by_pages() -> set[str]:
    """What the base classes of pages already say: an override that does just that need not repeat it."""
    bases = [
        s
        for s in sources("ui")
        if s.name.endswith(("widgets/page.py", "widgets/row_delegate.py", "pages/list_page.py", "pages/lists/host.py"))
    ]
    methods = [n for s in bases for n in ast.walk(s.tree) if isinstance(n, ast.FunctionDef)]
    return {method.name for method in methods if ast.get_docstring(method)}


QT_LOWER_CASE = {
    "paint",
    "data",
    "event",
    "flags",
    "index",
    "parent",
    "accept",
    "reject",
    "done",
    "exec",
    "sort",
    "keys",
}
"""Overrides of Qt's that are one lower-case word."""


def test_nothing_is_left_half_done() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError|NotImplemented" + r"Error\b")
    found = []
    for source in sources(*PACKAGES, "packaging", "tests"):
        if source.path == Path(__file__).resolve():
            continue
        found += [(source, n, line) for n, line in enumerate(source.text.splitlines(), 1) if marks.search(line)]
    assert names(found) == []


def test_every_silenced_check_says_why() -> None:
    silenced = re.compile(r"#\s*(type:\s*ignore|noqa)(\[[^\]]*\]|:\s*[A-Z0-9, ]+)?(?P<reason>.*)")
    found = []
    for source in sources(*PACKAGES, "packaging", "tests"):
        if source.path == Path(__file__).resolve():
            continue
        for number, line in enumerate(source.text.splitlines(), 1):
            match = silenced.search(line)
            if match and len(match["reason"].strip(" #-–:")) < 8:
                found.append((source, number, line.strip()))
    assert names(found) == []


def test_no_address_of_a_registry_and_no_path_of_a_machine_is_tracked() -> None:
    hosts = [
        "py" + "pi.org",
        "python" + "hosted.org",
        "registry.npm" + "js.org",
        "proxy.go" + "lang.org",
        "deb.deb" + "ian.org",
    ]
    homes = [r"/ho" + r"me/\w+/", r"/ro" + r"ot/", r"/wo" + r"rk/", r"[A-Z]:\\Us" + r"ers\\"]
    never = re.compile("|".join([*map(re.escape, hosts), *homes]))
    found = [f"{name}: {match[0]}" for name, text in tracked_texts() if (match := never.search(text))]
    assert found == []


def test_lock_files_carry_names_versions_and_hashes_only() -> None:
    line_of_lock = re.compile(
        r'#.*|[a-z0-9-]+==[\w.+!-]+( ; sys_platform == "win32")? \\|    --hash=sha256:[0-9a-f]{64}( \\)?'
    )
    files = sorted((CHECKOUT / "packaging" / "lock").glob("*.txt"))
    assert [file.name for file in files] == ["dev.txt", "run.txt"]
    for file in files:
        assert [line for line in file.read_text("utf-8").splitlines() if not line_of_lock.fullmatch(line)] == []


def test_every_declared_dependency_is_locked() -> None:
    data = project()
    run, dev = data["dependencies"], data["optional-dependencies"]["dev"]  # type: ignore[index]  # tables in TOML
    locked = {}
    for file in ("run.txt", "dev.txt"):
        text = (CHECKOUT / "packaging" / "lock" / file).read_text("utf-8")
        locked[file] = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
    assert {canonical(line) for line in run} - locked["run.txt"] == set()  # type: ignore[attr-defined]  # a list in TOML
    assert {canonical(line) for line in dev} - locked["run.txt"] - locked["dev.txt"] == set()


def test_packaging_is_no_package() -> None:
    """With an __init__.py it would hide the library of that name from pip's and pytest's own tools."""
    assert not (CHECKOUT / "packaging" / "__init__.py").exists()


def test_layers_hold() -> None:
    code = "from importlinter.cli import lint_imports_command as main; main()"
    command = [sys.executable, "-c", code, "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
