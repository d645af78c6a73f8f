"""The blank form asks a unit for exactly what it is expected to answer, and tells it how to write each kind of nothing."""

from datetime import date

import pytest

from app.errors import NotFound
from app.people import units
from app.reports import catalogue
from app.reports.content import Document, Row, Table
from app.reports.writing import render
from app.session import Session
from tests.app.plan.quarter_fixture import Q3, Q4, Quarter
from tests.app.reports.papers import pdf_pages, words


def form(session: Session, unit_id: int, day: date = date(2026, 9, 25)) -> Document:
    return catalogue.build(session, "blank_form", Q3, unit_id=unit_id, day=day)


def rows(document: Document, at: int) -> list[list[str]]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[cell.text.strip() for cell in row.cells] for row in tables[at].rows if isinstance(row, Row)]


def test_a_unit_is_asked_for_its_own_tasks_and_figures(submitted: Quarter) -> None:
    of_d = form(submitted.session, submitted.units["D"])
    assert rows(of_d, 0) == [["Nhiệm vụ T8", "30/09/2026", "", "", "", "", ""]]
    assert [row[0] for row in rows(of_d, 1)] == ["Chỉ số M1", "Chỉ số M2", "Chỉ số M3"]
    of_a = form(submitted.session, submitted.units["A"])
    assert [row[0] for row in rows(of_a, 0)] == ["Chỉ số M1", "Chỉ số M2"]


def test_a_rate_has_room_for_both_its_numbers_and_a_count_for_one(submitted: Quarter) -> None:
    rate, count, _ = rows(form(submitted.session, submitted.units["D"]), 1)
    assert rate[2:5] == ["Lũy kế từ đầu năm", "", ""]
    assert count[2:5] == ["Phát sinh trong kỳ", "", "–"]


def test_nothing_that_was_answered_stands_on_the_form(submitted: Quarter) -> None:
    text = words(" ".join(pdf_pages(render(form(submitted.session, submitted.units["D"]), "pdf"))))
    assert "15/9/2026" not in text
    assert "gửi về LĐLĐ tỉnh Mẫu chậm nhất ngày 05/10/2026" in text
    assert "Để trống là chưa báo cáo." in text
    assert "TM. BAN CHẤP HÀNH" in text


def test_the_head_is_that_of_the_unit_as_named_on_the_day(submitted: Quarter) -> None:
    unit = submitted.units["D"]
    units.rename_unit(submitted.session, unit, name="Mầm non Hoa Nắng", from_day="2026-12-01")
    assert form(submitted.session, unit).letterhead.agency == "Mầm non D"
    later = form(submitted.session, unit, date(2026, 12, 2))
    assert later.letterhead.agency == "Mầm non Hoa Nắng"
    assert later.letterhead.parent == "Liên đoàn Lao động tỉnh Mẫu"


def test_a_unit_that_is_not_asked_gets_no_form(submitted: Quarter) -> None:
    with pytest.raises(NotFound, match="không yêu cầu đơn vị số 999"):
        form(submitted.session, 999)
    with pytest.raises(NotFound, match="chưa mở"):
        catalogue.build(submitted.session, "blank_form", Q4, unit_id=submitted.units["D"])
