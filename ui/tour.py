"""The tour: five steps over the window, each at a real part of it. A calm overlay, a child of the window; nothing is modal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from ui.fonts import Role
from ui.main_window import MainWindow
from ui.tokens import hairline, tokens
from ui.widgets.buttons import Button
from ui.widgets.label import Label

WIDTH, GAP, AROUND = 380, 12, 4
_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp)


@dataclass(frozen=True)
class Step:
    """A page to stand on, the part of the window to look at, and what to say about it."""

    page: str
    part: Callable[[MainWindow], QWidget]
    title: str
    words: str


def steps() -> Sequence[Step]:
    """What a new colleague should have seen, in the order of a quarter's work."""
    return (*_while_it_runs(), *_at_its_end(), _always())


def _while_it_runs() -> tuple[Step, Step]:
    return (
        Step(
            "overview",
            lambda window: _region(window, 1),
            tr("Tổng quan: quý này đang thế nào"),
            tr(
                "Mở ra là thấy việc nào chậm, chỉ tiêu nào khó đạt, ai còn nợ gì. Bấm vào số nào thì đến đúng danh sách của số đó; "
                "số nào cũng kèm nền của nó, như 46/51."
            ),
        ),
        Step(
            "quarter",
            lambda window: _region(window, -1),
            tr("Nhật ký quý: ghi như trên bảng tính"),
            tr(
                "Mỗi dòng một nhiệm vụ, xem cạnh quý trước bằng một nút. Gõ là ghi, rời ô là lưu, dán được cả vùng từ Excel, "
                "Ctrl+Z hoàn tác từng bước."
            ),
        ),
    )


def _at_its_end() -> tuple[Step, Step]:
    return (
        Step(
            "closing",
            lambda window: _region(window, 0),
            tr("Chốt quý: từng bước, không sót"),
            tr(
                "Chỗ nào còn thiếu được đếm sẵn và cách một phím. Khóa rồi thì số liệu chỉ đổi bằng đính chính có lý do."
            ),
        ),
        Step(
            "reports",
            lambda window: _region(window, 0),
            tr("Báo cáo: xem trước, in, ký"),
            tr(
                "Báo cáo, biểu, phiếu giao việc đều lập sẵn từ nhật ký. Sửa lời ngay trên trang giấy rồi in hoặc lưu Word, Excel, PDF."
            ),
        ),
    )


def _always() -> Step:
    return Step(
        "overview",
        lambda window: window.header.search,
        tr("Ctrl+K: tìm mọi thứ, làm mọi việc"),
        tr(
            "Quên việc gì nằm ở đâu thì bấm Ctrl+K rồi gõ, không cần dấu. F1 mở sách hướng dẫn ở đúng chương, "
            "F7 mở nhắc việc. Xem lại năm bước này lúc nào cũng được, cũng từ Ctrl+K."
        ),
    )


class Tour(QWidget):
    """Lies over the window; ``ended`` comes when it was seen to its end or left with Esc."""

    ended = Signal()

    def __init__(self, window: MainWindow, host: QWidget) -> None:
        super().__init__(host)
        self._window, self._host = window, host
        self._steps = steps()
        self.at = 0
        self._over = False
        self._hole = QRect()
        self.setAccessibleName(tr("Giới thiệu chương trình"))
        self._card = _Card(self)
        for button in self._card.buttons:
            button.installEventFilter(self)
        self._card.next.clicked.connect(self.go_on)
        self._card.back.clicked.connect(self.go_back)
        self._card.leave.clicked.connect(self.end)
        self._place_soon = QTimer(self)
        self._place_soon.setSingleShot(True)
        self._place_soon.timeout.connect(self._place)
        window.page_shown.connect(self._page_shown)
        host.installEventFilter(self)
        window.area.installEventFilter(self)
        self.show_step(0)

    def show_step(self, number: int) -> None:
        """Stand on a step: its page behind, its part lit, its words on the card."""
        self.at = number
        step = self._steps[number]
        if self._window.current_key() != step.page:
            self._window.show_page(step.page)
        self._card.show_step(step, number, len(self._steps))
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self._place()
        # What the page reads beside the window may move its parts yet.
        self._place_soon.start(300)
        self._card.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """The next step, or the end after the last."""
        if self.at + 1 < len(self._steps):
            self.show_step(self.at + 1)
        else:
            self.end()

    def go_back(self) -> None:
        """The step before."""
        if self.at:
            self.show_step(self.at - 1)

    def end(self) -> None:
        """Take the overlay away and give the window back."""
        if self._over:
            return
        self._over = True
        self._place_soon.stop()
        page = self._window.current_page()
        if page is not None:
            page.focus_first()
        self.hide()
        self.ended.emit()

    def words(self) -> str:
        """What the card says now."""
        step = self._steps[self.at]
        return f"{step.title}. {step.words}"

    @property
    def lit(self) -> QRect:
        """The part of the window that is not dimmed, in the coordinates of the overlay."""
        return self._hole

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            # The window, or what stands above its page, has another size.
            self.setGeometry(self._host.rect())
            self._place_soon.start(0)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._card.buttons:
            # Buttons would take the arrow keys for a walk of their own.
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in _NEXT:
            self.go_on()
        elif event.key() in _BACK:
            self.go_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, Button):
            focused.click()
        else:
            return False
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays among the buttons of the card while the tour runs."""
        if self._over:
            return super().focusNextPrevChild(forward)
        buttons = [button for button in self._card.buttons if button.isEnabled() and button.isVisible()]
        here = next((place for place, button in enumerate(buttons) if button.hasFocus()), -1)
        buttons[(here + (1 if forward else -1)) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        dimmed = QPainterPath()
        dimmed.addRect(self.rect())
        lit = QPainterPath()
        lit.addRect(self._hole)
        painter.fillPath(dimmed.subtracted(lit), QColor(0, 0, 0, 71))
        painter.setPen(QPen(tokens().accent, 2))
        painter.drawRect(self._hole)

    def _page_shown(self, key: str) -> None:
        if self.isVisible() and key != self._steps[self.at].page:
            self.end()

    def _place(self) -> None:
        part = self._steps[self.at].part(self._window)
        around = self._rect_of(part).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        within = self.rect().adjusted(2, 2, -2, -2)
        if self._window.area.isAncestorOf(part):
            # In a small window a page scrolls: only what is seen of it is lit.
            within &= self._rect_of(self._window.area).adjusted(-AROUND, -AROUND, AROUND, 0)
        self._hole = around & within
        width = min(WIDTH, self.width() - 2 * GAP)
        self._card.resize(width, self._card.height_for(width))
        self._card.move(self._card_corner())
        self.update()

    def _rect_of(self, part: QWidget) -> QRect:
        return QRect(self.mapFromGlobal(part.mapToGlobal(QPoint(0, 0))), part.size())

    def _card_corner(self) -> QPoint:
        """Below the lit part, else above, else beside it, else inside at its lower right: where the card covers least of it."""
        hole, card = self._hole, self._card.size()
        x = min(max(hole.left(), GAP), self.width() - card.width() - GAP)
        if hole.bottom() + GAP + card.height() + GAP <= self.height():
            return QPoint(x, hole.bottom() + GAP)
        if hole.top() - GAP - card.height() >= GAP:
            return QPoint(x, hole.top() - GAP - card.height())
        y = min(max(hole.top(), GAP), self.height() - card.height() - GAP)
        if hole.right() + GAP + card.width() + GAP <= self.width():
            return QPoint(hole.right() + GAP, y)
        if hole.left() - GAP - card.width() >= GAP:
            return QPoint(hole.left() - GAP - card.width(), y)
        return QPoint(max(hole.right() - card.width() - GAP, GAP), max(self.height() - card.height() - 48, GAP))


class _Card(QWidget):
    """What is said about the part, and the way on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(6)
        self._title = Label(role=Role.SECTION, wrap=True)
        self._words = Label(tone="text2", wrap=True)
        self._count = Label(role=Role.SMALL, tone="text2")
        self.leave = Button(tr("Thôi"), kind="link")
        self.back = Button(tr("Quay lại"))
        self.next = Button(tr("Tiếp"), kind="primary")
        self.buttons = (self.leave, self.back, self.next)
        column.addWidget(self._title)
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column.addSpacing(4)
        column.addLayout(row)

    def show_step(self, step: Step, number: int, of: int) -> None:
        """Say what belongs to a step."""
        self._title.setText(step.title)
        self._words.setText(step.words)
        self._count.setText(f"{number + 1}/{of}")
        self.back.setEnabled(number > 0)
        self.next.setText(tr("Bắt đầu làm việc") if number + 1 == of else tr("Tiếp"))
        self.next.setAccessibleDescription(f"{step.title}. {step.words}")

    def height_for(self, width: int) -> int:
        """How high its words make it at a width."""
        return max(self.minimumSizeHint().height(), self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().base)
        painter.setPen(hairline(tokens().line2))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _region(window: MainWindow, number: int) -> QWidget:
    """A region of the page that is shown, by its place in the order of F6; the page itself where it has fewer."""
    page = window.current_page()
    regions = page.regions() if page is not None else []
    return regions[number] if -len(regions) <= number < len(regions) else window.area
