"""Figures as files write them: decimal strings, never floats (MODEL 4)."""

from decimal import Decimal

from app.errors import BadInput
from app.i18n import msg

LARGEST = 2**63 - 1
"""The largest amount that SQLite keeps."""


def written(amount: int | None, decimals: int) -> str | None:
    """An amount kept in units of 10^-decimals as a decimal string: 725 with one decimal is "72.5"."""
    if amount is None:
        return None
    return f"{Decimal(amount).scaleb(-decimals):f}"


def kept(text: str | None, decimals: int) -> int | None:
    """The amount in units of 10^-decimals. Raises BadInput where the text is finer than the measure's decimals."""
    if text is None:
        return None
    scaled = Decimal(text).scaleb(decimals)
    if scaled != scaled.to_integral_value():
        raise BadInput(
            msg("Số {figure} có nhiều chữ số lẻ hơn chỉ số cho phép ({decimals}).", figure=text, decimals=decimals)
        )
    if abs(scaled) > LARGEST:
        raise BadInput(msg("Số {figure} quá lớn. Kiểm tra lại đơn vị tính.", figure=text))
    return int(scaled)
