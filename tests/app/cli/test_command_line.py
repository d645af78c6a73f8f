"""What the command line promises whatever the command: exit codes, one sentence on stderr, languages, a quick start."""

import subprocess
import sys
from pathlib import Path

import pytest

from app import paths
from app.cli import main, options
from tests.helpers.command_line import tiendo, tiendo_child
from tests.helpers.sources import CHECKOUT

HEAVY = {"openpyxl", "reportlab", "docx", "sqlite_utils", "PySide6", "pypdfium2", "calamine", "babel"}


def test_help_is_there_at_once_without_any_heavy_library() -> None:
    code = (
        "import sys; from app.cli.main import run; run(['--help']);"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, check=True)
    assert set(done.stderr.decode().split()) & HEAVY == set()
    assert "Cách dùng: tiendo" in done.stdout.decode()


def test_every_command_has_a_page_of_help_in_words() -> None:
    def pages(*path: str) -> None:
        ran = tiendo(*path, "--help")
        assert ran.code == 0, ran
        assert "Tùy chọn" in ran.out, path
        if "Lệnh:\n" in ran.out:
            for line in ran.out.partition("Lệnh:\n")[2].splitlines():
                if line[:2] == "  " and line[2] != " ":
                    pages(*path, line.split()[0])

    pages()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nope"], "Không có lệnh nope."),
        (["list", "W"], "Thiếu NAME."),
        (["list", "W", "cats"], "NAME nhận một trong: programmes"),
        (["list", "W", "tasks", "--nope"], "Không có tùy chọn --nope."),
        (["list", "W", "tasks", "--sort"], "Tùy chọn --sort cần một giá trị."),
    ],
)
def test_wrong_use_ends_with_2_and_says_where_to_look(words: list[str], said: str) -> None:
    ran = tiendo(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err
    assert "--help" in ran.err
    assert ran.err.count("\n") == 1


def test_a_workspace_that_is_not_there_ends_with_1_and_one_sentence(tmp_path: Path) -> None:
    ran = tiendo("list", tmp_path / "none", "tasks")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("tiendo: Không thấy sổ làm việc")


def test_a_frozen_clock_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(options.NOW, "hôm qua")
    ran = tiendo("list", tmp_path / "none", "tasks")
    assert ran.code == 1
    assert "TIENDO_NOW" in ran.err


def test_without_arguments_the_help_is_shown() -> None:
    ran = tiendo()
    assert ran.code == 2
    assert "Lệnh:" in ran.out


def test_a_bug_is_one_sentence_and_its_trace_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(main, "tiendo", broken)
    ran = tiendo("version")
    assert (ran.code, ran.out) == (70, "")
    assert ran.err.count("\n") == 1
    assert "tiendo.log" in ran.err
    assert "ZeroDivisionError: ours" in (paths.log_folder() / "tiendo.log").read_text("utf-8")


def test_stopping_says_that_what_was_written_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "tiendo", stopped)
    ran = tiendo("version")
    assert ran.code == 130
    assert "Đã dừng" in ran.err


def test_an_old_console_gets_utf8() -> None:
    ran = tiendo_child("list", "Ẫ.tdb", "tasks", PYTHONIOENCODING="ascii")
    assert ran.code == 1
    assert "Không thấy sổ làm việc" in ran.err


@pytest.mark.skipif(not (CHECKOUT / "resources" / "locale" / "en.mo").exists(), reason="the catalogue is not made yet")
@pytest.mark.parametrize("words", [["--lang", "en", "list", "--help"], ["list", "--help", "--lang=en"]])
def test_help_speaks_english_when_asked_anywhere_on_the_line(words: list[str]) -> None:
    ran = tiendo(*words)
    assert "Usage: tiendo list" in ran.out
    assert "Print a list" in ran.out
    assert "Danh sách" not in ran.out
