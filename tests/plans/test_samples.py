"""The two plan documents that come with the sample: official papers that say what their sources say, and fit the sample's office."""

import re
import tomllib
import unicodedata
from pathlib import Path

import docx
import pypdfium2
import pytest

from tests.plans.make import HERE, PAPERS, plans
from tests.plans.marks import marks
from tests.plans.source import PlanSource

LARGEST = 150_000
each_sample = pytest.mark.parametrize("plan", plans(HERE / "samples"), ids=lambda plan: plan.name)


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text)).lower()


def words_of(path: Path) -> str:
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            return "".join(page.get_textpage().get_text_bounded() for page in document)
    paper = docx.Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "".join([paragraph.text for paragraph in paper.paragraphs] + cells)


@each_sample
def test_a_sample_plan_is_small_and_says_every_task_and_target_of_its_source(plan: PlanSource) -> None:
    path = PAPERS / f"{plan.name}.{plan.page['format']}"
    assert path.stat().st_size <= LARGEST
    said, marked = letters(words_of(path)), marks(plan)
    missing = [item["text"] for item in marked["tasks"] + marked["targets"] if letters(item["text"]) not in said]
    assert missing == [], "run python -m tests.plans.make --papers"
    assert letters(marked["document"]["signer"]) in said


def test_the_plan_of_the_sample_office_names_its_bans_documents_and_signer() -> None:
    office = tomllib.loads((PAPERS / "office.toml").read_text("utf-8"))
    marked = next(marks(plan) for plan in plans(HERE / "samples") if plan.page["format"] == "docx")
    bans = {ban["name"] for ban in office["bans"]}
    assert bans <= {duty["body"] for duty in marked["duties"]}
    assert {task["lead"] for task in marked["tasks"] if task["lead"]} <= bans
    assert {directive["number"] for directive in office["directives"][1:]} <= {
        each["number"] for each in marked["references"]
    }
    assert marked["document"]["signer"] in {name for name, _, _ in office["people"]["list"]}
    number_of_tasks = len(marked["tasks"])
    assert number_of_tasks >= 40
