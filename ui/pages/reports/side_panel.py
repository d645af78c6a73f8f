"""The panel at the right with its two faces: what can be chosen about the paper, and its words."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import tr
from ui.pages.reports.parameters import WIDTH, Parameters
from ui.pages.reports.texts_panel import TextsPanel
from ui.widgets.buttons import Segmented


class SidePanel(QWidget):
    """``show_texts`` and ``show_parameters`` turn it; a person does by the switch above it."""

    def __init__(self, parameters: Parameters, texts: TextsPanel) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._faces = QStackedWidget()
        self._faces.addWidget(parameters)
        self._faces.addWidget(texts)
        self._switch = Segmented([(0, tr("Tham số")), (1, tr("Lời văn"))], 0, name=tr("Tham số hoặc lời văn"))
        self._switch.changed.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self._switch)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._faces, 1)
        self.setFocusProxy(self._faces)

    def show_texts(self) -> None:
        """The words of the paper."""
        self._switch.set_value(1)
        self._turn(1)

    def show_parameters(self) -> None:
        """What can be chosen about the paper."""
        self._switch.set_value(0)
        self._turn(0)

    def _turn(self, face: object) -> None:
        self._faces.setCurrentIndex(1 if face == 1 else 0)
