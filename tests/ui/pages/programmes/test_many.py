"""Several tasks selected: changed in one sheet as one change; the details beside; milestones and the document a task comes from."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from app.plan import details, evidence, programmes, tasks
from tests.ui.at_window import CTRL, SHIFT, AtWindow, Key
from ui.pages.programmes.page import ProgrammesPage
from ui.pages.programmes.timeline_view import TIMELINE


def _numbers(page: ProgrammesPage) -> list[str]:
    return [node.cells[0].text.split()[0] for node in page.selected()]


def _id(me: AtWindow, number: str) -> int:
    return next(task.id for node in programmes.tree(me.session) for task in node.tasks if task.number == number)


def test_the_tasks_of_a_group_are_changed_in_one_sheet_as_one_change(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    me.stand(page.view, "2.2")
    me.press(Key.Key_Down, SHIFT, times=2)
    assert _numbers(page) == ["2.2", "2.3", "2.4"]
    assert me.details()[0] == "3 nhiệm vụ đang chọn"
    before = [details.task(me.session, _id(me, number)) for number in ("2.2", "2.3", "2.4")]
    me.press(Key.Key_E, CTRL)
    assert me.sheet.accessibleName() == "Sửa 3 nhiệm vụ"
    me.fill()
    assert "Chưa đổi gì" in me.sheet_says(), "a sheet in which nothing was touched changes nothing"
    me.press(Key.Key_Escape)
    me.press(Key.Key_E, CTRL)
    me.save(lead_ban_id="Ban Tài chính (TC)", starts="6/7/2026")
    after = [details.task(me.session, one.id) for one in before]
    assert {one.starts for one in after} == {"2026-07-06"}
    assert {one.assignments[0].ban_code for one in after} == {"TC"}
    assert [(one.due, one.continuous, one.text) for one in after] == [
        (one.due, one.continuous, one.text) for one in before
    ]
    assert _numbers(page) == ["2.2", "2.3", "2.4"], "they stay selected"
    assert me.toast() == "Đã lưu"
    me.press(Key.Key_Z, CTRL)
    me.settle()
    assert [details.task(me.session, one.id) for one in before] == before


def test_one_refusal_changes_nothing_and_names_the_task(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    me.stand(page.view, "1.5")
    me.press(Key.Key_Down, SHIFT)
    me.press(Key.Key_E, CTRL)
    me.fill(starts="1/9/2026")
    assert "1.5 Tổ chức cuộc thi" in me.sheet_says()
    assert details.task(me.session, _id(me, "1.6")).starts == "2025-07-01"


def test_select_all_takes_the_group_first_and_then_everything(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    me.stand(page.view, "1.5")
    me.press(Key.Key_A, CTRL)
    assert _numbers(page) == ["1.4", "1.5", "1.6", "1.7", "1.8"]
    me.press(Key.Key_A, CTRL)
    assert len(page.selected()) == sum(len(node.tasks) for node in programmes.tree(me.session))


def test_a_milestone_is_added_and_reached_by_clicking_its_diamond(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    me.press(Key.Key_Home, CTRL)
    me.click("Thêm mốc…")
    me.save(text="Sơ kết năm thứ nhất", starts="15/8/2026")
    programme = page.current().id
    made = next(one for one in details.programme(me.session, programme).milestones if one.text.startswith("Sơ kết năm"))
    assert (made.starts, made.ends, made.reached) == ("2026-08-15", "2026-08-15", None)
    view = page.view
    row = view.visualRect(view.currentIndex().siblingAtColumn(TIMELINE))
    x = view.columnViewportPosition(TIMELINE) + view.scale.x(date(2026, 8, 16).toordinal())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), row.center().y()))
    me.settle()
    me.save(reached="20/8/2026")
    assert "đạt ngày 20/08/2026" in view.currentIndex().siblingAtColumn(TIMELINE).data()
    assert any("(đã đạt)" in line for line in me.details())


def test_the_document_of_a_task_stands_beside_it_at_its_clause(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    me.stand(page.view, "1.6")
    assert "“II. Nội dung, nhiệm vụ và phân công thực hiện: theo phụ lục phân công kèm theo.”" in me.details()
    me.click("Mở 18/KH-LĐLĐ")
    assert me.sheet.accessibleName() == "Kế hoạch 18/KH-LĐLĐ"
    assert any(line.startswith("III. Chỉ tiêu") for line in me.texts(me.sheet))
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert me.window.current_key() == "directives"


def test_evidence_is_listed_with_its_task_and_a_copy_of_it_is_opened(
    at_sample: AtWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_sample
    page = me.go("programmes")
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    paper = tmp_path / "Báo cáo mô hình.txt"
    paper.write_text("20 mô hình", "utf-8")
    task = _id(me, "1.6")
    evidence.attach(me.session, "task", task, path=paper)
    me.settle()
    me.stand(page.view, "1.6")
    shown = [one for one in me.details() if one.startswith("Minh chứng")]
    assert shown == [f"Minh chứng ({len(evidence.of_task(me.session, task))})"]
    link = me.button("Báo cáo mô hình.txt")
    link.click()
    (where,) = opened
    copied = Path(where.toLocalFile())
    assert copied.name == paper.name
    assert copied.read_text("utf-8") == "20 mô hình"
    (kept,) = (file for _, file in evidence.of_task(me.session, task) if file.name == paper.name)
    assert copied != kept.path, "what is saved over it never touches the evidence"
    kept.path.unlink()
    copied.unlink()
    link.click()
    assert "chưa có trên máy này" in page.message.text()
    tasks.edit_task(me.session, task, number="1.6")
