"""SCENARIO.md through the real window, offscreen: every answer as it is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clock import FrozenClock
from app.reports.register import signing
from db.state import state_hash
from tests.end_to_end import quarter_in_window as story
from tests.end_to_end.quarter_in_window import A, B, C, D, E
from tests.ui.at_window import CTRL, AtWindow, Key

Q3 = "2026-Q3"


@pytest.fixture
def clock() -> FrozenClock:
    """1 July 2026; the story moves it."""
    return FrozenClock("2026-07-01T09:00:00", step_ms=1)


@pytest.fixture
def me(qtbot: QtBot, clock: FrozenClock) -> Iterator[AtWindow]:
    """Somebody before the program."""
    me = AtWindow(clock)
    yield me
    me.close()


def test_one_quarter_from_the_three_questions_to_the_merger(me: AtWindow, clock: FrozenClock, tmp_path: Path) -> None:
    story.start_with_three_answers(me, tmp_path / "so.tdb")
    story.enter_the_office(me)
    story.enter_the_plan(me)
    story.enter_the_targets(me)
    story.at(clock, "2026-09-30")
    story.log_the_quarter(me)
    story.at(clock, "2026-10-01")
    story.submit_everything(me)
    the_offices_own_tasks_stand_as_counted_by_hand(me)
    the_passed_down_task_is_done_by_one_of_two_units(me)
    the_targets_have_the_known_answers(me)
    the_checklist_names_exactly_what_is_missing(me)
    search_needs_no_accents(me)
    story.return_and_answer(me, clock)
    the_returned_value_is_answered_and_keeps_both_revisions(me)
    story.at(clock, "2026-10-05")
    story.close_the_quarter(me)
    the_close_is_not_undone_and_says_what_to_do_instead(me)
    story.sign_the_report(me)
    report = signing.signed(me.session, Q3)[0].id
    signed = signing.reprint(me.session, report)
    story.at(clock, "2026-10-20")
    story.amend(me)
    the_amendment_moves_the_current_figure_and_never_the_closed_one(me)
    assert signing.reprint(me.session, report) == signed
    story.at(clock, "2026-11-01")
    story.merge_the_last_unit(me)
    the_quarter_reads_as_then_and_as_now(me)
    the_next_quarter_expects_four(me)


def the_offices_own_tasks_stand_as_counted_by_hand(me: AtWindow) -> None:
    page = me.go("programmes")
    words = {row[0].split()[0]: row[4] for row in me.table(page.view) if row[0].startswith("T")}
    assert words == {
        "T1": "Hoàn thành",
        "T2": "Thường xuyên",
        "T3": "Đang thực hiện",
        "T4": "Hoàn thành muộn",
        "T5": "Quá hạn",
        "T6": "Thường xuyên",
        "T7": "Chưa triển khai",
        "T8": "Cấp dưới làm",
    }
    page = me.go("overview")
    assert me.texts(page)[0] == ("Chương trình 2 đang chậm: 2/3 nhiệm vụ đúng tiến độ. Toàn cơ quan 6/7, quá hạn 1.")
    assert [tile.accessibleName() for tile in page.tiles] == [
        "Đúng tiến độ 6/7 85,7%",
        "Quá hạn 1/7",
        "Chỉ tiêu khó đạt 2/4",
        "Nhật ký đã trình 7/7 đủ",
        "Đơn vị đã gửi 4/5 còn 1",
    ]


def the_passed_down_task_is_done_by_one_of_two_units(me: AtWindow) -> None:
    page = me.go("programmes")
    me.stand(page.view, "T8")
    said = me.details()
    assert {"1/2 đơn vị đã hoàn thành", f"{E} · chưa báo cáo", f"{D} · hoàn thành 15/09/2026"} <= set(said)


def the_targets_have_the_known_answers(me: AtWindow) -> None:
    page = me.go("targets")
    found = {row[0]: row[3:] for row in me.table(page.view)}
    assert found == {
        "CT1 · M1": ["72,0%", "72,0% · 4/5 đơn vị", "≥ 85,0% · Hằng năm", "84,7%", "Khó đạt"],
        "CT1 · M2": ["5", "5 · 4/5 đơn vị", "≥ 250 · Cả giai đoạn 2030", "2,0%", "Khó đạt"],
        "CT2 · M3": ["100,0%", "100,0% · 1/2 đơn vị", "≥ 80,0% · Đến năm 2028", "125,0%", "Đạt"],
        "CT2 · M3b": ["100,0%", "100,0% · 1/2 đơn vị", "≥ 85,0% · Đến năm 2030", "117,6%", "Đạt"],
    }
    me.stand(page.view, "85% trở lên")
    said = me.details()
    assert "90/125 = 72,0% · 4/5 đơn vị" in said
    assert "Chưa đạt" in said
    me.stand(page.view, "Kết nạp 250")
    assert {f"{C} · không phát sinh", f"{B} · 0", f"{E} · chưa báo cáo"} <= set(me.details())


def the_checklist_names_exactly_what_is_missing(me: AtWindow) -> None:
    assert story.checklist(me) == {
        "missing": [f"T8 Đối thoại tại nơi làm việc · {E}"],
        "values": [
            f"Đoàn viên được học nghị quyết · {E}",
            f"Đoàn viên mới kết nạp · {E}",
            f"Đơn vị ngoài nhà nước có thỏa ước · {E}",
        ],
        "returned": [],
        "inconsistent": ["T5 Khảo sát tiền lương · cơ quan · Quá hạn chưa ghi nguyên nhân"],
        "same": [],
        "submit": [],
        "lock": [],
    }
    page = me.page
    page.show_step("values")  # type: ignore[attr-defined]  # the closing page
    page.view.setFocus()  # type: ignore[attr-defined]  # the closing page
    me.press(Key.Key_Return)
    me.settle()
    assert me.window.current_key() == "quarter", "a line leads to its place"
    row = me.page.model.row_at(me.page.view.currentIndex().row())  # type: ignore[attr-defined]  # the quarter page
    assert row.text == E


def search_needs_no_accents(me: AtWindow) -> None:
    palette = me.window.palette_overlay
    for typed, wanted in (("dong thuan", {"đồng thuận"}), ("hoa binh", {"Hoà Bình", "Hòa Bình"})):
        me.press(Key.Key_K, CTRL)
        me.type(typed)
        me.wait_until(lambda: not palette.asking)
        found = " ".join(result.title for result in palette.results())
        assert all(words in found for words in wanted), found
        me.press(Key.Key_Escape)
    me.press(Key.Key_K, CTRL)
    me.type("khao sat tien")
    me.press(Key.Key_Return)
    me.settle()
    assert me.window.current_key() == "programmes"
    assert "Khảo sát tiền lương" in me.details()[0]


def the_returned_value_is_answered_and_keeps_both_revisions(me: AtWindow) -> None:
    page = me.go("targets")
    found = {row[0]: row[3:5] for row in me.table(page.view)}
    assert found["CT1 · M2"] == ["5", "5 · 4/5 đơn vị"]
    me.stand(page.view, "Kết nạp 250")
    assert {f"{B} · không phát sinh", f"{C} · không phát sinh"} <= set(me.details())
    assert story.checklist(me)["returned"] == []
    page = me.go("history")
    said = [row[2] for row in me.table(page.view)]
    assert any("Ghi 0 hay không phát sinh?" in line for line in said)


def the_close_is_not_undone_and_says_what_to_do_instead(me: AtWindow) -> None:
    assert me.toast() == "Đã khóa quý III/2026"
    before = state_hash(me.session.conn)
    me.press(Key.Key_Z, CTRL)
    me.settle()
    assert "đính chính" in me.page.message.text().lower()
    assert state_hash(me.session.conn) == before


def the_amendment_moves_the_current_figure_and_never_the_closed_one(me: AtWindow) -> None:
    page = me.go("targets")
    assert me.table(page.view)[0][3] == "84,0%"
    me.stand(page.view, "85% trở lên")
    assert "105/125 = 84,0% · 4/5 đơn vị" in me.details()
    page = me.go("closing")
    assert me.table(page.view) == [["", "Đoàn viên được học nghị quyết", "72,0%", "84,0%", "không đổi"]]


def the_quarter_reads_as_then_and_as_now(me: AtWindow) -> None:
    page = me.go("targets")
    me.stand(page.view, "85% trở lên")
    units = [line.split(" · ")[0] for line in me.details() if line.split(" · ")[0] in {A, B, C, D, E}]
    assert sorted(units) == sorted([A, B, C, D, E])
    me.click("Như hiện nay")
    me.settle()
    said = me.details()
    assert sorted(line.split(" · ")[0] for line in said if line.split(" · ")[0] in {A, B, C, D, E}) == [D, A, B, C]
    assert f"{D} · 20/25" in said
    assert "105/125 = 84,0% · 4/5 đơn vị" in said, "the total is the same"


def the_next_quarter_expects_four(me: AtWindow) -> None:
    me.go("settings")
    me.click("Mở Quý IV/2026")
    me.settle()
    page = me.go("overview")
    me.press(Key.Key_PageDown, CTRL)
    me.settle()
    assert me.window.period == "2026-Q4"
    assert page.tiles[4].accessibleName().startswith("Đơn vị đã gửi 0/4")


def test_every_step_is_taken_back_and_done_again_across_restarts(
    me: AtWindow, clock: FrozenClock, tmp_path: Path
) -> None:
    path = tmp_path / "so.tdb"
    story.start_with_three_answers(me, path)
    hashes = [state_hash(me.session.conn)]
    me.session.subscribe(lambda _touched: hashes.append(state_hash(me.session.conn)))
    story.enter_the_office(me)
    story.enter_the_plan(me)
    story.enter_the_targets(me)
    story.at(clock, "2026-09-30")
    story.log_the_quarter(me)
    steps = len(hashes) - 1
    assert steps > 40
    for place in reversed(range(steps)):
        if place in {steps // 2, 3}:
            me.restart(path)
        me.press(Key.Key_Z, CTRL)
        me.settle()
        assert state_hash(me.session.conn) == hashes[place], f"step {place}: {me.toast()}"
    for _ in range(2):  # the quarter that was opened with the workspace, and the office itself
        me.press(Key.Key_Z, CTRL)
        me.settle()
    assert "bản sao lưu" in me.page.message.text(), "the founding of the office itself is not undone"
    me.press(Key.Key_Y, CTRL)
    for place in range(1, steps + 1):
        if place == steps // 3:
            me.restart(path)
        me.press(Key.Key_Y, CTRL)
        me.settle()
        assert state_hash(me.session.conn) == hashes[place]


def test_submitting_is_not_undone_and_says_recall(me: AtWindow, clock: FrozenClock, tmp_path: Path) -> None:
    story.start_with_three_answers(me, tmp_path / "so.tdb")
    story.enter_the_plan_of_one_task(me)
    me.go("closing")
    me.click("Trình tất cả bản nháp")
    me.settle()
    before = state_hash(me.session.conn)
    me.press(Key.Key_Z, CTRL)
    me.settle()
    assert "thu hồi" in me.page.message.text().lower()
    assert state_hash(me.session.conn) == before
