"""Programmes as a tree: found, filtered, corrected, handed over and moved by keyboard."""

from app.plan import details, tasks
from tests.ui.at_window import CTRL, AtWindow, Key


def test_filters_leave_only_branches_that_hold_a_task(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    everything = len(me.table(page.view))
    page.show_item(("status", "overdue"))
    me.settle()
    rows = me.table(page.view)
    assert 5 < len(rows) < everything
    assert sum(row[4] == "Quá hạn" for row in rows) == 5
    page.show_item(("status", ""))
    me.settle()
    assert len(me.table(page.view)) == everything


def test_what_somebody_has_closed_stays_closed_and_what_is_new_is_open(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    me.press(Key.Key_Home, CTRL)
    me.press(Key.Key_Left)
    first = page.model.index(0, 0)
    assert not page.view.isExpanded(first)
    me.click("Chương trình…")
    me.save(number="8", title="Chương trình mới ẪỔẾ")
    me.press(Key.Key_N, CTRL)
    me.save(number="8.1", text="Việc đầu tiên")
    assert not page.view.isExpanded(page.model.index(0, 0))
    assert "8.1 Việc đầu tiên" in me.details()[0], "one stands on what was added"


def test_a_task_is_corrected_extended_and_handed_over_from_its_details(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    me.stand(page.view, "1.6")
    task = page.current().id
    me.click("Gia hạn…")
    me.save(due="31/12/2026", reason="Chờ kinh phí")
    assert any("Chờ kinh phí" in line for line in me.details())
    me.click("Phân công…")
    me.save(role="Phối hợp", ban_id="Ban Tài chính (TC)")
    assert any("Tài chính" in line for line in me.details())
    me.click("Sửa nhiệm vụ")
    me.save(product="Kế hoạch tổ chức")
    found = details.task(me.session, task)
    assert (found.due, found.product) == ("2026-12-31", "Kế hoạch tổ chức")
    for _ in range(3):
        me.press(Key.Key_Z, CTRL)
        me.settle()
    assert details.task(me.session, task).due == "2026-09-10"


def test_a_change_without_its_reason_is_refused_in_the_sheet(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    me.stand(page.view, "1.6")
    me.click("Gia hạn…")
    me.fill(due="31/12/2026")
    assert me.sheet_is_open()
    assert "lý do" in me.sheet_says().lower()
    me.press(Key.Key_Escape)


def test_a_passed_down_task_shows_who_answered_and_never_the_offices_mark(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    me.stand(page.view, "1.8")
    row = next(row for row in me.table(page.view) if row[0].startswith("1.8"))
    assert row[4] == "Cấp dưới làm"
    assert any("đơn vị đã hoàn thành" in line for line in me.details())


def test_what_nobody_was_given_has_its_chip_and_filters_that_leave_nothing_say_so(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    everything = len(me.table(page.view))
    assert not any(one.accessibleName().startswith("Chưa phân công") for one in me.buttons(page))
    tasks.add_task(me.session, text="Đón đoàn kiểm tra")
    me.settle()
    me.click("Chưa phân công 1")
    assert [row[0] for row in me.table(page.view)] == ["Việc đột xuất", "Đón đoàn kiểm tra"]
    page.show_item(("status", "paused"))
    assert "Không nhiệm vụ nào khớp bộ lọc." in me.texts(page)
    assert "Chưa có chương trình nào." not in me.texts(page)
    me.click("Bỏ lọc")
    assert len(me.table(page.view)) == everything + 1
