"""Units, bans and people: three lists, each found, filtered and changed by keyboard."""

from tests.ui.at_window import CTRL, AtWindow, Key


def test_the_list_is_searched_without_accents_as_one_types(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("units")
    me.press(Key.Key_F, CTRL)
    me.type("benh vien")
    page.shown.refilter()
    me.settle()
    names = [row[1] for row in me.table(page.shown.view)]
    assert len(names) == 3
    assert all("Bệnh viện" in name for name in names)


def test_a_unit_is_renamed_from_a_day_and_its_history_tells(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("units")
    me.stand(page.shown.view, "Bệnh viện Mắt")
    me.click("Đổi tên từ một ngày…")
    me.save(name="Công đoàn cơ sở Bệnh viện Mắt Ẫ Ổ Ế", from_day="1/10/2026")
    me.stand(page.shown.view, "Ẫ Ổ Ế")
    assert any("Ẫ Ổ Ế" in line for line in me.details())


def test_a_ban_that_still_leads_is_not_closed_without_a_successor(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("units")
    me.click("Ban")
    me.stand(page.shown.view, "Tổ chức")
    me.click("Kết thúc ban…")
    me.fill(on="1/10/2026")
    assert me.sheet_is_open()
    assert me.sheet_says() != ""
    me.press(Key.Key_Escape)


def test_details_follow_the_list_in_front(at_sample: AtWindow) -> None:
    me = at_sample
    me.go("units")
    me.click("Cán bộ")
    me.settle()
    assert "Thêm chức vụ…" in [button.text() for button in me.buttons(me.page.details() or me.page)]
    me.click("Đơn vị cấp dưới")
    me.settle()
    assert "Giải thể…" in [button.text() for button in me.buttons(me.page.details() or me.page)]


def test_ended_units_are_shown_when_asked_for(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("units")
    me.stand(page.shown.view, "Bệnh viện Mắt")
    me.click("Giải thể…")
    me.save(on="1/10/2026", reason="Sáp nhập bệnh viện")
    assert not any("Bệnh viện Mắt" in row[1] for row in me.table(page.shown.view))
    me.click("Đã kết thúc")
    me.settle()
    assert any("Bệnh viện Mắt" in row[1] for row in me.table(page.shown.view))
