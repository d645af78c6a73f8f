"""The measurable claims of a plan as measures and targets: one measure for claims that share a key (DOMAIN 2.6)."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.i18n import msg
from app.plan.task_fields import FREQUENCIES
from app.plan_import import amounts
from app.plan_import.choices import Key
from app.plan_import.draft import Target
from app.plan_import.places import clause_of, title_of
from app.plan_import.wanted import WantedMeasure, WantedTarget

if TYPE_CHECKING:
    from app.plan_import.drawing_up import Drawing

_COMPARATORS = {
    "at_least": "ge",
    "more_than": "gt",
    "equal": "eq",
    "at_most": "le",
    "less_than": "lt",
    "yes": "yes",
    "words": "words",
}
_FORMS = {"percent": "ratio", "count": "count"}
_MONEY = "đồng", "đ", "vnđ", "vnd"
_HORIZONS = {"yearly", "by", "span", "school_year", "term", "none"}
_YEARS = range(1900, 2101)
_MOST_DECIMALS = 6


def draw_targets(work: "Drawing") -> tuple[WantedMeasure, ...]:
    """Every claim; those with the same ``measure`` key hang on one measure where they are counted alike."""
    claims: dict[str, list[int]] = {}
    for index, target in enumerate(work.draft.targets):
        if not title_of(target.text):
            continue
        claims.setdefault(target.measure or f"#{index}", []).append(index)
    return tuple(_measure(work, group) for together in claims.values() for group in _counted_alike(work, together))


def _counted_alike(work: "Drawing", indexes: list[int]) -> list[list[int]]:
    """Claims in per cent, in numbers and in sums of one unit each have a measure; those without a figure go with the first."""
    groups: dict[tuple[str, str], list[int]] = {}
    ways = {index: _way(work.draft.targets[index]) for index in indexes}
    first = next((way for way in ways.values() if way), ("", ""))
    for index, way in ways.items():
        groups.setdefault(way or first, []).append(index)
    return list(groups.values())


def _way(target: Target) -> tuple[str, str] | None:
    """How a claim's figure is counted: its form, and of a sum the unit; None without a figure."""
    if target.value is None:
        return None
    form = _form([target])
    return form, _unit([target]) if form == "money" else ""


def _measure(work: "Drawing", indexes: list[int]) -> WantedMeasure:
    together = [work.draft.targets[index] for index in indexes]
    first = together[0]
    form = _form(together)
    cumulative = form in {"count", "money"} and any(target.horizon.kind == "span" for target in together)
    columns = {
        "text": title_of(first.text),
        "form": form,
        "unit_text": "%" if form == "ratio" else _unit(together),
        "decimals": max(_decimals(target.value) for target in together),
        "den_label": title_of(next((one.base for one in together if one.base), None) or ""),
        "entry": "increment" if cumulative else "to_date_year",
        "frequency": next((target.frequency for target in together if target.frequency in FREQUENCIES), "quarter"),
        "reported_by": "units" if work.reader.has_units else "office",
    }
    programme = work.programme_of(*(target.section for target in together))
    return WantedMeasure(programme, columns, tuple(_target(work, index) for index in indexes))


def _form(together: list[Target]) -> str:
    """Ratio, count, money, yes or no, or words: by the unit of the figure, else by what is claimed."""
    for target in together:
        if target.value is not None and target.unit == "count" and _unit([target]).lower().endswith(_MONEY):
            return "money"
        if target.value is not None and target.unit in _FORMS:
            return _FORMS[target.unit]
    if any(target.value is not None for target in together):
        return "count"
    return "yesno" if any(target.comparator == "yes" for target in together) else "words"


def _unit(together: list[Target]) -> str:
    """What the figures count, where one of the claims says it in known words: "đoàn viên", "triệu đồng"."""
    counts = [target for target in together if target.value is not None and target.unit == "count"]
    return next(filter(None, (amounts.counted_in(one.text, one.value or Decimal()) for one in counts)), "")


def _target(work: "Drawing", index: int) -> WantedTarget:
    target, number = work.draft.targets[index], index + 1
    comparator = _COMPARATORS.get(target.comparator)
    if comparator is None or (target.value is None and comparator != "yes"):
        if comparator != "words":
            work.notes.append(msg("Chỉ tiêu {number} chưa rõ mức giao, để dạng lời.", number=number))
        comparator = "words"
    columns = {
        "text": title_of(target.text),
        "comparator": comparator,
        "value": None if comparator in {"yes", "words"} else target.value,
        "base_text": title_of(target.base or ""),
        **_horizon(work, target, number),
    }
    clause = clause_of(target, target.text_full or target.text, place=target.section or "")
    return WantedTarget(Key("targets", index), columns, clause)


def _horizon(work: "Drawing", target: Target, number: int) -> dict[str, Any]:
    """The horizon with its years; one whose years are missing, crossed or unknown is kept without."""
    horizon = target.horizon
    since, until = (year if year in _YEARS else None for year in (horizon.since, horizon.until))
    missing = (horizon.kind == "by" and until is None) or (horizon.kind == "span" and None in {since, until})
    crossed = since is not None and until is not None and since > until
    if missing or crossed or horizon.kind not in _HORIZONS:
        work.notes.append(msg("Chỉ tiêu {number} chưa rõ năm, để “không nêu thời hạn”.", number=number))
        return {"horizon": "none", "h_from": None, "h_to": None}
    return {"horizon": horizon.kind, "h_from": since, "h_to": until}


def _decimals(value: Decimal | None) -> int:
    exponent = 0 if value is None else value.normalize().as_tuple().exponent
    return min(_MOST_DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0
