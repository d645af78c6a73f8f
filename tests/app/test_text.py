"""Text is cleaned once at the edge, found by its abbreviations, and compared word for word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.text import clean, clean_line, expand_abbreviations, fold, same_words

any_text = st.text(max_size=60)


def test_text_from_word_and_excel_comes_in_clean() -> None:
    assert clean("  Hoa\u0300 bi\u0300nh\u00a0 \r\nDòng\u200b hai\t\r\ufeff\x00cuối ") == "Hoà bình\nDòng hai\ncuối"


def test_the_spelling_school_and_inner_spaces_stay_as_written() -> None:
    assert clean("Tỉnh uỷ,  tỉnh ủy") == "Tỉnh uỷ,  tỉnh ủy"


def test_a_title_stands_on_one_line() -> None:
    assert clean_line(" Kế hoạch\r\n  năm\t2026 ") == "Kế hoạch năm 2026"


def test_a_text_above_the_limit_is_refused_not_cut() -> None:
    assert clean("a" * 10, limit=10) == "a" * 10
    with pytest.raises(BadInput, match="quá mức 10"):
        clean("a" * 11, limit=10)
    with pytest.raises(BadInput, match="quá mức 5"):
        clean_line("một hai", limit=5)


@given(any_text)
def test_cleaning_twice_changes_nothing_and_gives_nfc(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(any_text)
def test_cleaning_does_not_change_what_search_finds_beyond_what_is_unseen(text: str) -> None:
    assert fold(clean(text)) == fold(clean(unicodedata.normalize("NFD", text)))


def test_an_abbreviation_is_written_out_as_a_whole_word_only() -> None:
    assert expand_abbreviations("bch cdcs") == "ban chap hanh cong doan co so"
    assert expand_abbreviations("cdcsx acdcs") == "cdcsx acdcs"
    assert expand_abbreviations("cdctttcs") == "cong doan cap tren truc tiep co so"


def test_same_words_ignores_only_form_case_and_spaces() -> None:
    assert same_words("Đã  họp\nBan", unicodedata.normalize("NFD", "đã họp ban "))
    assert not same_words("Đã họp.", "Đã họp")
    assert not same_words("hoà", "hòa")


def test_two_empty_cells_do_not_repeat_each_other() -> None:
    assert not same_words("", " \n")
