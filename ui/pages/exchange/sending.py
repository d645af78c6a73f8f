"""Gửi: whom, what of, where to; a job makes a file for each, puts it there, reads it back, and says what lies where."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.bundles import handing, news, peer_status, trust
from app.bundles.handing import Handed
from app.errors import BadInput
from app.i18n import msg, tr
from app.jobs import Progress
from app.numbers import format_number
from app.plan import calendar, periods
from ui.context import PageContext
from ui.fonts import Role
from ui.pages.exchange.send_list import SendList
from ui.pages.exchange.sticks import Stick, sticks
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.fields import CheckBox, ComboBox
from ui.widgets.form import Form
from ui.widgets.label import Label, Line, VLine
from ui.widgets.page import Page
from ui.widgets.path_field import PathField
from ui.widgets.scroll import PaperScroll

if TYPE_CHECKING:
    from ui.jobs import Job

FORM_WIDTH = 360
ROOMY = 780
FOLDER, LETTER = "folder", "letter"
KILOBYTE, MEGABYTE = 1024, 1 << 20
MOST_TOLD = 12


class Sending(QWidget):
    """``began`` brings the job that makes and delivers. ``introduce`` leads to the peers where there is none yet."""

    began = Signal(object, str)

    def __init__(self, context: PageContext, page: Page, introduce: Callable[[], object]) -> None:
        super().__init__()
        self._context, self._page = context, page
        self._asked = 0
        self._job: Job | None = None
        self.list = SendList()
        self.list.ticked.connect(self._say)
        self._form = Form()
        self._made = QVBoxLayout()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._empty = EmptyState(
            tr("Chưa có nơi nào để gửi."),
            tr("Trao đổi thư giới thiệu và so mã qua điện thoại một lần; sau đó gửi nhận bằng tệp."),
            tr("Làm quen với một nơi"),
            introduce,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._row.addWidget(self._stack, 1)
        self._beside = VLine()
        self._row.addWidget(self._beside)
        self._right = self._right_part()
        self._row.addWidget(self._right)

    def _right_part(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(PAD, 12, PAD, 12)
        body.setSpacing(10)
        body.addWidget(Label(tr("Gửi gì, để vào đâu"), Role.SECTION))
        promise = tr("Mỗi nơi một gói, ký và mã hóa cho đúng nơi ấy. Chép xong thì đọc lại và so từng byte.")
        body.addWidget(Label(promise, Role.SMALL, "text2", wrap=True))
        self._fill_form()
        body.addWidget(self._form)
        self._made.setSpacing(4)
        body.addLayout(self._made)
        body.addStretch(1)
        self._scroll = PaperScroll(tr("Gửi gì, để vào đâu"), inner)
        column.addWidget(self._scroll, 1)
        column.addWidget(Line())
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(PAD, 9, PAD, 9)
        foot.addStretch(1)
        self.send_button = Button(tr("Gửi gói"), self.send, kind="primary", icon="send")
        # For the header of the page where the foot cannot be seen without scrolling; only one of the two is ever shown.
        self.short_send = Button(tr("Gửi gói"), self.send, kind="primary", icon="send")
        foot.addWidget(self.send_button)
        column.addWidget(self._foot)
        self._follow_place()
        return right

    def _fill_form(self) -> None:
        self._period = ComboBox([("", tr("không ghi kỳ"))])
        self._form.add(
            "period", tr("Về kỳ"), self._period, tr("Gói luôn mang trọn số liệu; kỳ chỉ để ghi sổ giao nhận.")
        )
        self._files = CheckBox(tr("Kèm tệp nơi nhận chưa có"), checked=True)
        self._form.add("files", tr("Minh chứng"), self._files)
        self._where = ComboBox(self._places(()))
        self._where.changed.connect(lambda _value: self._follow_place())
        self._form.add("where", tr("Để vào"), self._where)
        self._folder = PathField(self._context.program.settings.sending_folder, want="folder")
        self._form.add("folder", tr("Thư mục"), self._folder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= ROOMY
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if roomy else direction.TopToBottom)
        self._beside.setVisible(roomy)
        self._foot.setVisible(roomy)
        self._right.setFixedWidth(FORM_WIDTH) if roomy else self._right.setMaximumWidth(16_777_215)
        if not roomy:
            self._right.setMinimumWidth(0)
        self._stack.setMinimumHeight(0 if roomy else 140)
        self._right.setMinimumHeight(0 if roomy else 260)

    # --- reading

    def read(self) -> None:
        """Read the peers, what each holds, what is new, and which sticks are there."""
        self._asked += 1
        asked, session = self._asked, self._context.session
        peers = [peer for peer in trust.peers(session) if peer.state == "ok"]
        self._stack.setCurrentIndex(0 if peers else 1)
        self._right.setEnabled(bool(peers))
        codes = [(info.code, str(periods.label(info.code))) for info in reversed(calendar.opened(session))]
        chosen = self._period.value() or calendar.current(session)
        self._period.set_options([*codes, ("", tr("không ghi kỳ"))], chosen)
        job = self._context.jobs.read(lambda _progress: peer_status.status(session))
        job.succeeded.connect(lambda status: self.list.fill(peers, status) if asked == self._asked else None)
        job.failed.connect(self._page.fail)
        second = self._context.jobs.read(lambda progress: news.news(session, progress))
        second.succeeded.connect(lambda found: self.list.show_news(found) if asked == self._asked else None)
        second.failed.connect(self._page.fail)
        third = self._context.jobs.read(lambda _progress: sticks())
        third.succeeded.connect(self._offer)
        third.failed.connect(self._page.fail)

    def _offer(self, found: Sequence[Stick]) -> None:
        """Offer the sticks first: that is how most files travel."""
        chosen = self._where.value()
        self._where.set_options(self._places(found), chosen)
        self._follow_place()

    def _places(self, found: Sequence[Stick]) -> list[tuple[object, str]]:
        offered: list[tuple[object, str]] = [
            (stick.path, tr("USB {name}, trống {free} MB", name=stick.name, free=format_number(stick.free // MEGABYTE)))
            for stick in found
        ]
        return [*offered, (FOLDER, tr("Một thư mục")), (LETTER, tr("Thư điện tử nháp (.eml) trong thư mục"))]

    def _follow_place(self) -> None:
        self._form.row("folder").setVisible(not isinstance(self._where.value(), Path))

    def _say(self) -> None:
        count = len(self.list.chosen())
        for button in (self.send_button, self.short_send):
            button.setEnabled(count > 0)
            button.setText(tr("Gửi {n} gói", n=count) if count else tr("Chọn nơi nhận"))

    def choose(self, peer_ids: Sequence[int]) -> None:
        """Choose whom to send to."""
        self.list.choose(peer_ids)

    def choose_seats(self, seats: Sequence[int | None]) -> None:
        """Choose the peers of these seats."""
        self.list.choose([peer.id for peer in trust.peers(self._context.session) if peer.seat_id in seats])

    # --- sending

    def send(self) -> None:
        """Make a file for each peer that is chosen, and put it where the form says."""
        chosen = self.list.chosen()
        if not chosen or (self._job is not None and not self._job.ended):
            return
        where = self._where.value()
        as_letter = where == LETTER
        folder = where if isinstance(where, Path) else Path(self._folder.value())
        if not isinstance(where, Path) and not self._folder.value():
            self._form.show_error(
                BadInput(msg("Chưa chọn thư mục. Gõ đường dẫn hoặc bấm biểu tượng thư mục."), "folder")
            )
            return
        session, period, files = self._context.session, str(self._period.value() or ""), bool(self._files.value())
        self._page.message.clear()

        def work(progress: Progress) -> tuple[Handed, ...]:
            return handing.hand_out(
                session, chosen, folder, as_letter=as_letter, period=period, with_files=files, progress=progress
            )

        self._job = job = self._context.jobs.write(work)
        self.began.emit(job, tr("Đang lập và chép gói"))
        job.succeeded.connect(self._sent)
        job.failed.connect(self._page.fail)

    def _sent(self, handed: Sequence[Handed]) -> None:
        if not isinstance(self._where.value(), Path):
            self._context.program.choose_sending_folder(handed[0].delivered.path.parent)
        self._tell(handed)
        self._page.said.emit(tr("Đã gửi {n} gói, đã đọc lại và so đúng", n=len(handed)), None)

    def _tell(self, handed: Sequence[Handed]) -> None:
        """Say what lies where."""
        while (item := self._made.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        folder = handed[0].delivered.path.parent
        self._made.addWidget(Line())
        self._made.addWidget(Label(tr("Đã để vào {folder}", folder=str(folder)), Role.MEDIUM, wrap=True))
        for one in handed[:MOST_TOLD]:
            self._made.addWidget(Label(_said(one), Role.SMALL, wrap=True))
        if len(handed) > MOST_TOLD:
            self._made.addWidget(Label(tr("và {n} gói khác", n=len(handed) - MOST_TOLD), Role.SMALL, "text2"))
        ask = tr("Gói được tính là đã nhận khi có giấy báo nhận trong gói gửi lại.")
        self._made.addWidget(Label(ask, Role.SMALL, "text2", wrap=True))
        target = handed[0].delivered.path if handed[0].as_letter and len(handed) == 1 else folder
        words = tr("Mở thư") if target != folder else tr("Mở thư mục")
        self._made.addWidget(
            Button(words, lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))), kind="small"),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )

    def focus_first(self) -> None:
        """Put the focus where sending starts."""
        if self._stack.currentIndex():
            self._empty.button.setFocus()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def regions(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.list, self._form] if self._right.isEnabled() else [self._empty]


def _said(one: Handed) -> str:
    """A file: for whom, its name and size, and whether it says anything anew."""
    size = format_number(-(-one.made.size // KILOBYTE))
    line = tr("{whom}: {name} ({size} kB)", whom=one.whom, name=one.delivered.path.name, size=size)
    if one.made.attachments:
        line = tr("{line}, {n} tệp minh chứng", line=line, n=one.made.attachments)
    if not one.made.fresh:
        return tr("{line}. Không có gì mới: vẫn đúng tệp đã lập lần trước.", line=line)
    return line
