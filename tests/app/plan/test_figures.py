"""The figures of SCENARIO.md, and what must hold of any figure."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.people import units
from app.plan import calendar, closing, figures, reviews, tasks
from app.plan.timeliness import TaskSummary
from app.plan.unit_figures import _split
from app.plan.verdicts import Verdict
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter


def measure(quarter: Quarter, name: str, period: str = Q3, **options: str) -> figures.Figure:
    return figures.measure_figure(quarter.session, quarter.measures[name], period, **options)  # type: ignore[arg-type]  # words for as_of and units


def target(quarter: Quarter, name: str, period: str = Q3, **options: str) -> figures.TargetFigure:
    return figures.target_figure(quarter.session, quarter.targets[name], period, **options)  # type: ignore[arg-type]  # words for as_of and units


def test_own_tasks_at_the_cut_off(logged: Quarter) -> None:
    assert figures.task_summary(logged.session, Q3) == TaskSummary(
        done_on_time=1, done_late=1, overdue=1, in_progress=1, not_started=1, continuous=2, due_done=2, due_total=3
    )


def test_drafts_count_nowhere(quarter: Quarter) -> None:
    quarter.log_everything()
    assert figures.task_summary(quarter.session, Q3).done == 0
    figure = measure(quarter, "M1")
    assert (figure.text, figure.base, figure.shown) == ("", "0/5", "–")


def test_a_passed_down_task_counts_the_units_that_did_it(logged: Quarter) -> None:
    found = figures.passed_down(logged.session, logged.tasks["T8"], Q3)
    assert (found.done, found.n, found.m, str(found.text_base)) == (1, 1, 2, "1/2 đơn vị")
    assert [(answer.name, answer.state) for answer in found.units] == [
        ("Mầm non D", "done"),
        ("Trường tư thục E", None),
    ]


def test_the_measures_of_the_scenario_with_their_bases(logged: Quarter) -> None:
    m1, m2, m3 = (measure(logged, name) for name in ("M1", "M2", "M3"))
    assert (m1.text, m1.text_percent, str(m1.text_base)) == ("90/125", "72,0%", "4/5 đơn vị")
    assert (m2.text, m2.text_percent, m2.base, m2.none_n) == ("5", "", "4/5", 1)
    assert (m3.text, m3.text_percent, m3.base) == ("1/1", "100,0%", "1/2")


def test_the_targets_of_the_scenario_with_their_verdicts(logged: Quarter) -> None:
    found = {row.text: row for row in figures.targets(logged.session, Q3)}
    assert found["Chỉ tiêu M1"].verdict is Verdict.not_met
    assert found["Chỉ tiêu M1"].threshold == 85
    assert (found["Chỉ tiêu M2"].achievement, found["Chỉ tiêu M2"].to_date.text) == (Fraction(2), "5")
    assert found["Chỉ tiêu M2"].horizon_end == date(2030, 12, 31)
    assert [found[name].verdict for name in ("Chỉ tiêu M3 2028", "Chỉ tiêu M3 2030")] == [Verdict.met, Verdict.met]


def test_not_reported_enters_neither_sum_nor_base_and_nothing_occurred_counts_as_nought(logged: Quarter) -> None:
    before = measure(logged, "M2")
    slip = logged.value("M2", "E", given="none_occurred")
    assert measure(logged, "M2") == before
    reviews.submit(logged.session, period=Q3, value_ids=[slip])
    after = measure(logged, "M2")
    assert (after.val, after.n, after.m, after.none_n) == (5, 5, 5, 2)


def test_not_applicable_leaves_the_base(logged: Quarter) -> None:
    logged.value("M2", "E", given="not_applicable")
    logged.submit()
    assert measure(logged, "M2").base == "4/4"


def test_a_returned_figure_goes_on_counting_until_it_is_answered(logged: Quarter) -> None:
    found = logged.value("M2", "B", val=0)
    reviews.return_(logged.session, value_ids=[found], reason="Ghi rõ")
    assert measure(logged, "M2").none_n == 1
    logged.value("M2", "B", given="none_occurred")
    logged.submit()
    figure = measure(logged, "M2")
    assert (figure.text, figure.base, figure.none_n) == ("5", "4/5", 2)


def test_an_amendment_after_the_lock_moves_the_current_figure_only(logged: Quarter) -> None:
    closing.close_period(logged.session, Q3)
    reviews.amend_value(logged.session, logged_value(logged, "M1", "D"), num="20/25", reason="Đếm sót")
    assert measure(logged, "M1").text_percent == "84,0%"
    assert measure(logged, "M1", as_of="closed").text_percent == "72,0%"
    assert target(logged, "M1").verdict is Verdict.not_met


def logged_value(quarter: Quarter, name: str, unit: str) -> int:
    rows = quarter.session.conn.execute(
        "SELECT id FROM target_value WHERE measure_id = ? AND unit_id = ?",
        [quarter.measures[name], quarter.units[unit]],
    )
    return int(rows.fetchone()[0])


def test_the_closed_view_of_an_open_quarter_is_refused(logged: Quarter) -> None:
    with pytest.raises(Refused, match="chưa khóa"):
        figures.task_summary(logged.session, Q3, as_of="closed")


def test_a_merged_unit_lives_on_in_its_successor_with_the_same_totals(logged: Quarter) -> None:
    session = logged.session
    closing.close_period(session, Q3)
    units.merge_units(session, [logged.units["E"]], logged.units["D"], on="2026-11-01")
    then, now = (figures.units_as(session, Q3, view) for view in ("then", "now"))
    assert [row.name for row in then] == ["THPT Mẫu A", "THPT Mẫu B", "Tiểu học Mẫu C", "Mầm non D", "Trường tư thục E"]
    assert [row.name for row in now] == ["THPT Mẫu A", "THPT Mẫu B", "Tiểu học Mẫu C", "Mầm non D"]
    assert now[3].parts == (logged.units["D"], logged.units["E"])
    assert now[3].figures[logged.measures["M1"]].base == "1/2"
    for name in ("M1", "M2", "M3"):
        assert measure(logged, name, units="now") == measure(logged, name)
    calendar.open_period(session, Q4)
    assert measure(logged, "M1", Q4).base == "0/4"


def test_a_split_unit_is_shared_out_with_the_same_totals(logged: Quarter) -> None:
    session = logged.session
    kind = units.unit_kinds(session)[0].id
    heirs = [units.add_unit(session, name=f"Mới {n}", kind_id=kind, from_day="2026-11-01") for n in (1, 2)]
    third = Fraction(1, 3)
    units.split_unit(session, logged.units["A"], [(heirs[0], third), (heirs[1], 1 - third)], on="2026-11-01")
    shares = [
        row.figures[logged.measures["M1"]].text for row in figures.units_as(session, Q3, "now") if row.unit_id in heirs
    ]
    assert sorted(shares) == ["13/17", "27/33"]
    assert measure(logged, "M1", units="now") == measure(logged, "M1")


def test_while_the_quarter_runs_a_deadline_of_today_is_not_yet_missed(quarter: Quarter) -> None:
    quarter.clock.set("2026-09-10T12:00:00")
    assert figures.task_summary(quarter.session, Q3).overdue == 1
    quarter.clock.set("2026-09-11T12:00:00")
    assert figures.task_summary(quarter.session, Q3).overdue == 2
    quarter.clock.set("2027-05-01T12:00:00")
    assert figures.task_summary(quarter.session, Q3).overdue == 3


def test_a_state_goes_on_until_something_else_is_submitted(logged: Quarter) -> None:
    session = logged.session
    calendar.open_period(session, Q4)
    logged.clock.set("2027-01-02T08:00:00")
    assert figures.task_summary(session, Q4) == TaskSummary(
        done_on_time=1, done_late=1, overdue=2, not_started=1, continuous=2, due_done=2, due_total=4
    )
    groups = {group.number: group for group in figures.by_programme(session, Q4)}
    assert (groups["1"].expected, groups["1"].logged, groups["1"].total) == (2, 0, 4)


def test_a_deadline_moved_after_the_lock_leaves_the_closed_quarter_as_it_was(logged: Quarter) -> None:
    session = logged.session
    closing.close_period(session, Q3)
    tasks.extend_due(session, logged.tasks["T5"], due="2026-12-20", reason="Chờ kinh phí")
    assert figures.task_summary(session, Q3, as_of="closed").overdue == 1
    assert figures.task_summary(session, Q3).overdue == 1


def test_programmes_and_bans_count_each_task_once(logged: Quarter) -> None:
    programmes = figures.by_programme(logged.session, Q3)
    bans = figures.by_ban(logged.session, Q3)
    assert [(group.number, group.total, group.on_schedule) for group in programmes] == [("1", 4, 4), ("2", 3, 2)]
    assert [(group.number, group.total, group.summary.overdue) for group in bans] == [("TGNC", 4, 0), ("CSPL", 3, 1)]
    assert figures.task_summary(logged.session, Q3, ban_id=logged.bans["CSPL"]) == bans[1].summary
    assert figures.task_summary(logged.session, Q3, programme_id=logged.programmes[1]) == programmes[0].summary


def test_the_heat_map_is_blank_where_a_quarter_is_not_open(logged: Quarter) -> None:
    first, second = figures.heat(logged.session, [Q3, Q4])
    assert first.cells[Q3] == figures.HeatCell(on_schedule=4, total=4, logged=4, expected=4)
    assert (second.cells[Q3], second.cells[Q4]) == (figures.HeatCell(2, 3, 3, 3), None)


def test_units_show_how_far_they_have_answered(logged: Quarter) -> None:
    rows = {row.name: row for row in figures.by_unit(logged.session, Q3)}
    assert len(rows) == 5
    done, silent = rows["Mầm non D"], rows["Trường tư thục E"]
    assert (done.tasks_expected, done.tasks_done, done.values_expected, done.values_reported) == (1, 1, 3, 3)
    assert (done.complete, silent.complete, silent.tasks_reported, silent.reported_ms) == (True, False, 0, None)


def test_increments_add_up_over_the_horizon_and_earlier_gaps_are_counted(logged: Quarter) -> None:
    session = logged.session
    calendar.open_period(session, Q4)
    for unit in "ABCDE":
        logged.value("M2", unit, val=4, period=Q4)
    logged.submit(Q4)
    found = target(logged, "M2", Q4)
    assert (found.figure.text, found.to_date.text, found.to_date.base, found.gaps) == ("20", "25", "5/5", 1)
    assert found.achievement == 10
    assert figures.measure_figure(session, logged.measures["M2"], "2026-H2").text == "25"
    assert found.projected is not None
    assert found.projected > 25


def test_a_running_rate_is_never_added_or_averaged_over_time(logged: Quarter) -> None:
    calendar.open_period(logged.session, Q4)
    logged.value("M1", "A", num="45/50", period=Q4)
    logged.submit(Q4)
    found = target(logged, "M1", Q4)
    assert (found.to_date.text, found.to_date.base, found.figure) == ("45/50", "1/5", found.to_date)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), min_size=1, max_size=5))
def test_a_rate_is_the_sum_of_numerators_over_the_sum_of_denominators(pairs: list[tuple[int, int]]) -> None:
    num, den = sum(top for top, _ in pairs), sum(bottom for _, bottom in pairs)
    assert figures.Figure(1, Q3, rate=True, num=num, den=den).percent == Fraction(100 * num, den)


@given(st.integers(0, 10**6), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_shares_of_a_whole_number_sum_to_it(number: int, weights: list[int]) -> None:
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    parts = _split(number, shares)
    assert sum(parts) == number
    assert all(abs(part - number * share) < 1 for part, share in zip(parts, shares, strict=True))


def test_what_is_entered_to_date_this_year_adds_up_over_the_years_of_a_span(quarter: Quarter) -> None:
    session = quarter.session
    quarter.measure("M4", form="count", entry="to_date_year", over_time="sum", reported_by="units")
    quarter.target("M4", "M4", 250, horizon="span", h_from=2026, h_to=2030)
    for code, now in {"2026-Q3": 4, "2026-Q4": 7, "2027-Q1": 2}.items():
        if code != Q3:
            calendar.open_period(session, code)
        quarter.value("M4", "A", val=now, period=code)
        quarter.submit(code)
    found = [target(quarter, "M4", code).to_date.text for code in ("2026-Q3", "2026-Q4", "2027-Q1")]
    assert found == ["4", "7", "9"]
    assert [value for _, value in target(quarter, "M4", "2027-Q1").points] == [4, 7, 9]
    assert target(quarter, "M4", "2027-Q1").figure.text == "2"


def test_a_quarter_in_which_nothing_occurred_is_nought_in_an_average(quarter: Quarter) -> None:
    quarter.measure("M5", form="count", entry="increment", over_time="average", reported_by="units")
    quarter.target("M5", "M5", 5, horizon="span", h_from=2026, h_to=2030)
    quarter.value("M5", "A", val=10)
    quarter.submit()
    calendar.open_period(quarter.session, Q4)
    quarter.value("M5", "A", given="none_occurred", period=Q4)
    quarter.submit(Q4)
    assert target(quarter, "M5", Q4).to_date.value == 5
    assert [value for _, value in target(quarter, "M5", Q4).points] == [10, 5]


def test_what_nobody_can_add_up_is_not_added_up_over_the_units_of_today(quarter: Quarter) -> None:
    quarter.measure("M6", form="count", entry="snapshot", over_units="none", reported_by="units")
    quarter.target("M6", "M6", 5)
    quarter.value("M6", "A", val=10)
    quarter.value("M6", "B", val=20)
    quarter.submit()
    assert measure(quarter, "M6").val is None
    assert measure(quarter, "M6", units="now").val is None
