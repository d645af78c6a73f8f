"""How periods are called inside the sentences of papers: "quý III năm 2026", "các quý I, II và III năm 2026"."""

from collections.abc import Sequence
from itertools import groupby

from app.plan import periods
from app.plan.periods import PeriodKind


def period_name(code: str) -> str:
    """ "quý III năm 2026", "9 tháng đầu năm 2026"; a longer period as the calendar names it, in small letters."""
    period = periods.parse(code)
    if period.kind is PeriodKind.quarter:
        return f"quý {_roman(code)} năm {code[:4]}"
    if period.kind is PeriodKind.nine_months:
        return f"9 tháng đầu năm {code[:4]}"
    label = periods.label(code)
    text = label.text.format(**label.args)
    return text[:1].lower() + text[1:]


def quarters_name(codes: Sequence[str]) -> str:
    """Quarters in the order they are given, those of a year together: "quý I, II và III năm 2026, quý I năm 2027".

    Whole calendar years are called by their years, several in a row together: "các năm 2027 - 2029".
    """
    told: list[str] = []
    whole: list[int] = []
    for year, group in groupby(codes, key=lambda code: int(code[:4])):
        parts = [_roman(code) for code in group]
        if len(parts) == len(periods.ROMAN):
            whole.append(year)
            continue
        told += _years(whole)
        whole = []
        told.append(f"quý {_listed(parts)} năm {year}")
    return ", ".join([*told, *_years(whole)])


def _years(whole: Sequence[int]) -> list[str]:
    if not whole:
        return []
    return [f"năm {whole[0]}" if len(whole) == 1 else f"các năm {whole[0]} - {whole[-1]}"]


def quarters_short(codes: Sequence[str], *, year: bool = True) -> str:
    """ "quý III, IV/2025 và quý I/2026", before a result; without ``year`` "quý III, IV và I"."""
    if not year:
        return f"quý {_listed([_roman(code) for code in codes])}"
    parts = []
    for of_year, group in groupby(codes, key=lambda code: code[:4]):
        parts.append(f"quý {', '.join(_roman(code) for code in group)}/{of_year}")
    return _listed(parts)


def _roman(code: str) -> str:
    return periods.ROMAN[int(code[-1]) - 1]


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} và {parts[-1]}"
