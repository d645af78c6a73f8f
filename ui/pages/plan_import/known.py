"""What the workspace knows of the plan under review, as inline messages: taken over before, carries out a plan that is there."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.plan_import.known import Before
from app.plan_import.matching import ImplementsMatch
from app.plan_import.review import changes
from app.plan_import.review.deciding import IMPLEMENTS, NO, UPDATE
from ui.pages.plan_import.desk import Desk
from ui.widgets.message import MessageBar

Actions = list[tuple[str, Callable[[], object]]]


class KnownBars(QWidget):
    """Two messages at most; ``show_update`` opens what an update would change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.show_update: Callable[[], object] = lambda: None
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
        carries = next((one for one in matches.implements if one.sure), next(iter(matches.implements), None))
        review = self._desk.review
        said = (before, carries, review.choice(UPDATE), review.choice(IMPLEMENTS))
        if said == self._said:
            return
        self._said = said
        self._say_before(before if before is not None and before.tasks else None)
        self._say_carries(carries)

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

    def _say_carries(self, found: ImplementsMatch | None) -> None:
        choice = self._desk.review.choice(IMPLEMENTS)
        if found is None or (choice == NO and not found.sure):
            self.carries.clear()
            return
        linked = sum(
            one.directive_id == found.directive_id for one in (self._desk.matches.clauses if self._desk.matches else ())
        )
        if choice == NO:
            text = tr("Kế hoạch này không gắn với {name}.", name=found.name)
            actions: Actions = [(tr("Gắn lại"), lambda: self._choose(IMPLEMENTS, ""))]
        elif found.sure or choice:
            text = tr(
                "Kế hoạch này thực hiện {name}, đã có trong sổ. {n} mục được gắn với mục tương ứng.",
                name=found.name,
                n=linked,
            )
            actions = [(tr("Không gắn"), lambda: self._choose(IMPLEMENTS, NO))]
        else:
            text = tr("Có thể kế hoạch này thực hiện {name} ({reason}).", name=found.name, reason=found.reason)
            actions = [
                (
                    tr("Đúng, gắn {n} mục", n=linked) if linked else tr("Đúng, gắn văn bản"),
                    lambda: self._choose(IMPLEMENTS, str(found.directive_id)),
                ),
                (tr("Không phải"), lambda: self._choose(IMPLEMENTS, NO)),
            ]
        self.carries.say(text, "info", actions)
