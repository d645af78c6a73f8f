"""Icons: Tabler outlines from ``resources/icons``, drawn in the colour they are needed in (LOOK 3)."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.tokens import tokens


@cache
def _source(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, color: str, stroke: str) -> QSvgRenderer:
    text = _source(name).replace("currentColor", color).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(text.encode()))


@cache
def _pixmap(name: str, size: int, color: str, dpr: float, gap: int = 0) -> QPixmap:
    drawn = QPixmap(round((size + gap) * dpr), round(size * dpr))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    # Thin strokes vanish below 16 px, so small icons are a little bolder.
    _renderer(name, color, "1.75" if size >= 16 else "2").render(painter, QRectF(0, 0, size * dpr, size * dpr))
    painter.end()
    drawn.setDevicePixelRatio(dpr)
    return drawn


def pixmap(name: str, size: int, color: QColor, dpr: float = 1.0) -> QPixmap:
    """The icon at ``size`` logical pixels for a screen of that device pixel ratio; kept, so asking again is cheap."""
    return _pixmap(name, size, color.name(), dpr)


def paint_icon(painter: QPainter, name: str, x: float, y: float, size: int, color: QColor) -> None:
    """Paint an icon with its top left corner at (x, y)."""
    drawn = pixmap(name, size, color, painter.device().devicePixelRatioF())
    painter.drawPixmap(QRectF(x, y, size, size), drawn, QRectF(drawn.rect()))


class _ThemedEngine(QIconEngine):
    """Draws in the colours worn at that moment, so that icons need no renewal when the theme changes."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return tokens().text3
        if state == QIcon.State.On and self._tone == "text2":
            return tokens().accent
        return tokens().named(self._tone)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = min(rect.width(), rect.height())
        left, top = rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2
        paint_icon(painter, self._name, left, top, size, self._color(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """``size`` is in logical pixels. One wider than high is a gap towards the words of a button."""
        side = min(size.width(), size.height())
        return _pixmap(self._name, side, self._color(mode, state).name(), scale, size.width() - side)

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._tone)


def icon(name: str, tone: str = "text2") -> QIcon:
    """An icon for buttons and menus that follows the theme. Disabled ones are ``text3``, checked ones the accent."""
    return QIcon(_ThemedEngine(name, tone))


def app_icon() -> QIcon:
    """The program's own icon, for windows and the task bar."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        drawn = QPixmap(size, size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        QSvgRenderer(QByteArray(_source("tiendo").encode())).render(painter)
        painter.end()
        made.addPixmap(drawn)
    return made
