"""Figures are exact from the cell to the table and back, and look as Vietnamese offices write them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.numbers import (
    Entered,
    format_number,
    format_percent,
    format_ratio,
    format_stored,
    from_stored,
    parse_number,
    parse_value,
    to_stored,
)

stored_values = st.integers(-(10**15), 10**15)
places = st.integers(0, 6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("51.982", "51982"),
        ("1 234", "1234"),
        (" 0 ", "0"),
        ("-5", "-5"),
        ("−5,25", "-5.25"),
        ("007", "7"),
        ("1.234.567,89", "1234567.89"),
    ],
)
def test_a_number_is_read_as_it_is_written_here(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "12.5", "1,234,567", "1.23", "1.2345", "abc", "5,", ",5", "1e3", "NaN", "²", "9" * 16]
)
def test_what_could_be_read_two_ways_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(BadInput, match="chấm cho hàng nghìn"):
        parse_number(text)


def test_a_cell_takes_a_number_a_percentage_or_a_ratio() -> None:
    assert parse_value("250") == Entered(Decimal(250))
    assert parse_value("85%") == Entered(Decimal(85), Decimal(100), percent=True)
    assert parse_value("38,05 %") == Entered(Decimal("38.05"), Decimal(100), percent=True)
    assert parse_value("40/50") == Entered(Decimal(40), Decimal(50))
    assert parse_value("1.040 / 1.250") == Entered(Decimal(1040), Decimal(1250))
    with pytest.raises(BadInput):
        parse_value("40/50/60")


def test_rates_round_half_up_as_by_hand() -> None:
    assert format_ratio(90, 125) == "72,0%"
    assert format_ratio(105, 125) == "84,0%"
    assert format_ratio(1, 1) == "100,0%"
    assert format_ratio(5, 250) == "2,0%"
    assert format_ratio(1, 16, places=1) == "6,3%"
    assert format_percent(Fraction(-1, 20)) == "-0,1%"
    assert format_percent(Decimal("0.25")) == "0,3%"
    assert format_percent(Fraction(24691, 2)) == "12.345,5%"
    assert format_percent(85, places=0) == "85%"
    assert format_ratio(0, 0) == "–"


def test_a_stored_value_shows_all_decimals_of_its_measure() -> None:
    assert format_stored(12345, 1) == "1.234,5"
    assert format_stored(1200, 2) == "12,00"
    assert format_stored(-5, 0) == "-5"
    assert format_number(1234567) == "1.234.567"


def test_more_decimals_than_the_measure_has_are_refused_not_rounded() -> None:
    assert to_stored(Decimal("12.5"), 1) == 125
    with pytest.raises(BadInput, match="Làm tròn"):
        to_stored(Decimal("12.55"), 1)


@pytest.mark.parametrize("value", [Decimal(10**16), Decimal("Infinity"), Decimal("NaN")])
def test_what_does_not_fit_the_table_is_refused(value: Decimal) -> None:
    with pytest.raises(BadInput, match="quá lớn"):
        to_stored(value, 0)


@given(stored_values, places)
def test_a_stored_value_comes_back(stored: int, decimals: int) -> None:
    assert to_stored(from_stored(stored, decimals), decimals) == stored


@given(stored_values, places)
def test_what_is_shown_can_be_typed_again(stored: int, decimals: int) -> None:
    assert to_stored(parse_number(format_stored(stored, decimals)), decimals) == stored


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_rate_is_shown_within_half_a_tenth(num: int, den: int) -> None:
    shown = Fraction(parse_number(format_ratio(num, den).removesuffix("%")))
    assert -Fraction(1, 20) < shown - Fraction(100 * num, den) <= Fraction(1, 20)
