"""Names of files: ours go everywhere, those of others do no harm."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundles.names import LONGEST_NAME, file_name, safe_name

DAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("sender", "period", "name"),
    [
        ("CĐGD Huyện Đông Anh", "2026-Q3", "CDGD-HUYEN-DONG-ANH_2026-Q3_v12_20261005.tiendo"),
        ("con", "", "CON_v12_20261005.tiendo"),
        ("", "T:2025-2030", "TIENDO_T-2025-2030_v12_20261005.tiendo"),
        ("../../a", "\u202e", "A_v12_20261005.tiendo"),
    ],
)
def test_a_bundle_is_called_after_sender_period_version_and_day(sender: str, period: str, name: str) -> None:
    assert file_name(sender, period, 12, DAY) == name


@given(st.text(max_size=80), st.text(max_size=20), st.integers(1, 10**9))
def test_every_stick_and_mailbox_takes_the_name(sender: str, period: str, ver: int) -> None:
    assert re.fullmatch(r"[A-Z0-9][A-Z0-9_-]*_v[0-9]+_20261005\.tiendo", file_name(sender, period, ver, DAY))
    assert len(file_name(sender, period, ver, DAY)) < 120


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("Biên bản hội nghị.pdf", "Biên bản hội nghị.pdf"),
        ("bao\u202efdp.exe", "baofdp.exe"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Windows\\a.dll", "C__Windows_a.dll"),
        ("a\x00.pdf", "a.pdf"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("LPT1.tar.gz", "_LPT1.tar.gz"),
        ("a. . ", "a"),
        ("...", "_"),
        ("", "_"),
        (":::", "___"),
        ("e\u0301.pdf", "\u00e9.pdf"),
    ],
)
def test_a_foreign_name_is_made_harmless(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@given(st.text(max_size=400))
def test_any_name_is_one_that_any_disk_takes(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= LONGEST_NAME
    assert not set(safe) & set('<>:"/\\|?*\x00\n\u202e')
    assert not safe.endswith((".", " "))
    assert safe.partition(".")[0].casefold() not in {"con", "nul", "aux", "prn", "com1", "lpt9"}
    assert safe_name(safe) == safe


def test_a_long_name_keeps_its_ending() -> None:
    safe = safe_name("ộ" * 300 + ".docx")
    assert safe.endswith("ộ.docx")
    assert 250 <= len(safe.encode()) <= LONGEST_NAME
