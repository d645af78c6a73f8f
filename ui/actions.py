"""Actions: each command of the program exists once, and menu, shortcut, button and Ctrl+K all run that one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from ui.icons import icon as themed_icon


def action(
    parent: QObject, text: str, on: Callable[[], object], *, keys: str = "", icon: str = "", tip: str = ""
) -> QAction:
    """A command with its words, keys such as ``Ctrl+Shift+K`` and icon. ``text`` may carry a mnemonic (``&``)."""
    made = QAction(text, parent)
    made.triggered.connect(lambda _checked=False: on())
    if keys:
        made.setShortcut(QKeySequence(keys))
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    if icon:
        made.setIcon(themed_icon(icon))
    if tip:
        made.setToolTip(tip)
    return made


def keys_text(command: QAction) -> str:
    """The shortcut as the person reads it on the keyboard."""
    return command.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
