"""Figures as Vietnamese offices write them ("1.234,5", "72,0%") and as the tables keep them (INTEGER x 10^-decimals).

Exact throughout: Decimal for what people type, Fraction for rates, never a float (MODEL 4).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.errors import BadInput
from app.i18n import msg

NOTHING_TO_DIVIDE = "–"
"""Shown for a rate whose denominator is 0."""

_LARGEST_STORED = 10**15
"""Far above any figure of an office, far below the 64 bits of SQLite, so that sums fit too."""

_NUMBER = re.compile(r"(?P<sign>[-+]?)(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,15})(?:,(?P<rest>[0-9]{1,9}))?")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class Entered:
    """What a person typed into a value cell.

    ``den`` is None for a plain number, 100 for "85%" (then ``percent`` is true), the denominator for "40/50".
    """

    num: Decimal
    den: Decimal | None = None
    percent: bool = False


def to_stored(value: Decimal | int, decimals: int) -> int:
    """The value in units of 10^-decimals. BadInput when it has more decimals than the measure or is out of bounds."""
    scaled = Decimal(value).scaleb(decimals)
    if not scaled.is_finite() or abs(scaled) > _LARGEST_STORED:
        raise BadInput(msg("Số {value} quá lớn. Kiểm tra lại số đã nhập.", value=str(value)))
    if scaled != scaled.to_integral_value():
        text = msg(
            "Số {value} có nhiều hơn {decimals} chữ số phần lẻ mà chỉ số cho phép. Làm tròn rồi nhập lại.",
            value=format_number(value),
            decimals=decimals,
        )
        raise BadInput(text)
    return int(scaled)


def from_stored(stored: int, decimals: int) -> Decimal:
    """The value that ``to_stored`` put away, with all decimals of the measure."""
    return Decimal(stored).scaleb(-decimals)


def parse_number(text: str) -> Decimal:
    """Read "1.234,5", "1234,5", "1 234", "-5". BadInput for anything else, above all for a point before decimals."""
    compact = _SPACES.sub("", text).replace("−", "-")
    found = _NUMBER.fullmatch(compact)
    if not found:
        raise BadInput(
            msg("“{text}” không phải là số. Ghi như “1.234,5”: chấm cho hàng nghìn, phẩy cho phần lẻ.", text=text)
        )
    return Decimal(f"{found['sign']}{found['whole'].replace('.', '')}.{found['rest'] or '0'}").normalize() + 0


def parse_value(text: str) -> Entered:
    """Read what a value cell accepts: a number, "85%" or "40/50". BadInput for anything else."""
    compact = text.strip()
    if compact.endswith("%"):
        return Entered(parse_number(compact[:-1]), Decimal(100), percent=True)
    num, slash, den = compact.partition("/")
    return Entered(parse_number(num), parse_number(den)) if slash else Entered(parse_number(num))


def format_number(value: Decimal | int) -> str:
    """ "1.234,5": points between thousands, a comma before decimals, as many decimals as the value has."""
    text = f"{value:,d}" if isinstance(value, int) else f"{value:,f}"
    return text.translate(_SWAP_SEPARATORS)


def format_stored(stored: int, decimals: int) -> str:
    """A stored value with all decimals of its measure: (12345, 1) is "1.234,5"."""
    return format_number(from_stored(stored, decimals))


def format_percent(percent: Fraction | Decimal | int, places: int = 1) -> str:
    """72 is "72,0%". Rounded half up (away from zero), as offices do by hand."""
    exact = Fraction(percent) * 10**places
    rounded = int(abs(exact) + Fraction(1, 2)) * (-1 if exact < 0 else 1)
    return f"{format_number(Decimal(rounded).scaleb(-places))}%"


def format_ratio(num: int, den: int, places: int = 1) -> str:
    """A rate as a percentage: 90/125 is "72,0%"; "–" where there is nothing to divide by."""
    return format_percent(Fraction(100 * num, den), places) if den else NOTHING_TO_DIVIDE


_SWAP_SEPARATORS = str.maketrans(",.", ".,")
