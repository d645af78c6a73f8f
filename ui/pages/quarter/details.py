"""The details beside the grid: the whole text of an entry, earlier quarters, evidence, history."""

from dataclasses import dataclass

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import history
from app.display import show_instant
from app.history import HistoryLine
from app.i18n import tr
from app.plan import contributions, details, evidence, periods
from app.plan import grid as grids
from app.plan.contributions import Contribution
from app.plan.evidence import Evidence
from app.plan.grid import Earlier
from app.plan.grid_rows import TEXTS, Grid, MeasureInfo, Row, TaskRow
from app.plan.timeliness import STATE_WORDS, TaskState
from app.session import Session
from ui.context import PageContext
from ui.fonts import Role
from ui.marks import MarkLabel
from ui.pages.quarter.evidence_strip import EvidenceStrip
from ui.pages.quarter.evidence_work import EvidenceWork
from ui.pages.quarter.thumbnails import Thumbnails
from ui.pages.quarter.value_cells import amount_text
from ui.tokens import PAD_GRID
from ui.widgets.buttons import Button
from ui.widgets.dropping import files_of
from ui.widgets.label import Label, Line
from ui.widgets.scroll import PaperScroll

_HISTORY = 12


@dataclass(frozen=True)
class _Found:
    """What is read for a row."""

    earlier: tuple[Earlier, ...] = ()
    files: tuple[Evidence, ...] = ()
    told: tuple[HistoryLine, ...] = ()
    others: tuple[Contribution, ...] = ()
    writer: str = ""
    giver: str = ""


class EntryDetails(PaperScroll):
    """Shows the row the cursor is on; what must be read is read only while the panel can be seen, off the GUI thread.

    Files that are dropped anywhere on it become evidence of the row.
    """

    def __init__(self, context: PageContext, work: EvidenceWork) -> None:
        super().__init__(tr("Chi tiết dòng"))
        self._context, self._work = context, work
        self.strip = EvidenceStrip(Thumbnails(context.jobs, self), self)
        self.strip.asked.connect(work.do)
        self.strip.paste_asked.connect(self._paste)
        self.strip.hide()
        self.setAcceptDrops(True)
        self._shown: tuple[Row, Grid, MeasureInfo | None] | None = None
        self._lines = QVBoxLayout()

    def show_row(self, row: Row, grid: Grid, measure: MeasureInfo | None) -> None:
        """Show another row."""
        if self._shown is None or self._shown[0] is not row:
            self._shown = row, grid, measure
            self.again()

    def clear(self) -> None:
        """Show no row: the one shown before is not on the screen any more."""
        if self._shown is not None:
            self._shown = None
            self._fill(_Found())

    def again(self) -> None:
        """Read the row again."""
        if not self.isVisible() or self._shown is None:
            return
        wanted, session = self._shown, self._context.session
        row, period = wanted[0], wanted[1].period
        job = self._context.jobs.read(lambda _progress: _read(session, row, period))
        job.succeeded.connect(lambda found: self._fill(found) if self._shown is wanted else None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill(_Found())
        self.again()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._shown is not None and event.source() is not self.strip and files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._shown is not None:
            event.acceptProposedAction()
            self._work.attach(self._shown[0], files_of(event.mimeData()))

    def _paste(self) -> None:
        if self._shown is not None:
            self._work.paste(self._shown[0])

    def _fill(self, found: _Found) -> None:
        # The strip outlives what is filled anew around it, and keeps the cursor.
        focused = self.strip.hasFocus()
        self.strip.setParent(self)
        self.strip.hide()
        add: Button | None = None
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(PAD_GRID, 8, PAD_GRID, 12)
        self._lines.setSpacing(4)
        if self._shown is None:
            self._lines.addWidget(Label(tr("Chọn một dòng trong lưới để xem chi tiết."), tone="text2", wrap=True))
        else:
            self._head(self._shown[0])
            self._whose(found)
            self._said(*self._shown)
            self._beside(found.others)
            add = self._files(self._shown[0], found.files)
            self._before(found.earlier)
            self._told(found.told)
        self._lines.addStretch(1)
        self.set_content(inner)
        if add is not None:
            QWidget.setTabOrder(self, self.strip)
            QWidget.setTabOrder(self.strip, add)
        if focused and self.strip.isVisibleTo(self):
            self.strip.setFocus()

    def _head(self, row: Row) -> None:
        self._lines.addWidget(Label(f"{row.number} {row.text}".strip(), Role.SECTION, wrap=True))
        if isinstance(row, TaskRow):
            self._lines.addWidget(MarkLabel(row.status))
        if row.review == "returned":
            self._lines.addWidget(Label(tr("Bị trả lại: {reason}", reason=row.reason), Role.MEDIUM, "bad", wrap=True))

    def _said(self, row: Row, _grid: Grid, measure: MeasureInfo | None) -> None:
        if isinstance(row, TaskRow):
            titles = (tr("Kết quả, sản phẩm"), tr("Khó khăn"), tr("Nguyên nhân"), tr("Đề xuất"))
            for name, title in zip(TEXTS, titles, strict=True):
                self._part(title, getattr(row, name))
        elif measure is not None:
            self._part(tr("Số liệu"), amount_text(row.now, measure))
            self._part(tr("Ghi chú"), row.note)

    def _whose(self, found: _Found) -> None:
        """Who gave the task, and who wrote the answer where another seat did."""
        for words in (
            tr("Giao bởi {giver}", giver=found.giver) if found.giver else "",
            tr("{writer} ghi; ở đây chỉ duyệt hoặc trả lại", writer=found.writer) if found.writer else "",
        ):
            if words:
                self._lines.addWidget(Label(words, Role.SMALL, "text2", wrap=True))

    def _beside(self, others: tuple[Contribution, ...]) -> None:
        """What others wrote about the same, which is not counted."""
        if others:
            self._heading(tr("Đóng góp, không tính"))
        for one in others:
            state = tr(" · chờ duyệt") if one.waiting else ""
            self._part(f"{one.who or tr('Cơ quan ghi')}{state}", " · ".join(filter(None, (one.said, one.text))))

    def _files(self, row: Row, files: tuple[Evidence, ...]) -> Button:
        self._heading(tr("Minh chứng"))
        self._lines.addWidget(self.strip)
        self.strip.show_files(files)
        if not files:
            how = tr("Kéo tệp vào đây, hoặc chép ảnh rồi bấm Ctrl+V ở dòng.")
            self._lines.addWidget(Label(how, Role.SMALL, "text2", wrap=True))
        add = Button(tr("Thêm minh chứng…"), lambda: self._work.choose(row), kind="link", icon="paperclip")
        self._lines.addWidget(add)
        return add

    def _before(self, entries: tuple[Earlier, ...]) -> None:
        if entries:
            self._heading(tr("Các quý trước"))
        for entry in entries:
            share = "" if entry.percent is None else f" · {entry.percent}%"
            head = f"{periods.label(entry.period)} · {STATE_WORDS[TaskState(entry.state)]}{share}"
            self._part(head, entry.result or "–")

    def _told(self, lines: tuple[HistoryLine, ...]) -> None:
        if lines:
            self._heading(tr("Lịch sử"))
        for line in lines:
            self._part(f"{show_instant(line.at_ms)} · {line.who}", line.what)

    def _heading(self, title: str) -> None:
        self._lines.addWidget(Line())
        self._lines.addWidget(Label(title, Role.STRONG))

    def _part(self, title: str, text: str) -> None:
        if text:
            self._lines.addWidget(Label(title, Role.SMALL_MEDIUM, "text2", wrap=True))
            self._lines.addWidget(Label(text, wrap=True))


def _read(session: Session, row: Row, period: str) -> _Found:
    kind = "progress" if isinstance(row, TaskRow) else "value"
    before = tuple(grids.earlier(session, row.key, period)) if isinstance(row, TaskRow) else ()
    task = details.task(session, row.key[0]) if isinstance(row, TaskRow) else None
    return _Found(
        before,
        evidence.of(session, kind, row.entry) if row.entry else (),
        tuple(history.of_row(session, kind, row.entry)[:_HISTORY]) if row.entry else (),
        contributions.of(session, kind, *row.key, period),
        "" if row.own else contributions.writer(session, kind, row.entry),
        "" if task is None else task.giver,
    )
