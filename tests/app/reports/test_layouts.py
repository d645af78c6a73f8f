"""The page of an office: by the decree, or with measures of its own that stay within what paper can hold."""

from dataclasses import fields

import pytest

from app.errors import BadInput
from app.reports import layouts
from app.reports.layout import ND30, Layout
from app.session import Session


def test_an_office_that_chose_nothing_prints_by_the_decree(office_session: Session) -> None:
    assert layouts.of(office_session) == ND30
    assert layouts.outside(ND30) == ()


def test_own_measures_are_kept_undone_and_given_back(office_session: Session) -> None:
    assert layouts.choose(office_session, {"margin_left": 32, "body_size": 13}) == ()
    assert layouts.of(office_session).margin_left == 32
    office_session.undo()
    assert layouts.of(office_session) == ND30
    office_session.redo()
    layouts.choose(office_session, {"margin_left": None})
    assert layouts.chosen(office_session) == {"body_size": 13}
    layouts.by_decree(office_session)
    assert layouts.of(office_session) == ND30


def test_a_measure_outside_the_rule_is_taken_and_said_with_its_source(office_session: Session) -> None:
    (said,) = layouts.choose(office_session, {"margin_top": 10})
    assert str(said) == "Lề trên: 10 mm ngoài mức 20 - 25 mm (Nghị định 30/2020/NĐ-CP, Phụ lục I)."
    assert layouts.of(office_session).margin_top == 10


@pytest.mark.parametrize(
    "measures",
    [
        {"lề": 1.0},
        {"margin_left": 80, "margin_right": 80},
        {"body_size": 2},
        {"margin_top": -1},
        {"head_left_width": 150},
    ],
)
def test_a_page_that_no_paper_can_hold_is_refused_and_nothing_is_kept(
    office_session: Session, measures: dict[str, float]
) -> None:
    with pytest.raises(BadInput):
        layouts.choose(office_session, measures)
    assert layouts.chosen(office_session) == {}


def test_every_size_and_margin_of_the_page_can_be_chosen() -> None:
    adjustable = {measure.name for measure in layouts.MEASURES}
    wanted = {field.name for field in fields(Layout) if field.name.endswith("_size") or "margin_" in field.name}
    assert wanted <= adjustable
    assert all(measure.low <= measure.default <= measure.high for measure in layouts.MEASURES)
