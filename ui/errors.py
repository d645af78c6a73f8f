"""What a person sees when something goes wrong: a sentence for what they can act on, a crash dialog for bugs."""

import traceback
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.errors import BadInput, PlanError
from app.i18n import tr
from ui.fonts import Role
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.label import Label


def sentence(error: PlanError) -> str:
    """What happened, where and what to do, in the language spoken now."""
    if isinstance(error, BadInput) and error.where:
        return f"{error} ({error.where})"
    return str(error)


def details_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The technical text of a bug, as it is logged and copied."""
    return "".join(traceback.format_exception(kind, error, trace))


class CrashDialog(QDialog):
    """Shown for a bug: says that the data is safe, and offers the details for those who mend it."""

    def __init__(self, details: str, log_file: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Tiến Độ gặp lỗi"))
        self._details = details
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAD, PAD, PAD, PAD)
        layout.setSpacing(8)
        layout.addWidget(Label(tr("Chương trình vừa gặp một lỗi của chính nó."), Role.SECTION))
        said = tr(
            "Dữ liệu đã lưu vẫn nguyên vẹn; việc đang làm dở chưa được ghi. Làm lại bước vừa rồi; "
            "nếu lỗi lặp lại, chép chi tiết và gửi cho người hỗ trợ."
        )
        layout.addWidget(Label(said, wrap=True))
        layout.addWidget(Label(tr("Nhật ký lỗi: {file}", file=log_file), Role.SMALL, "text2", wrap=True))
        self._box = QPlainTextEdit(details)
        self._box.setReadOnly(True)
        self._box.setAccessibleName(tr("Chi tiết lỗi"))
        self._box.setMinimumHeight(180)
        self._box.hide()
        layout.addWidget(self._box, 1)
        layout.addLayout(self._buttons())
        self.setMinimumWidth(520)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Button(tr("Chi tiết"), self._toggle))
        row.addWidget(Button(tr("Chép chi tiết"), self._copy, icon="copy"))
        row.addStretch(1)
        self.go_on = Button(tr("Làm tiếp"), self.accept, kind="primary")
        self.go_on.setDefault(True)
        row.addWidget(self.go_on)
        return row

    def _toggle(self) -> None:
        self._box.setVisible(self._box.isHidden())
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
