"""Reading plan documents: Word and PDF of thirty pages through the process of their own, the given plans, ten and a hundred times."""

import os
import tempfile
from collections.abc import Iterator
from functools import partial
from html import escape
from pathlib import Path

from app.plan_import.readers import read_source, source_of_text
from app.plan_import.recognise import recognise
from tests.app.plan_import.readers.pdf_pages import Drawing, pdf
from tests.app.plan_import.readers.word_parts import p, write
from tests.app.plan_import.readers.word_parts import run as run_of
from tests.benchmarks.measuring import Result, at_most, median, ratio

PAGES = 30
LETTERS_A_PAGE = 2_200
LINES_A_PAGE = 40
WORDS_A_RUN = 6
_PLAN = Path(__file__).parents[1] / "plans" / "samples" / "ke-hoach-cong-tac-2027.txt"
_SHARED = Path(os.environ.get("TIENDO_SHARED") or Path(__file__).parents[3] / "shared") / "plans"


def run() -> Iterator[Result]:
    """The results."""
    with tempfile.TemporaryDirectory() as place:
        yield from _word_and_pdf(Path(place))
    yield from _texts()


def _word_and_pdf(folder: Path) -> Iterator[Result]:
    word = {pages: _word(folder / f"{pages}.docx", pages) for pages in (PAGES // 10, PAGES, PAGES * 10)}
    read = {pages: median(partial(read_source, path), 3) for pages, path in word.items()}
    yield at_most(f"Word document of {PAGES} pages read apart", read[PAGES], 500)
    yield at_most(f"Word document of {PAGES} pages parsed", median(partial(_parse_file, word[PAGES]), 3), 1000)
    yield ratio("Word document, ten times longer, against ten times the time", read[PAGES * 10], read[PAGES] * 10, 1.2)
    sheet = _pdf(folder / "a.pdf", PAGES)
    yield at_most(f"PDF of {PAGES} pages parsed", median(partial(_parse_file, sheet), 3), 2000)


def _texts() -> Iterator[Result]:
    lines = _lines(PAGES // 10)
    once = median(partial(_parse, lines, 1), 3)
    for times in (10, 100):
        many = median(partial(_parse, lines, times), 1)
        yield ratio(
            f"text of {PAGES // 10} pages {times} times, against {times} times the time", many, once * times, 1.5
        )
    for plan in sorted(_SHARED.glob("*.txt")):
        yield at_most(f"{plan.name} parsed in process", median(partial(_parse_file, plan), 3), 150)


def _parse_file(path: Path) -> None:
    recognise(read_source(path))


def _parse(lines: list[str], times: int) -> None:
    recognise(source_of_text("\n".join(lines * times)))


def _lines(pages: int) -> list[str]:
    """Lines of a plan, as many as fill the pages."""
    lines, letters = [], 0
    source = _PLAN.read_text("utf-8").splitlines()
    while letters < pages * LETTERS_A_PAGE:
        lines += source
        letters += sum(map(len, source))
    return lines


def _word(path: Path, pages: int) -> Path:
    """A Word document whose paragraphs are cut into many runs, as Word leaves them."""
    look = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/>'
    paragraphs = []
    for line in _lines(pages):
        words = escape(line).split(" ")
        cuts = (" ".join(words[at : at + WORDS_A_RUN]) + " " for at in range(0, len(words), WORDS_A_RUN))
        paragraphs.append(p("".join(run_of(cut, look) for cut in cuts), more='<w:jc w:val="both"/>'))
    return write(path, "".join(paragraphs))


def _pdf(path: Path, pages: int) -> Path:
    lines = [part for line in _lines(pages) for part in _wrapped(line)]

    def page(drawing: Drawing) -> None:
        first = (drawing.canvas.getPageNumber() - 1) * LINES_A_PAGE
        for at, line in enumerate(lines[first : first + LINES_A_PAGE]):
            drawing.text(line, 85, 80 + 18 * at, size=12)

    return pdf(path, *[page] * pages)


def _wrapped(line: str, width: int = 80) -> Iterator[str]:
    while len(line) > width and " " in line[:width]:
        cut = line.rindex(" ", 0, width)
        yield line[:cut]
        line = line[cut + 1 :]
    yield line
