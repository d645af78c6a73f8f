"""Charts: one drawing, the same words and figures on the screen, in the PDF and in Word."""

import io
import zipfile
from xml.etree.ElementTree import fromstring

import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.charts import makers
from app.reports.charts.drawing import Drawing, Rectangle, Shape, Words
from app.reports.charts.makers import BarRow, BulletRow, HeatBox, HeatLine, Stretch
from app.reports.charts.svg import svg_of
from app.reports.content import Chart, paragraph
from app.reports.papers import pictures, report_figures, tables
from app.reports.writers import fonts
from app.reports.writing import render
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.app.reports.papers import report

LONG = "Chương trình 1: Nâng cao năng lực cán bộ công đoàn cơ sở đáp ứng yêu cầu nhiệm vụ trong tình hình mới, giai đoạn 2026 - 2030"
LEGEND = (("done", "Hoàn thành"), ("rest", "Chưa triển khai"))


def bars(*rows: BarRow) -> Drawing:
    return makers.progress(rows, fonts.width, LEGEND)


def boxes(drawing: Drawing, ink: str) -> list[Rectangle]:
    return [mark for mark in drawing.marks if isinstance(mark, Rectangle) and mark.fill == ink and mark.height > 9]


def said_in_pdf(chart: Chart) -> str:
    data = render(report(blocks=(paragraph("Trước."), chart, paragraph("Sau."))), "pdf")
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_parts_of_a_bar_are_as_long_as_their_counts() -> None:
    drawing = bars(
        BarRow("A", (Stretch(6, "done"), Stretch(3, "bad")), "6/9"), BarRow("B", (Stretch(3, "done"),), "3/3")
    )
    six, three = boxes(drawing, "done")
    assert six.width == pytest.approx(2 * three.width)
    assert boxes(drawing, "bad")[0].width == pytest.approx(three.width)
    assert boxes(drawing, "bad")[0].x == pytest.approx(six.x + six.width)


def test_a_long_label_is_told_in_two_lines_within_its_column() -> None:
    drawing = bars(BarRow(LONG * 2, (Stretch(1, "done"),), "1/1"))
    label = [mark for mark in drawing.marks if isinstance(mark, Words) and mark.x == 0]
    assert len(label) == 2
    assert label[1].text.endswith("…")
    assert all(fonts.width(mark.text, mark.size) <= makers._LABEL for mark in label)


@given(st.lists(st.tuples(st.text(max_size=60), st.integers(0, 400), st.integers(0, 400)), max_size=12))
def test_no_mark_leaves_the_field_whatever_the_figures(rows: list[tuple[str, int, int]]) -> None:
    drawings = (
        bars(*(BarRow(name, (Stretch(a, "done"), Stretch(b, "rest")), f"{a}/{a + b}") for name, a, b in rows)),
        makers.bullets([BulletRow(name, a / 100, (b / 100,), str(a)) for name, a, b in rows], fonts.width, LEGEND),
        makers.heat(
            ["quý I", "quý II"], [HeatLine(name, (HeatBox(f"{a}/{b}"), None)) for name, a, b in rows], fonts.width
        ),
    )
    for drawing in drawings:
        for mark in drawing.marks:
            if isinstance(mark, Rectangle):
                assert mark.x >= -0.01
                assert mark.x + mark.width <= drawing.width + 0.01
                assert mark.y + mark.height <= drawing.height + 0.01


def test_a_weak_cell_of_the_heat_map_has_a_mark_as_well_as_a_tone() -> None:
    drawing = makers.heat(["quý I/2026"], [HeatLine("A", (HeatBox("3/9", "bad"),))], fonts.width)
    assert sum(isinstance(mark, Shape) for mark in drawing.marks) == 1
    assert "3/9" in drawing.words


def test_the_screen_gets_well_formed_svg_with_every_word() -> None:
    drawing = bars(BarRow("Chương trình <1> & 2", (Stretch(1, "done"),), "1/1"))
    root = fromstring(svg_of(drawing))  # noqa: S314  # our own drawing
    assert {*drawing.words} <= {element.text for element in root.iter()}
    assert root.get("viewBox") == f"0 0 467.7 {drawing.height:g}"


def test_paper_and_word_carry_the_drawing_and_the_workbook_its_words() -> None:
    chart = Chart(bars(BarRow("Chương trình 1", (Stretch(2, "done"),), "2/2")), "Biểu đồ 1", "Chương trình 1: 2/2")
    said = said_in_pdf(chart)
    assert all(word in said for word in (*chart.drawing.words, "Biểu đồ 1"))
    with zipfile.ZipFile(io.BytesIO(render(report(blocks=(chart,)), "docx"))) as package:
        (picture,) = (name for name in package.namelist() if name.startswith("word/media/"))
        assert package.read(picture).startswith(b"\x89PNG")
        assert 'descr="Chương trình 1: 2/2"' in package.read("word/document.xml").decode()
    sheet = openpyxl.load_workbook(io.BytesIO(render(report(blocks=(chart,)), "xlsx"))).worksheets[0]
    assert "Chương trình 1: 2/2" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_the_same_chart_gives_the_same_bytes() -> None:
    paper = report(blocks=(Chart(bars(BarRow("A", (Stretch(1, "done"),), "1/1")), "B", "C"),))
    assert all(render(paper, ending) == render(paper, ending) for ending in ("pdf", "docx", "xlsx"))


def test_the_charts_of_a_report_show_the_figures_of_its_tables(closed: Quarter) -> None:
    figures = report_figures.read(closed.session, Q3)
    progress, targets = pictures.charts(figures)
    for line in figures.programmes:
        if line.summary is not None and line.summary.total:
            assert f"{line.summary.done}/{line.summary.total}" in progress.drawing.words
    cells = {cell.text for row in tables.targets(figures).rows for cell in getattr(row, "cells", ())}
    shown = [word.split(" (")[0] for word in targets.drawing.words if " (" in word]
    assert shown
    assert {*shown} <= cells
