"""A ``*.plan`` source as a Word document: letterhead in a two-column table, numbers typed or made by Word, real tables.

``[page]`` of the head: ``left``, ``right`` (columns of the letterhead), ``numbering`` (the levels Word numbers, such as
``["I.", "1.", "1.1.", "a)", "-", "+"]``; a number that Word would not make itself is typed), ``textbox`` (text in a drawn box),
``header`` (text on top of each page), ``habits``: ``tabs`` after typed list marks, ``breaks`` for the lines of a title in one paragraph,
``tracked`` words struck out in a recorded change, ``framed`` (the whole body in one table cell),
``calendar`` (times and their tasks as a table).
"""

import datetime
import re
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from tests.plans.source import CALENDAR, PlanSource, Row, months, pieces

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FIRST_LIST = 90
_BOLD = frozenset("SHGWZBNE")
_CENTRED = frozenset("EI")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_FORMATS = {"I": "upperRoman", "A": "upperLetter", "1": "decimal", "a": "lowerLetter"}
_BOX = (
    '<w:p xmlns:w="{w}" xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape id="box1" '
    'style="position:absolute;width:120pt;height:28pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)

_STRUCK = (
    '<w:del xmlns:w="{w}" w:id="1" w:author="VT" w:date="2026-01-05T08:00:00Z">'
    "<w:r><w:delText> đã bỏ câu này.</w:delText></w:r></w:del>"
)


class _Numbers:
    """Counts as Word would, so that only numbers Word would print are left to Word."""

    def __init__(self, levels: list[str]) -> None:
        self.levels = levels
        self.counts = [0] * len(levels)
        self.restarts: list[int] = []

    def level(self, label: str) -> int | None:
        """The level at which Word prints just this label next, counted on or begun anew; None where it would not."""
        for level, pattern in enumerate(self.levels):
            if not _FORMATS.get(pattern[0]):
                if pattern == label:
                    return level
                continue
            for number in (self.counts[level] + 1, 1):
                counts = self.counts[:level] + [number] + [0] * (len(self.levels) - level - 1)
                if self._shown(counts, level) == label:
                    if self.counts[level] >= number:
                        self.restarts.append(level)
                    self.counts = counts
                    return level
        return None

    @property
    def list_id(self) -> int:
        """The list in force: a new one each time a level begins anew."""
        return _FIRST_LIST + len(self.restarts)

    def _shown(self, counts: list[int], level: int) -> str:
        pattern = self.levels[level]
        if pattern.count("1") > 1:
            return f"{counts[level - 1]}.{counts[level]}{pattern[3:]}"
        number = counts[level]
        shown = {"I": _ROMAN[min(number, 12)], "A": chr(64 + number), "1": str(number), "a": chr(96 + number)}[
            pattern[0]
        ]
        return shown + pattern[1:]

    def text(self, level: int) -> str:
        """``w:lvlText`` of a level."""
        pattern = self.levels[level]
        if pattern.count("1") > 1:
            return f"%{level}.%{level + 1}{pattern[3:]}"
        return f"%{level + 1}{pattern[1:]}" if pattern[0] in _FORMATS else pattern


def write_docx(plan: PlanSource, path: Path) -> None:
    """Write the plan as a Word file."""
    document = Document()
    stamp = datetime.datetime(2026, 1, 5, 8, 0, tzinfo=datetime.UTC)
    document.core_properties.created = document.core_properties.modified = stamp
    document.styles["Normal"].font.name = "Times New Roman"
    numbers = _Numbers(plan.page.get("numbering", []))
    if numbers.levels:
        _define(document, numbers)
    if plan.page.get("header"):
        document.sections[0].header.paragraphs[0].text = str(plan.page["header"])
    _head(document, plan)
    place = document.add_table(rows=1, cols=1).cell(0, 0) if "framed" in _habits(plan) else document
    _body(place, plan, numbers)
    for place, level in enumerate(numbers.restarts, 1):
        _restart(document, _FIRST_LIST + place, level)
    document.save(str(path))


def _habits(plan: PlanSource) -> list[str]:
    habits: list[str] = plan.page.get("habits", [])
    return habits


def _define(document: Any, numbers: _Numbers) -> None:
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{_FORMATS.get(pattern[0], "bullet")}"/>'
        f'<w:lvlText w:val="{numbers.text(level)}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level, pattern in enumerate(numbers.levels)
    )
    abstract = f'<w:abstractNum xmlns:w="{_W}" w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    root.insert(0, parse_xml(abstract))
    root.append(parse_xml(f'<w:num xmlns:w="{_W}" w:numId="{_FIRST_LIST}"><w:abstractNumId w:val="90"/></w:num>'))


def _restart(document: Any, list_id: int, level: int) -> None:
    override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
    number = f'<w:num xmlns:w="{_W}" w:numId="{list_id}"><w:abstractNumId w:val="90"/>{override}</w:num>'
    document.part.numbering_part.element.append(parse_xml(number))


def _head(document: Any, plan: PlanSource) -> None:
    left, right = plan.page.get("left"), plan.page.get("right")
    if plan.page.get("textbox"):
        box = parse_xml(_BOX.format(w=_W, text=plan.page["textbox"]))
        document.element.body.insert(0, box)
    if not left and not right:
        return
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left or [], right or []), strict=True):
        for place, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.add_run(line).bold = line.isupper()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _body(document: Any, plan: PlanSource, numbers: _Numbers) -> None:
    for kind, rows in pieces(plan):
        if kind == "table":
            _table(document, rows)
        elif kind == "closing":
            _closing(document, rows)
        elif kind == "title":
            _title(document.add_paragraph(), rows)
        elif kind == "calendar":
            _calendar(document, rows, numbers, _habits(plan))
        else:
            _paragraph(document.add_paragraph(), rows[0], numbers, _habits(plan))


def _calendar(document: Any, rows: list[Row], numbers: _Numbers, habits: list[str]) -> None:
    """Times in the left column, the tasks of each beside it, several paragraphs to a cell."""
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = CALENDAR
    for time, tasks in months(rows):
        cells = table.add_row().cells
        _paragraph(cells[0].paragraphs[0], time, numbers, habits)
        for place, task in enumerate(tasks):
            _paragraph(cells[1].paragraphs[0] if place == 0 else cells[1].add_paragraph(), task, numbers, habits)


def _title(paragraph: Any, rows: list[Row]) -> None:
    """Lines parted by line breaks in one paragraph."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for place, row in enumerate(rows):
        run = paragraph.add_run(row.printed)
        run.bold = True
        if place + 1 < len(rows):
            run.add_break()


def _paragraph(paragraph: Any, row: Row, numbers: _Numbers, habits: list[str]) -> None:
    text, label = row.printed, row.label.strip()
    level = numbers.level(re.sub(r"\s+", "", label)) if numbers.levels and label else None
    if level is not None:
        text = text[len(row.label) :].strip()
        _numbered(paragraph, level, numbers.list_id)
    elif label and "tabs" in habits:
        text = f"{label}\t{text[len(row.label) :].strip()}"
    run = paragraph.add_run(text)
    run.bold = row.code in _BOLD
    run.italic = row.code == "I"
    if row.code in _CENTRED:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if "tracked" in habits and row.code in "TC":
        paragraph._p.append(parse_xml(_STRUCK.format(w=_W)))


def _numbered(paragraph: Any, level: int, list_id: int) -> None:
    number = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", list_id)):
        part = OxmlElement(tag)
        part.set(qn("w:val"), str(value))
        number.append(part)
    paragraph._p.get_or_add_pPr().append(number)


def _table(document: Any, rows: list[Row]) -> None:
    width = max(len(row.cells) for row in rows)
    table = document.add_table(rows=0, cols=width)
    table.style = "Table Grid"
    for row in rows:
        cells = table.add_row().cells
        if "group" in row.flags and len([cell for cell in row.cells if cell]) <= 2 < width:
            cells[1].merge(cells[-1])
            cells[0].text, cells[1].text = row.cells[0], next((cell for cell in row.cells[1:] if cell), "")
            continue
        for cell, text in zip(cells, row.cells, strict=False):
            cell.paragraphs[0].add_run(text).bold = "head" in row.flags


def _closing(document: Any, rows: list[Row]) -> None:
    """ "Nơi nhận" left and the signature right, in a table without lines, as offices do."""
    columns = ([row for row in rows if row.code in "NR"], [row for row in rows if row.code == "K"])
    table = document.add_table(rows=1, cols=2)
    for cell, part in zip(table.rows[0].cells, columns, strict=True):
        for place, row in enumerate(part):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.add_run(row.printed).bold = row.code != "R"
