"""The menu bar: hidden until Alt, made of the same actions that shortcuts, buttons and Ctrl+K run."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu


class Menus(QObject):
    """Menus by name in the order they are first used; one of them belongs to the page that is shown."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self._page_menu = QMenu(window)
        self._page_actions: list[QAction] = []
        self._keys: dict[QAction, QKeySequence] = {}
        self._alone = False
        window.menuBar().hide()

    def add(self, menu: str, actions: Sequence[QAction]) -> None:
        """Add commands to a menu; their keys work from now on, whether or not the bar is shown."""
        if menu not in self._menus:
            self._menus[menu] = self._window.menuBar().addMenu(menu)
            self._menus[menu].aboutToHide.connect(self._menu_closes)
        self._menus[menu].addActions(list(actions))
        self._window.addActions(list(actions))
        self._keys |= {one: one.shortcut() for one in actions if not one.shortcut().isEmpty()}

    def add_page_menu(self) -> None:
        """Put the menu of the page that is shown here in the order."""
        self._window.menuBar().addMenu(self._page_menu)
        self._page_menu.aboutToHide.connect(self._menu_closes)

    def show_page(self, title: str, actions: Sequence[QAction]) -> None:
        """Fill the page's menu; only the shown page's keys work, and they go before the same keys of the window."""
        for old in self._page_actions:
            self._window.removeAction(old)
        self._page_actions = list(actions)
        self._page_menu.clear()
        self._page_menu.setTitle(title)
        self._page_menu.addActions(self._page_actions)
        self._page_menu.menuAction().setVisible(bool(self._page_actions))
        self._window.addActions(self._page_actions)
        # Of two commands with the same keys Qt would run neither.
        taken = [one.shortcut() for one in self._page_actions]
        for own, keys in self._keys.items():
            own.setShortcut(QKeySequence() if keys in taken else keys)

    def commands(self) -> list[QAction]:
        """Every command that can run now, the page's first."""
        known = [action for menu in self._menus.values() for action in menu.actions()]
        return [a for a in [*self._page_actions, *known] if a.isEnabled() and not a.isSeparator() and a.text()]

    def on_key(self, event: QKeyEvent) -> None:
        """Alt pressed and released alone shows the bar; it goes when its menus are closed."""
        pressed = event.type() == QEvent.Type.KeyPress
        if event.key() == Qt.Key.Key_Alt:
            if not pressed and self._alone:
                self.toggle()
            self._alone = pressed and not event.isAutoRepeat()
            return
        self._alone = False

    def toggle(self) -> None:
        """Show the bar with its first menu open, or hide it."""
        bar = self._window.menuBar()
        bar.setVisible(bar.isHidden())
        if bar.isVisible() and bar.actions():
            bar.setActiveAction(bar.actions()[0])

    def _menu_closes(self) -> None:
        # An arrow key closes one menu and opens its neighbour: only afterwards is it clear whether all are closed.
        QTimer.singleShot(0, self._window, self._hide_unused)

    def _hide_unused(self) -> None:
        if QApplication.activePopupWidget() is None:
            self._window.menuBar().hide()
