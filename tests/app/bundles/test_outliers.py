"""What looks wrong is found where it is, and nearly nowhere else."""

from collections import Counter
from collections.abc import Iterator

import pytest

from app import workspace
from app.bundles import outliers
from app.bundles.facts import Content
from app.bundles.outliers import Outlier, OutlierKind
from app.clock import FrozenClock
from app.errors import BadInput
from app.plan import calendar
from app.sample.province import write_sample
from app.session import Actor, Session
from tests.app.bundles.arriving import move, write
from tests.app.plan.conftest import plan_template, quarter
from tests.app.plan.quarter_fixture import Quarter

__all__ = ["plan_template", "quarter"]

PERIODS = ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
NOW = PERIODS[-1]
USUAL = {"A": 40, "B": 51, "C": 62, "D": 73, "E": 84}


@pytest.fixture
def running(quarter: Quarter) -> Quarter:
    """Five quarters of a count that grows a little with everybody, and two more measures."""
    for code in PERIODS[:-1]:
        calendar.open_period(quarter.session, code)
    quarter.measure("P", form="count", entry="increment")
    quarter.target("P", "P", 250, horizon="span", h_from=2025, h_to=2030)
    quarter.measure("Q", form="ratio", entry="snapshot")
    quarter.target("Q", "Q", 80, horizon="span", h_from=2025, h_to=2030)
    quarter.measure("R", form="count", entry="increment")
    quarter.target("R", "R", 80, horizon="span", h_from=2025, h_to=2030)
    for unit, size in USUAL.items():
        for step, code in enumerate(PERIODS):
            report(quarter, "P", unit, code, Content(val=size + step))
    return quarter


def report(quarter: Quarter, measure: str, unit: str, period: str, content: Content) -> None:
    write(quarter, [move(quarter, "value", measure, unit, period, content)])


def found(quarter: Quarter, kind: OutlierKind) -> list[Outlier]:
    return [each for each in outliers.find(quarter.session, NOW) if each.kind is kind]


def test_figures_that_move_as_figures_do_are_left_alone(running: Quarter) -> None:
    assert outliers.find(running.session, NOW) == ()


def test_a_tenfold_figure_is_found_with_what_to_do(running: Quarter) -> None:
    report(running, "P", "A", NOW, Content(val=430))
    (one,) = found(running, OutlierKind.jump)
    assert (
        str(one.sentence) == "THPT Mẫu A tăng gấp 10 lần so với quý trước: Chỉ số P, số liệu 43 → 430 (Quý III/2026)."
    )
    assert (one.unit_id, one.what_kind, one.what_id) == (running.units["A"], "measure", running.measures["P"])
    assert "đơn vị tính" in str(one.todo)


def test_a_figure_that_stands_still_while_others_move_is_found(running: Quarter) -> None:
    for code in PERIODS:
        report(running, "P", "B", code, Content(val=51))
    (one,) = found(running, OutlierKind.constant)
    assert str(one.sentence) == (
        "THPT Mẫu B báo đúng 51 ở “Chỉ số P” trong 4 quý liền (Quý III/2026), khi 4/5 đơn vị có đổi."
    )


def test_where_hardly_anybody_moves_standing_still_is_no_sign(running: Quarter) -> None:
    for unit in "ABC":
        for code in PERIODS:
            report(running, "P", unit, code, Content(val=USUAL[unit]))
    assert not found(running, OutlierKind.constant)


def test_a_sudden_nought_is_found_and_nothing_occurred_is_said_on_purpose(running: Quarter) -> None:
    report(running, "P", "C", NOW, Content(val=0))
    report(running, "P", "D", NOW, Content("none_occurred"))
    (one,) = found(running, OutlierKind.zero)
    assert (
        str(one.sentence) == "Tiểu học Mẫu C báo 0 ở “Chỉ số P” (Quý III/2026); 3 quý trước đều có, quý liền trước 65."
    )


def test_a_rate_above_the_whole_is_found(running: Quarter) -> None:
    report(running, "Q", "A", NOW, Content(num=60, den=50))
    (one,) = found(running, OutlierKind.over_100)
    assert str(one.sentence) == "THPT Mẫu A báo 60/50 ở “Chỉ số Q”, trên 100 % (Quý III/2026)."


def test_two_units_with_the_same_figures_are_found_once(running: Quarter) -> None:
    for measure, content in {"P": Content(val=77), "Q": Content(num=31, den=40), "R": Content(val=29)}.items():
        for unit in "DE":
            report(running, measure, unit, NOW, content)
    (one,) = found(running, OutlierKind.copied)
    assert {one.unit_id, *one.others} == {running.units["D"], running.units["E"]}
    assert "giống hệt nhau 3 số liệu" in str(one.sentence)


def test_all_of_all_is_no_copying(running: Quarter) -> None:
    for name in ("Q", "S", "T"):
        if name != "Q":
            running.measure(name, form="ratio", entry="snapshot")
            running.target(name, name, 80, horizon="span", h_from=2025, h_to=2030)
        for unit in "DE":
            report(running, name, unit, NOW, Content(num=45, den=45))
    assert not found(running, OutlierKind.copied)


def test_the_same_long_words_of_two_units_or_of_last_quarter_are_found(running: Quarter) -> None:
    running.task("T9", 1, scope="passed_down", continuous=True)
    words = "Đã tổ chức ba buổi tuyên truyền cho 120 đoàn viên tại hội trường, có ký cam kết và ảnh kèm theo."
    for unit, period in (("A", NOW), ("B", NOW), ("A", PERIODS[-2])):
        running.log("T9", unit, state="in_progress", result=words, period=period)
    running.log("T9", "C", state="in_progress", result="Đang làm")
    running.log("T9", "D", state="in_progress", result="Đang làm")
    running.submit(PERIODS[-2])
    running.submit(NOW)
    (alike,) = found(running, OutlierKind.same_text)
    assert str(alike.sentence) == (
        "2 đơn vị ghi giống nhau từng chữ ở nhiệm vụ T9 Nhiệm vụ T9 (Quý III/2026): THPT Mẫu A, THPT Mẫu B."
    )
    (before,) = found(running, OutlierKind.text_as_before)
    assert (
        str(before.sentence) == "THPT Mẫu A ghi đúng từng chữ của quý trước ở nhiệm vụ T9 Nhiệm vụ T9 (Quý III/2026)."
    )


def test_one_measure_is_looked_through_alone(running: Quarter) -> None:
    report(running, "P", "A", NOW, Content(val=430))
    only = outliers.find(running.session, NOW, measure_ids=[running.measures["Q"]])
    assert only == ()
    assert len(outliers.find(running.session, NOW, measure_ids=[running.measures["P"]])) == 1


def test_a_year_is_no_quarter(running: Quarter) -> None:
    with pytest.raises(BadInput, match="theo quý"):
        outliers.find(running.session, "2026")


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("province") / "so.tdb"
    session = workspace.create(path, clock=FrozenClock("2026-10-02T08:00:00"), actor=Actor("Thu Hằng"), seed=7)
    write_sample(session)
    yield session
    session.close()


def test_the_sample_province_raises_few_alarms(province: Session) -> None:
    for period in ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"):
        asked = province.conn.execute("SELECT count(*) FROM expectation WHERE period = ?", [period]).fetchone()[0]
        kinds = Counter(each.kind for each in outliers.find(province, period))
        figures = sum(count for kind, count in kinds.items() if kind is not OutlierKind.same_text)
        assert asked > 800
        assert figures <= 1
        assert kinds.total() <= asked / 200
