"""Plain text in whatever encoding, and pasted text."""

import unicodedata
from pathlib import Path

import pytest

from app.errors import BadInput
from app.plan_import.readers import LegacyText, read_source, source_of_text

PLAN = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nKẾ HOẠCH\nTổ chức Đại hội công đoàn các cấp\n"
    "1. Tuyên truyền, phổ biến nghị quyết đến đoàn viên, người lao động."
)


def read(path: Path, data: bytes) -> list[str]:
    path.write_bytes(data)
    return [line.text for line in read_source(path).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_text_is_read_in_every_encoding_of_unicode(encoding: str, tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", PLAN.encode(encoding)) == PLAN.split("\n")


def test_the_old_encoding_of_windows_is_unicode_and_not_asked_about(tmp_path: Path) -> None:
    marks = "".join(_windows(letter) for letter in PLAN)
    assert read(tmp_path / "a.txt", marks.encode("cp1258")) == PLAN.split("\n")


def _windows(letter: str) -> str:
    """A letter as Windows keeps it: the vowel whole, its tone apart."""
    for tone in "\u0300\u0301\u0303\u0309\u0323":
        parts = unicodedata.normalize("NFD", letter)
        if tone in parts:
            return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone
    return letter


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", unicodedata.normalize("NFD", PLAN).encode()) == PLAN.split("\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\u2028"])
def test_lines_keep_their_numbers_whatever_ends_them(end: str) -> None:
    lines = source_of_text("a\n\nb".replace("\n", end)).lines
    assert [(line.number, line.text) for line in lines] == [(1, "a"), (2, ""), (3, "b")]


def test_a_page_break_ends_a_line_once() -> None:
    assert source_of_text("một\n\fhai\fba\f\nbốn").text == "một\nhai\nba\nbốn"


def test_runs_of_spaces_and_tabs_stay_and_unseen_letters_go() -> None:
    text = "LĐLĐ TỈNH    CỘNG HÒA\tXÃ HỘI\u200b\u00a0CHỦ \u202eNGHĨA\u202c  "
    assert source_of_text(text).text == "LĐLĐ TỈNH    CỘNG HÒA\tXÃ HỘI CHỦ NGHĨA"


def test_letters_of_symbol_fonts_become_signs() -> None:
    assert (
        source_of_text("\uf0b7 một\n\uf0d8hai\n\uf02d ba \uf0e0 bốn\n\uf031\uf032").text
        == "• một\n- hai\n- ba  bốn\n12"
    )


def test_a_pasted_text_is_a_source_of_its_own_kind() -> None:
    source = source_of_text("KẾ HOẠCH\r\n1. Tổ chức\r\n\r\n")
    assert (source.kind, source.whole_paragraphs, source.sha256, source.pages) == ("paste", False, "", 0)
    assert source.text == "KẾ HOẠCH\n1. Tổ chức"


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\ufeff"])
def test_a_text_without_a_letter_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="không có chữ nào"):
        source_of_text(text)


def test_a_text_with_a_few_damaged_bytes_is_read_and_flagged(tmp_path: Path) -> None:
    data = (PLAN * 10).encode()
    path = tmp_path / "a.txt"
    path.write_bytes(data[:400] + b"\xff" + data[401:])
    (warned,) = read_source(path).warnings
    assert (warned.code, warned.line) == ("damaged_text", data[:400].count(b"\n") + 1)


def test_bytes_in_no_known_encoding_are_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"Không nhận ra bảng mã.*UTF-8"):
        read(tmp_path / "a.txt", "Съешь же ещё этих мягких французских булок, да выпей чаю".encode("cp1251"))


def test_bytes_of_old_fonts_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(LegacyText) as asked:
        read(tmp_path / "a.txt", "Céng hoµ x· héi chñ nghÜa ViÖt Nam\nTæ chøc §¹i héi c«ng ®oµn".encode("latin-1"))
    assert (asked.value.encoding, asked.value.lines) == ("tcvn3", 2)
    with pytest.raises(LegacyText) as asked:
        read(tmp_path / "a.txt", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do".encode("latin-1"))
    assert asked.value.encoding == "vni"
