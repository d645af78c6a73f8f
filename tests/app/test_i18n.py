"""Which language is spoken."""

import locale

import pytest

from app import i18n


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("C.UTF-8", "vi"),
        ("C", "vi"),
        ("vi_VN.UTF-8", "vi"),
        ("Vietnamese_Vietnam.1258", "vi"),
        ("en_GB.UTF-8", "en"),
        ("English_United States.1252", "en"),
    ],
)
def test_only_a_locale_that_says_english_makes_the_program_speak_it(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "setlocale", lambda category: name)
    assert i18n.language_of_locale() == language


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        i18n.set_language("fr")
