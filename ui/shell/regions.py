"""F6 goes from part to part of the window, as in every program that works by keyboard alone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def next_region(regions: Sequence[QWidget], by: int = 1) -> QWidget | None:
    """Move the focus to the next visible region that can take it; returns that region."""
    visible = [region for region in regions if region.isVisible() and _first_in(region) is not None]
    if not visible:
        return None
    here = region_of(visible, QApplication.focusWidget())
    start = visible.index(here) if here is not None else -1 if by > 0 else 0
    target = visible[(start + by) % len(visible)]
    first = _first_in(target)
    if first is not None:
        first.setFocus(Qt.FocusReason.TabFocusReason)
    return target


def region_of(regions: Sequence[QWidget], widget: QWidget | None) -> QWidget | None:
    """The innermost region the widget stands in."""
    while widget is not None:
        if widget in regions:
            return widget
        widget = widget.parentWidget()
    return None


def _first_in(region: QWidget) -> QWidget | None:
    """The first widget in the region that takes the focus by Tab."""
    for widget in [region, *region.findChildren(QWidget)]:
        tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            return widget
    return None
