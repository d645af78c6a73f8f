"""Minutes of hand-over say of everything a unit was asked what it gave and when, and have both sides sign."""

from datetime import date
from typing import Any

import pytest

from app.errors import NotFound
from app.people import units
from app.reports import catalogue
from app.reports.content import Document, GroupRow, Paragraph, Row, Table
from app.reports.writing import render
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.papers import pdf_pages, words


def minutes(session: Session, unit_id: int, **options: Any) -> Document:
    return catalogue.build(session, "handover", Q3, unit_id=unit_id, day=date(2026, 10, 6), day_known=True, **options)


def table_of(document: Document) -> Table:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return table


def rows_of(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table_of(document).rows if isinstance(row, Row)]


def test_every_answer_stands_in_the_minutes_with_its_day(submitted: Quarter) -> None:
    document = minutes(submitted.session, submitted.units["D"])
    assert rows_of(document) == [
        ["Nhiệm vụ T8", "hoàn thành ngày 15/9/2026", "01/10/2026"],
        ["Chỉ số M1", "5/25 (20,0%)", "01/10/2026"],
        ["Chỉ số M2", "2", "01/10/2026"],
        ["Chỉ số M3", "1/1 (100,0%)", "01/10/2026"],
    ]
    groups = [row.text for row in table_of(document).rows if isinstance(row, GroupRow)]
    assert groups == ["Kết quả thực hiện nhiệm vụ: đã giao 1/1 mục", "Số liệu thực hiện chỉ tiêu: đã giao 3/3 mục"]


def test_the_kinds_of_nothing_stay_apart(submitted: Quarter) -> None:
    assert rows_of(minutes(submitted.session, submitted.units["C"]))[1][1:] == ["không phát sinh", "01/10/2026"]
    assert rows_of(minutes(submitted.session, submitted.units["B"]))[1][1] == "0"
    assert {row[1] for row in rows_of(minutes(submitted.session, submitted.units["E"]))} == {"chưa báo cáo"}


def test_a_typed_list_takes_the_place_of_the_records(submitted: Quarter) -> None:
    items = ("Báo cáo quý III | 02 bản | có dấu", "USB gói dữ liệu | 01")
    assert rows_of(minutes(submitted.session, submitted.units["D"], items=items)) == [
        ["Báo cáo quý III", "02 bản", "có dấu"],
        ["USB gói dữ liệu", "01", ""],
    ]


def test_both_sides_are_named_and_sign(submitted: Quarter) -> None:
    units.rename_unit(submitted.session, submitted.units["D"], name="Mầm non Hoa Nắng", from_day="2026-10-05")
    document = minutes(submitted.session, submitted.units["D"], giver="Trần Thị Lan, Chủ tịch")
    text = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert text[0] == "Hôm nay, ngày 06 tháng 10 năm 2026, tại Liên đoàn Lao động tỉnh Mẫu, hai bên gồm:"
    assert text[1] == "Đơn vị: Mầm non Hoa Nắng."
    assert text[2] == "Đại diện: Ông (bà) Trần Thị Lan; chức vụ: Chủ tịch."
    printed = words(" ".join(pdf_pages(render(document, "pdf"))))
    assert "ĐẠI DIỆN BÊN GIAO" in printed
    assert "ĐẠI DIỆN BÊN NHẬN" in printed
    assert "BB-LĐLĐ" in printed


def test_a_unit_that_is_not_known_is_refused(submitted: Quarter) -> None:
    with pytest.raises(NotFound, match="Không có đơn vị số 999"):
        minutes(submitted.session, 999)


def test_a_person_is_called_as_written_and_signs_without_it(submitted: Quarter) -> None:
    document = minutes(submitted.session, submitted.units["D"], giver="Bà Nguyễn Thị A, Văn thư.", receiver="Lê Văn B")
    told = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "Đại diện: Bà Nguyễn Thị A; chức vụ: Văn thư." in told
    assert any(line.startswith("Đại diện: Ông (bà) Lê Văn B; chức vụ: …") for line in told)
    assert document.countersignature is not None
    assert document.countersignature.name == "Nguyễn Thị A"
