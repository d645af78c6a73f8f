"""Minutes of the hand-over book name every file with its version, day and check mark, and say who sent in time."""

from datetime import date
from typing import Any

import pytest

from app.errors import NotFound
from app.i18n import set_language
from app.plan import calendar
from app.reports import catalogue
from app.reports.content import Document, GroupRow, Paragraph, Table
from app.reports.papers.bundles import MARK
from app.reports.writing import render
from app.session import Session
from tests.app.reports.papers import pdf_pages, words
from tests.builders.exchange_rows import ExchangeRows

Q3 = "2026-Q3"


@pytest.fixture
def rows(office_session: Session, frozen: Any) -> ExchangeRows:
    """Three units with the program, one without; on 20/10 two have sent, one of them late."""
    calendar.open_period(office_session, Q3, cutoff="2026-09-30", due="2026-10-05")
    made = ExchangeRows(office_session)
    first, late, _silent = (
        made.peer(made.below(f"Công đoàn {name}"), name="?") for name in ("Viên chức tỉnh", "xã Hải Mẫu", "xã Tân Mẫu")
    )
    made.below("Công đoàn xã Giấy Bút")
    made.out(first, "2026-09-10T08:00:00", 7)
    made.receipt(first, "2026-09-12T08:00:00", 7)
    made.into(first, "2026-10-02T08:00:00", 14)
    made.into(late, "2026-10-08T08:00:00", 3)
    frozen.set("2026-10-20T08:00:00")
    return made


def minutes(rows: ExchangeRows, **options: Any) -> Document:
    return catalogue.build(rows.session, "bundles", Q3, day=date(2026, 10, 20), day_known=True, **options)


def told(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def tables(document: Document) -> list[list[list[str]]]:
    found = [block for block in document.blocks if isinstance(block, Table)]
    return [
        [[row.text] if isinstance(row, GroupRow) else [cell.text for cell in row.cells] for row in table.rows]
        for table in found
    ]


def unit(rows: ExchangeRows, name: str) -> int:
    row = rows.session.conn.execute("SELECT unit_id FROM unit_name WHERE name = ?", [name]).fetchone()
    return int(row[0])


def test_the_minutes_of_the_office_count_and_name_every_unit(rows: ExchangeRows) -> None:
    document = minutes(rows)
    assert told(document)[1] == (
        "Hạn gửi là ngày 05/10/2026. Đã nhận gói của 2/3 đơn vị phải gửi, trong đó 1 đơn vị gửi đúng hạn, 1 đơn vị gửi muộn; "
        "1 đơn vị chưa gửi."
    )
    received, sent = tables(document)
    assert received == [
        ["Đã gửi: 2/3 đơn vị"],
        ["Công đoàn Viên chức tỉnh", "14", "02/10/2026", "đúng hạn", ""],
        ["Công đoàn xã Hải Mẫu", "3", "08/10/2026", "muộn 3 ngày", ""],
        ["Chưa gửi: 1/3 đơn vị"],
        ["Công đoàn xã Tân Mẫu", "", "", "quá hạn 15 ngày", ""],
        ["Không dùng phần mềm"],
        ["Công đoàn xã Giấy Bút", "", "", "báo cáo giấy", ""],
    ]
    assert sent == [["Công đoàn Viên chức tỉnh", "Quý III/2026", "7", "10/09/2026", "đã nhận 12/09/2026"]]


def test_the_minutes_with_a_unit_have_both_ways_and_two_signatures(rows: ExchangeRows) -> None:
    document = minutes(rows, unit_id=unit(rows, "Công đoàn Viên chức tỉnh"), giver="Bà Trần Thị Lan, Chủ tịch")
    (files,) = tables(document)
    assert [row[0] for row in files if len(row) == 1] == [
        "Công đoàn Viên chức tỉnh giao, Liên đoàn Lao động tỉnh Mẫu nhận",
        "Liên đoàn Lao động tỉnh Mẫu giao, Công đoàn Viên chức tỉnh nhận",
    ]
    (came, went) = (row for row in files if len(row) > 1)
    assert (came[1], came[2], came[4]) == ("14", "02/10/2026", "đã áp dụng, chưa gửi giấy báo; đúng hạn")
    assert (went[1], went[2], went[4]) == ("7", "10/09/2026", "đã nhận 12/09/2026")
    assert len(came[3].replace(" ", "")) == MARK
    assert document.countersignature is not None
    assert document.countersignature.lines == ("Đại diện bên giao",)
    assert document.countersignature.name == "Trần Thị Lan"
    printed = words(" ".join(pdf_pages(render(document, "pdf"))))
    assert "ĐẠI DIỆN BÊN GIAO" in printed
    assert "ĐẠI DIỆN BÊN NHẬN" in printed
    assert "BB-LĐLĐ" in printed


def test_a_unit_that_gave_nothing_has_minutes_that_say_so(rows: ExchangeRows) -> None:
    document = minutes(rows, unit_id=unit(rows, "Công đoàn xã Tân Mẫu"))
    assert tables(document) == []
    assert "chưa giao, nhận gói dữ liệu nào; hạn gửi là ngày 05/10/2026" in " ".join(told(document))


def test_an_office_that_exchanges_with_nobody_says_so(office_session: Session) -> None:
    calendar.open_period(office_session, Q3)
    document = minutes(ExchangeRows(office_session))
    assert "Chưa có đơn vị trực thuộc nào trao đổi gói dữ liệu" in " ".join(told(document))
    assert tables(document) == []


def test_minutes_are_vietnamese_whatever_the_window_speaks(rows: ExchangeRows) -> None:
    said = minutes(rows), minutes(rows, unit_id=unit(rows, "Công đoàn Viên chức tỉnh"))
    set_language("en")
    assert said == (minutes(rows), minutes(rows, unit_id=unit(rows, "Công đoàn Viên chức tỉnh")))


def test_a_file_of_another_quarter_is_not_in_the_minutes(rows: ExchangeRows) -> None:
    seat = rows.session.conn.execute("SELECT seat_id FROM peer LIMIT 1").fetchone()[0]
    before = minutes(rows)
    rows.out(seat, "2026-10-19T08:00:00", 8, period="2026-Q4")
    rows.out(seat, "2026-10-19T09:00:00", 9, period=None)
    assert minutes(rows) == before
    rows.out(seat, "2026-09-29T09:00:00", 10, period=None)
    assert ["Công đoàn Viên chức tỉnh", "Chương trình, nhiệm vụ giao xuống", "10"] in [
        row[:3] for row in tables(minutes(rows))[1]
    ]


def test_a_unit_that_is_not_known_is_refused(rows: ExchangeRows) -> None:
    with pytest.raises(NotFound, match="Không có đơn vị số 999"):
        minutes(rows, unit_id=999)
