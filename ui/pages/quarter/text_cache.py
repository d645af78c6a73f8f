"""Texts laid out once and painted often: two lines of a cell cost 7 ms a page when laid out at each paint, 3.5 ms kept (LOOK 8)."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QStaticText, QTextLayout

from ui.fonts import Role, font, metrics

PITCH = 17
_MOST = 6_000

Laid = tuple[tuple[QStaticText, float], ...]
"""The lines of a text with their widths."""


class TextCache:
    """Static texts by (text, width, role, lines). Drop them when the theme, font or scaling changes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, Role, int], Laid] = {}

    def drop(self) -> None:
        """Forget everything."""
        self._kept.clear()

    def paint(
        self,
        painter: QPainter,
        at: tuple[float, float],
        text: str,
        width: int,
        role: Role,
        lines: int,
        *,
        right: bool = False,
    ) -> None:
        """Paint a text into ``lines`` lines of ``width`` pixels from a point on, the last line elided."""
        laid = self._kept.get((text, width, role, lines))
        if laid is None:
            laid = self._lay_out(text, width, role, lines)
        painter.setFont(font(role))
        x, y = at
        for static, wide in laid:
            painter.drawStaticText(QPointF(x + width - wide if right else x, y), static)
            y += PITCH

    def _lay_out(self, text: str, width: int, role: Role, lines: int) -> Laid:
        if len(self._kept) >= _MOST:
            self._kept.clear()
        broken = break_lines(text, width, role, lines)
        laid = tuple((static, static.size().width()) for static in (_static(line, role) for line in broken))
        self._kept[text, width, role, lines] = laid
        return laid


def break_lines(text: str, width: int, role: Role, lines: int) -> list[str]:
    """A text broken at words into at most ``lines`` lines; the last one ends with "…" where more follows."""
    measure = metrics(role)
    flat = text.replace("\n", "\u2028")
    if "\u2028" not in flat and measure.horizontalAdvance(flat) <= width:
        return [flat]
    layout = QTextLayout(flat, font(role))
    layout.beginLayout()
    broken: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(broken) == lines - 1:
            rest = flat[start:].replace("\u2028", " ").strip()
            broken.append(measure.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        broken.append(flat[start : start + line.textLength()].replace("\u2028", "").strip())
    layout.endLayout()
    return broken


def _static(text: str, role: Role) -> QStaticText:
    static = QStaticText(text)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    static.prepare(font=font(role))
    return static
