"""The guide of the close: what is missing, where it is, and what locking now would mean."""

from tests.ui.at_window import AtWindow, Key


def test_every_line_leads_to_its_place(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("closing")
    for step in ("missing", "values", "returned", "inconsistent", "same"):
        page.show_step(step)
        page.view.setFocus()
        finding = page.view.currentIndex().siblingAtColumn(1).data()
        me.press(Key.Key_Return)
        me.settle()
        assert me.window.current_key() == "quarter", step
        assert me.page.view.currentIndex().isValid(), f"{step}: {finding}"  # type: ignore[attr-defined]  # every page of a list has it
        me.go("closing")


def test_the_lock_says_what_must_be_done_before_and_does_nothing(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("closing")
    me.click("Khóa quý…")
    me.settle()
    assert page.message.text() == ""
    assert me.texts(page)[0].startswith("Còn ")
    assert any("trả lại" in " ".join(row).lower() for row in me.table(page.view))


def test_beside_the_guide_stands_what_locking_now_would_mean(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("closing")
    said = " ".join(me.texts(page))
    assert "Nếu khóa lúc này" in said
    assert "46/51 nhiệm vụ đúng tiến độ (90,2%)" in said
    assert "2 ô bị trả lại phải sửa trước khi khóa" in said


def test_a_locked_quarter_shows_its_amendments_and_no_lock(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("closing")
    me.window.set_period("2026-Q1")
    me.settle()
    assert me.texts(page)[0] == "Quý I/2026 đã khóa"
    assert len(me.table(page.view)) == 1
    assert not me.has_button("Khóa quý…")
