"""Lời văn: the paragraphs of a paper that can be edited, what stands of each, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.given import brief
from app.i18n import tr
from app.reports.resting import Ground
from ui.fonts import Role
from ui.models.rows_model import ROOT, RowsModel
from ui.tokens import ROW_TWO
from ui.widgets.buttons import Button, LongLink
from ui.widgets.cells import ID_ROLE, Cell
from ui.widgets.fields import ComboBox
from ui.widgets.label import Label
from ui.widgets.list_view import ListView
from ui.widgets.scroll import PaperScroll

PADDING = 16
MOST_GROUNDS = 6


@dataclass(frozen=True)
class TextRow:
    """A paragraph: its key, its words as printed, its state as ``Spot`` has it, and what changed under it (before, now)."""

    key: str
    text: str
    state: str = ""
    before: str = ""
    now: str = ""


class TextsPanel(QWidget):
    """``picked`` tells which paragraph is looked at, ``asked`` that it is to be edited, ``given_back`` that the program's words return,
    ``leads`` to a ground."""

    picked = Signal(str)
    asked = Signal(str)
    given_back = Signal(str)
    leads = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[TextRow, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        shows: list[tuple[object, str]] = [
            ("", tr("Mọi đoạn")),
            ("by_hand", tr("Còn phải viết")),
            ("own", tr("Đơn vị đã sửa")),
            ("moved", tr("Số liệu đã đổi")),
        ]
        self._shows = ComboBox(shows, "")
        self._shows.setAccessibleName(tr("Xem đoạn nào"))
        self._shows.changed.connect(lambda _value: self._fill())
        top = QHBoxLayout()
        top.setContentsMargins(PADDING, 0, PADDING, 0)
        top.addWidget(self._shows, 1)
        column.addLayout(top)
        self.view = ListView(name=tr("Các đoạn lời văn"), row_height=ROW_TWO, sortable=False)
        self.view.horizontalHeader().hide()
        self._model = RowsModel([""], (), self)
        self.view.setModel(self._model)
        self.view.set_widths([240], stretch=0)
        self.view.current_moved.connect(self._moved)
        self.view.opened.connect(lambda _index: self.asked.emit(self.current))
        column.addWidget(self.view, 3)
        self._below = PaperScroll(tr("Đoạn đang xem"))
        column.addWidget(self._below, 2)
        self.show_row(None, ())

    @property
    def current(self) -> str:
        """The key of the paragraph that is looked at."""
        return str(self.view.currentIndex().data(ID_ROLE) or "")

    def set_rows(self, rows: Sequence[TextRow]) -> None:
        """Show these paragraphs and stay on the one that was looked at."""
        self._rows = tuple(rows)
        self._fill()

    def row_of(self, key: str) -> TextRow | None:
        """A paragraph by its key."""
        return next((row for row in self._rows if row.key == key), None)

    def stand_on(self, key: str) -> None:
        """Go to a paragraph; it is shown whatever is left out."""
        if self.row_of(key) is not None and self._place(key) < 0:
            self._shows.set_value("")
            self._fill()
        if (place := self._place(key)) >= 0:
            self.view.setCurrentIndex(self._model.index(place, 0))

    def _place(self, key: str) -> int:
        rows = range(self._model.rowCount(ROOT))
        return next((row for row in rows if self._model.index(row, 0).data(ID_ROLE) == key), -1)

    def _fill(self) -> None:
        before, wanted = self.current, self._shows.value()
        shown = [row for row in self._rows if wanted in {"", row.state} or (wanted == "own" and row.state == "moved")]
        self._model.set_rows([[_cell(row)] for row in shown], [row.key for row in shown])
        if (place := self._place(before)) >= 0:
            self.view.setCurrentIndex(self._model.index(place, 0))

    def _moved(self, index: QModelIndex) -> None:
        key = str(index.data(ID_ROLE) or "")
        if key:
            self.picked.emit(key)

    # --- the paragraph that is looked at

    def show_row(self, row: TextRow | None, grounds: Sequence[Ground]) -> None:
        """What can be done with a paragraph, what changed under it and what it rests on."""
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(PADDING, 8, PADDING, PADDING)
        column.setSpacing(6)
        if row is None:
            column.addWidget(Label(tr("Chọn một đoạn trên trang hoặc trong danh sách."), tone="text2", wrap=True))
        else:
            self._add_actions(column, row)
            self._add_grounds(column, grounds)
        column.addStretch(1)
        self._below.set_content(sheet)

    def _add_actions(self, column: QVBoxLayout, row: TextRow) -> None:
        if row.state == "moved":
            column.addWidget(Label(tr("Số liệu dưới lời này đã đổi từ khi sửa:"), Role.SMALL, "warn", wrap=True))
            column.addWidget(Label(tr("Lúc sửa: {text}", text=brief(row.before, 300)), Role.SMALL, "text2", wrap=True))
            now = brief(row.now, 300) if row.now else tr("không còn đoạn này")
            column.addWidget(Label(tr("Nay: {text}", text=now), Role.SMALL, wrap=True))
        column.addWidget(Button(tr("Sửa lời văn"), lambda: self.asked.emit(row.key), icon="pencil", tip="F2"))
        if row.state in {"own", "moved"}:
            column.addWidget(Button(tr("Lấy lại lời của chương trình"), lambda: self.given_back.emit(row.key)))

    def _add_grounds(self, column: QVBoxLayout, grounds: Sequence[Ground]) -> None:
        if not grounds:
            return
        column.addWidget(Label(tr("Dựa trên"), Role.SMALL_MEDIUM, "text2"))
        for ground in grounds[:MOST_GROUNDS]:
            column.addWidget(LongLink(ground.title, partial(self.leads.emit, ground)))
            if ground.second:
                column.addWidget(Label(ground.second, Role.CAPTION, "text2", wrap=True))
        if len(grounds) > MOST_GROUNDS:
            column.addWidget(Label(tr("và {n} mục khác", n=len(grounds) - MOST_GROUNDS), Role.SMALL, "text2"))


def _cell(row: TextRow) -> Cell:
    seconds = {
        "by_hand": tr("còn phải viết"),
        "own": tr("đơn vị đã sửa"),
        "moved": tr("đã sửa; số liệu đã đổi"),
    }
    marks = {"by_hand": "not_logged", "moved": "due_soon"}
    tone = "warn" if row.state == "moved" else "text"
    text = row.text or tr("(đoạn không in)")
    return Cell(
        text,
        mark=marks.get(row.state, ""),
        tone=tone,
        weight=500 if row.state else 400,
        second=seconds.get(row.state, ""),
    )
