"""What is offered for a paper can be made: every period of every paper, for whoever is offered."""

from typing import Any

import pytest

from app.people import terms
from app.plan import periods
from app.reports import catalogue, offering
from app.reports.papers.paper import Paper
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Quarter


def test_a_longer_period_is_offered_as_soon_as_one_of_its_quarters_is_open(submitted: Quarter) -> None:
    offered = {name: offering.periods_for(submitted.session, paper) for name, paper in catalogue.PAPERS.items()}
    assert offered["quarter"] == (Q3,)
    assert offered["half_year"] == ("2026-H2",)
    assert offered["nine_months"] == ("2026-9M",)
    assert offered["year"] == ("2026",)
    assert offered["semester"] == ("SY2026-S1",)
    assert offered["school_year"] == ("SY2026",)
    assert "2027" in offered["plan"]


def test_the_period_near_the_one_worked_in_is_the_shortest_that_holds_it() -> None:
    assert offering.period_near(["2026", "2026-H2"], Q3) == "2026-H2"
    assert offering.period_near([Q3, "2026"], Q3) == Q3
    assert offering.period_near(["2025"], Q3) == "2025"
    assert offering.period_near([], Q3) is None


@pytest.mark.parametrize("name", sorted(catalogue.PAPERS))
def test_every_paper_can_be_made_for_what_is_offered(name: str, closed: Quarter) -> None:
    session, paper = closed.session, catalogue.PAPERS[name]
    terms.add_term(session, label="2023 - 2028", starts="2023-10-01", ends="2028-09-30")
    offered = offering.periods_for(session, paper)
    assert offered
    for period in offered[:2]:
        assert periods.parse(period).kind in paper.periods
        for given in for_whom(session, paper):
            assert catalogue.build(session, name, period, **given).letterhead.agency


def for_whom(session: Session, paper: Paper) -> list[dict[str, Any]]:
    """Once for each kind of whom it can be for; once where it is for nobody in particular."""
    firsts = [{need: offering.whom(session, need)[:1]} for need in sorted(paper.needs)]
    return [{need: one[0][0]} for first in firsts for need, one in first.items() if one] or [{}]
