"""Evidence of a row: dropped, pasted, chosen; seen as thumbnails beside the grid; noted, opened and taken off by keyboard."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from app.plan import evidence
from tests.app.plan.quarter_fixture import Quarter
from tests.ui.pages.quarter.clerk import CTRL, Clerk, Key
from ui.pages.quarter.details import EntryDetails
from ui.pages.quarter.evidence_preview import PreviewSheet
from ui.widgets.sheet import Sheet


@pytest.fixture
def panel(clerk: Clerk) -> EntryDetails:
    """The details beside the grid, on T3."""
    panel = clerk.page.details()
    assert isinstance(panel, EntryDetails)
    # In the same window, as the frame of the program puts it.
    panel.setParent(clerk.page)
    panel.setGeometry(0, 0, 330, 600)
    panel.show()
    clerk.stand("T3", "result")
    clerk.settle()
    return panel


def test_files_are_dropped_seen_looked_at_noted_opened_and_taken_off(
    clerk: Clerk, quarter: Quarter, panel: EntryDetails, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, script = tmp_path / "ảnh hội nghị.png", tmp_path / "xem.bat"
    Image.new("RGB", (400, 300), "red").save(photo)
    script.write_text("x")
    _drop(panel, photo, script)
    clerk.settle()
    assert clerk.toasts[-1] == "Đã thêm 2 tệp minh chứng"
    _settle(clerk)
    strip = panel.strip
    assert [file.name for file in strip.files()] == ["ảnh hội nghị.png", "xem.bat"]
    assert _spoken(panel, 0).startswith("ảnh hội nghị.png, 1 KB")
    image = strip._thumbnails.of(strip.files()[0])
    assert image is not None
    assert QColor(image.pixel(50, 50)) == QColor("red")
    assert strip.grab().toImage().pixelColor(48, 40) == QColor("red"), "and painted"

    dragged = strip.mimeData([strip.item(0), strip.item(1)])
    assert [url.fileName() for url in dragged.urls()] == ["ảnh hội nghị.png"], "under its name; programs stay here"

    panel.setFocus()
    clerk.press(Key.Key_Tab)
    assert strip.hasFocus(), "Tab leads from the panel into the files"
    clerk.press(Key.Key_Space)
    _settle(clerk)
    sheet = clerk.page.findChild(PreviewSheet)
    assert sheet is not None
    assert not sheet.picture.isHidden()
    clerk.press(Key.Key_Escape)

    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    strip.setFocus()
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert [Path(path).name for path in opened] == ["ảnh hội nghị.png"]
    clerk.press(Key.Key_Right)
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert len(opened) == 1
    assert "là chương trình" in clerk.page.message.text()

    clerk.press(Key.Key_F2)
    clerk.type("Bản chạy thử")
    clerk.press(Key.Key_Return, CTRL)
    _settle(clerk)
    assert not [sheet for sheet in clerk.page.findChildren(Sheet) if sheet.isVisible()]
    assert _spoken(panel, 1).endswith("Bản chạy thử")

    strip.setFocus()
    strip.setCurrentRow(1)
    clerk.press(Key.Key_Delete)
    _settle(clerk)
    assert clerk.toasts[-1] == "Đã gỡ minh chứng xem.bat"
    assert [file.name for file in strip.files()] == ["ảnh hội nghị.png"]
    assert strip.hasFocus(), "the cursor stays among the files"
    quarter.session.undo()
    _settle(clerk)
    assert [file.note for file in strip.files()] == ["", "Bản chạy thử"]


def test_a_copied_picture_or_file_is_pasted_as_evidence_and_text_still_as_text(
    clerk: Clerk, quarter: Quarter, tmp_path: Path
) -> None:
    clerk.stand("T3", "result")
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("blue"))
    QGuiApplication.clipboard().setImage(picture)
    clerk.press(Key.Key_V, CTRL)
    clerk.settle()
    (file,) = evidence.of(quarter.session, "progress", clerk.task("T3").entry)
    assert (file.name[:7], file.name[-4:], file.mime) == ("Ảnh dán", ".png", "image/png")
    paper = tmp_path / "biên bản.txt"
    paper.write_text("đã họp", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper))])
    QGuiApplication.clipboard().setMimeData(data)
    clerk.press(Key.Key_V, CTRL)
    clerk.settle()
    assert clerk.task("T3").evidence == 2
    block = QMimeData()
    block.setText("Đã họp")
    block.setImageData(picture)
    QGuiApplication.clipboard().setMimeData(block)
    clerk.press(Key.Key_V, CTRL)
    clerk.settle()
    assert (clerk.task("T3").result, clerk.task("T3").evidence) == ("Đã họp", 2)


def _drop(panel: EntryDetails, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    at, copy, left, none = QPoint(50, 300), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    QApplication.sendEvent(panel.viewport(), QDragEnterEvent(at, copy, data, left, none))
    QApplication.sendEvent(panel.viewport(), QDropEvent(at.toPointF(), copy, data, left, none))


def _settle(clerk: Clerk) -> None:
    """The counts and the details follow a change a little later."""
    for _ in range(3):
        clerk.settle()
        clerk.page.count_soon.stop()
        clerk.page._counted()
        clerk.settle()


def _spoken(panel: EntryDetails, place: int) -> str:
    return str(panel.strip.item(place).data(Qt.ItemDataRole.AccessibleTextRole))
