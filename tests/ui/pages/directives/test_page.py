"""Documents: added, corrected, with their clauses beside them."""

from tests.ui.at_window import CTRL, AtWindow, Key


def test_a_document_is_added_corrected_and_shows_its_clauses(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("directives")
    assert any("07/HD-LĐLĐ" in row[0] for row in me.table(page.view))
    me.press(Key.Key_N, CTRL)
    me.save(as_written="27/KH-LĐLĐ", issued="5/9/26", abstract="Về tháng công nhân")
    assert me.details()[0] == "Kế hoạch 27/KH-LĐLĐ"
    me.click("Sửa", page.details())
    me.save(abstract="Về Tháng Công nhân năm 2027")
    assert "Về Tháng Công nhân năm 2027" in me.details()
