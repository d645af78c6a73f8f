"""A target is judged on exact figures, and what was not reported is never "not met"."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plan.verdicts import (
    COMPARATOR_SIGNS,
    VERDICT_WORDS,
    Comparator,
    Verdict,
    achievement,
    projected,
    ratio_percent,
    verdict,
)

numbers = st.fractions(-1000, 1000, max_denominator=1000)
upward = st.sampled_from([Comparator.ge, Comparator.gt])
downward = st.sampled_from([Comparator.le, Comparator.lt])
numeric = st.sampled_from(list(COMPARATOR_SIGNS))


def test_the_measures_of_the_scenario_are_judged_as_by_hand() -> None:
    assert ratio_percent(40 + 27 + 18 + 5, 50 + 30 + 20 + 25) == 72
    assert verdict(Comparator.ge, 85, ratio_percent(90, 125)) is Verdict.not_met
    assert verdict(Comparator.ge, 85, ratio_percent(105, 125)) is Verdict.not_met
    assert verdict(Comparator.ge, 80, ratio_percent(1, 1)) is Verdict.met
    assert achievement(5, 250) == 2


def test_a_rate_just_below_its_threshold_is_not_rounded_up_to_it() -> None:
    assert verdict(Comparator.ge, 85, ratio_percent(84_999_999, 100_000_000)) is Verdict.not_met
    assert verdict(Comparator.eq, Decimal("33.3"), ratio_percent(1, 3)) is Verdict.not_met


@pytest.mark.parametrize(
    ("comparator", "below", "at", "above"),
    [
        (Comparator.ge, False, True, True),
        (Comparator.gt, False, False, True),
        (Comparator.eq, False, True, False),
        (Comparator.le, True, True, False),
        (Comparator.lt, True, False, False),
    ],
)
def test_each_comparator_draws_its_own_line(comparator: Comparator, below: bool, at: bool, above: bool) -> None:
    met = [verdict(comparator, 85, value) is Verdict.met for value in (84, 85, 86)]
    assert met == [below, at, above]


def test_yes_needs_no_threshold_and_words_have_no_verdict() -> None:
    assert verdict(Comparator.yes, None, 1) is Verdict.met
    assert verdict(Comparator.yes, None, 0) is Verdict.not_met
    assert verdict(Comparator.yes, None, None) is Verdict.unknown
    assert verdict(Comparator.words, 85, 90) is Verdict.unknown


@given(numeric, numbers)
def test_nothing_reported_is_unknown(comparator: Comparator, threshold: Fraction) -> None:
    assert verdict(comparator, threshold, None) is Verdict.unknown
    assert verdict(comparator, None, threshold) is Verdict.unknown
    assert verdict(comparator, threshold, ratio_percent(0, 0)) is Verdict.unknown


@given(upward, numbers, numbers, numbers)
def test_more_never_loses_a_target_of_at_least(
    comparator: Comparator, limit: Fraction, one: Fraction, two: Fraction
) -> None:
    if verdict(comparator, limit, min(one, two)) is Verdict.met:
        assert verdict(comparator, limit, max(one, two)) is Verdict.met


@given(downward, numbers, numbers, numbers)
def test_less_never_loses_a_target_of_at_most(
    comparator: Comparator, limit: Fraction, one: Fraction, two: Fraction
) -> None:
    if verdict(comparator, limit, max(one, two)) is Verdict.met:
        assert verdict(comparator, limit, min(one, two)) is Verdict.met


@pytest.mark.parametrize(("value", "plan"), [(None, 250), (5, None), (5, 0), (5, -1)])
def test_without_a_plan_there_is_no_share_of_it(value: int | None, plan: int | None) -> None:
    assert achievement(value, plan) is None


def test_a_straight_line_goes_on_straight() -> None:
    start = date(2026, 3, 31)
    points = [(start + timedelta(days=91 * n), 10 * n) for n in range(4)]
    assert projected(points, start + timedelta(days=91 * 6)) == 60


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2029, 12, 31)), numbers), min_size=2, max_size=8))
def test_a_projection_does_not_depend_on_the_order_of_the_points(points: list[tuple[date, Fraction]]) -> None:
    assert projected(points, date(2030, 12, 31)) == projected(points[::-1], date(2030, 12, 31))


def test_where_a_line_means_nothing_there_is_none() -> None:
    day = date(2026, 9, 30)
    assert projected([], day) is None
    assert projected([(day, 1), (day, 2)], date(2030, 12, 31)) is None
    assert projected([(date(2026, 6, 30), 1), (day, 2)], day) is None


def test_every_verdict_has_a_word() -> None:
    assert set(VERDICT_WORDS) == set(Verdict)
