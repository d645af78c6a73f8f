"""The strips of the review: what still waits above the draft, what the selected item says below it, steps in the header."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import tr
from app.plan_import.draft import Duty, Target, Task
from app.plan_import.review.tree import Node
from app.plan_import.review.written import both_days, horizon_text
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.marks import paint_mark
from ui.tokens import hairline, tokens
from ui.widgets.buttons import Button
from ui.widgets.key_cap import paint_key
from ui.widgets.label import Label

STRIP = 40
ABOUT = 62


class KeyButton(Button):
    """A small button that shows the key that does the same."""

    def __init__(self, text: str, keys: str, on: Callable[[], object]) -> None:
        super().__init__(text, on, kind="small")
        self._keys = keys
        self._words = text
        self.setText("")
        self.setAccessibleName(text)
        room = metrics(Role.CAPTION_MEDIUM).horizontalAdvance(keys) + 10
        self.setFixedWidth(metrics(Role.SMALL_MEDIUM).horizontalAdvance(text) + room + 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(font(Role.SMALL_MEDIUM))
        painter.setPen(tokens().text if self.isEnabled() else tokens().text3)
        painter.drawText(self.rect().adjusted(9, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)
        paint_key(painter, self.width() - 7, self.height() / 2, self._keys)


class DoubtStrip(QWidget):
    """How many questions are open, how many items are sure, and the way to the next question."""

    def __init__(self, on_next: Callable[[], object]) -> None:
        super().__init__()
        self._waits = False
        self.setFixedHeight(STRIP)
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 0, 12, 1)
        row.setSpacing(8)
        self.waits = Label(role=Role.STRONG)
        self.rest = Label(tone="text2", elide=True)
        self.button = KeyButton(tr("Chỗ tiếp theo"), "F8", on_next)
        row.addWidget(self.waits)
        row.addWidget(self.rest, 1)
        row.addWidget(self.button)

    def show_counts(self, doubts: int, leadless: int, sure: int) -> None:
        """Say how the draft stands."""
        self._waits = bool(doubts or leadless)
        if doubts:
            self.waits.setText(tr("Còn {n} chỗ cần chọn", n=doubts))
        elif leadless:
            self.waits.setText(tr("{n} nhiệm vụ chưa có ban chủ trì", n=leadless))
        else:
            self.waits.setText(tr("Không còn chỗ nào phải chọn"))
        both = doubts and leadless
        sure_words = tr("{n} mục khác đọc chắc chắn", n=sure)
        self.rest.setText(tr("{n} nhiệm vụ chưa có ban chủ trì", n=leadless) if both else sure_words)
        self.button.setEnabled(self._waits)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), t.warn_soft if self._waits else t.base)
        painter.setPen(hairline(t.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self._waits:
            paint_mark(painter, "due_soon", 17, self.height() / 2 - 6.5)
        else:
            paint_icon(painter, "check", 15, self.height() / 2 - 8, 16, t.ok)


class AboutItem(QWidget):
    """All the words of the selected item, and what is known of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(ABOUT)
        self.setAccessibleName(tr("Mục đang chọn"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 5, 12, 5)
        column.setSpacing(0)
        self.words = _TwoLines()
        self.facts = Label(role=Role.SMALL, tone="text2", elide=True)
        column.addWidget(self.words, 1)
        column.addWidget(self.facts)

    def show_node(self, node: Node | None) -> None:
        """Tell about a row of the draft."""
        self.words.set_text(node.text if node is not None else "")
        self.facts.setText(" · ".join(facts_of(node)) if node is not None else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), t.alt)
        painter.setPen(hairline(t.line))
        painter.drawLine(0, 0, self.width(), 0)
        painter.fillRect(QRect(0, 1, 3, self.height()), t.accent)


class _TwoLines(QWidget):
    """Words on at most two lines, the rest shortened; all of them in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(Role.SMALL))
        painter.setPen(tokens().text)
        found = metrics(Role.SMALL)
        first, rest = _first_line(self._text, self.width())
        y = found.ascent() + 1
        painter.drawText(0, y, first)
        painter.drawText(0, y + 16, found.elidedText(rest, Qt.TextElideMode.ElideRight, self.width()))


def _first_line(text: str, width: int) -> tuple[str, str]:
    """The words that fit on a line, and the rest."""
    found, words = metrics(Role.SMALL), text.split(" ")
    taken = 0
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if found.horizontalAdvance(longer) > width and line:
            break
        line, taken = longer, taken + 1
    return line, " ".join(words[taken:])


def facts_of(node: Node) -> list[str]:
    """What is known of an item besides its words: where it stands, who joins in, its days, how sure the reader is."""
    found: list[str] = []
    entry = node.entry
    item = entry.item if entry is not None else None
    if isinstance(item, Task):
        if item.path:
            found.append(tr("Mục {path}", path=" › ".join(part.strip(" .)/") for part in item.path)))
        if item.start is not None and item.end is not None:
            found.append(both_days(item.start, item.end))
        found.append(tr("Chủ trì: {ban}", ban=node.lead or tr("chưa chọn")))
        found.append(tr("Phối hợp: {names}", names=", ".join(item.collaborators) or tr("chưa nêu")))
    elif isinstance(item, Target):
        found += [horizon_text(item.horizon), tr("tính trên {base}", base=item.base) if item.base else ""]
    elif isinstance(item, Duty) and item.programmes:
        found.append(tr("được giao chương trình {numbers}", numbers=", ".join(item.programmes)))
    if node.lines:
        first, last = node.lines[0], node.lines[-1]
        found.append(
            tr("dòng {line}", line=first) if first == last else tr("dòng {first}-{last}", first=first, last=last)
        )
    if item is not None and item.confidence is not None:
        found.append(tr("chắc {percent}%", percent=round(item.confidence * 100)))
    return [words for words in found if words]


class Steps(QWidget):
    """ "1 Chọn tệp – 2 Rà soát – 3 Nhận": where one is."""

    def __init__(self) -> None:
        super().__init__()
        self._names = (tr("1 Chọn tệp"), tr("2 Rà soát"), tr("3 Nhận"))
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_step(self, at: int) -> None:
        """Mark a step, from 0."""
        self._at = at
        self.setAccessibleName(tr("Bước {n}/3: {name}", n=at + 1, name=self._names[at].partition(" ")[2]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(metrics(Role.SMALL_STRONG).horizontalAdvance(name) for name in self._names) + 72, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        x = 4
        for place, name in enumerate(self._names):
            role = Role.SMALL_STRONG if place == self._at else Role.SMALL
            painter.setFont(font(role))
            painter.setPen(t.accent if place == self._at else t.text2)
            width = metrics(role).horizontalAdvance(name)
            painter.drawText(QRect(x, 0, width + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            x += width + 8
            if place < len(self._names) - 1:
                painter.setPen(QPen(t.line2, 1))
                painter.drawLine(x, self.height() // 2, x + 18, self.height() // 2)
                x += 26
