"""Looking over a screen as a person would: words that are cut, things that lie over others or outside, a focus nobody sees."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableView,
    QTreeView,
    QWidget,
)

from ui.fonts import Role, metrics
from ui.marks import MarkLabel
from ui.tokens import tokens
from ui.widgets.header import Header
from ui.widgets.label import Label

HEADER_MARGINS = 16
ROUNDING = 2
LIGHTEST, DARKEST = 190, 70
RING_PIXELS = 24
"""A ring around the smallest button has about eighty; a caret in a field has eighteen."""


def seen(host: QWidget) -> Iterator[QWidget]:
    """Every widget within the host of which at least a pixel can be seen."""
    for one in host.findChildren(QWidget):
        # What scrolls is often covered whole by its own viewport and header.
        inner = one.viewport() if isinstance(one, QAbstractScrollArea) else one
        if one.isVisible() and not inner.visibleRegion().isEmpty():
            yield one


def told(widget: QWidget) -> str:
    """A widget by its class and words, to find it by."""
    words = widget.accessibleName() or str(widget.property("text") or "")
    return f"{type(widget).__name__} “{words[:50]}” in {type(widget.parent()).__name__}"


# --- words


def cut_words(host: QWidget) -> list[str]:
    """Texts of labels, buttons, fields to choose from and headers that do not fit and are not all in a tooltip."""
    found = []
    for one in host.findChildren(QWidget):
        if not one.isVisible() or one.toolTip():
            continue
        if isinstance(one, Label):
            cut = _label_cut(one)
        elif isinstance(one, MarkLabel):
            cut = one.width() < one.sizeHint().width() - ROUNDING
        elif isinstance(one, QPushButton | QCheckBox | QRadioButton):
            cut = bool(one.text()) and one.width() < one.sizeHint().width() - ROUNDING
        elif isinstance(one, QAbstractButton):
            cut = one.width() < one.minimumSizeHint().width() - ROUNDING
        elif isinstance(one, QComboBox):
            cut = one.fontMetrics().horizontalAdvance(one.currentText()) > one.width() - 30
        elif isinstance(one, QLineEdit):
            cut = one.fontMetrics().horizontalAdvance(one.placeholderText()) > one.width() - 12
        else:
            cut = False
        if cut:
            found.append(told(one))
    return found + cut_headers(host)


def _label_cut(label: Label) -> bool:
    if not label.text():
        return False
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.minimumSizeHint().height()
    too_low = label.height() < needed - ROUNDING
    return too_low or (not label.wordWrap() and label.width() < label.sizeHint().width() - ROUNDING)


def cut_headers(host: QWidget) -> list[str]:
    """Words of the headers of lists that end with dots, though they are there to say what stands below."""
    found = []
    for view in host.findChildren(QAbstractItemView):
        header = _header(view)
        # The grid of the quarter has a header of its own, which wraps, and shows a paper clip for its shortest words.
        if not isinstance(header, Header) or not header.isVisible() or view.model() is None:
            continue
        for section in range(header.count()):
            if header.isSectionHidden(section):
                continue
            words = str(view.model().headerData(section, Qt.Orientation.Horizontal) or "")
            width = metrics(Role.SMALL_MEDIUM).horizontalAdvance(words)
            if words and width > header.sectionSize(section) - HEADER_MARGINS:
                found.append(
                    f"header “{words}” of “{view.accessibleName()}”: {width} px in {header.sectionSize(section)}"
                )
    return found


def _header(view: QAbstractItemView) -> QHeaderView | None:
    if isinstance(view, QTableView):
        return view.horizontalHeader()
    return view.header() if isinstance(view, QTreeView) else None


# --- places


def misplaced(host: QWidget) -> list[str]:
    """Widgets of a layout that lie over each other, or reach out of what holds them."""
    found = []
    for holder in (host, *seen(host)):
        layout = holder.layout()
        if layout is None:
            continue
        parts = [
            one for one in _parts(layout) if one.isVisible() and one.parent() is holder and not one.size().isEmpty()
        ]
        found += [
            f"{told(one)} reaches out of {told(holder)}: {_put(one.geometry())} in {_put(holder.rect())}"
            for one in parts
            if not holder.rect().contains(one.geometry())
        ]
        found += [
            f"{told(one)} lies over {told(other)}"
            for place, one in enumerate(parts)
            for other in parts[place + 1 :]
            if one.geometry().intersects(other.geometry())
        ]
    return found


def out_of_reach(host: QWidget) -> list[str]:
    """Areas that scroll only up and down whose content is wider than they are: its right edge cannot be seen."""
    return [
        f"{told(area)}: {content.width()} px in {area.viewport().width()}"
        for area in host.findChildren(QScrollArea)
        if area.isVisible()
        and area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and (content := area.widget()) is not None
        and content.width() > area.viewport().width() + ROUNDING
    ]


def off_screen(window: QWidget) -> list[str]:
    """Controls that stand out of the window, where nothing scrolls to them."""
    return [
        f"{told(one)} ends at {place.right()}, {place.bottom()}"
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and isinstance(one, QAbstractButton | QLineEdit | QComboBox)
        and not window.rect().contains(place := QRect(one.mapTo(window, one.rect().topLeft()), one.size()))
        and not _scrolls(one)
    ]


def _scrolls(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above is not None


def _put(rect: QRect) -> tuple[int, int, int, int]:
    return rect.x(), rect.y(), rect.width(), rect.height()


def _parts(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
        elif item is not None:
            inner = item.layout()
            if inner is not None:
                yield from _parts(inner)


# --- ground


def foreign_patches(image: QImage, *, dark: bool) -> int:
    """How many of 32 × 16 patches of a picture are as light as paper in the dark theme, or as dark as ink in the light one."""
    small = image.scaled(
        32, 16, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    shades = [small.pixelColor(x, y).red() for y in range(small.height()) for x in range(small.width())]
    return sum(shade > LIGHTEST for shade in shades) if dark else sum(shade < DARKEST for shade in shades)


# --- focus


def stops(host: QWidget) -> list[QWidget]:
    """Where Tab may stop within the host."""
    return [
        one
        for one in seen(host)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled() and one.focusProxy() is None
    ]


def shows_focus(widget: QWidget) -> bool:
    """Whether the widget looks otherwise with the focus than without: a ring in the accent, on the accent in the colour of text."""
    window = widget.window()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    place = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size()).adjusted(-3, -3, 3, 3)
    place = place.intersected(window.rect())
    with_it = window.grab(place).toImage()
    widget.clearFocus()
    return ring(with_it, window.grab(place).toImage()) >= RING_PIXELS


def ring(one: QImage, other: QImage) -> int:
    """How many pixels, up to those of a ring, have its colour in the first picture and another in the second."""
    colors = {tokens().accent.rgb(), tokens().text.rgb()}
    size, found = one.bytesPerLine(), 0
    ours, theirs = bytes(one.constBits()), bytes(other.constBits())
    for y in range(one.height()):
        if ours[y * size : (y + 1) * size] != theirs[y * size : (y + 1) * size]:
            for x in range(one.width()):
                shade = one.pixel(x, y)
                found += shade in colors and shade != other.pixel(x, y)
        if found >= RING_PIXELS:
            break
    return found
