"""Sổ giao nhận on the page: the book, and beside it what one line says and what can still be done about it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.bundles import applying, handing
from app.bundles.book import BookLine
from app.bundles.book_words import STATES, State
from app.bundles.delivering import Delivered
from app.bundles.waiting import Waiting, waiting
from app.dates import format_date
from app.i18n import tr
from app.numbers import format_number
from ui.context import PageContext
from ui.pages.exchange.book_view import BookView
from ui.pages.exchange.withdraw_sheet import ask_turn_away, ask_withdraw
from ui.widgets.buttons import Button
from ui.widgets.details import Details
from ui.widgets.page import Page

_BRINGS_SOMETHING = frozenset({State.APPLIED, State.RETURNED})
_CAN_GO_AGAIN = frozenset({State.MADE, State.EXPORTED, State.HELD_THERE, State.REFUSED_THERE})
KILOBYTE = 1024


class BookPart:
    """Joins the book to the details panel of the page that holds both."""

    def __init__(self, context: PageContext, page: Page) -> None:
        self._context, self._page = context, page
        self.view = BookView(context, page)
        self.panel = Details(tr("Chi tiết gói"))
        self.view.moved.connect(self.show_line)
        self.view.opened.connect(lambda _line: page.details_requested.emit(True))
        self.show_line(None)

    def show_line(self, line: BookLine | None) -> None:
        """Show a line, with what can be done about it."""
        panel = self.panel
        panel.begin()
        if line is None:
            panel.title(tr("Sổ giao nhận"))
            panel.lines([tr("Chọn một dòng để xem gói nào, ai làm, và rút lại, gửi lại hay quyết định.")])
            return
        panel.title(line.name, str(line.said))
        panel.facts(
            [
                (tr("Tình trạng"), str(STATES[line.state])),
                (tr("Nội dung"), str(line.about)),
                (tr("Bản"), "" if line.ver is None else str(line.ver)),
                (tr("Ngày"), "" if line.day is None else format_date(line.day)),
                (tr("Hạn"), "" if line.due is None else format_date(line.due)),
                (tr("Đúng hạn"), str(line.in_time)),
                (tr("Tệp"), line.file_name),
                (tr("Cỡ tệp"), tr("{n} kB", n=format_number(-(-line.size // KILOBYTE))) if line.size else ""),
                (tr("Nơi để"), line.place),
                (tr("Người làm"), line.person),
            ]
        )
        self._offer(line)

    def _offer(self, line: BookLine) -> None:
        can: list[Button] = []
        bundle_id = line.bundle_id
        if bundle_id is not None and line.way == "in" and line.state in _BRINGS_SOMETHING:
            can.append(
                Button(tr("Rút lại…"), lambda: self.withdraw(bundle_id, line.name), kind="link", icon="arrow-back-up")
            )
        if bundle_id is not None and line.way == "out" and line.state in _CAN_GO_AGAIN:
            can.append(Button(tr("Chép lại ra…"), lambda: self.copy_again(bundle_id), kind="link", icon="folder"))
        if can:
            self.panel.can_do(can)
        for state in self._waiting(line):
            self._ask(state)

    def _waiting(self, line: BookLine) -> list[Waiting]:
        """The states that this file brought and that wait."""
        if line.way != "in" or not line.file_name:
            return []
        return [state for state in waiting(self._context.session) if line.file_name in state.files]

    def _ask(self, state: Waiting) -> None:
        self.panel.section(tr("Chờ quyết định: bản {ver}", ver=state.ver))
        self.panel.lines([str(state.reason)])
        self.panel.can_do(
            [
                Button(tr("Nhận bản này"), lambda: self.accept(state), kind="link", icon="check"),
                Button(tr("Từ chối…"), lambda: self.turn_away(state), kind="link", icon="ban"),
            ]
        )

    # --- what can be done

    def withdraw(self, bundle_id: int, name: str) -> None:
        """Ask why, and take an applied file back."""
        ask_withdraw(self._page, self._context, (bundle_id,), name, self._again)

    def accept(self, state: Waiting) -> None:
        """Let a state that waits count."""
        session = self._context.session
        job = self._context.jobs.write(lambda _progress: applying.decide_held(session, state.id, accept=True))
        said = tr("Đã nhận bản {ver} của {who}", ver=state.ver, who=state.who)
        job.succeeded.connect(lambda _none: self._page.said.emit(said, None))
        job.failed.connect(self._page.fail)

    def turn_away(self, state: Waiting) -> None:
        """Ask why, and turn a state away that waits."""
        ask_turn_away(self._page, self._context, state, self._again)

    def copy_again(self, bundle_id: int) -> None:
        """Put a file that was made before somewhere once more."""
        start = self._context.program.settings.sending_folder
        folder = QFileDialog.getExistingDirectory(self._page, tr("Chép gói vào thư mục"), start)
        if folder:
            self.deliver(bundle_id, Path(folder))

    def deliver(self, bundle_id: int, folder: Path) -> None:
        """Put a file into a folder, read it back, and say where it lies."""
        session = self._context.session
        job = self._context.jobs.write(lambda _progress: handing.again(session, bundle_id, folder))
        job.succeeded.connect(self._delivered)
        job.failed.connect(self._page.fail)

    def _delivered(self, delivered: Delivered) -> None:
        path = delivered.path
        self._page.said.emit(tr("Đã chép {name} vào {folder}", name=path.name, folder=str(path.parent)), None)

    def _again(self) -> None:
        self.show_line(self.view.current)
