"""Whom files can be sent to: what each was sent and has acknowledged, and what is new for it since."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from app.bundles.news import News
from app.bundles.peer_status import PeerStatus
from app.bundles.trust import Peer
from app.dates import format_date
from app.i18n import tr
from app.words import PEER_ROLES
from ui.models.rows_model import RowsModel
from ui.tokens import ROW_TWO
from ui.widgets.cells import ID_ROLE, Cell
from ui.widgets.list_view import ListView

TICK = 0
TICK_WIDTH = 84


class SendList(ListView):
    """``ticked`` when other peers are chosen. Space or a click on the mark chooses; Ctrl+A then Space chooses all."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__(name=tr("Gửi cho ai"), row_height=ROW_TWO, sortable=False)
        heads = [tr("Gửi"), tr("Nơi nhận"), tr("Đã gửi"), tr("Được báo nhận")]
        self._rows = RowsModel(heads, (), self)
        self._peers: list[Peer] = []
        self._status: Mapping[int, PeerStatus] = {}
        self._news: Mapping[int, News] | None = None
        self._chosen: set[int] = set()
        self.setModel(self._rows)
        self.set_widths([TICK_WIDTH, 200, 104, 118], 1)

    def fill(self, peers: Sequence[Peer], status: Sequence[PeerStatus]) -> None:
        """Show the peers; one alone is chosen at once."""
        here = self.currentIndex().data(ID_ROLE)
        self._peers = list(peers)
        self._status = {one.seat_id: one for one in status}
        known = {peer.id for peer in peers}
        self._chosen &= known
        if len(known) == 1:
            self._chosen = set(known)
        keys: list[object] = [peer.id for peer in self._peers]
        self._rows.set_rows([self._cells(peer) for peer in self._peers], keys)
        if keys:
            self.setCurrentIndex(self._rows.index(keys.index(here) if here in keys else 0, 1))
        self.ticked.emit()

    def show_news(self, news: Mapping[int, News] | None) -> None:
        """Say what is new for each; None while it is being found out."""
        self._news = news
        for place, peer in enumerate(self._peers):
            self._rows.change_row(place, self._cells(peer))

    def chosen(self) -> tuple[int, ...]:
        """The peers that are chosen, in the order of the list."""
        return tuple(peer.id for peer in self._peers if peer.id in self._chosen)

    def choose(self, peer_ids: Sequence[int]) -> None:
        """Choose these and no others."""
        self._chosen = {peer.id for peer in self._peers} & set(peer_ids)
        self.show_news(self._news)
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._peers:
            self._turn(self.selected_rows())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == TICK and event.button() == Qt.MouseButton.LeftButton:
            self._turn([index.row()])

    def _turn(self, rows: Sequence[int]) -> None:
        ids = {self._peers[row].id for row in rows}
        self._chosen = self._chosen - ids if ids <= self._chosen else self._chosen | ids
        for row in rows:
            self._rows.change_row(row, self._cells(self._peers[row]))
        self.ticked.emit()

    def _cells(self, peer: Peer) -> list[Cell]:
        status, news = self._status.get(peer.seat_id), None if self._news is None else self._news.get(peer.id)
        on = peer.id in self._chosen
        sent = acknowledged = ""
        if status is not None and status.sent_ver is not None:
            sent = tr("bản {ver}", ver=status.sent_ver)
        if status is not None and status.acknowledged_ver is not None:
            acknowledged = tr("bản {ver}", ver=status.acknowledged_ver)
        day = format_date(status.sent_on) if status is not None and status.sent_on else ""
        told = tr("đang xem có gì mới…") if news is None else str(news.told)
        return [
            Cell(tr("gửi") if on else tr("không"), mark="done" if on else "not_started", tone="ok" if on else "text2"),
            Cell(peer.name, weight=500, second=f"{PEER_ROLES[peer.role]} · {told}"),
            Cell(sent or tr("chưa gửi"), tone="text" if sent else "text2", second=day),
            Cell(acknowledged or tr("chưa có"), tone="text" if acknowledged else "text2"),
        ]
