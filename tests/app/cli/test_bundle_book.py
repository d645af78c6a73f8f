"""The hand-over book and the state of the exchange, on the command line."""

from pathlib import Path

import pytest

from app import workspace
from app.clock import FrozenClock
from app.people import offices
from app.plan import calendar
from tests.builders.exchange_rows import ExchangeRows
from tests.helpers.command_line import Desk


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    """20/10/2026: one unit sent in time, one late, one not; one file has no receipt."""
    session = workspace.create(tmp_path / "so", clock=FrozenClock("2026-07-01T08:00:00", step_ms=1), seed=1)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
    calendar.open_period(session, "2026-Q3", cutoff="2026-09-30", due="2026-10-05")
    rows = ExchangeRows(session)
    first, late, _silent = (rows.peer(rows.below(f"Công đoàn {name}")) for name in ("A", "B", "C"))
    rows.below("Công đoàn Giấy")
    rows.into(first, "2026-10-02T08:00:00", 14)
    rows.into(late, "2026-10-08T08:00:00", 3)
    rows.out(first, "2026-10-13T08:00:00", 7)
    session.close()
    return Desk(session.path, "--today", "20/10/2026")


def test_the_book_is_a_table_of_what_went_came_and_is_missing(at: Desk) -> None:
    told = [line.split("  ") for line in at.do("bundle book").splitlines()]
    rows = [[part.strip() for part in line if part.strip()] for line in told]
    assert rows[0] == ["Ngày", "Chiều", "Đơn vị", "Nội dung", "Bản", "Tình trạng", "Đúng hạn"]
    assert rows[2:] == [
        ["13/10/2026", "Gửi", "Công đoàn A", "Quý III/2026", "7", "chưa có giấy báo nhận, 7 ngày"],
        ["08/10/2026", "Nhận", "Công đoàn B", "Quý III/2026", "3", "đã áp dụng, chưa gửi giấy báo", "muộn 3 ngày"],
        ["02/10/2026", "Nhận", "Công đoàn A", "Quý III/2026", "14", "đã áp dụng, đã gửi giấy báo", "đúng hạn"],
        ["Nhận", "Công đoàn C", "Quý III/2026", "chưa gửi, hạn 05/10/2026, quá 15 ngày", "quá hạn 15 ngày"],
    ]


def test_the_book_can_be_narrowed(at: Desk) -> None:
    assert [row["name"] for row in at.json("bundle book", "--missing")] == ["Công đoàn C"]
    assert {row["ver"] for row in at.json("bundle book", "--unit", "cong doan a")} == {7, 14}
    assert at.json("bundle book", "--period", "quý IV/2026") == []


def test_machines_get_days_states_and_hashes(at: Desk) -> None:
    first = at.json("bundle book")[0]
    assert (first["day"], first["way"], first["state"], first["days"]) == ("2026-10-13", "out", "exported", 7)
    assert len(first["sha256"]) == 64
    assert first["period"] == "2026-Q3"


def test_the_counts_of_a_quarter_carry_their_base(at: Desk) -> None:
    told = at.do("bundle book", "--counts").splitlines()[-1].split()
    assert told == ["Quý", "III/2026", "05/10/2026", "3", "2/3", "1/3", "1", "1", "0", "0", "1"]
    (counted,) = at.json("bundle book", "--counts", "--period", "2026-Q3")
    assert (counted["expected"], counted["received"], counted["on_time"]) == (3, 2, 1)
    assert counted["on_paper"] == ["Công đoàn Giấy"]
    assert "không đi cùng" in at.refused("bundle book", "--counts", "--missing")


def test_the_book_is_written_as_csv_for_excel(at: Desk) -> None:
    told = at.do("bundle book", "--bom", "--format", "csv")
    assert told.startswith("\ufeffNgày,Chiều,Đơn vị")
    assert "08/10/2026,Nhận,Công đoàn B,Quý III/2026,3" in told


def test_each_peer_stands_in_the_status(at: Desk) -> None:
    found = {row["name"]: row for row in at.json("bundle status")}
    assert (found["Công đoàn A"]["sent_ver"], found["Công đoàn A"]["received_ver"]) == (7, 14)
    assert found["Công đoàn B"]["told"] == "12 ngày chưa có gói mới"
    assert found["Công đoàn C"]["silent_days"] is None
    told = at.do("bundle status")
    assert "Đơn vị trực thuộc" in told
    assert "chưa có gói nào từ đơn vị này" in told


def test_an_office_that_exchanges_with_nobody_is_told_how_to_begin(tmp_path: Path) -> None:
    session = workspace.create(tmp_path / "so", clock=FrozenClock("2026-07-01T08:00:00", step_ms=1), seed=1)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu")
    session.close()
    at = Desk(session.path, "--today", "20/10/2026")
    assert "tiendo bundle introduce" in at.do("bundle status")
    assert at.json("bundle status") == []
