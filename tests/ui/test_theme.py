"""Both themes are readable, flat, and change while windows are open."""

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers.pictures import colors_in, picture
from ui.style_sheet import sheet
from ui.theme import is_dark, palette, wear
from ui.tokens import DARK, LIGHT, Tokens, tokens
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.label import Label

THEMES = pytest.mark.parametrize("t", [LIGHT, DARK], ids=["light", "dark"])


def luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@THEMES
@pytest.mark.parametrize("ink", ["text", "text2", "text3", "accent", "ok", "warn", "bad"])
@pytest.mark.parametrize("ground", ["window", "base", "alt", "sel"])
def test_every_text_colour_can_be_read_on_every_ground(t: Tokens, ink: str, ground: str) -> None:
    assert contrast(t.named(ink), t.named(ground)) >= 4.5


@THEMES
@pytest.mark.parametrize(
    ("ink", "ground"),
    [("on_accent", "accent"), ("ok", "ok_soft"), ("warn", "warn_soft"), ("bad", "bad_soft"), ("base", "text")],
)
def test_texts_can_be_read_on_the_grounds_made_for_them(t: Tokens, ink: str, ground: str) -> None:
    assert contrast(t.named(ink), t.named(ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("ink", ["text", "text2"])
@pytest.mark.parametrize("ground", ["ok_soft", "warn_soft", "bad_soft", "sel"])
def test_words_can_be_read_on_every_soft_ground(t: Tokens, ink: str, ground: str) -> None:
    assert contrast(t.named(ink), t.named(ground)) >= 4.5


ROLE = QPalette.ColorRole
PAIRS = (
    (ROLE.WindowText, ROLE.Window), (ROLE.Text, ROLE.Base), (ROLE.Text, ROLE.AlternateBase), (ROLE.ButtonText, ROLE.Button),
    (ROLE.PlaceholderText, ROLE.Base), (ROLE.BrightText, ROLE.Window), (ROLE.ToolTipText, ROLE.ToolTipBase),
    (ROLE.HighlightedText, ROLE.Highlight), (ROLE.Link, ROLE.Base), (ROLE.LinkVisited, ROLE.Base), (ROLE.Accent, ROLE.Base),
)  # fmt: skip


@THEMES
def test_every_text_role_of_the_palette_can_be_read_on_its_ground(t: Tokens) -> None:
    made = palette(t)
    assert [(ink, ground) for ink, ground in PAIRS if contrast(made.color(ink), made.color(ground)) < 4.5] == []
    frames = contrast(made.color(ROLE.Dark), made.color(ROLE.Base))
    assert frames >= 3.0, "the frame of a field is seen"
    for ink in (ROLE.Text, ROLE.WindowText, ROLE.ButtonText):
        assert contrast(made.color(QPalette.ColorGroup.Disabled, ink), made.color(ROLE.Window)) >= 4.5


@THEMES
def test_hints_in_empty_fields_can_be_read(qtbot: QtBot, qapp: QApplication, t: Tokens) -> None:
    wear(qapp, "dark" if t is DARK else "light")
    field = TextField("", "Tìm trong danh sách")
    qtbot.addWidget(field)
    field.resize(240, 30)
    assert field.palette().color(ROLE.PlaceholderText) == t.text3
    assert t.text3.name().upper() in colors_in(picture(field))


@THEMES
@pytest.mark.parametrize(("shape", "ground"), [("warn_fill", "base"), ("warn_fill", "warn_soft"), ("accent", "bar"),
                                               ("ctl", "base")])  # fmt: skip
def test_shapes_and_frames_stand_out(t: Tokens, shape: str, ground: str) -> None:
    assert contrast(t.named(shape), t.named(ground)) >= 3.0


@THEMES
def test_the_palette_sets_its_sixteen_roles_and_more(t: Tokens) -> None:
    made = palette(t)
    assert made.color(QPalette.ColorRole.Window) == t.window
    assert made.color(QPalette.ColorRole.Highlight) == t.accent
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == t.text3


@THEMES
def test_the_style_sheet_is_short_and_complete(t: Tokens) -> None:
    rules = sheet(t)
    assert rules.count("{") <= 40
    assert "@" not in rules
    assert "::item {" not in rules.replace("QMenu::item", ""), "item rules cost milliseconds a paint"


def test_no_two_tokens_are_mixed_up_when_the_sheet_is_filled() -> None:
    assert {field.name for field in fields(Tokens)} >= {"text", "text2", "text3"}
    assert LIGHT.text2.name() in sheet(LIGHT)


@pytest.mark.parametrize("make", [lambda: QPushButton("Ghi"), lambda: Button("Ghi", kind="small")])
def test_buttons_are_flat(qtbot: QtBot, make: object) -> None:
    button = make()  # type: ignore[operator]  # a factory
    button.setText("")
    qtbot.addWidget(button)
    button.resize(80, 30)
    inside = picture(button).copy(8, 4, 60, button.height() - 8)
    assert len(colors_in(inside)) == 1


def test_open_windows_change_with_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    label = Label("Quá hạn", tone="bad")
    qtbot.addWidget(label)
    with_light = label.palette().color(QPalette.ColorRole.WindowText)
    wear(qapp, "dark")
    assert is_dark()
    assert with_light == LIGHT.bad
    assert label.palette().color(QPalette.ColorRole.WindowText) == DARK.bad
    assert tokens() is DARK
    wear(qapp, "light")
    assert label.palette().color(QPalette.ColorRole.WindowText) == LIGHT.bad
