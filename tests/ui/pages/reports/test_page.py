"""The reports page shows what will be printed, writes it, and signs it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.plan import progress, reviews
from app.reports.register import signing
from tests.app.plan.quarter_fixture import Q3
from tests.helpers.pictures import colors_in
from tests.ui.pages.reports.desk import Desk
from ui.theme import wear
from ui.widgets.label import Label


def test_the_list_offers_the_set_in_its_groups(desk: Desk) -> None:
    assert desk.offered() == [
        *("Báo cáo kỳ", "Báo cáo quý", "Báo cáo 9 tháng", "Báo cáo 6 tháng", "Báo cáo năm"),
        *("Bảng biểu", "Bảng phân công nhiệm vụ", "Biểu tiến độ nhiệm vụ", "Biểu kết quả thực hiện chỉ tiêu"),
        *("Biểu tổng hợp theo ban", "Biểu tổng hợp theo đơn vị", "Lịch thực hiện theo quý"),
        *("Kế hoạch, thư, phiếu, biên bản", "Kế hoạch triển khai", "Công văn đôn đốc", "Biên bản giao nhận"),
        "Biên bản giao nhận gói dữ liệu",
        *("Phiếu báo cáo điền tay", "Danh sách giao ban tuần", "Đã ký", "Sổ văn bản"),
    ]
    assert desk.current().name == "quarter"
    assert desk.page.fact().startswith("Báo cáo quý · ")


def test_the_preview_is_the_paper_that_will_be_printed(desk: Desk) -> None:
    assert "72,0% (90/125), tính trên 4/5 đơn vị" in desk.text()
    view = desk.page.preview.view
    picture = view.picture
    assert not picture.isNull()
    assert picture.width() == view.fit_width()
    assert abs(picture.height() / picture.width() - 297 / 210) < 0.01
    assert "#FFFFFF" in colors_in(picture.copy(0, 0, 40, 40))
    assert desk.page.preview.place.full_text().startswith("Trang 1/")


def test_paper_stays_white_in_the_dark_theme(desk: Desk) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wear(app, "dark")
    shown = desk.page.preview.view.grab().toImage()
    assert shown.pixelColor(shown.width() // 2, 40).name() == "#ffffff"
    assert shown.pixelColor(4, 4).name() != "#ffffff"


def test_pages_are_turned_by_keys_and_stop_at_the_ends(desk: Desk) -> None:
    preview = desk.page.preview
    assert preview.pages is not None
    total = len(preview.pages)
    desk.press(Qt.Key.Key_Left)
    assert preview.place.full_text() == f"Trang 1/{total}"
    for _ in range(total + 2):
        desk.press(Qt.Key.Key_Right)
    assert preview.place.full_text() == f"Trang {total}/{total}"
    assert not preview.view.picture.isNull()
    for _ in range(3):
        desk.press(Qt.Key.Key_PageUp)
    assert preview.place.full_text() != f"Trang {total}/{total}"


def test_a_larger_page_is_drawn_anew_and_sharp(desk: Desk) -> None:
    preview = desk.page.preview
    before = preview.view.picture.width()
    preview.zoom(1)
    desk.settle()
    assert preview.view.picture.width() == round(before * 1.25)
    assert preview.fit.text() == "125%"
    preview.fit_width()
    desk.settle()
    assert preview.view.picture.width() == preview.view.fit_width()


def test_the_draft_is_marked_until_the_quarter_is_closed(desk: Desk) -> None:
    assert desk.page.preview.note.isVisible()
    assert desk.page.preview.says.full_text() == "quý III năm 2026 chưa khóa; 4/5 đơn vị đã báo cáo"
    assert not desk.button("Ký, giữ số liệu…").isEnabled()


def test_after_the_lock_the_draft_mark_goes_and_the_annex_is_offered(closed: Desk) -> None:
    assert not closed.page.preview.note.isVisible()
    assert "Phụ lục đính chính" in closed.offered()
    assert "Bản nháp" not in closed.text()


def test_what_is_chosen_at_the_right_is_on_the_paper(desk: Desk) -> None:
    assert tuple(desk.page.parameters.options()[key] for key in ("post", "signer")) == (
        "Phó Chủ tịch",
        "Nguyễn Thị Hằng",
    )
    assert "PHÓ CHỦ TỊCH Nguyễn Thị Hằng" in desk.text()
    desk.button("Tổng hợp báo cáo của các đơn vị").click()
    desk.page.parameters._soon.timeout.emit()
    desk.settle()
    assert "Phụ lục IV" in desk.text()
    assert "Phụ lục V" not in desk.text()


def test_a_ban_gets_its_sheet(desk: Desk) -> None:
    desk.page.show_item(("assignment", desk.quarter.bans["CSPL"]))
    desk.settle()
    assert "Ban Chính sách - Pháp luật" in desk.text()
    assert desk.page.fact().startswith("Bảng phân công nhiệm vụ · ")


def test_the_list_goes_by_the_arrow_keys_and_passes_over_headings(desk: Desk) -> None:
    desk.page.papers.setFocus()
    QTest.keyClick(desk.page.papers, Qt.Key.Key_Down)
    desk.settle()
    assert desk.current().title == "Báo cáo 9 tháng"
    assert desk.page.fact().startswith("Báo cáo 9 tháng · ")


def test_only_the_newest_paper_that_was_asked_for_is_shown(desk: Desk) -> None:
    for ban in ("VP", "TGNC", "CSPL"):
        desk.page.show_item(("assignment", desk.quarter.bans[ban]))
    desk.settle()
    assert "Ban Chính sách - Pháp luật" in desk.text()
    assert "Ban Tuyên giáo - Nữ công chủ trì" not in desk.text()


def test_a_paper_is_written_and_opened(desk: Desk, tmp_path: Path) -> None:
    for words in ("Sửa bằng Word", "Phụ lục Excel", "In PDF…"):
        desk.answers(tmp_path / words)
        next(button for button in desk.page.header_buttons() if button.text() == words).click()
        desk.settle()
    assert desk.suggested[2] == "Báo cáo Kết quả thực hiện nhiệm vụ quý III năm 2026.pdf"
    assert [path.name for path in desk.opened] == ["Sửa bằng Word.docx", "Phụ lục Excel.xlsx", "In PDF….pdf"]
    assert (tmp_path / "In PDF….pdf").read_bytes() == desk.page.preview.pages.data  # type: ignore[union-attr] # a paper is shown
    assert desk.toasts[-1] == "Đã ghi In PDF….pdf"


def test_a_folder_that_cannot_be_written_is_said_on_the_page(desk: Desk, tmp_path: Path) -> None:
    desk.answers(tmp_path / "không có" / "x.pdf")
    desk.page.output.save("pdf")
    desk.settle()
    assert "Không ghi được" in desk.page.message.text()
    assert desk.opened == []


def test_signing_keeps_the_paper_under_its_number(closed: Desk) -> None:
    session = closed.quarter.session
    closed.button("Ký, giữ số liệu…").click()
    form = closed.sheet.form
    assert form is not None
    assert form.value("number") == 1
    form.row("number").editor.set_value(118)  # type: ignore[attr-defined] # a number field
    closed.button("Ký, giữ số liệu").click()
    closed.settle()
    (report,) = signing.signed(session, Q3)
    assert (report.number_text, report.signer) == ("118/BC-LĐLĐ", "Phó Chủ tịch, Nguyễn Thị Hằng")
    assert closed.current().report_id == report.id
    assert closed.page.preview.pages is not None
    assert closed.page.preview.pages.data == signing.reprint(session, report.id)
    assert closed.toasts == ["Đã ký số 118/BC-LĐLĐ, số liệu được giữ nguyên"]
    assert not any(button.isEnabled() for button in closed.page.header_buttons()[:2])


def test_a_refusal_is_said_in_the_sheet_and_nothing_typed_is_lost(closed: Desk) -> None:
    signing.sign(closed.quarter.session, Q3, number=5)
    closed.settle()
    closed.page.show_item(("quarter", None))
    closed.settle()
    closed.button("Ký, giữ số liệu…").click()
    closed.sheet.form.row("gap_reason").editor.set_value("Đã cấp")  # type: ignore[union-attr] # the sheet has a form
    closed.button("Ký, giữ số liệu").click()
    closed.settle()
    assert "đã có báo cáo ký số 05/BC-LĐLĐ" in closed.sheet.message.text()
    assert closed.sheet.form is not None
    assert closed.sheet.form.value("gap_reason") == "Đã cấp"


def test_a_replacement_is_signed_from_the_signed_paper(closed: Desk) -> None:
    session = closed.quarter.session
    first = signing.sign(session, Q3)
    closed.settle()
    closed.page.show_item(("signed", first))
    closed.settle()
    closed.button("Ký bản thay thế…").click()
    closed.button("Ký, giữ số liệu").click()
    closed.settle()
    new, old = signing.signed(session, Q3)
    assert (new.replaces_id, old.replaced_by) == (first, new.id)


def test_a_signed_paper_is_shown_beside_what_moved_since(closed: Desk) -> None:
    session, quarter = closed.quarter.session, closed.quarter
    report_id = signing.sign(session, Q3)
    row = session.conn.execute(
        "SELECT id FROM target_value WHERE measure_id = ? AND unit_id = ?", [quarter.measures["M1"], quarter.units["D"]]
    ).fetchone()
    reviews.amend_value(session, row[0], reason="Cộng nhầm", num="20/25")
    closed.page.show_item(("signed", report_id))
    closed.settle()
    said = [label.full_text() for label in closed.page.parameters.findChildren(Label)]
    assert "1 số liệu hiện nay khác lúc ký. Bản in vẫn là bản đã ký." in said
    assert "72,0% → 84,0%" in said
    assert "Mầm non D: 5/25 → 20/25" in said
    assert "72,0% (90/125)" in closed.text()


def test_what_is_logged_meanwhile_comes_onto_the_paper(desk: Desk) -> None:
    task = desk.quarter.tasks["T2"]
    progress.log_progress(desk.quarter.session, task, period=Q3, result="Đăng 12 tin")
    desk.quarter.submit()
    desk.settle()
    assert "Đăng 12 tin" in desk.text()


def test_a_period_that_was_never_opened_is_said(desk: Desk) -> None:
    desk.page.on_period("2027-Q1")
    desk.settle()
    assert desk.current().name == "assignment"
