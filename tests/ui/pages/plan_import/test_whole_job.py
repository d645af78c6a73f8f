"""From a document to programmes, targets and tasks with the keyboard alone."""

import pytest
from PySide6.QtWidgets import QFileDialog

from app import directives
from app.plan import programmes
from app.plan_import.review import keeping
from tests.ui.at_window import CTRL, AtWindow, Key
from tests.ui.pages.plan_import.clerk import Clerk
from tests.ui.pages.plan_import.plans import PLAN, write_plan


def test_a_plan_is_chosen_reviewed_and_taken_over_by_keys_alone(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    me, path = clerk.me, write_plan(clerk.folder)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: ([str(path)], ""))
    me.press(Key.Key_Return)
    me.settle()
    assert clerk.page.title() == "Rà soát kế hoạch"
    # The question that the reader leaves open is answered where one stands.
    assert "100% trở lên" in clerk.here().node.text
    clerk.press(Key.Key_Return)
    assert clerk.draft.targets[2].comparator == "equal"
    # Accepting leads to what is missing: tasks without a lead, selected together.
    me.press(Key.Key_Return, CTRL)
    assert "chưa có ban chủ trì" in clerk.page.message.text()
    clerk.press(Key.Key_L, CTRL)
    me.fill(lead="Ban Tổ chức")
    assert {task.lead for task in clerk.draft.tasks} == {"Ban Tổ chức"}
    clerk.press(Key.Key_Return, CTRL)
    me.settle()
    assert me.toast() == "Đã nhận 3 chỉ tiêu, 4 nhiệm vụ"
    assert [len(programme.tasks) for programme in programmes.tree(me.session)] == [4]
    # The way on has the focus.
    me.press(Key.Key_Return)
    me.settle()
    assert me.window.current_key() == "programmes"


def test_taking_over_is_one_change_that_undo_takes_back_whole(clerk: Clerk) -> None:
    me = clerk.me
    clerk.read(write_plan(clerk.folder))
    clerk.lead_all()
    clerk.page.accept()
    me.settle()
    assert [line.as_written for line in directives.directive_lines(me.session)] != []
    assert keeping.kept_reviews(me.session.path) == ()
    clerk.press(Key.Key_Z, CTRL)
    assert directives.directive_lines(me.session) == ()
    assert programmes.tree(me.session) == ()
    # The review is there again, as it was.
    assert clerk.page.title() == "Rà soát kế hoạch"
    assert len(clerk.draft.targets) == 3


def test_what_was_taken_over_can_be_taken_back_and_reviewed_on(clerk: Clerk) -> None:
    me = clerk.me
    clerk.read(write_plan(clerk.folder))
    clerk.lead_all()
    before = clerk.review
    clerk.page.accept()
    me.settle()
    me.click("Hoàn tác và rà soát tiếp")
    me.settle()
    assert directives.directive_lines(me.session) == ()
    assert clerk.review == before


def test_the_document_is_kept_with_its_own_name(clerk: Clerk) -> None:
    me = clerk.me
    clerk.read(write_plan(clerk.folder))
    clerk.lead_all()
    clerk.page.accept()
    me.settle()
    files = [path for path in me.session.path.with_suffix(".files").rglob("*") if path.is_file()]
    assert [path.read_text(encoding="utf-8") for path in files] == [PLAN]


def test_a_text_from_the_clipboard_is_a_source(clerk: Clerk) -> None:
    clerk.paste(PLAN)
    assert clerk.page.title() == "Rà soát kế hoạch"
    assert len(clerk.draft.targets) == 3


def test_an_empty_clipboard_and_a_file_that_is_no_plan_are_said_in_words(clerk: Clerk) -> None:
    clerk.paste("  ")
    assert "Chưa có chữ nào được chép" in clerk.page.message.text()
    picture = clerk.folder / "anh.docx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    clerk.read(picture)
    assert any("anh.docx" in words for words in clerk.me.texts(clerk.page))
    assert clerk.page.title() == "Nhập kế hoạch"


def test_several_files_wait_in_a_list_to_be_reviewed(clerk: Clerk) -> None:
    one = write_plan(clerk.folder)
    two = write_plan(clerk.folder, "ke-hoach-42.txt", PLAN.replace("41/KH", "42/KH"))
    clerk.read(one, two)
    assert clerk.page.title() == "Nhập kế hoạch"
    assert "Bản nháp đang rà soát (2)" in clerk.me.texts(clerk.page)
    clerk.me.click("Rà soát tiếp")
    clerk.me.settle()
    assert clerk.page.title() == "Rà soát kế hoạch"


def test_a_plan_taken_over_before_is_updated_and_not_doubled(clerk: Clerk) -> None:
    me = clerk.me
    path = write_plan(clerk.folder)
    clerk.read(path)
    clerk.lead_all()
    clerk.page.accept()
    me.settle()
    clerk.read(path)
    assert "đã có trong sổ" in clerk.page.reviewing.known.before.text()
    me.click("Xem thay đổi")
    me.settle()
    assert any("Không có gì thay đổi" in words for words in me.texts(me.sheet))
    me.press(Key.Key_Escape)
    # The leads stand as they are in the workspace: nothing is asked again.
    clerk.page.accept()
    me.settle()
    own = [line for line in directives.directive_lines(me.session) if line.as_written == "41/KH-LĐLĐ"]
    assert len(own) == 1


def test_undo_in_the_review_is_the_reviews_own(clerk: Clerk) -> None:
    me = clerk.me
    clerk.read(write_plan(clerk.folder))
    changes = me.session.path.stat().st_size
    clerk.stand("Tặng quà")
    before = clerk.review
    clerk.press(Key.Key_Delete)
    assert clerk.entry("Tặng quà").dropped
    for _ in range(5):
        clerk.press(Key.Key_Z, CTRL)
    assert clerk.review == before
    assert me.session.path.stat().st_size == changes
    clerk.press(Key.Key_Y, CTRL)
    assert clerk.entry("Tặng quà").dropped


def test_a_review_survives_the_end_of_the_program(clerk: Clerk) -> None:
    me: AtWindow = clerk.me
    clerk.read(write_plan(clerk.folder))
    clerk.stand("Tặng quà")
    clerk.edit(Key.Key_F2, "Tặng quà Tết")
    path, review = me.session.path, clerk.review
    me.restart(path)
    me.press(Key.Key_I, CTRL)
    me.settle()
    assert "Bản nháp đang rà soát (1)" in me.texts(me.page)
    me.click("Rà soát tiếp")
    me.settle()
    assert clerk.review == review


def test_each_correction_is_on_disk_before_the_next_so_that_a_crash_costs_nothing(clerk: Clerk) -> None:
    clerk.read(write_plan(clerk.folder))
    clerk.stand("Kết nạp mới")
    for key in (Key.Key_Delete, Key.Key_Delete):
        clerk.press(key)
        (kept,) = keeping.kept_reviews(clerk.me.session.path)
        assert kept.review == clerk.review
    assert len(clerk.draft.targets) == 1


def test_a_review_thrown_away_comes_back_by_the_toast(clerk: Clerk) -> None:
    me = clerk.me
    clerk.read(write_plan(clerk.folder))
    review = clerk.review
    me.click("Bỏ bản nháp")
    me.settle()
    assert keeping.kept_reviews(me.session.path) == ()
    me.click("Hoàn tác")
    me.settle()
    assert clerk.review == review


def test_the_plan_above_is_asked_about_and_its_clauses_are_linked(clerk: Clerk) -> None:
    me = clerk.me
    above = PLAN.replace("41/KH-LĐLĐ", "05/CTr-TLĐ").replace(
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU", "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"
    )
    clerk.read(write_plan(clerk.folder, "tren.txt", above))
    clerk.lead_all()
    clerk.page.accept()
    me.settle()
    below = PLAN.replace("Căn cứ", "Căn cứ Kế hoạch số 05/CTr-TLĐ ngày 12/01/2026 của Tổng Liên đoàn;\nCăn cứ")
    clerk.read(
        write_plan(
            clerk.folder, "duoi.txt", below.replace("Chăm lo đoàn viên năm 2026", "Thực hiện chương trình chăm lo")
        )
    )
    bar = clerk.page.reviewing.known.carries
    if "Có thể" in bar.text():
        me.click("Đúng, gắn văn bản")
        me.settle()
    assert "thực hiện" in bar.text()
    assert "05/CTr-TLĐ" in bar.text()
    me.click("Xem các mục gắn")
    me.press(Key.Key_Return, CTRL)
    me.settle()
    clerk.lead_all()
    clerk.page.accept()
    me.settle()
    names = {line.as_written: line.id for line in directives.directive_lines(me.session)}
    assert {"05/CTr-TLĐ", "41/KH-LĐLĐ"} <= set(names)


def test_a_document_without_a_plan_says_what_can_be_done(clerk: Clerk) -> None:
    clerk.paste("Kính gửi: các đơn vị.\nCông đoàn mời họp lúc 8 giờ ngày mai.\n")
    assert clerk.page.title() == "Rà soát kế hoạch"
    assert "Không nhận ra chỉ tiêu hay nhiệm vụ nào" in clerk.page.message.text()
    clerk.page.accept()
    clerk.me.settle()
    assert clerk.page.title() == "Rà soát kế hoạch"
    clerk.me.click("Chọn tệp khác")
    assert clerk.page.title() == "Nhập kế hoạch"
