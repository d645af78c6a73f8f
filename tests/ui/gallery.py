"""Every component of the window on one sheet, for the picture tests and for people's eyes.

    python -m tests.ui.gallery FOLDER

writes it in both themes at the scaling of QT_SCALE_FACTOR.
"""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tests.helpers.pictures import CAPITALS
from ui.application import make_application
from ui.fonts import Role
from ui.marks import MARKS, NOTHING, MarkLabel, paint_nothing
from ui.theme import Choice, wear
from ui.tokens import tokens
from ui.widgets.bullet import BulletBar, ShareBar
from ui.widgets.buttons import Button, IconButton, MenuButton, Segmented
from ui.widgets.cells import ALIGN_ROLE, CELL_ROLE, DISPLAY_ROLE, Cell
from ui.widgets.chips import Chip, ChipBar, ChipMenu
from ui.widgets.date_field import DateField
from ui.widgets.empty import EmptyState
from ui.widgets.fields import CheckBox, ComboBox, NumberField, RadioGroup, TextArea, TextField
from ui.widgets.form import Form
from ui.widgets.guide import GuideSteps, Step
from ui.widgets.label import Label, Line
from ui.widgets.list_view import ListView
from ui.widgets.message import MessageBar
from ui.widgets.tile import Tile, TileStrip

TITLE = f"Thành lập công đoàn cơ sở {CAPITALS} trong các khu công nghiệp"


class TaskRows(QAbstractTableModel):
    """A small model that gives cells of every kind."""

    HEADS = ("", "Số", "Nhiệm vụ", "Chủ trì", "Hạn", "Đạt")

    def __init__(self, rows: int = 10) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # the same
        return 0 if parent.isValid() else len(self.HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY_ROLE) -> object:
        if role == ALIGN_ROLE and section > 3:
            return int(Qt.AlignmentFlag.AlignRight)
        return self.HEADS[section] if role == DISPLAY_ROLE else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """The rows stand in the order of the plan."""

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = DISPLAY_ROLE) -> object:
        if role != CELL_ROLE:
            return None
        row, mark = index.row(), list(MARKS)[index.row() % len(MARKS)]
        late = mark == "overdue"
        last = [Cell("68/78", right=True), *(Cell(nothing=kind, right=True) for kind in NOTHING)][row % 4]
        return (
            Cell(mark=mark),
            Cell(f"1.{row}", tone="text2"),
            Cell(TITLE, tail="CSPL" if row % 3 == 0 else "", weight=600 if row == 4 else 400),
            Cell("Ban Tổ chức", tone="text2", small=True),
            Cell("30/06", tone="bad" if late else "text2", weight=500 if late else 400, right=True),
            last,
        )[index.column()]


class _Nothings(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(260, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, kind in enumerate(NOTHING):
            paint_nothing(painter, QRectF(place * 80, 0, 70, 28), kind)


class Gallery(QWidget):
    """The sheet: 1366 × 1000."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(20, 16, 20, 16)
        columns.setSpacing(24)
        for parts in (self._left(), self._right()):
            column = QVBoxLayout()
            column.setSpacing(8)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self.resize(1366, 1000)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), tokens().base)

    def _left(self) -> list[QWidget]:
        rows = ListView(name="Nhiệm vụ")
        rows.setModel(TaskRows())
        rows.set_widths([36, 50, 200, 110, 70, 80], stretch=2)
        rows.selectRow(2)
        rows.setFixedHeight(26 + 280)
        guide = GuideSteps(name="Các bước")
        guide.set_steps([
            Step("a", "Nhật ký còn thiếu", "12/78 chưa ghi", 12),
            Step("b", "Ô bị trả lại", "đã sửa hết", 0, done=True),
            Step("c", "Số liệu chưa khớp", "tử số, mẫu số, tỷ lệ", 4),
        ])  # fmt: skip
        guide.setFixedWidth(236)
        tiles = TileStrip([
            Tile("Đúng tiến độ", "68", "78", "87,2%"),
            Tile("Quá hạn", "10", note="quý II có 5", mark="overdue", tone="bad"),
            Tile("Chỉ tiêu khó đạt", "4", "24", "1 không đạt", mark="due_soon"),
        ])  # fmt: skip
        empty = EmptyState(
            "Chưa có kiến nghị nào trong quý III.",
            "Ghi kiến nghị của đoàn viên, cơ sở để theo dõi trả lời.",
            "Thêm kiến nghị",
            tiles.update,
        )
        labels = [
            Label(f"{CAPITALS} {role.name.lower()} 68/78", role) for role in (Role.SENTENCE, Role.TITLE, Role.BODY)
        ]
        return [*labels, tiles, rows, guide, empty]

    def _right(self) -> list[QWidget]:
        marks = list(MARKS)
        bars = (
            BulletBar(0.62, 0.9),
            BulletBar(0.8, 0.88, 0.95),
            BulletBar(0.7, None, 0.5, at_most=True),
            ShareBar(66, 78),
        )
        chips = ChipBar(name="Lọc", padding=0)
        for chip in (ChipMenu("Ban", [(None, "tất cả")]), Chip("Quá hạn", mark="overdue", count=10), Chip("CT 2")):
            chips.add(chip)
        chips.chips()[2].setChecked(True)
        buttons = (
            Button("Trình duyệt…", kind="primary"),
            Button("In", icon="printer"),
            Button("Hoàn tác", kind="link"),
            Button("Xem 3 ô", kind="small"),
            MenuButton("Cột"),
            IconButton("zoom-in", "Phóng to"),
        )
        off = Button("Trình duyệt…", kind="primary"), Button("In", icon="printer"), TextField("đã khóa")
        for widget in off:
            widget.setEnabled(False)
        return [
            _row(*(MarkLabel(name) for name in marks[:5])),
            _row(*(MarkLabel(name) for name in marks[5:])),
            _row(*buttons),
            _row(*off, Segmented([(1, "Năm"), (2, "Quý"), (3, "Tháng")])),
            chips,
            _row(*bars),
            _Nothings(),
            *self._messages(),
            Line(),
            self._form(),
        ]

    def _messages(self) -> list[QWidget]:
        said = [MessageBar(), MessageBar(), MessageBar()]
        said[0].say(
            "Bản của ban Tổ chức vừa đổi ở ô này. Bản đang ghi vẫn giữ nguyên.", "info", [("Xem cả hai", self.update)]
        )
        said[1].say(f"3 ô giống hệt quý II. {CAPITALS}", "warn", [("Xem 3 ô", self.update)])
        said[2].say(
            "Chữ ký gói không khớp với khóa đã xác nhận. Gói chưa được mở.", "bad", [("Cách xử lý", self.update)]
        )
        return list(said)

    def _form(self) -> Form:
        form = Form()
        form.add("title", "Tên nhiệm vụ", TextField(TITLE))
        form.add_pair(
            ("from", "Từ ngày", DateField(date(2026, 9, 5))),
            ("to", "Đến ngày", DateField()),
            ("number", "Tử số", NumberField(61)),
        )
        form.row("number").set_problem("Tử số 61 lớn hơn mẫu số 56.")
        form.add("ban", "Ban chủ trì", ComboBox([(1, f"Ban Tổ chức {CAPITALS}"), (2, "Văn phòng")]))
        form.add(
            "text",
            "Kết quả",
            TextArea(f"{CAPITALS} Thêm 9 CĐCS, lũy kế 34/56.", lines=2),
            hint="Ghi số trước, lời sau.",
        )
        form.add_pair(
            ("year", "Năm", RadioGroup([("c", "Năm dương lịch"), ("s", "Năm học")])),
            ("open", "Tùy chọn", CheckBox("Thường xuyên", checked=True)),
        )
        return form


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(14)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return holder


def main(folder: Path) -> None:
    """Write the sheet in both themes."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application(["tiendo"])
    gallery = Gallery()
    gallery.show()
    themes: tuple[Choice, ...] = ("light", "dark")
    for theme in themes:
        wear(app, theme)
        image = gallery.grab()
        image.save(str(folder / f"{theme}-{round(image.devicePixelRatio() * 100)}.png"))
    gallery.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
