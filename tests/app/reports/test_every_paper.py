"""Each paper of the catalogue, printed from the sample province: its pages as pictures, its places, its fonts and its words."""

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from PIL import ImageOps

from app import workspace
from app.clock import FrozenClock
from app.people import bans, units
from app.reports import catalogue
from app.reports.content import Document
from app.reports.layout import points
from app.reports.writing import render
from app.sample.province import write_sample
from app.session import Session
from tests.app.reports.papers import pdf_pages, words
from tests.app.reports.test_in_an_office_program import AS_TIMES, FONTS
from tests.app.reports.test_to_pdf import box, middle

CASES = {
    "quarter": "2026-Q2",
    "nine_months": "2026-9M",
    "half_year": "2026-H1",
    "year": "2025",
    "semester": "SY2025-S1",
    "school_year": "SY2025",
    "mid_term": "2026-Q2",
    "final": "T:2025-2030",
    "amendments": "2026-Q1",
    "plan": "2027",
    "assignment": "2026-Q4",
    "progress": "2026-Q3",
    "targets": "2026-9M",
    "bans": "2026-Q2",
    "units": "2026-H1",
    "schedule": "2026",
    "reminder": "2026-Q3",
    "handover": "2026-Q3",
    "bundles": "2026-Q3",
    "blank_form": "2026-Q3",
    "weekly": "2026-Q3",
}
EVERY = pytest.mark.parametrize("name", CASES)
IN_OFFICE = ("quarter", "plan", "assignment", "reminder", "handover", "bans")
SCALE = 0.5
LEAST_INK = 50
"""Points: a page with less on it is an orphan."""
MARGIN_TOP, MARGIN_BOTTOM = points(20), points(20)
SIDES = {False: (points(30), points(15)), True: (points(20), points(15))}
"""Left and right margins of upright and landscape pages (NĐ 30 I.4; landscape: usual practice)."""


@dataclass
class Printed:
    """The papers of a workspace, each made once."""

    session: Session
    made: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False)

    def document(self, name: str) -> Document:
        """The paper itself."""
        if (name, "") not in self.made:
            whom: dict[str, Any] = {}
            if "ban_id" in catalogue.PAPERS[name].needs:
                whom["ban_id"] = bans.ban_lines(self.session)[2].id
            elif "unit_id" in catalogue.PAPERS[name].needs:
                lines = units.unit_lines(self.session)
                whom["unit_id"] = next(line.id for line in lines if "Nghề cá" in line.name)
            given = {"day": date(2026, 10, 6), "post": "Phó Chủ tịch", "signer": "Nguyễn Thu Hằng", **whom}
            self.made[name, ""] = catalogue.build(self.session, name, CASES[name], **given)
        document: Document = self.made[name, ""]
        return document

    def file(self, name: str, format: str) -> bytes:
        """The paper as a file."""
        if (name, format) not in self.made:
            self.made[name, format] = render(self.document(name), format)
        data: bytes = self.made[name, format]
        return data

    def pdf(self, name: str) -> Any:
        """The paper as opened PDF."""
        if (name, "opened") not in self.made:
            self.made[name, "opened"] = pypdfium2.PdfDocument(BytesIO(self.file(name, "pdf")))
        return self.made[name, "opened"]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printed]:
    path = tmp_path_factory.mktemp("mau") / "mau.tdb"
    session = workspace.create(path, clock=FrozenClock("2026-10-06T08:00:00"), seed=1)
    write_sample(session)
    printed = Printed(session)
    yield printed
    for (_, kind), thing in printed.made.items():
        if kind == "opened":
            thing.close()
    session.close()


def test_no_paper_of_the_catalogue_is_left_out() -> None:
    assert CASES.keys() == catalogue.PAPERS.keys()


@EVERY
def test_no_page_is_blank_and_no_ink_stands_in_the_margins(papers: Printed, name: str) -> None:
    for page in papers.pdf(name):
        width, height = page.get_size()
        picture = ImageOps.invert(page.render(scale=SCALE, grayscale=True).to_pil().convert("L"))
        below = picture.crop((0, int(MARGIN_TOP * SCALE), picture.width, picture.height))
        found = below.point(lambda grey: 255 if grey > 64 else 0).getbbox()
        assert found is not None, "nothing stands below the page's number"
        left, top, right, bottom = (edge / SCALE for edge in found)
        most_left, most_right = SIDES[width > height]
        assert left >= most_left - 3
        assert right <= width - most_right + 3
        assert bottom + MARGIN_TOP <= height - MARGIN_BOTTOM + 3
        assert bottom - top > LEAST_INK


@EVERY
def test_page_numbers_stand_in_the_middle_of_the_top_margin_but_on_no_first_page(papers: Printed, name: str) -> None:
    expected = 1
    for at, page in enumerate(papers.pdf(name)):
        width, height = page.get_size()
        layer = page.get_textpage()
        number = layer.get_text_bounded(bottom=height - MARGIN_TOP + 1).strip()
        expected = expected + 1 if number else 1
        assert at or not number
        if number:
            assert number == str(expected)
            first = layer.get_charbox(0)
            last = layer.get_charbox(len(number) - 1)
            left, right = SIDES[width > height]
            assert (first[0] + last[2]) / 2 == pytest.approx((left + width - right) / 2, abs=1.5)


@EVERY
def test_the_head_stands_where_the_rule_puts_it(papers: Printed, name: str) -> None:
    document, page = papers.document(name), papers.pdf(name)[0]
    nation = box(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = box(page, "Độc lập - Tự do - Hạnh phúc")
    width, height = page.get_size()
    left, right = SIDES[width > height]
    assert nation[0] > width / 3
    assert nation[2] <= width - right + 1
    assert nation[3] > height - MARGIN_TOP - 20
    assert middle(motto) == pytest.approx(middle(nation), abs=1)
    assert nation[1] > motto[1]
    words = [word for word in document.letterhead.agency.upper().split() if len(word) > 3]
    agency = box(page, words[0])
    assert left - 1 <= agency[0] < width / 3
    day = box(page, "tháng 10 năm 2026")
    assert day[1] < motto[1]
    assert day[0] > width / 3
    if document.kind:
        kind = box(page, document.kind.upper())
        assert middle(kind) == pytest.approx((left + width - right) / 2, abs=1.5)
        assert kind[3] < day[3]


@EVERY
def test_only_tinos_is_embedded(papers: Printed, name: str) -> None:
    data = papers.file(name, "pdf")
    fonts = set(re.findall(rb"/BaseFont /([A-Za-z0-9+-]+)", data))
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+Tinos-\w+", font) for font in fonts)
    assert data.count(b"/FontFile2") == len(fonts)


def joined(text: str) -> str:
    """The letters of a text: where a line breaks, PDFium does not always see a space."""
    return "".join(text.split())


def on_paper(page: Any) -> str:
    """The letters between the margins of a page, its number aside."""
    return joined(page.get_textpage().get_text_bounded(top=page.get_size()[1] - MARGIN_TOP + 2))


def in_word(data: bytes) -> Iterator[str]:
    """The letters of each paragraph of a Word file, those in cells too."""
    for line in docx.Document(BytesIO(data)).element.body.iter(qn("w:p")):
        yield joined(
            "".join(part.text or "" if part.tag == qn("w:t") else " " for part in line.iter(qn("w:t"), qn("w:br")))
        )


@EVERY
def test_pdf_and_word_say_the_same_in_composed_vietnamese(papers: Printed, name: str) -> None:
    text = "".join(map(on_paper, papers.pdf(name)))
    assert text == unicodedata.normalize("NFC", text)
    assert not set(text) & set("\ufffd\u25a0\ufffe")
    paragraphs = list(in_word(papers.file(name, "docx")))
    assert [words for words in paragraphs if words not in text] == []
    with_charts = set(text) - set("".join(paragraphs))
    assert not {sign for sign in with_charts if sign.isalpha()}


@EVERY
def test_no_text_of_the_workbook_is_a_formula(papers: Printed, name: str) -> None:
    book = load_workbook(BytesIO(papers.file(name, "xlsx")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds
    assert "f" not in kinds


@pytest.fixture(scope="module")
def converted(papers: Printed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The main papers as LibreOffice prints them from DOCX and XLSX, by one start of it."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    for name in IN_OFFICE:
        (folder / f"{name}-docx.docx").write_bytes(papers.file(name, "docx"))
    (folder / "quarter-xlsx.xlsx").write_bytes(papers.file("quarter", "xlsx"))
    files = [path.name for path in sorted(folder.iterdir())]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    settings = folder / "fonts.conf"
    settings.write_text(AS_TIMES.format(fonts=FONTS, cache=folder / "cache"))
    environment = {**os.environ, "FONTCONFIG_FILE": str(settings)}
    subprocess.run(command, check=True, capture_output=True, timeout=300, cwd=folder, env=environment)
    return folder


@pytest.mark.parametrize("name", IN_OFFICE)
def test_an_office_program_prints_the_word_file_on_as_many_pages_with_the_same_words(
    papers: Printed, converted: Path, name: str
) -> None:
    pages = pdf_pages((converted / f"{name}-docx.pdf").read_bytes())
    assert abs(len(pages) - len(papers.pdf(name))) <= 1
    text = joined("".join(pages))
    missing = [words for words in in_word(papers.file(name, "docx")) if words not in text]
    assert len(missing) <= len(pages), "more than the paragraphs that go over a page break"


def test_an_office_program_opens_the_workbook(converted: Path) -> None:
    text = words(" ".join(pdf_pages((converted / "quarter-xlsx.pdf").read_bytes())))
    assert "KẾT QUẢ THỰC HIỆN CHỈ TIÊU QUÝ II NĂM 2026" in text
    assert "#NAME?" not in text
    assert "###" not in text
