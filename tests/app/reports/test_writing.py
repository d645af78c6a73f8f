"""Files on disk, and that the three formats say the same."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from app.errors import BadInput, Cancelled, WorkspaceTrouble
from app.jobs import Progress
from app.reports import numbers
from app.reports.content import Appendix, Cell, Document
from app.reports.writers.grid import grid
from app.reports.writing import FORMATS, render, write
from tests.app.reports.papers import pdf_pages, report, targets, words


def said_in_pdf(document: Document) -> str:
    return words(" ".join(pdf_pages(render(document, "pdf"))))


def test_word_says_every_paragraph_that_the_pdf_says() -> None:
    printed = said_in_pdf(report())
    paper = docx.Document(BytesIO(render(report(), "docx")))
    inside = [p.text for table in paper.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    for text in [p.text for p in paper.paragraphs] + inside[:12]:
        assert words(text) in printed
    assert words(paper.paragraphs[0].text) or words(paper.paragraphs[1].text) == "BÁO CÁO"


def shown(value: object, form: str) -> str:
    """A cell of the workbook as a Vietnamese Excel shows it."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, (int, float)):
        places = len(form.rstrip("%").partition(".")[2])
        return numbers.decimal(value * 100, places) + "%" if form.endswith("%") else numbers.decimal(value, places)
    return str(value or "")


def test_the_three_say_the_same_figures_cell_by_cell() -> None:
    ready = grid(targets(30))
    document = report(appendices=(type(report().appendices[0])("Chỉ tiêu", (targets(30),)),))
    word = docx.Document(BytesIO(render(document, "docx"))).tables[-1]
    sheet = openpyxl.load_workbook(BytesIO(render(document, "xlsx")))["Phụ lục"]
    first = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "TT") + 2
    printed = said_in_pdf(document)
    for at, row in enumerate(ready.rows):
        cells = word.rows[at + 2].cells
        for cell in row.cells:
            assert cells[cell.column].text == cell.text
            excel = sheet.cell(first + at, cell.column + 1)
            assert shown(excel.value, excel.number_format) == cell.text
            if cell.value is not None:
                assert cell.text in printed


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_is_written_whole_and_over_the_old_one(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"Báo cáo quý III.{format.upper()}"
    path.write_text("cũ")
    write(report(), path)
    assert path.read_bytes() == render(report(), format)
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_an_unknown_ending_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"\.pdf, \.docx, \.xlsx"):
        write(report(), tmp_path / "x.odt")
    with pytest.raises(WorkspaceTrouble, match="Không ghi được"):
        write(report(), tmp_path / "missing" / "x.pdf")


def test_a_cell_without_number_is_no_number_anywhere() -> None:
    assert Cell("chưa báo cáo").value is None
    assert numbers.long_date(date(2026, 9, 5)) in said_in_pdf(report())


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
def test_a_long_paper_is_stopped_soon_and_leaves_the_old_file(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"a.{format}"
    path.write_text("cũ")
    told: list[tuple[int, int]] = []

    def stop_after_the_first_rows(done: int, total: int, _text: str) -> None:
        told.append((done, total))
        if done:
            progress.cancel()

    progress = Progress(stop_after_the_first_rows)
    with pytest.raises(Cancelled):
        write(report(appendices=(Appendix("Dài", (targets(400),)),)), path, progress=progress)
    assert path.read_text() == "cũ"
    assert 0 < told[-1][0] < told[-1][1]
