"""The details beside the grid: the whole text of an entry, earlier quarters, evidence, history."""

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.i18n import tr
from app.plan import grid as grids
from app.plan import periods
from app.plan.grid_rows import Grid, MeasureInfo, Row, TaskRow
from app.plan.timeliness import STATE_WORDS, TaskState
from ui.context import PageContext
from ui.fonts import Role
from ui.marks import MarkLabel
from ui.pages.quarter.value_cells import amount_text
from ui.tokens import PAD_GRID
from ui.widgets.label import Label, Line

_TEXTS = ("result", "difficulty", "cause", "proposal")


class EntryDetails(QScrollArea):
    """Shows the row the cursor is on; what must be read is read only while the panel can be seen."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[Row, Grid, MeasureInfo | None] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Chi tiết dòng"))
        self._fill()

    def show_row(self, row: Row, grid: Grid, measure: MeasureInfo | None) -> None:
        """Show another row."""
        if self._shown is not None and self._shown[0] is row:
            return
        self._shown = row, grid, measure
        if self.isVisible():
            self._fill()

    def again(self) -> None:
        """Read the same row again."""
        if self.isVisible():
            self._fill()

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(PAD_GRID, 8, PAD_GRID, 12)
        self._lines.setSpacing(4)
        if self._shown is None:
            self._lines.addWidget(Label(tr("Chọn một dòng trong lưới để xem chi tiết."), tone="text2", wrap=True))
        else:
            row, grid, measure = self._shown
            self._head(row)
            if isinstance(row, TaskRow):
                self._task(row, grid)
            elif measure is not None:
                self._part(tr("Số liệu"), amount_text(row.now, measure))
                self._part(tr("Ghi chú"), row.note)
        self._lines.addStretch(1)
        self.setWidget(inner)

    def _head(self, row: Row) -> None:
        self._lines.addWidget(Label(f"{row.number} {row.text}".strip(), Role.SECTION, wrap=True))
        if isinstance(row, TaskRow):
            self._lines.addWidget(MarkLabel(row.status))
        if row.review == "returned":
            self._lines.addWidget(Label(tr("Bị trả lại: {reason}", reason=row.reason), Role.MEDIUM, "bad", wrap=True))

    def _task(self, row: TaskRow, grid: Grid) -> None:
        words = (tr("Kết quả, sản phẩm"), tr("Khó khăn"), tr("Nguyên nhân"), tr("Đề xuất"))
        for name, title in zip(_TEXTS, words, strict=True):
            self._part(title, getattr(row, name))
        self._lines.addWidget(Line())
        self._lines.addWidget(Label(tr("Các quý trước"), Role.SMALL_STRONG, "text2"))
        for before in grids.earlier(self._context.session, row.key, grid.period):
            share = "" if before.percent is None else f" · {before.percent}%"
            head = f"{periods.label(before.period)} · {STATE_WORDS[TaskState(before.state)]}{share}"
            self._lines.addWidget(Label(head, Role.SMALL_MEDIUM, "text2", wrap=True))
            if before.result:
                self._lines.addWidget(Label(before.result, wrap=True))

    def _part(self, title: str, text: str) -> None:
        if text:
            self._lines.addWidget(Label(title, Role.SMALL_MEDIUM, "text2"))
            self._lines.addWidget(Label(text, wrap=True))
