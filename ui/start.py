"""First start: three questions, or the sample, or a workspace that exists (look/mock-first-start)."""

from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from app import paths, places, start
from app.clock import Clock
from app.errors import PlanError
from app.i18n import tr
from app.session import Actor, Session
from app.settings import Settings
from app.text import fold
from ui.actions import action
from ui.fonts import Role, font
from ui.help import open_manual
from ui.jobs import JobRunner
from ui.theme import Choice
from ui.tokens import PAD, hairline, tokens
from ui.widgets.buttons import Button, Segmented
from ui.widgets.fields import RadioGroup, TextField
from ui.widgets.form import FieldRow
from ui.widgets.label import Label, Line
from ui.widgets.message import MessageBar
from ui.widgets.path_field import PathField

SHEET_WIDTH, SIDE_WIDTH, LEAST_WIDTH = 880, 276, 560
FILTER = "Tiến Độ (*.tdb)"


class StartHost(Protocol):
    """What the first-start screen asks of the program."""

    @property
    def settings(self) -> Settings:
        """The person's choices."""

    @property
    def clock(self) -> Clock | None:
        """What tells the time; None for the computer's own."""

    @property
    def actor(self) -> Actor | None:
        """Who works; None for the computer's own user."""

    def open_session(self, session: Session, *, tour: bool = False) -> None:
        """Show the window on an open workspace, with the tour if it was never seen."""

    def open_path(self, path: Path) -> None:
        """Open a workspace by its path."""

    def choose_theme(self, theme: Choice) -> None:
        """Wear a theme from now on."""


class _Number(QWidget):
    """The ring with a question's number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(24, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.accent, 1))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setFont(font(Role.SMALL_STRONG))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class _Sheet(QWidget):
    """The paper the questions stand on; ``stacked``: the side part stands below them."""

    stacked = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), t.base)
        if not self.stacked:
            side = self.rect().adjusted(self.width() - SIDE_WIDTH, 0, 0, 0)
            painter.fillRect(side, t.alt)
            painter.setPen(hairline(t.line))
            painter.drawLine(side.topLeft(), side.bottomLeft())
        painter.setPen(hairline(t.line2))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class StartWindow(QMainWindow):
    """Asks what a workspace needs to begin; everything can be changed later in the settings."""

    def __init__(self, host: StartHost) -> None:
        super().__init__()
        self._host = host
        self.jobs = JobRunner(self)
        self._path_is_ours = True
        self.setWindowTitle("Tiến Độ")
        self.resize(1366, 698)
        self._build()
        self.addAction(action(self, tr("Sách hướng dẫn"), partial(open_manual, "bat-dau"), keys="F1"))
        self._propose_path()

    def say(self, trouble: PlanError) -> None:
        """Show what hindered opening a workspace."""
        self.message.say_error(trouble)

    def closeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # Qt's own signature
        self.jobs.wait_idle()
        self.jobs.close()
        super().closeEvent(event)

    # --- the parts

    def _build(self) -> None:
        self._sheet = sheet = _Sheet()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, sheet)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addLayout(self._questions(), 1)
        self._side_part = self._side()
        self._row.addWidget(self._side_part)
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignCenter)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(around)
        self.setCentralWidget(scroll)
        self.name.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < SHEET_WIDTH + 2 * PAD
        self._sheet.stacked = narrow
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        width = max(LEAST_WIDTH, event.size().width() - 3 * PAD) if narrow else SHEET_WIDTH
        self._sheet.setFixedWidth(width)
        self._side_part.setFixedWidth(width if narrow else SIDE_WIDTH)

    def _questions(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(1, 1, 0, 1)
        column.setSpacing(0)
        self.message = MessageBar()
        column.addWidget(self.message)
        inner = QVBoxLayout()
        inner.setContentsMargins(36, 28, 36, 24)
        inner.setSpacing(4)
        inner.addWidget(Label(tr("Bắt đầu với Tiến Độ"), Role.SENTENCE))
        inner.addWidget(
            Label(tr("Trả lời ba câu, mất chừng một phút. Về sau đều sửa được trong Thiết lập."), tone="text2")
        )
        inner.addSpacing(12)
        self.name = TextField(placeholder=tr("Liên đoàn Lao động tỉnh …"))
        self.name_row = FieldRow(tr("Tên đơn vị"), self.name, tr("Viết đầy đủ như trên văn bản."))
        self._ask(inner, 1, tr("Đơn vị của anh/chị tên là gì?"), self.name_row)
        self.year = RadioGroup(
            [("calendar", tr("Năm dương lịch · quý I, II, III, IV")), ("school", tr("Năm học · quý III, IV, I, II"))],
            "calendar",
        )
        self._ask(inner, 2, tr("Đơn vị theo dõi theo năm nào?"), self.year)
        self.path = PathField(name_filter=FILTER, want="save")
        self.path_row = FieldRow(tr("Sổ làm việc"), self.path)
        self._ask(inner, 3, tr("Để dữ liệu ở đâu?"), self.path_row)
        inner.addStretch(1)
        column.addLayout(inner, 1)
        column.addWidget(Line())
        column.addLayout(self._footer())
        self.name.textEdited.connect(lambda _text: self._propose_path())
        self.path.entry.textEdited.connect(lambda _text: self._path_typed())
        self.path.changed.connect(self._advise)
        return column

    def _ask(self, column: QVBoxLayout, number: int, question: str, answer: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(_Number(number), 0, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout()
        inside.setSpacing(6)
        inside.addWidget(Label(question, Role.SECTION))
        inside.addWidget(answer)
        row.addLayout(inside, 1)
        column.addLayout(row)
        column.addSpacing(14)

    def _footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(36, 14, 36, 14)
        row.addWidget(Label(tr("Dữ liệu chỉ nằm trên máy này."), Role.SMALL, "text2"))
        row.addStretch(1)
        self.make_button = Button(tr("Tạo sổ làm việc"), self.make, kind="primary")
        self.make_button.setDefault(True)
        row.addWidget(self.make_button)
        self.name.returnPressed.connect(self.make)
        self.path.entry.returnPressed.connect(self.make)
        return row

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(26, 28, 26, 24)
        column.setSpacing(8)
        column.addWidget(Label(tr("Chưa vội?"), Role.SECTION))
        words = tr(
            "Xem thử với dữ liệu mẫu của một tỉnh giả định: 7 chương trình, 60 nhiệm vụ, 6 quý đã ghi. Xóa đi lúc nào cũng được."
        )
        column.addWidget(Label(words, tone="text2", wrap=True))
        self.sample_button = Button(tr("Mở dữ liệu mẫu"), self.open_sample, icon="book")
        column.addWidget(self.sample_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(16)
        column.addWidget(Label(tr("Đã có dữ liệu?"), Role.SECTION))
        column.addWidget(Button(tr("Mở sổ làm việc có sẵn…"), self._open_existing, kind="link", icon="folder-open"))
        column.addWidget(Button(tr("Khôi phục từ bản sao lưu…"), self._restore, kind="link", icon="history"))
        column.addStretch(1)
        column.addWidget(Label(tr("Giao diện"), Role.SMALL, "text2"))
        themes = [("light", tr("Sáng")), ("dark", tr("Tối")), ("system", tr("Theo máy"))]
        theme = Segmented(themes, self._host.settings.theme, name=tr("Giao diện"))
        theme.changed.connect(self._host.choose_theme)
        column.addWidget(theme, 0, Qt.AlignmentFlag.AlignLeft)
        return side

    # --- where

    def _propose_path(self) -> None:
        if self._path_is_ours:
            name = fold(self.name.value()).replace(" ", "-") or "so-lam-viec"
            self.path.set_value(str(paths.default_workspace_folder() / f"{name[:60]}.tdb"))
            self._advise()

    def _path_typed(self) -> None:
        self._path_is_ours = False
        self._advise()

    def _advise(self) -> None:
        advice = places.advise(Path(self.path.value() or "."))
        refused = [one for one in advice if one.refused]
        if refused:
            self.path_row.set_problem(str(refused[0].message))
            return
        self.path_row.clear_problem()
        said = str(advice[0].message) if advice else tr("Ổ đĩa cố định. Tự sao lưu mỗi ngày.")
        self.path_row.set_hint(said)

    # --- what the buttons do

    def make(self) -> None:
        """Make the workspace from the three answers and open it."""
        if not self.name.value():
            self.name_row.set_problem(tr("Chưa ghi tên đơn vị. Viết đầy đủ như trên văn bản."))
            self.name.setFocus()
            return
        answers = start.Answers(self.name.value(), str(self.year.value()), Path(self.path.value()))
        clock, actor = self._host.clock, self._host.actor
        self._run(lambda: start.make_workspace(answers, clock=clock, actor=actor))

    def open_sample(self) -> None:
        """Make the sample workspace, or open the one made before."""
        actor = self._host.actor
        self._run(lambda: start.open_sample(paths.default_workspace_folder(), actor=actor), tour=True)

    def _run(self, work, *, tour: bool = False) -> None:  # type: ignore[no-untyped-def]  # a lambda that gives a Session
        self.message.clear()
        self.make_button.setEnabled(False)
        self.sample_button.setEnabled(False)
        job = self.jobs.write(lambda _progress: work())
        job.succeeded.connect(lambda session: self._made(session, tour=tour))
        job.failed.connect(self._not_made)

    def _made(self, session: Session, *, tour: bool) -> None:
        # Opening closes this screen, which waits for its jobs: this one must have ended first, or it waits for itself.
        QTimer.singleShot(0, self, lambda: self._host.open_session(session, tour=tour))

    def _not_made(self, error: Exception) -> None:
        self.make_button.setEnabled(True)
        self.sample_button.setEnabled(True)
        if isinstance(error, PlanError):
            self.message.say_error(error)

    def _open_existing(self) -> None:
        folder = str(paths.default_workspace_folder())
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Mở sổ làm việc"), folder, FILTER)
        if chosen:
            self._host.open_path(Path(chosen))

    def _restore(self) -> None:
        folder = str(paths.default_workspace_folder())
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Chọn bản sao lưu"), folder, FILTER)
        if chosen:
            target = paths.default_workspace_folder() / Path(chosen).name
            actor = self._host.actor
            self._run(lambda: start.restore_and_open(Path(chosen), target, actor=actor))
