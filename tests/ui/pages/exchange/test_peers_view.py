"""Nơi gửi nhận: a letter is opened, digits are compared, keys are kept and taken back, all by keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QFileDialog

from app.bundles import trust
from app.bundles.keys import new_node, own_keys
from app.clock import FrozenClock
from app.people import units
from tests.builders.neighbours import Place, place
from tests.ui.at_window import CTRL, AtWindow, Key
from tests.ui.conftest import TODAY
from ui import workspace_window
from ui.context import PageContext
from ui.page_list import page_list
from ui.pages.exchange.digits import DigitGroups
from ui.pages.exchange.peers_view import PeersView
from ui.widgets.label import Label
from ui.widgets.page import PageSpec


@pytest.fixture
def at_peers(me: AtWindow, sample: Path, monkeypatch: pytest.MonkeyPatch) -> AtWindow:
    """Somebody before the list of peers, as a page of its own."""

    def with_peers(context: PageContext) -> tuple[PageSpec, ...]:
        own = PageSpec("peers", "Nơi gửi nhận", "arrows-exchange", lambda: PeersView(context), 3)
        return (*page_list(context), own)

    monkeypatch.setattr(workspace_window, "page_list", with_peers)
    me.open(sample)
    me.window.show_page("peers")
    me.settle()
    return me


@pytest.fixture
def unit_below(tmp_path: Path, at_peers: AtWindow) -> Iterator[Place]:
    """The office of a unit below the sample's, on another machine."""
    name = units.unit_lines(at_peers.session)[0].name
    made = place(tmp_path, name, 50, clock=FrozenClock(TODAY, step_ms=1))
    yield made
    made.session.close()


def view(me: AtWindow) -> PeersView:
    return cast(PeersView, me.page)


def open_letter(me: AtWindow, of: Place, monkeypatch: pytest.MonkeyPatch) -> str:
    """Open an office's letter through the file dialog; return its digits."""
    letter = of.desk / "thu"
    known = [peer.id for peer in trust.peers(of.session)]
    trust.introduce(of.session, letter, known[0] if known else None, of.keys)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(letter), ""))
    me.press(Key.Key_N, CTRL)
    me.settle()
    return trust.own_fingerprint(of.session, of.keys)


def tab_to(me: AtWindow, key: str) -> None:
    """Go to a field of the sheet by Tab alone; fields that are not asked now are passed over."""
    form = me.sheet.form
    assert form is not None
    editor = form.row(key).editor
    for _ in range(12):
        if editor is me.focus():
            return
        me.press(Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {key}")


def met(me: AtWindow, of: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The unit below is confirmed, its answer is put off."""
    open_letter(me, of, monkeypatch)
    tab_to(me, "compared")
    me.press(Key.Key_Space)
    me.press(Key.Key_Return, CTRL)
    me.settle()
    me.press(Key.Key_Escape)
    me.settle()


def shown_digits(me: AtWindow) -> list[str]:
    found = me.sheet.findChildren(DigitGroups)
    return [
        " ".join(part.full_text() for part in one.findChildren(Label) if len(part.full_text()) == 5) for one in found
    ]


def test_the_empty_list_says_what_to_do(at_peers: AtWindow) -> None:
    me = at_peers
    assert any("Chưa làm quen" in words for words in me.texts(me.page))
    me.click("Ghi thư giới thiệu của văn phòng này")
    me.settle()
    assert shown_digits(me) == [trust.own_fingerprint(me.session)]
    me.press(Key.Key_Escape)


def test_a_letter_is_confirmed_only_after_the_digits_were_compared(
    at_peers: AtWindow, unit_below: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_peers
    digits = open_letter(me, unit_below, monkeypatch)
    assert shown_digits(me) == [digits]
    me.fill()
    assert "so đủ 6 nhóm" in me.sheet_says()
    assert trust.peers(me.session) == ()
    me.press(Key.Key_Space)
    me.press(Key.Key_Return, CTRL)
    me.settle()
    peer = trust.peers(me.session)[0]
    assert (peer.name, peer.role, peer.unit) == (unit_below.name, "child", unit_below.name)
    answer = me.sheet.form
    assert answer is not None
    assert answer.value("peer") == peer.id
    me.press(Key.Key_Escape)
    me.settle()
    assert [row[0] for row in me.table(view(me).view)] == [unit_below.name]
    assert set(digits.split()) <= set(me.details())


def test_each_group_of_digits_is_spelt_to_a_screen_reader(
    at_peers: AtWindow, unit_below: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_peers
    digits = open_letter(me, unit_below, monkeypatch)
    groups = me.sheet.findChildren(DigitGroups)[0]
    first = digits.split()[0]
    assert first in groups.accessibleName()
    spoken = [label.accessibleName() for label in groups.findChildren(Label)]
    assert f"Nhóm 1: {' '.join(first)}" in spoken
    me.press(Key.Key_Escape)


def test_a_changed_key_wants_the_digits_typed_and_does_not_show_them(
    at_peers: AtWindow, unit_below: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_peers
    met(me, unit_below, monkeypatch)
    before = trust.peers(me.session)[0].fingerprint
    new_node(unit_below.session, unit_below.keys)
    digits = open_letter(me, unit_below, monkeypatch)
    assert "DỪNG LẠI" in me.sheet.message.text()
    assert shown_digits(me) == [before]
    tab_to(me, "digits")
    me.type(before)
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert "không khớp" in me.sheet_says()
    assert "DỪNG LẠI" in me.sheet.message.text()
    me.retype(digits)
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert trust.peers(me.session)[0].fingerprint == digits


def test_a_revoked_key_leaves_only_the_way_out(
    at_peers: AtWindow, unit_below: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_peers
    met(me, unit_below, monkeypatch)
    me.stand(view(me).view, unit_below.name)
    me.click("Thu hồi khóa…")
    me.fill()
    assert "lý do" in me.sheet_says().casefold()
    me.retype("Mất máy")
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert not me.sheet_is_open()
    assert trust.peers(me.session)[0].state == "ended"
    assert any("Mất máy" in line for line in me.details())
    assert not me.has_button("Thu hồi khóa…")
    open_letter(me, unit_below, monkeypatch)
    assert "thu hồi" in me.sheet.message.text()
    assert me.sheet.form is None
    me.click("Đóng", me.sheet)
    me.settle()
    assert not me.sheet_is_open()


def test_what_is_no_letter_is_told_on_the_page(
    at_peers: AtWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_peers
    (tmp_path / "anh.jpg").write_bytes(b"\xff\xd8\xff")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "anh.jpg"), ""))
    me.click("Làm quen…")
    me.settle()
    assert "anh.jpg" in me.page.message.text()
    assert not me.sheet_is_open()


def test_our_letter_is_written_and_the_keys_are_backed_up(at_peers: AtWindow, tmp_path: Path) -> None:
    me = at_peers
    me.click("Thư giới thiệu…")
    me.settle()
    me.save(path=str(tmp_path / "thu.gioithieu"))
    assert trust.look_at(me.session, tmp_path / "thu.gioithieu").standing is trust.Standing.own
    me.click("Sao lưu khóa…")
    me.fill(passphrase="ngày ấy trời mưa", again="ngày ấy trời nắng", path=str(tmp_path / "khoa.age"))  # noqa: S106 - of the tests
    assert "không giống nhau" in me.sheet_says()
    assert not (tmp_path / "khoa.age").exists()
    me.retype("ngày ấy trời mưa")
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert (tmp_path / "khoa.age").read_bytes().startswith(b"age-encryption.org/")


def test_a_passphrase_is_never_kept_with_what_was_typed(at_peers: AtWindow) -> None:
    me = at_peers
    me.click("Sao lưu khóa…")
    me.type("ngày ấy trời mưa")
    me.settle()
    me.press(Key.Key_Escape)
    me.settle()
    found = [path for path in me.session.path.parent.rglob("*") if path.is_file()]
    assert found
    assert not any("ngày ấy trời mưa".encode() in path.read_bytes() for path in found)
    assert "trời mưa" not in me.toast()


def test_a_new_machine_has_to_be_meant(at_peers: AtWindow) -> None:
    me = at_peers
    before = own_keys(me.session)
    me.click("Lập máy mới…")
    me.fill()
    assert "xác nhận" in me.sheet_says()
    me.press(Key.Key_Space)
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert own_keys(me.session) != before
    assert shown_digits(me) == [trust.own_fingerprint(me.session)]
    me.press(Key.Key_Escape)
