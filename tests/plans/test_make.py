"""The plan documents of the tests: what is committed is what the sources make, and all three kinds of file say the same."""

import re
import unicodedata
from pathlib import Path

import docx
import pypdfium2
import pytest

from tests.plans.make import FOLDERS, HERE, as_json, plans, write
from tests.plans.marks import marks
from tests.plans.source import PlanSource, flags_of, read, window

PLANS = [(folder, plan) for folder in FOLDERS for plan in plans(HERE / folder)]
each_plan = pytest.mark.parametrize(("folder", "plan"), PLANS, ids=[plan.name for _, plan in PLANS])


def letters(text: str) -> str:
    """The letters and figures only, composed."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text))


@each_plan
def test_the_committed_text_and_marks_are_those_of_the_source(folder: str, plan: PlanSource) -> None:
    text, marked = HERE / folder / f"{plan.name}.txt", HERE / folder / f"{plan.name}.expected.json"
    again = "run python -m tests.plans.make"
    assert text.read_text("utf-8") == plan.text, again
    assert marked.read_text("utf-8") == as_json(marks(plan)), again


@each_plan
def test_every_marked_text_stands_in_its_lines(folder: str, plan: PlanSource) -> None:
    lines = plan.text.splitlines()
    marked = marks(plan)
    for item in marked["tasks"] + marked["targets"]:
        first, last = item["lines"]
        assert letters(item["text"]) in letters("".join(lines[first - 1 : last])), item["text"]


@each_plan
def test_the_word_file_says_every_marked_text(folder: str, plan: PlanSource, tmp_path: Path) -> None:
    path, marked = write(plan, tmp_path, "docx")
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = letters("".join([paragraph.text for paragraph in document.paragraphs] + cells))
    assert all(letters(item["text"]) in words for item in marked["tasks"] + marked["targets"])


@each_plan
def test_the_pdf_has_its_text_and_is_the_same_twice(folder: str, plan: PlanSource, tmp_path: Path) -> None:
    path, marked = write(plan, tmp_path, "pdf")
    first = path.read_bytes()
    write(plan, tmp_path, "pdf")
    assert path.read_bytes() == first
    with pypdfium2.PdfDocument(first) as document:
        words = letters("".join(page.get_textpage().get_text_bounded() for page in document))
    assert letters(marked["document"]["heading"]).lower()[:40] in words.lower() or marked["programmes"][0]["number"]


def test_a_number_that_word_would_not_count_to_is_typed(tmp_path: Path) -> None:
    plan = read(HERE / "open" / "chuong-trinh-theo-quyet-dinh-2024.plan")
    path, _ = write(plan, tmp_path, "docx")
    typed = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs if "Công đoàn cơ sở" in paragraph.text]
    assert "4. Công đoàn cơ sở" in typed


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2/2024", ("2024-02-01", "2024-02-29")),
        ("9..12/2018", ("2018-09-01", "2018-12-31")),
        ("1/2019..12/2020", ("2019-01-01", "2020-12-31")),
        ("Q3/2024", ("2024-07-01", "2024-09-30")),
        ("Q3..Q4/2021", ("2021-07-01", "2021-12-31")),
        ("H1/2025", ("2025-01-01", "2025-06-30")),
        ("Y2018..2020", ("2018-01-01", "2020-12-31")),
        ("SY2022", ("2022-09-01", "2023-08-31")),
        ("2026-05-19", ("2026-05-19", "2026-05-19")),
        ("..2026-05-19", (None, "2026-05-19")),
    ],
)
def test_a_window_of_the_source_means_the_days_of_the_contract(text: str, days: tuple[str | None, str]) -> None:
    assert window(text) == days


def test_attributes_of_a_line_are_read_with_their_quotes() -> None:
    assert flags_of('w:Q1/2026 >=85% opt lead="Ban Tổ chức"') == {
        "w": "Q1/2026",
        "figure": ">=85%",
        "opt": "",
        "lead": "Ban Tổ chức",
    }


def test_a_line_without_a_code_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.plan"
    path.write_text("+++\n[document]\n+++\nS|I. MỤC TIÊU\nkhông có mã\n", "utf-8")
    with pytest.raises(ValueError, match=r"x\.plan:5"):
        read(path)
