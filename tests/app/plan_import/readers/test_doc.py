"""Old Word documents, with and without an office program."""

import shutil
from pathlib import Path

import pytest

from app.errors import BadInput
from app.foreign.apart import read_apart
from app.foreign.spool import spooled
from app.plan_import.readers import office, read_source
from app.plan_import.readers.reading import read_source as read_any

OLD = Path(__file__).with_name("old_word.doc")
"""Written by LibreOffice as Word 97: lists of three levels, styles with numbers, a bullet."""


def test_an_old_word_document_is_read_without_any_office_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    source = read_source(OLD)
    assert (source.kind, source.name, source.whole_paragraphs) == ("doc", "old_word.doc", True)
    assert [line.text for line in source.lines][:7] == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "a) Nâng cao chất lượng",
        "b) Kịp thời chấn chỉnh",
        "2. Yêu cầu",
        "II. NỘI DUNG",
        "1. Kiểm tra hồ sơ",
    ]


def test_what_nothing_can_read_says_how_to_save_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    broken = tmp_path / "cu.doc"
    broken.write_bytes(OLD.read_bytes().replace(b"\xec\xa5", b"\x00\x00"))
    with pytest.raises(BadInput, match=r"tệp Word cũ cu\.doc.*Save As.*\.docx"):
        read_any(broken)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_turns_an_old_document_into_a_new_one_and_leaves_nothing_behind() -> None:
    with spooled(OLD) as file:
        folder = file.folder
        data = read_apart("app.plan_import.readers.office:convert", file, limits=office.LIMITS)
    assert data.startswith(b"PK\x03\x04")
    assert not folder.exists()
