"""The history names every change, who made it and what it wrote; what was taken back stays and says so."""

from tests.ui.at_window import CTRL, AtWindow, Key


def test_what_was_taken_back_stays_in_the_history(at_sample: AtWindow) -> None:
    me = at_sample
    me.go("units")
    me.press(Key.Key_N, CTRL)
    me.save(name="Công đoàn cơ sở mới")
    page = me.go("history")
    before = me.table(page.view)
    assert "Công đoàn cơ sở mới" in before[0][2]
    assert before[0][1] == "Trần Thị Lan"
    me.press(Key.Key_Home, CTRL)
    me.settle()
    assert any("Công đoàn cơ sở mới" in line for line in me.details())
    me.press(Key.Key_Z, CTRL)
    me.settle()
    after = me.table(page.view)
    assert any("Công đoàn cơ sở mới" in row[2] for row in after)
    assert len(after) >= len(before)
