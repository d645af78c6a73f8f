"""The thirty digits of a key, as large as they are read out by telephone: group by group."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.i18n import tr
from ui.fonts import Role
from ui.widgets.label import Label

ACROSS = 3


class DigitGroups(QWidget):
    """Six groups of five in two rows, each with its number, so that two people know where they are; a screen reader spells them."""

    def __init__(self, fingerprint: str, *, tone: str = "text", small: bool = False) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2 if small else 6)
        groups = fingerprint.split()
        for place, group in enumerate(groups):
            row, column = divmod(place, ACROSS)
            name = tr("Nhóm {n}: {digits}", n=place + 1, digits=" ".join(group))
            caption = Label(str(place + 1), Role.CAPTION, "text2")
            caption.setAccessibleName(name)
            figures = Label(group, Role.STRONG if small else Role.FIGURE, tone)
            figures.setAccessibleName(name)
            figures.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(caption, row, 2 * column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(figures, row, 2 * column + 1)
        grid.setColumnStretch(2 * ACROSS, 1)
        self.setAccessibleName(tr("Mã khóa, {n} nhóm: {digits}", n=len(groups), digits=", ".join(groups)))
