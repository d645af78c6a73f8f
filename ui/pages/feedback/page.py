"""Kiến nghị: what this office said about what it was given, what units said to it, and the answers."""

from collections.abc import Hashable, Mapping

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app import feedback
from app.dates import format_date
from app.display import show_instant
from app.feedback import ABOUT, KINDS, VERDICTS, Feedback
from app.i18n import tr
from app.session import Touched
from ui.actions import action
from ui.context import PageContext
from ui.pages.feedback import forms, listed
from ui.pages.feedback.listed import COLUMNS
from ui.pages.lists.commands import list_actions
from ui.pages.lists.in_memory import InMemoryList
from ui.widgets.buttons import Button
from ui.widgets.cells import ID_ROLE
from ui.widgets.chips import Chip, ChipBar
from ui.widgets.details import Details
from ui.widgets.empty import EmptyState

TABLES = frozenset({"feedback", "feedback_answer", "task", "programme", "target", "measure", "directive", "peer"})
PLACES = {"task": "programmes", "programme": "programmes", "target": "targets", "directive": "directives"}
"""The page that shows what feedback is about."""


class FeedbackPage(InMemoryList):
    """All feedback is in memory: an office has some hundred in a year."""

    name = "feedback"
    help_chapter = "feedback"
    known = COLUMNS
    widths = listed.WIDTHS
    stretch = "about"
    leaves_below = listed.LEAST_WIDTHS

    def __init__(self, context: PageContext) -> None:
        self._found: dict[Hashable, Feedback] = {}
        self._can_say = False
        super().__init__(context)
        self._details = Details(tr("Chi tiết kiến nghị"))
        self.view.current_moved.connect(self._moved)
        self.view.opened.connect(self._open_row)
        self._add = Button(tr("Kiến nghị"), self.add, kind="primary", icon="plus")

    # --- the list

    def list_title(self) -> str:
        return tr("Kiến nghị")

    def fill_bar(self, bar: ChipBar) -> None:
        self._ours = Chip(tr("Chờ mình trả lời"), mark="due_soon")
        self._sent = Chip(tr("Đã gửi, chờ trả lời"), icon="clock")
        for chip in (self._ours, self._sent):
            bar.add(chip)
            chip.toggled.connect(lambda _on: self.refilter())

    def own_chips(self) -> Mapping[str, Chip]:
        return {"ours": self._ours, "sent": self._sent}

    def takes(self, key: Hashable) -> bool:
        """Whether the chips leave a feedback; none of them leaves all."""
        one = self._found[key]
        wanted = [one.ours_to_answer] * self._ours.isChecked() + [_sent_waiting(one)] * self._sent.isChecked()
        return not wanted or any(wanted)

    def empty_state(self) -> EmptyState:
        what = tr("Chưa có kiến nghị nào.")
        if self._can_say:
            why = tr("Việc cấp trên giao có chỗ chưa đúng, chưa kịp hoặc không phải việc của mình thì nói ở đây.")
            return EmptyState(what, why, tr("Gửi kiến nghị…"), self.add)
        return EmptyState(
            what,
            tr(
                "Kiến nghị của đơn vị cấp dưới về việc được giao hiện ở đây khi nhận gói của họ; trả lời gửi lại trong gói sau."
            ),
        )

    def stand_nowhere(self) -> None:
        """Show nothing in the details."""
        self._show(None)

    # --- reading

    def on_shown(self) -> None:
        self.refresh()

    def on_changed(self, touched: Touched) -> None:
        if any(table in TABLES for table, _ in touched):
            self.refresh()

    def refresh(self) -> None:
        """Read all feedback again, standing on the same line."""
        session = self.context.session
        self._can_say = bool(feedback.given(session))
        found = feedback.lines(session)
        self._found = {one.id: one for one in found}
        self._ours.set_count(sum(one.ours_to_answer for one in found))
        self._sent.set_count(sum(map(_sent_waiting, found)))
        self.set_lines({one.id: listed.line(one) for one in found})
        self._add.setEnabled(self._can_say)
        self.header_changed.emit()

    # --- one of them

    def _moved(self, index: QModelIndex) -> None:
        self._show(self._found.get(index.data(ID_ROLE)) if index.isValid() else None)

    def _open_row(self, index: QModelIndex) -> None:
        """Enter on a line: the answer where it waits for one, else the details."""
        found = self._found.get(index.data(ID_ROLE)) if index.isValid() else None
        if found is not None and found.ours_to_answer:
            self.answer(found)
        else:
            self.details_requested.emit(True)

    def _show(self, found: Feedback | None) -> None:
        panel = self._details
        panel.begin()
        if found is None:
            return
        panel.title(found.about, str(KINDS[found.kind]))
        panel.facts(
            [
                (tr("Về"), str(ABOUT[found.what_kind])),
                (tr("Gửi từ"), "" if found.own else found.who),
                (tr("Gửi tới"), found.issuer if found.own or not found.to_us else ""),
                (tr("Lúc"), show_instant(found.at_ms)),
                (tr("Người ghi"), found.person),
                (tr("Hạn đề nghị"), format_date(found.new_due) if found.new_due else ""),
            ]
        )
        panel.can_do(self._can_do(found))
        panel.section(tr("Nội dung"))
        panel.lines(found.text.splitlines())
        self._answered(found)

    def _can_do(self, found: Feedback) -> list[Button]:
        buttons = []
        if found.to_us:
            words = tr("Trả lời…") if found.answer is None else tr("Trả lời lại…")
            buttons.append(Button(words, lambda: self.answer(found), kind="link", icon="message-2"))
        if found.what_kind in PLACES:
            page = PLACES[found.what_kind]
            what = (found.what_kind, found.what_id)
            words = tr("Mở {what}", what=str(ABOUT[found.what_kind]).lower())
            buttons.append(Button(words, lambda: self.open_requested.emit(page, what), kind="link", icon="arrow-right"))
        if found.own and found.answer is None:
            buttons.append(Button(tr("Rút kiến nghị"), lambda: self._take_back(found), kind="link", icon="minus"))
        return buttons

    def _answered(self, found: Feedback) -> None:
        panel, said = self._details, found.answer
        panel.section(tr("Trả lời"))
        if said is None:
            waits = tr("Chờ đơn vị mình trả lời.") if found.to_us else tr("Chưa có trả lời.")
            panel.lines([waits])
            return
        panel.lines([str(VERDICTS[said.verdict]), *said.text.splitlines()])
        panel.facts(
            [
                (tr("Hạn mới"), format_date(said.new_due) if said.new_due else ""),
                (tr("Người trả lời"), said.who),
                (tr("Lúc"), show_instant(said.at_ms)),
            ]
        )

    # --- doing

    def add(self, about: tuple[str, int] | None = None) -> None:
        """Ask for feedback on something that was given."""
        forms.ask_feedback(self, self.context, about, then=lambda made: self.show_item(("feedback", made)))

    def answer(self, found: Feedback) -> None:
        """Ask for the answer to what a unit said."""
        forms.ask_answer(self, self.context, found)

    def _take_back(self, found: Feedback) -> None:
        session = self.context.session
        job = self.context.jobs.write(lambda _progress: feedback.take_back(session, found.id))
        job.succeeded.connect(lambda _none: self.said.emit(tr("Đã rút kiến nghị"), True))
        job.failed.connect(self.fail)

    # --- as a page

    def show_item(self, what: object) -> None:
        if not isinstance(what, tuple):
            return
        kind, which = what
        if kind == "add":
            self.add(which if isinstance(which, tuple) else None)
        if kind == "feedback":
            if which not in self._found:
                self.refresh()  # it was added just now
            for chip in self.own_chips().values():
                chip.setChecked(False)
            self.tools.set_filters(())
            self.go_to(which)
            self.details_requested.emit(True)

    def title(self) -> str:
        return tr("Kiến nghị")

    def fact(self) -> str:
        waiting = sum(one.ours_to_answer for one in self._found.values())
        return tr("{n} chờ trả lời", n=waiting) if waiting else ""

    def header_buttons(self) -> list[Button]:
        return [self._add]

    def details(self) -> QWidget:
        return self._details

    def regions(self) -> list[QWidget]:
        return [self.bar, self.view]

    def focus_first(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def actions_for_menu(self) -> list[QAction]:
        return [
            action(self, tr("Gửi kiến nghị…"), self.add, keys="Ctrl+N", icon="message-2"),
            *list_actions(self, lambda: self),
        ]


def _sent_waiting(one: Feedback) -> bool:
    return one.own and one.answer is None
