"""Logging figures: rates, counts, and the kinds of nothing."""

from decimal import Decimal

import pytest

from app.errors import BadInput, NotFound, Refused
from app.plan import calendar, values
from app.plan.values import ValueEdit
from db.queries import quarter as queries
from db.queries.quarter import VALUES
from db.state import state_hash
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter


def head(quarter: Quarter, value_id: int) -> dict[str, object]:
    return dict(queries.facts(quarter.session.conn, VALUES, [value_id])[value_id])


def figures(quarter: Quarter, value_id: int) -> tuple[object, ...]:
    written = head(quarter, value_id)
    return tuple(written[name] for name in ("given", "num", "den", "val"))


def test_a_rate_is_typed_as_a_fraction_or_in_two_cells(quarter: Quarter) -> None:
    assert figures(quarter, quarter.value("M1", "A", num="40/50")) == ("value", 40, 50, None)
    assert figures(quarter, quarter.value("M1", "A", num=Decimal(41))) == ("value", 41, 50, None)
    assert figures(quarter, quarter.value("M1", "A", den="60")) == ("value", 41, 60, None)


def test_figures_are_kept_as_whole_numbers_of_the_smallest_unit(quarter: Quarter) -> None:
    quarter.measure("M4", form="money", entry="increment", decimals=2)
    assert figures(quarter, quarter.value("M4", "A", val="1.234,5")) == ("value", None, None, 123450)


def test_a_yes_or_no_is_typed_in_words(quarter: Quarter) -> None:
    quarter.measure("M5", form="yesno", entry="snapshot", over_units="count_meeting")
    assert figures(quarter, quarter.value("M5", "A", val="Có"))[3] == 1
    assert figures(quarter, quarter.value("M5", "B", val="không"))[3] == 0
    with pytest.raises(BadInput, match="“có” hoặc “không”"):
        quarter.value("M5", "C", val="3")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"num": 61, "den": 56}, "Tử số 61 lớn hơn mẫu số 56"),
        ({"num": "85%"}, "thiếu mẫu số"),
        ({"num": 40}, "Thiếu tử số hoặc mẫu số"),
        ({"num": -1, "den": 5}, "nhỏ hơn 0"),
        ({"num": "bốn", "den": 5}, "không phải là số"),
        ({"num": 1, "den": 5, "given": "none_occurred"}, "không kèm số"),
        ({"given": "chưa"}, "không dùng được"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_in_words(quarter: Quarter, fields: dict[str, str], words: str) -> None:
    before = state_hash(quarter.session.conn)
    with pytest.raises(BadInput, match=words):
        quarter.value("M1", "A", **fields)
    assert state_hash(quarter.session.conn) == before


def test_zero_and_the_kinds_of_nothing_stay_apart(quarter: Quarter) -> None:
    assert figures(quarter, quarter.value("M2", "A", val=0)) == ("value", None, None, 0)
    assert figures(quarter, quarter.value("M2", "A", given="none_occurred")) == ("none_occurred", None, None, None)
    assert figures(quarter, quarter.value("M2", "A", given="not_applicable")) == ("not_applicable", None, None, None)
    with pytest.raises(BadInput, match="Chưa có số"):
        quarter.value("M2", "A", val=None)


def test_a_draft_that_is_cleared_is_not_reported_again(quarter: Quarter) -> None:
    session = quarter.session
    before = state_hash(session.conn)
    quarter.value("M2", "A", val=3)
    values.clear_value(session, quarter.measures["M2"], unit_id=quarter.units["A"], period=Q3)
    assert state_hash(session.conn) == before
    values.clear_value(session, quarter.measures["M2"], unit_id=quarter.units["A"], period=Q3)


def test_a_submitted_figure_is_not_cleared(logged: Quarter) -> None:
    with pytest.raises(Refused, match="Thu hồi"):
        values.clear_value(logged.session, logged.measures["M2"], unit_id=logged.units["A"], period=Q3)


def test_this_period_the_last_and_to_date_stand_side_by_side(logged: Quarter) -> None:
    calendar.open_period(logged.session, Q4)
    logged.value("M2", "A", val=4, period=Q4, note="Cả đợt 20/11")
    rows = {row.unit_id: row for row in values.beside(logged.session, logged.measures["M2"], Q4)}
    assert list(rows) == [logged.units[name] for name in "ABCDE"]
    row = rows[logged.units["A"]]
    assert (row.now, row.last, row.to_date) == ((None, None, 4), (None, None, 3), (None, None, 7))
    assert (row.given, row.note, row.draft) == ("value", "Cả đợt 20/11", True)
    silent = rows[logged.units["E"]]
    assert (silent.given, silent.last_given, silent.to_date) == (None, None, (None, None, None))
    assert rows[logged.units["C"]].last_given == "none_occurred"


def test_to_date_of_a_running_figure_is_the_figure_itself(logged: Quarter) -> None:
    rows = {row.unit_id: row for row in values.beside(logged.session, logged.measures["M1"], Q3)}
    assert rows[logged.units["A"]].to_date == (40, 50, None)


def test_a_pasted_block_of_figures_is_one_step(quarter: Quarter) -> None:
    session = quarter.session
    before = state_hash(session.conn)
    edits = [
        ValueEdit(measure_id=quarter.measures["M2"], unit_id=quarter.units[name], period=Q3, val=str(count))
        for count, name in enumerate("ABCDE")
    ]
    assert len(set(values.log_values(session, edits))) == 5
    session.undo()
    assert state_hash(session.conn) == before


def test_an_unknown_measure_or_unit_is_named(quarter: Quarter) -> None:
    with pytest.raises(NotFound, match="999"):
        values.log_value(quarter.session, 999, unit_id=quarter.units["A"], period=Q3, val=1)
    with pytest.raises(BadInput, match="999"):
        values.log_value(quarter.session, quarter.measures["M2"], unit_id=999, period=Q3, val=1)
    with pytest.raises(Refused):
        quarter.value("M2", "A", val=1, period=Q4)
