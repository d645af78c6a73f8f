"""Figures and dates as only papers write them; the rest stands in ``app.numbers`` and ``app.dates``.

Rounding is half away from zero, as people round; binary floats are taken at their shortest decimal form: 2.675 is 2,68.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from app.numbers import format_number

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def rounded(value: int | float | Decimal | Fraction, places: int) -> Decimal:
    """``value`` with exactly ``places`` decimals."""
    exact = Fraction(str(value)) * 10**places
    whole = int(abs(exact) + Fraction(1, 2))
    return Decimal(whole if exact >= 0 else -whole).scaleb(-places)


def decimal(value: int | float | Decimal | Fraction, places: int = 1) -> str:
    """1234.5 → "1.234,5"."""
    return format_number(rounded(value, places))


def counted(value: int) -> str:
    """A count in running text: below ten with a leading zero ("01 lần", "09 đơn vị"), as official papers write it."""
    return f"{value:02d}" if 0 < value < 10 else format_number(value)


def long_date(day: date) -> str:
    """ "ngày 05 tháng 9 năm 2026": days below 10 and months 1 and 2 get a leading zero (NĐ 30/2020 Phụ lục I, II.4)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def roman(number: int) -> str:
    """4 → "IV". Raises ValueError below 1."""
    if number < 1:
        raise ValueError(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
