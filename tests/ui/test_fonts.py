"""The bundled font shows all of Vietnamese, and its figures stand in columns."""

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF
from pytestqt.qtbot import QtBot

from tests.helpers.pictures import CAPITALS, ink_rows, picture
from ui.fonts import FAMILY, Role, font
from ui.widgets.label import Label

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
ROLES = pytest.mark.parametrize("role", list(Role), ids=lambda role: role.name)


@ROLES
def test_figures_of_one_length_have_one_width(qtbot: QtBot, role: Role) -> None:
    measure = QFontMetricsF(font(role))
    widths = {round(measure.horizontalAdvance(text), 3) for text in ("1111", "4444", "7777", "1470", "0000")}
    assert len(widths) == 1


def test_the_bundled_family_is_the_one_that_is_used(qtbot: QtBot) -> None:
    assert QFontInfo(font(Role.BODY)).family() == FAMILY
    assert QFontInfo(font(Role.STRONG)).weight() == 600


def test_the_font_has_every_letter(qtbot: QtBot) -> None:
    measure = QFontMetricsF(font(Role.BODY))
    missing = [letter for letter in LETTERS + LETTERS.upper() + "–“”…₫%≥≤·" if not measure.inFontUcs4(ord(letter))]
    assert missing == []


@ROLES
def test_stacked_capitals_are_whole_in_a_label_at_its_own_size(qtbot: QtBot, role: Role) -> None:
    label, roomy = Label(CAPITALS, role), Label(CAPITALS, role)
    roomy.setContentsMargins(0, 20, 0, 20)
    for widget in (label, roomy):
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
    assert len(ink_rows(picture(label))) == len(ink_rows(picture(roomy)))
