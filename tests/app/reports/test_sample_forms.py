"""Each plan, table, letter, minutes and form is printed from the sample province, in clean Vietnamese, by every writer."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from app import workspace
from app.clock import FrozenClock
from app.people import bans, persons, units
from app.plan import programmes
from app.reports import catalogue, drafting
from app.reports.content import BulletList, Document, Paragraph, Row, Table
from app.reports.writing import render
from app.sample.province import write_sample
from app.session import Session
from tests.app.reports.papers import pdf_pages, words

FORMS = [
    ("plan", "2027", "", "KẾ HOẠCH"),
    ("plan", "2026-Q4", "", "KẾ HOẠCH"),
    ("assignment", "2026-Q4", "ban_id", "THÔNG BÁO"),
    ("assignment", "2026-Q4", "person_id", "THÔNG BÁO"),
    ("progress", "2026-Q3", "", "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ"),
    ("progress", "2025", "", "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ"),
    ("targets", "2026-9M", "", "KẾT QUẢ THỰC HIỆN CHỈ TIÊU"),
    ("bans", "SY2025", "", "TỔNG HỢP THỰC HIỆN NHIỆM VỤ THEO BAN"),
    ("units", "2026-H1", "", "TỔNG HỢP THEO ĐƠN VỊ TRỰC THUỘC"),
    ("schedule", "SY2026", "", "LỊCH THỰC HIỆN NHIỆM VỤ THEO QUÝ"),
    ("reminder", "2026-Q3", "", "V/v đôn đốc báo cáo"),
    ("reminder", "2026-Q3", "unit_id", "V/v đôn đốc báo cáo"),
    ("handover", "2026-Q3", "unit_id", "BIÊN BẢN"),
    ("bundles", "2026-Q3", "", "BIÊN BẢN"),
    ("bundles", "2026-Q3", "unit_id", "BIÊN BẢN"),
    ("blank_form", "2026-Q3", "unit_id", "PHIẾU BÁO CÁO"),
    ("weekly", "2026-Q3", "ban_id", "NỘI DUNG GIAO BAN TUẦN"),
]
UNTIDY = ("None", "{", "  ", " .", " ,", " ;", "..", ",,", ";;", "()", "( ", " )", ":.")


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("mau") / "mau.tdb"
    session = workspace.create(path, clock=FrozenClock("2026-10-06T08:00:00"), seed=1)
    write_sample(session)
    yield session
    session.close()


def made(session: Session, name: str, period: str, need: str) -> Document:
    whom = {
        "ban_id": lambda: bans.ban_lines(session)[2].id,
        "person_id": lambda: persons.person_lines(session)[0].id,
        "unit_id": lambda: next(line.id for line in units.unit_lines(session) if "Nghề cá" in line.name),
    }
    given: dict[str, Any] = {need: whom[need]()} if need else {}
    return catalogue.build(session, name, period, day=date(2026, 10, 6), post="Phó Chủ tịch", **given)


def texts(value: Any) -> Iterator[str]:
    """Every text anywhere in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in {"key", "about"}:
                yield from texts(getattr(value, field.name))


@pytest.mark.parametrize(("name", "period", "need", "title"), FORMS)
def test_each_form_is_printed_in_clean_vietnamese(
    province: Session, name: str, period: str, need: str, title: str
) -> None:
    document = made(province, name, period, need)
    said = [text for text in texts(document) if text.strip("\u00a0\n")]
    assert said == [unicodedata.normalize("NFC", text) for text in said]
    assert [text for text in said if any(mark in text for mark in UNTIDY)] == []
    keys = [found.key for found in drafting.keyed(document)]
    assert len(keys) == len(set(keys))
    text = words(" ".join(pdf_pages(render(document, "pdf"))))
    assert title in text
    assert words(document.abstract) in text


@pytest.mark.parametrize(("name", "period", "need", "title"), FORMS)
def test_word_and_the_workbook_hold_every_row_of_a_form(
    province: Session, name: str, period: str, need: str, title: str
) -> None:
    document = made(province, name, period, need)
    blocks = (*document.blocks, *(block for appendix in document.appendices for block in appendix.blocks))
    first = [
        words(row.cells[0].text)
        for table in blocks
        if isinstance(table, Table)
        for row in table.rows
        if isinstance(row, Row)
    ]
    paper = docx.Document(BytesIO(render(document, "docx")))
    in_word = {words(cell.text) for table in paper.tables for row in table.rows for cell in row.cells}
    assert set(first) <= in_word
    book = load_workbook(BytesIO(render(document, "xlsx")))
    in_sheets = {words(str(value)) for sheet in book for row in sheet.values for value in row if value is not None}
    assert set(first) - {""} <= in_sheets
    assert not any(str(value).startswith("=") for sheet in book for row in sheet.values for value in row)


def test_the_plan_counts_what_its_appendix_lists(province: Session) -> None:
    document = made(province, "plan", "2027", "")
    (table,) = (block for block in document.appendices[0].blocks if isinstance(block, Table))
    listed = sum(isinstance(row, Row) for row in table.rows)
    items = [item for block in document.blocks if isinstance(block, BulletList) for item in block.items]
    (purpose,) = (item.text for item in items if item.key == "purpose.1")
    assert f"và {listed} nhiệm vụ đã đề ra" in purpose
    counts = [
        int(block.text.split("Có ")[1].split(" nhiệm vụ")[0])
        for block in document.blocks
        if isinstance(block, Paragraph) and block.key.startswith("work.programme:")
    ]
    assert sum(counts) == listed


def test_a_plan_of_each_single_programme_makes_up_the_whole(province: Session) -> None:
    whole = made(province, "plan", "2026-Q4", "")
    parts = [
        catalogue.build(province, "plan", "2026-Q4", programme_id=line.id, day=date(2026, 10, 6))
        for line in programmes.tree(province)
        if line.id is not None
    ]
    rows = [row for document in parts for row in task_rows(document)]
    assert rows == [row for row in task_rows(whole) if not row.startswith("ĐX")]


def task_rows(document: Document) -> list[str]:
    tables = (block for appendix in document.appendices for block in appendix.blocks if isinstance(block, Table))
    return [row.cells[0].text for table in tables for row in table.rows if isinstance(row, Row)]
