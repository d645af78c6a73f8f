"""What becomes of a paper: printed, put among what is to be sent, numbered, scanned, explained."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from app.plan import evidence
from app.reports import file_names
from app.reports.register import registering, signing
from app.settings import Settings
from tests.app.plan.quarter_fixture import Q3
from tests.ui.pages.reports.desk import Desk
from ui.pages.reports import output
from ui.pages.reports.printing import PrintRun, new_printer
from ui.pages.reports.why_sheet import WhySheet


class _Program:
    """The person's settings, and what was chosen in them."""

    def __init__(self, folder: str = "") -> None:
        self.settings = Settings(sending_folder=folder)

    def choose_sending_folder(self, folder: Path) -> None:
        self.settings = Settings(sending_folder=str(folder))


def with_folder(desk: Desk, monkeypatch: pytest.MonkeyPatch, folder: str) -> _Program:
    program = _Program(folder)
    object.__setattr__(desk.page.context, "program", program)
    return program


def file_printer(path: Path) -> QPrinter:
    printer = new_printer("Báo cáo")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_every_page_goes_to_the_printer_upright_or_on_its_side_as_it_is(desk: Desk, tmp_path: Path) -> None:
    pages = desk.page.preview.pages
    assert pages is not None
    ended: list[int] = []
    run = PrintRun(desk.jobs, pages, file_printer(tmp_path / "in.pdf"), desk.page)
    run.ended.connect(ended.append)
    run.start()
    for _ in range(len(pages) + 2):
        desk.settle()
    assert ended == [len(pages)]
    with pypdfium2.PdfDocument(tmp_path / "in.pdf") as printed:
        turned = [page.get_width() > page.get_height() for page in printed]
    assert turned == [width > height for width, height in pages.sizes]


def test_a_range_of_pages_is_printed_alone(desk: Desk, tmp_path: Path) -> None:
    pages = desk.page.preview.pages
    assert pages is not None
    printer = file_printer(tmp_path / "in.pdf")
    printer.setFromTo(2, 3)
    run = PrintRun(desk.jobs, pages, printer, desk.page)
    run.start()
    for _ in range(4):
        desk.settle()
    with pypdfium2.PdfDocument(tmp_path / "in.pdf") as printed:
        assert len(printed) == 2


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said_on_the_page(desk: Desk, tmp_path: Path, monkeypatch: Any) -> None:
    printer = file_printer(tmp_path / "không có" / "in.pdf")
    monkeypatch.setattr(output, "ask_printer", lambda *_: printer)
    desk.page.output.print_paper()
    desk.settle()
    assert "Máy in không nhận trang 1" in desk.page.message.text()


def test_what_is_to_be_sent_lies_in_its_folder_under_a_plain_name_and_nothing_is_written_over(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = with_folder(desk, monkeypatch, "")
    setattr(desk.page, "choose_folder", lambda _begin: str(tmp_path))  # noqa: B010  # a type checker minds methods being replaced
    for _ in range(2):
        desk.page.output.send()
        desk.settle()
    assert program.settings.sending_folder == str(tmp_path)
    names = sorted(path.stem for path in tmp_path.glob("*.pdf"))
    assert len(names) == 2
    assert names[1] == f"{names[0]}-2"
    assert all(name.isascii() and " " not in name for name in names)
    assert "2026-q3" in names[0]


@pytest.mark.parametrize("words", ["05/BC-LĐLĐ", "Báo cáo: “quý III” *?<>|", "...", "Ẫ" * 300])
def test_a_file_name_is_one_that_every_disk_takes(words: str) -> None:
    for name in (file_names.readable(words), file_names.plain_words(words)):
        assert name
        assert len(name) <= file_names.LONGEST
        assert not set(name) & set('\\/:*?"<>|')
        assert not name.endswith((".", " "))


def test_the_register_tells_of_each_number_and_keeps_the_scan(closed: Desk, tmp_path: Path) -> None:
    session = closed.quarter.session
    report = signing.sign(session, Q3, number=7, signer="Nguyễn Văn A")
    registering.void_number(session, closed.quarter.session.clock.today().year, 8, reason="viết nhầm")
    closed.settle()
    closed.page.show_item(("register", None))
    closed.settle()
    view = closed.page.register.view
    rows = [[view.model().index(row, column).data() for column in range(4)] for row in range(view.model().rowCount())]
    assert [row[0].split("/")[0] for row in rows] == ["08", "07"]
    assert rows[0][3].endswith("Đã hủy")
    assert closed.page.fact() == "Sổ văn bản"
    QTest.keyClick(view, Qt.Key.Key_Down)
    scan = tmp_path / "ban ky.pdf"
    scan.write_bytes(b"%PDF-1.4")
    setattr(closed.page.register, "choose_scan", lambda: str(scan))  # noqa: B010  # a type checker minds methods being replaced
    closed.button("Đính kèm bản quét…").click()
    closed.settle()
    assert [one.name for one in evidence.of(session, "report", report)] == ["ban ky.pdf"]
    closed.button("ban ky.pdf").click()
    assert [path.read_bytes() for path in closed.opened] == [b"%PDF-1.4"]
    closed.button("Xem bản đã ký").click()
    closed.settle()
    assert closed.current().report_id == report


def test_a_signed_figure_says_whose_answers_it_is_made_of(closed: Desk) -> None:
    report = signing.sign(closed.quarter.session, Q3)
    closed.settle()
    closed.page.show_item(("signed", report))
    closed.settle()
    closed.button("Vì sao có con số này…").click()
    sheet = closed.sheet
    assert isinstance(sheet, WhySheet)
    model = sheet.figures.model()
    rows = [model.index(row, 0).data() for row in range(model.rowCount())]
    wanted = next(row for row, text in enumerate(rows) if "học tập" in text or "M1" in text)
    sheet.figures.setCurrentIndex(model.index(wanted, 0))
    behind = sheet.answers.model()
    texts = [behind.index(row, 2).data() for row in range(behind.rowCount())]
    assert {"40/50", "27/30", "18/20", "5/25", "chưa báo cáo"} <= {text.lower() for text in texts}
