"""A foreign file is read by a process of its own: whatever happens there becomes an answer or one sentence."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app.errors import BadInput, Cancelled
from app.foreign import CHILD_OPTION, apart, child
from app.foreign.apart import read_apart
from app.foreign.entry import serve
from app.foreign.limits import MEGABYTE, Limits
from app.foreign.spool import Spooled, spooled
from app.jobs import Progress

READERS = "tests.app.foreign.hostile_readers"
Expecting = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Spooled]:
    path = tmp_path / "kế hoạch.bin"
    path.write_bytes(b"content")
    with spooled(path) as copy:
        yield copy


def sentence(file: Spooled, reader: str, limits: Limits | None = None, options: bytes = b"") -> str:
    with pytest.raises(BadInput) as refused:
        read_apart(f"{READERS}:{reader}", file, limits=limits, options=options)
    return str(refused.value)


def test_the_answer_of_a_reader_comes_back(file: Spooled) -> None:
    assert read_apart(f"{READERS}:content", file, options=b"x") == "kế hoạch.bin|x|content".encode()


def test_what_a_reader_says_comes_back_word_for_word_with_its_place(file: Spooled) -> None:
    with pytest.raises(BadInput) as refused:
        read_apart(f"{READERS}:refuses", file)
    assert (str(refused.value), refused.value.where) == ("kế hoạch.bin có 3 lỗi.", "dòng 2")
    assert refused.value.message.args == {"name": "kế hoạch.bin", "count": 3}


def test_a_reader_speaks_the_language_of_the_program(file: Spooled, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_apart(f"{READERS}:speaks", file) == b"vi"
    monkeypatch.setattr("app.i18n._Spoken.language", "en")
    assert read_apart(f"{READERS}:speaks", file) == b"en"


def test_a_reader_that_waits_is_ended_with_all_it_started(file: Spooled, tmp_path: Path) -> None:
    said = sentence(file, "hangs", Limits(seconds=1.5), os.fsencode(tmp_path))
    assert said.startswith("Đọc tệp kế hoạch.bin quá 2 giây nên đã dừng.")
    assert (tmp_path / "started").exists()
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(file.folder) not in listed


def test_a_reader_that_spins_is_ended(file: Spooled) -> None:
    assert "nên đã dừng" in sentence(file, "spins", Limits(seconds=1))


def test_a_reader_that_takes_all_memory_is_ended(file: Spooled) -> None:
    assert "chiếm quá nhiều bộ nhớ" in sentence(file, "grows", Limits(memory=300 * MEGABYTE))


def test_an_answer_that_is_too_long_is_not_taken(file: Spooled) -> None:
    assert "chiếm quá nhiều bộ nhớ" in sentence(file, "floods", Limits(answer=1_000_000))


def test_a_crash_of_a_library_is_one_sentence(file: Spooled) -> None:
    assert sentence(file, "crashes").startswith("Không đọc được tệp kế hoạch.bin: nội dung hỏng")


def test_a_mistake_of_a_reader_is_logged_and_one_sentence(file: Spooled, expected_log: Expecting) -> None:
    with expected_log("ZeroDivisionError", logging.WARNING):
        assert sentence(file, "slips").startswith("Không đọc được tệp kế hoạch.bin")


def test_a_reader_that_writes_to_its_terminal_stops_nothing(file: Spooled, capfd: pytest.CaptureFixture[str]) -> None:
    assert read_apart(f"{READERS}:chatters", file) == b"done"
    assert capfd.readouterr() == ("", "")


def test_the_person_can_stop_the_reading(file: Spooled, tmp_path: Path) -> None:
    progress = Progress()

    def stop() -> None:
        while not (tmp_path / "started").exists():
            time.sleep(0.01)
        progress.cancel()

    stopper = threading.Thread(target=stop)
    stopper.start()
    with pytest.raises(Cancelled):
        read_apart(f"{READERS}:hangs", file, options=os.fsencode(tmp_path), progress=progress)
    stopper.join()


def test_files_can_be_read_from_several_threads_at_once(file: Spooled, tmp_path: Path) -> None:
    answers: list[bytes] = []

    def read(at: int) -> None:
        path = tmp_path / str(at)
        path.write_bytes(b"%d" % at)
        with spooled(path) as copy:
            answers.append(read_apart(f"{READERS}:content", copy))

    threads = [threading.Thread(target=read, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [b"%d||%d" % (at, at) for at in range(4)]


def test_a_frozen_program_starts_itself_as_the_child(file: Spooled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart._command(file.folder) == [sys.executable, CHILD_OPTION, str(file.folder)]
    assert serve(["plan", "parse"]) is None
    monkeypatch.setattr(child, "main", lambda folder: 5 if folder == file.folder else 1)
    assert serve([CHILD_OPTION, str(file.folder)]) == 5


def test_the_child_loads_neither_qt_nor_the_workspace() -> None:
    code = "import sys, app.foreign.child; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"PySide6", "sqlite3", "app.session", "app.workspace", "docx", "pypdfium2", "lxml"} & set(loaded)
