"""A piece of evidence large enough to read, beside the grid."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import evidence_pictures
from app.evidence_pictures import Picture
from app.i18n import tr
from app.plan.evidence import Evidence
from ui.jobs import JobRunner
from ui.pages.quarter.evidence_strip import size_text
from ui.pages.quarter.thumbnails import image_of
from ui.tokens import hairline, tokens
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH = 700
_SHARP = 1_400
"""Pixels across that are drawn: sharp at 200 %."""

_STEPS = {Qt.Key.Key_Down: 0.1, Qt.Key.Key_Up: -0.1, Qt.Key.Key_PageDown: 0.9, Qt.Key.Key_PageUp: -0.9}
"""By how much of what is seen a key scrolls."""


class PreviewSheet(Sheet):
    """The image of a file or the first page of a PDF; for others a line that says so.

    Space and Esc close, Enter opens the file, the arrows and pages scroll.
    """

    def __init__(self, jobs: JobRunner, file: Evidence, on_open: Callable[[], object]) -> None:
        super().__init__(file.name, width=_WIDTH)
        self._on_open = on_open
        facts = " · ".join(filter(None, (size_text(file), file.note)))
        self.body.addWidget(Label(facts, tone="text2", wrap=True))
        self.picture = _Shown(file.name)
        self.body.addWidget(self.picture)
        self._none = Label(tr("Tệp này không xem trước được ở đây."), wrap=True)
        self._none.hide()
        self.body.addWidget(self._none)
        self.body.addStretch(1)
        self.set_primary(tr("Mở tệp"), on_open)
        job = jobs.read(lambda _progress: evidence_pictures.picture(file.path, file.name, _SHARP))
        job.succeeded.connect(self._show)
        # The sheet may be closed before the picture is there.
        self.closed.connect(lambda: job.succeeded.disconnect(self._show) if not job.ended else None)

    def open_over(self, host: QWidget) -> None:
        """Open with the picture under the keys, so that Space closes and the arrows scroll."""
        super().open_over(host)
        self.picture.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.close_sheet()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_open()
        elif event.key() in _STEPS:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + round(_STEPS[Qt.Key(event.key())] * self.area.viewport().height()))
        else:
            super().keyPressEvent(event)

    def _show(self, picture: Picture | None) -> None:
        self.picture.setVisible(picture is not None)
        self._none.setVisible(picture is None)
        if picture is not None:
            self.picture.show_image(image_of(picture))


class _Shown(QWidget):
    """A picture as wide as there is room, never larger than it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Xem trước {name}", name=name))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage) -> None:
        """Show another picture."""
        self._image = image
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._across(self.width() or _WIDTH)
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        if self._image.isNull():
            return 0
        return round(self._across(width) * self._image.height() / self._image.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        t, painter = tokens(), QPainter(self)
        width = self._across(self.width())
        place = QRectF(0, 0, width, self.heightForWidth(self.width()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        painter.setPen(QPen(t.accent, 2) if self.hasFocus() else hairline(t.line2))
        painter.drawRect(place.adjusted(1, 1, -1, -1) if self.hasFocus() else place.adjusted(0, 0, -1, -1))

    def _across(self, width: int) -> int:
        return min(width, self._image.width()) if not self._image.isNull() else width
