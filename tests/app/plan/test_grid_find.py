"""Words are found with or without their accents, where they stand, and only they are replaced."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from app.plan.grid_find import Wanted

_TEXTS = st.text("aàạăđĐeêoòóưủ ,.0B\nßİ", max_size=30)


def test_words_without_accents_are_found_in_words_with_them_unless_asked_for_exactly() -> None:
    text = "Hoà Bình: thành lập 03 Đội, đội ngũ"
    assert Wanted("hoa binh").places(text) == [(0, 8)]
    assert Wanted("doi").places(text) == [(23, 26), (28, 31)]
    assert Wanted("ban", exact=True).places("Bàn giao cho Ban") == [(13, 16)]
    assert Wanted("ban").replaced("Bàn giao cho Ban", "phòng") == "phòng giao cho phòng"
    assert Wanted("ban", exact=True).replaced("Bàn giao cho Ban", "phòng") == "Bàn giao cho phòng"
    assert not Wanted("").found_in(text)
    assert Wanted("đội").replaced(text, "") == "Hoà Bình: thành lập 03 ,  ngũ"


@given(_TEXTS, _TEXTS, st.booleans())
def test_a_text_is_its_finds_and_what_is_between_them(text: str, words: str, exact: bool) -> None:
    wanted = Wanted(words, exact)
    places = wanted.places(text)
    assert bool(places) == wanted.found_in(text) or not places
    ends = [0, *(at for place in places for at in place), len(text)]
    assert ends == sorted(ends)
    assert all(wanted.found_in(text[start:end]) for start, end in places)
    if places:
        assert wanted.replaced(text, "\0").count("\0") == len(places)


@given(_TEXTS)
def test_a_text_holds_itself_however_it_is_composed(text: str) -> None:
    if text.strip():
        assert Wanted(unicodedata.normalize("NFD", text)).found_in(text)
