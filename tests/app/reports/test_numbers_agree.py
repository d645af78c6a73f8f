"""Whatever was logged: every figure that the text of a report names stands in its tables, letter for letter."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.clock import FrozenClock
from app.plan import calendar, closing
from app.reports import catalogue, drafting
from app.reports.content import Document, GroupRow, Row, Table
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter, build

NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?%?")
STATUS = {
    "Hoàn thành đúng hạn": "hoàn thành đúng hạn",
    "Hoàn thành": "hoàn thành đúng hạn",
    "Hoàn thành quá hạn": "hoàn thành quá hạn",
    "Quá hạn, chưa hoàn thành": "quá hạn chưa hoàn thành",
    "Đang thực hiện trong hạn": "đang thực hiện trong hạn",
    "Chưa triển khai": "chưa triển khai (còn hạn)",
    "Chưa có báo cáo": "chưa triển khai (còn hạn)",
    "Thường xuyên": "thực hiện thường xuyên",
    "Tạm dừng": "tạm dừng",
    "Dừng thực hiện": "dừng thực hiện",
}


def log_anything(quarter: Quarter, period: str, chance: random.Random) -> None:
    """Some answer, some kind of nothing, or silence for every task and figure that is asked for."""
    day = {Q3: "2026-09-", Q4: "2026-12-"}[period]
    for task in ("T1", "T2", "T3", "T4", "T5", "T6", "T7"):
        state = chance.choice(["not_started", "in_progress", "in_progress", "done", "paused", "silent"])
        if state == "silent" or (task in {"T2", "T6"} and state == "done"):
            continue
        more: dict[str, Any] = {"done_on": f"{day}{chance.randint(10, 29)}"} if state == "done" else {}
        if state == "in_progress":
            more = {"percent": chance.randint(1, 99), "cause": chance.choice(["", "Chờ số liệu."])}
        quarter.log(task, period=period, state=state, result=chance.choice(["", "Đã làm."]), **more)
    for unit in "DE":
        if chance.random() < 0.7:
            quarter.log("T8", unit, period=period, state=chance.choice(["in_progress", "not_started"]))
    for unit in "ABCDE":
        for measure in ("M1", "M2", "M3") if unit in "DE" else ("M1", "M2"):
            _log_value(quarter, measure, unit, period, chance)


def _log_value(quarter: Quarter, measure: str, unit: str, period: str, chance: random.Random) -> None:
    kind = chance.choice(["value", "value", "value", "none_occurred", "not_applicable", "silent"])
    if kind == "silent":
        return
    if kind != "value":
        quarter.value(measure, unit, period=period, given=kind)
    elif measure == "M2":
        quarter.value(measure, unit, period=period, val=chance.choice([0, 1, 7, 1234]))
    else:
        den = chance.choice([1, 3, 7, 1250])
        quarter.value(measure, unit, period=period, num=chance.randint(0, den), den=den)


def random_quarter(session: Session, clock: FrozenClock, seed: int) -> Quarter:
    quarter = build(session, clock)
    log_anything(quarter, Q3, random.Random(seed))
    quarter.submit()
    return quarter


def random_half(session: Session, clock: FrozenClock, seed: int) -> Quarter:
    quarter = random_quarter(session, clock, seed)
    closing.close_period(session, Q3)
    calendar.open_period(session, Q4)
    clock.set("2027-01-02T08:00:00")
    log_anything(quarter, Q4, random.Random(seed + 1000))
    quarter.submit(Q4)
    return quarter


def table(document: Document, title: str) -> Table:
    (found,) = [each.blocks[0] for each in document.appendices if each.title.startswith(title)]
    assert isinstance(found, Table)
    return found


def cells(found: Table) -> Iterator[list[str]]:
    return ([cell.text for cell in row.cells] for row in found.rows if isinstance(row, Row))


def numbers(*texts: str) -> Counter[str]:
    """The numbers in texts without leading zeros, as often as they stand there."""
    return Counter(re.sub(r"^0+(?=\d)", "", n.rstrip(".")) for text in texts for n in NUMBER.findall(text))


def without_days(text: str) -> str:
    return re.sub(r"ngày \d+/\d+/\d+|(?:đến hết )?năm \d{4}", "", text)


def check_targets(quarter: Quarter, document: Document) -> int:
    """Each sentence on a target has its share, figure and base in the row of the target."""
    names = {target: f"Chỉ tiêu {name}" for name, target in quarter.targets.items()}
    rows = {row[0]: row for row in cells(table(document, "Kết quả thực hiện chỉ tiêu"))}
    checked = 0
    for paragraph in drafting.keyed(document):
        if ".target:" not in paragraph.key:
            continue
        of = [
            rows[names[int(about[7:])]] for run in paragraph.runs for about in run.about if about.startswith("target:")
        ]
        told = without_days(paragraph.text.partition(": ")[2])
        allowed = numbers(*(cell for row in of for cell in row[1:]))
        assert not set(numbers(told)) - set(allowed), (told, of)
        base = re.search(r"\d+/\d+ đơn vị", told)
        assert base, told
        assert all(base[0] in row[7] for row in of), (told, of)
        rate = re.match(r"([\d.,]+%) \(([\d.,]+/[\d.,]+)\)", told)
        if rate:
            assert all((row[4], rate[2] in row[7]) == (rate[1], True) for row in of), (told, of)
        count = re.search(r"lũy kế ([\d.]+)", told)
        if count:
            assert all(row[4] == count[1] for row in of), (told, of)
        checked += 1
    return checked


def check_tasks(document: Document) -> None:
    """Counts in sentences are those of the rows of the task table, for all and for each programme, and of the table of bans."""
    found = table(document, "Tiến độ thực hiện nhiệm vụ")
    by_programme: dict[str, Counter[str]] = {}
    here: Counter[str] = Counter()
    own = True
    for row in found.rows:
        if isinstance(row, GroupRow):
            own = row.text != "Nhiệm vụ giao các đơn vị"
            if row.level == 1:
                here = by_programme.setdefault(row.text, Counter())
        elif own:
            here[STATUS[row.cells[6].text]] += 1
    whole = sum(by_programme.values(), Counter[str]())
    text = drafting.texts(document)
    check_counts(text["results.tasks"], whole)
    openings = [told for key, told in text.items() if key.endswith(".opening")]
    assert len(openings) == len(by_programme)
    for told, counted in zip(openings, by_programme.values(), strict=True):
        check_counts(told, counted)
    *_, total = cells(table(document, "Tổng hợp nhiệm vụ theo ban"))
    assert int(total[1]) == sum(whole.values())
    due = re.search(r"hoàn thành (\d+/\d+) nhiệm vụ đến hạn \(([\d.,]+%)\)", text["results.tasks"])
    if due:
        assert (due[1], due[2]) == (total[9], total[10])


def check_counts(told: str, counted: Counter[str]) -> None:
    assert {status: int(n) for n, status in _pairs(told)} == {status: n for status, n in counted.items() if n}, told


def _pairs(told: str) -> list[tuple[str, str]]:
    statuses = "|".join(re.escape(status) for status in sorted(set(STATUS.values()), key=len, reverse=True))
    return re.findall(rf"(\d+) nhiệm vụ ({statuses})", told)


def check_units(document: Document) -> None:
    """On how many units the report rests is what the table of units says."""
    *_, total = cells(table(document, "Tổng hợp báo cáo của các đơn vị"))
    told = drafting.texts(document)["general.base"]
    base = re.search(r"\d+/\d+ đơn vị", told)
    assert base
    assert total[1] == f"{base[0]} báo cáo"


def check_passed(document: Document) -> None:
    rows = {row[0]: row for row in cells(table(document, "Tiến độ thực hiện nhiệm vụ"))}
    for paragraph in drafting.keyed(document):
        title, _, told = paragraph.text.partition(": ")
        if ".task:" in paragraph.key and "đơn vị" in told:
            (row,) = [row for name, row in rows.items() if name.endswith(title)]
            assert set(numbers(told)) <= set(numbers(row[6])), (told, row)


@pytest.mark.parametrize("seed", range(8))
def test_text_and_tables_of_any_quarter_say_the_same(office_session: Session, frozen: FrozenClock, seed: int) -> None:
    quarter = random_quarter(office_session, frozen, seed)
    document = catalogue.build(quarter.session, "quarter", Q3, day=date(2026, 10, 5))
    check_targets(quarter, document)
    check_tasks(document)
    check_units(document)
    check_passed(document)


@pytest.mark.parametrize("seed", [1, 2, 3, 5, 8])
def test_text_and_tables_of_any_half_year_say_the_same(office_session: Session, frozen: FrozenClock, seed: int) -> None:
    quarter = random_half(office_session, frozen, seed)
    document = catalogue.build(quarter.session, "half_year", "2026-H2", day=date(2027, 1, 5))
    check_targets(quarter, document)
    check_tasks(document)
    check_units(document)
    check_passed(document)


@pytest.mark.parametrize("seed", [1, 4, 6])
def test_text_and_the_table_in_the_text_say_the_same(office_session: Session, frozen: FrozenClock, seed: int) -> None:
    quarter = random_half(office_session, frozen, seed)
    document = catalogue.build(quarter.session, "year", "2026", day=date(2027, 1, 5), appendices=("tasks",))
    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    rows = {row[0]: row for row in cells(found)}
    names = {f"target:{target}": f"Chỉ tiêu {name}" for name, target in quarter.targets.items()}
    for paragraph in drafting.keyed(document):
        if ".target:" not in paragraph.key:
            continue
        told = without_days(paragraph.text.partition(": ")[2])
        base = re.search(r"(\d+/\d+) đơn vị", told)
        figure = re.match(r"([\d.,]+%) \(", told) or re.search(r"lũy kế ([\d.]+)", told)
        assert base, told
        for row in (rows[names[about]] for run in paragraph.runs for about in run.about):
            assert row[6] == base[1], (told, row)
            assert row[3] == (figure[1] if figure else "không phát sinh") or "–" in row[3], (told, row)


def test_the_check_finds_a_figure_that_is_not_in_the_table(office_session: Session, frozen: FrozenClock) -> None:
    """The parser reads what it is meant to read: a moved figure is noticed."""
    quarter = build(office_session, frozen)
    quarter.log_everything()
    quarter.submit()
    document = catalogue.build(quarter.session, "quarter", Q3, day=date(2026, 10, 5))
    assert check_targets(quarter, document) == 3
    key = next(key for key in drafting.texts(document) if ".target:" in key)
    moved = drafting.texts(document)[key].replace("90/125", "91/125")
    over = {key: drafting.WrittenOver(key, "", moved, 1, "")}
    with pytest.raises(AssertionError):
        check_targets(quarter, drafting.apply(document, over)[0])
