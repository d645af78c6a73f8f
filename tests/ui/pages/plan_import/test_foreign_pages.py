"""Pages of a foreign PDF on the screen: drawn elsewhere, shown here, white where they cannot be drawn."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.plan_import.readers import read_source
from tests.app.plan_import.readers.pdf_pages import pdf
from ui.jobs import JobRunner
from ui.pages.plan_import.foreign_pages import ForeignPages
from ui.pages.plan_import.page_paper import PagePaper


def darkest(image: QImage) -> int:
    return min(
        image.pixelColor(x, y).lightness() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    )


def test_a_page_is_shown_and_a_damaged_one_is_an_empty_sheet(tmp_path: Path, qapp: object) -> None:
    path = pdf(tmp_path / "a.pdf", lambda drawing: drawing.body(1))
    source = read_source(path)
    pages = ForeignPages(path.read_bytes(), source)
    assert (len(pages), pages.sizes) == (1, [(595.28, 841.89)])
    shown = pages.picture(0, 400)
    assert (shown.width(), darkest(shown) < 120) == (400, True)
    empty = ForeignPages(b"%PDF-1.7 broken", replace(source, page_sizes=())).picture(0, 400)
    assert (empty.width(), empty.height(), darkest(empty)) == (400, 566, 255)


def test_the_pages_of_a_pdf_come_onto_the_paper_of_the_review(tmp_path: Path, qtbot: QtBot) -> None:
    path = pdf(tmp_path / "a.pdf", lambda drawing: drawing.body(1))
    jobs = JobRunner()
    paper = PagePaper(read_source(path), path.read_bytes(), jobs)
    qtbot.addWidget(paper)
    paper.resize(500, 400)
    paper.show()
    qtbot.waitUntil(lambda: bool(paper._pictures), timeout=30_000)
    assert darkest(paper.viewport().grab().toImage().copy(60, 60, 300, 200)) < 120
    jobs.close()
