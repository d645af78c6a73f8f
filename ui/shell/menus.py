"""The menu bar: hidden until Alt, made of the same actions that shortcuts, buttons and Ctrl+K run."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QMenu


class Menus(QObject):
    """Menus by name in the order they are first used; one of them belongs to the page that is shown."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self._page_menu = QMenu(window)
        self._page_actions: list[QAction] = []
        self._alone = False
        window.menuBar().hide()

    def add(self, menu: str, actions: Sequence[QAction]) -> None:
        """Add commands to a menu; their keys work from now on, whether or not the bar is shown."""
        if menu not in self._menus:
            self._menus[menu] = self._window.menuBar().addMenu(menu)
        self._menus[menu].addActions(list(actions))
        self._window.addActions(list(actions))

    def add_page_menu(self) -> None:
        """Put the menu of the page that is shown here in the order."""
        self._window.menuBar().addMenu(self._page_menu)

    def show_page(self, title: str, actions: Sequence[QAction]) -> None:
        """Fill the page's menu; only the shown page's keys work."""
        for old in self._page_actions:
            self._window.removeAction(old)
        self._page_actions = list(actions)
        self._page_menu.clear()
        self._page_menu.setTitle(title)
        self._page_menu.addActions(self._page_actions)
        self._page_menu.menuAction().setVisible(bool(self._page_actions))
        self._window.addActions(self._page_actions)

    def commands(self) -> list[QAction]:
        """Every command that can run now, the page's first."""
        known = [action for menu in self._menus.values() for action in menu.actions()]
        return [a for a in [*self._page_actions, *known] if a.isEnabled() and not a.isSeparator() and a.text()]

    def on_key(self, event: QKeyEvent) -> None:
        """Alt pressed and released alone shows the bar, once more (or Esc) hides it."""
        pressed = event.type() == QEvent.Type.KeyPress
        if event.key() == Qt.Key.Key_Alt:
            if not pressed and self._alone:
                self.toggle()
            self._alone = pressed and not event.isAutoRepeat()
            return
        self._alone = False
        if pressed and event.key() == Qt.Key.Key_Escape:
            self._window.menuBar().hide()

    def toggle(self) -> None:
        """Show the bar with its first menu chosen, or hide it."""
        bar = self._window.menuBar()
        bar.setVisible(bar.isHidden())
        if bar.isVisible() and bar.actions():
            bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
            bar.setActiveAction(bar.actions()[0])
