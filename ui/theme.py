"""Wearing a theme: the palette and the one style sheet of the program (LOOK 1 and 8), switched at run time."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.style_sheet import sheet
from ui.tokens import DARK, LIGHT, Tokens, put_on, tokens

Choice = Literal["light", "dark", "system"]


def wear(app: QApplication, choice: Choice) -> None:
    """Wear the light or dark theme, or follow the system's; every open window repaints itself."""
    hints = app.styleHints()
    if app.property("theme_choice") is None:
        hints.colorSchemeChanged.connect(lambda _scheme: _follow(app))
    app.setProperty("theme_choice", choice)
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
    # On Windows this also colours the title bar; platforms without the notion ignore it.
    hints.setColorScheme(schemes[choice])
    _dress(app, choice)


def is_dark() -> bool:
    """Whether the dark theme is worn now."""
    return tokens() is DARK


def _follow(app: QApplication) -> None:
    if app.property("theme_choice") == "system":
        _dress(app, "system")


def _dress(app: QApplication, choice: Choice) -> None:
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark if choice == "system" else choice == "dark"
    put_on(DARK if dark else LIGHT)
    # The sheet resolves against the palette when it is set, so the palette comes first.
    app.setPalette(palette(tokens()))
    app.setStyleSheet(sheet(tokens()))


def palette(t: Tokens) -> QPalette:
    """The palette of these colours, so that even widgets nobody styled stay in the look."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    colors: dict[QPalette.ColorRole, QColor] = {
        role.Window: t.window,
        role.WindowText: t.text,
        role.Base: t.base,
        role.AlternateBase: t.alt,
        role.Text: t.text,
        role.PlaceholderText: t.text3,
        role.Button: t.base,
        role.ButtonText: t.text,
        role.BrightText: t.bad,
        role.ToolTipBase: t.text,
        role.ToolTipText: t.base,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.Mid: t.line2,
        role.Dark: t.ctl,
        role.Light: t.base,
        role.Midlight: t.base,
        role.Shadow: t.line2,
        role.Accent: t.accent,
    }
    for name, color in colors.items():
        made.setColor(name, color)
    for name in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(group.Disabled, name, t.text3)
    made.setColor(group.Disabled, role.Highlight, t.line2)
    return made
