"""One file of a preview: who sends it and which version, what it changes row by row, what waits, what is refused and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bundles.merge_words import period_words
from app.bundles.plans import FilePlan
from app.clock import day_of
from app.dates import format_date
from app.i18n import tr
from app.numbers import format_number
from app.plan import periods
from app.session import Session
from ui.fonts import Role
from ui.models.rows_model import RowsModel
from ui.pages.exchange.change_rows import change_rows, listed, titles
from ui.pages.exchange.choice import Choice, questions, would_move
from ui.pages.exchange.icon_words import IconWords
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.label import Label
from ui.widgets.list_view import ListView
from ui.widgets.message import MessageBar

KILOBYTE = 1024


class FileView(QWidget):
    """``agreed`` brings a file and whether somebody says yes to what waits in it; ``whole`` whether the list wants all the room."""

    agreed = Signal(object, bool)
    whole = Signal(bool)
    effects_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._file: FilePlan | None = None
        self._whole = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self.notice = MessageBar(closable=False)
        self.refusal = MessageBar(closable=False)
        self.closed = MessageBar(closable=False)
        for bar in (self.refusal, self.notice, self.closed):
            column.addWidget(bar)
        self.view = ListView(name=tr("Những gì gói thay đổi"), sortable=False)
        self._rows = RowsModel(titles(), (), self)
        self.view.setModel(self._rows)
        self.view.set_widths([34, 160, 104, 112, 150], 1)
        self.view.set_empty(EmptyState(tr("Gói này không đổi gì trong sổ.")))
        self.view.setMinimumHeight(112)
        column.addWidget(self.view, 1)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(PAD, 10, PAD, 8)
        head.setSpacing(2)
        self._title = Label("", Role.TITLE, wrap=True)
        head.addWidget(self._title)
        second = QHBoxLayout()
        second.setSpacing(14)
        self._signature = IconWords("shield-check", icon_tone="ok", tone="ok")
        second.addWidget(self._signature)
        self._version = Label("", tone="text2", elide=True)
        second.addWidget(self._version, 1)
        head.addLayout(second)
        third = QHBoxLayout()
        third.setSpacing(14)
        self._new, self._changed = IconWords("plus"), IconWords("pencil")
        self._withdrawn, self._refused = IconWords("minus"), IconWords("ban", icon_tone="bad")
        self._files = IconWords("paperclip")
        for one in (self._new, self._changed, self._withdrawn, self._refused, self._files):
            third.addWidget(one)
        third.addStretch(1)
        self.see_effects = Button(tr("Số liệu chính"), self.effects_wanted.emit, kind="link")
        self.see_all = Button("", self.turn_whole, kind="link")
        third.addWidget(self.see_effects)
        third.addWidget(self.see_all)
        head.addLayout(third)
        return head

    def show_file(self, file: FilePlan | None, choice: Choice | None) -> None:
        """Show a file as it stands, or none."""
        again = file is not None and self._file is not None and file.key == self._file.key
        self._file = file
        if not again:
            rows = [] if file is None else change_rows(self._session, file)
            self._rows.set_rows(rows, list(range(len(rows))))
        if file is None or choice is None:
            self._title.setText(tr("Không có gói nào ở mục này."))
            for bar in (self.notice, self.refusal, self.closed):
                bar.clear()
            for words in (self._signature, self._new, self._changed, self._withdrawn, self._refused, self._files):
                words.say("")
            self._version.setText("")
            self.see_all.hide()
            return
        self._say_who(file)
        self._say_counts(file)
        self._say_troubles(file, choice)

    def _say_who(self, file: FilePlan) -> None:
        if not file.who:
            self._title.setText(file.name)
            self._signature.say("")
            self._version.setText(tr("Gói không mở được, sổ không đổi gì."))
            return
        name = tr("{who} gửi {period}", who=file.who, period=_inside(file.period)) if file.period else file.who
        self._title.setText(name)
        self._signature.say("" if file.code else tr("Chữ ký đúng, khóa đã xác nhận"))
        said = [file.name, _versions(file)]
        if file.made_ms:
            said.append(tr("lập ngày {day}", day=format_date(day_of(file.made_ms))))
        self._version.setText(" · ".join(filter(None, said)))

    def _say_counts(self, file: FilePlan) -> None:
        counts = would_move(file)
        self._new.say(tr("{n} mới", n=format_number(counts.new)) if counts.new else "")
        self._changed.say(tr("{n} đổi", n=format_number(counts.changed)) if counts.changed else "")
        self._withdrawn.say(tr("{n} rút", n=format_number(counts.withdrawn)) if counts.withdrawn else "")
        self._refused.say(tr("{n} không nhận", n=len(file.refused)) if file.refused else "")
        size = format_number(-(-file.attachment_bytes // KILOBYTE))
        self._files.say(tr("{n} tệp, {size} kB", n=file.attachments, size=size) if file.attachments else "")
        self.see_all.setVisible(self._rows.rowCount() > 0)
        self._say_whole()

    def _say_whole(self) -> None:
        file = self._file
        if file is None:
            return
        total, shown = would_move(file).total, listed(file)
        if self._whole:
            self.see_all.setText(tr("Thu lại"))
        elif total > shown:
            self.see_all.setText(tr("Xem {n} trong {m} thay đổi", n=format_number(shown), m=format_number(total)))
        else:
            self.see_all.setText(tr("Xem cả {n} thay đổi", n=format_number(total or self._rows.rowCount())))

    def _say_troubles(self, file: FilePlan, choice: Choice) -> None:
        self._say_refusal(file)
        self._say_waiting(file, choice)
        periods_closed = sorted({code for plan in file.seals for code in plan.closed})
        if periods_closed and not self._whole:
            names = ", ".join(_inside(code) for code in periods_closed)
            words = tr(
                "{names} đã khóa: số lúc khóa không đổi, số mới vào bản hiện hành và chờ đính chính kèm lý do.",
                names=names[:1].upper() + names[1:],
            )
            self.closed.say(words, "warn")
        else:
            self.closed.clear()

    def _say_refusal(self, file: FilePlan) -> None:
        reasons = [plan.reason for plan in file.refused if plan.reason is not None]
        reason = file.reason if file.code else (reasons[0] if reasons else None)
        if reason is None or self._whole:
            self.refusal.clear()
            return
        more = tr(" Và {n} bản khác.", n=len(reasons) - 1) if len(reasons) > 1 else ""
        self.refusal.say(f"{reason}{more}", "bad")

    def _say_waiting(self, file: FilePlan, choice: Choice) -> None:
        if not file.held or self._whole:
            self.notice.clear()
            return
        asked = questions(file)
        first = (asked or file.held)[0]
        more = tr(" Và {n} bản khác.", n=len(file.held) - 1) if len(file.held) > 1 else ""
        said = f"{first.reason or tr('Bản này chờ quyết định.')}{more}"
        if not asked:
            self.notice.say(said, "info")
        elif choice.agrees(file):
            words = tr("Đã đồng ý: {reason}", reason=said)
            self.notice.say(words, "info", [(tr("Không đồng ý nữa"), lambda: self.agreed.emit(file, False))])
        else:
            self.notice.say(said, "warn", [(tr("Đồng ý áp dụng bản này"), lambda: self.agreed.emit(file, True))])

    def focus_question(self) -> bool:
        """Put the focus on the yes that is asked for; False where nothing is."""
        buttons = [one for one in self.notice.findChildren(Button) if one.isVisible()]
        if buttons:
            buttons[0].setFocus()
        return bool(buttons)

    def turn_whole(self) -> None:
        """Give the list all the room, or give it back."""
        self._whole = not self._whole
        self.whole.emit(self._whole)
        self._say_whole()

    @property
    def is_whole(self) -> bool:
        """Whether the list has all the room."""
        return self._whole


def _inside(code: str) -> str:
    """A period within a sentence; as it is written where this program does not know it."""
    known = period_words(code)
    return known if known == code else periods.inside(code)


def _versions(file: FilePlan) -> str:
    """Of the sender's own main state the version, and which it takes the place of."""
    own = [plan for plan in file.seals if not plan.relayed]
    if not own:
        return ""
    plan = own[0]
    if plan.replaces is not None:
        return tr("bản {ver}, thay bản {old}", ver=plan.seal.ver, old=plan.replaces)
    return tr("bản {ver}", ver=plan.seal.ver)
