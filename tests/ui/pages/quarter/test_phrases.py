"""Phrases used before are offered while one types, and never get in the way."""

import pytest

from app.plan import calendar
from tests.app.plan.quarter_fixture import Quarter
from tests.ui.pages.quarter.clerk import Clerk, Key
from ui.pages.quarter.phrases import PhraseBook

BOOK = PhraseBook(
    [
        "Còn 31 CĐCS chờ nhân sự; sẽ hoàn thành trước ngày chốt số liệu của quý sau.",
        "Đã hoàn thành việc rà soát trong tháng tiếp theo",
    ]
)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (
            "đã có công văn và sẽ hoàn th",
            ["sẽ hoàn thành trước ngày chốt số liệu của quý sau", "hoàn thành việc rà soát trong tháng tiếp theo"],
        ),
        ("da hoan", ["Đã hoàn thành việc rà soát trong tháng tiếp theo"]),
        ("Xong. còn 31", ["Còn 31 CĐCS chờ nhân sự"]),
        (
            "hoàn thành",
            ["hoàn thành trước ngày chốt số liệu của quý sau", "hoàn thành việc rà soát trong tháng tiếp theo"],
        ),
        ("sẽ ", []),
        ("x", []),
        ("", []),
    ],
)
def test_the_last_words_find_how_it_went_on_before(typed: str, offered: list[str]) -> None:
    assert [phrase for _replaced, phrase in BOOK.suggest(typed)] == offered


def test_what_is_taken_replaces_the_words_it_began_with() -> None:
    typed = "đã có công văn và  sẽ  hoàn th"
    (replaced, phrase), *_ = BOOK.suggest(typed)
    assert typed[: len(typed) - replaced] + phrase == (
        "đã có công văn và  sẽ hoàn thành trước ngày chốt số liệu của quý sau"
    )


def test_tab_takes_a_phrase_of_last_quarter_and_escape_puts_it_away(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log("T3", state="in_progress", result="Hướng dẫn trực tiếp 17 đơn vị cơ sở")
    quarter.submit()
    calendar.open_period(quarter.session, "2026-Q4")
    clerk.page.on_period("2026-Q4")
    clerk.settle()
    clerk.stand("T3", "result")
    clerk.type("hướng d")
    clerk.press(Key.Key_Tab)
    clerk.type(".")
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert clerk.task("T3").result == "Hướng dẫn trực tiếp 17 đơn vị cơ sở."
    clerk.stand("T2", "result")
    clerk.type("hướng d")
    clerk.press(Key.Key_Escape)
    clerk.press(Key.Key_Tab)
    clerk.settle()
    assert clerk.task("T2").result == "hướng d"
    assert clerk.standing() == ("T2", "difficulty")
