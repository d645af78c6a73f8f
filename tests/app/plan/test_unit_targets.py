"""A single unit is held against what means something for it alone, by its own answers (SCENARIO.md)."""

from app.plan import targets, unit_targets
from app.plan.unit_targets import MetTargets
from tests.app.plan.quarter_fixture import Q3, Quarter


def test_a_unit_meets_a_rate_by_its_own_numerator_and_denominator(logged: Quarter) -> None:
    met = unit_targets.met_by_unit(logged.session, Q3)
    found = {name: met.get(unit) for name, unit in logged.units.items()}
    assert found == {
        "A": MetTargets(0, 1),  # 40/50 of 85 %
        "B": MetTargets(1, 1),  # 27/30
        "C": MetTargets(1, 1),  # 18/20
        "D": MetTargets(0, 1),  # 5/25
        "E": MetTargets(0, 1),  # not reported: not met, and still in the total
    }


def test_a_count_is_held_against_a_unit_only_where_a_share_was_allotted(logged: Quarter) -> None:
    target = logged.targets["M2"]
    targets.allot(logged.session, target, logged.units["A"], period="2026", value=3)
    targets.allot(logged.session, target, logged.units["D"], period="2026", value=5)
    targets.allot(logged.session, target, logged.units["B"], period="2027", value=1)
    met = unit_targets.met_by_unit(logged.session, Q3)
    assert met[logged.units["A"]] == MetTargets(1, 2)
    assert met[logged.units["D"]] == MetTargets(0, 2)
    assert met[logged.units["B"]] == MetTargets(1, 1)
