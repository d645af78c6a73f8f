"""What is being typed is kept beside the workspace, whole, bounded, and never in the way of a start."""

from pathlib import Path

import pytest

from app import drafts
from app.drafts import KeptText


def _text(number: int, words: str = "Đã họp") -> KeptText:
    return KeptText(
        "quarter", f"Ô {number}", {"": words, "n": 3, "on": True, "none": None}, "cũ", ("cell", "2026-Q3", number)
    )


def test_texts_come_back_as_they_were_and_the_file_goes_with_the_last(tmp_path: Path) -> None:
    book = tmp_path / "so.tdb"
    assert drafts.load(book) == ()
    kept = (_text(1), _text(2, "“Ngoặc”, xuống\ndòng"))
    drafts.save(book, kept)
    assert drafts.load(book) == kept
    drafts.save(book, ())
    assert not drafts.path_of(book).exists()
    drafts.save(book, ())


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b'{"a": 1}', b'[{"page": 3}]', b"[" * 100_000])
def test_a_broken_file_is_put_aside_and_hinders_nothing(tmp_path: Path, data: bytes) -> None:
    path = drafts.path_of(tmp_path / "so.tdb")
    path.parent.mkdir()
    path.write_bytes(data)
    assert drafts.load(tmp_path / "so.tdb") == ()
    assert path.with_name("typing.kept.broken").read_bytes() == data


def test_the_newest_places_are_kept_and_no_file_grows_without_end(tmp_path: Path) -> None:
    book = tmp_path / "so.tdb"
    drafts.save(book, [_text(number) for number in range(100)])
    assert [kept.title for kept in drafts.load(book)][-1] == "Ô 99"
    assert len(drafts.load(book)) == drafts.MOST
    drafts.save(book, [_text(1, "x" * drafts.LARGEST)])
    assert len(drafts.load(book)) == drafts.MOST, "what is too large leaves the file as it was"
