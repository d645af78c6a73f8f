"""The measurable claims of a plan as measures and targets: one measure for claims that share a key (DOMAIN 2.6)."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.given import brief
from app.i18n import msg
from app.plan import targets
from app.plan.task_fields import FREQUENCIES
from app.plan_import.draft import Target

if TYPE_CHECKING:
    from app.plan_import.accept import Acceptance

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
_HORIZONS = {"yearly", "by", "span", "school_year", "term", "none"}
_LONGEST = 480
_MOST_DECIMALS = 6


def add_targets(work: "Acceptance") -> None:
    """Write every claim; those with the same ``measure`` key hang on one measure."""
    claims: dict[str, list[Target]] = {}
    for number, target in enumerate(work.draft.targets, 1):
        claims.setdefault(target.measure or f"#{number}", []).append(target)
    reported_by = "units" if work.bodies.has_units() else "office"
    numbers = {id(target): number for number, target in enumerate(work.draft.targets, 1)}
    for together in claims.values():
        measure = _measure(work, together, reported_by)
        for target in together:
            _target(work, measure, target, numbers[id(target)])


def _measure(work: "Acceptance", together: list[Target], reported_by: str) -> int:
    first = together[0]
    form = _form(together)
    cumulative = form == "count" and any(target.horizon.kind == "span" for target in together)
    frequency = next((target.frequency for target in together if target.frequency in FREQUENCIES), "quarter")
    work.count("measures")
    return targets.add_measure(
        work.session,
        programme_id=work.programme_of(*(target.section for target in together)),
        text=brief(first.text, _LONGEST),
        form=form,
        unit_text="%" if form == "ratio" else "",
        decimals=max(_decimals(target.value) for target in together),
        den_label=brief(first.base or "", _LONGEST),
        entry="increment" if cumulative else "to_date_year",
        frequency=frequency,
        reported_by=reported_by,
    )


def _form(together: list[Target]) -> str:
    """Ratio, count, yes or no, or words: by the unit of the figure, else by what is claimed."""
    for target in together:
        if target.value is not None and target.unit in _FORMS:
            return _FORMS[target.unit]
    if any(target.value is not None for target in together):
        return "count"
    return "yesno" if any(target.comparator == "yes" for target in together) else "words"


def _target(work: "Acceptance", measure: int, target: Target, number: int) -> None:
    comparator = _COMPARATORS.get(target.comparator)
    if comparator is None or (target.value is None and comparator != "yes"):
        if comparator != "words":
            work.notes.append(msg("Chỉ tiêu {number} chưa rõ mức giao, để dạng lời.", number=number))
        comparator = "words"
    targets.add_target(
        work.session,
        measure,
        text=brief(target.text, _LONGEST),
        comparator=comparator,
        value=None if comparator in {"yes", "words"} else target.value,
        number=str(number),
        clause_id=work.clause(target, target.text_full or target.text),
        base_text=brief(target.base or "", _LONGEST),
        **_horizon(work, target, number),
    )
    work.count("targets")


def _horizon(work: "Acceptance", target: Target, number: int) -> dict[str, Any]:
    """The horizon with its years; one whose years are missing or unknown is kept without."""
    horizon = target.horizon
    missing = (horizon.kind == "by" and horizon.until is None) or (
        horizon.kind == "span" and None in {horizon.since, horizon.until}
    )
    if missing or horizon.kind not in _HORIZONS:
        work.notes.append(msg("Chỉ tiêu {number} chưa rõ năm, để “không nêu thời hạn”.", number=number))
        return {"horizon": "none"}
    return {"horizon": horizon.kind, "h_from": horizon.since, "h_to": horizon.until}


def _decimals(value: Decimal | None) -> int:
    exponent = 0 if value is None else value.normalize().as_tuple().exponent
    return min(_MOST_DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0
