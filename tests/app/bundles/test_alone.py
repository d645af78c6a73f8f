"""A unit held against a target alone by whole numbers: the same verdict as by the figures of the target."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.bundles.alone import alone
from app.bundles.facts import Content
from app.plan.periods import YearType
from app.plan.standing import Standing
from app.plan.unit_targets import held_alone
from app.plan.verdicts import Verdict

QUARTERS = ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
AT = Standing("2026-Q3", "2026-Q3", ("2026-Q3",), date(2026, 9, 30), date(2026, 9, 30), closed=False)

numbers = st.one_of(st.none(), st.integers(0, 30))
answers = st.one_of(
    st.none(),
    st.sampled_from(["none_occurred", "not_applicable"]).map(Content),
    st.builds(Content, num=numbers, den=numbers, val=numbers),
)
courses = st.dictionaries(st.sampled_from(QUARTERS), answers)
targets = st.fixed_dictionaries(
    {
        "id": st.just(1),
        "measure_id": st.just(2),
        "programme_id": st.none(),
        "number": st.just(""),
        "text": st.just(""),
        "measure": st.just(""),
        "unit_text": st.just(""),
        "term_starts": st.none(),
        "term_ends": st.none(),
        "comparator": st.sampled_from(["ge", "gt", "eq", "le", "lt", "yes", "words"]),
        "value": st.one_of(st.none(), st.integers(0, 100)),
        "decimals": st.integers(0, 2),
        "horizon": st.sampled_from(["yearly", "by", "span", "school_year", "term", "none"]),
        "h_from": st.sampled_from([None, 2025, 2026]),
        "h_to": st.sampled_from([None, 2026, 2030]),
        "form": st.sampled_from(["ratio", "count", "money", "yesno"]),
        "entry": st.sampled_from(["increment", "to_date_year", "to_date_span", "snapshot"]),
        "over_time": st.sampled_from(["sum", "latest", "average", "none"]),
        "over_units": st.sampled_from(["ratio_of_sums", "sum", "count_meeting", "none"]),
    }
)


def summed(measure: dict[str, Any], period: str, said: Content | None) -> dict[str, Any]:
    """One unit's answer as ``report_forms.values_of_units`` reads it."""
    num, den, val = (None, None, None) if said is None else (said.num, said.den, said.val)
    if measure["over_units"] == "count_meeting":
        num, den = None if val is None else int(val > 0), int(said is not None)
    nothing = int(said is not None and said.given == "none_occurred")
    return {"period": period, "num": num, "den": den, "val": val, "n": int(said is not None), "m": 1, "none_n": nothing}


@settings(max_examples=200)
@given(
    target=targets,
    share=st.one_of(st.none(), st.integers(0, 50)),
    course=courses,
    years=st.sampled_from(list(YearType)),
)
def test_the_verdict_is_that_of_the_figures(
    target: Any, share: int | None, course: dict[str, Content | None], years: YearType
) -> None:
    rows: Any = [
        summed(target, period, said)
        for period, said in sorted(course.items())
        if said is None or said.given != "not_applicable"
    ]
    held = held_alone(target, share, rows, AT, years)
    rule = alone(target, share, AT.quarter, years)
    if held is None or rule is None:
        assert held is None
        assert rule is None
    elif rows and rows[-1]["period"] == AT.quarter:
        assert rule.verdict(course) is held.verdict
    else:
        assert rule.verdict(course) is Verdict.unknown
