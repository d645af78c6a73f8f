"""The overview says how things stand, and every figure leads to its entries."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.at_window import ALT, CTRL, AtWindow, Key
from ui.pages.overview.painted import PaintedTable


def test_the_sentence_and_the_figures_are_those_of_the_period(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("overview")
    assert me.texts(page)[0] == "46/51 nhiệm vụ đúng tiến độ, quá hạn 5."
    assert me.texts(page)[1].startswith("Chương trình có việc quá hạn: 1 (1/6), 5 (1/7)"), (
        "all that are behind, by number"
    )
    assert page.tiles[1].accessibleName() == "Quá hạn 5/51 kỳ trước 2/48"
    shown = page.heat.table.rows()
    me.press(Key.Key_PageUp, CTRL)
    assert page.heat.table.rows() == shown, "the figures stay while others are read"
    me.settle()
    assert me.window.period == "2026-Q2"
    assert page.tiles[1].accessibleName().startswith("Quá hạn 2/48")
    assert not me.has_button("Chốt quý II/2026…"), "a locked quarter is not closed again"


def test_every_figure_leads_to_its_entries(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("overview")
    led = []
    for tile in page.tiles:
        tile.setFocus()
        me.press(Key.Key_Return)
        me.settle()
        led.append(me.window.current_key())
        me.go("overview")
    assert led == ["programmes", "programmes", "targets", "quarter", "units"]
    for label, key in (
        ("Mở Chương trình", "programmes"),
        ("Tất cả 33 chỉ tiêu", "targets"),
        ("Phiếu giao việc", "reports"),
        ("In công văn đôn đốc", "reports"),
    ):
        me.click(label, page)
        me.settle()
        assert me.window.current_key() == key
        me.go("overview")
    page.tiles[1].click()
    me.settle()
    words = [row[4] for row in me.table(me.page.view) if row[4] and not row[4].isdigit()]  # type: ignore[attr-defined]  # its page has it
    assert words == ["Quá hạn"] * 5, "the tile of overdue tasks shows just those"


def stand(me: AtWindow, table: PaintedTable, words: str) -> None:
    """Walk with the arrows to the spot whose name begins with these words."""
    table.setFocus()
    me.press(Key.Key_Home)
    spoken = [table.spoken_at(place) for place in range(len(table.spots()))]
    row, column = table.spots()[next(place for place, said in enumerate(spoken) if said.startswith(words))]
    while table.spots()[table.current_place()][0] != row:
        me.press(Key.Key_Down)
    while (here := table.spots()[table.current_place()][1]) != column:
        me.press(Key.Key_Right if here < column else Key.Key_Left)


def test_every_mark_of_the_painted_blocks_is_reached_by_arrows_and_leads_to_its_entries_and_back(
    at_sample: AtWindow,
) -> None:
    me = at_sample
    page = me.go("overview")
    heat: PaintedTable = page.heat.table
    stand(me, heat, "6  Phong trào thi đua")
    me.press(Key.Key_Right, times=4)
    assert "quý II/2026: 6/7 nhiệm vụ đúng tiến độ" in heat.spoken_at(heat.current_place())
    me.press(Key.Key_Return)
    me.settle()
    assert (me.window.current_key(), me.window.period) == ("quarter", "2026-Q2")
    grid = me.page.model  # type: ignore[attr-defined]  # the quarter page
    groups = {grid.row_at(line).group for line in range(grid.rowCount()) if not grid.is_group(line)}
    assert len(groups) == 1, "only the entries of that programme"
    me.press(Key.Key_Left, ALT)
    me.settle()
    assert (me.window.current_key(), me.window.period) == ("overview", "2026-Q3")
    assert me.focus() is heat, "back on the mark that led away"
    assert "quý II/2026: 6/7" in heat.spoken_at(heat.current_place())

    stand(me, page.bans.table, "Ban Chính sách - Pháp luật: 2/13 nhiệm vụ quá hạn")
    me.press(Key.Key_Return)
    me.settle()
    states = [me.page.model.row_at(line) for line in range(me.page.model.rowCount())]  # type: ignore[attr-defined]  # the quarter page
    assert [row.status for row in states if hasattr(row, "status")] == ["overdue"] * 2
    me.press(Key.Key_Escape)
    me.settle()
    stand(me, page.units.table, "Chép lời nhắc Nghiệp đoàn Nghề cá xã Phú Thụy")
    here = page.units.table.spot_rect(page.units.table.current_place()).center()
    assert page.units.table.visibleRegion().contains(here), "the page follows the keys"
    stand(me, page.targets.table, "Đến năm 2028")
    assert "27/40 đơn vị; ước đến 2028: 66,8%. Khó đạt" in page.targets.table.spoken_at(0)
    bar = page.targets.table.spot_rect(0).translated(page.targets.table.spot_rect(0).width() + 10, 0)
    QTest.mouseClick(page.targets.table, Qt.MouseButton.LeftButton, pos=bar.bottomLeft() - QPoint(0, 8))
    me.settle()
    assert me.window.current_key() == "targets", "the painted bar leads too"


def test_what_waits_leads_to_the_rows_it_counts_and_who_owes_is_named_and_reminded(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("overview")
    waiting = me.waiting_lines(page)
    assert waiting[0] == "2 ô bị trả lại sửa rồi trình lại"
    assert waiting[1].startswith("4 nhật ký chưa ghi chưa trình 6: Văn phòng 1, Tổ chức 2")
    me.click(waiting[0], page)
    me.settle()
    assert me.window.current_key() == "quarter"
    assert me.page.filters.tests["returned"].isChecked()  # type: ignore[attr-defined]  # the quarter page
    page = me.go("overview")
    stand(me, page.bans.table, "Chép lời nhắc Ban Tổ chức")
    me.press(Key.Key_Return)
    me.settle()
    said = QGuiApplication.clipboard().text()
    assert said.startswith("Kính gửi Ban Tổ chức: quý III/2026 còn 2/7 nội dung chưa gửi.")
    assert said.endswith("Chốt số liệu 30/09/2026, nộp trước 05/10/2026.")
    assert me.toast() == "Đã chép lời nhắc Ban Tổ chức"
    stand(me, page.units.table, "Chép lời nhắc Công đoàn cơ sở Công ty Cổ phần Vận tải Bến Thóc")
    me.press(Key.Key_Return)
    me.settle()
    assert "24/24 nội dung chưa gửi" in QGuiApplication.clipboard().text()
    me.click("Chép", page)
    assert QGuiApplication.clipboard().text().startswith("46/51 nhiệm vụ đúng tiến độ, quá hạn 5.")
    assert me.toast() == "Đã chép câu tổng quan"


def test_a_screen_reader_finds_every_mark_by_name_where_it_is_painted(at_sample: AtWindow) -> None:
    page = at_sample.go("overview")
    table = page.heat.table
    block = QAccessible.queryAccessibleInterface(table)
    assert block.text(QAccessible.Text.Name) == "Nhiệm vụ đúng tiến độ theo quý"
    assert block.childCount() == len(table.spots()) > 40
    place = next(at for at in range(block.childCount()) if "quý III/2026: 5/6" in table.spoken_at(at))
    mark = block.child(place)
    assert mark.text(QAccessible.Text.Name) == table.spoken_at(place)
    assert mark.parent() == block
    assert mark.rect().topLeft() == table.mapToGlobal(table.spot_rect(place).topLeft())
    centre = mark.rect().center()
    assert block.childAt(centre.x(), centre.y()) == mark
    table.setFocus()
    assert block.focusChild() == block.child(table.current_place())


def test_an_office_with_nothing_entered_is_told_what_to_do_and_shows_no_empty_tables(at_new: AtWindow) -> None:
    page = at_new.go("overview")
    assert "rồi thêm chương trình, nhiệm vụ ở trang Chương trình" in " ".join(at_new.texts(page))
    assert not any(block.isVisible() for block in (page.heat, page.targets, page.bans, page.units))
