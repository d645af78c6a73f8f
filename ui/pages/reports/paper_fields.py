"""The fields in which a person says what a paper needs to know, made from what the catalogue says of it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.people import persons
from app.plan import periods, programmes
from app.plan.periods import PeriodKind
from app.reports import offering, table_choices
from app.reports.papers.paper import Paper
from app.reports.papers.tables import TITLES
from app.session import Session
from ui.fonts import Role
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckBox, ComboBox, RadioGroup, TextArea, TextField
from ui.widgets.form import FieldRow
from ui.widgets.label import Label

NOBODY = ("", "")
_CHAIRS = ("chủ tịch", "phó chủ tịch")
_ALL = None


def signers(session: Session) -> list[tuple[object, str]]:
    """Who may sign: (post, name) and how the list shows them, chairmen first. Where no chairman is known, nobody stands first."""
    held = [(post.post, person.name) for person in persons.person_lines(session) for post in person.posts if post.post]
    chairs = [pair for pair in held if pair[0].lower().startswith(_CHAIRS)]
    others = [pair for pair in held if pair not in chairs]
    chairs.sort(key=lambda pair: pair[0].lower().startswith("phó"))
    named: list[tuple[object, str]] = [((post, name), f"{post} · {name}") for post, name in (*chairs, *others)]
    nobody: tuple[object, str] = (NOBODY, tr("Để trống, ký tay"))
    return [*named, nobody] if chairs else [nobody, *named]


class PaperFields(QWidget):
    """``changed`` tells that something was chosen. ``period`` and ``options`` are what ``catalogue.build`` takes."""

    changed = Signal()

    def __init__(self, session: Session, paper: Paper, period: str, remembered: dict[str, Any]) -> None:
        super().__init__()
        self._session, self._paper, self._remembered = session, paper, remembered
        self._asked: dict[str, Callable[[], Any]] = {}
        self._lacking = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._ask_period(period)
        self._ask_whom()
        self._ask_day_and_signer()
        self._ask_own()

    @property
    def period(self) -> str:
        """The period the paper is made for."""
        return self._period() or ""

    @property
    def lacking(self) -> str:
        """Why the paper cannot be made yet: it is for somebody and nobody is known; else empty."""
        return self._lacking

    def options(self) -> dict[str, Any]:
        """What was chosen, as the catalogue takes it."""
        found: dict[str, Any] = {}
        for key, value in self._asked.items():
            given = value()
            if key == "day":
                found |= {"day": given, "day_known": given is not None}
            elif key == "who":
                found["post"], found["signer"] = given if isinstance(given, tuple) else NOBODY
            elif key == "whom" and given is not None:
                found[given[0]] = given[1]
            elif key != "whom" and given not in {None, ""}:
                found[key] = given
        return found

    # --- the questions

    def _ask_period(self, wanted: str) -> None:
        offered = offering.periods_for(self._session, self._paper)
        near = offering.period_near(offered, wanted) or wanted
        self._period: Callable[[], Any] = lambda: near
        if self._paper.periods == {PeriodKind.quarter}:
            words = tr("Kỳ báo cáo: {period}", period=periods.label(near))
            self._column.addWidget(Label(words, tone="text2", wrap=True))
            return
        box = ComboBox([(code, str(periods.label(code))) for code in offered], self._kept("period", near, offered))
        self._period = box.value
        self._put("period", tr("Kỳ"), box)
        del self._asked["period"]

    def _ask_whom(self) -> None:
        needs = sorted(self._paper.needs)
        named = [((need, one), name) for need in needs for one, name in offering.whom(self._session, need)]
        if named:
            titles = {"ban_id": tr("Ban"), "person_id": tr("cán bộ"), "unit_id": tr("Đơn vị")}
            title = " / ".join(titles[need] for need in needs)
            self._put("whom", title, ComboBox(named, self._kept("whom", named[0][0], [value for value, _ in named])))
        elif needs:
            self._lacking = tr("Chưa khai ban, đơn vị hay cán bộ nào để lập cho. Khai rồi quay lại đây.")
        if "unit_id" in self._paper.options:
            units = [(one, name) for one, name in offering.whom(self._session, "unit_id")]
            title, every = tr("Đơn vị"), tr("Mọi đơn vị, một biên bản chung")
            chosen = self._kept("unit_id", _ALL, [one for one, _ in units])
            if "reply_by" in self._paper.options:
                title, every, chosen = tr("Gửi"), tr("Mọi nơi chậm, một văn bản chung"), _ALL
            self._put("unit_id", title, ComboBox([(_ALL, every), *units], chosen))
        if "programme_id" in self._paper.options:
            known = [(node.id, f"{node.number}. {node.title}".strip(". ")) for node in programmes.tree(self._session)]
            self._put("programme_id", tr("Chương trình"), ComboBox([(_ALL, tr("Mọi chương trình")), *known], _ALL))

    def _ask_day_and_signer(self) -> None:
        day = DateField(None)
        self._put("day", tr("Ngày trên văn bản"), day, tr("Bỏ trống thì ngày để điền tay."))
        if self._paper.signable:
            who = signers(self._session)
            box = ComboBox(who, self._kept("who", who[0][0], [value for value, _ in who]))
            self._put("who", tr("Ký thay mặt Ban Thường vụ"), box)

    def _ask_own(self) -> None:
        options = self._paper.options
        if "as_of" in options and offering.is_closed(self._session, self.period):
            view = RadioGroup([("closed", tr("Lúc khóa quý")), ("current", tr("Hiện nay, gồm đính chính"))], "closed")
            self._put("as_of", tr("Số liệu"), view)
        if "reply_by" in options:
            self._put("reply_by", tr("Hạn trả lời"), DateField(None), tr("Bỏ trống: sau ngày văn bản 5 ngày."))
        if "giver" in options:
            self._put("giver", tr("Bên giao"), TextField(placeholder=tr("Họ tên, chức vụ")))
            self._put("receiver", tr("Bên nhận"), TextField(placeholder=tr("Họ tên, chức vụ")))
        if "items" in options:
            items = TextArea(lines=4)
            self._put("items", tr("Tài liệu giao nhận"), items, tr("Mỗi dòng một mục; bỏ trống thì theo sổ."))
            self._asked["items"] = lambda: tuple(line for line in items.value().splitlines() if line.strip())
        if "appendices" in options:
            self._ask_appendices()
        if "numbering" in options:
            ways = [("running", tr("Liên tục")), ("restarting", tr("Lại từ đầu theo nhóm"))]
            standing = table_choices.numbering_of(self._session).value
            self._put("numbering", tr("Số thứ tự trong bảng"), RadioGroup(ways, standing))

    def _ask_appendices(self) -> None:
        boxes = {name: CheckBox(title, True) for name, title in TITLES.items()}
        group = QVBoxLayout()
        group.setSpacing(2)
        group.addWidget(Label(tr("Phụ lục kèm theo"), Role.SMALL, "text2"))
        for box in boxes.values():
            box.changed.connect(self.changed)
            group.addWidget(box)
        self._column.addLayout(group)
        self._asked["appendices"] = lambda: tuple(name for name, box in boxes.items() if box.value())

    def _put(self, key: str, label: str, editor: Any, hint: str = "") -> None:
        """A field; what is chosen in it is remembered for the next paper that asks the same."""
        self._column.addWidget(FieldRow(label, editor, hint))
        self._asked[key] = editor.value
        editor.changed.connect(lambda *_: self._has_changed(key, editor))

    def _has_changed(self, key: str, editor: Any) -> None:
        self._remembered[key] = editor.value()
        self.changed.emit()

    def _kept(self, key: str, default: object, allowed: Any) -> object:
        """What was chosen in this field before, if it is offered here too."""
        kept = self._remembered.get(key)
        return kept if kept is not None and kept in allowed else default
