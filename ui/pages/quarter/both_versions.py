"""A cell that somebody else changed while it was typed into: both versions side by side, and the person chooses."""

from collections.abc import Callable
from itertools import takewhile

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.plan.grid_rows import Row
from app.plan.meanwhile import ChangedMeanwhile
from ui.fonts import Role
from ui.pages.quarter.columns import GridColumn
from ui.pages.quarter.saving import Place, Saver
from ui.pages.quarter.view import GridView
from ui.widgets.buttons import Button
from ui.widgets.fields import TextArea
from ui.widgets.label import Label
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet


class BothVersions(QObject):
    """Says that a cell was changed meanwhile, shows both texts, and carries out the choice; until then neither is lost."""

    def __init__(self, page: Page, saver: Saver, view: GridView) -> None:
        super().__init__(page)
        self._page, self._saver, self._view = page, saver, view
        self._model = view.rows_model
        self._told: tuple[Place, str] | None = None
        saver.clashed.connect(self._say)

    def show(self, place: Place, clash: ChangedMeanwhile) -> None:
        """Open the two versions of a cell beside the grid."""
        row, typed = self._model.row_of(place[0]), self._model.typed(*place)
        column = next((one for one in self._model.columns if one.key == place[1]), None)
        if row is None or typed is None or column is None:
            self._page.message.clear()
            return
        theirs = self._model.saved_text(row, column)
        _VersionsSheet(row, column, clash, typed.text, theirs, lambda text: self._choose(place, text)).open_over(
            self._page
        )

    def _say(self, place: Place, clash: ChangedMeanwhile) -> None:
        self._told = place, str(clash)
        see = tr("Xem cả hai bản"), lambda: self.show(place, clash)
        self._page.message.say(str(clash), "warn", [see, (tr("Giữ bản kia"), lambda: self._choose(place, None))])

    def _choose(self, place: Place, text: str | None) -> None:
        """Write a text, or with None let what the other wrote stand."""
        typed = self._model.typed(*place)
        if text is not None:
            self._saver.take_mine(place, text)
        elif typed is not None:
            self._saver.drop(place)
            self._page.said.emit(tr("Đã giữ bản kia"), lambda: self._saver.take_mine(place, typed.text))
        if self._told is not None and self._page.message.text() == self._told[1]:
            self._page.message.clear()
        self._view.setFocus()


def joined(theirs: str, mine: str) -> str:
    """Both texts, what they begin with in common only once: up to the last sentence, clause or line that is wholly the same."""
    if mine in theirs or theirs in mine:
        return max(theirs, mine, key=len)
    pairs = zip(theirs, mine, strict=False)
    same = mine[: sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))]
    cut = max(same.rfind(end) + len(end) if end in same else 0 for end in (". ", "; ", "\n"))
    return f"{theirs}\n{mine[cut:].strip()}"


class _VersionsSheet(Sheet):
    """What the other wrote, what I typed, and for words a text joined from both that can be edited. ``on`` gets the text to be written,
    None to let the other's stand.
    """

    def __init__(
        self,
        row: Row,
        column: GridColumn,
        clash: ChangedMeanwhile,
        mine: str,
        theirs: str,
        on: Callable[[str | None], object],
    ) -> None:
        super().__init__(tr("Hai bản của ô {column}", column=str(column.title)), width=460)
        self._on = on
        self.body.addWidget(Label(f"{row.number} {row.text}".strip(), Role.MEDIUM, wrap=True))
        head = tr("Bản của {who}, {time}", who=clash.who, time=clash.time) if clash.who else tr("Bản trong sổ")
        self._part(head, theirs)
        self._part(tr("Bản anh/chị đang gõ"), mine)
        self.joined: TextArea | None = None
        if column.entry == "text":
            self.body.addWidget(Label(tr("Gộp cả hai"), Role.SMALL_MEDIUM, "text2"))
            self.joined = TextArea(joined(theirs, mine), lines=6)
            self.joined.setAccessibleName(tr("Gộp cả hai"))
            self.body.addWidget(self.joined)
        self.body.addStretch(1)
        if self.joined is not None:
            self._first: QWidget = self.joined
            self.set_primary(tr("Ghi bản gộp"), self._join)
            self.add_button(Button(tr("Ghi bản của tôi"), lambda: self._take(mine)))
        else:
            self._first = self.set_primary(tr("Ghi bản của tôi"), lambda: self._take(mine))
        self.add_button(Button(tr("Giữ bản kia"), lambda: self._take(None)))

    def open_over(self, host: QWidget) -> None:
        """Open with the choice that loses nothing under the keys."""
        super().open_over(host)
        self._first.setFocus()

    def _part(self, title: str, text: str) -> None:
        self.body.addWidget(Label(title, Role.SMALL_MEDIUM, "text2"))
        self.body.addWidget(Label(text or "–", wrap=True))

    def _join(self) -> None:
        if self.joined is not None:
            self._take(self.joined.value())

    def _take(self, text: str | None) -> None:
        self.close_sheet()
        self._on(text)
