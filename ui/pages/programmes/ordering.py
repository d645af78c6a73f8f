"""Moving a task or programme up and down among its neighbours, as the document may order it otherwise than it was typed."""

from app.i18n import tr
from app.plan import programmes, tasks
from ui.context import PageContext
from ui.pages.programmes.nodes import Node
from ui.widgets.page import Page


class Ordering:
    """Moves the selected row by one place; each move is one change."""

    def __init__(self, page: Page, context: PageContext) -> None:
        self._page = page
        self._context = context

    def move(self, node: Node | None, by: int) -> None:
        """Move a node ``by`` places (-1 up, 1 down); nothing happens at the ends, nor for sections."""
        if node is None or node.parent is None or node.id is None or node.kind not in {"task", "programme"}:
            return
        among = [one for one in node.parent.children if one.kind == node.kind and one.id is not None]
        place = among.index(node) + by
        if not 0 <= place < len(among):
            return
        if node.kind == "task":
            self._move_task(node.id, among, place, by)
        else:
            self._move_programme(node, among, place)

    def _move_task(self, task_id: int, among: list[Node], place: int, by: int) -> None:
        """Down: after the next one. Up: after the one before the previous one, or first."""
        before = place if by > 0 else place - 1
        after_id = among[before].id if before >= 0 else None
        session = self._context.session
        self._write(lambda: tasks.reorder_task(session, task_id, after_id=after_id))

    def _move_programme(self, node: Node, among: list[Node], place: int) -> None:
        ids = [one.id for one in among if one is not node and one.id is not None]
        if node.id is not None:
            ids.insert(place, node.id)
        session = self._context.session
        self._write(lambda: programmes.reorder_programmes(session, ids))

    def _write(self, work) -> None:  # type: ignore[no-untyped-def]  # a use case without arguments
        job = self._context.jobs.write(lambda _progress: work())
        job.succeeded.connect(lambda _none: self._page.said.emit(tr("Đã đổi thứ tự"), True))
        job.failed.connect(self._page.fail)
