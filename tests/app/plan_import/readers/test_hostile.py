"""Hostile and broken files: each is read or refused with a sentence, in bounded time and memory, and nothing is left behind."""

import random
import resource
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import BadInput
from app.foreign.limits import Limits
from app.foreign.spool import PREFIX
from app.plan_import.readers import read_source
from tests.app.plan_import.readers import hostile
from tests.app.plan_import.readers.hostile import CASES, Maker
from tests.app.plan_import.readers.pdf_pages import pdf
from tests.app.plan_import.readers.test_doc import OLD
from tests.app.plan_import.readers.word_parts import abstract, num, p, table, write

READ = {"style_circle", "numbers_without_end", "nested_bomb", "turned_letters", "pdf_many_letters", "pdf_many_lines"}
"""What is odd and yet a document."""

SLOW = {
    *("million_paragraphs", "million_empty_paragraphs", "million_runs", "huge_table", "huge_attribute", "flat_bomb"),
    *(
        "pdf_many_letters",
        "pdf_many_lines",
        "hundred_megabytes",
        "one_endless_line",
        "pdf_bomb",
        "pdf_double_bomb",
        "pdf_form_circle",
    ),
}
"""Those that take a second or more to make or to refuse: in the campaign."""

OURS = 300_000
"""Kilobytes that the program's own memory may grow by, whatever the file; the reader's process has its own limit."""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of the test's own, empty afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.glob(f"{PREFIX}*")) == []


def survives(path: Path) -> bool:
    """Read a file in bounded time and memory; whether it was a document. A refusal is a sentence that names the file."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said, lines = _outcome(path)
    assert lines or (path.name in said and said.endswith("."))
    assert not any(unwanted in line for line in lines for unwanted in ("\u202e", "\0", "\n"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < Limits().seconds + 2
    assert after.ru_maxrss * 1024 <= max(Limits().memory, before.ru_maxrss * 1024)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - own < OURS
    return bool(lines)


def _outcome(path: Path) -> tuple[str, list[str]]:
    """The refusal of a file, or its lines."""
    try:
        return "", [line.text for line in read_source(path).lines]
    except BadInput as refused:
        return str(refused), []


@pytest.mark.parametrize("make", [case for case in CASES if case.__name__ not in SLOW], ids=lambda case: case.__name__)
def test_a_hostile_file_is_read_or_refused_with_a_sentence(make: Maker, tmp_path: Path) -> None:
    make(path := tmp_path / make.__name__)
    assert survives(path) == (make.__name__ in READ)


@pytest.mark.campaign
@pytest.mark.parametrize("make", [case for case in CASES if case.__name__ in SLOW], ids=lambda case: case.__name__)
def test_a_large_hostile_file_is_read_or_refused_with_a_sentence(make: Maker, tmp_path: Path) -> None:
    make(path := tmp_path / make.__name__)
    assert survives(path) == (make.__name__ in READ)


def test_what_the_slow_cases_are_called_is_what_they_are() -> None:
    assert {case.__name__ for case in CASES} >= SLOW | READ


def whole(tmp_path: Path) -> dict[str, bytes]:
    """An honest file of each kind."""
    numbering = abstract(1, ("upperRoman", "%1."), ("decimal", "%2.")) + num(1, 1)
    body = p("MỤC ĐÍCH", num="1") + p("Kiểm tra hồ sơ, sổ sách của đơn vị", num="1", level=1) + table([p("a"), p("b")])
    return {
        "docx": write(tmp_path / "whole.docx", body, numbering=numbering).read_bytes(),
        "pdf": pdf(tmp_path / "whole.pdf", lambda drawing: drawing.body(1, 3)).read_bytes(),
        "doc": OLD.read_bytes(),
        "txt": "Kế hoạch công tác năm 2026\nTổ chức hội nghị\n".encode("utf-16"),
    }


@pytest.mark.parametrize("kind", ["docx", "pdf", "doc", "txt"])
def test_a_file_that_is_cut_off_is_refused_or_read_as_far_as_it_goes(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    data = whole(tmp_path)[kind]
    for share in (0.0, 0.01, 0.3, 0.6, 0.97):
        path = tmp_path / f"cut-{share}.{kind}"
        path.write_bytes(data[: int(len(data) * share)])
        survives(path)


@pytest.mark.campaign
@pytest.mark.parametrize("kind", ["docx", "pdf", "doc", "txt"])
def test_a_file_damaged_anywhere_is_refused_or_read(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    data, chance = whole(tmp_path)[kind], random.Random(4)
    for at in range(300):
        wrong = bytearray(data)
        if at % 3 == 0:
            del wrong[chance.randrange(len(wrong)) :]
        for _ in range(chance.choice((1, 1, 4, 40))):
            if wrong:
                wrong[chance.randrange(len(wrong))] = chance.randrange(256)
        path = tmp_path / f"{at}.{kind}"
        path.write_bytes(wrong)
        survives(path)


@pytest.mark.campaign
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"])
def test_a_word_document_whose_inside_is_damaged_is_refused_or_read(part: str, tmp_path: Path) -> None:
    data, chance = whole(tmp_path)["docx"], random.Random(5)
    (tmp_path / "whole").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "whole") as container:
        parts = {name: container.read(name) for name in container.namelist()}
    for at in range(150):
        wrong = bytearray(parts[part])
        for _ in range(chance.choice((1, 3))):
            place = chance.randrange(len(wrong))
            wrong[place : place + chance.choice((0, 1, 9))] = chance.choice(
                (b"", b"<", b">", b"&#0;", b"\xff", b'"', b"9" * 20)
            )
        path = tmp_path / f"{at}.docx"
        with zipfile.ZipFile(path, "w") as container:
            for name, content in (parts | {part: bytes(wrong)}).items():
                container.writestr(name, content)
        survives(path)


def test_the_wrong_ending_changes_nothing(tmp_path: Path) -> None:
    files = whole(tmp_path)
    for name, kind in (("a.txt", "docx"), ("b.docx", "pdf"), ("c.pdf", "doc"), ("d.doc", "txt"), ("e", "docx")):
        (tmp_path / name).write_bytes(files[kind])
        assert read_source(tmp_path / name).kind == kind


def test_a_name_that_turns_the_direction_of_writing_is_shown_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ke hoach \u202exslx.exe"
    path.write_bytes(b"MZ\x90\0\0\0\0\0")
    with pytest.raises(BadInput) as refused:
        read_source(path)
    assert "\u202e" not in str(refused.value)
    assert "là chương trình" in str(refused.value)


def test_every_maker_says_what_it_makes() -> None:
    assert all(case.__doc__ for case in CASES)
    assert len({case.__name__ for case in CASES}) == len(CASES) == len(hostile.CASES)
