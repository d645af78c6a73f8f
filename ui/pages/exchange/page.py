"""Gửi nhận: files come in and are looked at before anything changes, files go out, and a book says what became of each."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.bundles.applying import Outcome
from app.bundles.waiting import Waiting
from app.errors import PlanError
from app.i18n import tr
from app.numbers import format_number
from app.session import Touched
from ui.actions import action
from ui.context import PageContext
from ui.pages.exchange.book_part import BookPart
from ui.pages.exchange.choice import Choice
from ui.pages.exchange.keys_sheet import ask_back_up, ask_new_machine, ask_restore
from ui.pages.exchange.outcome_words import outcome_lines
from ui.pages.exchange.peers_view import PeersView
from ui.pages.exchange.receive_part import ROOMY, ReceivePart
from ui.pages.exchange.receiving import Receiving, is_conflict
from ui.pages.exchange.sending import Sending
from ui.pages.exchange.withdraw_sheet import ask_turn_away, ask_withdraw
from ui.pages.lists.commands import list_actions
from ui.pages.lists.host import ListHost
from ui.widgets.buttons import Button, Segmented
from ui.widgets.dropping import places_of
from ui.widgets.job_bar import JobBar
from ui.widgets.page import Page, Taking

RECEIVE, SEND, BOOK, PEERS = "receive", "send", "book", "peers"
PARTS = (RECEIVE, SEND, BOOK, PEERS)
CHAPTERS = {BOOK: "exchange-book", PEERS: "exchange-trust"}
WAITING_TABLES = frozenset({"seal", "bundle", "bundle_seal", "peer"})
SENDING_TABLES = frozenset({"peer", "seat_node", "node", "bundle", "receipt", "calendar"})
LEAST_WIDTH = 620


class ExchangePage(Page):
    """``show_item`` takes ("open", [paths] or None), ("send", peer id or None), ("waiting", _), ("book", period or None), ("peers", _)."""

    help_chapter = "exchange"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.setAcceptDrops(True)
        self.setMinimumWidth(LEAST_WIDTH)
        self._folder = ""
        self._letters: list[Path] = []
        self._unread: Touched = frozenset()
        self._names = {
            RECEIVE: tr("Nhận"),
            SEND: tr("Gửi"),
            BOOK: tr("Sổ giao nhận"),
            PEERS: tr("Nơi gửi nhận"),
        }
        self.receiving = Receiving(context, self)
        self.receive = ReceivePart(context, self.choose_files, self.choose_folder)
        self.sending = Sending(context, self, self.introduce)
        self.book = BookPart(context, self)
        self.peers = PeersView(context)
        self._switch = Segmented(list(self._names.items()), RECEIVE, name=tr("Phần của trang"))
        self._switch.changed.connect(lambda key: self.show_part(str(key)))
        self._open = Button(tr("Mở gói…"), self.choose_files, icon="file-import")
        self._send = Button(tr("Gửi gói…"), partial(self.start_sending, None), icon="send")
        self._bar = JobBar()
        self.body.addWidget(self._bar)
        self._stack, self._details = QStackedWidget(), QStackedWidget()
        for part, panel in (
            (self.receive, self.receive.panel),
            (self.sending, QWidget()),
            (self.book.view, self.book.panel),
            (self.peers, self.peers.details()),
        ):
            self._stack.addWidget(part)
            self._details.addWidget(panel)
        self.body.addWidget(self._stack, 1)
        self._connect()
        self.receive.show_idle()

    def _connect(self) -> None:
        work, part = self.receiving, self.receive
        work.began.connect(self._bar.follow)
        work.planned.connect(self._planned)
        work.introduced.connect(self._introduced)
        work.said.connect(lambda words: self.message.say(words, "warn"))
        work.failed.connect(self._not_done)
        work.effects_read.connect(part.show_effects)
        work.applied.connect(self._applied)
        work.waiting_read.connect(part.idle.show_waiting)
        part.apply_wanted.connect(self.apply)
        part.left.connect(self.leave)
        part.changed.connect(work.choice_changed)
        part.effects_wanted.connect(lambda: self.details_requested.emit(True))
        part.idle.decided.connect(self._decide)
        self.sending.began.connect(self._bar.follow)
        self.peers.said.connect(self.said)
        self.peers.sheet_opened.connect(self.sheet_opened)
        self.peers.header_changed.connect(self.header_changed)
        self.peers.details_requested.connect(self.details_requested)
        self.peers.open_requested.connect(self.open_requested)

    # --- the parts

    @property
    def shown(self) -> str:
        """Which part is in front."""
        return str(self._switch.value())

    def show_part(self, key: str) -> None:
        """Bring a part to the front: receive, send, book, peers."""
        self._switch.set_value(key)
        self._stack.setCurrentIndex(PARTS.index(key))
        self._details.setCurrentIndex(PARTS.index(key))
        self.help_chapter = CHAPTERS.get(key, "exchange")
        self.details_changed.emit()
        self._read_part()
        self.header_changed.emit()
        self.focus_first()

    def _read_part(self) -> None:
        if self.shown == RECEIVE:
            self.receiving.read_waiting()
        elif self.shown == SEND:
            self.sending.read()
        self._tell_book()

    def _tell_book(self) -> None:
        """The book of years is not read anew after each change while another part is in front."""
        if self.shown == BOOK and self._unread:
            news, self._unread = self._unread, frozenset()
            self.book.view.on_changed(news)

    # --- receiving

    def choose_files(self) -> None:
        """Let the person choose files to receive."""
        filters = tr("Gói, thư giới thiệu ({files});;Mọi tệp (*)", files="*.tiendo *.gioithieu")
        files, _ = QFileDialog.getOpenFileNames(self, tr("Mở gói"), self._start(), filters)
        self.open_places([Path(file) for file in files])

    def choose_folder(self) -> None:
        """Let the person choose a folder or stick with files to receive."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Mở mọi gói trong thư mục"), self._start())
        self.open_places([Path(chosen)] if chosen else [])

    def _start(self) -> str:
        return self._folder or str(self.context.session.path.parent)

    def open_places(self, places: Sequence[Path]) -> None:
        """Look at files and folders; introductions among them are shown to be confirmed."""
        if not places:
            return
        first = places[0]
        self._folder = str(first if first.is_dir() else first.parent)
        self.message.clear()
        if self.shown != RECEIVE:
            self.show_part(RECEIVE)
        self.receiving.open(places)

    def _planned(self, choice: Choice) -> None:
        if self.shown != RECEIVE:
            self.show_part(RECEIVE)
        self.receive.show_choice(choice)
        self.header_changed.emit()
        self.receive.focus_first()

    def apply(self) -> None:
        """Apply what is taken."""
        self.message.clear()
        self.receiving.apply()

    def leave(self) -> None:
        """Leave the preview; nothing was written."""
        self.receiving.forget()
        self.receive.show_idle()
        self.receiving.read_waiting()
        self.message.clear()
        self.header_changed.emit()
        self.focus_first()

    def _not_done(self, error: Exception) -> None:
        if is_conflict(error) and isinstance(error, PlanError):
            self.message.say(str(error), "bad", [(tr("Xem trước lại"), self._look_again)])
        else:
            self.fail(error)

    def _look_again(self) -> None:
        self.message.clear()
        self.receiving.plan_again()

    def _applied(self, outcome: Outcome, choice: Choice) -> None:
        """Say what was done, with the way back and what is due next."""
        changes = choice.counts.total
        taken = [file for file in choice.files if file.key in choice.accepted]
        names = _names([file.who for file in taken])
        ids = tuple(outcome.bundle_ids[file.key] for file in taken if file.key in outcome.bundle_ids)
        back: Callable[[], object] = partial(ask_withdraw, self, self.context, ids, names, self._went_back)
        senders = [file.seat_id for file in taken]
        actions: list[tuple[str, Callable[[], object]]] = [(tr("Xem Sổ giao nhận"), partial(self.show_part, BOOK))]
        if outcome.applied and ids:
            actions.insert(0, (tr("Rút lại…"), back))
            actions.insert(0, (tr("Gửi giấy báo nhận…"), partial(self._send_to_seats, senders)))
        self.receive.show_idle()
        self.receive.idle.show_outcome(outcome_lines(outcome, changes, names), actions)
        self.receiving.read_waiting()
        self.header_changed.emit()
        self.focus_first()
        if outcome.applied and ids:
            said = tr("Đã áp dụng {n} thay đổi của {names}", n=format_number(changes), names=names)
            self.said.emit(said, Taking(tr("Rút lại"), back))
        else:
            self.said.emit(tr("Đã ghi vào Sổ giao nhận"), None)

    def _went_back(self) -> None:
        self.receive.idle.show_outcome([], [])

    def _decide(self, state: Waiting, accept: bool) -> None:
        if not accept:
            ask_turn_away(self, self.context, state, self.receiving.read_waiting)
            return
        said = tr("Đã nhận bản {ver} của {who}", ver=state.ver, who=state.who)
        job = self.receiving.accept(state)
        job.succeeded.connect(lambda _none: self.said.emit(said, None))
        job.failed.connect(self.fail)

    # --- introductions

    def introduce(self) -> None:
        """Lead to those we exchange with, and write an introduction."""
        self.show_part(PEERS)
        self.peers.introduce()

    def _choose_letter(self) -> None:
        self.show_part(PEERS)
        self.peers.choose()

    def _introduced(self, letters: Sequence[Path]) -> None:
        """Show introductions: the first at once, the others when the person is ready for them."""
        self._letters = list(letters)
        self._next_letter()

    def _next_letter(self) -> None:
        if not self._letters:
            return
        if self.shown != PEERS:
            self.show_part(PEERS)
        self.peers.look(self._letters.pop(0))
        self.message.clear()
        if self._letters:
            words = tr("Còn {n} thư giới thiệu chưa xem.", n=len(self._letters))
            self.message.say(words, "info", [(tr("Xem thư tiếp theo"), self._next_letter)])

    # --- sending

    def start_sending(self, peer_id: int | None) -> None:
        """Show whom can be sent to, with one chosen already where it is known."""
        self.show_part(SEND)
        if peer_id is not None:
            self.sending.choose([peer_id])

    def _send_to_seats(self, seats: Sequence[int | None]) -> None:
        self.show_part(SEND)
        self.sending.choose_seats(seats)

    # --- as a page

    def title(self) -> str:
        return tr("Gửi nhận")

    def header_widget(self) -> QWidget:
        return self._switch

    def header_buttons(self) -> list[Button]:
        if self.shown == PEERS:
            return self.peers.header_buttons()
        if self.width() >= ROOMY:
            return [self._open, self._send]
        if self.shown == RECEIVE and self.receive.reviewing:
            return [self._open, self._send, self.receive.short_apply]
        return [self._open, self._send, *([self.sending.short_send] if self.shown == SEND else [])]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() >= ROOMY) != (event.oldSize().width() >= ROOMY):
            self.header_changed.emit()

    def actions_for_menu(self) -> list[QAction]:
        return [
            action(self, tr("Mở gói…"), self.choose_files, keys="Ctrl+O", icon="file-import"),
            action(self, tr("Mở thư mục gói…"), self.choose_folder, keys="Ctrl+Shift+O", icon="folder-open"),
            action(self, tr("Áp dụng gói đang xem"), self.apply, keys="F9", icon="check"),
            action(self, tr("Gửi gói…"), partial(self.start_sending, None), keys="Ctrl+Shift+G", icon="send"),
            action(self, tr("In biên bản giao nhận"), self.book.view.print_minutes, icon="printer"),
            *(action(self, words, partial(self.show_part, key)) for key, words in self._names.items()),
            action(self, tr("Mở thư giới thiệu…"), self._choose_letter, icon="file-text"),
            action(self, tr("Ghi thư giới thiệu…"), self.introduce, icon="file-text"),
            action(self, tr("Sao lưu khóa…"), lambda: ask_back_up(self, self.context), icon="lock"),
            action(self, tr("Khôi phục khóa…"), lambda: ask_restore(self, self.context), icon="lock-open"),
            action(self, tr("Lập máy mới…"), lambda: ask_new_machine(self, self.context), icon="replace"),
            *list_actions(self, self._front_list),
        ]

    def _front_list(self) -> ListHost:
        return self.peers if self.shown == PEERS else self.book.view

    def details(self) -> QWidget | None:
        return None if self.shown == SEND else self._details

    def regions(self) -> list[QWidget]:
        regions = {
            RECEIVE: self.receive.regions,
            SEND: self.sending.regions,
            BOOK: self.book.view.regions,
            PEERS: self.peers.regions,
        }
        return regions[self.shown]()

    def focus_first(self) -> None:
        firsts: dict[str, Callable[[], object]] = {
            RECEIVE: self.receive.focus_first,
            SEND: self.sending.focus_first,
            BOOK: self.book.view.view.setFocus,
            PEERS: self.peers.focus_first,
        }
        firsts[self.shown]()

    def on_shown(self) -> None:
        self._read_part()

    def on_changed(self, touched: Touched) -> None:
        tables = {table for table, _ in touched}
        self._unread |= touched
        self._tell_book()
        self.peers.on_changed(touched)
        if tables & WAITING_TABLES and self.shown == RECEIVE:
            self.receiving.read_waiting()
        if tables & SENDING_TABLES and self.shown == SEND:
            self.sending.read()

    def show_item(self, what: object) -> None:
        match what:
            case ("open", [*places]):
                self.open_places([place for place in places if isinstance(place, Path)])
            case ("open", _):
                self.choose_files()
            case ("send", peer_id):
                self.start_sending(peer_id if isinstance(peer_id, int) else None)
            case ("waiting", _):
                self.show_part(RECEIVE)
            case ("book", period):
                self.show_part(BOOK)
                self.book.view.show_period(period if isinstance(period, str) else None)
            case ("unanswered", _):
                self.show_part(BOOK)
                self.book.view.show_period(None)
                self.book.view.own_chips()["unanswered"].setChecked(True)
            case ("peers", _):
                self.show_part(PEERS)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if places_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.open_places(places_of(event.mimeData()))


def _names(names: Sequence[str]) -> str:
    """Who sent, shortly."""
    known = list(dict.fromkeys(filter(None, names)))
    if len(known) > 2:
        return tr("{name} và {n} nơi khác", name=known[0], n=len(known) - 1)
    return ", ".join(known)
