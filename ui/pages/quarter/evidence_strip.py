"""The evidence of an entry as a strip of thumbnails: open, look at, note, take off, drag out; all by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.errors import PlanError
from app.i18n import tr
from app.numbers import format_number, format_stored
from app.plan.evidence import Evidence
from app.plan.evidence_files import opened_copy
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.pages.quarter.thumbnails import Thumbnails
from ui.tokens import hairline, tokens

WIDE, HIGH = 96, 116
_PICTURE = QRect(4, 4, 88, 70)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_FILE = int(Qt.ItemDataRole.UserRole)
_BELOW = _FILE + 1


class EvidenceStrip(QListWidget):
    """``asked`` brings what to do with a file: open, preview, note or remove; ``paste_asked`` that something is to be pasted here."""

    asked = Signal(str, object)
    paste_asked = Signal()

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.setAccessibleName(tr("Minh chứng của dòng"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setItemDelegate(_FileDelegate(thumbnails, self))
        self.itemDoubleClicked.connect(lambda item: self.asked.emit("open", item.data(_FILE)))
        thumbnails.drawn.connect(lambda _sha256: self.viewport().update())

    def show_files(self, files: Sequence[Evidence]) -> None:
        """Show other files; the cursor stays where it was."""
        place, focused = self.currentRow(), self.hasFocus()
        self.clear()
        for file in files:
            item = QListWidgetItem(file.name)
            item.setSizeHint(QSize(WIDE, HIGH))
            item.setData(_FILE, file)
            parts = [part for part in (file.name, size_text(file), file.note) if part]
            item.setData(_SPOKEN, ", ".join(parts))
            item.setData(_BELOW, " · ".join(parts[1:]))
            item.setToolTip("\n".join(parts))
            self.addItem(item)
        self.setVisible(bool(files))
        if files:
            self.setCurrentRow(min(max(place, 0), len(files) - 1))
        if focused and files:
            self.setFocus()
        self._fit()
        self._thumbnails.want(files)

    def files(self) -> list[Evidence]:
        """What is shown."""
        return [self.item(place).data(_FILE) for place in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif _is_ours(event) and item is not None:
            self.asked.emit(_KEYS[Qt.Key(event.key())], item.data(_FILE))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """What is dragged out: the files under their own names."""
        data = QMimeData()
        urls = []
        for item in items:
            try:
                urls.append(QUrl.fromLocalFile(str(opened_copy(item.data(_FILE)))))
            except PlanError:
                # A program, or not on this machine: opening it says why.
                continue
        data.setUrls(urls)
        return data

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its rows: the panel scrolls, not the strip."""
        across = max(1, self.width() // WIDE)
        self.setFixedHeight(max(1, -(-self.count() // across)) * HIGH + 2)


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_KEYS = {
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Space: "preview",
    Qt.Key.Key_F2: "note",
    Qt.Key.Key_Delete: "remove",
}


def _is_ours(event: QKeyEvent) -> bool:
    return event.key() in _KEYS and event.modifiers() in _PLAIN


class _FileDelegate(QStyledItemDelegate):
    """Picture or icon in a hairline frame, under it the name and the size."""

    def __init__(self, thumbnails: Thumbnails, view: QListWidget) -> None:
        super().__init__(view)
        self._thumbnails, self._view = thumbnails, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDE, HIGH)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t, file = tokens(), index.data(_FILE)
        painter.save()
        painter.translate(option.rect.topLeft())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        here = index.row() == self._view.currentRow() and self._view.hasFocus()
        if chosen:
            painter.fillRect(0, 0, WIDE, HIGH, t.sel)
        painter.fillRect(_PICTURE, t.alt)
        image = self._thumbnails.of(file)
        if image is not None:
            _paint_image(painter, image)
        else:
            paint_icon(painter, icon_of(file), _PICTURE.center().x() - 10, _PICTURE.top() + 14, 20, t.text2)
            painter.setFont(font(Role.CAPTION_MEDIUM))
            painter.setPen(t.text2)
            painter.drawText(_PICTURE.adjusted(2, 36, -2, -4), Qt.AlignmentFlag.AlignCenter, extension(file))
        painter.setPen(hairline(t.line2))
        painter.drawRect(_PICTURE.adjusted(0, 0, -1, -1))
        words = metrics(Role.SMALL).elidedText(file.name, Qt.TextElideMode.ElideMiddle, WIDE - 8)
        painter.setFont(font(Role.SMALL))
        painter.setPen(t.text)
        painter.drawText(QRect(4, 77, WIDE - 8, 18), Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(font(Role.CAPTION))
        painter.setPen(t.text2)
        below = metrics(Role.CAPTION).elidedText(index.data(_BELOW), Qt.TextElideMode.ElideRight, WIDE - 8)
        painter.drawText(QRect(4, 95, WIDE - 8, 16), Qt.AlignmentFlag.AlignVCenter, below)
        if here:
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(1, 1, WIDE - 2, HIGH - 2)
        painter.restore()


def _paint_image(painter: QPainter, image: QImage) -> None:
    """The whole of a picture, as large as the frame takes it; of tall pages the upper part, which tells them apart."""
    room = QRectF(_PICTURE)
    wide = image.width() / max(1, image.height())
    if wide < room.width() / room.height():
        source = QRectF(0, 0, image.width(), image.width() * room.height() / room.width())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(room, image, source)
        return
    height = room.width() / wide
    place = QRectF(room.left(), room.top() + (room.height() - height) / 2, room.width(), height)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, image)


def extension(file: Evidence) -> str:
    """ "PDF", "DOCX": the ending of a name in capitals, at most five letters."""
    _, dot, ending = file.name.rpartition(".")
    return ending[:5].upper() if dot else ""


def icon_of(file: Evidence) -> str:
    """The icon of a kind of file."""
    return {
        "PDF": "file-type-pdf",
        "DOCX": "file-type-docx",
        "XLSX": "file-spreadsheet",
        "XLS": "file-spreadsheet",
    }.get(extension(file), "file-text")


def size_text(file: Evidence) -> str:
    """ "312 KB", "4,6 MB"; words where this machine does not have the file."""
    if not file.path.is_file():
        return tr("chưa có trên máy này")
    if file.size < 1_000_000:
        return f"{format_number(max(1, round(file.size / 1_000)))} KB"
    return f"{format_stored(round(file.size / 100_000), 1)} MB"
