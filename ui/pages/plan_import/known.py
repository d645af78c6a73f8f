"""What the workspace knows of the plan under review, as inline messages: taken over before, carries out a plan that is there."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.plan_import.known import Before
from app.plan_import.matching import ImplementsMatch, Matches
from app.plan_import.review import changes
from app.plan_import.review.deciding import IMPLEMENTS, NO, UPDATE, YES, carried_out, linked, to_ask_whether_carried_out
from ui.pages.plan_import.desk import Desk
from ui.widgets.message import MessageBar

Actions = list[tuple[str, Callable[[], object]]]


class KnownBars(QWidget):
    """Two messages at most; ``show_update`` opens what an update would change, ``show_clauses`` what is linked with what."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.show_update: Callable[[], object] = lambda: None
        self.show_clauses: Callable[[Sequence[int]], object] = lambda _directives: None
        self.before, self.carries = MessageBar(), MessageBar()
        self._said: tuple[object, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.before)
        column.addWidget(self.carries)

    def refresh(self) -> None:
        """Say what is known now; what is said already is left standing, closed or not."""
        matches = self._desk.matches
        if matches is None:
            self._said = ()
            self.before.clear()
            self.carries.clear()
            return
        before = matches.imported_before
        review = self._desk.review
        said = (before, matches.implements, matches.clauses, review.choices)
        if said == self._said:
            return
        self._said = said
        self._say_before(before if before is not None and before.tasks else None)
        self._say_carries(matches)

    def _show_update(self) -> None:
        self.show_update()

    def _choose(self, key: str, answer: str) -> None:
        self._desk.do(tr("chọn cách nhận"), lambda review: changes.choose(review, key, answer))

    def _say_before(self, before: Before | None) -> None:
        if before is None:
            self.before.clear()
            return
        name = before.name
        if self._desk.review.choice(UPDATE) == NO:
            text = tr("Nhận sẽ tạo một văn bản mới, dù sổ đã có {name}.", name=name)
            self.before.say(text, "warn", [(tr("Cập nhật văn bản đã có"), lambda: self._choose(UPDATE, ""))])
            return
        text = tr(
            "Kế hoạch này đã có trong sổ: {name}, {n} nhiệm vụ ({reason}). Nhận là cập nhật, không tạo bản thứ hai.",
            name=name,
            n=before.tasks,
            reason=before.reason,
        )
        actions: Actions = [
            (tr("Xem thay đổi"), self._show_update),
            (tr("Nhập thành văn bản mới"), lambda: self._choose(UPDATE, NO)),
        ]
        self.before.say(text, "info", actions)

    def _say_carries(self, matches: Matches) -> None:
        review = self._desk.review
        asked = to_ask_whether_carried_out(review, matches)
        done = carried_out(review, matches)
        if asked is not None:
            self._ask(asked, sum(one.directive_id == asked.directive_id for one in matches.clauses))
        elif done:
            self._tell(done, matches)
        else:
            self.carries.clear()

    def _ask(self, found: ImplementsMatch, alike: int) -> None:
        key = f"{IMPLEMENTS}{found.directive_id}"
        text = tr("Có thể kế hoạch này thực hiện {name} ({reason}).", name=found.name, reason=found.reason)
        more = " " + tr("{n} mục giống nhau.", n=alike) if alike else ""
        actions: Actions = [
            (tr("Đúng, gắn văn bản"), lambda: self._choose(key, YES)),
            (tr("Không phải"), lambda: self._choose(key, NO)),
        ]
        self.carries.say(text + more, "info", actions)

    def _tell(self, done: Sequence[ImplementsMatch], matches: Matches) -> None:
        ids = [one.directive_id for one in done]
        alike = [one for one in matches.clauses if one.directive_id in ids]
        text = tr(
            "Kế hoạch này thực hiện {names}, đã có trong sổ. {n} mục được gắn với mục tương ứng.",
            names=", ".join(one.name for one in done),
            n=sum(linked(self._desk.review, one) for one in alike),
        )
        actions: Actions = [(tr("Không gắn"), lambda: self._choose(f"{IMPLEMENTS}{ids[0]}", NO))]
        if alike:
            actions.insert(0, (tr("Xem các mục gắn"), lambda: self.show_clauses(ids)))
        self.carries.say(text, "info", actions)
