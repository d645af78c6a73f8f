"""Which targets the overview calls hard to reach."""

from fractions import Fraction
from types import SimpleNamespace
from typing import cast

import pytest

from app.plan.overview import is_hard
from app.plan.target_figures import TargetFigure
from app.plan.verdicts import Comparator, Verdict


@pytest.mark.parametrize(
    ("comparator", "outlook", "hard"),
    [
        (Comparator.ge, 90, False),
        (Comparator.ge, 80, True),
        (Comparator.le, 80, False),
        (Comparator.le, 90, True),
        (Comparator.gt, 85, True),
        (Comparator.le, None, True),
    ],
)
def test_a_trend_reaches_a_target_in_the_direction_of_the_target(
    comparator: Comparator, outlook: int | None, hard: bool
) -> None:
    projected = None if outlook is None else Fraction(outlook)
    target = SimpleNamespace(
        verdict=Verdict.not_met, comparator=comparator, threshold=Fraction(85), projected=projected
    )
    assert is_hard(cast(TargetFigure, target)) is hard
