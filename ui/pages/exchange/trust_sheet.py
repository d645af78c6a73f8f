"""The sheet that confirms another office: who it says it is, what it will be here, and the digits that both sides compare."""

from collections.abc import Callable
from typing import Any

from app.bundles import trust
from app.bundles.trust import Meeting, Standing
from app.display import show_instant
from app.errors import BadInput
from app.i18n import tr
from app.people import bans, units
from app.words import PEER_ROLES
from ui.context import PageContext
from ui.fonts import Role
from ui.pages.exchange.digits import DigitGroups
from ui.widgets.fields import CheckBox, ComboBox, TextField
from ui.widgets.form import Form
from ui.widgets.label import Label
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet

WIDTH = 460
NEW_UNIT = "new"
"""The choice that adds a unit of the name in the introduction."""


class TrustSheet(Sheet):
    """Opened over the page with a meeting; ``done`` gets the peer's id once it is confirmed.

    A new key is confirmed by a tick after comparing what is shown. A changed one is a red stop: the digits of the file are not shown, they
    must be typed as they are heard, so that nobody confirms by copying from the screen.
    """

    def __init__(self, context: PageContext, meeting: Meeting, done: Callable[[int], object]) -> None:
        name = meeting.introduction.unit_name
        changed = meeting.standing is Standing.changed
        title = tr("Khóa đã đổi: {name}", name=name) if changed else tr("Làm quen với {name}", name=name)
        super().__init__(title, width=WIDTH)
        self._context, self._meeting, self._done = context, meeting, done
        self._written: list[Any] = []
        self._say_standing()
        self._say_who()
        if meeting.stops and not self._changed:
            self.body.addStretch(1)
            self.set_primary(tr("Đóng"), self.give_up)
            return
        form = Form()
        if meeting.peer_id is None:
            self._ask_place(form)
        self._ask_digits(form)
        if form.editors():
            self.set_form(form)
        else:
            self.body.addStretch(1)
        self._follow_role()
        self.set_primary(tr("Chấp nhận khóa mới") if self._changed else tr("Xác nhận"), self._confirm)

    @property
    def _changed(self) -> bool:
        return self._meeting.standing is Standing.changed

    def _say_standing(self) -> None:
        self.message.say(str(self._meeting.words), "bad" if self._meeting.stops else "info")

    def _say_who(self) -> None:
        introduction, meeting = self._meeting.introduction, self._meeting
        role = PEER_ROLES[meeting.role] if meeting.peer_id is not None and meeting.role else ""
        said = [introduction.unit_name, introduction.ban_name, introduction.label, str(role)]
        self.body.addWidget(Label(" · ".join(filter(None, said)), Role.MEDIUM, wrap=True))
        self.body.addWidget(
            Label(tr("Thư làm lúc {at}", at=show_instant(introduction.made_ms)), Role.SMALL, "text2", wrap=True)
        )
        if self._changed and meeting.known_fingerprint:
            words = tr("Mã đã biết của nơi này")
            if meeting.known_ms is not None:
                words = tr("Mã đã so ngày {at}", at=show_instant(meeting.known_ms))
            self.body.addWidget(Label(words, Role.SMALL_MEDIUM, "text2", wrap=True))
            self.body.addWidget(DigitGroups(meeting.known_fingerprint, tone="text2", small=True))

    def _ask_place(self, form: Form) -> None:
        """What the seat will be here."""
        meeting = self._meeting
        self._role = ComboBox([(key, str(words)) for key, words in PEER_ROLES.items()], meeting.role or "child")
        self._role.changed.connect(lambda _value: self._follow_role())
        form.add("role", tr("Nơi này là"), self._role)
        session = self._context.session
        below = [(line.id, line.name) for line in units.unit_lines(session)]
        new = (NEW_UNIT, tr("Thêm đơn vị mới “{name}”", name=meeting.introduction.unit_name))
        chosen = meeting.unit_id if meeting.role == "child" and meeting.unit_id is not None else NEW_UNIT
        form.add(
            "unit",
            tr("Ứng với đơn vị"),
            ComboBox([new, *below], chosen),
            tr("Số liệu của nơi này sẽ vào đơn vị đã chọn."),
        )
        ours = [(line.id, line.name) for line in bans.ban_lines(session)]
        form.add("ban", tr("Ghi thay cho ban"), ComboBox(ours, meeting.ban_id))

    def _ask_digits(self, form: Form) -> None:
        meeting = self._meeting
        if meeting.standing is Standing.same:
            return
        if self._changed:
            form.add(
                "digits",
                tr("Gõ 30 chữ số nghe qua điện thoại"),
                TextField(),
                tr("Chương trình không hiện mã trong thư: chỉ gõ những gì nghe đọc, cách nhóm hay không đều được."),
            )
            return
        form.add_wide(
            Label(
                tr("Gọi điện cho nơi gửi, nhờ đọc mã ở mục Thư giới thiệu của họ, so từng nhóm:"),
                Role.SMALL,
                "text2",
                wrap=True,
            )
        )
        form.add_wide(DigitGroups(meeting.fingerprint))
        form.add("compared", tr("Sau khi so"), CheckBox(tr("Đã nghe đọc, cả 6 nhóm đều khớp")))

    def _follow_role(self) -> None:
        """Only what the chosen role needs is asked."""
        if self.form is not None and self._meeting.peer_id is None:
            self.form.row("unit").setVisible(self._role.value() == "child")
            self.form.row("ban").setVisible(self._role.value() == "ban")

    def _confirm(self) -> None:
        form = self.form
        if (self._written and not self._written[-1].ended) or (form is not None and not form.check()):
            return
        given = {} if form is None else form.values()
        if form is not None and given.get("compared") is False:
            words = tr("Chưa so mã. Gọi điện, so đủ 6 nhóm rồi đánh dấu vào đây.")
            form.row("compared").set_problem(words)
            form.row("compared").editor.setFocus()
            return
        session, meeting, place = self._context.session, self._meeting, self._place_of(given)
        digits = given["digits"] if self._changed else meeting.fingerprint
        self._say_standing()  # a refusal may stand there from before; the red stop never goes
        job = self._context.jobs.write(
            lambda _progress: trust.trust(
                session, meeting, confirmed_fingerprint=digits, replace=self._changed, **place
            )
        )
        self._written.append(job)
        job.succeeded.connect(self._confirmed)
        job.failed.connect(self._refused)

    def _place_of(self, given: dict[str, Any]) -> dict[str, Any]:
        if self._meeting.peer_id is not None:
            return {"role": self._meeting.role}
        place: dict[str, Any] = {"role": given["role"]}
        if given["role"] == "child":
            new = given["unit"] == NEW_UNIT
            named = self._meeting.introduction.unit_name
            place |= {"new_unit": named} if new else {"unit_id": given["unit"]}
        if given["role"] == "ban":
            place["ban_id"] = given["ban"]
        return place

    def _confirmed(self, peer_id: int) -> None:
        self.close_sheet()
        self._done(peer_id)

    def _refused(self, error: Exception) -> None:
        """Digits that differ are said at the digits, everything else above."""
        if self._changed and isinstance(error, BadInput) and self.form is not None:
            self.form.row("digits").set_problem(str(error))
            self.form.row("digits").editor.setFocus()
            return
        self.fail(error)


def open_trust_sheet(page: Page, context: PageContext, meeting: Meeting, done: Callable[[int], object]) -> TrustSheet:
    """Show what an introduction means, and confirm it where that may be."""
    sheet = TrustSheet(context, meeting, done)
    sheet.open_over(page)
    return sheet
