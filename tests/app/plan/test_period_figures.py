"""Figures over several quarters: the rules over time, with answers that were added up by hand."""

from fractions import Fraction
from typing import Any

import pytest

from app.clock import FrozenClock
from app.plan import closing, period_figures, spans
from app.plan.figure import Figure
from app.plan.periods import YearType
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter, build
from tests.app.plan.several_quarters import HALF, log_fourth


@pytest.fixture
def half(office_session: Session, frozen: FrozenClock) -> Quarter:
    """The third and fourth quarter logged and submitted, the third closed."""
    quarter = build(office_session, frozen)
    quarter.log_everything()
    quarter.submit()
    log_fourth(quarter)
    return quarter


def targets(quarter: Quarter, period: str = HALF) -> dict[str, Any]:
    span = spans.of(quarter.session, period)
    names = {found: name for name, found in quarter.targets.items()}
    return {names[each.target_id]: each for each in period_figures.targets(quarter.session, span, "current")}


def test_increments_are_summed_and_rest_on_the_units_that_answered_every_time(half: Quarter) -> None:
    """5 in the third, 11 in the fourth; E was silent in the third; C says "không phát sinh" in both."""
    figure = targets(half)["M2"].figure
    assert (figure.text, figure.base, figure.none_n) == ("16", "4/5", 1)
    to_date = targets(half)["M2"].to_date
    assert (to_date.text, to_date.base) == ("16", "4/5")


def test_what_is_kept_to_date_stands_as_in_the_last_quarter(half: Quarter) -> None:
    figure = targets(half)["M1"].figure
    assert (figure.text, figure.percent, figure.base) == ("115/125", Fraction(92), "4/5")


def test_a_snapshot_stands_as_last_taken_and_a_rate_is_never_averaged(half: Quarter) -> None:
    """100 % of one unit, then 50 % of two: the half-year has 50 %, not 75 %."""
    figure = targets(half)["M3 2028"].figure
    assert (figure.text, figure.percent, figure.base) == ("1/2", Fraction(50), "2/2")


def test_units_are_counted_over_all_quarters_and_tasks_once(half: Quarter) -> None:
    found = {unit.name: unit for unit in period_figures.units(half.session, spans.of(half.session, HALF), "current")}
    silent = found["Trường tư thục E"]
    assert (silent.values_reported, silent.values_expected) == (2, 6)
    assert (silent.tasks_expected, silent.tasks_reported, silent.tasks_done) == (1, 1, 1)
    full = found["Mầm non D"]
    assert (full.values_reported, full.values_expected, full.complete) == (6, 6, True)


def test_yearly_targets_are_told_year_by_year(half: Quarter) -> None:
    span = spans.of(half.session, HALF)
    ((year, found),) = period_figures.yearly(half.session, span, "current")
    assert year == "năm 2026"
    assert [(each.text, each.to_date.text) for each in found] == [("Chỉ tiêu M1", "115/125")]


def test_the_closed_view_keeps_to_the_closes(half: Quarter) -> None:
    closing.close_period(half.session, Q4)
    span = spans.of(half.session, HALF)
    assert span.info.closed
    found = period_figures.targets(half.session, span, "closed")
    assert [each.figure.text for each in found] == [each.figure.text for each in targets(half).values()]


# --- the rules on plain rows ---------------------------------------------------------------------------------------------


def measure(**columns: Any) -> Any:
    return {
        "id": 1,
        "form": "count",
        "decimals": 0,
        "entry": "increment",
        "over_time": "sum",
        "over_units": "sum",
        **columns,
    }


def row(period: str, *, num: int | None = None, den: int | None = None, val: int | None = None, m: int = 2) -> Any:
    return {"period": period, "num": num, "den": den, "val": val, "n": m and 2, "m": m, "none_n": 0}


def over(rule: Any, *rows: Any, base: period_figures.Base | None = None) -> Figure:
    return period_figures.over(rule, rows, rows[-1]["period"], YearType.calendar, base)


def test_an_average_over_time_is_of_the_quarters_with_a_figure() -> None:
    rows = (row(Q3, val=10), row(Q4, val=20), row("2027-Q1", val=None))
    assert over(measure(over_time="average"), *rows).value == 15
    assert over(measure(over_time="average", entry="snapshot"), *rows).value == 15


def test_an_average_of_rates_is_one_rate_of_sums() -> None:
    rule = measure(form="ratio", over_units="ratio_of_sums", over_time="average", entry="snapshot")
    assert over(rule, row(Q3, num=1, den=1), row(Q4, num=0, den=3)).percent == 25


def test_the_rule_none_gives_no_figure_over_several_quarters_but_keeps_the_base() -> None:
    rule = measure(over_time="none")
    assert over(rule, row(Q3, val=10), row(Q4, val=20)).value is None
    assert over(rule, row(Q3, val=10), row(Q4, val=20)).m == 2
    assert over(rule, row(Q4, val=20)).value == 20


def test_the_latest_is_of_the_last_quarter_that_was_asked() -> None:
    rule = measure(entry="snapshot", over_time="latest")
    figure = over(rule, row(Q3, val=10), row(Q4, m=0))
    assert figure.value == 10
    assert (figure.period, figure.base) == (Q3, "2/2")


def test_what_is_kept_to_date_of_a_year_is_summed_over_the_ends_of_years_where_its_rule_says_so() -> None:
    rule = measure(entry="to_date_year", over_time="sum")
    rows = (row("2026-Q3", val=30), row("2026-Q4", val=50), row("2027-Q1", val=10), row("2027-Q2", val=25))
    assert over(rule, *rows).value == 75


def test_nothing_asked_is_no_figure_and_no_base() -> None:
    figure = over(measure(), row(Q3, m=0), row(Q4, m=0))
    assert figure.value is None
    assert figure.base == "0/0"
