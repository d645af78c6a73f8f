"""Programmes and tasks are put in order by keyboard, and carried over to a later quarter."""

from pathlib import Path

from app.plan import details, programmes
from tests.ui.at_window import ALT, AtWindow, Key
from ui.pages.programmes.page import ProgrammesPage


def _page(me: AtWindow, sample: Path) -> ProgrammesPage:
    me.open(sample)
    page = me.window.show_page("programmes")
    me.settle()
    assert isinstance(page, ProgrammesPage)
    return page


def _order(me: AtWindow) -> list[int]:
    """The tasks of the first section of the first programme, in order."""
    return [task.id for task in programmes.tree(me.session)[0].sections[0].tasks]


def _programme_order(me: AtWindow) -> list[int]:
    return [node.id for node in programmes.tree(me.session) if node.id is not None]


def test_a_task_moves_down_and_up_by_keyboard_and_undo_puts_it_back(me: AtWindow, sample: Path) -> None:
    page = _page(me, sample)
    before = _order(me)
    page.show_item(("task", before[0]))
    me.press(Key.Key_Down, ALT)
    me.settle()
    assert _order(me)[:2] == [before[1], before[0]]
    node = page.current()
    assert node is not None
    assert node.id == before[0]
    me.press(Key.Key_Up, ALT)
    me.settle()
    assert _order(me) == before
    me.window.undo_requested.emit()
    me.settle()
    assert _order(me)[:2] == [before[1], before[0]]


def test_the_first_task_stays_first_when_it_is_moved_up(me: AtWindow, sample: Path) -> None:
    page = _page(me, sample)
    before = _order(me)
    page.show_item(("task", before[0]))
    me.press(Key.Key_Up, ALT)
    me.settle()
    assert _order(me) == before


def test_a_programme_moves_with_everything_in_it(me: AtWindow, sample: Path) -> None:
    page = _page(me, sample)
    before, tasks = _programme_order(me), _order(me)
    page.show_item(("programme", before[0]))
    me.press(Key.Key_Down, ALT)
    me.settle()
    assert _programme_order(me) == [before[1], before[0], *before[2:]]
    moved = next(node for node in programmes.tree(me.session) if node.id == before[0])
    assert [task.id for task in moved.sections[0].tasks] == tasks


def test_unfinished_tasks_are_carried_over_with_a_reason(me: AtWindow, sample: Path) -> None:
    page = _page(me, sample)
    late = next(task for node in programmes.tree(me.session) for task in node.tasks if task.number == "1.6")
    page.show_item(("task", late.id))
    page.forms.carry_over([late.id], "2026-Q3")
    me.settle()
    me.save(reason="Chờ hướng dẫn của Tổng Liên đoàn")
    assert details.task(me.session, late.id).due == "2026-12-31"
