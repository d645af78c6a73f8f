"""The private copy of a foreign file, and what it is by its first bytes."""

import hashlib
import os
import tempfile
import time
import zipfile
from pathlib import Path

import pytest

from app.errors import BadInput, NotFound
from app.foreign.magic import kind_of
from app.foreign.spool import PREFIX, spooled


def test_the_copy_is_what_was_there_and_goes_when_the_reading_is_over(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"abc" * 200_000)
    with spooled(path) as copy:
        path.write_bytes(b"changed meanwhile")
        assert copy.path.read_bytes() == b"abc" * 200_000
        assert (copy.size, copy.name, copy.head(3)) == (600_000, "a.docx", b"abc")
        assert copy.sha256 == hashlib.sha256(b"abc" * 200_000).hexdigest()
        assert os.name == "nt" or copy.folder.stat().st_mode & 0o077 == 0
    assert not copy.folder.exists()


def test_a_file_that_is_too_large_is_not_copied_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "lớn.pdf"
    path.write_bytes(bytes(3_000_000))
    with pytest.raises(BadInput, match=r"lớn\.pdf lớn quá 2 MB"), spooled(path, largest=2_000_000):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_a_device_and_a_folder_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(BadInput, match="không phải là tệp"), spooled(path):
            pass


def test_a_file_that_is_not_there_and_a_name_with_a_zero_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"Không thấy tệp a\.txt"), spooled(tmp_path / "a.txt"):
        pass
    with pytest.raises(BadInput, match="Không mở được tệp"), spooled(tmp_path / "a\0.txt"):
        pass


def test_what_a_killed_program_left_is_swept_after_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, age in (("old", 2 * 24 * 3600), ("new", 60)):
        (tmp_path / f"{PREFIX}{name}").mkdir()
        os.utime(tmp_path / f"{PREFIX}{name}", (time.time() - age,) * 2)
    (tmp_path / "a.txt").write_text("x")
    with spooled(tmp_path / "a.txt"):
        pass
    assert [path.name for path in tmp_path.glob(f"{PREFIX}*")] == [f"{PREFIX}new"]


def _zip(path: Path, *names: str) -> bytes:
    with zipfile.ZipFile(path, "w") as container:
        for name in names:
            container.writestr(name, "x")
    return path.read_bytes()


def test_a_file_is_what_its_first_bytes_say(tmp_path: Path) -> None:
    types = "[Content_Types].xml"
    entry = "WordDocument\0".encode("utf-16-le")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    cases: dict[bytes, str] = {
        b"": "empty",
        "Kế hoạch".encode(): "text",
        "Kế hoạch công tác".encode("utf-16-le"): "text",
        b"\xb8\xb5\xb6 C\xabng \xae\xb5n\r\n": "text",
        b"BMW la xe hoi cua cong doan nganh": "text",
        b"MZ la ten mot loai may": "text",
        b"MZ\x90\0\x03\0\0\0": "program",
        b"%PDF-1.7 ...": "pdf",
        b"\n junk before %PDF-1.4": "pdf",
        b"{\\rtf1 x}": "rtf",
        b"\x89PNG\r\n\x1a\n\0\0": "image",
        b"<html><body>x": "html",
        b"MIME-Version: 1.0\nx": "html",
        b'<?xml version="1.0"?><w:wordDocument/>': "xml",
        b"\0\x01\x02\x03\x04": "binary",
        b"age-encryption.org/v1\n\0": "bundle",
        b"SQLite format 3\0\0": "workspace",
        _zip(tmp_path / "1", types, "word/document.xml"): "docx",
        _zip(tmp_path / "2", types, "xl/workbook.xml"): "xlsx",
        _zip(tmp_path / "3", "a.txt"): "zip",
        ole + entry.ljust(128, b"\0"): "doc",
        ole + "EncryptedPackage\0".encode("utf-16-le").ljust(128, b"\0"): "locked",
        ole + b"B" + "Bookmarks\0".encode("utf-16-le"): "ole",
    }
    found = {}
    for data in cases:
        (tmp_path / "file").write_bytes(data)
        found[data] = kind_of(tmp_path / "file")
    assert found == cases
