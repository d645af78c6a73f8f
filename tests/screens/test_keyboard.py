"""Every screen by keyboard alone: each control is reached, nothing holds the focus, and the regions go round."""

from collections.abc import Iterator

from PySide6.QtWidgets import QRadioButton, QWidget

from tests.screens.looking import stops, told
from tests.screens.screens import PAGES, walk
from tests.ui.at_window import SHIFT, AtWindow, Key

MOST_STOPS = 90
REGIONS = 10


def reached_by_tab(me: AtWindow) -> list[QWidget]:
    """Where the focus comes to by Tab from where it is, until it comes round; F6 leaves a grid, in which Tab goes from cell to cell."""
    first = me.focus()
    order = [first]
    for _ in range(MOST_STOPS):
        before = me.focus()
        me.press(Key.Key_Tab)
        if me.focus() is before:
            me.press(Key.Key_F6)
        if me.focus() is first and len(order) > 1:
            break
        order.append(me.focus())
    return order


def wanted(me: AtWindow) -> Iterator[QWidget]:
    """What Tab must come to: of radio buttons that belong together it is the one that is on."""
    for one in stops(me.window):
        group = one.group() if isinstance(one, QRadioButton) else None
        if group is None or group.checkedButton() in (None, one):
            yield one


def test_tab_comes_to_every_control_of_every_screen_and_round_again(at_sample: AtWindow) -> None:
    me = at_sample
    missed = []
    for screen in walk(me):
        if screen.name == "palette":
            continue
        if screen.name in PAGES and me.focus() not in stops(me.window):
            missed.append(f"{screen.name}: begins on {told(me.focus())}, where nobody sees the focus")
        order = reached_by_tab(me)
        missed += [f"{screen.name}: {told(one)}" for one in wanted(me) if one not in order]
        if me.focus() is not order[0]:
            missed.append(f"{screen.name}: Tab does not come back to {told(order[0])} but stands on {told(me.focus())}")
        order[0].setFocus()
        me.press(Key.Key_Tab)
        me.press(Key.Key_Tab, SHIFT)
        if me.focus() is not order[0]:
            missed.append(f"{screen.name}: Shift+Tab does not come back to {told(order[0])}")
    assert "\n".join(missed) == ""


def test_f6_goes_round_the_regions_of_every_page(at_sample: AtWindow) -> None:
    me = at_sample
    wrong = []
    for screen in walk(me, PAGES):
        me.press(Key.Key_F6)
        first, round_trip = me.focus(), []
        for _ in range(REGIONS):
            me.press(Key.Key_F6)
            round_trip.append(me.focus())
            if me.focus() is first:
                break
        if me.focus() is not first or len(round_trip) < 4:
            wrong.append(f"{screen.name}: {[told(one) for one in round_trip]}")
    assert "\n".join(wrong) == ""
