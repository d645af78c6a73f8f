"""A person's filters: the database and the rows in memory are judged alike; a list is written as it is shown."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from app import lists_export, lists_filter, settings
from app.clock import FrozenClock
from app.errors import BadInput, Cancelled, Refused
from app.i18n import msg
from app.jobs import Progress
from app.lists import CHANGES, TASKS
from app.lists_kept import MOST_VIEWS, WIDTHS, Filter, ListChoices, ListState
from app.reading import ListQuery, Reader
from app.session import Actor, Session
from app.start import Answers, make_workspace
from tests.builders.office import small_office

TEXTS = ("Đồng thuận với người lao động", "Hòa giải ở cơ sở", "Ủy quyền ký", "Thăm hỏi ĐOÀN viên", "=1+1")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    answers = Answers("LĐLĐ tỉnh Mẫu", "calendar", tmp_path / "a.tdb")
    opened = make_workspace(answers, clock=FrozenClock("2026-11-01T08:00:00", step_ms=1000), actor=Actor("Lan"))
    small_office(opened)
    random = Random(5)
    with opened.change(msg("Nhiệm vụ của {ban}", ban="Tổ chức")) as change:
        for number in range(60):
            change.define(
                "task",
                seat_id=opened.office.seat_id,
                text=f"{random.choice(TEXTS)} {number}",
                due=random.choice([None, "2026-09-01", "2026-10-15", "2026-12-31"]),
                scope=random.choice(["own", "passed_down"]),
                product=random.choice(["", "Báo cáo", "Tờ trình"]),
                position=number,
            )
    yield opened
    opened.close()


def _random_filter(random: Random) -> Filter:
    return random.choice(
        [
            Filter("text", has=random.choice(["dong thuan", "ĐOÀN VIÊN", "ủy", "uỷ", "không có", "1 1"])),
            Filter("scope", among=(random.choice(["own", "passed_down"]),)),
            Filter("product", among=random.choice([("",), ("Báo cáo",), ("", "Tờ trình")])),
            Filter("product", blank=random.choice(["empty", "filled"])),
            Filter("due", least="2026-09-02", most=random.choice(["", "2026-10-15"])),
            Filter("due", most="2026-10-15"),
            Filter("due", blank=random.choice(["empty", "filled"])),
        ]
    )


def test_the_database_and_the_rows_in_memory_are_filtered_alike(session: Session) -> None:
    reader, random = Reader(session), Random(11)
    everything = ListQuery("2026-Q3")
    rows = reader.rows(TASKS, everything, reader.ids(TASKS, everything))
    for _ in range(60):
        filters = [_random_filter(random) for _ in range(random.randint(1, 2))]
        asked = ListQuery("2026-Q3", filters=lists_filter.conditions(TASKS, filters))
        kept = {
            row_id
            for row_id, row in rows.items()
            if all(lists_filter.takes(TASKS.column(one.column), one, row) for one in filters)
        }
        assert set(reader.ids(TASKS, asked)) == kept, filters
        assert reader.count(TASKS, asked) == len(kept)


def test_a_column_offers_what_stands_in_it_with_how_often_and_not_more_than_can_be_read(session: Session) -> None:
    reader = Reader(session)
    found = reader.choices(TASKS, ListQuery("2026-Q3"), "product", 60)
    assert found is not None
    assert {value for value, _ in found} == {None, "Báo cáo", "Tờ trình"}
    assert sum(count for _, count in found) == reader.count(TASKS, ListQuery("2026-Q3"))
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)
    assert reader.choices(TASKS, ListQuery("2026-Q3"), "text", 20) is None


def test_the_history_is_filtered_by_what_it_says_and_by_day(session: Session) -> None:
    reader = Reader(session)

    def labels(*filters: Filter) -> int:
        return len(reader.ids(CHANGES, ListQuery(filters=lists_filter.conditions(CHANGES, filters))))

    assert labels(Filter("label", has="nhiem vu cua to chuc")) == 1
    assert labels(Filter("label", has="ban")) < labels()
    assert labels(Filter("at_ms", least="2026-11-01", most="2026-11-01")) == labels()
    assert labels(Filter("at_ms", least="2026-11-02")) == 0
    assert labels(Filter("undone", among=("0",))) == labels()


def test_a_filter_is_told_in_words() -> None:
    due, scope, label = TASKS.column("due"), TASKS.column("scope"), TASKS.column("text")
    assert lists_filter.words(due, Filter("due", least="2026-09-01", most="2026-09-30")) == (
        "Hạn từ 01/09/2026 đến 30/09/2026"
    )
    assert lists_filter.words(due, Filter("due", blank="empty")) == "Hạn để trống"
    assert lists_filter.words(label, Filter("text", has="hòa giải")) == "Nhiệm vụ có “hòa giải”"
    assert lists_filter.words(scope, Filter("scope", among=("own", ""))).endswith(", (trống)")
    assert lists_filter.conditions(TASKS, [Filter("a column of a later version", has="x")]) == ()


def test_the_views_of_a_list_are_named_once_and_bounded() -> None:
    kept = ListChoices()
    for number in range(MOST_VIEWS):
        kept = kept.saved(f"Kiểu {number}", ListState())
    with pytest.raises(BadInput):
        kept.saved("Một kiểu nữa", ListState())
    assert kept.saved("Kiểu 3", ListState(search="a")).views[3].state.search == "a"
    with pytest.raises(BadInput):
        kept.renamed("Kiểu 3", "Kiểu 4")
    assert kept.renamed("Kiểu 3", " Việc  gấp ").view("Việc gấp") is not None
    assert len(kept.without("Kiểu 3").views) == MOST_VIEWS - 1
    with pytest.raises(BadInput):
        kept.saved("  ", ListState())
    many = Filter("name", among=tuple(f"Công đoàn cơ sở số {number}" for number in range(200)))
    with pytest.raises(BadInput):
        ListChoices().saved("Quá dài", ListState(filters=(many,)))


def test_what_a_person_chose_of_a_list_is_in_the_settings_again(tmp_path: Path) -> None:
    state = ListState(
        (Filter("due", least="2026-09-01"),), "ban", "due", True, ("due", "text"), {"kind": 3, "on": True}
    )
    kept = ListChoices(columns=("due", "text")).widened("due", 5_000).saved("Việc gấp", state)
    assert kept.widths["due"] == WIDTHS[1]
    path = tmp_path / "settings.json"
    settings.save(settings.Settings(lists={"tasks": kept}), path)
    assert settings.load(path).lists == {"tasks": kept}


def _table(session: Session) -> lists_export.ListTable:
    one = Filter("due", least="2026-09-01")
    query = ListQuery("2026-Q3", filters=lists_filter.conditions(TASKS, [one]), sort=("due", True))
    told = [lists_filter.words(TASKS.column("due"), one)]
    return lists_export.table(Reader(session), TASKS, query, ("text", "due", "scope"), told)


def test_a_list_is_written_as_a_workbook_with_dates_and_without_formulas(session: Session, tmp_path: Path) -> None:
    what = _table(session)
    path = lists_export.write(session, what, tmp_path / "nhiem-vu.xlsx", Progress())
    sheet = load_workbook(path).active
    assert sheet is not None
    rows = list(sheet.iter_rows())
    assert rows[0][0].value == "Nhiệm vụ"
    assert "Hạn từ 01/09/2026" in str(rows[2][0].value)
    assert [cell.value for cell in rows[3]] == ["Nhiệm vụ", "Hạn", "Phạm vi"]
    assert len(rows) == 4 + what.count
    days = [row[1].value for row in rows[4:]]
    assert days[0].date() == date(2026, 12, 31)
    assert days == sorted(days, reverse=True)
    assert {row[0].data_type for row in rows[4:]} == {"s"}
    assert sheet.auto_filter.ref == f"A4:C{4 + what.count}"
    assert sheet.freeze_panes == "A5"


def test_a_list_is_written_as_csv_and_pdf(session: Session, tmp_path: Path) -> None:
    what = _table(session)
    text = lists_export.write(session, what, tmp_path / "a.csv", Progress()).read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Nhiệm vụ", "Hạn", "Phạm vi"]
    assert len(rows) == 1 + what.count
    assert rows[1][1] == "31/12/2026"
    assert not any(row[0].startswith("=") for row in rows)
    assert lists_export.write(session, what, tmp_path / "a.pdf", Progress()).read_bytes().startswith(b"%PDF")


def test_writing_stops_when_asked_and_leaves_nothing(session: Session, tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    for ending in lists_export.ENDINGS:
        with pytest.raises(Cancelled):
            lists_export.write(session, _table(session), tmp_path / f"a.{ending}", progress)
    with pytest.raises(BadInput):
        lists_export.write(session, _table(session), tmp_path / "a.ods", Progress())
    assert [path.name for path in tmp_path.iterdir() if path.suffix[1:] in (*lists_export.ENDINGS, "ods", "tmp")] == []


def test_nobody_prints_a_list_of_thousands_of_pages(session: Session, tmp_path: Path) -> None:
    what = _table(session)
    long = lists_export.ListTable(what.title, what.columns, lists_export.MOST_PRINTED + 1, what.pages)
    with pytest.raises(Refused):
        lists_export.write(session, long, tmp_path / "a.pdf", Progress())
