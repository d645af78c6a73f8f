"""The commands in Ctrl+K: every one with its keys, by words, beginnings and initials, those run lately first."""

from pytestqt.qtbot import QtBot

from app import i18n
from ui.main_window import MainWindow
from ui.shell.commands import MOST, Command, found_commands

NAMES = (
    "Thêm nhiệm vụ",
    "Chép cả danh sách",
    "Chốt quý",
    "Hoàn tác",
    "Hiện hoặc ẩn chi tiết",
    "Sách hướng dẫn",
    "Báo cáo",
)


def found(text: str, lately: tuple[str, ...] = (), names: tuple[str, ...] = NAMES) -> tuple[list[str], list[str]]:
    """(those before all other finds, those behind them)"""
    known = [Command(name, "", lambda: None) for name in names]
    front, rest = found_commands(known, text, lately, lambda _words: None)
    assert front.first
    return [one.title for one in front.results], [one.title for one in rest.results]


def test_words_beginnings_and_initials_find_a_command_without_accents() -> None:
    assert found("hoan") == ([], ["Hoàn tác"])
    assert found("chi tiet") == ([], ["Hiện hoặc ẩn chi tiết"])
    assert found("tnv") == ([], ["Thêm nhiệm vụ"])
    assert found("hd") == ([], ["Sách hướng dẫn"])
    assert found("danh ch")[1] == ["Chép cả danh sách"]
    assert found("xyz") == ([], [])


def test_a_command_named_in_full_or_run_lately_stands_before_all_other_finds() -> None:
    assert found("chốt quý") == (["Chốt quý"], [])
    assert found("ch") == ([], ["Chép cả danh sách", "Chốt quý", "Hiện hoặc ẩn chi tiết", "Sách hướng dẫn"])
    assert found("ch", ("Chốt quý",))[0] == ["Chốt quý"]


def test_the_empty_box_shows_some_the_latest_first_and_the_sign_for_commands_all() -> None:
    many = tuple(f"Lệnh {number}" for number in range(30))
    assert found("", ("Lệnh 7", "Lệnh 3"), many)[1][:3] == ["Lệnh 7", "Lệnh 3", "Lệnh 0"]
    assert len(found("", (), many)[1]) == MOST
    assert len(found(">", (), many)[1]) == 30


def test_what_is_run_is_told_and_shows_its_keys_and_matches() -> None:
    ran: list[str] = []
    known = [Command("Khóa quý", "Ctrl+L", lambda: ran.append("done"))]
    result = found_commands(known, ">khoa", (), ran.append)[1].results[0]
    result.run()
    assert ran == ["Khóa quý", "done"]
    assert (result.keys, list(result.matches)) == ("Ctrl+L", [(0, 4)])


def test_the_box_speaks_and_finds_in_english_too(qtbot: QtBot) -> None:
    i18n.set_language("en")
    try:
        window = MainWindow(())
        qtbot.addWidget(window)
        window.show()
        box = window.palette_overlay
        box.open("nav")
        assert [(one.title, one.keys) for one in box.results()] == [("Collapse or open navigation", "Ctrl+B")]
        box.open(">")
        assert {"Undo", "Redo", "Manual"} <= {one.title for one in box.results()}
    finally:
        i18n.set_language("vi")
