"""A key as it looks on the keyboard, painted: beside the search field, and beside commands in the palette."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.fonts import Role, font, metrics
from ui.tokens import tokens


def key_width(keys: str) -> int:
    """How wide a key cap is."""
    return metrics(Role.CAPTION_MEDIUM).horizontalAdvance(keys) + 10


def paint_key(painter: QPainter, right: int, middle: float, keys: str) -> int:
    """Paint a key cap that ends at ``right``; returns its width."""
    t = tokens()
    width = key_width(keys)
    cap = QRectF(right - width + 0.5, middle - 8.5, width - 1, 17)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(t.line2, 1))
    painter.setBrush(t.alt)
    painter.drawRoundedRect(cap, 3, 3)
    painter.setFont(font(Role.CAPTION_MEDIUM))
    painter.setPen(t.text2)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()
    return width
