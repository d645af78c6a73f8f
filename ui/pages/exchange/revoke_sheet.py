"""The sheet that takes a key back: why, up to which version each stream is good, and which files lie beyond."""

from typing import Any

from app.bundles import trust
from app.display import show_instant
from app.i18n import tr
from app.session import Session
from ui.context import PageContext
from ui.fonts import Role
from ui.pages.asking import as_given
from ui.widgets.fields import ComboBox, TextField
from ui.widgets.form import Form
from ui.widgets.label import Label
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet

_STREAM = "stream:"


class RevokeSheet(Sheet):
    """Everything that is held is good unless an earlier version is chosen; the files beyond stand below, to be withdrawn one by one."""

    def __init__(self, context: PageContext, peer: trust.Peer) -> None:
        super().__init__(tr("Thu hồi khóa của {name}", name=peer.name))
        self._context, self._peer = context, peer
        self._written: list[Any] = []
        form = Form()
        words = tr(
            "Từ nay không nhận gì ký bằng khóa này nữa, dù thư cũ được gửi lại. Nơi đó lập máy mới rồi làm quen lại. "
            "Việc này không hoàn tác được."
        )
        form.add_wide(Label(words, wrap=True))
        form.add("reason", tr("Lý do"), TextField(), tr("Ví dụ: mất máy ngày 12/8, hoặc rút máy khỏi ban."))
        for audience, choices in _choices(context.session, peer).items():
            box = ComboBox(choices, choices[0][0])
            box.changed.connect(lambda _value: self._tell_beyond())
            form.add(f"{_STREAM}{audience}", tr("Tin đến hết ({stream})", stream=audience), box)
        self._beyond = Label("", Role.SMALL, "text2", wrap=True)
        form.add_wide(self._beyond)
        self.set_form(form)
        self._tell_beyond()
        self.set_primary(tr("Thu hồi khóa"), self._revoke)

    def _last_good(self) -> dict[str, int]:
        given = self.form.values() if self.form is not None else {}
        return {
            key.removeprefix(_STREAM): int(value)
            for key, value in given.items()
            if key.startswith(_STREAM) and value is not None
        }

    def _tell_beyond(self) -> None:
        """Which files would lie beyond the versions that are chosen."""
        found = trust.beyond(self._context.session, self._peer.id, self._last_good())
        if not found:
            self._beyond.setText(tr("Không có gói nào đã nhận nằm sau mốc này."))
            return
        lines = [f"{each.file_name} · {show_instant(each.at_ms)} · {each.audience} {each.ver}" for each in found]
        self._beyond.setText("\n".join([tr("Các gói sau mốc, cần xem và rút lại từng gói:"), *lines]))

    def _revoke(self) -> None:
        form = self.form
        if form is None or (self._written and not self._written[-1].ended) or not form.check():
            return
        session, peer, good = self._context.session, self._peer, self._last_good()
        reason = as_given(form.values())["reason"]
        self.message.clear()
        job = self._context.jobs.write(lambda _progress: trust.revoke(session, peer.id, reason=reason, last_good=good))
        self._written.append(job)
        job.succeeded.connect(self._revoked)
        job.failed.connect(self.fail)

    def _revoked(self, done: trust.Revocation) -> None:
        page = self.parentWidget()
        self.close_sheet()
        if isinstance(page, Page):
            words = tr("Đã thu hồi khóa của {name}", name=self._peer.name)
            if done.beyond:
                words = tr("{words}; còn {n} gói sau mốc cần xem lại", words=words, n=len(done.beyond))
            page.said.emit(words, None)


def open_revoke_sheet(page: Page, context: PageContext, peer: trust.Peer) -> RevokeSheet:
    """Ask why and up to where."""
    sheet = RevokeSheet(context, peer)
    sheet.open_over(page)
    return sheet


def _choices(session: Session, peer: trust.Peer) -> dict[str, list[tuple[object, str]]]:
    """For each stream that came from the peer: everything that is held, or up to one of its versions, newest first."""
    found: dict[str, list[tuple[object, str]]] = {}
    for state in trust.states(session, peer.id):
        lines = found.setdefault(state.audience, [(None, tr("mọi phần đã nhận"))])
        words = tr("phiên bản {ver}, nhận {at}", ver=state.ver, at=show_instant(state.at_ms))
        lines.append((state.ver, words))
    return {audience: [*lines, (0, tr("không tin phần nào"))] for audience, lines in found.items()}
