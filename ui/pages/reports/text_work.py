"""Editing the words of a paper: on the page, in the list beside it, kept in the office's own layer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from app.drafts import KeptText
from app.i18n import tr
from app.reports import drafting
from app.reports.catalogue import Drafted
from app.reports.resting import Ground, grounds
from ui.actions import action
from ui.pages.reports.text_editor import TextEditor
from ui.pages.reports.texts_panel import TextRow, TextsPanel

if TYPE_CHECKING:
    from ui.kept_typing import KeptTyping
    from ui.pages.reports.page import Made, ReportsPage

_TITLE = 40
_PAGES = {"task": "programmes", "target": "targets"}


class TextWork(QObject):
    """Joins page, panel and editor. One paragraph is edited at a time; leaving the editor without keeping changes nothing."""

    def __init__(self, page: "ReportsPage", panel: TextsPanel, typing: "KeptTyping | None" = None) -> None:
        super().__init__(page)
        self._page, self._panel = page, panel
        self._made: Made | None = None
        self._editor: TextEditor | None = None
        self._editing = self._before = ""
        panel.picked.connect(self.look_at)
        panel.asked.connect(self.edit)
        panel.given_back.connect(self.give_back)
        panel.leads.connect(self._lead)
        self._typing = typing
        if self._typing is not None:
            self._typing.add(lambda: [kept for kept in [self._typed()] if kept is not None])
        self.actions = [action(page, tr("Sửa lời văn"), self.edit_current, keys="F2", icon="pencil")]
        sheet = page.preview.view.paper
        sheet.picked.connect(self._picked)
        sheet.opened.connect(self.edit)

    @property
    def drafted(self) -> Drafted | None:
        """The paper that is looked at with its layers; None for a signed one."""
        return self._made.drafted if self._made is not None else None

    def show(self, made: "Made | None") -> None:
        """Another paper is looked at, or the same with other words; what is being typed is kept for when its paragraph is opened again."""
        typed = self._typed()
        if typed is not None and self._typing is not None:
            self._typing.put_back(typed)
            self._page.message.say(tr("Chữ đang gõ được giữ lại. Mở lại đoạn đó để dùng."))
        self._leave()
        self._made = made
        drafted = self.drafted
        rows = text_rows(drafted) if drafted is not None else []
        self._panel.set_rows(rows)
        self._panel.setEnabled(drafted is not None)
        self.look_at(self._panel.current)

    def look_at(self, key: str) -> None:
        """Point at a paragraph on the page and say what it rests on."""
        drafted, row = self.drafted, self._panel.row_of(key)
        if drafted is None or row is None:
            self._panel.show_row(None, ())
            return
        self._page.preview.go_to(key)
        found = [one for one in drafting.keyed(drafted.composed) if one.key == key]
        about = [name for one in found for run in one.runs for name in run.about]
        self._panel.show_row(row, grounds(self._page.context.session, about))

    def edit_current(self) -> None:
        """Edit the paragraph that is looked at, else the first."""
        drafted = self.drafted
        if drafted is not None:
            keys = [*drafting.texts(drafted.composed)]
            self.edit(self._panel.current or (keys[0] if keys else ""))

    def edit(self, key: str) -> None:
        """Open the editor over a paragraph; for one that is not printed, at the top of the page."""
        drafted, row = self.drafted, self._panel.row_of(key)
        if drafted is None or row is None:
            return
        self._leave()
        self._page.show_texts()
        self._panel.stand_on(key)
        view = self._page.preview.view
        where = self._page.preview.go_to(key) or QRect(40, 40, 400, 60)
        own = drafted.written.get(key)
        composed = drafting.texts(drafted.composed).get(key, "")
        self._editing = key
        editor = self._editor = TextEditor(view.viewport(), own.text if own else composed, composed)
        editor.kept.connect(self._keep)
        editor.given_back.connect(lambda: self.give_back(key))
        editor.left.connect(self._leave)
        self._before = editor.area.toPlainText()
        self._use_kept(editor)
        if self._typing is not None:
            editor.area.textChanged.connect(self._typing.touch)
        editor.open_over(
            QRect(view.paper.mapTo(view.viewport(), where.topLeft()), where.size()), view.viewport().rect()
        )

    def _keep(self, text: str) -> None:
        drafted, made, key = self.drafted, self._made, self._editing
        if drafted is None or made is None:
            return
        composed = drafting.texts(drafted.composed).get(key, "")
        self._leave()
        if text.strip() == composed.strip():
            if key in drafted.written:
                self.give_back(key)
            return
        session, name, period, about = self._page.context.session, made.choice.name, made.period, made.about
        job = self._page.context.jobs.write(
            lambda _progress: drafting.write_over(session, name, period, key, text, basis=composed, about=about)
        )
        job.succeeded.connect(lambda _done: self._page.said.emit(tr("Đã lưu lời văn"), True))
        job.failed.connect(self._page.fail)

    def give_back(self, key: str) -> None:
        """Let the program's words stand again."""
        made = self._made
        self._leave()
        if made is None or self.drafted is None or key not in self.drafted.written:
            return
        session, name, period, about = self._page.context.session, made.choice.name, made.period, made.about
        job = self._page.context.jobs.write(
            lambda _progress: drafting.take_back(session, name, period, key, about=about)
        )
        job.succeeded.connect(lambda _done: self._page.said.emit(tr("Đã lấy lại lời của chương trình"), True))
        job.failed.connect(self._page.fail)

    def _picked(self, key: str) -> None:
        self._page.show_texts()
        self._panel.stand_on(key)
        self.look_at(key)

    def _typed(self) -> KeptText | None:
        """What stands in the open editor where that is not what the paragraph says."""
        made, editor = self._made, self._editor
        if made is None or editor is None or editor.area.toPlainText() == self._before:
            return None
        title = " · ".join(filter(None, (tr("Lời văn"), self._before[:_TITLE])))
        where = ("text", made.period, made.choice.name, made.about, self._editing)
        return KeptText("reports", title, {"": editor.area.toPlainText()}, self._before, where)

    def _use_kept(self, editor: TextEditor) -> None:
        """Let what was typed here before a crash stand in the editor."""
        made, typing = self._made, self._typing
        if made is None or typing is None:
            return
        where = ("text", made.period, made.choice.name, made.about, self._editing)
        left = next((one for one in typing.waiting if one.page == "reports" and one.where == where), None)
        if left is not None:
            before = self._before
            editor.area.setPlainText(str(left.fields.get("", "")))
            typing.answered(left)
            words = tr("Chữ chưa lưu từ lần trước được giữ lại")
            self._page.message.say(words, "info", [(tr("Bỏ"), lambda: self._give_up(editor, before))])

    def _give_up(self, editor: TextEditor, before: str) -> None:
        self._page.message.clear()
        if self._editor is editor:
            editor.area.setPlainText(before)
            editor.area.setFocus()

    def _leave(self) -> None:
        if self._typing is not None:
            self._typing.touch()
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
            self._page.preview.view.setFocus()

    def _lead(self, ground: Ground) -> None:
        self._page.open_requested.emit(_PAGES[ground.kind], (ground.kind, ground.id))


def states(drafted: Drafted) -> Mapping[str, str]:
    """How each paragraph that is not simply as composed stands."""
    moved = {one.key for one in drafted.moved}
    own = {key: "moved" if key in moved else "own" for key in drafted.written}
    return {**dict.fromkeys(drafted.by_hand, "by_hand"), **own}


def text_rows(drafted: Drafted) -> list[TextRow]:
    """Every paragraph that can be edited, in the order of the paper; those the office left out, or under which nothing stands, too."""
    stand, moved = states(drafted), {one.key: one for one in drafted.moved}
    printed, composed = drafting.texts(drafted.document), drafting.texts(drafted.composed)
    rows = []
    for key in [*composed, *(key for key in drafted.written if key not in composed)]:
        own = drafted.written.get(key)
        under = moved.get(key)
        text = own.text if own is not None else printed.get(key, composed.get(key, ""))
        before, now = (under.basis, under.now) if under is not None else ("", "")
        rows.append(TextRow(key, text, stand.get(key, ""), before, now))
    return rows
