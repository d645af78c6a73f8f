"""Nơi gửi nhận: everyone we exchange files with, how they are known, and the keys on both sides."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from app.bundles import trust
from app.display import show_instant
from app.i18n import tr
from app.lists import PEERS
from app.words import PEER_ROLES, PEER_STATES
from ui.actions import action
from ui.context import PageContext
from ui.fonts import Role
from ui.models.list_model import Row
from ui.pages.exchange.digits import DigitGroups
from ui.pages.exchange.keys_sheet import ask_back_up, ask_introduction, ask_new_machine, ask_restore
from ui.pages.exchange.revoke_sheet import open_revoke_sheet
from ui.pages.exchange.trust_sheet import open_trust_sheet
from ui.pages.list_page import ListPage
from ui.widgets.buttons import Button
from ui.widgets.details import Details
from ui.widgets.empty import EmptyState
from ui.widgets.label import Label


class PeersView(ListPage):
    """The list of peers. Ctrl+N opens an introduction; the details tell the digits and take a key back."""

    spec = PEERS
    columns = ("name", "role", "state", "via", "since_ms", "seen_ms")
    stretch = "name"
    help_chapter = "exchange-trust"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._add = Button(tr("Làm quen…"), self.choose, kind="primary", icon="plus")
        self._introduce = Button(tr("Thư giới thiệu…"), self.introduce, icon="file-text")
        self._details = Details(tr("Chi tiết nơi gửi nhận"))
        self.show_row(None)

    def title(self) -> str:
        return tr("Nơi gửi nhận")

    def fact(self) -> str:
        return tr("{n} nơi", n=self.model.rowCount())

    def adding(self) -> tuple[str, Callable[[], object]]:
        return tr("Mở thư giới thiệu"), self.choose

    def header_buttons(self) -> list[Button]:
        return [self._introduce, self._add]

    def details(self) -> Details:
        return self._details

    def empty_state(self) -> EmptyState:
        return EmptyState(
            tr("Chưa làm quen với nơi nào."),
            tr(
                "Trao đổi thư giới thiệu một lần, so mã qua điện thoại; sau đó gửi nhận bằng tệp mà không ai giả mạo được."
            ),
            tr("Ghi thư giới thiệu của văn phòng này"),
            self.introduce,
        )

    def actions_for_menu(self) -> list[QAction]:
        return [
            *super().actions_for_menu(),
            action(self, tr("Ghi thư giới thiệu…"), self.introduce, icon="file-text"),
            action(self, tr("Sao lưu khóa…"), lambda: ask_back_up(self, self.context), icon="lock"),
            action(self, tr("Khôi phục khóa…"), lambda: ask_restore(self, self.context), icon="lock-open"),
            action(self, tr("Lập máy mới…"), lambda: ask_new_machine(self, self.context), icon="replace"),
        ]

    def choose(self) -> None:
        """Ask for an introduction file and show what it means."""
        words = tr("Mở thư giới thiệu")
        chosen = QFileDialog.getOpenFileName(self, words, str(self.context.session.path.parent))[0]
        if chosen:
            self.look(Path(chosen))

    def look(self, path: Path) -> None:
        """Read an introduction and open the sheet that confirms it."""
        session = self.context.session
        self.message.clear()
        job = self.context.jobs.read(lambda _progress: trust.look_at(session, path))
        job.succeeded.connect(self._show_meeting)
        job.failed.connect(self.fail)

    def introduce(self, peer_id: int | None = None) -> None:
        """Write our own introduction, for anyone or for one peer."""
        ask_introduction(self, self.context, peer_id)

    def show_row(self, row: Row | None) -> None:
        panel = self._details
        panel.begin()
        found = [] if row is None else [peer for peer in trust.peers(self.context.session) if peer.id == row["id"]]
        if not found:
            self._show_own_keys(panel)
            return
        peer = found[0]
        mark = {"ok": "done", "vouched": "in_progress", "waiting": "due_soon", "ended": "overdue"}[peer.state]
        panel.title(peer.name, str(PEER_STATES[peer.state]), mark=mark)
        panel.facts(
            [
                (tr("Vai trò"), str(PEER_ROLES[peer.role])),
                (tr("Đơn vị"), peer.unit if peer.role in {"child", "parent"} else ""),
                (tr("Ban"), peer.ban),
                (tr("Qua"), peer.via),
                (tr("So mã"), "" if peer.since_ms is None else show_instant(peer.since_ms)),
                (tr("Nhận cuối"), "" if peer.seen_ms is None else show_instant(peer.seen_ms)),
                (tr("Thu hồi"), "" if peer.ended_ms is None else show_instant(peer.ended_ms)),
                (tr("Lý do"), peer.end_reason),
            ]
        )
        self._offer(panel, peer)
        if peer.fingerprint:
            panel.section(tr("Mã khóa"))
            panel.add(DigitGroups(peer.fingerprint, small=True))

    def _offer(self, panel: Details, peer: trust.Peer) -> None:
        can = []
        if not peer.via and peer.state == "ok":
            write = Button(tr("Viết thư riêng…"), lambda: self.introduce(peer.id), kind="link", icon="file-text")
            can.append(write)
        if peer.state in {"ok", "vouched"}:
            can.append(Button(tr("Thu hồi khóa…"), lambda: self._revoke(peer), kind="link", icon="ban"))
        if can:
            panel.can_do(can)

    def _revoke(self, peer: trust.Peer) -> None:
        open_revoke_sheet(self, self.context, peer)

    def _show_own_keys(self, panel: Details) -> None:
        """Where no row is selected: what can be done about the keys of this machine."""
        panel.title(tr("Khóa của máy này"))
        panel.add(Label(tr("Khóa nằm ngoài sổ làm việc. Sao lưu riêng, có mật khẩu."), Role.SMALL, "text2", wrap=True))
        panel.can_do(
            [
                Button(tr("Sao lưu khóa…"), lambda: ask_back_up(self, self.context), kind="link", icon="lock"),
                Button(tr("Khôi phục khóa…"), lambda: ask_restore(self, self.context), kind="link", icon="lock-open"),
                Button(tr("Lập máy mới…"), lambda: ask_new_machine(self, self.context), kind="link", icon="replace"),
            ]
        )

    def _show_meeting(self, meeting: trust.Meeting) -> None:
        new = meeting.standing in {trust.Standing.new, trust.Standing.vouched}
        open_trust_sheet(self, self.context, meeting, lambda peer_id: self._met(peer_id, answer=new))

    def _met(self, peer_id: int, *, answer: bool) -> None:
        """Go to the peer; to a new one a letter of its own is due, which says as what we know it."""
        self.said.emit(tr("Đã xác nhận. Gửi lại thư riêng cho nơi này.") if answer else tr("Đã xác nhận"), None)
        self.stand_on(peer_id)
        if answer:
            self.introduce(peer_id)
