"""Status marks and the four kinds of nothing (LOOK 1): every state has its own shape, colour never stands alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import Message, msg
from ui.fonts import Role, font, metrics
from ui.tokens import Tokens, dashed, tokens

NOTHING = ("none", "not_applicable", "not_reported")


@dataclass(frozen=True)
class _Mark:
    """``tone`` colours the shape, ``word_tone`` the word beside it."""

    word: Message
    tone: str
    word_tone: str
    draw: Callable[[QPainter, "Tokens", str], None]


def _ring() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(6, 6), 4.9, 4.9)
    return path


def _line(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    return path


@cache
def _eight() -> QPainterPath:
    path = QPainterPath(QPointF(6, 6))
    path.cubicTo(3.6, 1.6, 0.7, 3.4, 0.7, 6)
    path.cubicTo(0.7, 8.6, 3.6, 10.4, 6, 6)
    path.cubicTo(8.4, 1.6, 11.3, 3.4, 11.3, 6)
    path.cubicTo(11.3, 8.6, 8.4, 10.4, 6, 6)
    return path


def _stroke(painter: QPainter, path: QPainterPath, t: Tokens, tone: str, width: float = 1.2) -> None:
    pen = QPen(t.named(tone), width)
    # Square ends, which Qt draws by default, would join the stroke and dot of the triangle.
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.strokePath(path, pen)


def _done(painter: QPainter, t: Tokens, tone: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(t.named(tone))
    painter.drawEllipse(QPointF(6, 6), 5.5, 5.5)
    _stroke(painter, _line((3.4, 6.2), (5.2, 8), (8.6, 4.3)), t, "base", 1.5)


def _done_late(painter: QPainter, t: Tokens, tone: str) -> None:
    _stroke(painter, _ring(), t, tone)
    _stroke(painter, _line((3.6, 6.2), (5.3, 7.9), (8.4, 4.5)), t, tone, 1.3)


def _in_progress(painter: QPainter, t: Tokens, tone: str) -> None:
    _stroke(painter, _ring(), t, tone)
    half = QPainterPath(QPointF(6, 1.1))
    half.arcTo(QRectF(1.1, 1.1, 9.8, 9.8), 90, -180)
    painter.fillPath(half, t.named(tone))


def _diamond(painter: QPainter, t: Tokens, tone: str) -> None:
    painter.fillPath(_line((6, 0.4), (11.6, 6), (6, 11.6), (0.4, 6), (6, 0.4)), t.named(tone))


def _triangle(painter: QPainter, t: Tokens, tone: str) -> None:
    painter.fillPath(_line((6, 0.6), (11.8, 11.2), (0.2, 11.2), (6, 0.6)), t.named(tone))
    _stroke(painter, _line((6, 4.3), (6, 7.5)), t, "base", 1.3)
    _stroke(painter, _line((6, 8.7), (6, 9.9)), t, "base", 1.3)


def _empty_ring(painter: QPainter, t: Tokens, tone: str) -> None:
    _stroke(painter, _ring(), t, tone)


def _lying_eight(painter: QPainter, t: Tokens, tone: str) -> None:
    _stroke(painter, _eight(), t, tone, 1.3)


def _two_bars(painter: QPainter, t: Tokens, tone: str) -> None:
    painter.fillRect(QRectF(2.4, 1.5, 2.4, 9), t.named(tone))
    painter.fillRect(QRectF(7.2, 1.5, 2.4, 9), t.named(tone))


def _slashed_ring(painter: QPainter, t: Tokens, tone: str) -> None:
    _stroke(painter, _ring(), t, tone)
    _stroke(painter, _line((2.6, 9.4), (9.4, 2.6)), t, tone)


def _dashed_square(painter: QPainter, t: Tokens, tone: str) -> None:
    pen = QPen(t.named(tone), 1.2)
    pen.setDashPattern([1.7, 1.4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(1, 1, 10, 10))


MARKS: dict[str, _Mark] = {
    "done": _Mark(msg("Hoàn thành"), "ok", "ok", _done),
    "done_late": _Mark(msg("Hoàn thành muộn"), "ok", "ok", _done_late),
    "in_progress": _Mark(msg("Đang thực hiện"), "accent", "accent", _in_progress),
    "due_soon": _Mark(msg("Sắp đến hạn"), "warn_fill", "warn", _diamond),
    "overdue": _Mark(msg("Quá hạn"), "bad", "bad", _triangle),
    "not_started": _Mark(msg("Chưa triển khai"), "text3", "text2", _empty_ring),
    "continuous": _Mark(msg("Thường xuyên"), "text2", "text2", _lying_eight),
    "paused": _Mark(msg("Tạm dừng"), "text2", "text2", _two_bars),
    "cancelled": _Mark(msg("Đã hủy"), "text3", "text2", _slashed_ring),
    "not_logged": _Mark(msg("Chưa ghi"), "text3", "text2", _dashed_square),
}
_NOTHING_WORDS = {"none": msg("không PS"), "not_applicable": msg("–"), "not_reported": msg("chưa BC")}


def mark_word(name: str) -> str:
    """The word that stands beside the mark, in the language spoken now."""
    return str(MARKS[name].word)


def mark_tone(name: str) -> str:
    """The token of the word beside the mark."""
    return MARKS[name].word_tone


def nothing_word(kind: str) -> str:
    """The short word of a kind of nothing."""
    return str(_NOTHING_WORDS[kind])


def paint_mark(painter: QPainter, name: str, x: float, y: float, size: float = 12) -> None:
    """Paint a mark with its top left corner at (x, y)."""
    mark = MARKS[name]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    painter.scale(size / 12, size / 12)
    mark.draw(painter, tokens(), mark.tone)
    painter.restore()


def mark_pixmap(name: str, size: int = 12, dpr: float = 1.0) -> QPixmap:
    """The mark as a picture in the colours worn now, for widgets that only take pixmaps."""
    drawn = QPixmap(round(size * dpr), round(size * dpr))
    drawn.setDevicePixelRatio(dpr)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_mark(painter, name, 0, 0, size)
    painter.end()
    return drawn


def paint_nothing(painter: QPainter, rect: QRectF, kind: str, *, right: bool = True) -> None:
    """Paint a kind of nothing into a cell: each looks different, and none looks like the number 0."""
    t = tokens()
    word = nothing_word(kind)
    painter.save()
    painter.setFont(font(Role.BODY if kind == "not_applicable" else Role.CAPTION))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    if kind == "not_reported":
        width = metrics(Role.CAPTION).horizontalAdvance(word) + 12
        left = rect.right() - width if right else rect.left()
        frame = QRectF(left, rect.center().y() - 10, width - 1, 20).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(dashed(t.ctl))
        painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
        painter.drawRoundedRect(frame, 2, 2)
        rect, side = frame, Qt.AlignmentFlag.AlignHCenter
    painter.setPen(t.text3)
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, word)
    painter.restore()


class MarkLabel(QWidget):
    """A status: its mark and its word."""

    def __init__(self, name: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._name, self._text = name, text
        self.set_mark(name, text)

    def set_mark(self, name: str, text: str = "") -> None:
        """Show another state; without ``text`` the state's own word stands beside the mark."""
        self._name, self._text = name, text or mark_word(name)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(18 + metrics(Role.MEDIUM).horizontalAdvance(self._text) + 1, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, self._name, 0, (self.height() - 12) / 2)
        painter.setFont(font(Role.MEDIUM if mark_tone(self._name) in ("warn", "bad") else Role.BODY))
        painter.setPen(tokens().named(mark_tone(self._name)))
        painter.drawText(self.rect().adjusted(18, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)
