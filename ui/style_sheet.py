"""The one style sheet of the program: flat where Fusion draws gradients (LOOK 8). At most 40 rules.

A widget with any rule needs all its states written. There are no ``::item`` rules for views: they cost 3-17 ms a paint
(NOTES-QT 3), delegates paint the rows instead.
"""

from dataclasses import fields

from ui.tokens import Tokens

_RULES = """
QPushButton { background: @base; color: @text; border: 1px solid @line2; border-radius: 4px; padding: 0 12px; }
QPushButton:hover { background: @alt; border-color: @ctl; }
QPushButton:pressed, QPushButton:checked { background: @sel; border-color: @accent; color: @accent; }
QPushButton:focus { border: 2px solid @accent; padding: 0 11px; }
QPushButton:disabled { background: @window; color: @text3; border-color: @line; }
QPushButton[kind="primary"] { background: @accent; color: @on_accent; border-color: @accent; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: @accent_deep; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
QPushButton[kind="primary"]:disabled { background: @line2; color: @text2; border-color: @line2; }
QPushButton[kind="small"], QPushButton[kind="small"]:focus { padding: 0 7px; }
QDialogButtonBox QPushButton { min-height: 26px; min-width: 72px; }
QPushButton[kind="danger"] { color: @bad; border-color: @bad; }
QPushButton[kind="link"] { background: transparent; color: @accent; border-color: transparent; padding: 0 4px; }
QPushButton[kind="link"]:hover, QPushButton[kind="link"]:pressed { background: @sel; }
QPushButton[kind="link"]:focus { border-color: @accent; padding: 0 3px; }
QPushButton[kind="link"]:disabled { background: transparent; color: @text3; border-color: transparent; }
QPushButton[kind="icon"] { padding: 0; }
QPushButton[kind="flat"] { background: transparent; border-color: transparent; padding: 0; }
QPushButton[kind="flat"]:hover { background: @alt; border-color: @line2; }
QPushButton[kind="flat"]:focus { border-color: @accent; }
QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QAbstractSpinBox { background: @base; color: @text;
  border: 1px solid @ctl; border-radius: 4px; padding: 0 6px; placeholder-text-color: @text3; selection-background-color: @accent;
  selection-color: @on_accent; }
QPlainTextEdit, QTextEdit { padding: 3px 4px; }
QComboBox { padding: 0 8px; }
QLineEdit:focus, QAbstractSpinBox:focus { border: 2px solid @accent; padding: 0 5px; }
QComboBox:focus { border: 2px solid @accent; padding: 0 7px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @accent; padding: 2px 3px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QLineEdit:read-only {
  background: @alt; color: @text2; border-color: @line2; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] { border-color: @bad; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: none; }
QMenu, QComboBox QAbstractItemView { background: @base; color: @text; border: 1px solid @line2; padding: 4px 0;
  selection-background-color: @sel; selection-color: @text; outline: 0; }
QMenu::item { padding: 6px 24px 6px 14px; }
QMenu::item:selected { background: @sel; }
QMenu::icon, QMenu::indicator { left: 8px; }
QMenu::item:disabled { color: @text3; }
QMenu::separator { height: 1px; background: @line; margin: 4px 0; }
QToolTip { background: @text; color: @base; border: 0; padding: 4px 8px; }
QScrollBar { background: transparent; border: 0; width: 10px; height: 10px; }
QScrollBar::handle { background: @line2; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page,
  QAbstractScrollArea::corner { width: 0; height: 0; background: transparent; border: 0; }
"""


def sheet(t: Tokens) -> str:
    """The rules with these colours filled in."""
    deep = t.accent.darker(115) if t.accent.lightnessF() < 0.5 else t.accent.lighter(108)
    filled = _RULES.replace("@accent_deep", deep.name())
    # Longer names first, so that ``@text2`` is not taken for ``@text`` and a 2.
    for name in sorted((field.name for field in fields(Tokens)), key=len, reverse=True):
        filled = filled.replace(f"@{name}", t.named(name).name())
    return filled
